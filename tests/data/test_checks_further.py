"""What is told of figures that can each be read: totals, sentinels, jumps, places that change or count twice."""

from __future__ import annotations

import pytest

TEAMS = "measure,period,breakdown,category,value"


def codes(result):
    return [item.code for item in result.findings]


# totals ------------------------------------------------------------------------------------------------------------


def teams(bench, whole, north, south, **more):
    rows = [f"referrals,2024/25,,,{whole}", f"referrals,2024/25,team,north,{north}",
            f"referrals,2024/25,team,south,{south}"]  # fmt: skip
    return bench.rows(*rows, header=TEAMS, **more)


@pytest.mark.parametrize(
    ("whole", "north", "south", "told"),
    [
        (120, 70, 50, False),
        (120, 70, 51, True),
        (120, 70, 49, True),
        (120, 70, "c", False),
        (120, 130, "c", True),
        ("x", 70, 51, False),
    ],
)
def test_categories_that_make_up_the_whole(bench, whole, north, south, told):
    result = teams(bench, whole, north, south)
    assert codes(result) == (["QAF527"] if told else [])
    assert result.written
    if told:
        (found,) = result.findings
        assert found.level == "warning"
        assert found.message == (
            "Row 2, column E (`value`): the categories of `team` do not add up to the whole of `referrals`, "
            "even allowing for rounding."
        )
        assert found.related[0].span.line == 3


def test_categories_that_are_a_part_may_be_less_and_never_more(bench):
    rows = ["referrals,2024/25,age,under-5,{}", "referrals,2024/25,,,100"]
    bench.framework = bench.framework.__class__(
        settings=bench.framework.settings,
        areas={"front-door": _with_breakdown(bench.framework.areas["front-door"], "age")},
    )
    assert codes(bench.rows(*(row.format(60) for row in rows), header=TEAMS, dry_run=True)) == []
    assert codes(bench.rows(*(row.format(101) for row in rows), header=TEAMS, dry_run=True)) == ["QAF527"]


def _with_breakdown(area, breakdown):
    measures = tuple(
        each.model_copy(update={"breakdowns": (breakdown,)}) if each.id == "referrals" else each
        for each in area.measures
    )
    return area.model_copy(update={"measures": measures})


def test_a_whole_that_is_stored_is_compared_too(bench):
    bench.rows("referrals,2024/25,120")
    result = bench.rows(
        "referrals,2024/25,team,north,100", "referrals,2024/25,team,south,30", header=TEAMS, name="b.csv"
    )
    (found,) = result.findings
    assert "the whole of `referrals` that is stored" in found.message


def test_numbers_rounded_to_ten_may_be_half_a_step_off_each(bench):
    rows = []
    for year, whole, north, south in (("2022/23", 110, 50, 50), ("2023/24", 120, 70, 40), ("2024/25", 130, 70, 40)):
        rows += [f"referrals,{year},,,{whole}", f"referrals,{year},team,north,{north}",
                 f"referrals,{year},team,south,{south}"]  # fmt: skip
    result = bench.rows(*rows, header=TEAMS)
    (found,) = result.findings
    assert found.code == "QAF527"
    assert found.message.startswith("Row 8,")


def test_measures_that_are_parts_of_another(bench, framework_of):
    count = {"unit": "count", "counts": "events"}
    parts = [
        {"id": "all-visits", "parts": ["home", "school"], **count},
        {"id": "home", **count},
        {"id": "school", **count},
    ]
    bench.framework = framework_of(measures=parts)
    rows = ["all-visits,2024/25,10", "home,2024/25,6", "school,2024/25,{}"]
    assert codes(bench.rows(*(row.format(4) for row in rows), dry_run=True)) == []
    (found,) = bench.rows(*(row.format(5) for row in rows), dry_run=True).findings
    assert "the measures that are parts of `all-visits` do not add up" in found.message


