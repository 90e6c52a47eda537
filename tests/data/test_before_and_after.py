"""Files of single cases by the front door: what is counted, what is refused, and that no case is ever written."""

from __future__ import annotations

import datetime
import itertools
import random
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qaf.data.period_around import later_by

SCALE = {
    "id": "safety",
    "good_from": "safe",
    "grades": [{"id": "unsafe", "name": "Not safe"}, {"id": "unsure"}, {"id": "safe", "name": "Safe enough"}],
}
SAFER = {
    "id": "safer",
    "kind": "outcome",
    "unit": "before_after",
    "scale": "safety",
    "base": "children whose plan ended",
    "follow_up": ["closure", "6m"],
    "breakdowns": ["team"],
}
KEYS = {"case": "Case", "measure": "safer", "rater": "Rated by", "point": "Point", "rating": "Rating"}
HEADER = "Case,Rated by,Point,Rating,Ended,Team"


def recipe(period=None, *, drop=(), **more):
    keys = {name: value for name, value in {**KEYS, **more}.items() if name not in drop}
    return {"id": "ratings", "file": "ratings*.csv", "period": period or {"column": "Ended"}, "before_and_after": keys}


@pytest.fixture
def take(bench, framework_of):
    """Takes rows of cases in, and gives what came of it."""

    def run(*rows, header=HEADER, by=None, measure=None, **more):
        changed = {**SAFER, **(measure or {})}
        bench.framework = framework_of(measures=(changed,), scales=[SCALE])
        return bench.take("\n".join([header, *rows]) + "\n", recipe=by or recipe(), **more)

    return run


def figures(bench, **wanted):
    """What is stored: (period, category, rater, point, grade) -> "numerator/denominator" or a symbol."""
    kept = {}
    for figure in bench.store().figures:
        key = figure.key
        if all(getattr(key, name) == value for name, value in wanted.items()):
            content = figure.value or f"{figure.numerator}/{figure.denominator}"
            kept[str(key.period), key.category, key.rater, key.point, key.grade] = content
    return kept


def at(bench, point, rater="professional", category="", period="2024/25"):
    """The results at a point: {grade: "numerator/denominator"}."""
    found = figures(bench, point=point, rater=rater, category=category)
    return {key[4]: content for key, content in found.items() if key[0] == period}


def case(name, start, closure, six=None, rater="Social worker", ended="2024/25", team="north"):
    rows = [f"{name},{rater},Assessment,{start},{ended},{team}"] if start is not None else []
    rows += [f"{name},{rater},Closure,{closure},{ended},{team}"] if closure is not None else []
    return rows + ([f"{name},{rater},Six months,{six},{ended},{team}"] if six is not None else [])


def joined(*cases):
    return list(itertools.chain.from_iterable(cases))


def test_pairs_are_counted_and_the_lost_are_shown(take, bench):
    rows = joined(
        case("a", "unsafe", "safe"),
        case("b", "unsafe", "unsure"),
        case("c", "safe", "safe"),
        case("d", "safe", "Not safe"),
        case("e", "unsafe", None),
        case("f", "unsafe", ""),
    )
    result = take(*rows, measure={"follow_up": ["closure"]})
    assert result.findings == ()
    assert at(bench, "closure") == {"improved": "2/4", "same": "1/4", "worse": "1/4", "not_rated": "2/6"}
    assert (result.rows, result.left_out) == (len(rows), 0)


def test_reasons_stand_in_rows_of_their_own(take, bench):
    words = {"moved": "not_rated/moved-away", "no reply": "not_rated/no-reply", "?": "not_rated"}
    rows = joined(
        case("a", "unsafe", "safe"),
        case("b", "unsafe", "moved"),
        case("c", "unsafe", "no reply"),
        case("d", "unsafe", "No reply"),
        case("e", "unsafe", "?"),
        case("f", None, "safe"),
        case("g", "unsafe", "not_rated/refused"),
    )
    result = take(*rows, by=recipe(grades=words), measure={"follow_up": ["closure"]})
    assert at(bench, "closure") == {
        "improved": "1/1",
        "same": "0/1",
        "worse": "0/1",
        "not_rated": "6/7",
        "not_rated/moved-away": "1/7",
        "not_rated/no-first-rating": "1/7",
        "not_rated/no-reply": "2/7",
        "not_rated/refused": "1/7",
    }
    (found,) = result.findings
    assert (found.code, found.level) == ("QAF537", "warning")
    assert "no first rating" in found.message


