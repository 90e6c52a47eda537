"""The book on one page of this machine, built again whenever something of the folder is saved."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Event

from qaf.ground.errors import QafError
from qaf.ground.places import below, ordinary_bytes

LOOKS = 0.15
"""Seconds between two looks at the folder. What is being saved has to look the same twice."""


@dataclass(frozen=True)
class Wished:
    """What is served: the book of a folder on a day, of a period ("" for the latest whole year)."""

    root: Path
    as_at: date
    period: str = ""


def serve(wished: Wished, port: int, said: Callable[[str], None], stop: Event) -> None:
    """Serve the book until `stop` is set; `said` is told the address, and what each build came to.

    Nothing is written into the folder: the pages are built in a folder of their own that goes away again. A book that
    withholds nothing cannot be asked for here. Raises `QafError` where the port cannot be had.
    """
    from qaf.report.serve import PageServer, trouble_page

    with tempfile.TemporaryDirectory(prefix="qaf-serve-") as name:
        out = Path(name)
        server = PageServer(port)
        try:
            server.show(trouble_page("The book is being built", "A moment, please."))
            said(server.address)
            seen = ""
            for now in _settled(wished, stop):
                if now != seen:
                    seen = now
                    page, words = _build(wished, out)
                    server.show(page)
                    said(words)
        finally:
            server.close()


def _settled(wished: Wished, stop: Event) -> Iterator[str]:
    """How the folder looks, at once and then each time that it has looked the same twice."""
    last = _look(wished.root)
    yield last
    while not stop.wait(LOOKS):
        now = _look(wished.root)
        if now == last:
            yield now
        last = now


def _build(wished: Wished, out: Path) -> tuple[bytes, str]:
    """The page as it is now, or one that says what is wrong; and the same in a sentence."""
    from qaf.api.book import refuse_errors, report
    from qaf.api.folder import open_folder
    from qaf.api.forms import period_for
    from qaf.report.serve import trouble_page

    try:
        folder = open_folder(wished.root)
        if folder.root != wished.root:
            raise QafError("The folder has no qaf.yaml any more.")
        refuse_errors(folder)
        period = period_for("book", wished.period, wished.as_at, folder.framework.settings.year_starts)
        report(folder, out, period=period, as_at=wished.as_at, formats=("html",))
        return (out / "book.html").read_bytes(), "The book was built."
    except QafError as error:
        return trouble_page("The book cannot be built", _told(error)), f"The book cannot be built: {error.message}"


def _told(error: QafError) -> str:
    """What a terminal would show of an error: its findings with file and line, its sentence, and its help."""
    from qaf.formats.findings import FORMATS

    found = FORMATS["text"](list(error.findings), error.source or (lambda _: None), False) if error.findings else ""
    return "\n".join(filter(None, (found, error.message, error.help)))


def _look(root: Path) -> str:
    """Every file below the folder and in the places that it names outside, with size and time, as one text."""
    found: list[str] = []
    left = [str(root), *_outside(root)]
    seen: set[str] = set()
    while left:
        real = os.path.realpath(left.pop())
        if real in seen:
            continue
        seen.add(real)
        try:
            with os.scandir(real) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir():
                        left.append(entry.path)
                        continue
                    found.append(_state(entry))
        except OSError:
            found.append(f"{real} cannot be listed")
    return "\n".join(sorted(found))


def _state(entry: os.DirEntry[str]) -> str:
    try:
        state = entry.stat()
    except OSError:
        return f"{entry.path} cannot be seen"
    return f"{entry.path} {state.st_size} {state.st_mtime_ns}"


def _outside(root: Path) -> list[str]:
    """Folders outside that the settings name: of the figures, and those in which the members' bundles lie."""
    from qaf.workspace.tree import SETTINGS_FILE
    from qaf.workspace.yaml_reader import read_yaml

    try:
        data = read_yaml(ordinary_bytes(root / SETTINGS_FILE)).data
    except OSError:
        return []
    settings = data if isinstance(data, dict) else {}
    figures, members = settings.get("figures"), settings.get("members")
    named = [figures.get("folder")] if isinstance(figures, dict) else []
    for member in members if isinstance(members, list) else ():
        if isinstance(member, dict):
            named += [member.get("folder"), os.path.dirname(str(member.get("bundle") or "")) or None]
    return [str(below(root, name)) for name in named if isinstance(name, str)]
