"""Every entry of a kind in a line: id, name or text, area, status, owner and what is due."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from qaf.ground.text import plural
from qaf.model.framework import Framework
from qaf.model.period import Period

if TYPE_CHECKING:
    from qaf.model.timetable import Activity

TO_BE_WRITTEN = "to be written"
OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry. `sort` is its own kind (outcome, scrutiny, survey), `areas` every area that it belongs to or serves.

    `due` is a day or a period as text; `overdue` says that it has passed and the entry is still open.
    """

    id: str
    kind: str
    text: str
    sort: str = ""
    areas: tuple[str, ...] = ()
    status: str = ""
    owner: str = ""
    due: str = ""
    overdue: bool = False


PLURALS = {
    "area": "areas", "good": "goods", "measure": "measures", "source": "sources", "question": "questions",
    "activity": "activities", "body": "bodies", "post": "posts", "report": "reports", "action": "actions",
    "meeting": "meetings", "concern": "concerns", "idea": "ideas", "self-assessment": "self-assessments",
    "curve": "curves", "mapping": "mappings", "story": "stories", "recipe": "recipes", "accepted-gap": "accepted-gaps",
    "breakdown": "breakdowns", "comparator": "comparators", "member": "members", "scale": "scales",
}  # fmt: skip
"""Every kind that can be listed, with its plural."""


def entry_rows(framework: Framework, kind: str, as_at: date) -> list[EntryRow]:
    """The entries of a kind in the order of the files, those that are still to be written last.

    `kind` is a key of `PLURALS`. Raises `KeyError` where it is none.
    """
    rows = list(_LISTERS[kind](framework, as_at))
    stubs = (stub for stub in framework.stubs if stub.kind == kind and stub.left_out)
    named = dict.fromkeys((stub.id, stub.area) for stub in stubs)
    return [
        *rows,
        *(EntryRow(id_, kind, "", areas=(area,) if area else (), status=TO_BE_WRITTEN) for id_, area in named),
    ]


def picked_rows(
    framework: Framework, rows: Iterable[EntryRow], area: str = "", owner: str = "", status: str = ""
) -> list[EntryRow]:
    """The rows of an area and all below it, of an owner, of a status (`overdue` is one); "" takes every row."""
    inside = {one.id for one in framework.below(area)} if area else set()
    return [
        row
        for row in rows
        if (not area or inside.intersection(row.areas))
        and (not owner or owner in row.owner.split(", "))
        and (not status or row.status == status or (status == OVERDUE and row.overdue))
    ]


def _areas(framework: Framework, _: date) -> Iterator[EntryRow]:
    for area in framework.areas.values():
        status = f"priority {area.priority}" if area.priority else "not chosen"
        yield EntryRow(area.id, "area", area.name, area.group, (area.id,), status, area.owner or "")


def _goods(framework: Framework, _: date) -> Iterator[EntryRow]:
    for good in framework.goods.values():
        status = "shown" if framework.shown_by.get(good.id) else "not shown"
        yield EntryRow(good.id, "good", good.text, good.kind, _home(framework, good.id), status)


def _measures(framework: Framework, _: date) -> Iterator[EntryRow]:
    for item in framework.measures.values():
        home = _home(framework, item.id)
        yield EntryRow(item.id, "measure", item.text, item.kind, home, item.status, item.owner or "")


def _sources(framework: Framework, _: date) -> Iterator[EntryRow]:
    for source in framework.sources.values():
        areas = (*_home(framework, source.id), *getattr(source, "areas", ()))
        status = "" if source.routine is None else "routine" if source.routine else "exercise"
        text = source.text or source.method.replace("_", " ")
        yield EntryRow(source.id, "source", text, source.method, areas, status, ", ".join(source.supplied_by))


def _questions(framework: Framework, _: date) -> Iterator[EntryRow]:
    for question in framework.questions.values():
        yield EntryRow(question.id, "question", question.text, areas=_home(framework, question.id))


