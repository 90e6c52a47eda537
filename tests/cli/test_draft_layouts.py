"""`qaf ingest --draft` on layouts that need a second look: places side by side, years in titles, several tables."""

from __future__ import annotations

import datetime

import openpyxl
import pytest
from drafting import LOOKED_AFTER, REFERRALS, bytes_of, draft_and_take, measures, settings

SCOTLAND = "comparators:\n  - {id: scotland, name: Scotland, method: published}\n"
REGISTER = "id: register, kind: quantity, text: Children on the child protection register, unit: count, counts: things"
RATE = "id: register-rate, kind: quantity, text: Register rate, unit: rate, per: 1000, base: children"


def workbook(*rows, merged=(), title="Data", more=()):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)
    for name in more:
        book.create_sheet(name).append(["Definitions of terms"])
    return bytes_of(book)


def test_measures_as_rows_and_places_as_columns(tmp_path):
    content = workbook(
        ["Quarter ending 30 June 2023"],
        ["Indicator", "Unit", "Glenmoor", "Kinlaw", "Scotland"],
        ["Children on the child protection register", "Number", 61, 75, 2654],
        ["Register rate", "Per 1,000", 3.1, 4.0, 2.9],
    )
    recipe, ran, shown = draft_and_take(
        tmp_path, "dashboard.xlsx", content, settings("Glenmoor", more=SCOTLAND), measures(REGISTER, RATE)
    )
    assert ran.code == 0, ran.err
    assert "register,2023/24 Q1,own,,,,,,,,61," in shown
    assert "register,2023/24 Q1,scotland,,,,,,,,2654," in shown
    assert "register-rate,2023/24 Q1,scotland,,,,,,,,2.9," in shown
    assert "Kinlaw" not in recipe


def test_a_heading_of_a_comparator_is_never_taken_for_our_own(tmp_path):
    content = "Measure,2022/23 Scotland,2023/24 Scotland\nChildren on the child protection register,2654,2600\n"
    recipe, ran, shown = draft_and_take(
        tmp_path, "national.csv", content, settings("Glenmoor", more=SCOTLAND), measures(REGISTER)
    )
    assert ran.code == 0, ran.err
    assert "# to check: no heading is Glenmoor." in recipe
    assert ",own," not in shown and "register,2022/23,scotland,,,,,,,,2654," in shown


def test_places_above_years(tmp_path):
    content = workbook(
        ["", "Glenmoor", "", "Scotland", ""],
        ["Measure", "2020/21", "2021/22", "2020/21", "2021/22"],
        ["Children on the child protection register", 61, 62, 2654, 2600],
        merged=("B1:C1", "D1:E1"),
    )
    recipe, ran, shown = draft_and_take(
        tmp_path, "beside.xlsx", content, settings("Glenmoor", more=SCOTLAND), measures(REGISTER)
    )
    assert ran.code == 0, ran.err
    assert 'value: "Scotland {period}"' in recipe
    assert "register,2021/22,own,,,,,,,,62," in shown and "register,2021/22,scotland,,,,,,,,2600," in shown


def test_the_sheet_is_named_where_another_is_only_words(tmp_path):
    content = workbook(["Year", "Referrals"], ["2020/21", 71], ["2021/22", 73], more=("Definitions",))
    recipe, ran, shown = draft_and_take(tmp_path, "referrals.xlsx", content, settings(), measures(REFERRALS))
    assert ran.code == 0, ran.err
    assert "sheet: Data" in recipe and "referrals,2021/22,own,,,,,,,,73," in shown


def test_months_below_merged_years(tmp_path):
    months = ["Apr", "May", "Jun", "Jul"]
    content = workbook(
        ["Referrals by month"],
        ["Team", "2022-23", "", "", "", "2023-24", "", "", ""],
        ["", *months, *months],
        ["All", 71, 72, 73, 74, 81, 82, 83, 84],
        merged=("A2:A3", "B2:E2", "F2:I2"),
    )
    _, ran, shown = draft_and_take(tmp_path, "monthly.xlsx", content, settings(), measures(REFERRALS))
    assert ran.code == 0, ran.err
    assert "referrals,2022-07,own,,,,,,,,74," in shown and "referrals,2023-04,own,,,,,,,,81," in shown


def test_only_the_first_of_two_tables_is_read(tmp_path):
    content = (
        "Table 1: Referrals,,\nArea,2020/21,2021/22\nGlenmoor,71,73\nKinlaw,81,83\n,,\n"
        "Table 2: Children looked after,,\nArea,2020/21,2021/22\nGlenmoor,11,13\nKinlaw,21,23\n"
    )
    recipe, ran, shown = draft_and_take(tmp_path, "two.csv", content, settings("Glenmoor"), measures(REFERRALS))
    assert ran.code == 0, ran.err
    assert "# another table begins in row 6" in recipe and "`skip_rows: 6`" in recipe
    assert "referrals,2021/22,own,,,,,,,,73," in shown and "13" not in shown.replace("213", "")


