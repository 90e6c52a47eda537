"""How a measure was tested, in small type: the method, why not another, the intervals used, how fresh the figures are.

And for the summary: how many tests a book made, and how many of them chance alone would make signal.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from qaf.analysis.over_time import Control
from qaf.analysis.tested import PROPORTIONS, Reason, rounds
from qaf.analysis.trends import Change, MadeTests, MeasureFacts
from qaf.disclosure.printed import printed
from qaf.ground.text import plural
from qaf.model.framework import Framework
from qaf.model.period import Period
from qaf.report import words
from qaf.report.words_reasons import because
from qaf.statistics.control_chance import latest_by_chance
from qaf.statistics.intervals import expected_by_chance

SAID_BESIDE: frozenset[Reason] = frozenset({"break", "withheld", "absent"})
"""Reasons that stand beside the earlier figure already."""

TWO_PERIODS = {
    "newcombe": "Newcombe’s interval",
    "conditional": "exact conditional test",
}
TREND_CONFIDENCE = 0.998
FEWEST_ABOUT = 0.5
NOT_MADE = {"trend": "No trend", "control": "No control limits", "": "Neither trend nor control limits"}


def method_note(facts: MeasureFacts, framework: Framework, who: Callable[[str | None], str]) -> str:
    """The note below a chart: how it was tested, why not otherwise, what is withheld and whom to ask, what is late."""
    if not facts.series.has_figures:
        return ""
    made = _made(facts, framework)
    told = [f"Tested by {'; '.join(made)}."] if made else []
    told += [*_refused(facts, anything=bool(made)), _withheld(facts, who), _late(facts)]
    return " ".join(text for text in told if text)


def next_figures(facts: MeasureFacts) -> str:
    """When the next figures are to be expected: `Next by 28 July 2026`; "" where that cannot be said."""
    fresh = facts.freshness
    if fresh is None or fresh.next_due is None:
        return ""
    return f"{'Were due' if fresh.late else 'Next'} by {words.day(fresh.next_due)}"


def _made(facts: MeasureFacts, framework: Framework) -> list[str]:
    tests = {change.difference.test for line in facts.lines for change in line.changes if change.difference}
    found = [TWO_PERIODS[test] for test in sorted(tests, reverse=True)]
    found += _intervals(facts, framework)
    over = [line.over_time for line in facts.lines if line.over_time.tested]
    found += ["five-point trend"] if any(one.trend for one in over) else []
    found += [_chart(facts, one.control) for one in over[:1] if one.control is not None]
    if any(line.signs and line.signs.p_value is not None for line in facts.lines):
        found.append("exact sign test")
    methods = {one.method for one in facts.variations if one.tests}
    return found + (["funnel"] if "funnel" in methods else [])


def _chart(facts: MeasureFacts, one: Control) -> str:
    """The control chart with its profile, its length and what was asked for."""
    asked = [f"{one.segment.points} points"]
    asked += ["from rounded numbers"] if rounds(facts.series.measure, facts.profile) else []
    asked += ["moving ranges screened"] if one.screened else []
    asked += ["limits from a baseline"] if one.baseline else []
    asked += ["the baseline crosses a break and is not used"] if one.baseline_unused else []
    return f"XmR chart ({', '.join(asked)})"


def _refused(facts: MeasureFacts, *, anything: bool) -> list[str]:
    """Why the trend or the limits are missing, and why two periods were not tested; each reason once."""
    if not facts.lines:
        return []
    over = facts.lines[0].over_time
    changes = facts.lines[0].changes
    two = [change.why for change in changes if change.why and change.why not in SAID_BESIDE]
    if two and two[0] == over.why and not any(change.difference for change in changes):
        what = "Two periods, and years, were not tested" if anything else "Not tested"
        return [f"{what}, {because(two[0])}."]
    found = [_not_tested(changes, why) for why in dict.fromkeys(two)]
    return [*found, f"{NOT_MADE[over.method]}, {because(over.why)}."] if over.why is not None else found


def _not_tested(changes: Sequence[Change], why: Reason) -> str:
    """Which earlier figure the latest was not tested against, and why; neither, where it is the same for both."""
    left = [change for change in changes if change.why == why]
    if len(left) == len(changes):
        return f"Two periods were not tested, {because(why)}."
    part = words.part_name(left[0].newer.period) or "period"
    earlier = f"the same {part} a year before" if left[0].a_year else f"the {part} before"
    return f"The latest figure was not tested against {earlier}, {because(why)}."


def _intervals(facts: MeasureFacts, framework: Framework) -> list[str]:
    """The 95 % intervals that a test against one value used, and that of a sample."""
    used: dict[Period, tuple[float, float]] = {one.own.period: one.limits for one in facts.comparisons if one.limits}
    main = facts.main
    told = facts.series.measure.is_sample or any(one.tested for one in facts.ambitions)
    if told and main is not None and main.interval is not None and main.latest is not None:
        used.setdefault(main.latest.period, main.interval)
    if not used:
        return []
    name = "Wilson" if facts.series.measure.unit in PROPORTIONS else "Byar, or exact below 10"
    texts = [f"{_limits(facts, limits, framework)} {words.at(period)}" for period, limits in sorted(used.items())]
    return [f"95 % interval ({name}) {', '.join(texts)}"]


def _limits(facts: MeasureFacts, limits: tuple[float, float], framework: Framework) -> str:
    measure = facts.series.measure
    shown = [printed(Decimal(repr(limit)), measure.places) for limit in limits]
    return f"{words.grouped(shown[0].text)} to {words.number(measure, shown[1], framework)}"


def _withheld(facts: MeasureFacts, who: Callable[[str | None], str]) -> str:
    if not facts.withheld:
        return ""
    verb = "is" if facts.withheld == 1 else "are"
    owner = who(facts.series.measure.owner)
    ask = f" Ask: {owner}." if owner else ""
    return f"{plural(facts.withheld, 'latest figure')} {verb} withheld to protect people.{ask}"


def _late(facts: MeasureFacts) -> str:
    fresh = facts.freshness
    if fresh is None or fresh.next_due is None or not fresh.late:
        return ""
    return f"Newer figures were due by {words.day(fresh.next_due)}."


# the whole book ----------------------------------------------------------------------------------------------------


def tests_sentence(made: MadeTests) -> str:
    """How many tests were made for a book, how many signalled, and how many would have by chance alone."""
    if not (made.at_95 or made.trends or made.charts):
        return "No figure in this book could be tested, so nothing is called better or worse."
    told = []
    if made.at_95:
        chance = _about(expected_by_chance(made.at_95))
        told.append(
            f"{plural(made.at_95, 'test')} at the 95 % level {_were(made.at_95)} made for this book, and "
            f"{made.signals:,} signalled a difference; if nothing differed, chance alone would make {chance} signal."
        )
    if made.trends:
        chance = _about(expected_by_chance(made.trends, TREND_CONFIDENCE))
        of = plural(made.trends, "five-point trend")
        told.append(f"{made.trend_signals:,} of {of} signalled (by chance: {chance}).")
    if made.charts:
        of = plural(made.charts, "control chart")
        chance = _about(made.charts * latest_by_chance())
        told.append(
            f"{made.chart_signals:,} of {of} signalled at the latest point "
            f"(by chance: {chance}, if figures vary evenly and the limits are right)."
        )
    return " ".join(told)


def _were(count: int) -> str:
    return "was" if count == 1 else "were"


def _about(expected: float) -> str:
    return f"about {expected:.0f}" if expected >= FEWEST_ABOUT else "fewer than one"
