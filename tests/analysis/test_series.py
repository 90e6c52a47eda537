"""Lines of points: own, comparators, categories, headlines, and what a withheld number takes with it."""

from __future__ import annotations

from datetime import date

import pytest

from qaf.analysis.series import lines


def _line(line):
    return [
        (str(p.period), p.value.text or (p.value.symbol and f"[{p.value.symbol}]") or ("gap" if p.missing else ""))
        for p in line.points
    ]


def test_periods_missing_inside_the_run_are_typed_gaps(framework, figures):
    built = framework({"id": "m"})
    rows = [("2020/21", "9", "", "", {}), ("2021/22", "c", "", "", {}), ("2023/24", "12", "", "", {})]
    series = lines(built, figures(*rows), built.measures["m"])
    expected = [("2020/21", "9"), ("2021/22", "[c]"), ("2022/23", "gap"), ("2023/24", "12")]
    assert _line(series.main) == expected
    assert series.main.name == "Northmoor"


def test_years_left_out_on_purpose_are_no_gaps(framework, figures):
    built = framework({"id": "m", "frequency": "two_yearly"})
    rows = [("2020/21", "9", "", "", {}), ("2022/23", "12", "", "", {})]
    assert len(lines(built, figures(*rows), built.measures["m"]).main.points) == 2


def test_the_same_quarter_a_year_before_and_the_quarter_before(framework, figures):
    built = framework({"id": "m", "frequency": "quarterly"})
    rows = [(f"2023/24 Q{q}", str(10 + q), "", "", {}) for q in (1, 2, 3, 4)] + [("2024/25 Q1", "9", "", "", {})]
    line = lines(built, figures(*rows), built.measures["m"]).main
    assert line.latest.value.text == "9"
    assert line.year_before(line.latest).value.text == "11"
    assert line.just_before(line.latest).value.text == "14"


def test_a_year_and_a_snapshot_day_have_no_period_just_before(framework, figures):
    built = framework({"id": "m"})
    line = lines(
        built, figures(("2022-03-31", "9", "", "", {}), ("2024-03-31", "9", "", "", {})), built.measures["m"]
    ).main
    assert [str(p.period) for p in line.points] == ["2022-03-31", "2023-03-31", "2024-03-31"]
    assert line.just_before(line.latest) is None
    assert line.year_before(line.latest) is None


def test_periods_after_the_report_are_left_out(framework, figures):
    built = framework({"id": "m"})
    rows = [("2023/24", "9", "", "", {}), ("2024/25", "12", "", "", {})]
    assert len(lines(built, figures(*rows), built.measures["m"], date(2024, 3, 31)).main.points) == 1


def test_comparators_say_how_they_were_made_and_how_many_members_had_a_figure(framework, figures):
    built = framework({"id": "m", "unit": "percent", "base": "b"})
    rows = [
        ("2023/24", "22.6", "", "", {"series": "england"}),
        *[
            ("2023/24", value, numerator, denominator, {"series": f"{name}/{code}"})
            for name in ("mean", "middle", "pool")
            for code, value, numerator, denominator in (("a", "10.0", "10", "100"), ("b", "41.0", "410", "1000"))
        ],
    ]
    found = {line.id: line for line in lines(built, figures(*rows), built.measures["m"]).comparators}
    assert {name: line.points[0].value.text for name, line in found.items()} == {
        "england": "22.6", "mean": "25.5", "middle": "25.5", "pool": "38.2",
    }  # fmt: skip
    assert found["mean"].points[0].members == (2, 3)
    assert (found["england"].cite, found["pool"].method) == ("National tables", "pooled")


def test_a_withheld_member_hides_what_is_worked_out_and_an_absent_one_is_counted(framework, figures):
    built = framework({"id": "m", "unit": "percent", "base": "b"})
    rows = [
        ("2022/23", "c", "c", "40", {"series": "pool/a"}),
        ("2023/24", "c", "c", "40", {"series": "pool/a"}),
        ("2023/24", "20.0", "20", "100", {"series": "pool/b"}),
        ("2024/25", "x", "x", "x", {"series": "pool/a"}),
        ("2024/25", "20.0", "20", "100", {"series": "pool/b"}),
    ]
    (pool,) = lines(built, figures(*rows), built.measures["m"]).comparators
    assert _line(pool) == [("2022/23", "[c]"), ("2023/24", "[c]"), ("2024/25", "20.0")]
    assert [p.members for p in pool.points] == [(0, 2), (1, 2), (1, 2)]


def test_every_category_has_a_line_in_the_order_of_the_settings(framework, figures):
    built = framework({"id": "m", "breakdowns": ("locality",)})
    rows = [("2023/24", "c", "", "", {"breakdown": "locality", "category": "south"})]
    (locality,) = lines(built, figures(*rows), built.measures["m"]).breakdowns
    assert [(line.name, _line(line)) for line in locality.lines] == [("North", []), ("south", [("2023/24", "[c]")])]


SHARES = {"id": "m", "kind": "quality", "unit": "shares", "scale": "audit", "base": "audits"}


