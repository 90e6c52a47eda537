"""What the pages of a book say, as plain data: nothing here knows HTML, Markdown or how a chart is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from qaf.ground.findings import Finding
from qaf.model.period import Period
from qaf.report.charts.facts import Drawing
from qaf.report.events import EventLine
from qaf.report.governance_page import GovernancePage
from qaf.report.judged_lines import JudgedLine
from qaf.report.parts import (
    ActionLine,
    Evidence,
    GapText,
    GoodLine,
    IndexLine,
    MeasureLine,
    Method,
    OtherArea,
    Panel,
    ProsePart,
    SourceLine,
    StoryText,
    Table,
    Tally,
    UnknownLine,
)

NOT_IN_GIT = "not in git"


@dataclass(frozen=True, slots=True)
class Section:
    """What an area says of itself; a sheet has one, and one more for each area below it that has no sheet."""

    id: str
    name: str
    group: str
    owner: str
    why: str
    evidence: tuple[Evidence, ...] = ()
    good: tuple[GoodLine, ...] = ()
    lead: Panel | None = None
    panels: tuple[Panel, ...] = ()
    more: tuple[Panel, ...] = ()
    without: tuple[Panel, ...] = ()
    also: tuple[MeasureLine, ...] = ()
    no_outcome: str = ""
    places: tuple[Table, ...] = ()
    coarser: tuple[str, ...] = ()
    story: tuple[ProsePart, ...] = ()
    by_measure: tuple[ProsePart, ...] = ()
    actions: tuple[ActionLine, ...] = ()
    questions: tuple[str, ...] = ()
    sources: tuple[SourceLine, ...] = ()
    gaps: tuple[GapText, ...] = ()
    events: tuple[EventLine, ...] = ()
    judged: tuple[JudgedLine, ...] = ()

    @property
    def flows(self) -> tuple[Drawing, ...]:
        """The flows of its measures that are rated before and after."""
        panels = (self.lead, *self.panels, *self.more)
        return tuple(flow for panel in panels if panel for flow in panel.flows)


@dataclass(frozen=True, slots=True)
class Fit:
    """How a sheet is printed: front and back in per cent of full size, and how much of each list is in front.

    `flows`: whether the back has room for the flows of ratings before and after; else they stand with the full figures.
    """

    zoom: int = 100
    back_zoom: int = 100
    good: int = 0
    actions: int = 0
    questions: int = 0
    story: int = 0
    flows: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A priority area: its own section in front, the rest behind."""

    priority: int
    section: Section
    fit: Fit
    below: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class StorySheet:
    """The voices beside an area's figures."""

    area: str
    name: str
    stories: tuple[StoryText, ...] = ()
    kept_back: int = 0
    missing_voices: tuple[str, ...] = ()
    zoom: int = 100
    other_periods: int = 0


@dataclass(frozen=True, slots=True)
class SummaryArea:
    """A priority area on the summary, by kind: outcome, quality, quantity."""

    id: str
    name: str
    priority: int
    outcome: tuple[MeasureLine, ...]
    quality: tuple[MeasureLine, ...]
    quantity: tuple[MeasureLine, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """The page that answers: how safe are children, and how do we know?"""

    opening: str
    tallies: tuple[Tally, ...]
    areas: tuple[SummaryArea, ...]
    unknown: tuple[UnknownLine, ...]
    accepted: int
    next_due: tuple[ActionLine, ...]
    actions: str
    kinds: tuple[tuple[str, str], ...]
    withheld: str
    tests: str = ""
    balance: str = ""
    next_steps: tuple[str, ...] = ()
    zoom: int = 100


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands on every page, and on the first. `made_for`: the body it is for, "" where it is for everybody."""

    title: str
    organisation: str
    period: str
    period_long: str
    as_at: str
    marking: str
    commit: str
    version: str
    invented: bool
    approved: str = ""
    made_for: str = ""
    operational: bool = False

    @property
    def committed(self) -> str:
        """`last commit abc1234`: what is built may have changed since; "not in git" as it is."""
        return self.commit if self.commit == NOT_IN_GIT else f"last commit {self.commit}"

    @property
    def for_whom(self) -> str:
        """Whom it was made for and, where nothing is withheld, that it must not go further; "" where for everybody."""
        if self.operational:
            return (
                f"Operational pack for {self.made_for} only. Nothing is withheld in it: single children may be "
                "recognised. It is for people whose work already gives them these case records. Do not pass it on, "
                "publish it, or keep it where others can open it."
            )
        return f"Made for {self.made_for}." if self.made_for else ""


@dataclass(frozen=True, slots=True)
class Book:
    """The whole report book. `notes` are findings about placeholders that no figure could fill.

    `withheld`: how many of the figures that it would print are kept back. `quoted`: measure and period of the figures
    that its prose quotes, which may be of any period.
    """

    cover: Cover
    summary: Summary
    sheets: tuple[Sheet, ...]
    stories: tuple[StorySheet, ...]
    others: tuple[OtherArea, ...]
    index: tuple[IndexLine, ...]
    methods: tuple[Method, ...]
    notes: tuple[Finding, ...] = ()
    withheld: int = 0
    quoted: frozenset[tuple[str, Period]] = frozenset()
    governance: GovernancePage = GovernancePage()

    def drawings(self) -> tuple[Drawing, ...]:
        """Every chart of the book, each once."""
        found = []
        for sheet in self.sheets:
            for section in (sheet.section, *sheet.below):
                for panel in (section.lead, *section.panels, *section.more):
                    charts = (panel.chart, panel.narrow, *panel.funnels, *panel.flows) if panel else ()
                    found += [chart for chart in charts if chart]
        return tuple(found)