def _activities(framework: Framework, as_at: date) -> Iterator[EntryRow]:
    for activity in framework.timetable.activities:
        left = _not_done(activity)
        late = bool(left) and left[0].end < as_at
        last_done = max((done.on for done in activity.done if done.on), default=None)
        status = f"done {last_done}" if last_done and not left else "planned" if left else activity.frequency or ""
        measured = {framework.area_of(id_) for id_ in activity.measures} - {"", *activity.areas}
        areas = (*activity.areas, *sorted(measured))
        lead, due = activity.lead or "", _day(left[0] if left else None)
        yield EntryRow(activity.id, "activity", activity.name, activity.kind, areas, status, lead, due, overdue=late)


EARLY = timedelta(days=92)
"""How long before it is due an activity may have taken place, to count as the one that was due."""


def _not_done(activity: Activity) -> list[Period]:
    """What an activity is due for and has not been done for, in order: each time it was done counts for one of them."""
    days = sorted(done.on for done in activity.done if done.on)
    left = []
    for due in sorted(activity.due):
        done = next((day for day in days if day >= due.start - EARLY), None)
        if done is None:
            left.append(due)
        else:
            days.remove(done)
    return left


def _actions(framework: Framework, as_at: date) -> Iterator[EntryRow]:
    for item in framework.actions:
        late = item.status in ("planned", "under_way") and item.due is not None and item.due < as_at
        areas = (item.area,) if item.area else ()
        yield EntryRow(
            item.id, "action", item.text, "", areas, item.status, item.owner or "", _day(item.due), overdue=late
        )


def _bodies(framework: Framework, as_at: date) -> Iterator[EntryRow]:
    for body in framework.governance.bodies:
        days = [day for day in body.meets if day >= as_at] if isinstance(body.meets, tuple) else []
        often = body.meets if isinstance(body.meets, str) else ""
        yield EntryRow(body.id, "body", body.name, body.role, status=often, due=_day(min(days, default=None)))


def _posts(framework: Framework, as_at: date) -> Iterator[EntryRow]:
    for post in framework.governance.posts:
        status = "empty" if post.until and post.until < as_at else ""
        yield EntryRow(post.id, "post", post.title, status=status, owner=post.body or "", due=_day(post.until))


def _reports(framework: Framework, as_at: date) -> Iterator[EntryRow]:
    for report in framework.governance.reports:
        days = [day for day in report.when if day >= as_at] if isinstance(report.when, tuple) else []
        often = report.when if isinstance(report.when, str) else ""
        due = _day(min(days, default=None))
        yield EntryRow(report.id, "report", report.name, report.form, (), often, ", ".join(report.to), due)


def _meetings(framework: Framework, _: date) -> Iterator[EntryRow]:
    for meeting in framework.meetings:
        parts = ((meeting.asked, "question"), (meeting.challenges, "challenge"), (meeting.concerns, "concern"))
        counts = [plural(len(items), word) for items, word in parts if items]
        counts += [f"{len(meeting.agreed)} agreed"] if meeting.agreed else []
        areas = tuple(dict.fromkeys(concern.area for concern in meeting.concerns if concern.area))
        yield EntryRow(meeting.name, "meeting", ", ".join(counts) or "nothing on record", "", areas, "", meeting.body)


def _concerns(framework: Framework, _: date) -> Iterator[EntryRow]:
    for id_, item in framework.concerns.items():
        areas = (item.area,) if item.area else ()
        yield EntryRow(id_, "concern", item.why or "", "", areas, item.rating or "")


def _ideas(framework: Framework, _: date) -> Iterator[EntryRow]:
    actions = {action.id: action for action in framework.actions}
    for idea in framework.ideas:
        action = actions.get(idea.action or "")
        areas = (action.area,) if action and action.area else ()
        yield EntryRow(idea.id, "idea", idea.text, "", areas, idea.status, idea.team)


def _assessments(framework: Framework, _: date) -> Iterator[EntryRow]:
    for item in framework.self_assessments:
        text = plural(len(item.judgements), "judgement")
        moderated = any(judgement.moderated for judgement in item.judgements)
        status = "moderated" if moderated else ""
        yield EntryRow(item.name, "self-assessment", text, item.tier, (item.area,), status, item.by)


