"""`qaf ingest --draft` by the front door: files of kinds that nobody has described, drafted and taken in as drafted."""

from __future__ import annotations

import io

import openpyxl
import pytest
from helpers import build_tree, run_qaf

SETTINGS = """\
schema: 2
organisation: {id: glenmoor, name: Glenmoor Council, kind: organisation}
year_starts: YEAR
breakdowns:
  - {id: age-group, categories: [{id: under-5, name: Under 5}, {id: 5-to-11, name: 5 to 11}, {id: 12-plus}]}
  - {id: sex, parts: all, categories: [{id: boys}, {id: girls}]}
comparators:
  - {id: scotland, name: Scotland}
  - {id: england, name: England}
  - {id: us, name: United States}
"""
AREA = """\
name: Children looked after
group: practice
measures:
  - {id: looked-after, kind: quantity, text: Children looked after at the end of the year, unit: count}
  - {id: looked-after-rate, kind: quantity, text: Children looked after for every 1000, unit: rate, per: 1000,
     base: children}
  - {id: registered, kind: quantity, text: Children on the child protection register, unit: count,
     breakdowns: [age-group]}
  - {id: placed, kind: quantity, text: Children placed for adoption, unit: count, breakdowns: [sex]}
  - {id: referrals, kind: quantity, text: Referrals, unit: count, counts: events}
  - {id: repeat-referrals, kind: outcome, text: Referrals within twelve months of an earlier one, unit: percent,
     of: referrals, counts: events}
"""


@pytest.fixture
def folder(tmp_path):
    return folder_of(tmp_path)


def folder_of(tmp_path, year="april"):
    return build_tree(tmp_path / "folder", {"qaf.yaml": SETTINGS.replace("YEAR", year), "areas/care.yaml": AREA})


def draft(folder, name, content, *options):
    """Draft a recipe; what was printed, and the recipe's text or None."""
    file = folder.parent / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    ran = run_qaf("-C", folder, "ingest", "--draft", *options, file)
    written = sorted((folder / "imports").glob("*.yaml")) if (folder / "imports").is_dir() else []
    return ran, written[0].read_text() if written else None


def take_in(folder, name, *options):
    """Take a file in by the draft, which must leave the folder without errors; what was printed, and the figures."""
    checked = run_qaf("-C", folder, "validate", "--format", "concise")
    assert checked.code == 0, checked.out
    ran = run_qaf("--as-at", "2026-06-15", "-C", folder, "ingest", folder.parent / name, *options)
    shown = run_qaf("-C", folder, "data", "show", "--internal", "--format", "csv") if ran.code == 0 else None
    return ran, shown.out if shown else ""


SCOTLAND = """\
Table 1.1: Children looked after by local authority,,,
,,,
Local authority,Code,2018-19,2019-20
Scotland,S92000003,"8,926","9,904"
Glenmoor,S12000099,615,*
Fife,S12000047,-,830
Notes: * denotes a number that has been suppressed,,,
"""


def test_a_table_with_years_in_its_headings_and_codes_of_councils(folder):
    ran, text = draft(folder, "looked after 2018-19 to 2019-20.csv", SCOTLAND)
    assert ran.code == 0
    assert "imports/looked-after-2018-19-to-2019-20.yaml" in ran.out
    assert 'read: {skip_rows: 2, ends_at: "Notes:"}' in text
    assert "{series: own, where: [{column: Code, is: S12000099}]}" in text
    assert 'file: "looked after *.csv"' in text
    assert '#   "-": ?  # to check' in text
    ran, shown = take_in(folder, "looked after 2018-19 to 2019-20.csv")
    assert "4 figures new" in ran.out, ran.err
    assert "looked-after,2018/19,own,,,,,,,,615" in shown
    assert "looked-after,2019/20,own,,,,,,,,c" in shown
    assert "looked-after,2019/20,scotland,,,,,,,,9904" in shown


