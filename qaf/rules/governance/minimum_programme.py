"""What the rules about a partnership's minimum programme have in common: what they find, explain, and show."""

from __future__ import annotations

from collections.abc import Iterator

from qaf.analysis.minimum_programme import Requirement, requirement
from qaf.ground.findings import Finding, finding
from qaf.ground.text import listing, quoted
from qaf.rules.example_folder import Files
from qaf.rules.facts import Facts

PARTNERSHIP = ("partnership",)
"""The one kind of folder that these rules ask."""

AREAS: Files = {
    "qaf.yaml": (
        "schema: 2\norganisation: {id: our-partnership, name: Our Partnership, kind: partnership}\n"
        "timetable_years: [2025/26, 2026/27, 2027/28]\n"
    ),
    "areas/neglect.yaml": "name: Neglect\ngroup: practice\npriority: 1\n",
    "areas/housing.yaml": "name: Housing\ngroup: wider\n",
}
"""A partnership with an area that was chosen and one that was not."""

_NAMES = {
    "deep_dive": "deep dive",
    "turning_the_curve": "turning-the-curve exercise on an area that was chosen or of concern before",
    "own_impact_review": "review of what the partnership itself achieves",
    "external_peer_review": "external peer review",
    "learning_event": "event at which what all members found is shared",
}


def timetable(*activities: str) -> Files:
    """The example's timetable with these activities, each an inline mapping without its braces."""
    return {**AREAS, "timetable.yaml": "activities:\n" + "".join(f"  - {{{one}}}\n" for one in activities)}


def find_without(facts: Facts, code: str, kind: str, advice: str) -> Iterator[Finding]:
    """One finding that names the years without such an activity; none where the timetable has no activity at all."""
    framework = facts.framework
    if not facts.programme.activities or {"timetable", "meetings", "area"} & framework.unread:
        return
    held = requirement(framework, facts.programme, kind)
    if not held.without:
        return
    years = listing((_stretch(stretch) for stretch in held.without), "and")
    subject = framework.settings.organisation.id
    yield finding(
        code, facts.place(subject), f"In {years} there is no {_NAMES[kind]}.", help=advice, subject=subject
    )  # fmt: skip


def explain_years(facts: Facts, kind: str) -> Iterator[str]:
    """What was found in each year, and why some of it does not count."""
    held: Requirement = requirement(facts.framework, facts.programme, kind)
    for year, found in held.by_year:
        counted = [one.activity for one in found if not one.why_not]
        yield f"In {year.name}: {quoted(counted, 'and') or 'none'}."
        yield from (f"Not counted in {year.name}: `{one.activity}`, for {one.why_not}." for one in found if one.why_not)
    placed = {one.activity for _, found in held.by_year for one in found}
    others = [i.activity.id for i in facts.programme.activities if i.activity.kind == kind]
    if never := [id_ for id_ in others if id_ not in placed]:
        yield f"In none of these years, or planned for one that is over and not recorded as done: {quoted(never)}."
    yield "What was done late counts in the year for which it was planned."


def _stretch(years: tuple[object, ...]) -> str:
    names = [getattr(year, "name", "") for year in years]
    return names[0] if len(names) == 1 else f"{names[0]} to {names[-1]}"