@pytest.mark.parametrize("reason", ["see-case-0042", "amelia_clarke"])
def test_a_reason_in_the_file_itself_says_nothing_of_a_person(take, words, reason):
    result = take(*case("a", "unsafe", f"not_rated/{reason}"))
    assert "QAF534" in words(result)
    assert reason not in words(result)


def test_sustained_is_of_those_improved_and_followed_that_far(take, bench):
    rows = joined(
        case("a", "unsafe", "safe", "safe"),
        case("b", "unsafe", "safe", "unsure"),
        case("c", "unsafe", "safe", "unsafe"),
        case("d", "unsafe", "unsafe", "safe"),
        case("e", "unsafe", "safe", ""),
    )
    assert take(*rows).added
    assert at(bench, "6m") == {
        "improved": "3/4",
        "same": "1/4",
        "worse": "0/4",
        "not_rated": "1/5",
        "sustained": "2/3",
    }
    assert "sustained" not in at(bench, "closure")


def test_what_is_not_due_yet_is_neither_lost_nor_counted(take, bench):
    """As at 31 March 2026: half a year after 1 October 2025 is the day after."""
    rows = joined(
        case("a", "unsafe", "safe", "safe", ended="2025-06-01"),
        case("b", "unsafe", "safe", None, ended="2025-09-30"),
        case("c", "unsafe", "safe", None, ended="2025-10-01"),
        case("d", "unsafe", "safe", "safe", ended="2025-12-01"),
    )
    assert take(*rows).findings == ()
    assert at(bench, "6m", period="2025/26")["not_rated"] == "1/3"
    assert at(bench, "closure", period="2025/26")["not_rated"] == "0/4"


def test_where_only_the_period_is_known_its_last_day_counts(take, bench):
    rows = joined(case("a", "unsafe", "safe", "safe", ended="2024/25"), case("b", "unsafe", "safe", ended="2025/26"))
    assert take(*rows, *case("c", "unsafe", "safe", ended="2024/25")).added
    assert at(bench, "6m", period="2024/25")["not_rated"] == "1/2"
    assert at(bench, "6m", period="2025/26") == {}


def test_a_follow_up_that_nobody_made_is_lost_once_it_was_begun(take, bench):
    rows = joined(
        case("a", "unsafe", "safe", ended="2021/22"),
        case("b", "unsafe", "safe", "safe", ended="2022/23"),
        case("c", "unsafe", "safe", ended="2023/24"),
    )
    assert take(*rows).added
    assert at(bench, "6m", period="2021/22") == {}
    assert at(bench, "6m", period="2023/24") == {"not_rated": "1/1"}


def test_a_point_of_which_the_file_has_nothing_is_told(take, bench):
    result = take(*case("a", "unsafe", "safe"))
    (found,) = result.findings
    assert (found.code, found.level) == ("QAF537", "warning")
    assert "`6m`" in found.message
    assert at(bench, "6m") == {}


def test_every_rater_is_counted_of_all_cases_from_the_first_period_on(take, bench):
    rows = joined(
        case("a", "unsafe", "safe", ended="2022/23"),
        case("b", "unsafe", "safe"),
        case("b", "safe", "unsafe", rater="Parent/carer"),
        case("c", "unsafe", "unsafe"),
    )
    assert take(*rows, measure={"follow_up": ["closure"]}).added
    assert at(bench, "closure", "parent", period="2022/23") == {}
    parents = at(bench, "closure", "parent")
    assert (parents["worse"], parents["not_rated"]) == ("1/1", "1/2")
    assert at(bench, "closure")["not_rated"] == "0/2"


def test_a_case_is_counted_in_the_group_where_it_ended(take, bench):
    rows = [
        "a,Worker,Start,unsafe,2024/25,north",
        "a,Worker,Closure,safe,2024/25,South",
        "b,Worker,Start,unsafe,2024/25,North team",
        "b,Worker,Closure,unsafe,2024/25,",
        "c,Worker,Start,unsafe,2024/25,",
        "c,Worker,Closure,safe,2024/25,",
    ]
    result = take(*rows, by=recipe(group="Team"), measure={"follow_up": ["closure"]})
    assert at(bench, "closure", category="south")["improved"] == "1/1"
    assert at(bench, "closure", category="north")["improved"] == "0/1"
    assert at(bench, "closure")["improved"] == "2/3"
    moved, found = result.findings
    assert (moved.code, moved.level, moved.related[0].span.line) == ("QAF537", "warning", 3)
    assert moved.message == (
        "Row 2: the case of this row is in another group in row 3. All its ratings are counted in the group of row 3."
    )
    assert "counted in the whole alone" in found.message


