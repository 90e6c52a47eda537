"""A measure beside its comparators, its ambitions and its own teams and places; better and worse only where tested."""

from __future__ import annotations

from collections.abc import Sequence

from qaf.analysis.comparisons import AmbitionState, Comparison
from qaf.analysis.headlines import RATERS
from qaf.analysis.points import Line, Point
from qaf.analysis.series import MeasureSeries
from qaf.analysis.trends import MeasureFacts
from qaf.analysis.variation import Unit, Variation
from qaf.ground.text import listing
from qaf.model.framework import Framework
from qaf.report import terms, words
from qaf.report.words_reasons import because

JUDGED = {"better": ", which is better", "worse": ", which is worse", "higher": "", "lower": "", "similar": ""}
NONE_DIFFERS = "none differs by more than chance."
SIDES = {"above": "higher than", "below": "lower than"}


def comparators_sentence(facts: MeasureFacts, framework: Framework | None = None) -> str:
    """`Lower than England (22.6 % in 2024/25), which is better.` Without a test the figures only stand there.

    Not for counts: how many there are in England says nothing beside how many there are here.
    """
    series = facts.series
    tested = {one.line.id: one for one in facts.comparisons if one.side is not None}
    parts = []
    for line in series.comparators if series.measure.unit != "count" else ():
        if line.id in tested:
            parts.append(_compared(series, tested[line.id], framework))
            continue
        point = _beside(series, line)
        if point is not None:
            made = _made(line, point)
            value = words.value(series.measure, point.value, framework)
            parts.append(f"{line.name} {value} {words.at(point.period)}{f' ({made})' if made else ''}")
    return f"{words.upper_first('; '.join(parts))}." if parts else ""


def _compared(series: MeasureSeries, one: Comparison, framework: Framework | None) -> str:
    """One comparison that was tested; the own figure is named where it is not the latest."""
    made = _made(one.line, one.theirs)
    latest = series.main.latest if series.main else None
    same = latest is not None and latest.period == one.own.period
    theirs = words.number(series.measure, one.theirs.value, framework)
    theirs += f" {words.at(one.theirs.period)}" if same else ""
    other = f"{one.line.name} ({theirs}{f', {made}' if made else ''})"
    told = f"{SIDES[one.side]} {other}" if one.side in SIDES else f"similar to {other}"
    told += JUDGED[one.judged or "similar"]
    if same:
        return told
    own = words.number(series.measure, one.own.value, framework)
    of = words.counts(series.measure, one.own)
    whole = "as a whole " if one.rolled else ""
    return f"{words.at(one.own.period)} {whole}{own}{f' ({of})' if of else ''}: {told}"


def _made(line: Line, point: Point) -> str:
    return f"{terms.METHODS[line.method]}{words.of_members(point)}" if line.method in terms.METHODS else ""


def _beside(series: MeasureSeries, line: Line) -> Point | None:
    """The comparator's point of the latest own period; else its latest that has a number."""
    latest = series.main.latest if series.main else None
    same = line.at(latest.period) if latest else None
    return same if same and same.value.given else next(reversed(line.shown), None)


# ambitions ---------------------------------------------------------------------------------------------------------


def ambition_words(one: AmbitionState) -> str:
    """How the figure stands to an ambition, as the end of its sentence; "" where there is no figure yet."""
    if one.point is None:
        return ""
    figure = f"the figure {words.at(one.point.period)}"
    if one.why is not None:
        return f"whether {figure} meets it cannot be told, {because(one.why)}"
    if one.state == "met":
        return f"{figure} meets it"
    if one.state == "short":
        return f"{figure} is short of it"
    return f"whether {figure} meets it cannot be told from chance"


# teams and places --------------------------------------------------------------------------------------------------


def variation_note(facts: MeasureFacts, breakdown: str) -> str:
    """Who of a breakdown differs from all together by more than chance, and whom to watch; never a ranking.

    `North (low) differs from all together by more than chance; South (high) is to be watched.` Empty where nothing is
    to be said.
    """
    told = []
    for one in facts.variations:
        text = variation_words(one) if one.breakdown == breakdown else ""
        rater = f"{words.lower_first(RATERS.get(one.rater, 'all raters'))}: " if one.rater else ""
        told += [f"{rater}{text}"] if text else []
    return " ".join(told)


def variation_words(one: Variation) -> str:
    """What is said of one breakdown; "" where the reason why nothing is said stands with the measure."""
    if one.why is not None:
        return f"not compared, {because(one.why)}." if one.why in ("withheld", "one_place") else ""
    if one.pair is not None:
        first, second = one.units
        if not one.pair.apart:
            return f"the difference between {first.name} and {second.name} could be chance.{_absent(one)}"
        side = "higher" if one.pair.direction == "up" else "lower"
        return f"{first.name} is {side} than {second.name} by more than chance.{_absent(one)}"
    told = []
    if one.outside:
        verb = "differs" if len(one.outside) == 1 else "differ"
        told.append(f"{_named(one.outside)} {verb} from all together by more than chance")
    if one.watch:
        told.append(f"{_named(one.watch)} {'is' if len(one.watch) == 1 else 'are'} to be watched")
    return f"{'; '.join(told)}.{_absent(one)}" if told else f"{NONE_DIFFERS}{_absent(one)}"


def _named(units: Sequence[Unit]) -> str:
    return listing(f"{unit.name} ({unit.standing.side})" for unit in units if unit.standing)


def _absent(one: Variation) -> str:
    return f" {one.left_out} withheld." if one.left_out else ""