def test_a_long_table_in_which_a_column_names_the_measure(folder):
    rows = ["Data,Notes,Area_AltCode1,Area_Name,Area_Hierarchy,Year_Code,Year_Name,Age_Name,Measure_Name"]
    for year in ("2019-20", "2020-21", "2021-22"):
        for code, name in (("W92000004", "Wales"), ("W06000099", "Glenmoor"), ("W06000001", "Anglesey")):
            for age, number in (("All ages", 90), ("Under 5", 20), ("5-11", 30), ("12+", 40)):
                for measure, add in (("Children on register", 0), ("Children looked after", 100), ("Visits", 7)):
                    code_ = year.replace("-", "")
                    cells = (number + add, "", code, name, "W92000004", code_, year, age, measure)
                    rows.append(",".join(map(str, cells)))
    ran, text = draft(folder, "export.csv", "\n".join(rows) + "\n")
    assert "2 measures of the framework found" in ran.out
    assert "where: [{column: Measure_Name, is: Children looked after}, {column: Age_Name, is: All ages}]" in text
    assert "12+: 12-plus" in text
    assert "#   - {measure: ?, value: Data, where: [{column: Measure_Name, is: Visits}]}" in text
    ran, shown = take_in(folder, "export.csv")
    assert "15 figures new" in ran.out, ran.err
    assert "registered,2020/21,own,age-group,12-plus,,,,,,40" in shown
    assert "looked-after,2020/21,own,,,,,,,,190" in shown


def test_states_by_federal_fiscal_year_with_a_rate_that_is_its_own_sum(tmp_path):
    folder = folder_of(tmp_path, "october")
    rows = ["State,State FIPS,Fiscal Year,Children in Foster Care,Child Population,Rate per 1;000 Children"]
    for year in (2019, 2020, 2021):
        for state, fips, cases in (("United States", "00", 9000), ("Glenmoor", "06", 731), ("Ohio", "39", 402)):
            count, all_ = cases + year - 2019, 100_000 + year
            rows.append(f"{state},{fips},FFY {year},{count},{all_},{1000 * count / all_:.1f}")
    ran, text = draft(folder, "states.csv", "\n".join(rows).replace(";", " ") + "\n")
    assert "numerator: Children in Foster Care" in text
    assert "denominator: Child Population" in text
    assert "# = 1,000 × Children in Foster Care / Child Population in 9 of 9 rows" in text
    ran, shown = take_in(folder, "states.csv")
    assert "12 figures new" in ran.out, ran.err
    assert "looked-after-rate,2020-10..2021-09,own,,,,,,733,102021,7.2" in shown


def test_semicolons_decimal_commas_and_quarters(folder):
    rows = ["Gemeinde;Quartal;Referrals;Repeat referrals;Repeat referrals %"]
    for quarter in range(1, 5):
        for place, all_ in (("Glenmoor", 1000), ("Andernorts", 2000)):
            again = 111 + quarter
            rows.append(f"{place};Q{quarter} 2023;{all_ // 1000}.{quarter:03};{again};".replace(".000", ""))
            rows[-1] += f"{100 * again / (all_ + quarter):.1f}".replace(".", ",")
    ran, text = draft(folder, "zahlen.csv", "\n".join(rows) + "\n")
    assert "decimal: comma" in text
    assert "{column: Gemeinde, is: Glenmoor}" in text
    ran, shown = take_in(folder, "zahlen.csv")
    assert "8 figures new" in ran.out, ran.err
    assert "repeat-referrals,2023 Q2,own,,,,,,113,1002,11.3" in shown


