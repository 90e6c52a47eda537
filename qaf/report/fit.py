"""How much of a sheet fits on the front of one A3 page, and how small it has to be printed.

Heights are estimated in CSS pixels from the length of the texts, for type of the metrics of Arial at the sizes of the
style sheet. Where a sheet is too full it is printed a little smaller, down to a floor; what is still too much stands
on the back, and the front says so. On a screen nothing is shrunk.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from qaf.report.page import Fit, Section, Summary
from qaf.report.parts import ActionLine, GoodLine, MeasureLine, Panel, ProsePart, StoryText, Table

ZOOMS = (112, 106, 100, 95, 90, 85)
"""Sizes at which a sheet can be printed, in per cent: larger where there is room, never smaller than the last."""

SUMMARY_ZOOMS = (100, 95, 90, 85, 80, 75, 70)
"""Sizes at which the summary can be printed: one page is worth more there than large type."""

STORY_ZOOMS = (140, 130, 120, 110, 100, 90)
"""Sizes at which stories can be printed."""

HEIGHT = 976
"""What is left of an A3 page between a sheet's head and its foot; the estimates run a little high."""

LEFT, MIDDLE, RIGHT = 270, 800, 370
"""Widths of the three columns."""

FLOW_WIDTH = 300
"""Width at which a flow is shown; the style sheet says the same."""

PAGE = 1497
"""Width of the page."""

SUMMARY_WIDTHS = (490, 360, 280)
"""Widths of the three columns of the summary: outcome, quality, quantity."""

BODY, SMALLER, SMALL, TITLE = 18.9, 17.0, 14.9, 16.2
"""Heights of a line: text, text on the back, small print, a panel's title."""

_BODY_LETTER, _SMALL_LETTER, _TITLE_LETTER, _LEAD_LETTER = 6.05, 4.95, 6.3, 8.0
_HEADING = 27.0


def fit(section: Section) -> Fit:
    """The largest size at which everything fits; at the smallest, how much of each list does."""
    for zoom in ZOOMS:
        if all(height <= HEIGHT * 100 / zoom for height in heights(section, zoom)):
            counts = (len(section.good), len(_open(section)), len(section.questions), len(section.story))
            return Fit(zoom, back_zoom(section), *counts, flows_fit(section))
    return _cut(section, ZOOMS[-1])


def back_zoom(section: Section) -> int:
    """The largest size at which the back fits one page; the smallest where it runs on to another."""
    flows = _flows(section) if flows_fit(section) else 0.0
    return next((zoom for zoom in ZOOMS if _back(section, 100 / zoom) + flows <= HEIGHT * 100 / zoom), ZOOMS[-1])


def flows_fit(section: Section) -> bool:
    """Whether there are flows of ratings before and after: they show the key outcome, so they stand on the back always.

    What there is no room for behind them runs on to the next page.
    """
    return bool(section.flows)


def _flows(section: Section) -> float:
    """Four beside each other, with a heading, and a line of what the bars mean."""
    tall = [flow.height * FLOW_WIDTH / flow.width for flow in section.flows]
    return sum(max(tall[at : at + 4]) + 10 for at in range(0, len(tall), 4)) + _HEADING + SMALL + 24


def _back(section: Section, scale: float) -> float:
    third = PAGE * scale / 3 - 24
    told = sum(_prose(part, third) + _HEADING for part in section.by_measure)
    notes = [note for table in section.places for note in table.notes]
    tables = sum(58 + 17.0 * len(table.rows) for table in section.places)
    tables += sum(lines(note, PAGE * scale, _SMALL_LETTER) * SMALL for note in notes)
    tables += sum(lines(one, PAGE * scale - 24) * SMALLER for one in section.coarser) + _HEADING * bool(section.coarser)
    evidence = sum(
        14 + lines(one.says, third) * SMALLER + lines(one.cite, third, _SMALL_LETTER) * SMALL
        for one in section.evidence
    )
    seen = 27.0 * len(section.sources) + sum(lines(gap.message, third) * SMALLER + 12 for gap in section.gaps)
    seen += 44 * len((*section.also, *section.without)) + 30
    aims = sum(
        16 + SMALL + lines(one.text, third) * SMALLER
        + sum(
            lines(text, third, _SMALL_LETTER)
            for text in ("Aims at: " + "; ".join(one.aims), one.latest, *one.since)
        ) * SMALL
        for one in section.actions
    )  # fmt: skip
    return (told / 3 + 2 * _HEADING if told else 0) + tables + max(evidence, seen, aims) + 2 * _HEADING + 40


