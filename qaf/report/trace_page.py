"""What hangs together with an entry, as a person or a program reads it: a tree as text, Markdown or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from qaf.analysis.trace import FiguresPresent, Trace, Traced
from qaf.formats.display import harmless, one_line, wrapped
from qaf.ground.text import listing, shortened
from qaf.workspace.identity import kind_words

_LONGEST = 70

_WORDS = {
    "shows": ("shows", "shown by"),
    "sources": ("comes from", "tells"),
    "activity.sources": ("carries out", "carried out in"),
    "area.sources": ("has the source", "belongs to"),
    "area.good": ("good looks like", "belongs to"),
    "self-assessment.good": ("judges", "judged in"),
    "area.measures": ("measured by", "belongs to"),
    "activity.measures": ("collects", "collected in"),
    "area.questions": ("asks", "belongs to"),
    "areas": ("serves", "served by"),
    "activity.areas": ("looks at", "looked at in"),
    "planned meeting.areas": ("is to look at", "to be looked at in"),
    "within": ("lies within", "holds"),
    "of": ("is a share of", "is the base of"),
    "parts": ("is made up of", "is part of"),
    "about": ("is about", "spoken of in"),
    "question.about": ("asks about", "asked about in"),
    "story.about": ("tells of", "told of in"),
    "accepted gap.about": ("is a gap of", "has the accepted gap"),
    "area": ("is of area", "has"),
    "story.area": ("tells of", "told of in"),
    "action.area": ("is of area", "worked on in"),
    "self-assessment.area": ("judges", "judged in"),
    "concern.area": ("is a worry about", "worried about in"),
    "aims_at": ("aims at", "aimed at by"),
    "arises_from": ("arises from", "gives rise to"),
    "depends_on": ("waits for", "waited for by"),
    "follows": ("follows", "followed by"),
    "led_to": ("led to", "came of"),
    "leads_to": ("leads to", "came of"),
    "action": ("led to", "came of"),
    "plan": ("plans", "planned in"),
    "measure": ("is about", "to be turned in"),
    "recipe.measure": ("reads figures of", "figures read by"),
    "received": ("received", "received by"),
    "report.received": ("prints", "printed in"),
    "stories_heard": ("heard", "heard in"),
    "concerns": ("put on record", "put on record in"),
    "to": ("goes to", "receives"),
    "meeting.to": ("challenged", "challenged in"),
    "body": ("was a meeting of", "met"),
    "planned meeting.body": ("is planned for", "plans to meet"),
    "post.body": ("sits on", "has the post"),
    "part_of": ("reports to", "hears from"),
    "owner": ("answered for by", "answers for"),
    "lead": ("led by", "leads"),
    "by": ("seen to by", "sees to"),
    "self-assessment.by": ("made by", "made"),
    "accepted gap.by": ("accepted by", "accepted"),
    "moderated_by": ("moderated by", "moderated"),
    "supplied_by": ("supplied by", "supplies"),
    "with": ("done with", "takes part in"),
    "members": ("is to look at", "to be looked at in"),
    "about_partner": ("is about", "measured by"),
    "breakdowns": ("broken down by", "breaks down"),
    "breakdown": ("broken down by", "breaks down"),
    "recipe.id": ("broken down by", "breaks down"),
    "scale": ("rated on", "rates"),
    "ours": ("maps", "mapped in"),
    "team": ("comes from", "had the idea"),
    "set_by": ("set by", "set"),
}
"""What a key says of the thing that names and of the thing named; by kind and key where a kind's own differs."""


def relation_words(above_kind: str, item: Traced) -> str:
    """How a thing in the tree hangs on the one above it, whose kind is given."""
    names = above_kind if item.names else item.thing.kind
    words = _WORDS.get(f"{names}.{item.relation}") or _WORDS.get(item.relation) or (item.relation, item.relation)
    return words[0] if item.names else words[1]


