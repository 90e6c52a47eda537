"""An edition of the report book: what its `figures.csv` and `book.json` record."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

from qaf.disclosure.editions import FIGURES_FILE, edition_bytes
from qaf.disclosure.record import BOOK_FILE, Begun, record
from qaf.model.period import Period
from qaf.model.protected import ProtectedFigures
from qaf.report.page import NOT_IN_GIT, Book

FORMAT = "qaf-edition/1"


def begin_edition(
    root: Path,
    name: str,
    book: Book,
    figures: ProtectedFigures,
    *,
    period: Period,
    as_at: date,
    members: Sequence[Mapping[str, object]] = (),
) -> AbstractContextManager[Begun]:
    """Write an edition of a book aside, as `qaf.disclosure.record.record` does. Raises `QafError`.

    `members`: which bundle of each member of a partnership it was made with.
    """
    shown = shown_in(book, figures, period)
    files = {FIGURES_FILE: edition_bytes(shown), BOOK_FILE: book_bytes(name, book, shown, as_at, members)}
    return record(root, name, files)


def shown_in(book: Book, figures: ProtectedFigures, period: Period) -> ProtectedFigures:
    """The figures of an edition: all up to the end of its period, and those of later ones that its prose quotes."""
    kept = (one for one in figures if one.period.end <= period.end or (one.measure, one.period) in book.quoted)
    return ProtectedFigures(figures.profile, tuple(kept))


def book_bytes(
    name: str, book: Book, shown: ProtectedFigures, as_at: date, members: Sequence[Mapping[str, object]] = ()
) -> bytes:
    """What the book said, as JSON; the same book gives the same bytes."""
    cover = book.cover
    said: dict[str, object] = {
        "format": FORMAT,
        "qaf": cover.version,
        "edition": name,
        "title": cover.title,
        "organisation": cover.organisation,
        "period": cover.period,
        "as_at": as_at.isoformat(),
        "commit": "" if cover.commit == NOT_IN_GIT else cover.commit,
        "made_for": cover.made_for,
        "marking": cover.marking,
        "forms": ["book"],
        "sheets": [{"area": sheet.section.id, "name": sheet.section.name} for sheet in book.sheets],
        "profile": shown.profile,
        "figures": len(shown),
        "withheld": {"in_figures": shown.withheld(), "in_book": book.withheld},
    }
    if members:
        said["members"] = list(members)
    return (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
