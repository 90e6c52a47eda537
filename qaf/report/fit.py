"""How much of a sheet fits on the front of one A3 page, and how small it has to be printed.

Heights are estimated in CSS pixels from the length of the texts, for type of the metrics of Arial at the sizes of the
style sheet. Where a sheet is too full it is printed a little smaller, down to a floor; what is still too much stands
on the back, and the front says so. On a screen nothing is shrunk.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from qaf.report.page import Fit, Section
from qaf.report.parts import ActionLine, Evidence, GoodLine, Panel, ProsePart, Question

ZOOMS = (112, 106, 100, 95, 90, 85)
"""Sizes at which a sheet can be printed, in per cent: larger where there is room, never smaller than the last."""

TALLER = 110
"""By how much a chart is drawn taller at most, in CSS pixels."""

HEIGHT = 976
"""What is left of an A3 page between a sheet's head and its foot; the estimates run a little high."""

LEFT, MIDDLE, RIGHT = 274, 783, 386
"""Widths of the three columns."""

FLOW_WIDTH = 300
"""Width at which a flow is shown; the style sheet says the same."""

PAGE = 1497
"""Width of the page."""

BODY, SMALLER, SMALL, TITLE = 18.9, 17.0, 14.9, 16.2
"""Heights of a line: text, text on the back, small print, a panel's title."""

_BODY_LETTER, _SMALL_LETTER, _TITLE_LETTER, _LEAD_LETTER = 6.05, 4.95, 6.3, 8.0
_HEADING = 27.0


def fit(section: Section) -> Fit:
    """The largest size at which everything fits; at the smallest, how much of each list does."""
    for zoom in ZOOMS:
        if all(height <= HEIGHT * 100 / zoom for height in heights(section, zoom)):
            counts = (len(section.good), len(_open(section)), len(section.questions), len(section.story))
            return Fit(zoom, back_zoom(section), *counts, flows_fit(section), len(section.evidence))
    least = _cut(section, ZOOMS[-1])
    return next((found for zoom in ZOOMS if _as_much(section, found := _cut(section, zoom), least)), least)


def _as_much(section: Section, found: Fit, least: Fit) -> bool:
    """Whether a larger size keeps in front what the smallest keeps, but for evidence after the first piece."""
    kept = (found.good, found.actions, found.questions, found.story, found.evidence)
    wanted = (least.good, least.actions, least.questions, least.story, min(1, least.evidence))
    return _in_room(section, found) and all(a >= b for a, b in zip(kept, wanted, strict=True))


def _in_room(section: Section, found: Fit) -> bool:
    """Whether what was kept in the middle column has room, where the graphs alone can be too much."""
    scale = 100 / found.zoom
    asked = _questions(section.questions[: found.questions], scale)
    return _figures(section, scale) + asked <= HEIGHT * scale


def with_taller_charts(section: Section, found: Fit) -> Section:
    """The section with its charts drawn taller where the middle column leaves room."""
    scale = 100 / found.zoom
    rows = len(_rows(section))
    used = _figures(section, scale) + _questions(section.questions[: found.questions], scale)
    more = int(min(TALLER, (HEIGHT * scale - used - BODY) * 0.8 / rows)) if rows else 0
    if more < BODY:
        return section
    lead = section.lead and _taller(section.lead, more)
    return replace(section, lead=lead, panels=tuple(_taller(one, more) for one in section.panels))


def _taller(panel: Panel, more: int) -> Panel:
    return replace(panel, chart=replace(panel.chart, height=panel.chart.height + more)) if panel.chart else panel


def _rows(section: Section) -> list[list[Panel]]:
    """The panels of the front, row by row: the large one with the one beside it, then up to three."""
    panels = list(section.panels)
    first = [[section.lead, *panels[:1]]] if section.lead else []
    rest = panels[1:] if section.lead else panels
    return [*first, *(rest[start : start + 3] for start in range(0, len(rest), 3))]


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
    evidence = sum(lines(text, third) * SMALLER + 12 for text in section.more_questions)
    seen = sum(lines(gap.message, third) * SMALLER + 12 for gap in section.gaps)
    seen += 44 * len((*section.also, *section.without)) + 30
    aims = sum(
        16 + SMALL + lines(one.text, third) * SMALLER
        + sum(lines(text, third, _SMALL_LETTER) for text in (one.about, one.latest, *one.since)) * SMALL
        for one in section.actions
    )  # fmt: skip
    return (told / 3 + 2 * _HEADING if told else 0) + tables + max(evidence, seen, aims) + 2 * _HEADING + 40


def heights(section: Section, zoom: int = 100) -> tuple[float, float, float]:
    """The heights of the left, middle and right column of a front printed at `zoom`, before zooming."""
    scale = 100 / zoom
    left = _why(section, scale) + sum(_good(one, scale) for one in section.good)
    left += sum(_evidence(one, scale) for one in section.evidence) + _sources(section, scale)
    middle = _figures(section, scale) + _questions(section.questions, scale)
    right = sum(_story(part, scale) for part in section.story) + _actions(_open(section), scale)
    right += _events(section, scale)
    return left, middle, right


