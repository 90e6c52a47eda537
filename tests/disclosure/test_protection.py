"""The whole folder at once: coarser before hidden, sums of every kind, editions, and what is said of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qaf.disclosure.check import check_figures
from qaf.disclosure.editions import Edition, edition_bytes, read_editions, shown_figures
from qaf.disclosure.primary import PROFILES
from qaf.disclosure.protect import profile_for, protect
from qaf.model.period import Period
from qaf.workspace.tree import FolderTree

QUARTERS = tuple(f"2024/25 Q{n}" for n in range(1, 5))
TEAMS = tuple(f"t{n}" for n in range(1, 9))


def breakdowns(*, parts="all", teams=TEAMS, localities=2):
    """Localities, and teams within them."""
    return (
        {"id": "locality", "parts": "all", "categories": tuple({"id": f"l{n}"} for n in range(localities))},
        {
            "id": "team",
            "parts": parts,
            "within": "locality",
            "categories": tuple({"id": team, "within": f"l{n % localities}"} for n, team in enumerate(teams)),
        },
    )


def simple(*categories, parts="all"):
    """One breakdown by place."""
    return ({"id": "place", "parts": parts, "categories": tuple({"id": one} for one in categories)},)


def cells(figures, measure="m", breakdown=None):
    """What is shown of a measure: by category and period; a number is its text."""
    return {
        (f.category, str(f.period)): f.value.symbol or f.value.text
        for f in figures
        if f.measure == measure and breakdown in (None, f.breakdown)
    }


def codes(figures):
    return [item.code for item in figures.findings]


def by_place(figure, measure="m", whole=None, period="2024/25", breakdown="place", **values):
    """Counts by category, and the whole as their sum unless it is given."""
    total = sum(values.values()) if whole is None else whole
    rows = [figure(measure, value=str(total), period=period)]
    return rows + [
        figure(measure, value=str(number), period=period, breakdown=breakdown, category=name)
        for name, number in values.items()
    ]


# hiding ------------------------------------------------------------------------------------------------------------


def test_a_second_part_goes_with_a_small_one_and_the_total_stays(framework, figure):
    built = framework({"id": "m"}, breakdowns=simple(*"abcdefg"))
    shown = protect(built, by_place(figure, a=3, b=12, c=40, d=50, e=60, f=70, g=80))
    assert cells(shown) == {
        ("", "2024/25"): "315", ("a", "2024/25"): "c", ("b", "2024/25"): "c", ("c", "2024/25"): "40",
        ("d", "2024/25"): "50", ("e", "2024/25"): "60", ("f", "2024/25"): "70", ("g", "2024/25"): "80",
    }  # fmt: skip
    assert (codes(shown), shown.audited, shown.coarsened) == ([], True, ())


def test_only_a_whole_that_a_part_could_be_told_from_goes(framework, figure):
    built = framework({"id": "m"}, breakdowns=simple("a", "b"))
    assert cells(protect(built, by_place(figure, a=30, b=40)))[("", "2024/25")] == "70"


@pytest.mark.parametrize(("parts", "hidden"), [("all", 2), ("some", 1), ("overlapping", 1)])
def test_what_the_parts_make_up_decides_what_goes_with_a_small_one(framework, figure, parts, hidden):
    built = framework({"id": "m"}, breakdowns=simple(*"abcdefg", parts=parts))
    rows = by_place(figure, whole=400, a=3, b=22, c=40, d=50, e=60, f=70, g=80)
    if parts == "all":
        rows[0] = figure("m", value="325")
    assert sum(figure.withheld for figure in protect(built, rows)) == hidden


def test_a_base_that_a_numerator_could_be_told_from_goes_with_it(framework, figure):
    built = framework({"id": "n"}, {"id": "p", "unit": "percent", "of": "n", "kind": "quality"})
    (count, part) = protect(built, [figure("n", value="9"), figure("p", "3", "9")])
    assert (count.value.symbol, part.numerator.symbol, part.denominator.symbol) == ("c", "c", "c")
    (count, part) = protect(built, [figure("n", value="52"), figure("p", "3", "52")])
    assert (count.value.text, part.numerator.symbol, part.denominator.text, part.value.symbol) == ("52", "c", "52", "c")


def test_measures_that_are_parts_of_another_are_sums_too(framework, figure):
    built = framework({"id": "m", "parts": ("a", "b", "c")}, {"id": "a"}, {"id": "b"}, {"id": "c"})
    rows = [figure(one, value=number) for one, number in (("m", "83"), ("a", "3"), ("b", "20"), ("c", "60"))]
    shown = {f.measure: f.value.symbol or f.value.text for f in protect(built, rows)}
    assert shown == {"m": "83", "a": "c", "b": "c", "c": "60"}


def test_what_happened_since_the_last_quarter_is_a_number_too(framework, figure):
    """37 by December and 40 by March tell that there were three in between."""
    built = framework({"id": "m", "window": "year_to_date"})
    rows = [
        figure("m", value=number, period=period)
        for number, period in zip(("12", "25", "37", "40"), QUARTERS, strict=True)
    ]
    shown = cells(protect(built, rows))
    assert "c" in (shown["", "2024/25 Q3"], shown["", "2024/25 Q4"])
    assert cells(protect(framework({"id": "m", "window": "at_end"}), rows))["", "2024/25 Q3"] == "37"


def test_people_who_are_counted_once_a_quarter_do_not_add_up_to_a_year(framework, figure):
    rows = [figure("m", value=n, period=p) for n, p in zip(("3", "20", "20", "20"), QUARTERS, strict=True)]
    rows.append(figure("m", value="63"))
    assert cells(protect(framework({"id": "m", "distinct": "true"}), rows))["", "2024/25 Q2"] == "20"
    shown = cells(protect(framework({"id": "m"}), rows))
    assert sorted(shown.values()).count("c") >= 2


def test_rounded_numbers_are_windows_that_may_hide_enough(framework, figure):
    built = framework({"id": "m"}, breakdowns=simple(*"abcdefg"), profile="nhs")
    shown = protect(built, by_place(figure, a=3, b=11, c=40, d=51, e=60, f=72, g=80))
    found = cells(shown)
    assert (found["a", "2024/25"], found["b", "2024/25"], found["d", "2024/25"]) == ("c", "10", "50")
    few = framework({"id": "m"}, breakdowns=simple("a", "b", "c", "d", "e"), profile="nhs")
    found = cells(protect(few, by_place(figure, a=3, b=11, c=40, d=0, e=0)))
    assert found["b", "2024/25"] == "c", "two windows do not"
    assert codes(shown) == []


def test_what_others_published_is_known_to_the_reader(framework, figure):
    built = framework({"id": "m"}, breakdowns=simple("a", "b"))
    rows = by_place(figure, whole=100, a=97)
    rows = [
        figure("m", value=f.value, published=True, breakdown=f.key.breakdown, category=f.key.category) for f in rows
    ]
    rows.append(figure("m", value="c", published=True, breakdown="place", category="b"))
    shown = protect(built, rows)
    assert cells(shown)["a", "2024/25"] == "97"
    assert codes(shown) == ["QAF542"]
    assert "97" not in shown.findings[0].message


# coarser before hidden ---------------------------------------------------------------------------------------------


def test_teams_by_quarter_become_teams_by_year(framework, figure):
    built = framework({"id": "m"}, breakdowns=breakdowns(localities=1))
    numbers = (7, 4, 9, 6, 8, 5, 7, 10)
    rows = []
    for quarter in QUARTERS:
        rows += by_place(figure, period=quarter, breakdown="team", **dict(zip(TEAMS, numbers, strict=True)))
    shown = protect(built, rows)
    assert cells(shown, breakdown="team") == {
        (team, "2024/25"): str(4 * number) for team, number in zip(TEAMS, numbers, strict=True)
    }
    assert len(cells(shown, breakdown="")) == 4
    (coarsened,) = shown.coarsened
    assert (coarsened.breakdown, str(coarsened.to_period), len(coarsened.periods)) == ("team", "2024/25", 4)
    assert shown.replaced("m", Period.canonical("2024/25 Q2"), "team") == coarsened


def test_teams_become_localities_where_there_is_no_longer_period(framework, figure):
    built = framework({"id": "m"}, breakdowns=breakdowns())
    rows = by_place(figure, breakdown="team", **dict(zip(TEAMS, (3, 4, 9, 6, 8, 5, 7, 30), strict=True)))
    shown = protect(built, rows)
    assert cells(shown, breakdown="team") == {}
    assert cells(shown, breakdown="locality") == {("l0", "2024/25"): "27", ("l1", "2024/25"): "45"}
    assert [(item.breakdown, item.to_breakdown, item.to_period) for item in shown.coarsened] == [
        ("team", "locality", None)
    ]


def test_months_beside_quarters_that_make_the_year_come_to_an_end(framework, figure):
    """A month that is no part of what the year is made of is hidden, and not made coarser again and again."""
    built = framework({"id": "m"}, breakdowns=simple("a", "b"))
    rows = [figure("m", value="3", period="2024-05", breakdown="place", category="a")]
    for quarter in QUARTERS:
        rows += by_place(figure, period=quarter, a=3, b=30)
    shown = cells(protect(built, rows), breakdown="place")
    assert shown["a", "2024/25"] == "12"
    assert shown.get(("a", "2024-05")) in (None, "c")


def test_a_single_small_cell_among_many_is_hidden_and_nothing_made_coarser(framework, figure):
    built = framework({"id": "m"}, breakdowns=simple(*"abcdefg"))
    shown = protect(built, by_place(figure, a=3, b=12, c=40, d=50, e=60, f=70, g=80))
    assert shown.coarsened == ()
    assert "3" not in cells(shown).values()


# what is said ------------------------------------------------------------------------------------------------------


def test_figures_that_do_not_add_up_are_named_and_never_quoted(framework, figure):
    built = framework({"id": "m"}, breakdowns=simple("a", "b"))
    rows = by_place(figure, whole=120, a=70, b=61)
    shown = protect(built, rows)
    assert codes(shown) == ["QAF544"]
    assert "`m`" in shown.findings[0].message and "2024/25" in shown.findings[0].message
    assert not any(number in shown.findings[0].message for number in ("120", "70", "61"))
    assert [item.message for item in check_figures(built, rows)] == [shown.findings[0].message]
    assert check_figures(built, by_place(figure, a=70, b=61)) == []


def test_a_number_that_cannot_be_protected_is_an_error(framework, figure):
    built = framework(
        {"id": "m", "parts": ("a", "b"), "counts": "things"}, {"id": "a"}, {"id": "b", "counts": "things"}
    )
    shown = protect(built, [figure("m", value="43"), figure("a", value="3"), figure("b", value="40")])
    (error,) = [item for item in shown.findings if item.level == "error"]
    assert (error.code, error.subject) == ("QAF540", "a")
    assert "43" not in error.message and " 3 " not in error.message


def test_a_small_group_of_which_all_are_shown_is_warned_of(framework, figure):
    measure = {"id": "p", "unit": "percent", "base": "children", "kind": "quality"}
    rows = [figure("p", "8", "8"), figure("p", "0", "9", period="2023/24"), figure("p", "30", "30", period="2022/23")]
    (warning,) = protect(framework(measure), rows).findings
    assert (warning.code, warning.level) == ("QAF545", "warning")
    assert "2023/24 and 2024/25" in warning.message and "2022/23" not in warning.message
    both = protect(framework({**measure, "protect": "both_sides"}), rows)
    assert codes(both) == []
    assert [f.value.symbol for f in both if str(f.period) == "2024/25"] == ["c"]


def test_an_operational_pack_withholds_nothing_and_says_so(framework, figure):
    built = framework({"id": "m"})
    shown = protect(built, [figure("m", value="3")], "operational")
    assert (shown.profile, cells(shown)) == ("operational", {("", "2024/25"): "3"})
    assert profile_for(built, "") == "dfe"


# editions ----------------------------------------------------------------------------------------------------------


def edition_of(shown, name="spring", known=()):
    return Edition(name, PROFILES[shown.profile], tuple(shown_figures(shown)), frozenset(known))


def test_an_edition_that_showed_the_other_part_is_taken_into_account(framework, figure):
    """In spring `b` was shown, and since then `a` came in: hiding `b` now would hide nothing."""
    built = framework({"id": "m"}, breakdowns=simple(*"abcdefgh"))
    numbers = {"b": 12, "c": 40, "d": 50, "e": 60, "f": 70, "g": 80, "h": 11}
    before = [row for row in by_place(figure, whole=326, **numbers) if row.key.category != "h"]
    spring = protect(built, before)
    assert "c" not in cells(spring).values()
    shown = protect(built, by_place(figure, a=3, **numbers), editions=[edition_of(spring)])
    assert cells(shown)["b", "2024/25"] == "12", "what is out stays shown"
    assert cells(shown)["a", "2024/25"] == cells(shown)["h", "2024/25"] == "c"
    assert codes(shown) == []


def test_a_restated_figure_is_a_new_number(framework, figure):
    built = framework({"id": "m"})
    spring = protect(built, [figure("m", value="30")])
    later = [replace(figure("m", value="3"), import_id="b")]
    assert codes(protect(built, later, editions=[edition_of(spring)])) == []


def test_a_figure_that_an_edition_showed_and_that_is_withheld_now_is_told_unless_known(framework, figure):
    built = framework({"id": "m"})
    rows = [figure("m", value="3")]
    careless = protect(built, rows, "operational")
    edition = Edition("spring", PROFILES["dfe"], tuple(shown_figures(careless)))
    shown = protect(built, rows, editions=[edition])
    (error,) = shown.findings
    assert (error.code, error.level) == ("QAF541", "error")
    assert "spring" in error.message and "3" not in error.message.replace("2024/25", "")
    known = Edition("spring", PROFILES["dfe"], edition.figures, frozenset({rows[0].key}))
    assert codes(protect(built, rows, editions=[known])) == []


def test_an_edition_is_written_and_read_back_as_it_was(framework, figure, tmp_path):
    built = framework({"id": "m"}, breakdowns=simple(*"abcdefg"))
    rows = [replace(one, import_id="aaaaaaaaaa") for one in by_place(figure, a=3, b=12, c=40, d=50, e=60, f=70, g=80)]
    shown = protect(built, rows)
    (tmp_path / "published" / "spring").mkdir(parents=True)
    (tmp_path / "published" / "spring" / "figures.csv").write_bytes(edition_bytes(shown))
    found = read_editions(FolderTree(tmp_path), built)
    assert found.problems == []
    (edition,) = found.editions
    assert (edition.name, edition.profile.name) == ("spring", "dfe")
    assert list(edition.figures) == shown_figures(shown)
    assert edition_bytes(shown) == edition_bytes(protect(built, rows))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"what,when\n",
        b"measure,period,value\nm,2024/25,43\n",
        b"measure,period,import,profile\nm,2024/25,aaaaaaaaaa,dfe\n",
    ]
    + [
        b"measure,period,value,import,profile\n" + rows
        for rows in (
            b"m,soon,43,aaaaaaaaaa,dfe\n",
            b"m,2024/25,43,aaaaaaaaaa,none\n",
            b"m,2024/25,43,,dfe\n",
            b"m,2024/25,43,aaaaaaaaaa,\n",
            b"m,2024/25,43,first,dfe\n",
            b"m,2024/25,43,aaaaaaaaaa\n",
            b'm,2024/25,"4,300",aaaaaaaaaa,dfe\n',
            b"m,2024/25,43,aaaaaaaaaa,dfe\n" * 2,
            b"m,2024/25,43,aaaaaaaaaa,dfe\nm,2023/24,43,aaaaaaaaaa,nhs\n",
        )
    ]
    + [b"measure,period,valeu,import,profile,value\nm,2024/25,43,aaaaaaaaaa,dfe,\n"],
)
def test_an_edition_that_cannot_be_read_is_an_error(framework, tmp_path, content):
    (tmp_path / "published" / "spring").mkdir(parents=True)
    (tmp_path / "published" / "spring" / "figures.csv").write_bytes(content)
    found = read_editions(FolderTree(tmp_path), framework({"id": "m"}))
    assert ([item.code for item in found.problems], found.editions) == (["QAF543"], ())


def test_an_edition_without_its_figures_is_an_error(framework, tmp_path):
    (tmp_path / "published" / "spring").mkdir(parents=True)
    (tmp_path / "published" / "spring" / "book.json").write_text("{}", encoding="utf-8")
    (tmp_path / "published" / "README.md").write_text("What is out.", encoding="utf-8")
    found = read_editions(FolderTree(tmp_path), framework({"id": "m"}))
    assert [(item.code, item.where.path) for item in found.problems] == [("QAF543", "published/spring/figures.csv")]
