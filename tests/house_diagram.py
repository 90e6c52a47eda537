"""The house as a picture and a table, made from the imports. `python tests/house_diagram.py` writes both anew."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import NamedTuple

from helpers import ROOT
from test_house import FLOORS, NAMES, dotted_name, imports_of, room_of

PICTURE = ROOT / "docs" / "images" / "house.svg"
PAGE = ROOT / "docs" / "architecture.md"
BEGIN, END = "<!-- made by tests/house_diagram.py -->", "<!-- end -->"


class Room(NamedTuple):
    """Where a room stands in the picture (in columns from the left), and what it is for, a few words a line."""

    column: float
    about: tuple[str, ...]


ROOMS = {
    "__main__": Room(1.5, ("the command qaf",)),
    "__init__": Room(3, ("the same for Python",)),
    "cli": Room(1.5, ("one file a command:", "parse, call, exit code")),
    "api": Room(1.5, ("what can be done", "with a folder")),
    "report": Room(1.5, ("pages: facts into words,", "charts, HTML, PDF")),
    "rules": Room(1.5, ("judgements with a code:", "findings and gaps")),
    "analysis": Room(0, ("facts: coverage, trends,", "programme, questions")),
    "sharing": Room(3, ("bundles, out and in",)),
    "disclosure": Room(1, ("small numbers withheld,", "audited, editions tied")),
    "data": Room(2, ("files and recipes", "into figures")),
    "workspace": Room(1.5, ("the folder and the store:", "reading and rewriting")),
    "statistics": Room(0, ("intervals, control charts,", "funnels, tests")),
    "model": Room(1.5, ("what the words mean:", "areas, measures, periods")),
    "formats": Room(3, ("findings and tables", "as text, JSON, CSV")),
    "ground": Room(1.5, ("codes, findings, errors,", "files written safely")),
}
WIDTH, HEIGHT, ACROSS, DOWN, LEFT, TOP = 196, 58, 214, 92, 70, 20


@cache
def uses() -> dict[str, set[str]]:
    """For each room the rooms that its files import from."""
    found: dict[str, set[str]] = {room: set() for room in ROOMS}
    for name in NAMES:
        room = room_of(dotted_name(name))
        used = {room_of(module) for module, _ in imports_of(name) if module.split(".")[0] == "qaf"}
        found[room] |= used - {room}
    return found


def lines(used: dict[str, set[str]]) -> list[tuple[str, str]]:
    """Which room rests on which, without those that follow: where a rests on b and b on c, a may use c as well."""
    below = {room: _all_below(room, used) for room in used}
    return [
        (room, other)
        for room in ROOMS
        for other in ROOMS
        if other in used[room] and not any(other in below[between] for between in used[room] - {other})
    ]


def _all_below(room: str, used: dict[str, set[str]]) -> set[str]:
    return used[room].union(*(_all_below(other, used) for other in used[room]))


def picture() -> str:
    """The picture as SVG; nothing in it is loaded from elsewhere."""
    used = uses()
    highest = max(FLOORS.values())
    width, height = LEFT + 4 * ACROSS, TOP + highest * DOWN + HEIGHT + 20
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'role="img" aria-labelledby="t d" font-family="sans-serif">',
        '<title id="t">The house</title>',
        f'<desc id="d">Ten floors. {escape(_in_words(used))}</desc>',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
    ]
    for floor in range(highest + 1):
        parts.append(f'<text x="14" y="{_y(floor) + 34}" font-size="14" fill="#595959">{floor}</text>')
    for room, other in lines(used):
        points = " ".join(f"{x:g},{y}" for x, y in _way(room, other))
        parts.append(f'<polyline points="{points}" fill="none" stroke="#5b6f82" stroke-width="1.5"/>')
    for room, (_, about) in ROOMS.items():
        x, y = _at(room)
        box = f'x="{x - WIDTH / 2:g}" y="{y}" width="{WIDTH}" height="{HEIGHT}"'
        parts.append(f'<rect {box} rx="3" fill="#eef3f7" stroke="#33475b"/>')
        texts = [(20, f'font-size="15" font-weight="bold" fill="#14202b">{room}')]
        texts += [(36 + 14 * row, f'font-size="12" fill="#33475b">{escape(text)}') for row, text in enumerate(about)]
        parts += [f'<text x="{x:g}" y="{y + down}" text-anchor="middle" {text}</text>' for down, text in texts]
    return "\n".join([*parts, "</svg>", ""])


def _y(floor: int) -> int:
    return TOP + (max(FLOORS.values()) - floor) * DOWN


def _at(room: str) -> tuple[float, int]:
    """The middle of a room's upper edge."""
    return LEFT + (ROOMS[room].column + 0.5) * ACROSS, _y(FLOORS[room])


def _way(room: str, other: str) -> list[tuple[float, int]]:
    """The corners of the line between two rooms. Past a floor it goes upright, on the side where nothing stands."""
    (x1, y1), (x2, y2) = _at(room), _at(other)
    ends = [(x1, y1 + HEIGHT), (x2, y2)]
    if FLOORS[room] - FLOORS[other] == 1 or x1 == x2:
        return ends
    middle = ROOMS["ground"].column
    between = (DOWN - HEIGHT) // 2
    outer_first = abs(ROOMS[room].column - middle) > abs(ROOMS[other].column - middle)
    y = y2 - between if outer_first else y1 + HEIGHT + between
    return [ends[0], (x1, y), (x2, y), ends[1]]


def _in_words(used: dict[str, set[str]]) -> str:
    found: dict[str, list[str]] = {}
    for room, other in lines(used):
        found.setdefault(room, []).append(other)
    return " ".join(f"{room} rests on {' and '.join(others)}." for room, others in found.items())


def table() -> str:
    """Which room imports from which, as Markdown."""
    used = uses()
    rows = [
        f"| {FLOORS[room]} | `{room}` | {' '.join(ROOMS[room].about)} | "
        f"{', '.join(f'`{other}`' for other in ROOMS if other in used[room]) or 'none'} |"
        for room in ROOMS
    ]
    return "\n".join(["| floor | room | what it is for | imports from |", "| --- | --- | --- | --- |", *rows])


def page() -> str:
    """docs/architecture.md with its table as it has to be."""
    text = PAGE.read_text(encoding="utf-8")
    return re.sub(f"{BEGIN}.*?{END}", lambda _: f"{BEGIN}\n\n{table()}\n\n{END}", text, flags=re.DOTALL)


def main() -> None:
    PICTURE.write_text(picture(), encoding="utf-8", newline="\n")
    PAGE.write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
