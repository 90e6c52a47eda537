"""The periods of a file that a recipe reads: the whole column is looked at, because it settles what one cell cannot."""

from __future__ import annotations

from collections.abc import Sequence

from qaf.data.cell_shapes import without_note
from qaf.data.cells import plain
from qaf.data.faults import Faults
from qaf.data.period_in_name import period_in_name
from qaf.data.sheet import Sheet
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
        self._source = source = recipe.period or PeriodSource()
        self._starts = framework.settings.year_starts
        self._constant: Period | None = None
        self._found: list[Period | PeriodError] = []
        self._headed: dict[str, Period] = {}
        self._second: list[str] = []
        self._headed_rows: dict[tuple[str, str], Period | PeriodError] = {}
        if source.constant is not None:
            self._constant = Period.canonical(source.constant)
        elif source.from_file_name is not None:
            self._constant = self._in_name(sheet, source.from_file_name)
        elif source.column is not None:
            texts, *others = self._texts(sheet)
            self._found = self._parsed(texts, others[0] if others else None)
        elif source.with_ is not None:
            (self._second,) = self._texts(sheet)
            self._read_headings(recipe)

    def read(self, row: int, heading: str = "") -> Period | None:
        """The period of a row, or None where there is none to be read (which is then a fault).

        `heading` is what the recipe or a column's heading says of the period; it counts before anything else.
        """
        if heading and not self._second:
            found = self._headed.get(heading)
            if found is None:
                found = self._headed[heading] = Period.canonical(heading)
            return found
        if heading:
            return self._or_fault(row, self._headed_rows[heading, self._second[row]])
        if self._constant is not None or not self._found:
            return self._constant
        return self._or_fault(row, self._found[row])

    def _or_fault(self, row: int, found: Period | PeriodError) -> Period | None:
        if isinstance(found, Period):
            return found
        words = found.without_value
        help_ = "Say in the recipe, under `period`, of which `kind` it is or in which `format` it is written."
        self._faults.at("QAF511", row, self._columns[0], words[:1].lower() + words[1:], help=help_, same=words)
        return None

    def _texts(self, sheet: Sheet) -> list[list[str]]:
        seen: dict[str, str] = {}
        return [
            [
                seen.get(cell) or seen.setdefault(cell, without_note(plain(cell)))
                for cell in (row[column] for row in sheet.rows)
            ]
            for column in self._columns
        ]

    def _parsed(self, texts: Sequence[str], others: Sequence[str] | None) -> list[Period | PeriodError]:
        from qaf.model.period_words import parse_column

        kind, format_ = self._source.kind, self._source.format
        return parse_column(texts, self._starts, kind=kind, format=format_, identifiers=others)

    def _read_headings(self, recipe: Recipe) -> None:
        """What each heading means beside each text of the second column."""
        headings = dict.fromkeys(each.period for each in recipe.measures if each.period)
        pairs = [(heading, second) for heading in headings for second in dict.fromkeys(self._second)]
        found = self._parsed([heading for heading, _ in pairs], [second for _, second in pairs])
        self._headed_rows = dict(zip(pairs, found, strict=True))

    def _in_name(self, sheet: Sheet, pattern: str) -> Period | None:
        try:
            return period_in_name(sheet.path, pattern, self._starts, self._source.kind, self._source.format)
        except PeriodError as error:
            help_ = "Give the name as it is, with {period} where the period stands and * for what changes, and say "
            help_ += "under `kind` what sort of period it is. Or give the file its usual name."
            where = Where(sheet.path)
            self._faults.add(finding("QAF524", where, str(error), help=help_, excerpt=False, span=Span()))
            return None