def figures_words(figures: Sequence[FiguresPresent] | None) -> str:
    """For which periods there are figures, without a number; "" for what is no measure."""
    if figures is None:
        return ""
    if not figures:
        return "has no figures"
    own = [_span(item) for item in figures if item.series == "own"]
    others = [f"{item.series} for {_span(item)}" for item in figures if item.series != "own"]
    first = [f"has figures for {listing(own)}"] if own else ["has no figures of its own"]
    return "; ".join([*first, *([f"beside them {listing(others)}"] if others else [])])


def _span(item: FiguresPresent) -> str:
    return str(item.first) if item.first == item.last else f"{item.first} to {item.last}"


def trace_page(found: Trace, wanted: str, columns: int = 100) -> str:
    """Both trees in one of the formats table, md, json; text is `columns` wide at most."""
    if wanted == "json":
        return json.dumps(_plain(found), ensure_ascii=False, indent=2) + "\n"
    markdown = wanted == "md"
    parts = [_heading(found, markdown, columns)]
    for title, branches, nothing in (
        ("What feeds it", found.fed_by, "Nothing in the folder feeds it."),
        ("What it feeds", found.feeds, "It feeds nothing in the folder."),
    ):
        lines = list(_lines(found.thing.kind, branches, 0, markdown, columns)) or [nothing]
        parts.append("\n".join([f"## {title}", "", *lines] if markdown else [title, *lines]))
    return "\n\n".join(parts) + "\n"


def _heading(found: Trace, markdown: bool, columns: int) -> str:
    thing = found.thing
    title = f"{thing.id}: {kind_words(thing.kind)}"
    says = [text for text in (_text(thing.text, thing.id), _sentence(figures_words(found.figures))) if text]
    if markdown:
        return "\n\n".join([f"# {_escaped(title)}", *(_escaped(text) for text in says)])
    return "\n".join([title, *(f"  {line}" for text in says for line in wrapped(text, columns - 2, cut=False))])


def _lines(above: str, branches: Sequence[Traced], level: int, markdown: bool, columns: int) -> Iterator[str]:
    for item in branches:
        thing = item.thing
        notes = [text for text in (figures_words(item.figures), "followed elsewhere" if item.again else "") if text]
        text = shortened(_text(thing.text, thing.id), _LONGEST)
        said = f"{kind_words(thing.kind)}{f': {text}' if text else ''}{''.join(f' ({note})' for note in notes)}"
        words = relation_words(above, item)
        if markdown:
            yield f"{'  ' * level}- {words} `{thing.id}`, {_escaped(said)}"
        else:
            lead = "  " * (level + 1)
            first, *more = wrapped(f"{words} `{thing.id}`, {said}", columns - len(lead) - 2, cut=False)
            yield f"{lead}- {first}"
            yield from (f"{lead}  {line}" for line in more)
        yield from _lines(thing.kind, item.below, level + 1, markdown, columns)


def _text(text: str, id_: str) -> str:
    return "" if text == id_ else one_line(text)


def _sentence(text: str) -> str:
    return f"It {text}." if text else ""


def _escaped(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|~" else c for c in harmless(text))


def _plain(found: Trace) -> dict[str, object]:
    thing = found.thing
    return {
        "id": thing.id,
        "kind": thing.kind,
        "text": thing.text,
        "figures": _plain_figures(found.figures),
        "fed_by": [_plain_branch(thing.kind, item) for item in found.fed_by],
        "feeds": [_plain_branch(thing.kind, item) for item in found.feeds],
    }


def _plain_branch(above: str, item: Traced) -> dict[str, object]:
    return {
        "relation": relation_words(above, item),
        "id": item.thing.id,
        "kind": item.thing.kind,
        "text": item.thing.text,
        "figures": _plain_figures(item.figures),
        "again": item.again,
        "below": [_plain_branch(item.thing.kind, one) for one in item.below],
    }


def _plain_figures(figures: Sequence[FiguresPresent] | None) -> list[dict[str, str]] | None:
    if figures is None:
        return None
    return [{"series": item.series, "from": str(item.first), "to": str(item.last)} for item in figures]
