"""Counting rows: a file with one row a thing (a provider, an audit, a complaint) gives figures by being counted.

Counted is per period and series, and where the recipe has a breakdown also per category; the whole is counted beside
the categories, since with `by` it is not their sum. When there is no row to count, the figure is 0 only where the
file shows that it would have had one:

- the whole of a period and series is 0 where another row of the file is of that period and series; and where rows
  are counted by their dates, in the periods between two that have rows, unless they are more than twelve;
- a category is 0 where the file names it in any row that is taken, or where the breakdown says that its categories
  make up the whole (`parts: all`); a category that has ended or not begun gets no figure.

Any other category gets no figure, and that is said: the file may not cover it at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from qaf.data.candidates import Candidate, Reading
from qaf.data.cells import plain
from qaf.data.conditions import RowTest
from qaf.data.faults import Faults
from qaf.ground.findings import Level
from qaf.ground.text import quoted
from qaf.model.figure import Figure, FigureKey
from qaf.model.measure import Measure
from qaf.model.period import Period
from qaf.model.settings import Breakdown, Category

_LONGEST_GAP = 12
"""Periods in a row without anything to count that are still taken for zero."""

_PeriodAndSeries = tuple[Period, str]


@dataclass(frozen=True, slots=True)
class CountRule:
    """What counts for one measure: the rows that pass `test`, or the different texts of column `by` in them."""

    measure: Measure
    test: RowTest
    by: int | None = None


@dataclass(slots=True)
class _Count:
    """How many things were met, and the first row that has one."""

    row: int
    number: int = 0
    texts: set[str] = field(default_factory=set)

    def add(self, text: str | None) -> None:
        if text is None:
            self.number += 1
        elif text not in self.texts:
            self.texts.add(text)
            self.number += 1


class RowCounter:
    """Counts the rows of one file."""

    def __init__(
        self,
        rules: Sequence[CountRule],
        breakdown: Breakdown | None,
        columns: Mapping[str, int],
        faults: Faults,
        published: bool,
    ) -> None:
        self._rules = rules
        self._breakdown = breakdown
        self._columns = columns
        self._faults = faults
        self._published = published
        self._counts: dict[tuple[int, _PeriodAndSeries, str], _Count] = {}
        self._spoken_of: dict[_PeriodAndSeries, int] = {}
        self._named: set[str] = set()
        self._rows: dict[int, int] = {}
        self._counted: set[int] = set()

    def counts(self, cells: Sequence[str]) -> list[int]:
        """The rules by which a row counts."""
        return [index for index, rule in enumerate(self._rules) if rule.test(cells)]

    def add(
        self, row: int, cells: Sequence[str], rules: Sequence[int], period: Period, series: str, category: str
    ) -> None:
        """Count a row by `rules`; with none of them it only shows that the file speaks of the period and series."""
        spot = (period, series)
        self._spoken_of.setdefault(spot, row)
        self._named.add(category)
        for index in rules:
            column = self._rules[index].by
            text = None if column is None else plain(cells[column])
            if text == "":
                words = "the cell is empty, and things are told apart by this column in order to be counted."
                help_ = "Fill it in, or leave such rows out by a `where`."
                self._faults.at("QAF505", row, column, words, help=help_, kind="by")
                continue
            for part in dict.fromkeys(("", category)):
                self._counts.setdefault((index, spot, part), _Count(row)).add(text)
            self._counted.add(row)
        if any(self._rules[index].by is None for index in rules):
            self._look_for_a_double(row, cells)

    def finish(self, reading: Reading, *, fill: bool = False) -> None:
        """Put the counts into the reading, a figure each.

        With `fill` periods between two that have rows are counted too: rows with their dates are a list of all that
        happened from the first to the last.
        """
        if fill and self._spoken_of:
            self._fill()
        reading.taken.update(self._counted)
        reading.candidates.extend(self._candidates())
        if self._breakdown is not None and self._spoken_of:
            self._say_unnamed(self._breakdown)

    def _fill(self) -> None:
        rows: dict[str, int] = {}
        first_rows: dict[Period, int] = {}
        for (period, series), row in self._spoken_of.items():
            rows.setdefault(series, row)
            first_rows.setdefault(period, row)
        seen = sorted(first_rows)
        for before, after in zip(seen, seen[1:], strict=False):
            between = _between(before, after)
            if len(between) > _LONGEST_GAP:
                words = f"no row is of a period between {before} and {after}, and there is no figure of these periods."
                help_ = "Is a date mistyped? Where there is nothing for so long, nobody knows what the file covers."
                self._faults.at(
                    "QAF512", first_rows[after], self._columns.get("period"), words, help=help_, level=Level.WARNING
                )
                continue
            for period in between:
                for series, row in rows.items():
                    self._spoken_of.setdefault((period, series), row)

    def _candidates(self) -> Iterator[Candidate]:
        for index, rule in enumerate(self._rules):
            for spot, first in self._spoken_of.items():
                for category in ("", *self._categories(spot[0])):
                    found = self._counts.get((index, spot, category)) or _Count(first)
                    yield self._candidate(rule.measure, spot, category, found)

    def _candidate(self, measure: Measure, spot: _PeriodAndSeries, category: str, count: _Count) -> Candidate:
        breakdown = self._breakdown.id if self._breakdown and category else ""
        key = FigureKey(measure.id, *spot, breakdown, category)
        figure = Figure(key, value=str(count.number), published=self._published)
        return Candidate(count.row, measure, figure, self._columns)

    def _categories(self, period: Period) -> list[str]:
        """The categories that get a figure in a period."""
        if self._breakdown is None:
            return []
        known = self._named if self._breakdown.parts != "all" else {each.id for each in self._breakdown.categories}
        return [
            each.id
            for each in self._breakdown.categories
            if each.id in self._named or (each.id in known and _exists(each, period))
        ]

    def _look_for_a_double(self, row: int, cells: Sequence[str]) -> None:
        first = self._rows.setdefault(hash(tuple(cells)), row)
        if first != row:
            words = "this row is the same as an earlier one in every cell, and both were counted."
            help_ = "If both are one thing, let `by` under `count_rows` name the column that tells things apart."
            self._faults.at("QAF510", row, None, words, help=help_, same="double row", other_row=first)

    def _say_unnamed(self, breakdown: Breakdown) -> None:
        if breakdown.parts == "all":
            return
        unnamed = [each.id for each in breakdown.categories if each.id not in self._named]
        if unnamed:
            words = (
                f"no row of the file names {quoted(unnamed, 'and', 12)} of breakdown `{breakdown.id}`, so there is no "
                "figure of it: nobody knows whether the file covers it."
            )
            help_ = "Where the categories make up the whole, `parts: all` in qaf.yaml says so, and none means 0."
            first = next(iter(self._spoken_of.values()))
            self._faults.at("QAF512", first, None, words, help=help_, level=Level.WARNING, same="unnamed")


def _between(before: Period, after: Period) -> list[Period]:
    """The periods between two; more than are filled where there are many."""
    found: list[Period] = []
    period = before.next()
    while period < after and len(found) <= _LONGEST_GAP:
        found.append(period)
        period = period.next()
    return found


def _exists(category: Category, period: Period) -> bool:
    """Whether there is such a category in some part of the period."""
    begun = category.from_ is None or category.from_.start <= period.end
    return begun and (category.until is None or category.until.end >= period.start)
