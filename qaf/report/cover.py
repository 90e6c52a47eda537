"""What stands on every page of a report: whose it is, of when, its marking, and for whom it was made."""

from __future__ import annotations

from qaf.disclosure.protect import OPERATIONAL
from qaf.report import words
from qaf.report.desk import Desk
from qaf.report.page import NOT_IN_GIT, Cover


def make_cover(desk: Desk, title: str) -> Cover:
    """The cover of a report with this title."""
    inputs, settings = desk.inputs, desk.framework.settings
    operational = inputs.figures.profile == OPERATIONAL
    return Cover(
        title=title,
        organisation=settings.organisation.name,
        period=words.short(inputs.period),
        period_long=inputs.period.long,
        as_at=words.day(inputs.as_at),
        marking=(settings.marking_operational if operational else settings.marking) or "",
        commit=inputs.commit or NOT_IN_GIT,
        version=inputs.version,
        invented=settings.figures.in_git == "invented",
        approved=_approved(desk),
        made_for=desk.who(inputs.body),
        operational=operational,
        templates=inputs.templates,
    )


def _approved(desk: Desk) -> str:
    """Who approved the framework last, up to the day."""
    known = [a for a in desk.framework.settings.approved if a.on is not None and a.on <= desk.inputs.as_at]
    if not known:
        return ""
    last = max(known, key=lambda approval: approval.on or desk.inputs.as_at)
    version = f", version {last.version}" if last.version else ""
    by = f" by {desk.who(last.by)}" if last.by else ""
    return f"Framework{version} approved{by} on {words.day(last.on)}" if last.on else ""