def test_teams_within_a_locality(bench, framework_of):
    localities = [
        {"id": "locality", "parts": "all", "categories": [{"id": "west"}, {"id": "east"}]},
        {"id": "team", "parts": "all", "within": "locality", "categories": [
            {"id": "t1", "within": "west"}, {"id": "t2", "within": "west"}, {"id": "t3", "within": "east"}]},
    ]  # fmt: skip
    measure = {"id": "visits", "unit": "count", "counts": "events", "breakdowns": ["locality", "team"]}
    bench.framework = framework_of(breakdowns=localities, measures=[measure])
    rows = ["visits,2024/25,locality,west,20", "visits,2024/25,team,t1,10", "visits,2024/25,team,t2,11"]
    (found,) = bench.rows(*rows, header=TEAMS).findings
    assert "the categories of `team` within `west` do not add up to `west`" in found.message


def test_a_total_row_of_a_recipe_is_the_whole(bench):
    recipe = {
        "id": "teams", "file": "*.csv", "period": {"column": "Year"}, "breakdown": {"id": "team", "column": "Team"},
        "totals": {"where": [{"column": "Team", "is": "All our teams"}]},
        "measures": [{"measure": "referrals", "value": "n"}],
    }  # fmt: skip
    content = "Year,Team,n\n2024/25,north,70\n2024/25,south,50\n2024/25,All our teams,{}\n"
    assert codes(bench.take(content.format(121), recipe=recipe, dry_run=True)) == ["QAF527"]
    assert codes(bench.take(content.format(120), recipe=recipe)) == []
    assert {f.key.category: f.value for f in bench.store().figures} == {"": "120", "north": "70", "south": "50"}


# sentinels ---------------------------------------------------------------------------------------------------------


def yearly(bench, values, **more):
    rows = [f"{2010 + at}/{11 + at},{value}" for at, value in enumerate(values)]
    recipe = {"id": "plain", "file": "*.csv", "period": {"column": "Year"}, **more,
              "measures": [{"measure": "referrals", "value": "n"}]}  # fmt: skip
    return bench.take("Year,n\n" + "\n".join(rows) + "\n", recipe=recipe)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ((40, 999999, 38, 999999), "QAF528"),
        ((40, 999, 38, 999), "QAF528"),
        ((40, 888888, 38, 888888, 888888), "QAF528"),
        ((40, -1, 38), "QAF506"),
        ((40, -9999, 38), "QAF506"),
    ],
)
def test_a_number_that_stands_for_no_number_is_refused_and_the_key_proposed(bench, words, values, code):
    result = yearly(bench, values)
    assert set(codes(result)) == {code}
    assert result.refused
    assert "`sentinels" in words(result)
    assert "999" not in "".join(item.message for item in result.findings)
    odd = str(values[1])
    again = yearly(bench, values, sentinels=[odd])
    assert again.written, words(again)
    assert [figure.value for figure in bench.store().figures].count("x") == values.count(values[1])


@pytest.mark.parametrize(
    "values", [(999, 1200, 999), (5, 999, 7), (1000, 1000, 1000), (0, 0, 2000, 2000, 2000), (300, 300, 5000, 5000)]
)
def test_numbers_that_may_well_be_numbers_are_taken(bench, values):
    assert yearly(bench, values).findings == ()


def test_a_base_that_stays_the_same_beside_small_teams_is_no_sentinel(bench):
    rows = [f"repeat-referrals,{year},{team},300,5000" for year in ("2021/22", "2022/23", "2023/24") for team in (",",)]
    rows += [f"repeat-referrals,{year},team,north,3,{20 + at}" for at, year in enumerate(("2021/22", "2022/23"))]
    result = bench.rows(*rows, header="measure,period,breakdown,category,numerator,denominator")
    assert "QAF528" not in codes(result)


# jumps -------------------------------------------------------------------------------------------------------------


def test_a_jump_beyond_what_the_recipe_allows(bench, words):
    result = yearly(bench, (100, 150, 76, 75), jump="50")
    assert codes(result) == []
    bench.folder = bench.folder.parent / "other"
    result = yearly(bench, (100, 151, 75, 0, 3), jump="50")
    assert [item.message.split(":")[0] for item in result.findings] == [
        f"Row {row}, column B (`n`)" for row in (3, 4, 5, 6)
    ]
    assert {item.level for item in result.findings} == {"warning"}
    assert "differs from the figure of 2010/11 by more than the 50 % that the recipe allows" in words(result)
    assert "151" not in words(result)
    assert result.written