def workbook():
    book = openpyxl.Workbook()
    book.active.title = "Cover"
    book.active["A1"] = "Quarterly release"
    sheet = book.create_sheet("Table 1")
    sheet["A1"] = "Table 1: Referrals by local authority"
    sheet["A3"], sheet["B3"], sheet["E3"] = "Local authority", "2022-23", "2023-24"
    for cells in ("A3:A4", "B3:D3", "E3:G3"):
        sheet.merge_cells(cells)
    sheet.append([None, *["Referrals", "Re-referrals", "% re-referrals [note 1]"] * 2])
    for place, all_, again in (("England", 9000, 1800), ("Glenmoor", 800, 120), ("Leeds", 700, 91), ("Bath", 600, 54)):
        sheet.append([place, *(all_, again, 100 * again / all_) * 2])
    sheet["A10"] = "Note 1: Within twelve months of an earlier referral."
    other = book.create_sheet("Table 2")
    for row in (["Region", "Vacancies"], ["North", 5], ["South", 44]):
        other.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_workbook_with_merged_headings_notes_and_several_sheets(folder):
    ran, text = draft(folder, "release.xlsx", workbook())
    assert "read: {sheet: Table 1, skip_rows: 2, header_rows: 2, ends_at: Note}" in text
    assert "# to check: is this the right sheet? Tables stand in these too: `Table 2`" in text
    assert 'value: "{period} % re-referrals [note 1]"' in text
    ran, shown = take_in(folder, "release.xlsx")
    assert "8 figures new" in ran.out, ran.err
    assert "repeat-referrals,2023/24,own,,,,,,120,800,15" in shown


MONTHS = "County,FIPS,Jan-21,Feb-21,Mar-21\nGlenmoor,06001,{},12,DS\nKern,06029,31,32,33\n"


def test_months_in_the_headings_of_a_table_that_says_nowhere_what_it_counts(folder):
    ran, text = draft(folder, "monthly.csv", MONTHS.format(11))
    assert "DS: c  # to check" in text
    assert '#   - {measure: ?, value: "{period}"}' in text
    assert "As it stands it takes nothing in" in ran.err
    refused, _ = take_in(folder, "monthly.csv")
    assert "Add `measures:`," in refused.err
    recipe = folder / "imports" / "monthly.yaml"
    edited = text.replace("# measures:", "measures:").replace("#   - {measure: ?", "  - {measure: referrals")
    recipe.write_text(edited)
    _, shown = take_in(folder, "monthly.csv")
    assert "referrals,2021-01,own,,,,,,,,11" in shown
    assert "referrals,2021-03,own,,,,,,,,c" in shown


def test_labels_that_stand_once_and_whole_numbers_that_are_no_percentages(folder):
    rows = "Year,Area,Referrals,Repeat referrals\n2021-22,England,101,21\n,Glenmoor,95,20\n,Bath,90,12\n"
    rows += "2022-23,England,103,23\n,Glenmoor,85,22\n,Bath,80,11\n"
    _, text = draft(folder, "down.csv", rows)
    assert "fill_down: [Year]" in text
    assert "numerator: Repeat referrals" in text
    _, shown = take_in(folder, "down.csv")
    assert "repeat-referrals,2022/23,own,,,,,,22,85," in shown


def test_categories_side_by_side_under_a_title_that_says_what_is_counted(folder):
    rows = "Children placed for adoption,,,,\nYear ending 31 March 2023,,,,\n,,,,\nCode,Area,All children,Boys,Girls\n"
    rows += "E92000001,England,300,180,120\nE06000098,Glenmoor,41,22,19\nE06000097,Bath,18,10,8\n"
    _, text = draft(folder, "placed.csv", rows)
    assert "period: {constant: 2022/23}" in text
    assert "breakdown: {id: sex}" in text
    ran, shown = take_in(folder, "placed.csv")
    assert "6 figures new" in ran.out, ran.err
    assert "placed,2022/23,own,sex,girls,,,,,,19" in shown


def test_dates_in_the_headings_are_days(folder):
    rows = "Council,31/03/2021,31/03/2022\nGlenmoor,61,70\nBath,20,31\nTotal,81,101\n"
    _, text = draft(folder, "children looked after.csv", rows)
    assert 'value: "{period}"' in text
    _, shown = take_in(folder, "children looked after.csv")
    assert "looked-after,2022-03-31,own,,,,,,,,70" in shown


