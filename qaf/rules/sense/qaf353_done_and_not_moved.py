"""QAF353: done action whose measure never moved.

An action is done when it has been carried out, and it has worked when something is different. Where the figures since
it began can be tested against those from before, and none of the measures that it aims at has improved by more than
chance, the next question is whether to do something else. That is no proof that the action failed: other things happen
too.

Asked is what the page of the action says too, for each measure named in `aims_at` or that shows a statement named
there. Years: the latest figure for a year that began since `start` is held against the last one before. Quarters and
months: the rules of the control chart look at the figures since, once there are seven, and seven before. Nothing is
said where that cannot be told, where a measure has neither direction as better, or where the action has no `start`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from qaf.ground.findings import Finding, finding
from qaf.ground.text import quoted, shortened
from qaf.model.action import Action
from qaf.rules.example_folder import SUPERVISION, Files
from qaf.rules.facts import WORKING_FOLDER, Facts
from qaf.rules.sense.qaf352_action_without_measure import measures_of

Moved = Literal["better", "worse", "not_told", "untested"]
"""`not_told`: the test finds no more than chance. `untested`: it cannot be made, or does not say better or worse."""

CODE = "QAF353"
APPLIES = WORKING_FOLDER

_ACTION = """\
actions:
  - id: hold-sessions
    text: Supervision is moved only by the head of service
    status: done
    aims_at: [sessions-on-time]
    start: 2025-04-01
"""
_FIGURES = """\
measure,period,numerator,denominator,value
sessions-due,2024/25,,,120
sessions-due,2025/26,,,124
sessions-on-time,2024/25,84,120,
sessions-on-time,2025/26,{now},124,
"""
_AREA: Files = {
    "areas/supervision.yaml": SUPERVISION.replace("unit: percent", "unit: percent\n    better: higher"),
    "actions.yaml": _ACTION,
}

BAD: Files = {**_AREA, "incoming/figures.csv": _FIGURES.format(now=88)}
GOOD: Files = {**_AREA, "incoming/figures.csv": _FIGURES.format(now=118)}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each such action."""
    if facts.figures_damaged or facts.unsure:
        return
    for action in facts.framework.actions:
        if action.status != "done":
            continue
        verdicts = _verdicts(facts, action)
        tested = [id_ for id_, moved in verdicts.items() if moved in ("better", "worse", "not_told")]
        if tested and not any(verdicts[id_] == "better" for id_ in tested):
            measures = quoted(tested, "and")
            message = (
                f"`{action.id}` ({shortened(action.text)}) is done, and {measures} cannot be told to have improved "
                "since it began."
            )
            advice = "Say in `result` what you make of that, and decide whether something else would move it."
            area = action.area or ""
            yield finding(CODE, facts.place(action.id), message, help=advice, subject=action.id, area=area)


_WORDS: dict[Moved, str] = {
    "better": "has improved by more than chance",
    "worse": "has got worse by more than chance",
    "not_told": "has not changed by more than chance",
    "untested": "cannot be tested",
}


def explain(facts: Facts, about: str) -> Iterator[str]:
    """What the test said of each measure."""
    action = next(one for one in facts.framework.actions if one.id == about)
    began = action.start.isoformat() if action.start else "a day that is not given"
    yield f"Action `{about}` is {action.status.replace('_', ' ')}; it began on {began}."
    for id_, moved in _verdicts(facts, action).items():
        yield f"`{id_}` {_WORDS[moved]}."


def _verdicts(facts: Facts, action: Action) -> dict[str, Moved]:
    from qaf.analysis.action_signals import has_begun, signal_since
    from qaf.analysis.series import lines

    if not has_begun(action, facts.as_at):
        return {}
    framework, figures = facts.framework, facts.figures
    found: dict[str, Moved] = {}
    for id_ in dict.fromkeys(measures_of(facts, action)):
        series = lines(framework, figures, framework.measures[id_], until=facts.as_at)
        found[id_] = _STATES.get(signal_since(action, series, figures.profile).state, "untested")
        if (series.measure.better or "neither") == "neither":
            found[id_] = "untested"
    return found


_STATES: dict[str, Moved] = {"improvement": "better", "mixed": "better", "concern": "worse", "none": "not_told"}