def _cut(section: Section, zoom: int) -> Fit:
    """Whole entries from the top of each list as far as there is room; at least one of each."""
    scale = 100 / zoom
    room = HEIGHT * scale - BODY
    left = room - _why(section, scale) - _sources(section, scale) - BODY
    good = max(1, _that_fit((_good(one, scale) for one in section.good), left - _least(section.evidence, scale)))
    left -= sum(_good(one, scale) for one in section.good[:good])
    evidence = _that_fit((_evidence(one, scale) for one in section.evidence), left)
    space = room - _figures(section, scale)
    asked = [_questions(section.questions[:count], scale) for count in range(len(section.questions) + 1)]
    questions = max((count for count, height in enumerate(asked) if height <= space), default=0)
    actions = _open(section)
    rows = [_actions(actions[:count], scale) for count in range(len(actions) + 1)]
    room -= _events(section, scale)
    story_room = room - rows[min(2, len(actions))]
    story = max(1, _that_fit((_story(part, scale) for part in section.story), story_room))
    taken = sum(_story(part, scale) for part in section.story[:story])
    kept = max((count for count, height in enumerate(rows) if height <= room - taken), default=0)
    counts = (good, max(kept, min(2, len(actions))), max(questions, min(3, len(asked) - 1)), story)
    return Fit(zoom, back_zoom(section), *counts, flows_fit(section), evidence)


def _least(evidence: Sequence[Evidence], scale: float) -> float:
    """Room for the first piece of evidence, which is worth more than the last of the statements."""
    return _evidence(evidence[0], scale) if evidence else 0.0


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
    return 2 * _HEADING + 30 + lines(section.why or "none", LEFT * scale) * BODY


def _evidence(item: Evidence, scale: float) -> float:
    said = lines(item.says, LEFT * scale, _SMALL_LETTER + 0.4) * 16.5 if item.says else 0.0
    return said + lines(item.cite, LEFT * scale, _SMALL_LETTER) * SMALL * bool(item.cite) + 8


def _sources(section: Section, scale: float) -> float:
    """The families of sources with their methods, in small print, and a heading."""
    texts = [f"{one.family}: {', '.join(one.methods) or 'not asked or looked at yet'}" for one in section.sources]
    return 14 + _HEADING + sum(lines(text, LEFT * scale, _SMALL_LETTER + 0.4) * 16 + 4 for text in texts)


def _good(item: GoodLine, scale: float) -> float:
    shown = "Shown by: " + "; ".join(item.shown_by)
    below = lines(shown, LEFT * scale, _SMALL_LETTER) * SMALL + 3 if item.shown_by else BODY + 3
    return 18 + lines(item.text + " " * 14, LEFT * scale, 5.8) * BODY * 0.95 + below


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
    head += lines(panel.message, width, 6.4) * 17 + 4
    head += lines(behind, width, _SMALL_LETTER) * SMALL if behind.strip() else 0
    chart = panel.chart.height * width / panel.chart.width if panel.chart else 60.0
    notes = sum(lines(note, width, _SMALL_LETTER) * SMALL for note in panel.notes)
    return head + 9 + lines(panel.subtitle, width, 4.75) * 14 + chart + notes


def _actions(actions: Sequence[ActionLine], scale: float) -> float:
    """One below the other, with what they aim at."""
    width = RIGHT * scale
    return 40 + _HEADING + sum(
        17
        + lines(action.text, width) * BODY
        + lines(_meta(action), width, _SMALL_LETTER) * SMALL
        + lines(action.about, width, _SMALL_LETTER) * SMALL
        for action in actions
    )  # fmt: skip


def _meta(action: ActionLine) -> str:
    return " · ".join((action.status, action.owner, action.when, action.milestones))


def _story(part: ProsePart, scale: float) -> float:
    return _HEADING + 15 + _prose(part, RIGHT * scale)


def _prose(part: ProsePart, width: float) -> float:
    paragraphs = [text for text in part.text.text.split("\n\n") if text.strip()] or [part.missing]
    return sum(lines(text, width) * BODY + 8.5 for text in paragraphs)


def _events(section: Section, scale: float) -> float:
    """The events that mark the charts, one after the other in small print."""
    text = " ".join(f"a {one.when}: {one.text}." for one in section.events)
    return 12 + lines(text, RIGHT * scale, _SMALL_LETTER) * SMALL + 14 if text else 0.0


def _questions(questions: Sequence[Question], scale: float) -> float:
    """Two columns, each about half of the whole."""
    width = MIDDLE * scale / 2 - 42
    each = [
        lines(one.text, width, 6.6) * BODY + lines(one.why, width, _SMALL_LETTER) * SMALL + 9.5 for one in questions
    ]
    return 14 + _HEADING + sum(each) / 2 + max(each, default=0.0) / 2 * (len(each) % 2)
