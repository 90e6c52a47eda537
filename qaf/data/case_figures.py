"""Counting cases rated before and after, into the rows of figures that the design lays down.

- A pair is a rating at the start and one at a later point, of one case by one rater. Improved, same and worse count
  pairs alone; their denominator is the pairs.
- Due at a point are the cases whose involvement ended, where the point lies so far back: a closure always (unless the
  case was transferred instead), a transfer where there was one, eight weeks or six months so long after the end. A case
  that was rated early, or of which the file says why it was not, was due. What is not due yet is neither lost nor
  counted.
- Not rated are the cases due that make no pair: of all cases due, whoever rates. Because a rater may have begun later
  than others, nobody is missed in periods before the first that the file has of them.
- Sustained are those of the pairs that were improved when the involvement ended and still are; its denominator is those
  that were improved then and were rated again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from qaf.data.candidates import Candidate
from qaf.data.case_columns import POINTS, RATERS, START
from qaf.data.case_rows import ENDING_POINTS, Case
from qaf.data.case_words import is_grade, reason_in
from qaf.data.period_around import later_by
from qaf.model.figure import Figure, FigureKey
from qaf.model.measure import Measure
from qaf.model.period import Period
from qaf.model.settings import Breakdown, Scale

NO_FIRST_RATING = "no-first-rating"
"""The reason of a case that cannot be compared because its start was never rated."""

SUSTAINED_AT = ("6m", "12m", "18m")
_Counted = dict[str, tuple[int, int]]
"""For each result its numerator and its denominator."""


@dataclass(frozen=True, slots=True)
class Counting:
    """What is counted, for which day it is judged what was due, and in which columns a figure's key stands."""

    measure: Measure
    scale: Scale
    breakdown: Breakdown | None
    as_at: date
    columns: Mapping[str, int]

    def candidates(self, cases: Sequence[Case]) -> Iterator[Candidate]:
        """The figures of all cases that have ended, by period, group, rater and point."""
        ranks = {grade.id: rank for rank, grade in enumerate(self.scale.grades)}
        ended = [case for case in cases if case.ending is not None]
        expected = _expected(ended)
        by_period: dict[Period, list[Case]] = {}
        for case in ended:
            if case.ending is not None:
                by_period.setdefault(case.ending.period, []).append(case)
        for period in sorted(by_period):
            for group, members in self._groups(by_period[period]):
                breakdown = self.breakdown.id if self.breakdown and group else ""
                for (rater, point), since in expected.items():
                    if period < since or point not in (self.measure.follow_up or POINTS):
                        continue
                    due = [case for case in members if is_due(case, point, self.as_at)]
                    for grade, (part, whole) in _count(due, rater, point, ranks).items():
                        key = FigureKey(self.measure.id, period, "own", breakdown, group, grade, point, rater)
                        yield self._candidate(due, key, part, whole)

    def _groups(self, cases: Sequence[Case]) -> Iterator[tuple[str, Sequence[Case]]]:
        yield "", cases
        for category in self.breakdown.categories if self.breakdown else ():
            members = [case for case in cases if case.group == category.id]
            if members:
                yield category.id, members

    def _candidate(self, cases: Sequence[Case], key: FigureKey, part: int, whole: int) -> Candidate:
        row = min(case.rows[0] for case in cases)
        return Candidate(row, self.measure, Figure(key, str(part), str(whole)), self.columns)


def is_due(case: Case, point: str, as_at: date) -> bool:
    """Whether the case was to be rated at a point: it was, or the file says why not, or its day has come."""
    given = {key[1] for key, rating in case.ratings.items() if rating.grade}
    if point in given:
        return True
    spoken_of = {key[1] for key in case.ratings}
    if point == "transfer":
        return point in spoken_of
    if point == "closure":
        return "transfer" not in given
    return case.ending is not None and later_by(case.ending.day, point) <= as_at


def _expected(cases: Sequence[Case]) -> dict[tuple[str, str], Period]:
    """From which period on somebody is expected to rate at a point; in the order of raters and points.

    Who rates at all is expected to rate at the end; later points count from the first period that has a rating.
    """
    since: dict[tuple[str, str], Period] = {}
    for case in cases:
        if case.ending is None:
            continue
        for rater, point in case.ratings:
            for place in {point, "closure"} - {START}:
                known = since.get((rater, place))
                since[rater, place] = case.ending.period if known is None else min(known, case.ending.period)
    return {(rater, point): since[rater, point] for rater in RATERS for point in POINTS[1:] if (rater, point) in since}


def _count(due: Sequence[Case], rater: str, point: str, ranks: Mapping[str, int]) -> _Counted:
    """The results of one rater at one point, over the cases due; none where no case was."""
    if not due:
        return {}
    found: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    followed = still = 0
    for case in due:
        change = _change(case, rater, point, ranks)
        if change is None:
            found["not_rated"] += 1
            reasons[_reason(case, rater, point)] += 1
            continue
        found["improved" if change > 0 else "worse" if change < 0 else "same"] += 1
        if _improved_at_the_end(case, rater, ranks):
            followed += 1
            still += change > 0
    pairs = len(due) - found["not_rated"]
    counted: _Counted = {}
    if pairs:
        counted.update((result, (found[result], pairs)) for result in ("improved", "same", "worse"))
    counted["not_rated"] = (found["not_rated"], len(due))
    counted.update((f"not_rated/{reason}", (reasons[reason], len(due))) for reason in sorted(reasons) if reason)
    if point in SUSTAINED_AT and followed:
        counted["sustained"] = (still, followed)
    return counted


def _change(case: Case, rater: str, point: str, ranks: Mapping[str, int]) -> int | None:
    """By how many grades the case is better (above 0) or worse than at the start; None where it makes no pair."""
    before, after = case.grade(rater, START) or "", case.grade(rater, point) or ""
    if not is_grade(before) or not is_grade(after):
        return None
    return ranks[after] - ranks[before]


def _improved_at_the_end(case: Case, rater: str, ranks: Mapping[str, int]) -> bool:
    changes = [_change(case, rater, point, ranks) for point in ENDING_POINTS]
    return next((change for change in changes if change is not None), 0) > 0


def _reason(case: Case, rater: str, point: str) -> str:
    """Why there is no pair, where the file says so or the start is what is missing; else ""."""
    said = [reason_in(case.grade(rater, at) or "") for at in (point, START)]
    if any(said):
        return said[0] or said[1]
    return "" if is_grade(case.grade(rater, START) or "") else NO_FIRST_RATING