def test_a_transfer_takes_the_place_of_a_closure(take, bench):
    rows = joined(case("a", "unsafe", "safe"), case("b", "unsafe", None))
    rows += ["c,Worker,Start,unsafe,2024/25,north", "c,Worker,Transfer,safe,2024/25,north"]
    assert take(*rows, measure={"follow_up": ["closure", "transfer"]}).added
    assert at(bench, "closure")["not_rated"] == "1/2"
    assert at(bench, "transfer") == {"improved": "1/1", "same": "0/1", "worse": "0/1", "not_rated": "0/1"}


@pytest.mark.parametrize(
    ("kind", "period"),
    [(None, "2024/25"), ("quarter", "2024/25 Q4"), ("academic_year", "2024/25 academic"), ("calendar_year", "2025"),
     ("half", "2024/25 H2"), ("term", "2024/25 spring"), ("month", "2025-02")],
)  # fmt: skip
def test_days_are_put_into_periods(take, bench, kind, period):
    source = {"column": "Ended", **({"kind": kind} if kind else {})}
    take(*case("a", "unsafe", "safe", ended="14/02/2025"), by=recipe(source))
    assert {key[0] for key in figures(bench)} == {period}


def test_a_day_that_can_be_read_in_two_ways_is_refused(take, words):
    result = take(*case("a", "unsafe", "safe", ended="07/01/2025"))
    assert result.refused
    assert "QAF511" in words(result)
    assert "two ways" in words(result)


def test_a_day_is_never_a_period_of_its_own(take, words):
    result = take(*case("a", "unsafe", "safe", ended="2025-02-14"), by=recipe({"column": "Ended", "kind": "day"}))
    assert "QAF517" in words(result)
    assert "not by the day" in words(result)


def test_scores_become_grades_by_ranges(take, bench):
    bands = {"0-13": "safe", "14 to 16": "unsure", "17+": "unsafe", "not returned": "not_rated/no-form"}
    rows = joined(case("a", "17", "13"), case("b", "16", "14.0"), case("c", "13", "40"), case("d", 5, "not returned"))
    assert take(*rows, by=recipe(grades=bands), measure={"follow_up": ["closure"]}).findings == ()
    found = at(bench, "closure")
    assert (found["improved"], found["same"], found["worse"]) == ("1/3", "1/3", "1/3")
    assert found["not_rated/no-form"] == "1/4"


@pytest.mark.parametrize(
    ("bands", "said"),
    [
        ({"0-13": "safe", "13-20": "unsafe"}, "share a number"),
        ({"13-0": "safe"}, "runs backwards"),
        ({"17+": "safe", "20": "unsafe"}, "share a number"),
    ],
)
def test_ranges_that_cannot_be(take, words, bands, said):
    result = take(*case("a", "1", "2"), by=recipe(grades=bands))
    assert "QAF517" in words(result)
    assert said in words(result)


def test_a_column_for_each_point(take, bench):
    wide = recipe(drop=["point"], rating=["Assessment", "At closure", "6 months on"], rater="child")
    rows = ["a,unsafe,safe,safe,2024/25", "b,unsafe,,,2024/25", "c,,safe,unsure,2024/25"]
    result = take(*rows, header="Case,Assessment,At closure,6 months on,Ended", by=wide)
    assert not result.refused
    closure = at(bench, "closure", "child")
    assert (closure["improved"], closure["not_rated"]) == ("1/1", "2/3")
    assert closure["not_rated/no-first-rating"] == "1/3"
    assert at(bench, "6m", "child")["sustained"] == "1/1"