def _curves(framework: Framework, _: date) -> Iterator[EntryRow]:
    for curve in framework.curves.values():
        measure = framework.measures.get(curve.measure)
        text, owner = (measure.text, measure.owner or "") if measure else (curve.measure, "")
        last = max((review.on for review in curve.reviews if review.on), default=None)
        status = f"reviewed {last}" if last else f"began {curve.began}" if curve.began else ""
        yield EntryRow(curve.id, "curve", text, "", _home(framework, curve.measure), status, owner)


def _mappings(framework: Framework, _: date) -> Iterator[EntryRow]:
    for item in framework.mappings.values():
        ours = (line.ours or "" for line in item.maps)
        homes = dict.fromkeys(id_ if id_ in framework.areas else framework.area_of(id_) for id_ in ours)
        areas = tuple(area for area in homes if area)
        yield EntryRow(item.id, "mapping", item.name, "", areas, f"checked {item.checked}" if item.checked else "")


def _stories(framework: Framework, as_at: date) -> Iterator[EntryRow]:
    """Stories by who tells them; not a word of what they say."""
    for sheet in framework.stories:
        story, consent = sheet.story, sheet.story.consent
        status = "consent" if consent.given and consent.given <= as_at else "no consent"
        if consent.until and consent.until < as_at:
            status = "consent run out"
        if consent.withdrawn and consent.withdrawn <= as_at:
            status = "consent withdrawn"
        yield EntryRow(
            story.id, "story", _VOICES[story.voice], story.voice, (story.area,), status, due=_day(consent.until)
        )


_VOICES = {
    "child": "told by a child or young person",
    "parent": "told by a parent",
    "carer": "told by a carer",
    "frontline_staff": "told by frontline staff",
    "manager": "told by a manager",
}


def _recipes(framework: Framework, _: date) -> Iterator[EntryRow]:
    for recipe in framework.recipes.values():
        homes = dict.fromkeys(framework.area_of(item.measure) for item in recipe.measures)
        yield EntryRow(recipe.id, "recipe", recipe.file, areas=tuple(area for area in homes if area))


def _accepted(framework: Framework, as_at: date) -> Iterator[EntryRow]:
    for gap, _ in framework.accepted_gaps:
        late = gap.until < as_at
        home = (gap.about,) if gap.about in framework.areas else _home(framework, gap.about)
        status = "run out" if late else "accepted"
        name = f"{gap.code} {gap.about}"
        yield EntryRow(name, "accepted-gap", gap.reason, gap.code, home, status, gap.by, _day(gap.until), overdue=late)


def _named(kind: str, items: Callable[[Framework], Iterable[Any]]) -> Callable[[Framework, date], Iterator[EntryRow]]:
    """A lister of things in `qaf.yaml`, which have an id and a name."""
    return lambda framework, _: (EntryRow(item.id, kind, item.name or "") for item in items(framework))


def _home(framework: Framework, id_: str) -> tuple[str, ...]:
    area = framework.area_of(id_)
    return (area,) if area else ()


def _day(day: date | Period | None) -> str:
    return "" if day is None else str(day)


_LISTERS: dict[str, Callable[[Framework, date], Iterator[EntryRow]]] = {
    "area": _areas, "good": _goods, "measure": _measures, "source": _sources, "question": _questions,
    "activity": _activities, "body": _bodies, "post": _posts, "report": _reports, "action": _actions,
    "meeting": _meetings, "concern": _concerns, "idea": _ideas, "self-assessment": _assessments, "curve": _curves,
    "mapping": _mappings, "story": _stories, "recipe": _recipes, "accepted-gap": _accepted,
    "breakdown": _named("breakdown", lambda framework: framework.settings.breakdowns),
    "comparator": _named("comparator", lambda framework: framework.settings.comparators),
    "member": _named("member", lambda framework: framework.settings.members),
    "scale": _named("scale", lambda framework: framework.settings.scales),
}  # fmt: skip
