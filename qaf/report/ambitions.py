"""What was set locally as something to reach, in words: a level, its date and who set it, and never a colour."""

from __future__ import annotations

from qaf.analysis.trends import MeasureFacts
from qaf.model.framework import Framework
from qaf.model.measure import Ambition, Measure
from qaf.model.protected import Shown
from qaf.report import words
from qaf.report.charts.facts import Level
from qaf.report.who import who
from qaf.report.words_compare import ambition_words


def ambitions(facts: MeasureFacts, framework: Framework) -> list[str]:
    """What was set locally as something to reach, each with its date, and how the latest figure stands to it."""
    measure = facts.series.measure
    found = []
    for at, one in enumerate(measure.ambitions):
        level = _level(one, measure, framework)
        if level:
            when = f" for {words.short(one.period)}" if one.period else ""
            by = f", set by {who(framework, one.set_by)}" if one.set_by else ""
            stands = ambition_words(facts.ambitions[at]) if facts.ambitions else ""
            found.append(f"{one.role.capitalize()}{when}: {level}{by}{f'; {stands}' if stands else ''}")
    return found


def levels(measure: Measure) -> list[Level]:
    """The ambitions that a chart can show as lines, each with its level and date in words."""
    found = []
    for one in measure.ambitions:
        when = f" ({words.short(one.period)})" if one.period else ""
        amounts = one.between or [level for level in (one.at_least, one.at_most) if level is not None]
        found += [Level(amount, f"{one.role} {_amount(amount, measure)}{when}") for amount in amounts]
    return found


def _level(one: Ambition, measure: Measure, framework: Framework) -> str:
    if one.grade:
        return words.grade_name(measure, one.grade, framework)
    if one.no_worse_than:
        comparator = framework.comparators.get(one.no_worse_than)
        return f"no worse than {comparator.name if comparator else one.no_worse_than}"
    if one.between:
        return f"between {_amount(one.between[0], measure)} and {_amount(one.between[1], measure)}"
    if one.at_least is not None:
        return f"at least {_amount(one.at_least, measure)}"
    return f"at most {_amount(one.at_most, measure)}" if one.at_most is not None else ""


def _amount(amount: float, measure: Measure) -> str:
    return words.number(measure, Shown(amount, f"{amount:f}".rstrip("0").rstrip(".")))