def test_a_jump_from_what_is_stored_and_none_across_a_break(bench, framework_of):
    bench.rows("referrals,2009/10,10")
    assert codes(yearly(bench, (100,), jump="50")) == ["QAF529"]
    broken = {"id": "referrals", "unit": "count", "counts": "events", "breaks": [{"from": "2010/11"}]}
    bench.framework = framework_of(measures=[broken])
    bench.folder = bench.folder.parent / "other"
    bench.rows("referrals,2009/10,10")
    assert codes(yearly(bench, (100,), jump="50")) == []


def test_what_is_no_number_is_no_jump(bench):
    assert codes(yearly(bench, (100, "c", 900), jump="50")) == []


# places ------------------------------------------------------------------------------------------------------------

PLACES = (
    "Year,Code,Name,Country,n",
    "2023,E10000099,Northmoor,England,400",
    "2024,E10000099,Northmoor,England,410",
    "2025,E06000099,Northmoor,England,405",
    "2023,E06000001,Oldham,England,300",
    "2024,E06000001,Oldham,England,310",
    "2023,E06000002,Southmoor,England,300",
    "2024,E06000002,Southmoor,England,300",
    "2025,E06000002,Southmoor,England,300",
)


def places(bench, *conditions, rows=PLACES):
    recipe = {
        "id": "national", "file": "*.csv", "period": {"column": "Year", "kind": "calendar_year"},
        "series": [{"series": "own", "where": list(conditions)}], "measures": [{"measure": "referrals", "value": "n"}],
    }  # fmt: skip
    return bench.take("\n".join(rows) + "\n", recipe=recipe)


@pytest.mark.parametrize(("code", "row"), [("E06000099", 2), ("E10000099", 4)])
def test_a_place_that_goes_on_under_another_code(bench, code, row):
    (found,) = places(bench, {"column": "Code", "is": code}).findings
    assert (found.code, found.level) == ("QAF530", "warning")
    assert found.message.startswith(f"Row {row}, column C: this row has the same text here as the rows of")
    assert "take both codes with `in`" in found.help


def test_a_place_that_ends(bench):
    (found,) = places(bench, {"column": "Code", "is": "E06000001"}).findings
    assert (found.code, found.level) == ("QAF530", "warning")
    assert "series `own` ends with 2024, and the file goes on to 2025" in found.message


def test_a_place_that_is_there_all_the_time_is_not_told(bench):
    assert places(bench, {"column": "Code", "is": "E06000002"}).findings == ()
    bench.folder = bench.folder.parent / "other"
    assert places(bench, {"column": "Name", "is": "Northmoor"}).findings == ()


def test_rows_without_a_number_are_no_periods_that_are_missing(bench):
    rows = [*PLACES, "2026,E06000002,Southmoor,England,", "2026,E06000001,Oldham,England,"]
    assert places(bench, {"column": "Code", "is": "E06000002"}, rows=rows).findings == ()


def test_two_codes_of_one_series_are_told_unless_a_break_says_so(bench, framework_of):
    both = {"column": "Code", "in": ["E10000099", "E06000099"]}
    (found,) = places(bench, both).findings
    assert (found.code, found.level) == ("QAF530", "info")
    assert "has one text here up to 2024 and another from 2025 on" in found.message
    broken = {"id": "referrals", "unit": "count", "counts": "events", "breaks": [{"from": "2025"}]}
    bench.framework, bench.folder = framework_of(measures=[broken]), bench.folder.parent / "other"
    assert places(bench, both).findings == ()


# members ------------------------------------------------------------------------------------------------------------


def regions(framework_of, codes, method="pooled"):
    members = [{"code": code} for code in codes]
    return framework_of(comparators=[{"id": "regions", "method": method, "members": members}])


