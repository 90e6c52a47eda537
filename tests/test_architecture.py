"""docs/architecture.md shows the house as the imports have it: `python tests/house_diagram.py` draws it anew."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from house_diagram import HEIGHT, PAGE, PICTURE, ROOMS, WIDTH, lines, page, picture, uses
from test_house import FLOORS

SVG = "{http://www.w3.org/2000/svg}"


def test_picture_and_table_are_made_from_the_imports():
    assert PICTURE.read_text(encoding="utf-8") == picture(), "run: python tests/house_diagram.py"
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python tests/house_diagram.py"
    assert "| 0 | `ground` |" in PAGE.read_text(encoding="utf-8")


def test_every_room_is_drawn_once_and_none_covers_another():
    assert ROOMS.keys() == FLOORS.keys()
    drawing = ET.fromstring(picture())
    boxes = [(float(box.get("x")), float(box.get("y"))) for box in drawing.iter(f"{SVG}rect") if box.get("rx")]
    assert len(boxes) == len(set(boxes)) == len(ROOMS)
    for x, y in boxes:
        assert not [(a, b) for a, b in boxes if (a, b) != (x, y) and abs(a - x) < WIDTH and abs(b - y) < HEIGHT]
    assert len(drawing.findall(f"{SVG}polyline")) == len(lines(uses()))


def test_the_lines_say_what_the_imports_say():
    used = uses()
    reached = {room: {room} for room in ROOMS}
    for room in sorted(ROOMS, key=FLOORS.__getitem__):
        reached[room] |= {each for above, other in lines(used) if above == room for each in reached[other]}
    assert all(used[room] <= reached[room] for room in ROOMS), "a room uses what the picture does not lead to"
    assert ("rules", "analysis") in lines(used) and ("rules", "ground") not in lines(used)
    words = re.search(r"<desc.*?>(.*)</desc>", picture()).group(1)
    assert "cli rests on api." in words
