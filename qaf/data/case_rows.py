"""From the rows of a file about single cases to cases: each rated by somebody, at points, in a group, until its end.

What tells the cases apart is a number here, given as they come: the file's own references stay behind. A sentence about
a row names the row and the column, never what stands in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from qaf.data.case_columns import (
    POINTS,
    RATERS,
    Words,
    constant_rater,
    group_column,
    is_wide,
    point_called,
    rater_called,
)
from qaf.data.case_ends import Ending, EndReader
from qaf.data.case_words import RatingWords
from qaf.data.cells import plain
from qaf.data.conditions import AllOf
from qaf.data.faults import Faults
from qaf.data.sheet import Sheet
from qaf.ground.findings import Level
from qaf.ground.text import quoted
from qaf.model.measure import Measure
from qaf.model.recipe import BeforeAndAfter, Recipe
from qaf.model.settings import Breakdown, Scale

ENDING_POINTS = ("closure", "transfer")


class Rating(NamedTuple):
    """What somebody said at a point: a grade, `not_rated` with or without a reason, or "" for a blank cell."""

    grade: str
    row: int


@dataclass(slots=True)
class Case:
    """One involvement. `rows`: every row about it. `groups`: at which point which group was given, and in which row.

    `unreadable`: whether an end was given that cannot be read.
    """

    rows: list[int] = field(default_factory=list)
    ending: Ending | None = None
    unreadable: bool = False
    ratings: dict[tuple[str, str], Rating] = field(default_factory=dict)
    groups: dict[int, tuple[str, int]] = field(default_factory=dict)

    @property
    def group(self) -> str:
        """The category that the case is counted in: where its involvement ended, else the last that is known."""
        return self.group_and_row[0]

    @property
    def group_and_row(self) -> tuple[str, int]:
        """That category, and the row that gives it; "" and -1 where none does."""
        if not self.groups:
            return "", -1
        until = [at for at in self.groups if at <= _END]
        return self.groups[max(until) if until else min(self.groups)]

    def grade(self, rater: str, point: str) -> str | None:
        """What a rater said at a point; None where the file has no row for it."""
        found = self.ratings.get((rater, point))
        return None if found is None else found.grade


class _Mark(NamedTuple):
    """One rating of a row: who, when, what, and in which column it stands."""

    rater: str
    point: str
    grade: str
    column: int


_END = max(map(POINTS.index, ENDING_POINTS))


@dataclass(frozen=True, slots=True)
class Reader:
    """What is needed to read the rows: where the columns stand, and what the words in them mean."""

    sheet: Sheet
    faults: Faults
    recipe: Recipe
    rule: BeforeAndAfter
    measure: Measure
    scale: Scale
    breakdown: Breakdown | None
    at: Mapping[str, int]
    ends: EndReader
    test: AllOf

    def cases(self, step: Callable[[int], None]) -> list[Case]:
        """Every case of the rows that count, in the order in which they begin."""
        rows = _Rows(self)
        for row, cells in enumerate(self.sheet.rows):
            step(row)
            if self.test(cells):
                rows.take(row, cells)
        rows.tell_alike()
        return list(rows.cases.values())


class _Rows:
    """Takes the rows in one by one."""

    def __init__(self, reader: Reader) -> None:
        self._reader, self._faults, rule = reader, reader.faults, reader.rule
        at = reader.at
        self.cases: dict[str, Case] = {}
        self._case = at[rule.case or ""]
        self._who, self._rater = constant_rater(rule), -1
        if not self._who:
            self._rater = at[rule.rater or ""]
        self._ratings = [at[name] for name in rule.rating or ()]
        self._point = -1 if is_wide(rule) else at[rule.point or ""]
        self._wide = [point_called(name, rule.points) for name in rule.rating or ()] if is_wide(rule) else []
        self._raters, self._points = Words(rater_called, rule.raters), Words(point_called, rule.points)
        self._words = RatingWords(rule.grades, reader.scale)
        self._follow_up = reader.measure.follow_up or POINTS[1:]
        named = group_column(reader.recipe)
        self._group = at[named] if named else -1
        lookup = reader.recipe.breakdown.lookup if reader.recipe.breakdown else {}
        self._lookup = {plain(text).casefold(): meant for text, meant in lookup.items()}
        categories = reader.breakdown.categories if reader.breakdown else ()
        self._titles = {plain(each.title).casefold(): each.id for each in categories}
        self._categories = [each.id for each in categories]

    def take(self, row: int, cells: Sequence[str]) -> None:
        """One row: a case, its end, its group, and a rating (or one for each point)."""
        name = plain(cells[self._case])
        if not name:
            words = "the cell is empty, so the row is about no case."
            help_ = "Fill it in, or let a `where` leave such rows out."
            self._faults.at("QAF534", row, self._case, words, help=help_, same="case")
            return
        case = self.cases.setdefault(name, Case())
        case.rows.append(row)
        self._end(row, case)
        marks = list(self._marks(row, cells))
        for mark in marks:
            self._rate(row, case, mark)
        if self._group >= 0:
            at = _END if self._point < 0 else POINTS.index(marks[0].point) if marks else -1
            self._grouped(row, cells[self._group], case, at)

    def tell_alike(self) -> None:
        """Say which references are the same but for blanks and capitals; such cases are not put together."""
        first: dict[str, Case] = {}
        for name, case in self.cases.items():
            other = first.setdefault("".join(name.split()).casefold(), case)
            if other is not case:
                before = self._faults.row_number(other.rows[0])
                words = f"this reference differs from that of row {before:,} in blanks or capitals alone. The two are "
                words += "counted as two cases."
                help_ = "If they are one case, write the reference alike in every row and take the file in again."
                row = case.rows[0]
                self._faults.at("QAF537", row, self._case, words, help=help_, kind="alike", other_row=other.rows[0])

    def _end(self, row: int, case: Case) -> None:
        ending = self._reader.ends.read(row)
        if ending is None:
            case.unreadable |= self._reader.ends.is_unreadable(row)
            return
        if case.ending is not None and case.ending != ending:
            words = "an earlier row gives another end for the same case."
            help_ = "A case is one involvement with one end. Where a child came twice, the column of the case has to "
            help_ += "tell the two times apart."
            self._contradicts(row, self._end_column(), words, help_, case.rows[0])
            return
        case.ending = ending

    def _marks(self, row: int, cells: Sequence[str]) -> Iterator[_Mark]:
        rater = self._who or self._read_rater(row, cells[self._rater])
        if self._wide:
            for point, column in zip(self._wide, self._ratings, strict=True):
                grade = self._grade(row, column, cells[column])
                if grade and rater:
                    yield _Mark(rater, point, grade, column)
            return
        point = self._read_point(row, cells[self._point])
        column = next((each for each in self._ratings if plain(cells[each])), self._ratings[0])
        grade = self._grade(row, column, cells[column])
        if rater and point and grade is not None:
            yield _Mark(rater, point, grade, column)

    def _read_rater(self, row: int, text: str) -> str:
        found = self._raters.read(text)
        if not found:
            help_ = f"Say under `raters` which of {quoted(RATERS)} each word means."
            self._unknown(row, self._rater, text, "this says of none of the raters that it was theirs.", help_)
        return found

    def _read_point(self, row: int, text: str) -> str:
        found = self._points.read(text)
        if not found:
            help_ = f"Say under `points` which of {quoted(POINTS)} each word means."
            self._unknown(row, self._point, text, "this is no point at which cases are rated.", help_)
        elif found in POINTS[1:] and found not in self._follow_up:
            words = f"`{self._reader.measure.id}` is not followed up at this point."
            help_ = "Add it to the measure's `follow_up`, or let a `where` leave such rows out."
            self._unknown(row, self._point, text, words, help_)
            return ""
        return found

    def _grade(self, row: int, column: int, text: str) -> str | None:
        found = self._words.read(text)
        if found is None:
            help_ = "Let `grades` say which grade the word stands for, or `not_rated/a-reason` where it says why there "
            help_ += f"is none. The grades are {quoted([grade.id for grade in self._reader.scale.grades], limit=12)}."
            self._unknown(row, column, text, "this is no grade, nor a word that the recipe explains.", help_)
        return found

    def _rate(self, row: int, case: Case, mark: _Mark) -> None:
        key = (mark.rater, mark.point)
        before = case.ratings.get(key)
        if before is None or not before.grade:
            case.ratings[key] = Rating(mark.grade, row)
        elif mark.grade == before.grade:
            words = "the same rating of the same case stands in an earlier row, and was counted once."
            self._faults.at("QAF537", row, None, words, same="twice", level=Level.INFO)
        elif mark.grade:
            words = "an earlier row has another rating of the same case by the same rater at the same point."
            help_ = "Take out the one that is wrong; one of several at a point has to be chosen before."
            self._contradicts(row, mark.column, words, help_, before.row)

    def _grouped(self, row: int, text: str, case: Case, at: int) -> None:
        flat = plain(text).casefold()
        if not flat:
            return
        meant = self._lookup.get(flat, flat)
        if meant == "whole" and flat in self._lookup:
            return
        found = meant if meant in self._categories else self._titles.get(meant.casefold(), "")
        if not found:
            breakdown = self._reader.breakdown.id if self._reader.breakdown else ""
            help_ = "Add it to qaf.yaml, or let the recipe say what it means: `breakdown: {id, column, lookup}`."
            words = f"this is no category of breakdown `{breakdown}`."
            self._faults.at("QAF504", row, self._group, words, help=help_, same=flat)
            return
        before = case.groups.setdefault(at, (found, row))
        if before[0] != found:
            words = "an earlier row about the same point has the same case in another group."
            self._contradicts(row, self._group, words, "A case is counted in one group.", before[1])

    def _unknown(self, row: int, column: int, text: str, words: str, help_: str) -> None:
        if not plain(text):
            words = "the cell is empty, and the row cannot be read without it."
        self._faults.at("QAF534", row, column, words, help=help_, same=plain(text).casefold())

    def _contradicts(self, row: int, column: int | None, words: str, help_: str, other: int) -> None:
        self._faults.at("QAF535", row, column, words, help=help_, kind=words, other_row=other)

    def _end_column(self) -> int | None:
        name = self._reader.recipe.period.column if self._reader.recipe.period else None
        return self._reader.at.get(name) if name else None