def test_a_reason_may_stand_in_a_column_beside_the_score(take, bench):
    """As the census has it: a score, or a code that says why there is none."""
    bands = {"0-13": "safe", "14-16": "unsure", "17-40": "unsafe", "SDQ1": "not_rated/no-form-returned"}
    rows = ["1,Carer,Start,17,,2024/25", "1,Carer,Closure,,SDQ1,2024/25", "2,Carer,Start,20,,2024/25"]
    rows += ["2,Carer,Closure,9,,2024/25"]
    by = recipe(rating=["SDQ_SCORE", "SDQ_REASON"], grades=bands)
    result = take(*rows, header="Case,Rated by,Point,SDQ_SCORE,SDQ_REASON,Ended", by=by)
    assert not result.refused
    assert at(bench, "closure", "parent")["not_rated/no-form-returned"] == "1/2"


def test_columns_of_ratings_have_to_say_the_point(take, words):
    wide = recipe(drop=["point"], rating=["Score 1", "Score 2"])
    said = words(take(*case("a", "unsafe", "safe"), by=wide))
    assert said.count("says at no point") == 2
    named = recipe(drop=["point"], rating=["Score 1", "Score 2"], points={"Score 1": "start", "Score 2": "closure"})
    result = take("a,Child,unsafe,safe,2024/25", header="Case,Rated by,Score 1,Score 2,Ended", by=named)
    assert not result.refused


def test_the_files_own_words_for_raters_and_points(take, bench):
    own = recipe(raters={"Mum": "parent"}, points={"T0": "start", "T1": "closure"})
    assert take("a,Mum,T0,unsafe,2024/25,north", "a,mum,t1,safe,2024/25,north", by=own).added
    assert at(bench, "closure", "parent")["improved"] == "1/1"


@pytest.mark.parametrize(
    ("row", "code", "said"),
    [
        ("q7x,Worker,Closure,wonderful,2024/25,north", "QAF534", "no grade"),
        ("q7x,Neighbour,Closure,safe,2024/25,north", "QAF534", "none of the raters"),
        ("q7x,Worker,Later,safe,2024/25,north", "QAF534", "no point at which"),
        ("q7x,Worker,12 months,safe,2024/25,north", "QAF534", "not followed up at this point"),
        ("q7x,,Closure,safe,2024/25,north", "QAF534", "is empty"),
        (",Worker,Closure,safe,2024/25,north", "QAF534", "about no case"),
        ("q7x,Worker,Start,safe,2024/25,north", "QAF535", "another rating"),
        ("q7x,Worker,Closure,safe,2023/24,north", "QAF535", "another end"),
        ("q7x,Worker,Start,unsafe,2024/25,south", "QAF535", "another group"),
        ("q7x,Worker,Closure,safe,2024/25,elsewhere", "QAF504", "no category"),
        ("q7x,Worker,Closure,safe,sometime,north", "QAF511", "cannot be read"),
    ],
)
def test_what_cannot_be_understood_is_said_without_the_value(take, bench, words, row, code, said):
    result = take("q7x,Worker,Start,unsafe,2024/25,north", row, by=recipe(group="Team"))
    assert result.refused
    assert code in {found.code for found in result.findings}
    assert said in words(result)
    assert not {"q7x", "wonderful", "Neighbour", "Later", "sometime", "elsewhere"} & set(words(result).split())
    assert "q7x" not in words(result)
    assert bench.bytes_on_disk() == {}


def test_the_same_row_twice_is_counted_once_and_told(take, bench):
    rows = case("a", "unsafe", "safe")
    result = take(*rows, rows[0], measure={"follow_up": ["closure"]})
    assert [(found.code, found.level) for found in result.findings] == [("QAF537", "info")]
    assert at(bench, "closure")["improved"] == "1/1"


def test_open_cases_wait_for_their_end(take, bench):
    rows = joined(case("a", "unsafe", "safe"), case("b", "unsafe", None, ended=""), case("c", "safe", None, ended=""))
    result = take(*rows, measure={"follow_up": ["closure"]})
    (found,) = result.findings
    assert found.message.startswith("Row 4 and 1 more row: this case has no end")
    assert result.left_out == 2
    assert at(bench, "closure")["not_rated"] == "0/1"


def test_an_end_after_the_day_of_the_run_is_no_end_yet(take, bench):
    rows = joined(case("a", "unsafe", "safe", ended="2025-05-01"), case("b", "unsafe", "safe", ended="2026-04-01"))
    result = take(*rows, measure={"follow_up": ["closure"]})
    assert "ends after the day of this run" in result.findings[0].message
    assert {key[0] for key in figures(bench)} == {"2025/26"}


