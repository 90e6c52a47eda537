"""What the rules about kinds of measure share: which areas lack a kind, and what was counted."""

from __future__ import annotations

from collections.abc import Iterator

from qaf.analysis.coverage import KINDS
from qaf.ground.findings import Finding, finding
from qaf.ground.text import plural, shortened
from qaf.rules.facts import Facts

_QUESTIONS = {
    "outcome": "nothing says whether anyone is better off",
    "quality": "nothing says how well it is done",
    "quantity": "nothing says how much is done",
}


def find_areas_without(facts: Facts, code: str, kind: str) -> Iterator[Finding]:
    """One gap for each area none of whose measures is of this kind."""
    for item in facts.areas:
        if item.of_kind(kind):
            continue
        below = " nor in the areas below it" if len(item.counted) > 1 else ""
        message = f"{item.area.name} has no {kind} measure{below}: {_QUESTIONS[kind]}."
        advice = f"Add a measure with `kind: {kind}`; `qaf rules {code}` shows one."
        yield finding(code, facts.place(item.area.id), message, help=advice, subject=item.area.id, area=item.area.id)


def explain_kind(facts: Facts, about: str, kind: str) -> Iterator[str]:
    """Lines that say what was counted for an area, and what was left out and why."""
    item = facts.coverage[about]
    names = ", ".join(f"`{area.id}`" for area in item.counted)
    yield f"Looked at {plural(len(item.counted), 'area')}: {names}."
    if not item.measures:
        yield "There are no measures of any kind."
    for other in KINDS:
        for measure in item.of_kind(other):
            verdict = "counted" if other == kind else f"not counted: it is {_a(other)} measure"
            status = "" if measure.status == "collecting" else f", {measure.status}"
            yield f"`{measure.id}` ({shortened(measure.text)}{status}): {verdict}."


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
