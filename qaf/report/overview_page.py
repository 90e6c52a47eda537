"""A partnership's overview as a person or a program reads it: text, Markdown, JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from qaf.analysis.checklist import CHECKLIST
from qaf.analysis.member_facts import MemberStory
from qaf.analysis.overview import CRITERIA, Overview, Views
from qaf.formats.display import whole_characters
from qaf.formats.tables import TextTable, as_text
from qaf.ground.text import listing, plural, shortened
from qaf.report import overview_words as words
from qaf.report import terms
from qaf.report.markdown import escape
from qaf.report.overview_funnels import pooled_funnel
from qaf.report.overview_part import Part, part_markdown

FORMAT = "qaf-overview/1"
MOST_WORDS = 400
"""How many characters of a story are told; the whole of it stands in the bundle."""


def overview_page(found: Overview, wanted: str, title: str, as_at: str, columns: int = 100) -> str:
    """The overview in one of the formats table, md, json; `overview_html` makes the page."""
    if wanted == "json":
        return whole_characters(json.dumps(_as_data(found, title, as_at), ensure_ascii=False, indent=2)) + "\n"
    last = closing(as_at)
    if wanted == "md":
        return _markdown(found, title, last)
    lines = [title, answer(found)]
    for part in overview_parts(found):
        drawn = as_text(part.table, columns).rstrip() if part.table is not None and part.table.rows else ""
        lines += [part.heading, part.before, drawn, part.after]
    lines.append(last)
    return "\n\n".join(line for line in lines if line) + "\n"


def _markdown(found: Overview, title: str, last: str) -> str:
    """The same as Markdown, in which what members wrote is no markup."""
    lines = [f"# {escape(title)}", escape(answer(found))]
    lines += [part_markdown(part) for part in overview_parts(found)]
    lines.append(escape(last))
    return "\n\n".join(line for line in lines if line) + "\n"


def closing(as_at: str) -> str:
    """The last sentence."""
    return f"As at {as_at}. There is no ranking here: members serve different people and count differently."


def answer(found: Overview) -> str:
    """The first sentence: who was heard and who was not."""
    read = [one for one in found.seen if one.state == "read"]
    late = [one.name for one in read if one.late]
    silent = [one.name for one in found.seen if one.state in ("refused", "not_sent")]
    said = [f"{plural(len(read), 'member')} of {len(found.seen)} could be read."]
    if late:
        said.append(f"Late: {listing(late)}.")
    if silent:
        said.append(f"Not in this picture: {listing(silent)}.")
    return " ".join(said)


def overview_parts(found: Overview) -> Iterator[Part]:
    """The parts of the page, in the order in which they are read."""
    yield from named_parts(found).values()


def named_parts(found: Overview) -> Mapping[str, Part]:
    """The same by their names."""
    names = {one.id: one.name for one in found.seen}
    return {
        "seen": _seen(found),
        "areas": _crossover(found, names),
        "concerns": _concerns(found),
        "shared": _shared(found, names),
        "pooled": _pooled(found, names),
        "needs": _needs(found, names),
        "views": _views(found, names),
        "stories": _stories(found, names),
        "checklist": _checklist(found),
        "challenges": _challenges(found, names),
    }


def _seen(found: Overview) -> Part:
    rows = [[one.id, one.name, words.seen_words(one)] for one in found.seen]
    return Part("Who has sent what", table=TextTable(["member", "name", "what came"], rows, ["member"]))


def _crossover(found: Overview, names: Mapping[str, str]) -> Part:
    ids = [member.id for member in found.members]
    rows = [[row.name, *(words.area_cell(row.by_member.get(id_, ())) for id_ in ids)] for row in found.areas]
    said = []
    if found.not_covered:
        said.append(f"Areas of the partnership that no member covers: {listing(found.not_covered)}.")
    if found.not_in_any:
        said.append(f"Areas of the catalogue that no member has: {listing(found.not_in_any)}.")
    table = TextTable(["area", *(names[id_] for id_ in ids)], rows)
    return Part("Areas across members", table=table, after=" ".join(said))


def _concerns(found: Overview) -> Part:
    stated = f"An area is listed where any of this holds: {listing(CRITERIA.values(), 'or')}."
    rows = [[one.area.name, "; ".join(CRITERIA[key] for key in one.criteria)] for one in found.concerns]
    return Part(
        "Areas of most concern", stated, TextTable(["area", "because"], rows), "" if rows else "None is listed."
    )


def _shared(found: Overview, names: Mapping[str, str]) -> Part:
    rows = [[row.name, listing(names[id_] for id_ in row.chosen_by)] for row in found.shared]
    said = "Two or more members chose these: candidates for a review across them, or a deep dive together."
    return Part("Chosen by several members", said if rows else "No area was chosen by two members.",
                TextTable(["area", "chosen by"], rows))  # fmt: skip


def _pooled(found: Overview, names: Mapping[str, str]) -> Part:
    rows = []
    for one in found.pooled:
        inside = listing(names[part.member] for part in one.in_pool) or "nobody"
        outside = "; ".join(f"{names[p.member]}: {words.part_words(p)}" for p in one.parts if p.state != "shown")
        period = str(one.period) if one.period else ""
        rows.append([one.model.text, period, words.together(one), inside, outside, words.funnel_words(one, names)])
    said = "Numerators and denominators are added up over the members that show both; percentages are never averaged."
    header = ["measure", "period", "together", "members in it", "not in it", "variation"]
    none = "No measure is held by two members."
    funnels = tuple(pooled_funnel(one, names) for one in found.pooled if one.has_funnel)
    return Part("The same measure across members", said if rows else none, TextTable(header, rows),
                funnels=funnels)  # fmt: skip


def _needs(found: Overview, names: Mapping[str, str]) -> Part:
    rows = []
    for one in found.needs:
        open_ = [names.get(id_, id_) for id_ in one.needs if id_ not in one.answered]
        due = one.action.due.isoformat() if one.action.due else ""
        needs = listing(names.get(id_, id_) for id_ in one.needs)
        rows.append(
            [names[one.member], one.action.text, one.action.status.replace("_", " "), due, needs, listing(open_)]
        )
    header = ["member", "action", "status", "due", "needs", "no action of theirs yet"]
    return Part("Actions that need other members", "" if rows else "None.", TextTable(header, rows))


def _views(found: Overview, names: Mapping[str, str]) -> Part:
    rows = []
    for one in found.views:
        tested = {place for pair in one.tested for place in pair}
        apart = {place for pair in one.apart for place in pair}
        for place, view in enumerate(one.views):
            value = (
                f"{view.point.value.text} {words.unit_of(view.measure.model)}".strip() if view.point else "no figure"
            )
            period = str(view.point.period) if view.point else ""
            told = "yes, by its test" if place in apart else "not told from chance"
            said = told if place in tested else "not tested"
            rows.append(
                [view.measure.model.text, names[view.by], names.get(view.about, view.about), value, period, said]
            )
    header = ["measure", "who says it", "about", "figure", "period", "differs from another view"]
    return Part("What members say of each other", "" if rows else "No member measures another.",
                TextTable(header, rows))  # fmt: skip


def _stories(found: Overview, names: Mapping[str, str]) -> Part:
    """What tellers said, in their own words: this page is the partnership's, which is whom they agreed to tell."""
    said = "Told with consent for the partnership, and for it alone: what goes further needs a consent of its own."
    return _voices(
        found, names, said, lambda story: f"{story.title}: {shortened(story.words, MOST_WORDS)}".rstrip(": ")
    )


