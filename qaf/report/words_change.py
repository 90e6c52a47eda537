"""The latest figure beside earlier ones, and a line over time. A direction is named only where a test found one.

Two figures without a test are "was, now": `20.4 % the year before`.
"""

from __future__ import annotations

from qaf.analysis.over_time import Control, OverTime, Trend
from qaf.analysis.trends import Change, LineFacts, MeasureFacts
from qaf.ground.text import listing
from qaf.model.framework import Framework
from qaf.report import words
from qaf.statistics.control_rules import Rule

COULD_BE_CHANCE = "a difference of this size could be chance"
COULD_ALL_BE_CHANCE = "both differences could be chance"
BEYOND = "by more than chance would explain"
MEANS = {"improvement": ", which is better", "concern": ", which is worse", "neutral": "", None: ""}
"""What a direction that a test found means, as the end of a clause."""

MOVED = {"up": "rose", "down": "fell"}
SIDE = {"up": "above", "down": "below"}


def sentence(facts: MeasureFacts, framework: Framework | None = None, *, brief: bool = False) -> str:
    """What a measure's own figures say, a sentence a rater; or why there are none. `brief`: without the line over time.

    `18.0 % in 2024/25 (339 of 1,879), against 20.4 % the year before; a difference of this size could be chance.`
    """
    series = facts.series
    if not series.has_figures:
        return words.no_figures(series)
    found = []
    named = len(facts.lines) > 1 or series.measure.unit == "before_after"
    for one in facts.lines:
        if one.latest is None:
            continue
        of = words.counts(series.measure, one.latest)
        now = f"{words.value(series.measure, one.latest.value, framework)} {words.at(one.latest.period)}"
        told = _joined(f"{now} ({of})" if of else now, against(facts, one, framework))
        found.append(f"{one.line.name}: {told}." if named else f"{words.upper_first(told)}.")
        found += [] if brief else _verdict(one)
    return " ".join(found)


def behind(facts: MeasureFacts, framework: Framework | None = None) -> str:
    """What stands behind the latest numbers: `339 of 1,879, against 20.4 % the year before; it fell by more than …`"""
    found = []
    for one in facts.lines:
        of = words.counts(facts.series.measure, one.latest) if one.latest else ""
        told = _joined(of, against(facts, one, framework))
        lost = words.not_rated(facts.series, one.line)
        text = "; ".join(part for part in (told, lost) if part)
        by = f"{one.line.name}: " if len(facts.lines) > 1 else ""
        found += [words.upper_first(f"{by}{text}.")] if text else []
        found += _verdict(one)
    return " ".join(found)


def against(facts: MeasureFacts, one: LineFacts, framework: Framework | None = None) -> str:
    """The earlier figures with what the tests say; "" where there are none. Without a test they only stand there."""
    told = [(change, _earlier(facts, change, framework)) for change in one.changes]
    if told and all(change.difference is None for change, _ in told):
        return "; ".join(text for _, text in told)
    if len(told) > 1 and all(change.difference and change.difference.direction == "none" for change, _ in told):
        return f"against {listing(text for _, text in told)}, which are the same"
    if len(told) > 1 and all(_could_be_chance(change) for change, _ in told):
        return f"against {listing(text for _, text in told)}; {COULD_ALL_BE_CHANCE}"
    found = {(change.difference.signal, change.meaning) for change, _ in told if change.difference}
    if len(told) > 1 and len(found) == 1 and all(change.difference and change.difference.apart for change, _ in told):
        (direction, means), *_ = found
        side = SIDE[direction]
        return f"against {listing(text for _, text in told)}; {side} both {BEYOND}{MEANS[means]}"
    return "; ".join(_tested(change, text) for change, text in told)


def over_time_sentence(one: OverTime, part: str = "") -> str:
    """What the five-point trend or the control chart found; "" where there is no verdict. `part`: quarter, month."""
    if not one.tested:
        return ""
    if one.trend is not None:
        return _trend(one.trend)
    return _control(one.control, part or "period") if one.control is not None else ""


def _verdict(one: LineFacts) -> list[str]:
    """The sentences on the line over time, and on its pairs of ratings."""
    part = words.part_name(one.latest.period) if one.latest else ""
    return [text for text in (over_time_sentence(one.over_time, part), _signs(one)) if text]


def _earlier(facts: MeasureFacts, change: Change, framework: Framework | None) -> str:
    named = words.part_name(change.newer.period)
    when = f"in the same {named} a year before" if named else "the year before"
    ago = when if change.a_year else f"the {named} before"
    value = words.value(facts.series.measure, change.older.value, framework)
    return f"{value} {ago}{'' if change.comparable else ', not comparable'}"


def _tested(change: Change, text: str) -> str:
    found = change.difference
    if found is None:
        return text
    if found.direction == "none":
        return f"against {text}, which is the same"
    if not found.apart:
        return f"against {text}; {COULD_BE_CHANCE}"
    return f"against {text}; it {MOVED[found.direction]} {BEYOND}{MEANS[change.meaning]}"


def _could_be_chance(change: Change) -> bool:
    """Whether there is a difference that was tested and not told from chance; a tie is no difference."""
    found = change.difference
    return found is not None and found.direction != "none" and not found.apart


def _joined(first: str, then: str) -> str:
    if not first or not then:
        return first or then
    return f"{first}, {then}" if then.startswith("against ") else f"{first}; {then}"


# over time ---------------------------------------------------------------------------------------------------------


def _trend(one: Trend) -> str:
    years = f"over five years ({words.short(one.points[0].period)} to {words.short(one.points[-1].period)})"
    if one.direction == "none":
        return f"No trend {years}."
    moves = {"up": "A rising trend", "down": "A falling trend"}[one.direction]
    return f"{moves} {years}{MEANS[one.meaning]}."


_UP = {"up": "upper", "down": "lower"}


def _control(one: Control, part: str) -> str:
    if one.latest is None:
        return ""
    latest = _latest(one, part)
    if one.rule is None:
        text = f"{latest} lies within the usual variation"
    else:
        text = f"{_rule(one.rule, latest, one.direction, part)}: beyond the usual variation{MEANS[one.meaning]}"
    return f"{text}.{_also(one)}"


def _latest(one: Control, part: str) -> str:
    """The latest point with a number; by its period where later ones have none."""
    if one.latest == len(one.points) - 1:
        return f"The latest {part}"
    return words.upper_first(words.short(one.points[one.latest or 0].period))


def _rule(rule: Rule, latest: str, direction: str, part: str) -> str:
    if rule == "outside":
        return f"{latest} lies {SIDE[direction]} the control limits"
    if rule == "trend":
        return f"{latest} ends a run of seven or more that each lie {SIDE[direction]} the one before"
    if rule == "two_of_three":
        return f"Two of the latest three {part}s lie near the {_UP[direction]} control limit or beyond it"
    return f"Seven or more {part}s in a row {SIDE[direction]} the average"


def _also(one: Control) -> str:
    """What earlier points of the chart say besides the latest."""
    said = one.meaning
    names = {"improvement": one.improvement and said != "improvement", "concern": one.concern and said != "concern"}
    found = [name for name, held in names.items() if held]
    return f" Earlier points signal {listing(found)}." if found else ""


def _signs(one: LineFacts) -> str:
    """The sign test: how many changed for the better and how many for the worse."""
    signs = one.signs
    if signs is None or signs.p_value is None:
        return ""
    of = f"{words.grouped(str(signs.improved))} rated higher, {words.grouped(str(signs.worse))} lower"
    return f"{of}: {'more than chance would explain' if signs.apart else 'this could be chance'}."
