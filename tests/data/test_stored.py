from __future__ import annotations

from qaf.data.stored import check_stored


def test_sound_figures_give_no_finding(bench):
    bench.rows("referrals,2023/24,5")
    assert check_stored(bench.framework, bench.store()) == []


def test_figures_of_a_measure_that_has_gone(bench, framework_of):
    bench.rows("children,2021/22,50", "referrals,2022/23,4", "referrals,2023/24,5")
    smaller = framework_of(measures=({"id": "children", "unit": "count"}, {"id": "referrals-made", "unit": "count"}))
    (found,) = check_stored(smaller, bench.store())
    assert (found.code, found.level) == ("QAF503", "warning")
    assert found.message.startswith("2 stored figures of `referrals`: no area has the measure")
    assert found.help == "Did you mean `referrals-made`?"
    assert found.where.path == f"data/imports/{bench.store().ledger[0].import_id}.csv"
    assert (found.span.line, found.span.column, found.span.end_column) == (3, 1, 10)
    assert not found.excerpt


def test_figures_of_a_category_or_comparator_that_has_gone(bench, framework_of):
    header = "measure,period,series,breakdown,category,value"
    bench.rows("referrals,2023/24,own,team,north,5", "referrals,2023/24,england,,,70", header=header)
    changed = framework_of(breakdowns=[{"id": "team", "categories": [{"id": "south"}]}], comparators=[])
    found = check_stored(changed, bench.store())
    assert sorted(item.code for item in found) == ["QAF504", "QAF513"]
    (category,) = (item for item in found if item.code == "QAF504")
    row = (bench.folder / category.where.path.removeprefix("data/")).read_text().splitlines()[category.span.line - 1]
    assert row[category.span.column - 1 : category.span.end_column - 1] == "north"


def test_a_measure_whose_unit_has_changed(bench, framework_of):
    bench.rows("referrals,2023/24,own,5", header="measure,period,series,value")
    bench.rows("felt-safer,2023/24,3,9", header="measure,period,numerator,denominator")
    changed = framework_of(measures=({"id": "referrals", "unit": "count"}, {"id": "felt-safer", "unit": "count"}))
    (found,) = check_stored(changed, bench.store())
    assert (found.code, found.subject) == ("QAF515", "felt-safer")


def test_a_value_of_the_wrong_sort(bench, framework_of):
    bench.rows("own-grade,2022/23,good", "referrals,2023/24,5")
    changed = framework_of(
        measures=({"id": "own-grade", "unit": "count"}, {"id": "referrals", "unit": "grade", "scale": "ofsted"})
    )
    found = check_stored(changed, bench.store())
    assert sorted((item.code, item.subject) for item in found) == [("QAF505", "own-grade"), ("QAF515", "referrals")]
    assert not any("good" in item.message for item in found)


def test_damaged_files_come_first(bench):
    bench.rows("referrals,2023/24,5")
    (path,) = (bench.folder / "imports").glob("*.csv")
    path.write_text(path.read_text().replace("2023/24", "2023/25"))
    (found,) = check_stored(bench.framework, bench.store())
    assert (found.code, found.level, found.span.line) == ("QAF518", "error", 2)