@pytest.mark.parametrize(
    ("title", "note", "wanted"),
    [
        ("Years: 2013", "Source: returns, 31 March", "2012/13"),
        ("Pupils in 2013", "Notes: academic year", "2012/13 academic"),
    ],
)
def test_a_year_that_stands_alone_in_a_title(tmp_path, title, note, wanted):
    content = f"Looked after children,\n{title},\n,\nArea,Children looked after\nGlenmoor,140\nKinlaw,95\n,\n{note},\n"
    recipe, ran, shown = draft_and_take(tmp_path, "sheet4.csv", content, settings("Glenmoor"), measures(LOOKED_AFTER))
    assert ran.code == 0, ran.err
    assert f"# to check: is every figure of the file about {wanted}? Row 2 above the table says 2013" in recipe
    assert f"looked-after,{wanted},own,,,,,,,,140," in shown


def test_years_with_an_underscore_in_the_name_of_the_file(tmp_path):
    content = "Area,Children looked after\nGlenmoor,140\nKinlaw,95\n"
    recipe, _, shown = draft_and_take(
        tmp_path, "Absence2009_10.csv", content, settings("Glenmoor"), measures(LOOKED_AFTER)
    )
    assert 'from_file_name: "Absence{period}.csv"' in recipe
    assert "looked-after,2009/10,own,,,,,,,,140," in shown


def test_a_recipe_with_one_period_for_all_fits_this_file_alone(tmp_path):
    content = "Referrals in 2021/22,\nArea,Referrals\nGlenmoor,140\nKinlaw,95\n"
    recipe, ran, _ = draft_and_take(tmp_path, "sent 2023-05-02.csv", content, settings("Glenmoor"), measures(REFERRALS))
    assert ran.code == 0, ran.err
    assert "period: {constant: 2021/22}" in recipe and "file: sent 2023-05-02.csv" in recipe


def test_school_years_are_academic_years(tmp_path):
    content = "School Year,Referrals\n2021-2022,140\n2022-2023,150\n"
    recipe, ran, shown = draft_and_take(tmp_path, "absence.csv", content, settings(), measures(REFERRALS))
    assert ran.code == 0, ran.err
    assert "kind: academic_year" in recipe and "referrals,2022/23 academic,own,,,,,,,,150," in shown


def test_totals_of_single_things_are_no_total_of_the_rest(tmp_path):
    rows = "".join(
        f"Glenmoor,2021/22,{text},{71 + at}\n" for at, text in enumerate(("Visits", "Total Care", "Total Calls"))
    )
    content = f"Area,Year,Line,Referrals\n{rows}{rows.replace('Glenmoor', 'Kinlaw')}"
    recipe, _, _ = draft_and_take(tmp_path, "lines.csv", content, settings("Glenmoor"), measures(REFERRALS))
    assert "its other rows are parts" not in recipe
    assert "# to check: rows of one place and period differ in Line" in recipe


def test_percentages_worked_out_by_a_spreadsheet_and_a_row_of_totals(tmp_path):
    rows = [
        [datetime.date(2023, month, 1), 400 + month, 100 + month, (100 + month) / (400 + month)] for month in (4, 5, 6)
    ]
    content = workbook(
        ["Month", "Contacts", "Contacts leading to referral", "Conversion %"],
        *rows,
        ["Total", 1215, 315, 315 / 1215],
    )
    contacts = "id: contacts, kind: quantity, text: Contacts, unit: count, counts: events"
    share = "id: conversion, kind: quality, text: Contacts leading to a referral, unit: percent, of: contacts"
    share += ", counts: events"
    recipe, ran, shown = draft_and_take(tmp_path, "contacts.xlsx", content, settings(), measures(contacts, share))
    assert "  - {column: Month, not: [Total]}  # a total, which is no period" in recipe
    assert "kind: month" in recipe
    assert ran.code == 0, ran.err + recipe
    assert "contacts,2023-06,own,,,,,,,,406," in shown and "1215" not in shown


def test_units_in_a_column_of_their_own(tmp_path):
    content = "".join(
        f"Glenmoor,Children on the child protection register,{year},{unit},{value}\n"
        for year in ("2021/22", "2022/23")
        for unit, value in (("Number", 61), ("Rate per 1000", 3.1))
    )
    content = f"Area,Indicator,Period,Unit,Value\n{content}{content.replace('Glenmoor', 'Kinlaw')}"
    recipe, ran, shown = draft_and_take(tmp_path, "u.csv", content, settings("Glenmoor"), measures(REGISTER, RATE))
    assert ran.code == 0, ran.err + recipe
    assert "register,2022/23,own,,,,,,,,61," in shown and "register-rate,2022/23,own,,,,,,,,3.1," in shown


def test_days_on_which_quarters_end_are_quarters_where_the_heading_says_so(tmp_path):
    content = "Quarter ending,Referrals\n30/06/2022,412\n30/09/2022,398\n31/12/2022,377\n"
    recipe, ran, shown = draft_and_take(tmp_path, "q.csv", content, settings(), measures(REFERRALS))
    assert ran.code == 0, ran.err + recipe
    assert "kind: quarter" in recipe and "referrals,2022/23 Q3,own,,,,,,,,377," in shown
