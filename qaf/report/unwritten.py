"""What a book says of entries that are still to be written: how many, and never their text."""

from __future__ import annotations

from collections import Counter

from qaf.ground.text import listing, plural
from qaf.model.framework import Framework
from qaf.model.written import Stub
from qaf.report.parts import GapText, UnknownLine

CODE = "QAF319"
_NAMES = {"good": "good statement"}
_PLURALS = {"story": "stories", "activity": "activities"}
_FILES = {
    "activity": "The timetable",
    "action": "The action plan",
    "source": "Shared sources",
}


def unwritten_of(framework: Framework, area: str) -> tuple[GapText, ...]:
    """What an area has begun and not written, counted in one sentence; nothing where there is none."""
    nameless = any((stub.kind, stub.id, stub.key) == ("area", area, "name") for stub in framework.stubs)
    lines = [GapText(CODE, "What this area is called is still to be written.")] if nameless else []
    counts = Counter(stub.kind for stub in _entries(framework) if stub.area == area)
    if not counts:
        return tuple(lines)
    what = listing(plural(count, _NAMES.get(kind, kind), _PLURALS.get(kind, "")) for kind, count in counts.items())
    return (*lines, GapText(CODE, f"Begun and still to be written, so not counted or printed here: {what}."))


def unwritten_in_all(framework: Framework) -> tuple[UnknownLine, ...]:
    """The line of the summary: where something is still to be written, once for each entry."""
    about = tuple(_place(framework, stub) for stub in _entries(framework))
    return (UnknownLine("Begun, and still to be written", about),) if about else ()


def _entries(framework: Framework) -> list[Stub]:
    """The first stub of each entry that is left out; a gap that nobody has accepted yet is told as a gap."""
    found: dict[tuple[str, str], Stub] = {}
    for stub in framework.stubs:
        if stub.left_out and stub.kind != "accepted-gap":
            found.setdefault((stub.kind, stub.id), stub)
    return list(found.values())


def _place(framework: Framework, stub: Stub) -> str:
    area = framework.areas.get(stub.area)
    if stub.kind == "area":
        return f"Area {stub.id}"
    return area.name if area else _FILES.get(stub.kind, "Governance")
