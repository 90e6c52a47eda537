"""What each of the eight steps is about, and how to begin it."""

from __future__ import annotations

from typing import NamedTuple


class StepWords(NamedTuple):
    """A step's name, and what it is about."""

    name: str
    about: str


STEP_WORDS: dict[int, StepWords] = {
    1: StepWords(
        "Choose what to look at",
        "List whatever matters for the safety of the children you work with, each area with its reason: what your own "
        "place tells you, and what research and reviews have found. Which of them come first is for later.",
    ),
    2: StepWords(
        "Say what good looks like",
        "A few sentences for each area: how children's lives would be better (outcome), and how the work would be done "
        "(quality). Families and frontline staff often say it best.",
    ),
    3: StepWords(
        "Take stock of what you know now",
        "What is collected today, of which kind, and from whom? Most find plenty of numbers, some quality, hardly an "
        "outcome, and few voices.",
    ),
    4: StepWords(
        "Decide what you need to know besides",
        "Hold what you collect against what good looks like. Where no measure shows how near you are, plan one: "
        "outcomes before quality, quality before numbers. It need not be perfect; it can be mended as you learn.",
    ),
    5: StepWords(
        "Decide how you will find out",
        "Ask in the course of the work wherever you can (when a case closes, when a file is read anyway). Keep special "
        "exercises for the rest, and let one of them serve more than one area.",
    ),
    6: StepWords(
        "Choose where to begin",
        "Nobody manages everything at once. Give a few areas a `priority`, somebody who answers for each, and a "
        "handful of key measures. Small steps, done well.",
    ),
    7: StepWords(
        "Spread it over three years",
        "Some things go on all the time, some come round once a year, some once in three; inspections come anyway. "
        "Write down what, when, and who sees to it.",
    ),
    8: StepWords(
        "Close the circle",
        "Who hears what was found, when and in what form, how do they think about it, and what changes for children "
        "because of it? A few actions that work are worth more than a long list.",
    ),
}
"""The eight steps by number."""

NOT_BEGUN: dict[int, str] = {
    1: "`qaf catalogue list --type area` shows the guidance's areas. Take one over with `qaf adopt ID`, or write your "
    "own: `qaf new area`.",
    2: "`qaf catalogue list --type good` has examples. Take one over with `qaf adopt ID`, or ask families and staff, "
    "and write what they say: `qaf new good`.",
    3: "Go through the reports you send today. Each number in them is a measure: `qaf new measure`, or `qaf adopt ID`; "
    "where one has `status: planned` and you collect it, take that line out.",
    4: "For each good statement: what would tell you? `qaf catalogue list --type measure --kind outcome` has examples; "
    "`qaf new measure` writes a stub with `status: proposed`.",
    5: "`qaf catalogue list --type source` shows who could be asked, and how. `qaf new source` writes a stub.",
    6: "Write `priority: 1` in the file of the area that comes first, then 2, then 3.",
    7: "`qaf new activity` writes the first line of timetable.yaml.",
    8: "`qaf new body` and `qaf new post` say who hears of it and who answers; `qaf new action` what is done about it.",
}
"""How to begin each step."""