@pytest.mark.parametrize(("rows", "said"), [(("unsafe", None), "at a later point"), ((None, "safe"), "at the start")])
def test_one_point_in_time_is_refused(take, words, rows, said):
    result = take(*case("a", *rows), *case("b", *rows))
    assert "QAF536" in words(result)
    assert f"No case of the file was rated {said}" in words(result)


@pytest.mark.parametrize("key", ["case", "measure", "rater", "rating"])
def test_a_key_that_is_missing_is_asked_for(take, words, key):
    result = take(*case("a", "unsafe", "safe"), by=recipe(drop=[key]))
    assert "QAF517" in words(result)
    assert f"`{key}: " in words(result)


def test_keys_that_have_no_use_are_refused(take, words):
    by = {**recipe(), "measures": [{"measure": "safer", "value": "Rating"}], "published": "true", "preset": "dfe"}
    said = words(take(*case("a", "unsafe", "safe"), by=by))
    assert all(f"`{key}` has no use" in said for key in ("measures", "published"))
    assert "`dfe` is for files of totals" in said


# people ------------------------------------------------------------------------------------------------------------


def test_the_column_of_the_case_may_hold_nhs_numbers(take, bench):
    header = "NHS Number,Rated by,Point,Rating,Ended,Team"
    rows = joined(case("9434765919", "unsafe", "safe"), case("943 476 5870", "unsafe", "safe"))
    assert take(*rows, header=header, by=recipe(case="NHS Number"), measure={"follow_up": ["closure"]}).added
    assert b"9434" not in b"".join(bench.bytes_on_disk().values())


@pytest.mark.parametrize(
    ("header", "cell", "code"),
    [
        ("DOB", "14/02/2013", "QAF550"),
        ("Notes", "asked for by amelia@example.org", "QAF551"),
        ("Child", "566910", "QAF550"),
        ("Comment", "NHS number 943 476 5919", "QAF551"),
        ("Child name", "Amelia Clarke", "QAF550"),
    ],
)
def test_identifiers_in_any_other_column_refuse_the_file(take, bench, words, header, cell, code):
    rows = [f"{row},{cell}" for row in case("a", "unsafe", "safe")]
    result = take(*rows, header=f"{HEADER},{header}")
    assert result.refused
    assert code in {found.code for found in result.findings}
    assert cell not in words(result)
    assert bench.bytes_on_disk() == {}


@pytest.mark.parametrize("name", ["A123456789012", "amelia@example.org", "14/02/2013"])
def test_the_case_may_be_told_apart_by_nothing_else_about_a_person(take, words, name):
    rows = joined(case(name, "unsafe", "safe"), case(f"{name[:-1]}9", "unsafe", "safe"))
    header = HEADER.replace("Case", "DOB" if "/" in name else "Case")
    result = take(*rows, header=header, by=recipe(case=header.partition(",")[0]))
    assert result.refused
    assert name not in words(result)


def test_a_file_as_the_census_has_it_is_refused_until_it_is_prepared(take, bench, words, real_data):
    raw = (real_data / "fake_ssda903_oc2.csv").read_text()
    keys = {"case": "CHILD", "measure": "safer", "rater": "professional", "rating": ["SDQ_SCORE", "SDQ_SCORE 2"]}
    points = {"SDQ_SCORE": "start", "SDQ_SCORE 2": "closure"}
    by = {**recipe({"constant": "2024/25"}), "before_and_after": {**keys, "points": points}}
    result = take(*raw.splitlines()[1:], header=raw.splitlines()[0], by=by)
    assert result.refused
    assert "QAF550" in words(result)
    assert "date of birth" in words(result)
    assert bench.bytes_on_disk() == {}


