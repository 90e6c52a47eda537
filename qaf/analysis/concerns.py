"""What followed a concern that a body put on record: actions and activities that arise from it, or look at its area."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from qaf.analysis.programme import areas_of
from qaf.model.framework import Framework

if TYPE_CHECKING:
    from qaf.model.meeting import Concern


def followed_by(framework: Framework, concern: Concern, on: date) -> list[str]:
    """Ids of what arises from a concern of a meeting on a day; else of what was begun about its area from that day on.

    Of the timetable only activities count then that arise from something themselves and are due on the day or later.
    """
    named = [action.id for action in framework.actions if concern.id and action.arises_from == concern.id]
    activities = framework.timetable.activities
    named += [one.id for one in activities if concern.id and one.arises_from == concern.id]
    if named or not concern.area:
        return named
    begun = [a.id for a in framework.actions if a.area == concern.area and a.start and a.start >= on]
    looking = (one for one in activities if one.arises_from and any(due.start >= on for due in one.due))
    return begun + [one.id for one in looking if concern.area in areas_of(framework, one)]