def heights(section: Section, zoom: int = 100) -> tuple[float, float, float]:
    """The heights of the left, middle and right column of a front printed at `zoom`, before zooming."""
    scale = 100 / zoom
    left = _why(section, scale) + sum(_good(one, scale) for one in section.good)
    middle = _figures(section, scale) + _actions(_open(section), scale)
    right = sum(_story(part, scale) for part in section.story) + _questions(section.questions, scale)
    right += _events(section, scale)
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
    room -= _events(section, scale)
    story_room = room - _questions(section.questions, scale)
    story = _that_fit((_story(part, scale) for part in section.story), story_room)
    taken = sum(_story(part, scale) for part in section.story[:story])
    asked = [_questions(section.questions[:count], scale) for count in range(len(section.questions) + 1)]
    questions = max((count for count, height in enumerate(asked) if height <= room - taken), default=1)
    counts = (max(good, 1), max(kept, min(2, len(actions))), max(questions, 1), max(story, 1))
    return Fit(zoom, back_zoom(section), *counts, flows_fit(section))


def summary_zoom(summary: Summary) -> int:
    """The largest size up to 100 at which the summary fits one page; the smallest where it does not."""
    sizes = SUMMARY_ZOOMS
    return next((zoom for zoom in sizes if _summary(summary, 100 / zoom) <= HEIGHT * 100 / zoom), sizes[-1])


def _summary(summary: Summary, scale: float) -> float:
    total = 20 + lines(summary.opening, 800, 6.9) * 21.9 + 80 + 30
    for area in summary.areas:
        cells = zip((area.outcome, area.quality, area.quantity), SUMMARY_WIDTHS, strict=True)
        total += 24 + max(40.0, *(sum(_said(line, width * scale) for line in cell) for cell, width in cells))
    foot = [(PAGE * scale - 60) * part / 4.6 for part in (2, 1.3, 1.3)]
    unknown = sum(
        lines(f"{one.words}: {', '.join(dict.fromkeys(one.about))}", foot[0]) * BODY + 6 for one in summary.unknown
    )
    doing = sum(
        17 + lines(one.text, foot[1]) * BODY + lines(_meta(one), foot[1], _SMALL_LETTER) * SMALL
        for one in summary.next_due
    )
    notes = tuple(filter(None, (summary.balance, summary.tests, summary.withheld)))
    rests = 20.0 * len(summary.kinds) + sum(lines(text, foot[2]) * BODY + 9 for text in notes)
    return total + max(unknown + 30, doing + 60, rests + 40)


def _said(line: MeasureLine, width: float) -> float:
    words = lines(line.text, width, 5.7) * 17 + 9
    if line.missing:
        return words + 17
    return words + 20 * len(line.headlines) + lines(f"{line.behind} {line.beside}", width, _SMALL_LETTER) * SMALL


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
    return 26 + _HEADING + max(sum(each) / 2, tallest) + (tallest / 2 if len(each) % 2 and len(each) > 1 else 0)


def _meta(action: ActionLine) -> str:
    return " · ".join((action.status, action.owner, action.when, action.milestones))


def _story(part: ProsePart, scale: float) -> float:
    return _HEADING + 15 + _prose(part, RIGHT * scale)


def _prose(part: ProsePart, width: float) -> float:
    paragraphs = [text for text in part.text.text.split("\n\n") if text.strip()] or [part.missing]
    return sum(lines(text, width) * BODY + 8.5 for text in paragraphs)


def _events(section: Section, scale: float) -> float:
    """The events that mark the charts, in small print at the foot of the right column."""
    texts = [f"a {one.when}: {one.text}" for one in section.events]
    return (
        26 + _HEADING + sum(lines(text, RIGHT * scale, _SMALL_LETTER) * SMALL + 3 for text in texts) if texts else 0.0
    )


def _questions(questions: Sequence[str], scale: float) -> float:
    return 26 + _HEADING + sum(lines(text, RIGHT * scale - 24) * BODY + 9.5 for text in questions)