def test_a_year_and_a_quarter_make_a_period_together(folder):
    rows = "Financial Year,Quarter,Local Authority,Number of referrals\n"
    rows += "".join(f"2022/23,Q{at},{place},{90 + at}\n" for at in range(1, 5) for place in ("Glenmoor", "Bath"))
    _, text = draft(folder, "quarterly.csv", rows)
    assert "period: {column: Financial Year, with: Quarter}" in text
    _, shown = take_in(folder, "quarterly.csv")
    assert "referrals,2022/23 Q3,own,,,,,,,,93" in shown


def test_first_days_of_months_are_read_as_months_and_lone_years_are_to_be_checked(folder):
    rows = "Month,Area,Referrals\n" + "".join(f"2023-0{at}-01,Glenmoor,{30 + at}\n" for at in range(1, 5))
    assert "kind: month" in draft(folder, "monthly.csv", rows)[1]
    assert "referrals,2023-02,own,,,,,,,,32" in take_in(folder, "monthly.csv")[1]
    rows = "Year,Area,Referrals\n2021,Glenmoor,35\n2022,Glenmoor,36\n"
    other = folder.parent / "lone-years.yaml"
    draft(folder, "years.csv", rows, "--out", other)
    assert "# to check: which twelve months is 2021?" in other.read_text()


def test_on_a_terminal_the_first_rows_are_shown_without_their_numbers(folder, monkeypatch):
    monkeypatch.setattr("qaf.cli.draft.is_terminal", lambda: True)
    ran, _ = draft(folder, "looked after.csv", SCOTLAND)
    shown = ran.out.splitlines()
    assert any(line.split() == ["looked-after", "2018/19", "own", "number"] for line in shown), ran.out
    assert any("withheld [c]" in line for line in shown)
    assert "615" not in ran.out + ran.err


def test_words_about_a_whole_table_name_one_measure_and_not_its_parts_too(folder):
    rows = "Area,Period,Indicator,Value,Count,Denominator\n"
    for at, place in enumerate(("Glenmoor", "Bath", "Leeds", "Fife", "England")):
        rows += f"{place},2022/23,Repeat referrals,{100 * (20 + at) / 110:.1f},{20 + at},110\n"
    _, text = draft(folder, "indicator.csv", rows)
    assert "value: Count" not in text
    assert "it is the denominator of `repeat-referrals`, which is a share of `referrals`" in text
    assert "numerator: Count\n    denominator: Denominator\n    value: Value" in text


def test_shares_of_one_get_a_scale_and_sentinels_are_named(folder):
    rows = "Area,Year,Proportion of referrals that are repeat referrals\n"
    rows += "".join(f"{place},{year},{share}\n" for place, year, share in (
        ("Glenmoor", "2021-22", "0.181"), ("Glenmoor", "2022-23", "-9999"), ("Bath", "2021-22", "0.2"),
    ))  # fmt: skip
    _, text = draft(folder, "shares.csv", rows.replace("Proportion of referrals that are repeat referrals", "% repeat"))
    assert "sentinels: [-9999]" in text.replace('"', "")
    assert "scale: 100" in text
    assert "no value is above 1" in text


def test_a_place_that_is_not_found_is_a_stub_and_ingest_says_which_key_to_write(folder):
    rows = "Area,Year,Referrals\nBath,2021-22,5\nEngland,2021-22,6\nLeeds,2021-22,7\n"
    ran, text = draft(folder, "elsewhere.csv", rows)
    assert "# to check: no row could be told to be of Glenmoor Council" in text
    assert "#   - {series: own, where: [{column: Area, is: ?}]}" in text
    refused, _ = take_in(folder, "elsewhere.csv")
    assert refused.code == 1
    assert "Add a condition on it under `series`" in refused.err