@pytest.mark.parametrize(
    ("weak", "good", "strong", "expected"),
    [
        (("10", "40"), ("20", "40"), ("10", "40"), "75.0"),
        (("10", "40"), ("c", "40"), ("10", "40"), "[c]"),
        (("10", "40"), ("30", "40"), None, "75.0"),
        (("10", "40"), ("20", "40"), None, "[x]"),
        (("c", "40"), ("20", "40"), ("17", "40"), "92.5"),
        (("40", "40"), None, None, "0.0"),
    ],
)
def test_the_headline_of_shares_is_the_share_at_or_above_good(framework, figures, weak, good, strong, expected):
    built = framework(SHARES)
    rows = []
    for grade, cells in (("weak", weak), ("good", good), ("strong", strong)):
        if cells:
            value = "c" if cells[0] == "c" else str(100 * int(cells[0]) / int(cells[1]))
            rows.append(("2023/24", value, *cells, {"grade": grade}))
    series = lines(built, figures(*rows), built.measures["m"])
    assert _line(series.main) == [("2023/24", expected)]
    assert [row.id for row in series.distributions[0].rows] == [row[4]["grade"] for row in rows]


def test_the_headline_is_hidden_where_what_is_left_of_its_base_is_small(framework, figures):
    built = framework({**SHARES, "protect": "both_sides"})
    rows = [("2023/24", "c", "c", "40", {"grade": "weak"}), ("2023/24", "92.5", "37", "40", {"grade": "good"})]
    rows.append(("2023/24", "0.0", "0", "40", {"grade": "strong"}))
    assert _line(lines(built, figures(*rows), built.measures["m"]).main) == [("2023/24", "[c]")]


def test_before_and_after_has_a_line_a_rater_and_the_latest_results_in_order(framework, figures):
    built = framework(
        {"id": "m", "kind": "outcome", "unit": "before_after", "scale": "audit", "follow_up": ("closure", "6m")}
    )
    rows = [
        ("2023/24", "60.0", "30", "50", {"grade": "improved", "point": "closure", "rater": "parent"}),
        ("2023/24", "70.0", "35", "50", {"grade": "improved", "point": "closure", "rater": "child"}),
        ("2023/24", "c", "c", "50", {"grade": "worse", "point": "closure", "rater": "child"}),
        ("2023/24", "20.0", "10", "50", {"grade": "not_rated/moved-away", "point": "closure", "rater": "child"}),
        ("2023/24", "50.0", "15", "30", {"grade": "sustained", "point": "6m", "rater": "child"}),
    ]
    series = lines(built, figures(*rows), built.measures["m"])
    assert [(line.id, line.points[0].value.text) for line in series.own] == [("child", "70.0"), ("parent", "60.0")]
    assert [(d.rater, d.point, [row.name for row in d.rows]) for d in series.distributions] == [
        ("child", "closure", ["Rated higher than at the start", "Rated lower", "Not rated again: moved away"]),
        ("child", "6m", ["Rated higher at closure, and still so"]),
        ("parent", "closure", ["Rated higher than at the start"]),
    ]


def test_a_change_is_newer_minus_older_and_hidden_where_either_is(framework, figures):
    built = framework({"id": "ch", "unit": "change", "of": "m"}, {"id": "m", "unit": "percent", "base": "b"})
    rows = [("2020/21", "20.4", "", "", {}), ("2021/22", "18.0", "", "", {}), ("2022/23", "c", "", "", {})]
    assert _line(lines(built, figures(*rows), built.measures["ch"]).main) == [("2021/22", "-2.4"), ("2022/23", "[c]")]


def test_a_break_between_two_periods_is_known(framework, figures):
    built = framework({"id": "m", "breaks": ({"from": "2022/23", "because": "New system"},)})
    rows = [("2021/22", "9", "", "", {}), ("2022/23", "12", "", "", {}), ("2023/24", "12", "", "", {})]
    series = lines(built, figures(*rows), built.measures["m"])
    first, second, third = (point.period for point in series.main.points)
    assert series.break_between(first, second).because == "New system"
    assert series.break_between(second, third) is None


def test_a_measure_without_figures_has_no_lines(framework, figures):
    built = framework({"id": "m"})
    assert lines(built, figures(), built.measures["m"]).has_figures is False


def test_ratings_by_place_keep_raters_apart(framework, figures):
    built = framework(
        {"id": "m", "kind": "outcome", "unit": "before_after", "scale": "audit", "breakdowns": ("locality",)}
    )
    key = {"grade": "improved", "point": "closure", "breakdown": "locality", "category": "north"}
    rows = [
        ("2023/24", value, "", "", {**key, "rater": rater}) for rater, value in (("parent", "60.0"), ("child", "70.0"))
    ]
    found = lines(built, figures(*rows), built.measures["m"]).breakdowns
    assert [(b.rater, _line(b.lines[0])) for b in found] == [
        ("child", [("2023/24", "70.0")]),
        ("parent", [("2023/24", "60.0")]),
    ]
