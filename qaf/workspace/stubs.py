"""Stubs: the least that an entry of each kind has to say, and what is to be written into it.

What an entry can do without is left out of the stub and not filled with words of no meaning, so that `qaf gaps` goes
on asking for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from qaf.ground.stub_text import stub_text
from qaf.model.area import Area
from qaf.model.layout import FILE_KINDS, model_of
from qaf.workspace.yaml_write import Data


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for. `sort` is the word of the kind's own choice (a measure's kind, a body's role); "" = usual.

    The last four are what the folder knows of a curve; `plan` are the actions that aim at its measure.
    """

    kind: str
    id: str = ""
    name: str = ""
    area: str = ""
    sort: str = ""
    family: str = ""
    gap: str = ""
    body: str = ""
    measure: str = ""
    baseline: tuple[str, str] = ("", "")
    forecast: str = ""
    partners: tuple[str, ...] = ()
    plan: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StubKind:
    """A kind of entry: the file and list it goes into ("" where the area's own file), and what it needs.

    `sort` is the key that `Wish.sort` fills; `area` says whether it needs one (`needed`, `taken`, `no`); `fill` are
    the keys to write, with what each is.
    """

    file: str
    key: str
    sort: str
    usual: str
    area: str
    fill: Mapping[str, str]


STUB_KINDS: dict[str, StubKind] = {
    "area": StubKind(
        "areas/", "", "group", "practice", "taken",
        {
            "group": "practice, organisational or wider",
            "why": "why you look at it: what your own place tells you",
            "evidence": "what research, reviews and inspections have found",
            "priority": "1 for the area that comes first; leave it out until you choose",
            "owner": "the post that answers for it",
        },
    ),
    "good": StubKind(
        "", "good", "kind", "outcome", "needed",
        {
            "text": "what good looks like, in words that a family would use",
            "informed_by": "whose words they are (such as children_parents_carers)",
        },
    ),
    "measure": StubKind(
        "", "measures", "kind", "outcome", "needed",
        {
            "text": "what is measured, in one line",
            "unit": "count, percent, rate, mean, before_after, ...",
            "of": "the id of the count that a percentage of a whole group is of; or `base` in words for a sample",
            "shows": "the good statements that it tells of",
            "better": "higher, lower or neither",
            "sources": "where the figures will come from",
            "status": "proposed, planned, or collecting once there are figures",
        },
    ),
    "source": StubKind(
        "sources.yaml", "sources", "method", "interview", "taken",
        {
            "text": "who is asked or what is read, by whom and when",
            "family": "whose knowledge it is",
            "method": "how it is found out",
            "kinds": "what it tells of: quantity, quality, outcome",
            "routine": "true where it is part of daily work, false where it is an exercise of its own",
        },
    ),
    "question": StubKind(
        "", "questions", "", "", "needed",
        {"text": "the question, as a board would ask it", "about": "the measures or good statements it is about"},
    ),
    "activity": StubKind(
        "timetable.yaml", "activities", "kind", "audit", "taken",
        {
            "name": "what is done",
            "kind": "audit, survey, focus_group, deep_dive, peer_review, ...",
            "areas": "what it looks at",
            "sources": "the sources it carries out",
            "frequency": "how often; or `due` with days or periods",
            "lead": "the post that sees to it",
        },
    ),
    "body": StubKind(
        "governance.yaml", "bodies", "role", "senior_leadership", "no",
        {"name": "what it is called", "role": "what it is for", "meets": "how often it meets"},
    ),
    "post": StubKind(
        "governance.yaml", "posts", "", "", "no",
        {"name": "what the post is called, never who holds it", "body": "the body it sits on"},
    ),
    "action": StubKind(
        "actions.yaml", "actions", "status", "planned", "taken",
        {
            "text": "what is to be done",
            "aims_at": "the measure or good statement it is meant to move",
            "owner": "the post that answers for it",
            "due": "the day by which it is done",
        },
    ),
    "story": StubKind(
        "stories/", "", "voice", "child", "needed",
        {
            "voice": "child, parent, carer, frontline_staff or manager",
            "consent": "when and how it was given, what for, and until when; without it the story is never printed",
            "names_changed": "true, once you have changed every name and place; until then it is not printed",
            "the text": "the story itself, below the second line of ---",
        },
    ),
    "recipe": StubKind(
        "imports/", "", "", "", "no",
        {
            "file": "the name of the files it reads; * stands for whatever changes",
            "period": "where the period stands",
            "measures": "which column holds which measure",
        },
    ),
    "meeting": StubKind(
        "meetings.yaml", "meetings", "", "", "no",
        {
            "on": "the day of the meeting; today stands there as a beginning",
            "received": "the reports that it had before it",
            "asked": "each question, the answer, and the actions it led to",
            "concerns": "what it is worried about: an id, the area, why, since when",
            "agreed": "what was agreed, the post that sees to it, and by when",
        },
    ),
    "idea": StubKind(
        "ideas.yaml", "ideas", "status", "new", "no",
        {
            "team": "the team it comes from: the id of a body, or its name",
            "text": "the idea, in the team's own words",
            "response": "what the team was told, and why",
            "action": "the action that came of it",
        },
    ),
    "self-assessment": StubKind(
        "self-assessments.yaml", "self_assessments", "tier", "team", "needed",
        {
            "by": "the post or member that judges",
            "is": "for each statement: not_yet, partly, mostly or fully, or a grade of the `scale` that you name",
            "because": "for each statement: what makes you think so",
        },
    ),
    "curve": StubKind(
        "curves/", "", "", "", "no",
        {
            "baseline": "the first and the last period to look back on",
            "story": "what lies behind the figures, in the words of those who were in the room",
            "forecast": "where the figures would go if nothing changed",
            "partners": "who has a part to play, and what they can do",
            "what_works": "what might turn the curve; at least one idea that costs little",
            "plan": "the actions that you decide on",
        },
    ),
    "mapping": StubKind(
        "mappings/", "", "", "", "no",
        {
            "name": "the duty, or the other framework",
            "cite": "where their text stands",
            "checked": "the day on which you last held it against that text",
            "maps": "what of ours goes with what of theirs",
        },
    ),
    "accepted-gap": StubKind(
        "accepted-gaps.yaml", "accepted", "", "", "no",
        {
            "reason": "why you accept it for now; until then nothing is accepted",
            "by": "the post that takes it upon itself",
            "until": "the day on which it ends; a year from today stands there as a beginning",
        },
    ),
}  # fmt: skip
"""What `qaf new` can make."""