def test_a_file_with_identifiers_is_refused_and_nothing_is_written(folder):
    rows = "Child ID,Date of Birth,SDQ_SCORE\n1004,03/02/2012,14\n1005,09/08/2011,17\n"
    ran, text = draft(folder, "cases.csv", rows)
    assert (ran.code, text) == (1, None)
    assert "QAF550" in ran.err
    assert "before_and_after" in ran.err
    assert "2012" not in ran.err + ran.out
    assert "no recipe was drafted. Nothing was written." in ran.out


def test_a_name_of_a_file_that_is_somebodys_is_not_repeated(folder):
    ran, text = draft(folder, "referrals QQ123456C.csv", SCOTLAND)
    assert (ran.code, text) == (1, None)
    assert "QQ123456C" not in ran.out + ran.err


def test_nothing_is_written_over_and_out_names_another_place(folder):
    draft(folder, "figures-of-ours.csv", SCOTLAND)
    (recipe,) = (folder / "imports").iterdir()
    recipe.write_text("file: mine.csv\n")
    ran, _ = draft(folder, "figures-of-ours.csv", SCOTLAND)
    assert ran.code == 2
    assert recipe.read_text() == "file: mine.csv\n"
    other = folder.parent / "elsewhere" / "first-draft.yaml"
    assert draft(folder, "figures-of-ours.csv", SCOTLAND, "--out", other)[0].code == 0
    assert "skip_rows: 2" in other.read_text()
    assert draft(folder, "figures-of-ours.csv", SCOTLAND, "--out", folder.parent / "No Name.yaml")[0].code == 2


def test_a_draft_takes_an_id_that_is_free(folder):
    draft(folder, "looked-after.csv", SCOTLAND)
    assert [path.name for path in (folder / "imports").iterdir()] == ["looked-after-2.yaml"]
    assert run_qaf("-C", folder, "validate").code == 0


def test_out_needs_draft_and_one_file(folder):
    (folder.parent / "a.csv").write_text(SCOTLAND)
    file = folder.parent / "a.csv"
    assert "--out says where a draft goes" in run_qaf("-C", folder, "ingest", file, "--out", "x.yaml").err
    assert "several" in run_qaf("-C", folder, "ingest", "--draft", file, file, "--out", "x.yaml").err


@pytest.mark.parametrize("content", [b"", b"a,b\n", b'{"a": 1}', b"one\ntwo\n", b"\x00\x01", b"PK\x03\x04xl/"])
def test_what_is_no_table_is_refused_with_a_sentence(folder, content):
    ran, text = draft(folder, "odd.csv", content)
    assert (ran.code, text) == (1, None)
    assert "QAF501" in ran.err


def test_a_text_that_no_recipe_can_hold_is_a_finding(folder):
    ran, text = draft(folder, "odd.csv", SCOTLAND.replace("Code", "Co\x7fde"))
    assert (ran.code, text) == (1, None)
    assert "cannot be seen" in ran.err


def test_texts_that_yaml_would_read_otherwise_stay_texts(folder):
    rows = 'Area: {all},"Year #1",Referrals\n"Glenmoor",2021-22,5\n"[null]",2021-22,6\n~,2021-22,7\n'
    ran, text = draft(folder, "odd, (1) #2.csv", rows)
    assert ran.code == 0
    assert '"Area: {all}"' in text
    assert take_in(folder, "odd, (1) #2.csv")[0].code == 0


def test_an_empty_cell_names_no_measure(folder):
    rows = "Area,Year,Indicator,Number\nGlenmoor,2021-22,Children looked after,5\nGlenmoor,2021-22,,6\n"
    rows += "Glenmoor,2021-22,Referrals,7\nBath,2021-22,Referrals,8\n"
    _, text = draft(folder, "gap.csv", rows)
    assert 'is: ""' not in text
    assert "looked-after,2021/22,own,,,,,,,,5" in take_in(folder, "gap.csv")[1]
