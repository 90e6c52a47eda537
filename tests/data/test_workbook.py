"""XLSX files become tables of text: what cells turn into, which sheet is read, what is hidden, what is refused."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Mapping

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaf.data.cells import CellReader
from qaf.data.file_text import TableError
from qaf.data.workbook import SheetTable, is_workbook, read_workbook_table, sheet_names
from qaf.data.workbook_cells import number_format
from qaf.data.workbook_package import Package

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEADER = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>measure</t></is></c><c r="B1" t="inlineStr"><is><t>period</t></is></c>'
    "</row>"
)


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def packed(parts: Mapping[str, str | bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, how)
    return out.getvalue()


def parts_of(rows: str, *, before: str = "", after: str = "", strings: str = "") -> dict[str, str]:
    """The smallest workbook there is, its sheet's XML given."""
    return {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="a" Type="{RELATIONS}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
        '<sheet name="Data" sheetId="1" r:id="one"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="one" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="two" Type="{RELATIONS}/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}'
        "</worksheet>",
    }


def refused(content: bytes, **more) -> str:
    with pytest.raises(TableError) as caught:
        read_workbook_table(content, **more)
    return f"{caught.value.message} {caught.value.help}"


def one_cell(value, shown: str = "General") -> str:
    """What a cell of a value and a number format is read as."""
    book = openpyxl.Workbook()
    book.active.append(["measure", "value"])
    book.active.append(["referrals", value])
    book.active["B2"].number_format = shown
    return read_workbook_table(saved(book)).rows[1][1]


@pytest.mark.parametrize(
    ("value", "shown", "text"),
    [
        (1879, "General", "1879"),
        (1879, "#,##0", "1879"),
        (18.0, "0.0", "18"),
        (18.6, "General", "18.6"),
        (0.1 + 0.2, "General", "0.3"),
        (1 / 27, "General", "0.037037037037037"),
        (5571.643390938898, "General", "5571.643390938898"),
        (1e-9, "General", "0.000000001"),
        (12345678901234, "0.00E+00", "12345678901234"),
        (-4, "General", "-4"),
        (0, "General", "0"),
        (0.18, "0%", "18%"),
        (0.1804, "0%", "18.04%"),
        (1, "0.0%", "100%"),
        (0.07, "0.00%", "7%"),
        (18.5, '0.0"%"', "18.5"),
        (7, "000", "007"),
        (316, "General", "316"),
        (True, "General", "TRUE"),
        (False, "General", "FALSE"),
        ("007", "General", "007"),
        ("07/01", "General", "07/01"),
        ("2023/24", "@", "2023/24"),
        (" [c] ", "General", " [c] "),
        ("Dustin\u00a0Hazlett", "General", "Dustin\u00a0Hazlett"),
        (datetime.date(2024, 3, 31), "dd/mm/yyyy", "2024-03-31"),
        (datetime.datetime(2024, 3, 31, 13, 45), "dd/mm/yyyy hh:mm", "2024-03-31T13:45:00"),
        (datetime.date(2024, 3, 1), "mmm-yy", "2024-03"),
        (datetime.date(2024, 3, 31), "mmm-yy", "2024-03-31"),
        (datetime.date(2024, 1, 1), "yyyy", "2024"),
        (datetime.date(2024, 4, 1), "yyyy", "2024-04-01"),
        (datetime.date(1900, 1, 31), "dd/mm/yyyy", "1900-01-31"),
        (datetime.time(9, 30), "h:mm", "09:30:00"),
        (datetime.timedelta(hours=30, minutes=15), "[h]:mm", "30:15:00"),
        (45382, "General", "45382"),
        (99999999, "dd/mm/yyyy", "99999999"),
        ("#N/A", "General", "#N/A"),
    ],
)
def test_a_cell_becomes_the_text_that_a_person_would_type(value, shown, text):
    assert one_cell(value, shown) == text


def test_a_percentage_is_read_as_the_same_table_saved_as_csv_would_be():
    cell = CellReader(loose=True).read(one_cell(0.184, "0.0%"))
    assert (cell.text, cell.percent) == ("18.4", True)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("General", "number"), ('#,##0_);[Red](#,##0)', "number"), ('0" days"', "number"), (r"0.0\ \m", "number"),
        ("[$£-809]#,##0.00", "number"), ("0%;-0%", "percent"), ("[$-809]dd mmmm yyyy;@", "date"), ("m yyyy", "month"),
        ("h:mm AM/PM", "time"), ("yyyy-mm-dd hh:mm", "date"), ("[mm]:ss", "duration"), ("000", "zeros"),
    ],
)  # fmt: skip
def test_number_formats_are_told_apart(code, kind):
    assert number_format(code).kind == kind


