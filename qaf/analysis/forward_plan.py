"""The meetings that are still to come: what each looks at, and which priority areas none of them reaches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from qaf.model.framework import Framework

if TYPE_CHECKING:
    from qaf.model.area import Area
    from qaf.model.governance import PlannedMeeting

PlanKind = str
"""`area_across_partners`, `partner_across_areas`, `both` or `open`: what the focus of a meeting is."""


@dataclass(frozen=True, slots=True)
class AheadMeeting:
    """A line of the forward plan that is still to come. `areas`: ids of the areas that it reaches."""

    planned: PlannedMeeting
    kind: PlanKind
    areas: tuple[str, ...]


def meetings_ahead(framework: Framework, as_at: date) -> tuple[AheadMeeting, ...]:
    """The meetings to come in the order of their days, those without a day last."""
    coming = [one for one in framework.governance.forward_plan if one.on is None or one.on.end >= as_at]
    coming.sort(key=lambda one: (one.on is None, one.on.end if one.on else date.max))
    return tuple(AheadMeeting(one, _kind(one), _reached(framework, one)) for one in coming)


def never_on_the_table(framework: Framework, as_at: date) -> list[Area]:
    """The priority areas that no meeting to come reaches, first priority first."""
    reached = {area for meeting in meetings_ahead(framework, as_at) for area in meeting.areas}
    return [area for area in framework.priorities() if area.id not in reached]


def _kind(planned: PlannedMeeting) -> PlanKind:
    focus = planned.focus
    areas, members = (focus.areas, focus.members) if focus else ((), ())
    if areas and members:
        return "both"
    return "area_across_partners" if areas else "partner_across_areas" if members else "open"


def _reached(framework: Framework, planned: PlannedMeeting) -> tuple[str, ...]:
    """Areas named, all below and above them, and those that a named member supplies or is measured in."""
    if planned.focus is None:
        return ()
    found: dict[str, None] = {}
    for id_ in planned.focus.areas:
        for area in (*framework.below(id_), *framework.above(id_)):
            found.setdefault(area.id)
    members = set(planned.focus.members)
    if members and not planned.focus.areas:
        for measure in framework.measures.values():
            if members & {*measure.supplied_by, measure.about_partner}:
                for area in framework.above(framework.area_of(measure.id)):
                    found.setdefault(area.id)
    return tuple(found)
