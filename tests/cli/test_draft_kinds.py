"""`qaf ingest --draft` on the kinds of files that publishers in several countries make, each taken in as drafted."""

from __future__ import annotations

import openpyxl
import pytest
from drafting import LOOKED_AFTER, REFERRALS, bytes_of, draft_and_take, measures, settings

from qaf.model.period_words import parse_column


def test_years_of_a_folder_with_notes_in_the_headings_and_a_contents_sheet(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Contents"])
    book.active.append(["Table number", "Table title"])
    book.active.append(["Table 1.1", "Children looked after by council"])
    sheet = book.create_sheet("Table 1.1")
    sheet["A1"] = "Table 1.1: Children looked after [note 1], by council, 31 July 2019 to 2021"
    sheet["A2"] = "[c] = suppressed; [z] = not applicable"
    sheet.append(["Local Authority", "2019", "2020 [note 2]", "2021"])
    for row in (
        ["Angus", 30, 31, "[c]"],
        ["Glenmoor", 40, "[c]", 42],
        ["Orkney", "[z]", 3, 4],
        ["Scotland", 90, 91, 92],
    ):
        sheet.append(row)
    more = "comparators: [{id: scotland, name: Scotland}]\n"
    text, ran, shown = draft_and_take(
        tmp_path, "tables.xlsx", bytes_of(book), settings(year="august", more=more), measures(LOOKED_AFTER)
    )
    assert "period: {kind: run}" in text
    assert "6 figures new" in ran.out, ran.err
    assert "looked-after,2019-08..2020-07,own,,,,,,,,c," in shown
    assert "looked-after,2020-08..2021-07,scotland,,,,,,,,92," in shown


def test_a_row_of_filters_indented_labels_and_categories_called_a_little_otherwise(tmp_path):
    rows = "Children looked after,,,,\n,,,2021-22,2022-23\n[Filter1],,,,\n"
    for area, number in (("Wales", 100), ("  North", 60), ("    Glenmoor", 30)):
        for at, (category, part) in enumerate((("All categories", 1), ("  Neglect", 0.6), ("  Emotional abuse", 0.4))):
            rows += f"{'' if at else area},{category},Number,{round(number * part)},{round(number * part) * 2}\n"
    more = "breakdowns:\n  - {id: abuse, categories: [{id: neglect}, {id: emotional}]}\n"
    more += "comparators: [{id: wales, name: Wales}]\n"
    text, ran, shown = draft_and_take(
        tmp_path, "looked after.csv", rows, settings(more=more), measures(f"{LOOKED_AFTER}, breakdowns: [abuse]")
    )
    assert 'fill_down: ["[A]"]' in text
    assert "Emotional abuse: emotional" in text
    assert "12 figures new" in ran.out, ran.err
    assert "looked-after,2022/23,own,abuse,emotional,,,,,,24," in shown


def test_federal_years_merged_over_two_measures_and_names_with_raised_marks(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = "Table 3–3 Child Victims, 2020–2021"
    sheet["A2"], sheet["B2"], sheet["D2"] = "State", "Victims (unique count)", "Rate per 1,000 Children"
    sheet["B3"], sheet["C3"], sheet["D3"], sheet["E3"] = 2020, 2021, 2020, 2021
    for cells in ("A2:A3", "B2:C2", "D2:E2"):
        sheet.merge_cells(cells)
    for row in (["Alaska", 26, 27, 2.1, 2.2], ["Ohio¹", 251, "-", 8.4, "-"], ["National", 6775, 6780, 8.1, 8.2]):
        sheet.append(row)
    sheet["A7"] = "¹ Late for FFY 2020. - = did not report."
    victims = "id: victims, kind: quantity, text: Child victims of maltreatment, unit: count"
    rate = "id: victim-rate, kind: quantity, text: Child victims for every 1000, unit: rate, per: 1000, base: all"
    more = "comparators: [{id: us, name: United States}]\n"
    text, ran, shown = draft_and_take(
        tmp_path, "t33.xlsx", bytes_of(book), settings("Ohio", "october", more), measures(victims, rate)
    )
    assert '"-": x  # the note in row 7 says so' in text
    assert "8 figures new" in ran.out, ran.err
    assert "victim-rate,2019-10..2020-09,own,,,,,,,,8.4," in shown
    assert "victims,2020-10..2021-09,own,,,,,,,,x," in shown


def test_months_across_a_sheet_whose_title_has_the_year(tmp_path):
    rows = "Scorecard 2023/24,,,,,\nRef,Indicator,Target,Apr,May,Jan\nA1,Children looked after,400,401,402,410\n"
    rows += "A2,Number of referrals,90,88,87,91\nA3,Contacts,70,71,72,73\n"
    text, ran, shown = draft_and_take(tmp_path, "scorecard.csv", rows, settings(), measures(LOOKED_AFTER, REFERRALS))
    assert "period: {constant: 2023/24}" in text
    assert "value: Target" not in text
    assert "6 figures new" in ran.out, ran.err
    assert "looked-after,2024-01,own,,,,,,,,410," in shown


def test_rows_that_are_things_are_counted_by_the_texts_of_their_columns(tmp_path):
    rows = "Provider URN,Provider type,Region,Local authority,Grade\n"
    for at in range(24):
        kind = ("Children's home", "Children's Home", "Fostering agency")[at % 3]
        rows += f"SC{4000 + at},{kind},North,{('Glenmoor', 'Bury')[at % 2]},{('Good', 'Poor')[at // 12]}\n"
    homes = "id: good-homes, kind: quality, text: Children's homes that are good, unit: count, counts: things"
    text, ran, shown = draft_and_take(tmp_path, "providers_2023-24.csv", rows, settings(), measures(homes))
    assert "in: [Children's Home, Children's home]" in text
    assert "{column: Grade, is: Good}" in text
    assert "1 figure new" in ran.out, ran.err
    assert "good-homes,2023/24,own,,,,,,,,4," in shown


def test_replies_to_a_survey_are_counted_and_their_total_row_is_not(tmp_path):
    rows = "Team,Month,Role,Listened\n" + "".join(
        f"North,{m}-23,Child,Yes\nSouth,{m}-23,Child,No\n" * 3 for m in ("Apr", "May")
    )
    rows += "All teams,May-23,Child,\n"
    replies = "id: replies, kind: quantity, text: Replies to the survey, unit: count"
    text, ran, shown = draft_and_take(tmp_path, "survey replies.csv", rows, settings(), measures(replies))
    assert "totals: {where: [{column: Team, is: All teams}]}" in text
    assert "replies,2023-05,own,,,,,,,,6," in shown, ran.err


def test_every_member_of_a_comparator_by_its_code(tmp_path):
    rows = "Quarter,Trust code,Trust,Referrals\n"
    for day in ("30 June 2022", "30 September 2022"):
        for code, name, number in (
            ("101", "Glenmoor", 81),
            ("102", "Bath", 70),
            ("103", "Leeds", 90),
            ("104", "Fife", 9),
        ):
            rows += f"Quarter ending {day},{code},{name},{number}\n"
    more = "comparators:\n  - {id: near, name: Neighbours, method: mean, members: [{code: '102'}, {code: '103'}]}\n"
    text, ran, shown = draft_and_take(tmp_path, "quarterly.csv", rows, settings(more=more), measures(REFERRALS))
    assert "places: {column: Trust code}" in text
    assert '- {series: "near/*"}' in text
    assert "6 figures new" in ran.out, ran.err
    assert "referrals,2022/23 Q1,near/103,,,,,,,,90," in shown


def test_a_total_that_bears_our_name_is_the_whole_of_a_breakdown(tmp_path):
    rows = "Site,Month,Referrals\n"
    for month in ("2023-04", "2023-05"):
        rows += f"Royal,{month},8\nMoor Lane,{month},4\nGlenmoor total,{month},12\n"
    more = "breakdowns:\n  - {id: site, parts: all, categories: [{id: royal}, {id: moor-lane}]}\n"
    text, ran, shown = draft_and_take(
        tmp_path, "sites.csv", rows, settings(more=more), measures(f"{REFERRALS}, breakdowns: [site]")
    )
    assert "Glenmoor total: whole" in text
    assert "6 figures new" in ran.out, ran.err
    assert "referrals,2023-05,own,,,,,,,,12," in shown


def test_a_comparator_comes_before_a_category_of_the_same_name(tmp_path):
    rows = "Year,Region,Referrals\n"
    for year in ("2021-22", "2022-23"):
        rows += f"{year},North West,900\n{year},London,800\n{year},Glenmoor,90\n"
    more = "breakdowns:\n  - {id: region, categories: [{id: nw, name: North West}, {id: london}]}\n"
    more += "comparators: [{id: north-west, name: London}]\n"
    text, _, _ = draft_and_take(tmp_path, "regions.csv", rows, settings(more=more), measures(REFERRALS))
    assert "series: north-west" in text
    assert "breakdown:" not in text


@pytest.mark.parametrize(
    ("starts", "first"), [("october", "2017-10..2018-09"), ("april", "2017/18"), ("january", "2018")]
)
def test_a_lone_year_of_kind_run_is_the_folders_own(starts, first):
    assert [str(each) for each in parse_column(["2018", "2019"], starts, kind="run")][0] == first
