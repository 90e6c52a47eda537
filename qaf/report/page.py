"""What the pages of a book say, as plain data: nothing here knows HTML, Markdown or how a chart is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qaf.ground.findings import Finding
from qaf.model.period import Period
from qaf.report.activity import ActivityPage
from qaf.report.charts.facts import Drawing
from qaf.report.curve_parts import CurvePage
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
    Question,
    SourceLine,
    StoryText,
    Table,
    Tally,
    UnknownLine,
)
from qaf.report.words_standing import COLUMNS, column_of
from qaf.report.yearly_parts import YearlyReport
from qaf.workspace.own_templates import NO_TEMPLATES, OwnTemplates

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
    questions: tuple[Question, ...] = ()
    more_questions: tuple[str, ...] = ()
    sources: tuple[SourceLine, ...] = ()
    gaps: tuple[GapText, ...] = ()
    events: tuple[EventLine, ...] = ()
    judged: tuple[JudgedLine, ...] = ()

    @property
    def has_detail(self) -> bool:
        """Whether there is more to say than belongs on a front."""
        lists = (self.more, self.places, self.coarser, self.by_measure, self.gaps, self.also, self.more_questions)
        return any((*lists, self.flows, any(not action.open for action in self.actions)))

    @property
    def flows(self) -> tuple[Drawing, ...]:
        """The flows of its measures that are rated before and after."""
        panels = (self.lead, *self.panels, *self.more)
        return tuple(flow for panel in panels if panel for flow in panel.flows)


@dataclass(frozen=True, slots=True)
class Fit:
    """How a sheet is printed: front and back in per cent of full size, and how much of each list is in front.

    `flows`: whether the flows of ratings before and after stand on the back; else they stand with the full figures.
    """

    zoom: int = 100
    back_zoom: int = 100
    good: int = 0
    actions: int = 0
    questions: int = 0
    story: int = 0
    flows: bool = False
    evidence: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A priority area: its own section in front, the rest behind."""

    priority: int
    section: Section
    fit: Fit
    below: tuple[Section, ...] = ()

    @property
    def has_detail(self) -> bool:
        """Whether there is a page behind it: more to say than the front says, or has room for."""
        held, kept = self.section, self.fit
        pairs = ((held.good, kept.good), (held.evidence, kept.evidence), (held.story, kept.story))
        left = any(len(every) > count for every, count in pairs) or len(held.questions) > kept.questions
        return left or held.has_detail or sum(action.open for action in held.actions) > kept.actions


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
    """A priority area on the summary, by kind: outcome, quality, quantity; `left_out` measures are not named."""

    id: str
    name: str
    priority: int
    outcome: tuple[MeasureLine, ...]
    quality: tuple[MeasureLine, ...]
    quantity: tuple[MeasureLine, ...]
    left_out: int = 0
    has_outcome: bool = True

    @property
    def columns(self) -> Mapping[str, tuple[MeasureLine, ...]]:
        """The measures by what is known of them: better, worse, same, unknown; outcome first in each."""
        every = (*self.outcome, *self.quality, *self.quantity)
        return {name: tuple(line for line in every if column_of(line.state) == name) for name in COLUMNS}


@dataclass(frozen=True, slots=True)
class Summary:
    """The page that answers: how safe are children, and how do we know?

    `past` and `past_words`: what became of last year's actions. `since`: what changed in the figures since the edition
    `since_edition`, a sentence each.
    """

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
    answer: str = ""
    past: tuple[ActionLine, ...] = ()
    past_words: str = ""
    since: tuple[str, ...] = ()
    since_edition: str = ""


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands on every page, and on the first. `made_for`: the body it is for, "" where it is for everybody.

    `templates`: the folder's own, which stand in for shipped ones.
    """

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
    templates: OwnTemplates = NO_TEMPLATES

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
    that its prose quotes, which may be of any period. `curves`: the turning-the-curve exercises. `form`: `book`, or
    `summary` where it is the summary alone. `yearly`: what a partnership's book says of its members.
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
    curves: tuple[CurvePage, ...] = ()
    form: str = "book"
    activity: ActivityPage = ActivityPage("")
    governance: GovernancePage = GovernancePage()
    yearly: YearlyReport = YearlyReport()

    @property
    def areas(self) -> tuple[tuple[str, str], ...]:
        """Id and name of each area that has a sheet."""
        return tuple((sheet.section.id, sheet.section.name) for sheet in self.sheets)

    @property
    def anchors(self) -> frozenset[str]:
        """Ids of the measures that stand somewhere in the book besides its index."""
        found: set[str] = set()
        for sheet in self.sheets:
            for one in (sheet.section, *sheet.below):
                panels = (one.lead, *one.panels, *one.more, *one.without)
                found |= {panel.id for panel in panels if panel} | {line.id for line in one.also}
        return frozenset(found)

    def drawings(self) -> tuple[Drawing, ...]:
        """Every chart of the book, each once."""
        found = []
        for sheet in self.sheets:
            for section in (sheet.section, *sheet.below):
                for panel in (section.lead, *section.panels, *section.more):
                    charts = (panel.chart, panel.narrow, *panel.funnels, *panel.flows) if panel else ()
                    found += [chart for chart in charts if chart]
        found += [chart for curve in self.curves for chart in (curve.chart, curve.narrow) if chart]
        return (*found, *self.yearly.drawings)
