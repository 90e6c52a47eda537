from __future__ import annotations

from qaf.ground.findings import Span


def test_only_measure_period_and_a_value_are_needed(bench):
    result = bench.rows("referrals,2023/24,1879")
    assert result.findings == ()
    assert (result.rows, result.added, result.left_out, result.written) == (1, 1, 0, True)
    assert bench.contents() == [("referrals", "2023/24", "own", "", "", "1879")]


def test_every_column_is_kept_whatever_the_order_and_capitals_of_the_header(bench):
    bench.take(
        "Note,VALUE,Denominator,numerator,category,breakdown,series,Period,measure\n"
        '"counted twice, then checked",18,200,36,north,team,own,2023/24 Q1,repeat-referrals\n'
    )
    (figure,) = bench.store().figures
    assert figure.key.texts() == ("repeat-referrals", "2023/24 Q1", "own", "team", "north", "", "", "")
    assert figure.content() == ("36", "200", "18", "counted twice, then checked")


def test_text_in_a_number_names_row_column_and_kind_and_never_the_value(bench, words):
    result = bench.take("measure,period,value\n\nreferrals,2022/23,5\nreferrals,2023/24,seventy\n")
    (found,) = result.findings
    assert found.code == "QAF505"
    assert found.message == "Row 4, column C (`value`): text stands where a number is wanted."
    assert found.span == Span(4, 19, 4, 26)
    assert not found.excerpt
    assert "seventy" not in words(result)
    assert not result.written
    assert not bench.folder.exists()


def test_a_thousands_separator_is_refused_with_advice(bench):
    (found,) = bench.rows('referrals,2023/24,"1,879"').findings
    assert "a number with thousands separators" in found.message
    assert "without commas" in found.help


def test_an_unknown_measure_gets_a_near_miss_and_is_said_once(bench, words):
    result = bench.rows(*(f"referals,{year}/{year % 100 + 1:02},5" for year in range(2010, 2015)))
    (found,) = result.findings
    assert found.code == "QAF503"
    assert found.message.startswith("Row 2 and 4 more rows, column A (`measure`): ")
    assert found.help == "Did you mean `referrals`?"
    assert "referals" not in words(result)


def test_periods_are_spelt_as_everywhere_in_the_folder(bench, words):
    result = bench.rows("referrals,2023-24,5", "referrals,201920,5", "referrals,2023/25,5", "referrals,,5")
    assert [(item.code, item.span.line) for item in result.findings] == [("QAF511", line) for line in (2, 3, 4, 5)]
    assert "the two years of this period do not follow one another" in result.findings[2].message
    assert "2023/25" not in words(result)


def test_a_file_of_another_layout_is_told_what_is_wanted_and_not_read_aloud(bench, words):
    result = bench.take("Amelia Clarke,2019,7\nJo Bloggs,2020,9\n")
    (found,) = result.findings
    assert found.code == "QAF502"
    assert "neither `measure` nor `period`" in found.message
    assert "numerator, denominator, value" in found.help
    assert "Clarke" not in words(result)


def test_a_misspelt_column_gets_a_near_miss(bench):
    (found,) = bench.rows("referrals,2023/24,7,3", header="measure,period,numerator,denominater").findings
    assert (found.code, found.help) == ("QAF502", "Did you mean `denominator`?")
    assert found.message.startswith("Column D (`denominater`)")


def test_a_column_for_a_breakdown_and_columns_of_the_store_are_explained(bench, words):
    result = bench.rows("referrals,2023/24,7,north,true,hm", header="measure,period,value,team,published,mood")
    assert [item.code for item in result.findings] == ["QAF502"] * 3
    assert "its id stands under `breakdown`" in words(result)
    assert "qaf fills in `published` itself" in words(result)


def test_a_column_twice_and_a_column_missing(bench, words):
    result = bench.rows("referrals,5,6", header="measure,value,value")
    assert "column C (`value`) twice" in words(result)
    assert "no column `period`" in words(result)


def test_trailing_delimiters_do_no_harm(bench):
    assert bench.rows("referrals,2023/24,5,,", header="measure,period,value,,").added == 1


def test_rows_that_give_nothing_are_left_out_and_counted(bench):
    result = bench.rows("referrals,2022/23,", "referrals,2023/24,0", "referrals,2024/25,x")
    assert (result.rows, result.added, result.left_out, result.not_given) == (3, 2, 1, 1)


def test_a_file_without_a_figure_is_refused(bench):
    assert [item.code for item in bench.rows().findings] == ["QAF501"]
    assert [item.code for item in bench.rows("referrals,2023/24,").findings] == ["QAF501"]


def test_older_symbols_are_taken_with_a_note(bench):
    result = bench.rows("referrals,2021/22,*", "referrals,2022/23,*", "referrals,2023/24,:")
    assert [(item.code, item.level) for item in result.findings] == [("QAF519", "info")] * 2
    assert "`*` was read as `c`" in result.findings[0].message
    assert [row[-1] for row in bench.contents()] == ["c", "c", "x"]


def test_rows_of_a_published_comparator_are_published_and_no_others(bench):
    bench.rows("referrals,own,2023/24,5", "referrals,england,2023/24,70", header="measure,series,period,value")
    assert [(figure.key.series, figure.published) for figure in bench.store().figures] == [
        ("england", True),
        ("own", False),
    ]


def test_many_faults_of_one_kind_are_cut_short(bench):
    result = bench.rows(*(f"referrals,{1900 + index},soon" for index in range(40)))
    assert len(result.findings) == 21
    assert result.findings[-1].message == (
        "The same kind of fault stands in column C (`value`) in 20 more rows, from row 22 on."
    )
