"""What the summary says first: how much is known of outcomes, what became of last year's actions, what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from qaf.analysis.standing import standing
from qaf.ground.text import listing, plural
from qaf.model.action import Action
from qaf.model.area import Area
from qaf.model.measure import Measure
from qaf.report import words
from qaf.report.action_lines import OPEN, overdue
from qaf.report.desk import Desk
from qaf.report.words_standing import column_of

PAST = 3
"""How many of last year's actions that are over the summary names."""

_COLUMNS = {
    "better": ("is better", "are better"),
    "worse": ("is worse", "are worse"),
    "same": ("shows no change that can be told from chance", "show no change that can be told from chance"),
    "unknown": ("cannot be told", "cannot be told"),
}


def answer(desk: Desk) -> str:
    """The first sentences of the book: in how many areas an outcome can be shown, and where outcomes stand."""
    chosen = desk.framework.priorities()
    if not chosen:
        return "We cannot say yet: no area of the work has been chosen to look at first." if _anything(desk) else ""
    outcomes = list({m.id: m for area in chosen for m in _outcomes(desk, area)}.values())
    states = {measure.id: standing(desk.facts(measure)).state for measure in outcomes}
    shown = sum(any(states[m.id] not in ("none", "withheld") for m in _outcomes(desk, area)) for area in chosen)
    known = f"An outcome for children can be shown in {shown or 'none'} of {plural(len(chosen), 'priority area')}."
    if not outcomes:
        return f"{known} No outcome measure has been named, so nobody can say whether any child is better off."
    counts = Counter(column_of(state) for state in states.values())
    told = [f"{counts[name]} {_COLUMNS[name][counts[name] != 1]}" for name in _COLUMNS if counts[name]]
    return f"{known} Of {plural(len(outcomes), 'outcome measure')}, {listing(told)}."


def _anything(desk: Desk) -> bool:
    return bool(desk.framework.areas)


def _outcomes(desk: Desk, area: Area) -> list[Measure]:
    return [m for below in desk.framework.below(area.id) for m in below.measures if m.kind == "outcome"]


# last year's actions -----------------------------------------------------------------------------------------------


def last_years(desk: Desk) -> Sequence[Action]:
    """The actions that were begun or due by the end of the book's period, and not over before it began."""
    end, start = desk.inputs.period.end, desk.inputs.period.start
    found = []
    for action in desk.framework.actions:
        begun = min((day for day in (action.start, action.due) if day is not None), default=None)
        updated = max((update.on for update in action.updates if update.on is not None), default=action.due)
        over = action.status not in OPEN and updated is not None and updated < start
        if begun is not None and begun <= end and not over:
            found.append(action)
    return found


def past_words(desk: Desk) -> str:
    """How many of last year's actions are done, stopped, still under way, overdue."""
    held = last_years(desk)
    period = words.short(desk.inputs.period)
    if not held:
        return f"No action is recorded as begun or due by the end of {period}."
    counts = Counter[str](action.status for action in held)
    late = sum(overdue(action, desk.inputs.as_at) for action in held)
    names = {"done": "done", "stopped": "stopped", "under_way": "still under way", "planned": "not begun"}
    told = listing(f"{counts[status]} {name}" for status, name in names.items() if counts[status])
    was = "was" if len(held) == 1 else "were"
    after = f"; {late} overdue" if late else ""
    return f"{plural(len(held), 'action')} {was} begun or due by the end of {period}: {told}{after}."


def finished(desk: Desk) -> Sequence[Action]:
    """Those of last year's actions that are over, done ones first, as far as there is room."""
    over = [action for action in last_years(desk) if action.status not in OPEN]
    return sorted(over, key=lambda action: action.status != "done")[:PAST]


# what to do next ---------------------------------------------------------------------------------------------------


def next_steps(desk: Desk) -> tuple[str, ...]:
    """For a framework that is only beginning: the next small steps, one after the other."""
    areas, measures = desk.framework.areas.values(), desk.framework.measures.values()
    steps = []
    if not areas:
        steps.append("Choose one area of the work and write down why it matters, and what you know about it.")
    elif not desk.framework.priorities():
        steps.append("Decide which area comes first, and give it priority 1. It then has a sheet in this book.")
    if not any(area.good for area in areas):
        steps.append("Say what good would look like there: for children, and in the quality of the work.")
    if not any(measure.kind == "outcome" for measure in measures):
        steps.append(
            "Name one measure that would show whether any child is better off. It need not be perfect; it can be "
            "improved once there is something to improve."
        )
    chosen = desk.framework.priorities()
    if chosen and not any(area.evidence for area in chosen):
        steps.append("Write down what is known already about the areas that come first: a review, a study, a case.")
    if chosen and not any(area.owner for area in chosen):
        steps.append("Name somebody who answers for each area that comes first.")
    if not len(desk.inputs.figures):
        steps.append("Take in the figures you have, and ask children, parents and frontline staff what no file holds.")
    return tuple(steps)
