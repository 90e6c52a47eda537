"""Places that change: a series that ends before the file does, a place that goes on under another code.

Only looked at where a series lacks a period that the file has, or takes its rows by several texts of one column.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qaf.data.candidates import Candidate
from qaf.data.conditions import AllOf, CellTest
from qaf.data.faults import Faults
from qaf.data.large_again import Asked, look_again
from qaf.data.recipe_cells import period_columns
from qaf.data.recipe_periods import PeriodReader
from qaf.data.sheet import Sheet
from qaf.data.table import Table
from qaf.ground.findings import Level
from qaf.model.framework import Framework
from qaf.model.measure import Measure
from qaf.model.period import Period
from qaf.model.recipe import Condition, MeasureColumns, Recipe

_MOST_SERIES = 50


@dataclass(frozen=True, slots=True)
class _Taken:
    """The rows from which a series of a measure came, by period."""

    measure: Measure
    series: str
    rows: Mapping[Period, Sequence[int]]

    @property
    def last(self) -> Period:
        return max(self.rows)


def check_places(
    sheet: Sheet,
    recipe: Recipe,
    framework: Framework,
    candidates: Sequence[Candidate],
    at: Mapping[str, int],
    faults: Faults,
) -> None:
    """Say where a place ends, goes on under another code, or is read by one code first and another later.

    `at` says where each column that the recipe names stands.
    """
    names = period_columns(recipe)
    if not names or not recipe.measures:
        return
    look = _Look(sheet, recipe, framework, at, faults)
    told: set[str] = set()
    several = list(_taken(candidates))[: _MOST_SERIES * len(recipe.measures)]
    if sheet.survey is not None:
        look.complete(several)
    for taken in several:
        if taken.series not in told and look.says_something(taken):
            told.add(taken.series)


def _taken(candidates: Sequence[Candidate]) -> Iterator[_Taken]:
    found: dict[tuple[str, str], tuple[Measure, dict[Period, list[int]]]] = {}
    for candidate in candidates:
        key = candidate.figure.key
        _, rows = found.setdefault((key.measure, key.series), (candidate.measure, {}))
        rows.setdefault(key.period, []).append(candidate.row)
    for (_, series), (measure, rows) in found.items():
        yield _Taken(measure, series, rows)


class _Look:
    """Looks at the rows of one file that a series did not take."""

    def __init__(
        self, sheet: Sheet, recipe: Recipe, framework: Framework, at: Mapping[str, int], faults: Faults
    ) -> None:
        self._sheet, self._recipe, self._at, self._faults = sheet, recipe, at, faults
        self._columns = [at[name] for name in period_columns(recipe)]
        self._periods = _periods(sheet, recipe, framework, self._columns)
        self._where = self._tests(recipe.where)
        self._rules = {rule.measure: rule for rule in recipe.measures}
        self._rows: dict[str, dict[int, Period]] = {}

    def complete(self, several: Sequence[_Taken]) -> None:
        """Fetch the rows of a large file by which a series that lacks periods can be told to go on elsewhere."""
        asked = []
        for measure, rule in self._rules.items():
            lacking = [taken for taken in several if taken.measure.id == measure and self._lacks_some(taken)]
            texts: dict[int, set[str]] = {}
            for column, text in (each for taken in lacking for each in self._constant(taken)):
                texts.setdefault(column, set()).add(text)
            if lacking:
                own = max(len(group) for taken in lacking for group in taken.rows.values())
                frozen = {column: frozenset(some) for column, some in texts.items()}
                asked.append(Asked(self._tests(rule.where), self._shown(rule), frozen, own + 2))
        if asked:
            look_again(self._sheet, self._where, self._columns, self._periods, asked)

    def _lacks_some(self, taken: _Taken) -> bool:
        return not taken.rows.keys() >= set(self._periods.values())

    def says_something(self, taken: _Taken) -> bool:
        """Say what there is to say of a series; whether that was anything."""
        rule = self._rules.get(taken.measure.id)
        if rule is None:
            return False
        if not self._lacks_some(taken):
            return self._two_codes(taken)
        rows = self._rows_of(rule)
        missing = set(rows.values()) - taken.rows.keys()
        if missing and self._goes_on_elsewhere(taken, rows, missing):
            return True
        if missing and max(missing) > taken.last:
            words = f"series `{taken.series}` ends with {taken.last}, and the file goes on to {max(missing)}."
            help_ = (
                "Was the place abolished or merged, or has it another code or name since? `where` can take several, "
                "and `breaks` of the measure says from when figures do not compare."
            )
            self._faults.at("QAF530", taken.rows[taken.last][0], None, words, help=help_, kind="ends")
            return True
        return self._two_codes(taken)

    def _rows_of(self, rule: MeasureColumns) -> dict[int, Period]:
        """The rows from which the measure could be read, with their period; those that give nothing left out."""
        if rule.measure not in self._rows:
            test = self._tests(rule.where)
            numbers = self._shown(rule)
            self._rows[rule.measure] = {
                index: period
                for index, row in enumerate(self._sheet.rows)
                if self._where(row)
                and test(row)
                and any(row[column].strip() for column in numbers)
                and (period := self._periods.get(tuple(row[column] for column in self._columns))) is not None
            }
        return self._rows[rule.measure]

    def _goes_on_elsewhere(self, taken: _Taken, rows: Mapping[int, Period], missing: set[Period]) -> bool:
        """Whether a text that names the series' rows names one row of other periods too, and of no others."""
        own = {row for group in taken.rows.values() for row in group}
        for column, text in self._constant(taken):
            others = self._only_in(missing, rows, own, column, text)
            if not others:
                continue
            first_period = min(others)
            words = (
                f"this row has the same text here as the rows of series `{taken.series}`. The series does not take it, "
                f"and has no figure of {first_period}."
            )
            help_ = (
                "If it is the same place under another code, take both codes with `in` under `where`, and add a "
                "`break` to the measure if its figures do not compare from then on."
            )
            self._faults.at("QAF530", others[first_period], column, words, help=help_, kind="code", other_row=min(own))
            return True
        return False

    def _constant(self, taken: _Taken) -> list[tuple[int, str]]:
        """The columns with the same text in all rows of a series, but those of periods and numbers; and the text."""
        own = sorted({row for group in taken.rows.values() for row in group})
        rows = self._sheet.rows
        numbers = {column for rule in self._recipe.measures for column in self._numbers(rule)}
        return [
            (column, text)
            for column, text in enumerate(rows[own[0]])
            if text.strip()
            and column not in numbers
            and column not in self._columns
            and all(rows[row][column] == text for row in own)
        ]

    def _only_in(
        self, missing: set[Period], rows: Mapping[int, Period], own: set[int], column: int, text: str
    ) -> dict[Period, int]:
        """The other rows with a text, if there is one a period at most and only in periods that are missing."""
        found: dict[Period, int] = {}
        for row, period in rows.items():
            if self._sheet.rows[row][column] == text and row not in own:
                if period in found or period not in missing:
                    return {}
                found[period] = row
        return found

    def _two_codes(self, taken: _Taken) -> bool:
        """Say where the rows of a series have one text first and another later, unless a break is declared there."""
        for column in self._choosing(taken.series):
            run = sorted(
                (period, {self._sheet.rows[row][column] for row in group}) for period, group in taken.rows.items()
            )
            if any(len(texts) > 1 for _, texts in run):
                continue
            for (before, old), (now, new) in zip(run, run[1:], strict=False):
                if old != new and not any(
                    before.start < each.from_.start <= now.start for each in taken.measure.breaks
                ):
                    words = f"series `{taken.series}` has one text here up to {before} and another from {now} on."
                    help_ = "If the place changed with its code, add a `break` to the measure; if not, all is well."
                    row = taken.rows[now][0]
                    self._faults.at("QAF530", row, column, words, help=help_, kind="two", level=Level.INFO)
                    return True
        return False

    def _choosing(self, series: str) -> Iterator[int]:
        """The columns by which rows of a series are chosen from several texts."""
        name = series.partition("/")[0]
        for rule in self._recipe.series:
            if rule.series in (series, f"{name}/*"):
                for condition in rule.where:
                    if len(condition.in_ or ()) > 1 or self._recipe.places is not None:
                        yield self._at[condition.column]

    def _numbers(self, rule: MeasureColumns) -> list[int]:
        names = (rule.numerator, rule.denominator, rule.value)
        return [self._at[name] for name in names if name is not None and name in self._at]

    def _shown(self, rule: MeasureColumns) -> list[int]:
        """The columns of which one has something where a row gives a figure."""
        figures = [self._at[name] for name in (rule.numerator, rule.value) if name is not None and name in self._at]
        return figures or self._numbers(rule)

    def _tests(self, conditions: Sequence[Condition]) -> AllOf:
        places = self._recipe.places
        return AllOf(
            [
                CellTest(
                    each,
                    self._at[each.column],
                    places.lookup if places is not None and each.column == places.column else {},
                )
                for each in conditions
            ]
        )


def _periods(
    sheet: Sheet, recipe: Recipe, framework: Framework, columns: Sequence[int]
) -> dict[tuple[str, ...], Period]:
    """The period of each different text in the columns of the period; texts that are none are left out."""
    different = sheet.together(columns)
    rows = [list(sheet.table.header)]
    for texts in different:
        row = [""] * len(sheet.table.header)
        for column, text in zip(columns, texts, strict=True):
            row[column] = text
        rows.append(row)
    numbers = range(1, len(rows) + 1)
    small = Sheet(sheet.path, b"", Table(rows, numbers, numbers, sheet.table.encoding, sheet.table.delimiter))
    reader = PeriodReader(small, recipe, framework, Faults(small), columns)
    found = ((texts, reader.read(index)) for index, texts in enumerate(different))
    return {texts: period for texts, period in found if period is not None}
