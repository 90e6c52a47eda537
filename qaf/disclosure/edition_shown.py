"""An edition's figures in the form in which figures may leave: they are out already, exactly as they stand there."""

from __future__ import annotations

import json
from datetime import date

from qaf.disclosure.editions import FOLDER, Edition
from qaf.model.figure import Figure, is_symbol, number
from qaf.model.protected import NOT_GIVEN, ProtectedFigure, ProtectedFigures, Shown
from qaf.workspace.tree import Tree, UnreadableError

BOOK_FILE = "book.json"


def was_shown(edition: Edition) -> ProtectedFigures:
    """What an edition showed, with the profile that protected it, in the order of its file."""
    return ProtectedFigures(edition.profile.name, tuple(map(_shown, edition.figures)))


def edition_days(tree: Tree) -> dict[str, date]:
    """The as-at day of each edition that tells one in its `book.json`, by name."""
    days = {}
    for path in tree.files():
        parts = path.split("/")
        if len(parts) == 3 and parts[0] == FOLDER and parts[2] == BOOK_FILE:
            day = _day(tree, path)
            if day is not None:
                days[parts[1]] = day
    return days


def _day(tree: Tree, path: str) -> date | None:
    try:
        said = json.loads(tree.read(path))
        return date.fromisoformat(said["as_at"])
    except (UnreadableError, ValueError, TypeError, KeyError, RecursionError):
        return None


def _shown(figure: Figure) -> ProtectedFigure:
    numerator, denominator, value = map(_cell, (figure.numerator, figure.denominator, figure.value))
    return ProtectedFigure(
        *figure.key,
        numerator=numerator,
        denominator=denominator,
        value=value,
        note=figure.note,
        published=figure.published,
        import_id=figure.import_id,
    )


def _cell(text: str) -> Shown:
    """A cell as it was printed. A grade stands as its id where other measures have a number."""
    if not text:
        return NOT_GIVEN
    if is_symbol(text):
        return Shown(symbol=text)
    value = number(text)
    return Shown(None if value is None else float(value), text)
