"""What the charts show since an action began, in sentences that never say that the action brought it."""

from __future__ import annotations

from qaf.analysis.action_signals import ActionSignal, has_begun, signal_since
from qaf.ground.text import plural
from qaf.model.action import Action
from qaf.report import words
from qaf.report.desk import Desk
from qaf.report.words_reasons import because

_STATES = {
    "improvement": "an improvement beyond the usual variation",
    "concern": "a concern: a change for the worse beyond the usual variation",
    "mixed": "signals both of improvement and of concern",
    "changed": "a change beyond the usual variation, which is neither better nor worse in itself",
}


def since_it_began(desk: Desk, action: Action) -> tuple[str, ...]:
    """One sentence for each measure that a begun action aims at; () for actions that have not begun or were stopped."""
    if not has_begun(action, desk.inputs.as_at):
        return ()
    measures = [desk.framework.measures[id_] for id_ in action.aims_at if id_ in desk.framework.measures]
    found = [signal_since(action, desk.series(one), desk.inputs.figures.profile) for one in measures]
    return tuple(
        f"{one.text.strip().rstrip('.')}: {_said(signal)}" for one, signal in zip(measures, found, strict=True)
    )


def _said(signal: ActionSignal) -> str:
    since = f"since it began on {words.day(signal.began)}"
    if signal.state == "untold":
        return f"whether anything moved {since} cannot be told, {because(signal.why or 'absent')}."
    if signal.state == "few":
        return f"{since} there are too few figures to tell ({signal.points} of {signal.needed})."
    if signal.method == "change":
        return _two(signal, since)
    if signal.state == "none":
        return f"{since} the chart shows no signal in {plural(signal.points, 'figure')}."
    first = f", the first in {words.short(signal.first.period)}" if signal.first else ""
    return f"{since} the chart shows {_STATES[signal.state]}{first}. It does not say why."


def _two(signal: ActionSignal, since: str) -> str:
    """Years: the latest one since against the last before."""
    if signal.state == "none":
        return f"{since} the latest figure could differ by chance from the last one before."
    moved = {"up": "higher", "down": "lower"}.get(signal.direction, "other")
    means = {"improvement": ", which is better", "concern": ", which is worse"}.get(signal.state, "")
    beyond = f"{moved} than the last one before by more than chance{means}"
    return f"{since} the latest figure is {beyond}. It does not say why."