NAMELESS = ("accepted-gap", "meeting", "self-assessment")
"""Kinds of entry that have no id of their own."""


def stub_entry(wish: Wish, id_: str, as_at: date, goods: Sequence[str] = ()) -> dict[str, Data]:
    """The keys of a stub that goes into a list; `goods` are the statements that a self-assessment judges."""
    if wish.kind == "accepted-gap":
        return _accepted(wish, as_at)
    if wish.kind == "meeting":
        return _meeting(wish, as_at)
    if wish.kind == "self-assessment":
        return _self_assessment(wish, as_at, goods)
    kind = STUB_KINDS[wish.kind]
    sort = wish.sort or kind.usual
    key, words = _WORDS[wish.kind]
    entry: dict[str, Data] = {"id": id_}
    said: dict[str, Data] = {key: wish.name or stub_text(words)}
    if wish.kind == "source":
        return {**entry, "family": wish.family or USUAL_FAMILY, "method": sort, **said}
    if wish.kind == "idea":
        team: dict[str, Data] = {"team": wish.body or stub_text("the team it comes from")}
        return {**entry, **team, **said, "on": as_at.isoformat(), "status": sort}
    sorted_as: dict[str, Data] = {kind.sort: sort} if kind.sort else {}
    if wish.kind in ("good", "measure"):
        entry |= {**sorted_as, **said}
    else:
        entry |= {**said, **sorted_as}
    if wish.kind == "measure":
        entry |= {"unit": "count"} if sort == "quantity" else {"unit": "percent", "base": stub_text("of whom")}
        entry["status"] = "proposed"
    if wish.area and wish.kind in ("activity", "action"):
        entry |= {"areas": [wish.area]} if wish.kind == "activity" else {"area": wish.area}
    return entry


USUAL_FAMILY = "children_parents_carers"
"""Whose knowledge a source is, until somebody says."""

_WORDS = {
    "good": ("text", "what good looks like"),
    "measure": ("text", "what is measured"),
    "source": ("text", "who is asked, or what is read"),
    "question": ("text", "what to ask"),
    "activity": ("name", "what is done"),
    "body": ("name", "what it is called"),
    "post": ("name", "what it is called"),
    "action": ("text", "what is to be done"),
    "idea": ("text", "the idea"),
}
"""The key that every entry of a kind has to have, and what stands in it until it is written."""


def _accepted(wish: Wish, as_at: date) -> dict[str, Data]:
    """Nothing is accepted by it before somebody has put reason and name to it, and to the day on which it ends."""
    code, _, about = wish.gap.strip().partition(" ")
    until = as_at.replace(year=min(as_at.year + 1, 9999), day=min(as_at.day, 28))
    return {
        "code": code.upper(),
        "about": about.strip(),
        "reason": wish.name or stub_text("why you accept it for now"),
        "by": stub_text("the post that takes it upon itself"),
        "until": until.isoformat(),
    }


def _meeting(wish: Wish, as_at: date) -> dict[str, Data]:
    asked: dict[str, Data] = {"question": wish.name or stub_text("what was asked")}
    return {"on": as_at.isoformat(), "body": wish.body, "asked": [asked]}


def _self_assessment(wish: Wish, as_at: date, goods: Sequence[str]) -> dict[str, Data]:
    """One judgement for each statement of the area, none of them made."""
    unjudged = stub_text("how far it is true")
    judgements: list[Data] = [{"good": good, "is": unjudged} for good in goods]
    return {
        "on": as_at.isoformat(),
        "by": stub_text("the post or member that judges"),
        "tier": wish.sort or STUB_KINDS[wish.kind].usual,
        "area": wish.area,
        "judgements": judgements,
    }


def beginnings(wish: Wish) -> dict[str, str]:
    """The words that stand in a stub although nobody chose them, for a key that needs one: key and word."""
    kind = STUB_KINDS[wish.kind]
    found = {"family": USUAL_FAMILY} if wish.kind == "source" and not wish.family else {}
    if kind.sort and not wish.sort:
        found[kind.sort] = kind.usual
    return found


def order_of(wish: Wish, in_area: bool) -> list[str]:
    """The keys of the file that a stub goes into, in their usual order."""
    model = Area if in_area else model_of(next(k for k in FILE_KINDS if k.pattern == STUB_KINDS[wish.kind].file))
    return [info.alias or name for name, info in model.model_fields.items()]
