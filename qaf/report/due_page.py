"""What is due, by owner, as a person or a program reads it: a table, Markdown, JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from qaf.analysis.due import DueItem, owners_of
from qaf.formats.display import harmless, one_line
from qaf.formats.tables import TextTable, as_markdown, as_text
from qaf.ground.text import listing, plural
from qaf.model.framework import Framework

KIND_WORDS = {
    "collection": "figures",
    "activity": "activity",
    "report": "report",
    "action": "action",
    "milestone": "step of an action",
    "accepted_gap": "accepted gap ends",
    "review": "review of the framework",
    "consent": "consent to a story ends",
    "post": "post ends",
}
NOBODY = "No owner named"


def due_page(
    framework: Framework, items: Sequence[DueItem], as_at: date, within: int, wanted: str, columns: int
) -> str:
    """The page in one of the formats table, md, json; a table is `columns` wide at most."""
    if wanted == "json":
        return _json(framework, items, as_at, within)
    markdown = wanted == "md"
    title = (
        f"Due by {_last(as_at, within)}: {one_line(framework.settings.organisation.name)}, as at {as_at.isoformat()}"
    )
    parts = [f"# {_escaped(title)}" if markdown else title, closing(items, within)]
    for owner, group in owners_of(items).items():
        table = TextTable(
            ["due", "how it stands", "what", "about"],
            [[item.due.isoformat(), standing(item), KIND_WORDS[item.kind], about(framework, item)] for item in group],
        )
        heading = harmless(one_line(framework.title(owner))) if owner else NOBODY
        parts.append(f"## {_escaped(heading)}" if markdown else heading)
        parts.append((as_markdown(table) if markdown else as_text(table, columns)).rstrip())
    return "\n\n".join(parts) + "\n"


def _last(as_at: date, within: int) -> str:
    return date.fromordinal(as_at.toordinal() + within).isoformat()


def closing(items: Sequence[DueItem], within: int) -> str:
    """How much is overdue and how much is due, in a sentence."""
    overdue = sum(item.overdue for item in items)
    if not items:
        return f"Nothing is overdue, and nothing falls due within {plural(within, 'day')}."
    coming = f"{len(items) - overdue} due within {plural(within, 'day')}"
    return f"{overdue or 'Nothing'} overdue, {coming}."


def standing(item: DueItem) -> str:
    """`overdue by 3 days`, `today`, `in 12 days`."""
    if item.overdue:
        return f"overdue by {plural(-item.days, 'day')}"
    return f"in {plural(item.days, 'day')}" if item.days else "today"


def about(framework: Framework, item: DueItem) -> str:
    """What it is about in a few words."""
    names = listing(framework.title(id_) for id_ in item.from_)
    if item.kind == "collection":
        sender = f", from {names}" if names else ""
        return f"{item.title}: {item.detail}{sender}"
    if item.kind == "report":
        return f"{item.title}, to {names}" if names else item.title
    if item.kind == "milestone":
        return f"{item.detail or 'A step'} ({item.title})"
    if item.kind == "accepted_gap":
        return f"{item.about.partition(' ')[0]} {item.title}"
    if item.kind == "review":
        return f"{item.title}, version {item.detail}" if item.detail else item.title
    spelt = f" ({item.detail})" if item.detail and item.detail != item.due.isoformat() else ""
    return f"{item.title}{spelt}"


def _escaped(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|~" else c for c in text)


def _json(framework: Framework, items: Sequence[DueItem], as_at: date, within: int) -> str:
    content = {
        "format": "qaf-due/1",
        "organisation": framework.settings.organisation.id,
        "as_at": as_at.isoformat(),
        "within": within,
        "overdue": sum(item.overdue for item in items),
        "due": [
            {
                "kind": item.kind,
                "about": item.about,
                "title": item.title,
                "detail": item.detail,
                "owner": item.owner or None,
                "due": item.due.isoformat(),
                "days": item.days,
                "overdue": item.overdue,
                "from_or_to": list(item.from_),
            }
            for item in items
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
