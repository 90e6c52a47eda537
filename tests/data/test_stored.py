from __future__ import annotations

from qaf.data.stored import check_stored

PARTS = "measure,period,numerator,denominator,value"


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


def test_a_base_that_was_put_right_without_its_percentage(bench):
    bench.rows("referrals,2023/24,,,120", "repeat-referrals,2023/24,30,120,", header=PARTS)
    assert check_stored(bench.framework, bench.store()) == []
    bench.rows("referrals,2023/24,,,125", header=PARTS, restates=True)
    (found,) = check_stored(bench.framework, bench.store())
    assert (found.code, found.level, found.subject) == ("QAF520", "warning", "repeat-referrals")
    assert found.message == (
        "1 stored figure of `repeat-referrals`: the denominator is not the count `referrals` of the same period that "
        "is stored."
    )


def test_damaged_files_come_first(bench):
    bench.rows("referrals,2023/24,5")
    (path,) = (bench.folder / "imports").glob("*.csv")
    path.write_text(path.read_text().replace("2023/24", "2023/25"))
    (found,) = check_stored(bench.framework, bench.store())
    assert (found.code, found.level, found.span.line) == ("QAF518", "error", 2)


def altered(bench, old: str, new: str) -> None:
    """Change the first stored file by hand."""
    (path,) = (bench.folder / "imports").glob("*.csv")
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_a_numerator_that_was_changed_by_hand_is_an_error(bench):
    bench.rows("felt-safer,2023/24,41,78", header="measure,period,numerator,denominator")
    altered(bench, ",41,78,", ",5000,78,")
    (found,) = check_stored(bench.framework, bench.store())
    assert (found.code, found.level, found.subject, found.span.line) == ("QAF506", "error", "felt-safer", 2)
    assert found.message == (
        "1 stored figure of `felt-safer`: the numerator is above the denominator, and a part cannot be more than its "
        "whole."
    )
    assert "qaf data undo" in found.help


def test_a_percentage_above_100_that_was_stored_is_an_error(bench):
    bench.rows("felt-safer,2023/24,41.5")
    altered(bench, ",41.5,", ",415,")
    (found,) = check_stored(bench.framework, bench.store())
    assert (found.code, found.level) == ("QAF506", "error")
    assert "415" not in found.message + found.help


def test_a_stored_value_that_its_own_counts_do_not_give(bench):
    bench.rows("felt-safer,2023/24,41,78,52.6", header="measure,period,numerator,denominator,value")
    altered(bench, ",41,78,", ",14,78,")
    (found,) = check_stored(bench.framework, bench.store())
    assert (found.code, found.level) == ("QAF507", "error")


def test_a_value_that_a_recipe_scaled_is_not_held_against_its_counts(bench):
    columns = {"measure": "felt-safer", "numerator": "n", "denominator": "d", "value": "share", "scale": "100"}
    recipe = {"id": "ours", "file": "ours.csv", "period": {"column": "year"}, "measures": [columns]}
    result = bench.take("year,n,d,share\n2023,41,78,0.5\n", recipe=recipe, name="ours.csv")
    assert result.written, result.findings
    assert bench.contents()[0][-1] == "50"
    assert check_stored(bench.framework, bench.store()) == []


def test_published_values_that_disagree_were_told_when_they_came_in(bench):
    header = "measure,period,series,numerator,denominator,value"
    assert bench.rows("felt-safer,2023/24,england,41,78,60.0", header=header).written
    assert check_stored(bench.framework, bench.store()) == []
