"""What the tests say of a claim: every test that was made of the lines it is about, and whether one bears it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from qaf.analysis.claim_words import Says
from qaf.analysis.claims import Claim
from qaf.analysis.comparisons import year_of
from qaf.analysis.points import Line
from qaf.analysis.series import MeasureSeries
from qaf.analysis.tested import Difference, Direction, difference
from qaf.analysis.trends import LineFacts, line_facts
from qaf.model.period import Period, PeriodError
from qaf.statistics.polarity import meaning

Test = Literal["year_before", "part_before", "whole_year", "trend", "control", "signs"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One test that was made: which, and which way it points; none where it found nothing beyond chance."""

    test: Test
    direction: Direction


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A claim that no test bears out: `opposite` where a test found the contrary, and the tests that were made."""

    claim: Claim
    verdicts: tuple[Verdict, ...]
    opposite: bool


def contradicted(
    series: MeasureSeries, claim: Claim, profile: str, year: Period, *, whole_only: bool = False
) -> Contradiction | None:
    """How the tests contradict a claim; None where one bears it out, or none of what it is about could be made.

    A claim without a test is nobody's to judge. A denial is contradicted only by a test that found what it denies.
    `whole_only`: claims about a category are not judged, because a test of it could tell of withheld numbers.
    """
    if claim.of_a_grade and claim.says in ("up", "down"):
        return None
    found = [v for line in _lines(series, claim, whole_only=whole_only) for v in _verdicts(series, line, profile, year)]
    if claim.says in ("up", "down"):
        found = [verdict for verdict in found if verdict.test != "signs"]
    better = series.measure.better or "neither"
    bearing = tuple(v for v in found if _bears_out(v, claim.says, better))
    if claim.denied:
        return Contradiction(claim, bearing, True) if bearing and len(bearing) == len(found) else None
    if not found or bearing:
        return None
    contrary = tuple(verdict for verdict in found if verdict.direction != "none")
    return Contradiction(claim, contrary or tuple(found), bool(contrary))


def _lines(series: MeasureSeries, claim: Claim, *, whole_only: bool) -> Sequence[Line]:
    """The lines of the categories that the claim names, as far as they are judged; the own where it names none."""
    named = [line for held in series.breakdowns for line in held.lines if line.id in claim.names]
    if named and whole_only:
        return ()
    return named or series.own


def _verdicts(series: MeasureSeries, line: Line, profile: str, year: Period) -> list[Verdict]:
    facts = line_facts(series, line, profile)
    found = [
        Verdict("year_before" if change.a_year else "part_before", change.difference.signal)
        for change in facts.changes
        if change.difference is not None
    ]
    found += _whole_years(series, line, profile, year)
    over = facts.over_time
    if over.tested and over.trend is not None:
        found.append(Verdict("trend", over.trend.direction))
    if over.tested and over.control is not None:
        found += [Verdict("control", direction) for direction in _signals(facts)]
    if facts.signs is not None and facts.signs.p_value is not None:
        signs = facts.signs
        up: Direction = "up" if signs.improved > signs.worse else "down"
        found.append(Verdict("signs", up if signs.apart else "none"))
    return found


def _signals(facts: LineFacts) -> list[Direction]:
    """Every direction in which a point of the last segment signals; none where no point does."""
    control = facts.over_time.control
    if control is None:
        return []
    found: dict[Direction, None] = {}
    for at in range(control.segment.start, control.segment.stop):
        for direction in control.chart.directions[at].values():
            found[direction] = None
    return list(found) or ["none"]


def _whole_years(series: MeasureSeries, line: Line, profile: str, year: Period) -> list[Verdict]:
    """The year of the story against the one before, each added up from its parts."""
    if not year.is_year or line.at(year) is not None:
        return []
    try:
        before = year.previous()
    except PeriodError:
        return []
    newer, older = year_of(series, line, year), year_of(series, line, before)
    if newer is None or older is None or series.break_between(before, year):
        return []
    tested = difference(series.measure, newer, older, profile)
    return [Verdict("whole_year", tested.signal)] if isinstance(tested, Difference) else []


def _bears_out(verdict: Verdict, says: Says, better: str) -> bool:
    """Whether a test found what a word says. Where neither way is better, any signal bears a judgement out."""
    if verdict.direction == "none":
        return False
    if says in ("up", "down"):
        return verdict.direction == says
    if verdict.test == "signs":
        return (verdict.direction == "up") == (says == "better")
    means = meaning(verdict.direction, better)
    return means == "neutral" or means == {"better": "improvement", "worse": "concern"}[says]