def test_days_are_counted_from_1904_where_the_workbook_says_so():
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append(["a", datetime.date(2024, 3, 31)])
    assert read_workbook_table(saved(book)).rows == [["a", "2024-03-31"]]


def test_rows_keep_the_numbers_that_the_spreadsheet_shows():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A3"], sheet["B3"], sheet["A4"], sheet["A7"], sheet["B7"] = "measure", "value", "  ", "referrals", 5
    table = read_workbook_table(saved(book))
    assert table.rows == [["measure", "value"], ["referrals", "5"]]
    assert list(table.row_numbers) == list(table.line_numbers) == [3, 7]
    assert (table.sheet, table.shown_name, table.header) == ("Sheet", "`Sheet`", ["measure", "value"])


def test_a_row_that_is_wider_than_its_header_is_refused_when_squared():
    book = openpyxl.Workbook()
    for row in (["measure", "value"], ["referrals", 5, "see note"]):
        book.active.append(row)
    content = saved(book)
    assert read_workbook_table(content, square=False).rows[1] == ["referrals", "5", "see note"]
    assert "Row 2 has 3 cells, but the header in row 1 has 2" in refused(content)


def test_strings_of_all_kinds():
    strings = (
        "<si><t>plain</t></si><si><r><t>ri</t></r><r><rPr><b/></rPr><t>ch</t></r></si>"
        "<si><t>kana</t><rPh sb='0' eb='1'><t>spoken</t></rPh></si><si><t>a_x000D_b_x005F_x0041_ _x0007_c</t></si>"
    )
    rows = (
        '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v>3</v></c></row>'
        '<row><c t="str"><f>A1&amp;"x"</f><v>formula</v></c><c t="e"><v>#REF!</v></c>'
        '<c t="d"><v>2024-03-31T00:00:00</v></c>'
        '<c t="s"><v>99</v></c><c t="str"><f>IF(1,"")</f><v></v></c></row>'
    )
    table = read_workbook_table(packed(parts_of(rows, strings=strings)), square=False)
    assert table.rows == [["plain", "rich", "kana", "a\rb_x0041_ c"], ["formula", "#REF!", "2024-03-31"]]


def test_prefixed_names_and_backslashes_are_read_too():
    rows = HEADER.replace("<", "<x:").replace("<x:/", "</x:")
    parts = parts_of("")
    parts["xl/worksheets/sheet1.xml"] = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    moved = {name.replace("xl/worksheets/", "xl\\Worksheets\\"): content for name, content in parts.items()}
    assert read_workbook_table(packed(moved)).rows == [["measure", "period"]]


def test_the_drawing_of_a_button_is_no_row():
    after = "<controls><anchor><from><col>1</col><row>9</row></from></anchor></controls>"
    assert read_workbook_table(packed(parts_of(HEADER, after=after))).rows == [["measure", "period"]]


# which sheet -------------------------------------------------------------------------------------------------------


def book_of(*names: str, filled: tuple[str, ...] | None = None) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name in names:
        sheet = book.create_sheet(name)
        if filled is None or name in filled:
            sheet.append(["measure", "period"])
            sheet.append([name, "2023/24"])
    return book


def test_the_only_sheet_that_is_visible_and_holds_something_is_taken():
    book = book_of("Front", "Lists", "Sheet3", filled=("Front", "Lists"))
    book["Lists"].sheet_state = "veryHidden"
    table = read_workbook_table(saved(book))
    assert table.sheet == "Front"
    assert table.remarks() == ["The workbook has 1 hidden sheet, which was not read."]


def test_several_sheets_are_named_and_one_must_be_chosen():
    book = book_of("Contents", "Table 1a", "Back")
    book["Back"].sheet_state = "hidden"
    content = saved(book)
    said = refused(content)
    assert "2 sheets with something in them" in said
    assert "`read: {sheet}`" in said
    assert "`Contents` and `Table 1a`, and 1 hidden one" in said
    assert read_workbook_table(content, sheet="Table 1a").rows[1] == ["Table 1a", "2023/24"]
    assert read_workbook_table(content, sheet=" table  1A ").sheet == "Table 1a"
    assert "Did you mean `Table 1a`?" in refused(content, sheet="Table la")
    assert [(one.shown, one.hidden) for one in sheet_names(content)][1:] == [("`Table 1a`", False), ("`Back`", True)]


