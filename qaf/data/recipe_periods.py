"""The periods of a file that a recipe reads: the whole column is looked at, because it settles what one cell cannot."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qaf.data.cell_shapes import without_note
from qaf.data.cells import plain
from qaf.data.column_names import tidy_name
from qaf.data.faults import Faults
from qaf.data.file_name import base_name
from qaf.data.period_in_name import period_in_name
from qaf.data.sheet import Sheet
from qaf.data.years_meant import ENDS_IN_AUGUST, OTHER_YEARS, help_for_years
from qaf.ground.findings import Span, Where, finding
from qaf.model.framework import Framework
from qaf.model.period import Period, PeriodError
from qaf.model.recipe import PeriodSource, Recipe


class PeriodReader:
    """Gives each row its period."""

    def __init__(
        self, sheet: Sheet, recipe: Recipe, framework: Framework, faults: Faults, columns: Sequence[int]
    ) -> None:
        self._faults = faults
        self._columns = columns
        self._rows = sheet.rows
        self._source = source = recipe.period or PeriodSource()
        self._starts = framework.settings.year_starts
        self._constant: Period | None = None
        self._found: dict[tuple[str, ...], Period | PeriodError] = {}
        self._headed: dict[str, Period] = {}
        self._headed_rows: dict[tuple[str, str], Period | PeriodError] = {}
        if source.constant is not None:
            self._constant = Period.canonical(source.constant)
        elif source.from_file_name is not None:
            self._constant = self._in_name(sheet, source.from_file_name)
        elif source.column is not None:
            cells = sheet.together(columns)
            texts, *others = ([_flat(row[at]) for row in cells] for at in range(len(columns)))
            if not others:
                say_other_years(sheet, source, columns[0], texts, faults)
            found = self._parsed(texts, others[0] if others else None)
            if not others:
                _say_school_years(sheet, source, columns[0], found, faults)
            self._found = dict(zip(cells, found, strict=True))
        elif source.with_ is not None:
            self._read_headings(recipe, [cell for (cell,) in sheet.together(columns)])

    def readable(self, row: int, heading: str = "") -> bool:
        """Whether the row has a period; says nothing where it has none."""
        if heading and not self._headed_rows:
            return True
        if heading:
            return isinstance(self._headed_rows[heading, self._rows[row][self._columns[0]]], Period)
        if self._constant is not None or not self._found:
            return self._constant is not None
        cells = self._rows[row]
        return isinstance(self._found[tuple([cells[column] for column in self._columns])], Period)

    def read(self, row: int, heading: str = "") -> Period | None:
        """The period of a row, or None where there is none to be read (which is then a fault).

        `heading` is what the recipe or a column's heading says of the period; it counts before anything else.
        """
        if heading and not self._headed_rows:
            found = self._headed.get(heading)
            if found is None:
                found = self._headed[heading] = Period.canonical(heading)
            return found
        if heading:
            return self._or_fault(row, self._headed_rows[heading, self._rows[row][self._columns[0]]])
        if self._constant is not None or not self._found:
            return self._constant
        cells = self._rows[row]
        return self._or_fault(row, self._found[tuple([cells[column] for column in self._columns])])

    def _or_fault(self, row: int, found: Period | PeriodError) -> Period | None:
        if isinstance(found, Period):
            return found
        words = found.without_value
        help_ = "Say in the recipe, under `period`, of which `kind` it is or in which `format` it is written."
        self._faults.at("QAF511", row, self._columns[0], words[:1].lower() + words[1:], help=help_, same=words)
        return None

    def _parsed(self, texts: Sequence[str], others: Sequence[str] | None) -> list[Period | PeriodError]:
        from qaf.model.period_words import parse_column

        kind, format_ = self._source.kind, self._source.format
        return parse_column(texts, self._starts, kind=kind, format=format_, identifiers=others)

    def _read_headings(self, recipe: Recipe, cells: Sequence[str]) -> None:
        """What each heading means beside each text of the second column."""
        headings = dict.fromkeys(each.period for each in recipe.measures if each.period)
        pairs = [(heading, cell) for heading in headings for cell in cells]
        found = self._parsed([heading for heading, _ in pairs], [_flat(cell) for _, cell in pairs])
        self._headed_rows = dict(zip(pairs, found, strict=True))

    def _in_name(self, sheet: Sheet, pattern: str) -> Period | None:
        try:
            found = period_in_name(sheet.path, pattern, self._starts, self._source.kind, self._source.format)
            self._say_years_of_name(sheet, found)
            return found
        except PeriodError as error:
            help_ = "Give the name as it is, with {period} where the period stands and * for what changes, and say "
            help_ += "under `kind` what sort of period it is. Or give the file its usual name."
            where = Where(sheet.path)
            self._faults.add(finding("QAF524", where, str(error), help=help_, excerpt=False, span=Span()))
            return None

    def _say_years_of_name(self, sheet: Sheet, found: Period) -> None:
        """An error where the name's lone year would be a calendar year although its own words say otherwise."""
        if self._source.kind is not None or self._source.format is not None or found.kind != "calendar_year":
            return
        words = base_name(sheet.path).rpartition(".")[0].replace("-", " ")
        help_ = help_for_years(words, [str(found)])
        if help_:
            said = f"The name of the file {OTHER_YEARS}"
            where = Where(sheet.path)
            self._faults.add(finding("QAF511", where, said, help=help_, excerpt=False, span=Span()))


def say_other_years(sheet: Sheet, source: PeriodSource, column: int, texts: Sequence[str], faults: Faults) -> None:
    """An error where lone years would be taken for calendar years although their column's heading says otherwise."""
    help_ = help_for_years(sheet.names[column], list(texts)) if source.kind is None else ""
    if help_:
        words = f"The heading of {sheet.column(column)} {OTHER_YEARS}"
        faults.header("QAF511", words, help=help_, column=column)


def _say_school_years(
    sheet: Sheet, source: PeriodSource, column: int, found: Sequence[Period | PeriodError], faults: Faults
) -> None:
    """An error where years would be taken for years from April to March below a heading of school years."""
    heading = tidy_name(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", sheet.names[column]).replace("_", " "))
    years = any(isinstance(each, Period) and each.kind == "reporting_year" for each in found)
    if source.kind is None and source.format is None and years and ENDS_IN_AUGUST.search(heading):
        words = f"The heading of {sheet.column(column)} speaks of academic years, and nothing says that they are meant."
        help_ = "Say so in the recipe under `period`: `kind: academic_year` if they run from September to August, "
        help_ += "`kind: reporting_year` if from April to March."
        faults.header("QAF511", words, help=help_, column=column)


def _flat(cell: str) -> str:
    return without_note(plain(cell))
