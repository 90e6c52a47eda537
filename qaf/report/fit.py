"""How much of a sheet fits on the front of one A3 page, and how small it has to be printed.

Heights are estimated in CSS pixels from the length of the texts, for type of the metrics of Arial at the sizes of the
style sheet. Where a sheet is too full it is printed a little smaller, down to a floor; what is still too much stands
on the back, and the front says so. On a screen nothing is shrunk.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from qaf.report.page import Fit, Section
from qaf.report.parts import ActionLine, GoodLine, Panel, ProsePart, Table

ZOOMS = (100, 95, 90, 85)
"""Sizes at which a front can be printed, in per cent."""

HEIGHT = 972
"""What is left of an A3 page between a sheet's head and its foot."""

LEFT, MIDDLE, RIGHT = 270, 800, 370
"""Widths of the three columns."""

BODY, SMALL, TITLE = 18.9, 14.9, 16.2
"""Heights of a line: text, small print, a panel's title."""

_BODY_LETTER, _SMALL_LETTER, _TITLE_LETTER, _LEAD_LETTER = 6.05, 4.95, 6.3, 8.0
_HEADING = 27.0


def fit(section: Section) -> Fit:
    """The largest size at which everything fits; at the smallest, how much of each list does."""
    for zoom in ZOOMS:
        if all(height <= HEIGHT * 100 / zoom for height in heights(section, zoom)):
            return Fit(zoom, len(section.good), len(_open(section)), len(section.questions), len(section.story))
    return _cut(section, ZOOMS[-1])


def heights(section: Section, zoom: int = 100) -> tuple[float, float, float]:
    """The heights of the left, middle and right column of a front printed at `zoom`, before zooming."""
    scale = 100 / zoom
    left = _why(section, scale) + sum(_good(one, scale) for one in section.good)
    middle = _figures(section, scale) + _actions(_open(section), scale)
    right = sum(_story(part, scale) for part in section.story) + _questions(section.questions, scale)
    return left, middle, right


def _cut(section: Section, zoom: int) -> Fit:
    """Whole entries from the top of each list as far as there is room; at least one of each."""
    scale = 100 / zoom
    room = HEIGHT * scale - BODY
    good = _that_fit((_good(one, scale) for one in section.good), room - _why(section, scale))
    actions = _open(section)
    rows = [_actions(actions[:count], scale) for count in range(len(actions) + 1)]
    space = room - _figures(section, scale)
    kept = max((count for count, height in enumerate(rows) if height <= space), default=0)
    story_room = room - _questions(section.questions, scale)
    story = _that_fit((_story(part, scale) for part in section.story), story_room)
    taken = sum(_story(part, scale) for part in section.story[:story])
    asked = [_questions(section.questions[:count], scale) for count in range(len(section.questions) + 1)]
    questions = max((count for count, height in enumerate(asked) if height <= room - taken), default=1)
    return Fit(zoom, max(good, 1), max(kept, min(2, len(actions))), max(questions, 1), max(story, 1))


def _that_fit(sizes: Iterable[float], room: float) -> int:
    count, total = 0, 0.0
    for size in sizes:
        total += size
        if total > room:
            break
        count += 1
    return count


def _open(section: Section) -> Sequence[ActionLine]:
    return [action for action in section.actions if action.open]


def lines(text: str, width: float, letter: float = _BODY_LETTER) -> int:
    """About how many lines a text takes in a column of that width."""
    return max(1, math.ceil(len(text) * letter / width * 1.03))


def _why(section: Section, scale: float) -> float:
    return 2 * _HEADING + 16 + lines(section.why or "none", LEFT * scale) * BODY


def _good(item: GoodLine, scale: float) -> float:
    shown = "Shown by: " + "; ".join(item.shown_by)
    below = lines(shown, LEFT * scale, _SMALL_LETTER) * SMALL + 3 if item.shown_by else BODY + 3
    return 37 + lines(item.text, LEFT * scale) * BODY + below


def _figures(section: Section, scale: float) -> float:
    total = 62.0 if section.no_outcome else 0.0
    panels = list(section.panels)
    if section.lead:
        beside = panels[:1]
        widths = [MIDDLE * scale * 2 / 3 - 12, MIDDLE * scale / 3 - 12]
        row = [
            _panel(panel, width, index == 0)
            for index, (panel, width) in enumerate(zip([section.lead, *beside], widths, strict=False))
        ]
        total += max(row) + 14
        panels = panels[1:]
    if panels:
        width = MIDDLE * scale / min(len(panels), 3) - 14
        rows = [panels[start : start + 3] for start in range(0, len(panels), 3)]
        total += sum(max(_panel(panel, width) for panel in row) + 14 for row in rows)
    return total or 60.0 + 24 * len(section.without)


def _panel(panel: Panel, width: float, lead: bool = False) -> float:
    letter, line = (_LEAD_LETTER, 19.0) if lead else (_TITLE_LETTER, TITLE)
    head = 34 + lines(panel.title, width, letter) * line + (30 if lead else 24)
    behind = f"{panel.behind} {panel.beside}"
    head += lines(behind, width, _SMALL_LETTER) * SMALL if behind.strip() else 0
    chart = panel.chart.height * width / panel.chart.width if panel.chart else 0.0
    notes = sum(lines(note, width, _SMALL_LETTER) * SMALL for note in panel.notes)
    return head + 9 + lines(panel.subtitle, width, 4.75) * 14 + chart + _table(panel.table) + notes


def _table(table: Table | None) -> float:
    return 17.0 * (len(table.rows) + 1) if table else 0.0


def _actions(actions: Sequence[ActionLine], scale: float) -> float:
    """Two columns, each about half of the whole."""
    width = MIDDLE * scale / 2 - 16
    each = [
        17 + lines(action.text, width) * BODY + lines(_meta(action), width, _SMALL_LETTER) * SMALL for action in actions
    ]
    tallest = max(each, default=BODY)
    return 26 + _HEADING + max(sum(each) / 2, tallest) + (tallest / 2 if len(each) % 2 and len(each) > 1 else 0) + 16


def _meta(action: ActionLine) -> str:
    return " · ".join((action.status, action.owner, action.when, action.milestones))


def _story(part: ProsePart, scale: float) -> float:
    body = part.text.text
    paragraphs = [text for text in body.split("\n\n") if text.strip()] or [part.missing]
    return _HEADING + 15 + sum(lines(text, RIGHT * scale) * BODY + 8.5 for text in paragraphs)


def _questions(questions: Sequence[str], scale: float) -> float:
    return 26 + _HEADING + sum(lines(text, RIGHT * scale - 24) * BODY + 9.5 for text in questions)
