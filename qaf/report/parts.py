"""The parts that pages are made of, as plain data: tables, panels, lines of a list, pieces of prose."""

from __future__ import annotations

from dataclasses import dataclass

from qaf.report.charts.facts import Drawing
from qaf.report.filled import FilledText
from qaf.report.words_standing import MOVED


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: what is printed, and in words why there is no number where there is none."""

    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, with its head."""

    head: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption, a head row (its first entry stands over the row heads) and notes below."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()

    @property
    def crowded(self) -> bool:
        """Whether it may be wider than a narrow screen, so that its scrolling has to be within reach of a keyboard."""
        texts = [list(self.head[1:]), *([cell.text for cell in row.cells] for row in self.rows)]
        return sum(6.2 * max(map(len, column)) + 8 for column in zip(*texts, strict=False)) > 190


@dataclass(frozen=True, slots=True)
class Panel:
    """One measure on a sheet: a statement in words, a chart (a second one for narrow screens), a small table, notes.

    `headlines` are the latest numbers, each with its words; `behind` says what they are of and what was before;
    `full` is the table with everything behind the chart; `funnels` and `flows` stand beside it. `missing` says why
    there is nothing to show. `state` is one of `analysis.standing`, and `message` says it with its test.
    """

    id: str
    kind: str
    title: str
    subtitle: str
    headlines: tuple[tuple[str, str], ...] = ()
    behind: str = ""
    beside: str = ""
    chart: Drawing | None = None
    narrow: Drawing | None = None
    table: Table | None = None
    full: Table | None = None
    grades: tuple[Table, ...] = ()
    funnels: tuple[Drawing, ...] = ()
    flows: tuple[Drawing, ...] = ()
    notes: tuple[str, ...] = ()
    missing: str = ""
    state: str = "none"
    message: str = ""

    @property
    def moved(self) -> bool:
        """Whether a test found a change."""
        return self.state in MOVED


@dataclass(frozen=True, slots=True)
class Question:
    """A question to ask, why it was chosen, and by which rule of `analysis.questions`."""

    text: str
    why: str = ""
    rule: str = "own"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known from elsewhere. `link` is a web address or empty."""

    cite: str
    says: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class GoodLine:
    """A statement of what good looks like, and the measures that show it (none: nothing shows it yet)."""

    kind: str
    text: str
    shown_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action as a sheet lists it. `since`: what the charts of the measures that it aims at show since it began."""

    text: str
    owner: str
    status: str
    when: str
    overdue: bool
    milestones: str
    aims: tuple[str, ...]
    latest: str
    ref: str = ""
    open: bool = True
    since: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()

    @property
    def about(self) -> str:
        """What it aims at and what it rests on, as one line."""
        aims = f"Aims at: {'; '.join(self.aims)}" if self.aims else "It is not said what this aims at"
        return f"{aims}. Rests on: {'; '.join(self.rests_on)}" if self.rests_on else aims


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A family of sources and the methods by which the area is seen through it; no methods: a missing voice."""

    family: str
    methods: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProsePart:
    """A titled part of the story behind the figures. `missing` where nobody has written it."""

    title: str
    text: FilledText = FilledText()
    missing: str = ""


@dataclass(frozen=True, slots=True)
class GapText:
    """A gap as a page prints it."""

    code: str
    message: str
    accepted: bool = False


@dataclass(frozen=True, slots=True)
class StoryText:
    """One story that may be printed."""

    title: str
    voice: str
    period: str
    text: FilledText


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure in a few words: what it is, its latest numbers, what was before; or why there is no figure.

    `state` and `message` say where it stands, as in a panel.
    """

    id: str
    text: str
    headlines: tuple[tuple[str, str], ...] = ()
    behind: str = ""
    beside: str = ""
    missing: str = ""
    kind: str = ""
    state: str = "none"
    message: str = ""

    @property
    def moved(self) -> bool:
        """Whether a test found a change."""
        return self.state in MOVED


@dataclass(frozen=True, slots=True)
class Tally:
    """A number of the summary and what it counts."""

    number: str
    of: str
    words: str


@dataclass(frozen=True, slots=True)
class UnknownLine:
    """What nobody can answer yet: in words, and about what."""

    words: str
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexLine:
    """A measure in the index."""

    id: str
    ref: str
    text: str
    kind: str
    area: str
    definition: str
    source: str
    frequency: str
    better: str
    latest: str
    note: str = ""
    state: str = "none"

    @property
    def moved(self) -> bool:
        """Whether a test found a change."""
        return self.state in MOVED


@dataclass(frozen=True, slots=True)
class OtherArea:
    """An area that was looked at but has neither a priority nor an area with one above it."""

    id: str
    name: str
    group: str
    why: str


@dataclass(frozen=True, slots=True)
class Method:
    """A heading of the methods page and its paragraphs."""

    title: str
    paragraphs: tuple[str, ...]
