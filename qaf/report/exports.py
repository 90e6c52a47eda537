"""Protected figures as files for other programs: a tidy CSV, and an Excel workbook that explains what is absent.

The same figures give the same bytes. A text that a spreadsheet would run as a formula stays text.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qaf.disclosure.primary import PROFILES
from qaf.formats.tables import TextTable, as_csv
from qaf.formats.workbook_file import like_a_formula, repeatable, storable
from qaf.ground.files import write_file
from qaf.ground.stub_text import is_stub_text
from qaf.model.framework import Framework
from qaf.model.protected import ABSENCES, ProtectedFigure, ProtectedFigures
from qaf.report import terms
from qaf.report.coarser import coarser_lines
from qaf.report.figure_list import COLUMNS, NUMBER_COLUMNS, protected_table
from qaf.report.words import day, unit_words

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell

EXPORT_FORMATS = ("csv", "xlsx")
EXPORT_NAME = "figures"
FIGURES_SHEET = "Figures"

_MOST_WIDTH = 60
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")
_COLUMN_NOTES = (
    ("measure", "The measure's id; its full text is on the sheet Measures."),
    ("period", "2023/24 is April 2023 to March 2024; 2023/24 academic September to August; 2024 a calendar year."),
    ("series", "own: this organisation. Any other word is a comparator; a code after a slash is one of its members."),
    ("breakdown, category", "Empty for the whole; else what it is divided by, and which part this is."),
    ("grade, point, rater", "For graded measures and for ratings before and after: which result, when, and by whom."),
    ("numerator, denominator", "The number and what it is out of, where they are given."),
    ("value", "The figure, in the unit that the sheet Measures gives. A published value stands as it was published."),
)


def tidy_csv(figures: Iterable[ProtectedFigure]) -> bytes:
    """The figures as a tidy CSV (UTF-8, CRLF): the columns that `qaf ingest` reads without a recipe."""
    rows = [row[: len(COLUMNS)] for row in protected_table(figures).rows]
    return as_csv(TextTable(COLUMNS, rows)).encode("utf-8")


def workbook(framework: Framework, figures: ProtectedFigures, as_at: date) -> bytes:
    """The figures as an Excel workbook: sheets Figures, Measures and Notes. Numbers are shown with their decimals."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    organisation = framework.settings.organisation
    book.properties.title = f"Figures of {storable(organisation.name)}"
    book.properties.creator = storable(organisation.name)
    book.properties.language = "en-GB"
    rows = [row[: len(COLUMNS)] for row in protected_table(figures).rows]
    _sheet(book, FIGURES_SHEET, COLUMNS, rows)
    _sheet(book, "Measures", ("measure", "area", "kind", "text", "value", "better"), _measures(framework, figures))
    _sheet(book, "Notes", ("about", "note"), _notes(framework, figures, as_at))
    out = io.BytesIO()
    book.save(out)
    return repeatable(out.getvalue(), as_at)


def write_exports(
    out: Path, framework: Framework, figures: ProtectedFigures, formats: Sequence[str], as_at: date
) -> list[Path]:
    """Write `figures.csv` and `figures.xlsx`, as `formats` asks, into `out`; returns their paths in that order.

    Raises `QafError` where the disk or folder refuses.
    """
    made = {
        "csv": lambda: tidy_csv(figures),
        "xlsx": lambda: workbook(framework, figures, as_at),
    }
    contents = [(out / f"{EXPORT_NAME}.{name}", made[name]()) for name in dict.fromkeys(formats)]
    for path, content in contents:
        write_file(path, content)
    return [path for path, _ in contents]


def _measures(framework: Framework, figures: ProtectedFigures) -> Iterator[Sequence[str]]:
    areas = {measure.id: area.name for area in framework.areas.values() for measure in area.measures}
    for id_ in sorted(figures.measures()):
        measure = framework.measures[id_]
        yield (
            id_,
            areas[id_],
            terms.KINDS[measure.kind],
            id_ if is_stub_text(measure.text) else measure.text,
            unit_words(measure, framework),
            terms.BETTER.get(measure.better or "", ""),
        )


def _notes(framework: Framework, figures: ProtectedFigures, as_at: date) -> Iterator[Sequence[str]]:
    settings = framework.settings
    yield "Whose figures", settings.organisation.name
    if settings.marking:
        yield "Marking", settings.marking
    yield "As at", day(as_at)
    yield "How small numbers are protected", _protection(figures.profile)
    yield from (("shown less finely", line) for line in coarser_lines(framework, figures))
    for symbol, words in sorted(ABSENCES.items()):
        yield symbol, f"In place of a number: {words}."
    yield "an empty cell", "No figure was given. It is not zero; zero is printed as 0."
    yield from _COLUMN_NOTES
    for breakdown in settings.breakdowns:
        names = (f"{category.id}: {category.title}" for category in breakdown.categories)
        yield breakdown.id, f"Breakdown {breakdown.title}. {'; '.join(names)}."
    for comparator in settings.comparators:
        method = "as published" if comparator.method == "published" else f"the {comparator.method} of its members"
        when = f", list of {day(comparator.as_at)}" if comparator.as_at else ""
        cite = f" Source: {comparator.cite}" if comparator.cite else ""
        yield comparator.id, f"Comparator {comparator.name}, {method}{when}.{cite}"


def _protection(profile: str) -> str:
    rules = PROFILES.get(profile)
    if rules is None:
        return "Nothing is withheld: these figures are for people whose work gives them the records already."
    first = "0" if rules.zeros else "1"
    words = f"Numbers of people or cases from {first} to {rules.threshold} are withheld, and so is all that is worked "
    words += "out from them. What its own publisher has made public is shown as published."
    if rules.round_to:
        words += f" Other counts are rounded to the nearest {rules.round_to} and need not add up."
    return words


# sheets and cells --------------------------------------------------------------------------------------------------


def _sheet(book: Workbook, name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A sheet with its header frozen, wide enough to read, long texts wrapped."""
    from openpyxl.utils import get_column_letter

    kept = [[storable(str(cell)) for cell in row] for row in rows]
    sheet: Any = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    for index, column in enumerate(columns):
        longest = max((len(row[index]) for row in kept), default=0)
        width = min(max(longest, len(column)) + 2, _MOST_WIDTH)
        sheet.column_dimensions[get_column_letter(index + 1)].width = width
    numeric = [column in NUMBER_COLUMNS and name == FIGURES_SHEET for column in columns]
    sheet.append([_header_cell(sheet, column) for column in columns])
    for row in kept:
        sheet.append([_cell(sheet, text, number) for text, number in zip(row, numeric, strict=True)])


def _header_cell(sheet: Any, text: str) -> Cell:
    from openpyxl.styles import Font

    cell = _cell(sheet, text, False)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, text: str, may_be_number: bool) -> Cell:
    """A number with the decimals that it is printed with, else text that no spreadsheet turns into anything else."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment

    if may_be_number and _NUMBER.fullmatch(text):
        decimals = len(text.partition(".")[2])
        cell = WriteOnlyCell(sheet, float(text) if decimals else int(text))
        cell.number_format = f"0.{'0' * decimals}" if decimals else "0"
        return cell
    cell = WriteOnlyCell(sheet, text or None)
    if text:
        cell.data_type = "s"
        cell.number_format = "@"
    if like_a_formula(text):
        cell.quotePrefix = True
    if may_be_number:
        cell.alignment = Alignment(horizontal="right")
    elif len(text) > _MOST_WIDTH:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
