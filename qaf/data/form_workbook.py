"""A form as an Excel workbook: the sheet Figures to fill in, Notes that explain it, Lists behind the drop-downs.

Headings and keys are protected (without a password), cells for numbers are open and offer the symbols. No sheet, row
or column is hidden, because what is hidden in a workbook is told when it is taken in. The same form gives the same
bytes.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from qaf.data.case_columns import POINTS, RATERS
from qaf.data.form_notes import form_notes
from qaf.data.form_rows import RESULTS_IN_A_FORM, grades_of, open_columns
from qaf.data.forms import COLUMNS, Form
from qaf.formats.workbook_file import repeatable, storable
from qaf.ground.text import column_letter
from qaf.model.figure import SYMBOLS
from qaf.model.framework import Framework

if TYPE_CHECKING:
    from openpyxl import Workbook

FIGURES_SHEET, NOTES_SHEET, LISTS_SHEET = "Figures", "Notes", "Lists"
FREE_ROWS = 20
"""Open rows at the end: for a reason why a case was not rated, or a figure that nobody thought of."""

_LISTED = ("measure", "period", "breakdown", "category", "grade", "point", "rater")
_NUMBERS = ("numerator", "denominator", "value")
_NUMBER_COLUMNS = tuple(COLUMNS.index(name) + 1 for name in _NUMBERS)
_GREY, _HEADING = "EDEDED", "12436D"
_NOTES_WIDTH = 110


def form_workbook(form: Form, framework: Framework) -> bytes:
    """The bytes of the workbook."""
    from openpyxl import Workbook

    book = Workbook()
    organisation = storable(framework.settings.organisation.name)
    book.properties.title = storable(f"Form: {form.title}")
    book.properties.creator = organisation
    book.properties.language = "en-GB"
    lists = _lists(form, framework)
    _figures(book, form, framework, lists)
    _notes(book, form, framework)
    _list_sheet(book, lists)
    out = io.BytesIO()
    book.save(out)
    return repeatable(out.getvalue(), form.as_at)


def _figures(book: Workbook, form: Form, framework: Framework, lists: dict[str, list[str]]) -> None:
    sheet: Any = book.active
    sheet.title = FIGURES_SHEET
    _heading(sheet, COLUMNS)
    measures = {measure.id: measure for measure in form.measures}
    for number, key in enumerate(form.keys, start=2):
        open_ = (*open_columns(measures[key.measure]), "note")
        for column, text in enumerate((*key.texts(), "", "", "", ""), start=1):
            _cell(sheet, number, column, text, is_open=COLUMNS[column - 1] in open_)
    last = len(form.keys) + 1
    for number in range(last + 1, last + 1 + FREE_ROWS):
        for column in range(1, len(COLUMNS) + 1):
            _cell(sheet, number, column, "", is_open=True)
    for column, name in enumerate(COLUMNS, start=1):
        longest = max((len(key.texts()[column - 1]) for key in form.keys), default=0) if column <= 8 else 0
        sheet.column_dimensions[column_letter(column - 1)].width = max(longest, len(name), 9) + 3
    sheet.column_dimensions[column_letter(len(COLUMNS) - 1)].width = 40
    _drop_downs(sheet, form, framework, lists, last)
    _protect(sheet)


def _drop_downs(sheet: Any, form: Form, framework: Framework, lists: dict[str, list[str]], last: int) -> None:
    """Symbols for every cell of a number, grades where the value is one, keys in the free rows."""
    from openpyxl.worksheet.datavalidation import DataValidation

    graded = {measure.id: grades_of(measure, framework) for measure in form.measures if measure.unit == "grade"}
    symbols = DataValidation(type="list", formula1=f'"{",".join(SYMBOLS)}"', allow_blank=True, showErrorMessage=False)
    symbols.promptTitle, symbols.prompt = "A number", "Or a symbol that says why there is none. See the sheet Notes."
    symbols.showInputMessage = True
    sheet.add_data_validation(symbols)
    by_measure = {id_: DataValidation(type="list", formula1=_range(f"value of {id_}", lists)) for id_ in graded}
    for validation in by_measure.values():
        validation.showErrorMessage = True
        sheet.add_data_validation(validation)
    value = column_letter(COLUMNS.index("value"))
    for number, key in enumerate(form.keys, start=2):
        if key.measure in by_measure:
            by_measure[key.measure].add(f"{value}{number}")
        else:
            for name in _NUMBERS:
                symbols.add(f"{column_letter(COLUMNS.index(name))}{number}")
    for name in _NUMBERS:
        letter = column_letter(COLUMNS.index(name))
        symbols.add(f"{letter}{last + 1}:{letter}{last + FREE_ROWS}")
    for name in _LISTED:
        if lists.get(name):
            letter = column_letter(COLUMNS.index(name))
            # Another text may be written: a reason behind not_rated, an earlier period.
            listed = DataValidation(type="list", formula1=_range(name, lists), allow_blank=True, showErrorMessage=False)
            listed.add(f"{letter}{last + 1}:{letter}{last + FREE_ROWS}")
            sheet.add_data_validation(listed)


def _lists(form: Form, framework: Framework) -> dict[str, list[str]]:
    """What each drop-down offers, by the column that it is for."""
    keys = form.keys
    grades = [grade for measure in form.measures if measure.unit == "shares" for grade in grades_of(measure, framework)]
    rated = any(measure.unit == "before_after" for measure in form.measures)
    lists = {
        "measure": [measure.id for measure in form.measures],
        "period": [str(period) for period in sorted({key.period for key in keys})],
        "breakdown": list(dict.fromkeys(key.breakdown for key in keys if key.breakdown)),
        "category": list(dict.fromkeys(key.category for key in keys if key.category)),
        "grade": [*dict.fromkeys(grades), *((*RESULTS_IN_A_FORM, "sustained", "not_rated/") if rated else ())],
        "point": list(POINTS[1:]) if rated else [],
        "rater": list(RATERS) if rated else [],
    }
    for measure in form.measures:
        if measure.unit == "grade":
            lists[f"value of {measure.id}"] = grades_of(measure, framework)
    return lists


def _range(name: str, lists: dict[str, list[str]]) -> str:
    letter = column_letter(list(lists).index(name))
    return f"{LISTS_SHEET}!${letter}$2:${letter}${len(lists[name]) + 1}"


def _notes(book: Workbook, form: Form, framework: Framework) -> None:
    from openpyxl.styles import Alignment

    sheet: Any = book.create_sheet(NOTES_SHEET)
    _heading(sheet, ("about", "note"))
    for number, row in enumerate(form_notes(form, framework), start=2):
        for column, text in enumerate(row, start=1):
            _cell(sheet, number, column, text, is_open=False, grey=False)
            sheet.cell(number, column).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width = 32
    sheet.column_dimensions["B"].width = _NOTES_WIDTH
    _protect(sheet)


def _list_sheet(book: Workbook, lists: dict[str, list[str]]) -> None:
    sheet: Any = book.create_sheet(LISTS_SHEET)
    _heading(sheet, list(lists))
    for column, (name, texts) in enumerate(lists.items(), start=1):
        for number, text in enumerate(texts, start=2):
            _cell(sheet, number, column, text, is_open=False, grey=False)
        sheet.column_dimensions[column_letter(column - 1)].width = max(len(name), *map(len, texts), 9) + 3
    _protect(sheet)


def _heading(sheet: Any, names: Sequence[str]) -> None:
    from openpyxl.styles import Font, PatternFill

    for column, name in enumerate(names, start=1):
        cell = sheet.cell(1, column, name)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=_HEADING)
    sheet.freeze_panes = "A2"


def _cell(sheet: Any, row: int, column: int, text: str, *, is_open: bool, grey: bool = True) -> None:
    """A cell of text that no spreadsheet turns into a date or a formula; open to be written into, or protected.

    An empty cell of a column of numbers stays as spreadsheets have it.
    """
    from openpyxl.styles import Border, PatternFill, Protection, Side

    cell = sheet.cell(row, column)
    if text:
        cell.value = storable(text)
        cell.data_type = "s"
    if text or column not in _NUMBER_COLUMNS:
        cell.number_format = "@"
    cell.protection = Protection(locked=not is_open)
    if is_open:
        line = Side(style="thin", color="BFBFBF")
        cell.border = Border(left=line, right=line, top=line, bottom=line)
    elif grey:
        cell.fill = PatternFill("solid", fgColor=_GREY)


def _protect(sheet: Any) -> None:
    """Keep locked cells from being changed by mistake; columns may be widened. There is no password."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
