"""How information is used, in words: roles, the guidance's five questions, and those that leaders ask themselves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from qaf.ground.text import listing
from qaf.report import words

if TYPE_CHECKING:
    from qaf.analysis.forward_plan import AheadMeeting
    from qaf.model.framework import Framework
    from qaf.model.governance import Body, Report

ROLES: Mapping[str, str] = MappingProxyType(
    {
        "operational_management": "manages operations",
        "senior_leadership": "leads",
        "scrutiny": "scrutinises",
        "independent_scrutiny": "scrutinises from outside",
        "partnership": "partnership",
        "young_people": "young people",
        "frontline_team": "frontline team",
    }
)

QUESTIONS: Mapping[str, str] = MappingProxyType(
    {
        "to": "To whom does it go?",
        "when": "When?",
        "form": "In what form?",
        "considered": "How is it considered?",
        "leads_to": "How is it linked to improvement?",
    }
)

TESTS: Mapping[str, str] = MappingProxyType(
    {
        "accepts": "Do we think about what we are told, or accept it?",
        "time": "Do we give it enough time?",
        "hard_questions": "Do we ask what is uncomfortable?",
        "good_news": "Can people bring us bad news?",
        "track_record": "Has what we learned made things better?",
    }
)
"""The guidance's five questions to leaders, each put so that a higher score (1 to 4) is better."""

OFTEN: Mapping[str, str] = MappingProxyType(
    {
        "continuous": "all the time",
        "monthly": "every month",
        "quarterly": "every quarter",
        "six_monthly": "twice a year",
        "annual": "once a year",
        "two_yearly": "every two years",
        "three_yearly": "every three years",
        "on_event": "when something happens",
        "once": "once",
    }
)
NOT_SAID = "Not said"


def when(given: str | tuple[date, ...] | None, as_at: date) -> str:
    """A frequency in words; of days the next one, or how many there were; "Not said" where nothing is given."""
    if given is None:
        return NOT_SAID
    if isinstance(given, str):
        return OFTEN[given].capitalize()
    coming = [day for day in given if day >= as_at]
    return f"On {words.day(min(coming))}" if coming else f"No day to come (last {words.day(max(given))})"


def trained(body: Body) -> str:
    """When a body was trained in safeguarding, and how many of how many took part; "Not on record"."""
    record = body.trained
    if record is None or record.on is None:
        return "Not on record"
    took_part = f"{record.count} of {record.of}, " if record.count is not None and record.of is not None else ""
    return f"{took_part}{words.day(record.on)}"


def form(framework: Framework, report: Report) -> str:
    """The form of a report and the detail that it goes into."""
    known = framework.breakdowns.get(report.detail or "")
    detail = "" if report.detail in (None, "whole") else f", by {known.title.lower() if known else report.detail}"
    return f"{report.form.replace('_', ' ').capitalize()}{detail}"


def focus(framework: Framework, meeting: AheadMeeting) -> str:
    """What a meeting to come looks at."""
    held = meeting.planned.focus
    areas = listing(framework.title(id_) for id_ in held.areas) if held else ""
    members = listing(framework.title(id_) for id_ in held.members) if held else ""
    if areas and members:
        return f"{areas}, across {members}"
    if members:
        return f"{members}, across all areas"
    return areas or NOT_SAID