def test_a_hidden_sheet_is_read_when_it_is_named_and_that_is_told():
    book = book_of("Front", "Back")
    book["Back"].sheet_state = "hidden"
    table = read_workbook_table(saved(book), sheet="Back")
    assert table.rows[1][0] == "Back"
    assert "Sheet `Back` is hidden in the workbook" in table.remarks()[0]


def test_a_workbook_with_nothing_visible_is_refused():
    book = book_of("Front", "Back", filled=("Back",))
    book["Back"].sheet_state = "hidden"
    assert "blank rows" in refused(saved(book))
    parts = parts_of(HEADER)
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace('sheetId="1"', 'sheetId="1" state="hidden"')
    assert "is hidden or empty" in refused(packed(parts))


def test_names_of_sheets_that_could_be_people_are_never_repeated():
    book = book_of("Amelia Clarke", "Case 8812345", "Jo - notes", "2023-24")
    said = refused(saved(book))
    assert "number 1, number 2, number 3 and number 4" in said
    assert not any(part in said for part in ("Amelia", "Clarke", "88123", "Jo"))
    assert "`2023-24`" in refused(saved(book_of("Case 8812345", "2023-24")))
    book = book_of("Amelia Clarke", "9434765919", "Case 8812345", "Jo - notes", "A. 4857773456", "2023-24")
    said = refused(saved(book))
    assert "The name of a sheet of the workbook (sheet 2) has what looks like an NHS number." in said
    assert not any(part in said for part in ("Amelia", "Clarke", "94347", "88123", "Jo", "48577"))
    assert "Amelia" not in refused(saved(book), sheet="Amelia Clark").replace("`Amelia Clark`", "")


# hidden and merged -------------------------------------------------------------------------------------------------


def hidden_book() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["measure", "worker", "value"], ["referrals", "Amelia Clarke", 5], ["plans", "Tom Hall", 6]):
        sheet.append(row)
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[3].hidden = True
    return book


def test_hidden_rows_and_columns_are_left_out_and_told():
    table = read_workbook_table(saved(hidden_book()))
    assert table.rows == [["measure", "", "value"], ["referrals", "", "5"]]
    assert list(table.row_numbers) == [1, 2]
    assert (table.hidden.rows, table.hidden.columns) == ((3,), (1,))
    assert table.remarks() == [
        "1 row is hidden or filtered away in sheet `Sheet` and left out (row 3).",
        "Column B of sheet `Sheet` is hidden and not read.",
    ]


def test_hidden_cells_are_still_there_to_be_searched_for_identifiers():
    cells = read_workbook_table(saved(hidden_book())).hidden.cells
    assert cells == {0: ("plans",), 1: ("worker", "Amelia Clarke", "Tom Hall"), 2: ("6",)}


def test_hidden_columns_are_read_where_they_are_asked_for():
    table = read_workbook_table(saved(hidden_book()), hidden_columns=True)
    assert table.rows[1] == ["referrals", "Amelia Clarke", "5"]
    assert table.hidden.columns == ()


def merged_book() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = "Table 1: a title"
    sheet.merge_cells("A1:E1")
    sheet["A2"], sheet["B2"], sheet["D2"] = "Place", "2022/23", "2023/24"
    sheet["B3"], sheet["C3"], sheet["D3"], sheet["E3"] = "number", "per cent", "number", "per cent"
    for area in ("A2:A3", "B2:C2", "D2:E2"):
        sheet.merge_cells(area)
    sheet.append(["Northmoor", 5, 50, 6, 60])
    return book


def test_merged_headings_can_be_spread_over_what_they_cover():
    table = read_workbook_table(saved(merged_book()), square=False)
    assert table.rows[1] == ["Place", "2022/23", "", "2023/24"]
    assert table.spread(1, 2) == [
        ["Place", "2022/23", "2022/23", "2023/24", "2023/24"],
        ["Place", "number", "per cent", "number", "per cent"],
    ]
    assert {merged.text for merged in table.merged} == {"Table 1: a title", "Place", "2022/23", "2023/24"}
    assert table.squared(2).merged == table.merged