def voices_by_title(found: Overview) -> Part:
    """The same for a report that is published: titles, and no words."""
    return _voices(found, {one.id: one.name for one in found.seen}, "", lambda story: story.title)


def _voices(found: Overview, names: Mapping[str, str], said: str, told: Callable[[MemberStory], str]) -> Part:
    areas = {(member.id, area.id): area.name for member in found.members for area in member.areas}
    rows = [
        [terms.VOICES[story.voice], names[member], areas.get((member, story.area), story.area), told(story)]
        for member, story in sorted(found.stories, key=lambda one: list(terms.VOICES).index(one[1].voice))
    ]
    none = "No member shared a story whose teller agreed to this use."
    header = ["voice", "member", "area", "story"]
    return Part("Voices that were shared", said if rows else none, TextTable(header, rows))


def _checklist(found: Overview) -> Part:
    rows = [
        [about, text, *(words.answer_words(member.checklist[key]) for member in found.members)]
        for key, (about, text) in CHECKLIST.items()
    ]
    said = "Asked of each framework as it was shared; what is named after a no is what to speak about."
    header = ["about", "question", *(member.name for member in found.members)]
    return Part("Questions to each member's framework", said, TextTable(header, rows))


def _challenges(found: Overview, names: Mapping[str, str]) -> Part:
    rows = [
        [names.get(one.member, one.member), one.on.isoformat(), one.about, one.reply or "none yet",
         one.outcome or "none on record", words.put_words(one)]
        for one in found.challenges
    ]  # fmt: skip
    header = ["member", "put on", "about", "reply", "outcome", "where it stands"]
    waiting = sum(one.state == "waiting" for one in found.challenges)
    said = f"{plural(len(rows), 'challenge')} on record; {waiting or 'none'} without a reply." if rows else ""
    none = "No challenge to a member is on record: `challenges:` of a meeting in meetings.yaml holds them."
    return Part("Challenges to members, and what came of them", said or none, TextTable(header, rows),
                words.unchallenged(found, names))  # fmt: skip