def test_members_of_more_than_one_level_are_told_by_their_codes(bench, framework_of):
    bench.framework = regions(framework_of, ("E12000007", "E13000001", "E12000008"))
    result = bench.rows("referrals,2024/25,regions/E12000008,5", header="measure,period,series,value")
    (found,) = result.findings
    assert (found.code, found.where.path, found.where.loc) == ("QAF531", "qaf.yaml", ("comparators", 0, "members"))
    assert "`E12000007`" in found.message


@pytest.mark.parametrize("codes_", [("E06000001", "E07000001"), ("E06000001", "E08000002", "E09000003", "E10000004")])
def test_authorities_side_by_side_are_of_one_level(bench, framework_of, codes_):
    bench.framework = regions(framework_of, codes_)
    assert bench.rows(f"referrals,2024/25,regions/{codes_[0]},5", header="measure,period,series,value").findings == ()


def test_a_county_and_a_district_are_not(bench, framework_of):
    bench.framework = regions(framework_of, ("E10000004", "E07000001"))
    result = bench.rows("referrals,2024/25,regions/E07000001,5", header="measure,period,series,value")
    assert codes(result) == ["QAF531"]


def test_a_member_whose_numbers_are_those_of_two_others(bench, framework_of):
    bench.framework = regions(framework_of, ("london", "inner", "outer", "kent"))
    rows = []
    for at, year in enumerate(("2022/23", "2023/24", "2024/25")):
        inner, outer = 1200 + 31 * at, 2300 + 17 * at * at
        for name, value in (("london", inner + outer), ("inner", inner), ("outer", outer), ("kent", 900 + at)):
            rows.append(f"referrals,{year},regions/{name},{value}")
    (found,) = bench.rows(*rows, header="measure,period,series,value").findings
    assert found.code == "QAF531"
    assert "The numbers of `inner` and `outer` add up to those of `london`" in found.message


# shares of 1 -------------------------------------------------------------------------------------------------------


def shares(bench, *values, header="Year,V", scale=None):
    measure = {"measure": "felt-safer", "value": "V"}
    if "N" in header:
        measure |= {"numerator": "N", "denominator": "D"}
    if scale:
        measure["scale"] = scale
    rows = "".join(f"{year},{value}\n" for year, value in enumerate(values, start=2011))
    by = {"id": "r", "file": "*", "period": {"column": "Year"}, "measures": [measure]}
    return bench.take(f"{header}\n{rows}", recipe=by)


def test_percentages_that_look_like_shares_of_1(bench):
    result = shares(bench, "0.21", "0.25", "1")
    (found,) = result.findings
    assert (found.code, found.level, result.written) == ("QAF538", "warning", True)
    assert "all others of the file lie from 0 to 1" in found.message
    assert "`scale: 100`" in found.help


@pytest.mark.parametrize("values", [("0.2", "0.3"), ("0", "1", "1"), ("0.2", "0.3", "1.1"), ("0.2%", "0.3%", "0.1%")])
def test_percentages_that_do_not(bench, values):
    assert codes(shares(bench, *values)) == []


@pytest.mark.parametrize(
    ("values", "told"),
    [(("0.213", "0.254", "0.61"), True), (("0.2", "0.3", "0.9"), False), (("0.08", "0.10", "0.12"), False)],
)
def test_shares_of_1_below_a_heading_that_says_per_cent(bench, values, told):
    measure = {"measure": "felt-safer", "value": "Per cent"}
    by = {"id": "r", "file": "*", "period": {"column": "Year"}, "measures": [measure]}
    rows = "".join(f"{year},{value}\n" for year, value in enumerate(values, start=2011))
    assert codes(bench.take(f"Year,Per cent\n{rows}", recipe=by)) == ["QAF538"] * told


@pytest.mark.parametrize("scale", ["1", "100"])
def test_a_scale_says_what_small_percentages_are(bench, scale):
    assert codes(shares(bench, "0.21", "0.25", "0.2", scale=scale)) == []


def test_small_percentages_that_their_counts_bear_out(bench):
    rows = ("0.2,2,1000", "0.3,3,1000", "0.4,4,1000")
    assert codes(shares(bench, *rows, header="Year,V,N,D")) == []
