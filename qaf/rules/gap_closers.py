"""Who can close a gap: the owner, the lead, the supplier or the body that it waits for, by id and never by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from qaf.rules.facts import Facts
from qaf.rules.gaps import Gap

if TYPE_CHECKING:
    from qaf.model.framework import Framework

FROM_SUPPLIERS = ("QAF312", "QAF338")
"""Codes of gaps that whoever supplies the figures can close."""
LEADING = ("senior_leadership", "partnership")


class Closer(NamedTuple):
    """Who can close a gap: an id (a text where the folder has no posts; "" where nobody is named), and as what."""

    id: str
    role: str


NOBODY = Closer("", "")


def closer_of(facts: Facts, gap: Gap) -> Closer:
    """Who can close a gap: `role` is owner, supplier, lead or body."""
    framework, about = facts.framework, gap.about
    entry = framework.entries.get(about)
    kind = entry.kind if entry else ""
    if kind in ("post", "member", "body"):
        return Closer(about, {"post": "owner", "member": "supplier", "body": "body"}[kind])
    if kind in ("report", "organisation"):
        return _leading_body(framework)
    if kind == "measure" and (found := _of_measure(framework, gap)).id:
        return found
    if kind == "activity":
        activity = facts.programme.by_id[about].activity
        return Closer(activity.lead, "lead") if activity.lead else _owner(framework, gap.finding.area)
    if kind in ("action", "idea"):
        return _of_work(framework, gap, kind)
    if kind == "concern" and not framework.areas.get(gap.finding.area):
        return next((Closer(m.body, "body") for m in framework.meetings if _raised(m.concerns, about)), NOBODY)
    return _owner(framework, gap.finding.area or about)


def by_closer(facts: Facts, gaps: Sequence[Gap]) -> dict[Closer, list[Gap]]:
    """The gaps by who can close them, in the order of the gaps; those that nobody is named for come last."""
    groups: dict[Closer, list[Gap]] = {}
    for gap in gaps:
        found = closer_of(facts, gap)
        known = next((one for one in groups if one.id == found.id), found)
        groups.setdefault(known, []).append(gap)
    nobody = groups.pop(NOBODY, None)
    return {**groups, NOBODY: nobody} if nobody else groups


def _of_measure(framework: Framework, gap: Gap) -> Closer:
    measure = framework.measures.get(gap.about)
    if measure is None:
        return NOBODY
    if gap.code in FROM_SUPPLIERS and measure.supplied_by:
        return Closer(measure.supplied_by[0], "supplier")
    return Closer(measure.owner, "owner") if measure.owner else NOBODY


def _of_work(framework: Framework, gap: Gap, kind: str) -> Closer:
    """The owner of an action, or of the area it is of; for an idea the body that its team is part of."""
    if kind == "action":
        action = next(one for one in framework.actions if one.id == gap.about)
        return Closer(action.owner, "owner") if action.owner else _owner(framework, action.area or "")
    idea = next(one for one in framework.ideas if one.id == gap.about)
    team = next((body for body in framework.governance.bodies if body.id == idea.team), None)
    if team is not None and team.part_of:
        return Closer(team.part_of, "body")
    return _leading_body(framework)


def _owner(framework: Framework, area: str) -> Closer:
    owner = next((one.owner for one in framework.above(area) if one.owner), "")
    return Closer(owner, "owner") if owner else NOBODY


def _leading_body(framework: Framework) -> Closer:
    bodies = framework.governance.bodies
    leading = next((body.id for body in bodies if body.role in LEADING), "")
    return Closer(leading, "body") if leading else NOBODY


def _raised(concerns: Sequence[object], about: str) -> bool:
    return any(getattr(concern, "id", None) == about for concern in concerns)