def _as_data(found: Overview, title: str, as_at: str) -> dict[str, Any]:
    """The page as plain data; every number in it stands on the page too."""
    names = {one.id: one.name for one in found.seen}
    return {
        "format": FORMAT,
        "title": title,
        "as_at": as_at,
        "members": [
            {
                "id": one.id, "name": one.name, "state": one.state, "period": str(one.period or ""), "late": one.late,
                "older_schema": one.older_schema, "edition": one.edition, "says": words.seen_words(one),
            }
            for one in found.seen
        ],
        "areas": [
            {
                "name": row.name, "own": list(row.own), "chosen_by": list(row.chosen_by),
                "members": {id_: [_area(area) for area in areas] for id_, areas in row.by_member.items()},
            }
            for row in found.areas
        ],
        "not_covered": list(found.not_covered),
        "not_in_any": list(found.not_in_any),
        "concerns": [{"area": one.area.name, "criteria": list(one.criteria)} for one in found.concerns],
        "pooled": [
            {
                "measure": one.about, "period": str(one.period or ""), "value": one.value.text,
                "numerator": one.numerator.text, "denominator": one.denominator.text,
                "members": {part.member: part.state for part in one.parts},
                "variation": words.funnel_words(one, names),
            }
            for one in found.pooled
        ],
        "views": [_views_as_data(one) for one in found.views],
        "stories": [
            {"member": member, "id": one.id, "voice": one.voice, "area": one.area, "title": one.title}
            for member, one in found.stories
        ],
        "needs": [
            {"member": one.member, "action": one.action.id, "needs": list(one.needs), "answered": list(one.answered)}
            for one in found.needs
        ],
        "checklist": {
            member.id: {key: {"met": one.met, "but": list(one.but)} for key, one in member.checklist.items()}
            for member in found.members
        },
        "challenges": [
            {
                "member": one.member, "on": one.on.isoformat(), "body": one.body, "about": one.about,
                "reply": one.reply, "outcome": one.outcome, "state": one.state,
            }
            for one in found.challenges
        ],
    }  # fmt: skip


def _views_as_data(one: Views) -> dict[str, Any]:
    views = [
        {
            "by": view.by, "about": view.about, "period": str(view.point.period) if view.point else "",
            "value": view.point.value.text if view.point else "",
        }
        for view in one.views
    ]  # fmt: skip
    return {"measure": one.about, "views": views, "apart": [[one.views[a].by, one.views[b].by] for a, b in one.apart]}


def _area(area: Any) -> dict[str, Any]:
    return {
        "id": area.id, "priority": area.priority, "outcomes": area.outcomes, "fresh": area.fresh,
        "outcomes_stand": list(area.states),
    }  # fmt: skip
