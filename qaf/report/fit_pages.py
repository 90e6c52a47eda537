"""How small the summary and the stories have to be printed, each on one A3 page. Heights are estimated as in `fit`."""

from __future__ import annotations

from collections.abc import Sequence

from qaf.report.fit import BODY, HEIGHT, PAGE, lines
from qaf.report.page import Summary
from qaf.report.parts import ActionLine, MeasureLine, StoryText

SUMMARY_ZOOMS = (112, 106, 100, 95, 90, 85, 80, 75, 70)
"""Sizes at which the summary can be printed: one page is worth more there than large type."""

STORY_ZOOMS = (140, 130, 120, 110, 100, 90)
"""Sizes at which stories can be printed."""

COLUMN = 0.2
"""The part of the page that each of the four columns of the summary has."""

ABOUT = 0.97
"""How tall the summary is beside its estimate, in which every last line of a paragraph counts as a whole one."""

_SMALL, _SMALL_LETTER = 17.5, 5.85
"""Small print of the summary: never under seven points, whatever the size."""


def summary_zoom(summary: Summary, otherwise: int = SUMMARY_ZOOMS[-1]) -> int:
    """The largest size at which the summary fits one page; `otherwise` where it does not at any."""
    fitting = (zoom for zoom in SUMMARY_ZOOMS if _summary(summary, 100 / zoom) * ABOUT <= HEIGHT * 100 / zoom)
    return next(fitting, otherwise)


def _summary(summary: Summary, scale: float) -> float:
    total = 50 + max(lines(summary.answer, 1050 * scale, 11) * 31 + lines(summary.opening, 700) * BODY + 8, 130)
    width = PAGE * scale * COLUMN - 24
    for area in summary.areas:
        cells = [sum(_said(line, width) for line in held) for held in area.columns.values()]
        total += 9 + max(44.0, *cells) + 22 * (not area.has_outcome)
    foot = (PAGE * scale - 90) / 4
    unknown = sum(
        lines(f"{one.words}: {', '.join(dict.fromkeys(one.about))}", foot) * BODY + 6 for one in summary.unknown
    )
    past = sum(_action(one, foot) for one in summary.past) + lines(summary.past_words, foot) * BODY
    doing = sum(_action(one, foot) for one in summary.next_due)
    notes = tuple(filter(None, (summary.balance, summary.tests, summary.withheld)))
    rests = 20.0 * len(summary.kinds) + sum(lines(text, foot) * BODY + 9 for text in notes)
    rests += sum(lines(text, foot) * BODY + 6 for text in summary.since) + 30 * bool(summary.since)
    steps = sum(lines(text, 900 * scale) * BODY + 12 for text in summary.next_steps)
    return total + steps + max(unknown + 50, past + 42, doing + 42, rests + 36)


def _action(one: ActionLine, width: float) -> float:
    meta = " · ".join((one.status, one.owner, one.when, one.milestones))
    latest = lines(one.latest, width, _SMALL_LETTER) * _SMALL + 3 if one.latest and not one.open else 0.0
    return 13 + lines(one.text, width) * BODY + lines(meta, width, _SMALL_LETTER) * _SMALL + latest


def _said(line: MeasureLine, width: float) -> float:
    words = lines(line.text, width, _SMALL_LETTER) * _SMALL + 6
    if line.missing:
        return words + 16 + lines(line.missing, width, _SMALL_LETTER) * _SMALL
    return words + 22 * (len(line.headlines) - 1) + 22 + lines(line.message, width, _SMALL_LETTER) * _SMALL


def stories_zoom(stories: Sequence[StoryText]) -> int:
    """How large the stories of one page can be printed: they are read aloud, so the larger the better."""
    if not stories:
        return STORY_ZOOMS[-1]
    columns = min(3, len(stories))
    for zoom in STORY_ZOOMS:
        width = min(620.0, PAGE * 100 / zoom / columns - 36)
        tall = [sum(lines(text, width, 6.6) * 21.4 + 9 for text in one.text.text.split("\n\n")) + 70 for one in stories]
        rows = [max(tall[start : start + columns]) + 26 for start in range(0, len(tall), columns)]
        if sum(rows) <= (HEIGHT - 90) * 100 / zoom:
            return zoom
    return STORY_ZOOMS[-1]