def test_a_merged_heading_that_begins_in_a_hidden_column_still_shows():
    book = merged_book()
    book.active.column_dimensions["B"].hidden = True
    spread = read_workbook_table(saved(book), square=False).spread(1, 1)
    assert spread == [["Place", "", "2022/23", "2023/24", "2023/24"]]


def test_merged_cells_that_cover_the_whole_sheet_do_not_widen_it():
    after = '<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="nonsense"/></mergeCells>'
    table = read_workbook_table(packed(parts_of(HEADER, after=after)), square=False)
    assert table.spread(0, 1) == [["measure", "period"]]


# refusals ----------------------------------------------------------------------------------------------------------


def test_a_formula_without_a_value_is_told_by_its_cell():
    book = openpyxl.Workbook()
    for row in (["measure", "value"], ["referrals", "=1+1"], ["plans", "=2+2"]):
        book.active.append(row)
    said = refused(saved(book))
    assert "Cell B2 has a formula whose value was not saved with the file, and 1 more cell has one too." in said
    assert "spreadsheet program" in said
    book.active.row_dimensions[2].hidden = True
    assert "Cell B3 has" in refused(saved(book))


def test_a_formula_with_its_value_is_read_as_the_value():
    row = '<row r="2"><c r="A2" t="str"><f>B9</f><v>plans</v></c><c r="B2"><f>SUM(B3:B9)</f><v>42</v></c></row>'
    assert read_workbook_table(packed(parts_of(HEADER + row))).rows[1] == ["plans", "42"]


def bomb(size: int, how: int = zipfile.ZIP_DEFLATED) -> bytes:
    return packed({**parts_of(HEADER), "xl/media/x.bin": b"0" * size}, how)


STORED = zipfile.ZIP_STORED
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (OLE + "Workbook".encode("utf-16-le"), "save it as an Excel workbook (XLSX) or CSV"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, STORED), "OpenDocument"),
        (packed({"word/document.xml": "<x/>"}), "a Word document"),
        (packed({"figures.csv": "a,b"}), "compressed folder"),
        (packed({"xl/other.xml": "<x/>"}), "no Excel workbook of the usual kind"),
        (packed({**parts_of(HEADER), "xl/workbook.xml": "<workbook/>"}), "no sheet"),
        (packed({**parts_of(HEADER), "xl/workbook.xml": "<workbook>"}), "damaged"),
        (packed(parts_of(HEADER))[:700], "damaged"),
        (packed(parts_of(HEADER), zipfile.ZIP_LZMA), "packed in a way"),
        (packed(parts_of("")), "no more than blank rows"),
        (packed(parts_of('<row r="1"><c r="A1"><v>1</v></c></row>')), "one column only"),
        (packed(parts_of('<row r="2"/><row r="1"/>')), "out of order"),
        (packed(parts_of('<row r="9999999"/>')), "out of order"),
        (packed(parts_of('<row><c r="XFE1"><v>1</v></c></row>')), "names a cell that no sheet has"),
        (packed(parts_of('<row><c r="1"><v>1</v></c></row>')), "names a cell that no sheet has"),
        (
            packed(parts_of('<row><c r="A1" t="inlineStr"><is><t>' + "x" * (1 << 20) + "y</t></is></c></row>"), STORED),
            "too long",
        ),
        (b"measure,period\n", "not an Excel workbook"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_refused_in_plain_words(content, words):
    assert words in refused(content)


def test_a_package_that_would_unpack_to_far_more_than_its_size_is_refused():
    assert "far more than its size" in refused(bomb(3 << 20))
    assert read_workbook_table(bomb(1 << 19)).rows == [["measure", "period"]]


def test_a_package_is_refused_by_the_size_that_it_names_before_it_is_unpacked(monkeypatch):
    content = bomb(2 << 20, STORED)
    monkeypatch.setattr("qaf.data.workbook_package.MOST_UNPACKED", 1 << 20)
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("something was unpacked"))
    assert "Unpacked, this Excel workbook would be larger than 1 MiB" in refused(content)


