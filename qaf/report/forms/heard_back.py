"""The page with which a body hears back: what it asked last time, what came of it, and how long it took."""

from __future__ import annotations

from qaf.analysis.governance import meetings_of
from qaf.report.body_pack_page import PackItem, PackPart, body_pack_page
from qaf.report.desk import Desk
from qaf.report.forms.paper import Item, Items, Page, Part, Words


def with_heard_back(desk: Desk, form: str, pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """The pages of a form with what the body should hear back: first, but after a manager's page at a glance.

    Nothing is added where the form is made for nobody in particular.
    """
    page = heard_back(desk)
    if page is None:
        return pages
    before = 1 if form in ("quarterly", "monthly") else 0
    return (*pages[:before], page, *pages[before:])


def heard_back(desk: Desk) -> Page | None:
    """What the body should hear back, without a figure; None for nobody, or where nothing of it is on record."""
    body, as_at = desk.inputs.body, desk.inputs.as_at
    if not body:
        return None
    told = body_pack_page(desk.framework, body, as_at)
    if not told.parts and not meetings_of(desk.framework, body, as_at):
        return None
    parts = tuple(_part(part) for part in told.parts)
    if told.closing:
        parts = (*parts, Part("When this body meets next", (Words(told.closing),)))
    return Page("heard_back", f"Back to {told.name}", parts, lede=told.opening)


def _part(part: PackPart) -> Part:
    return Part(part.title, (Items(tuple(_item(item) for item in part.items)),))


def _item(item: PackItem) -> Item:
    then, *now = (_ended(text) for text in (item.then, *item.now))
    return Item("", strong=then, meta=tuple(now), missing="Still open." if item.late else "")


def _ended(text: str) -> str:
    """The text as a sentence that has come to its end, for others follow it on the same line."""
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."