def test_two_waves_of_that_layout_in_one_file(take, bench):
    """The score of the first year and that of the second beside each other, without the dates of birth."""
    bands = {"0-13": "safe", "14-16": "unsure", "17-40": "unsafe", "SDQ1": "not_rated/no-form-returned"}
    keys = {
        "case": "CHILD",
        "measure": "safer",
        "rater": "parent",
        "rating": ["SDQ_SCORE", "SDQ_SCORE_2"],
        "points": {"SDQ_SCORE": "start", "SDQ_SCORE_2": "closure"},
        "grades": bands,
    }
    by = {**recipe({"constant": "2024/25"}), "before_and_after": keys}
    rows = ["566910,39,12", "384923,15,16", "709901,10,20", "100200,22,SDQ1"]
    result = take(*rows, header="CHILD,SDQ_SCORE,SDQ_SCORE_2", by=by, measure={"follow_up": ["closure"]})
    assert not result.refused
    assert at(bench, "closure", "parent") == {
        "improved": "1/3",
        "same": "1/3",
        "worse": "1/3",
        "not_rated": "1/4",
        "not_rated/no-form-returned": "1/4",
    }


# the next extract --------------------------------------------------------------------------------------------------


def test_the_next_extract_corrects_and_leaves_nothing_old_behind(take, bench):
    words = {"moved": "not_rated/moved-away"}
    first = joined(case("a", "unsafe", "safe"), case("b", "unsafe", "moved", team="south"))
    by = recipe(grades=words, group="Team")
    assert take(*first, by=by, measure={"follow_up": ["closure"]}).added
    second = joined(case("a", "unsafe", "safe"), case("b", "unsafe", "safe", team="north"))
    result = take(*second, by=by, measure={"follow_up": ["closure"]})
    assert not result.refused
    assert at(bench, "closure") == {
        "improved": "2/2",
        "same": "0/2",
        "worse": "0/2",
        "not_rated": "0/2",
        "not_rated/moved-away": "0/2",
    }
    assert set(at(bench, "closure", category="south").values()) == {"z"}


# against a count by hand -------------------------------------------------------------------------------------------

RATERS = ("professional", "child")
RANK = {"unsafe": 0, "unsure": 1, "safe": 2}
RATINGS = st.sampled_from(["unsafe", "unsure", "safe", "", "moved", None])
CASES = st.lists(
    st.fixed_dictionaries(
        {
            "ended": st.sampled_from(["2023/24", "2024/25"]),
            "team": st.sampled_from(["north", "south"]),
            "professional": st.tuples(RATINGS, RATINGS, RATINGS),
            "child": st.tuples(RATINGS, RATINGS, RATINGS),
        }
    ),
    min_size=1,
    max_size=12,
)


def rows_of(cases):
    words = {"professional": "Practitioner", "child": "Young person"}
    for number, each in enumerate(cases):
        rows = joined(
            *(case(f"ref-{number:04}-q", *each[who], rater=words[who], ended=each["ended"], team=each["team"])
              for who in words)
        )  # fmt: skip
        yield from rows


def by_hand(cases, who, place, period, team=""):
    """The results at closure (1) or six months (2), all of both periods being due, worked out the long way."""
    there = [each for each in cases if any(x is not None for rater in RATERS for x in each[rater])]
    due = [each for each in there if each["ended"] == period and team in ("", each["team"])]
    counted = Counter()
    for each in due:
        start, closure, later = each[who][0], each[who][1], each[who][place]
        if start not in RANK or later not in RANK:
            counted["not_rated"] += 1
            continue
        change = RANK[later] - RANK[start]
        counted["improved" if change > 0 else "worse" if change < 0 else "same"] += 1
        if place == 2 and closure in RANK and RANK[closure] > RANK[start]:
            counted["followed"] += 1
            counted["sustained"] += change > 0
    return counted, len(due)


@given(cases=CASES, seed=st.integers(0, 99))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_figures_agree_with_a_count_by_hand_and_no_case_is_written(tmp_path_factory, bench, framework_of, cases, seed):
    bench_of = type(bench)
    rows = list(rows_of(cases))
    shuffled = random.Random(seed).sample(rows, len(rows))
    kept = []
    for order in (rows, shuffled):
        bench = bench_of(tmp_path_factory.mktemp("cases"), framework_of(measures=(SAFER,), scales=[SCALE]))
        by = recipe(grades={"moved": "not_rated/moved-away"}, group="Team")
        result = bench.take("\n".join([HEADER, *order]) + "\n", recipe=by)
        said = "".join(f"{found.message}{found.help}" for found in result.findings)
        assert "ref-0" not in said
        assert b"ref-0" not in b"".join(bench.bytes_on_disk().values())
        assert {found.code for found in result.findings if found.level == "error"} <= {"QAF536", "QAF501", "QAF512"}
        kept.append(figures(bench))
    assert kept[0] == kept[1]
    if result.refused:
        return
    for who, place, period, team in itertools.product(RATERS, (1, 2), ("2023/24", "2024/25"), ("", "north", "south")):
        counted, due = by_hand(cases, who, place, period, team)
        expected = {(period, team, who, ("closure", "6m")[place - 1], grade) for grade in ("improved", "not_rated")}
        assert (due > counted["not_rated"]) <= (expected <= kept[0].keys())
    for (period, team, who, point, grade), content in kept[0].items():
        counted, due = by_hand(cases, who, {"closure": 1, "6m": 2}[point], period, team)
        pairs = due - counted["not_rated"]
        whole = {"sustained": counted["followed"]}.get(grade, due if grade.startswith("not_rated") else pairs)
        assert content.split("/")[1] == str(whole)
        if "/" not in grade:
            assert content.split("/")[0] == str(counted[grade])


