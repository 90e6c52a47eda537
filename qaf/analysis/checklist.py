"""What a partnership asks of each member's framework, and how a framework answers: yes, or not for these.

The guidance has a partnership challenge its members on whether their frameworks rest on evidence, look at outcomes, and
draw on what children, parents and frontline staff say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qaf.analysis.coverage import AreaCoverage
from qaf.model.framework import Framework

CHECKLIST: Mapping[str, tuple[str, str]] = {
    "evidence": ("Evidence", "Every area that was chosen says why, and cites local need or research"),
    "outcomes": ("Outcomes", "Every area that was chosen has an outcome measure that is collected"),
    "shown": ("Outcomes", "Every statement of good in them is shown by a measure"),
    "fresh": ("Outcomes", "Every area that was chosen has a fresh outcome figure"),
    "children": ("Voices", "Children, parents and carers are a source in every area that was chosen"),
    "staff": ("Voices", "Frontline staff are a source in every area that was chosen"),
    "actions": ("Improvement", "Every action says which measure or statement it aims at"),
}
"""What each question is about, and the question, in the order in which they are asked."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How a framework answers one question. `but`: names of that for which it is not so; none where nothing is there.

    `asked`: of how many things it was asked; of none nothing can be answered with yes.
    """

    asked: int
    but: tuple[str, ...] = ()

    @property
    def met(self) -> bool:
        """Whether it is so of all of them."""
        return self.asked > 0 and not self.but


def checklist(
    framework: Framework, chosen: Sequence[AreaCoverage], fresh: Mapping[str, bool], outcomes: Mapping[str, int]
) -> Mapping[str, Answer]:
    """The answers to `CHECKLIST`; `chosen`: areas with a priority; `fresh` and `outcomes`: by an area's id."""
    good = [one for item in chosen for area in item.counted for one in area.good]

    def areas_but(holds: Mapping[str, bool]) -> Answer:
        return Answer(len(chosen), tuple(item.area.name for item in chosen if not holds[item.area.id]))

    return {
        "evidence": areas_but({item.area.id: bool(item.area.why and item.area.evidence) for item in chosen}),
        "outcomes": areas_but({item.area.id: outcomes[item.area.id] > 0 for item in chosen}),
        "shown": Answer(len(good), tuple(one.text for one in good if not framework.shown_by.get(one.id))),
        "fresh": areas_but({item.area.id: fresh[item.area.id] for item in chosen}),
        "children": areas_but({item.area.id: "children_parents_carers" in item.families for item in chosen}),
        "staff": areas_but({item.area.id: "frontline_staff" in item.families for item in chosen}),
        "actions": Answer(
            len(framework.actions), tuple(action.text for action in framework.actions if not action.aims_at)
        ),
    }