def test_a_package_with_a_password_is_refused():
    content = packed(parts_of(HEADER))
    marked = bytearray(content)
    marked[content.rindex(b"PK\x01\x02") + 8] |= 1
    assert "protected by a password" in refused(bytes(marked))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_before_they_can_grow(encoding):
    lol = '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    sheet = f'<?xml version="1.0" encoding="{encoding}"?>{lol}' + parts_of(HEADER)["xl/worksheets/sheet1.xml"]
    parts = {**parts_of(HEADER), "xl/worksheets/sheet1.xml": sheet.encode(encoding)}
    assert "declares entities" in refused(packed(parts))


def test_a_sheet_with_too_many_cells_is_refused_whatever_it_says_of_its_size(monkeypatch):
    monkeypatch.setattr("qaf.data.workbook_rows.MOST_CELLS", 20_000)
    rows = "".join(f'<row r="{number}"><c r="XFD{number}"><v>1</v></c></row>' for number in range(2, 5))
    before = '<dimension ref="A1:B2"/>'
    assert "more than 20,000 cells" in refused(packed(parts_of(HEADER + rows, before=before)))
    before = '<dimension ref="A1:XFD1048576"/>'
    assert read_workbook_table(packed(parts_of(HEADER, before=before))).rows == [["measure", "period"]]


def test_links_out_of_the_package_and_missing_parts_are_not_followed():
    parts = parts_of(HEADER)
    name = "xl/_rels/workbook.xml.rels"
    parts[name] = parts[name].replace(
        'Target="/xl/sharedStrings.xml"', 'TargetMode="External" Target="file:///etc/passwd"'
    )
    assert read_workbook_table(packed(parts)).rows == [["measure", "period"]]
    assert set(Package(packed(parts)).relations("xl/workbook.xml")) == {"one"}
    parts[name] = parts[name].replace("worksheets/sheet1.xml", "worksheets/gone.xml")
    assert "blank rows" in refused(packed(parts))


def test_what_is_a_workbook_and_what_is_not():
    assert is_workbook(packed(parts_of(HEADER)))
    assert is_workbook(OLE)
    assert not is_workbook(b"measure,period\nreferrals,2023/24\n")
    assert not is_workbook(packed({"figures.csv": "a,b"}))


SOUND = packed(parts_of(HEADER + '<row><c><v>1</v></c><c t="s"><v>0</v></c></row>', strings="<si><t>a</t></si>"))


@given(st.lists(st.tuples(st.integers(0, len(SOUND) - 1), st.integers(0, 255)), max_size=6), st.integers(0, len(SOUND)))
def test_any_bytes_give_a_table_or_a_sentence(changes, length):
    content = bytearray(SOUND)
    for place, byte in changes:
        content[place] = byte
    for tried in (bytes(content), bytes(content[:length]), b"PK\x03\x04xl/" + bytes(content[length:])):
        try:
            assert isinstance(read_workbook_table(tried), SheetTable)
        except TableError as error:
            assert error.message.endswith(".")


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=80), st.integers(0, 400))
def test_any_xml_in_a_sheet_gives_a_table_or_a_sentence(text, place):
    parts = parts_of(HEADER + '<row r="2"><c r="A2" s="7"><f>A1</f><v>1</v></c><c t="b"><v>x</v></c></row>')
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = sheet[:place] + text + sheet[place:]
    try:
        assert read_workbook_table(packed(parts), square=False).rows
    except TableError as error:
        assert error.message.endswith(".")


# the real file -----------------------------------------------------------------------------------------------------


def test_the_real_lists_are_read_sheet_by_sheet(real_data):
    content = (real_data / "fake_annex_a.xlsx").read_bytes()
    names = sheet_names(content)
    assert [one.name for one in names] == [f"List {number}" for number in range(1, 12)]
    tables = [read_workbook_table(content, sheet=one.name) for one in names]
    assert [len(table.rows[0]) for table in tables] == [7, 8, 11, 12, 14, 14, 17, 34, 13, 16, 19]
    assert all(5 <= len(table.body) <= 7 for table in tables)
    first = tables[0]
    assert first.header[:4] == ["Child Unique ID", "Gender", "Ethnicity", "Date of Birth"]
    assert first.rows[1][:4] == ["9212044", "Female", "a) WBRI", "2015-01-25"]
    cells = {cell for table in tables for row in table.rows for cell in row}
    assert "#N/A" in cells
    assert any("\u00a0" in cell for cell in cells)
    assert "11 sheets with something in them" in refused(content)