@pytest.mark.parametrize(
    ("day", "point", "due"),
    [("2025-08-31", "6m", "2026-02-28"), ("2024-02-29", "12m", "2025-02-28"), ("2025-01-01", "8w", "2025-02-26"),
     ("2024-06-30", "18m", "2025-12-30")],
)  # fmt: skip
def test_when_a_follow_up_is_due(day, point, due):
    assert later_by(datetime.date.fromisoformat(day), point) == datetime.date.fromisoformat(due)


def test_a_file_without_a_header_shows_nothing_of_its_first_row(take, words):
    rows = joined(case("case 12", "unsafe", "safe"), case("case 13", "unsafe", "safe"))
    result = take(*rows[1:], header=rows[0])
    assert result.refused
    assert "case 1" not in words(result)


def test_an_excel_file_of_cases(take, bench):
    import io

    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(HEADER.split(","))
    for point, rating in (("Assessment", "unsafe"), ("Closure", "safe")):
        book.active.append([1200034, "Parent", point, rating, datetime.datetime(2025, 2, 14), "north"])
    out = io.BytesIO()
    book.save(out)
    take("")
    result = bench.take(out.getvalue(), name="ratings.xlsx", recipe=recipe())
    assert not result.refused
    assert at(bench, "closure", "parent")["improved"] == "1/1"
    assert b"1200034" not in b"".join(bench.bytes_on_disk().values())


def test_a_day_that_can_be_read_in_two_ways_is_refused_for_that_alone(take, bench):
    by = recipe({"column": "Ended", "kind": "reporting_year"})
    result = take(*case("a", "unsafe", "safe", ended="12/05/2024"), by=by)
    (found,) = result.findings
    assert (found.code, found.level, result.written) == ("QAF511", "error", False)
    assert "this date can be read in two ways: day first or month first." in found.message
    assert "`format`" in found.help
    by = recipe({"column": "Ended", "kind": "reporting_year", "format": "%d/%m/%Y"})
    assert take(*case("a", "unsafe", "safe", "safe", ended="12/05/2024"), by=by).findings == ()


def test_references_that_differ_in_blanks_or_capitals_are_told_and_stay_apart(take, bench):
    rows = joined(*(case(name, "unsafe", "safe", "safe") for name in ("Qx1", "Qx 1", "qx1", "Qx2")))
    rows[-1] = rows[-1].replace("Qx2", " Qx2 ")
    result = take(*rows)
    assert [(found.code, found.level, found.span.line) for found in result.findings] == [
        ("QAF537", "warning", 5),
        ("QAF537", "warning", 8),
    ]
    assert "differs from that of row 2 in blanks or capitals alone" in result.findings[0].message
    assert not any("qx" in (found.message + found.help).casefold() for found in result.findings)
    assert at(bench, "closure")["improved"] == "4/4"


def test_ends_in_lone_years_below_a_heading_of_other_years_want_a_kind(take, bench):
    rows = case("a", "unsafe", "safe", "safe", ended="2024")
    header = HEADER.replace("Ended", "Financial year")
    result = take(*rows, header=header, by=recipe({"column": "Financial year"}))
    assert [found.code for found in result.findings] == ["QAF511"]
    assert "`kind: reporting_year`" in result.findings[0].help
    assert take(*rows, header=header, by=recipe({"column": "Financial year", "kind": "reporting_year"})).written
    assert at(bench, "closure", period="2023/24")["improved"] == "1/1"
