"""What a chart shows, as plain data: every mark comes from figures that may be shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from qaf.statistics.polarity import Meaning

Role = Literal["own", "comparator"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One point. `x` counts months; `start` and `end` are where its period begins and ends on the same axis.

    `y` is None where there is no number: `absence` then says what to write in the gap (`[c]`, a dash). `interval`: the
    95 % limits, where they are defined.
    """

    x: float
    start: float
    end: float
    y: float | None
    text: str = ""
    absence: str = ""
    interval: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """One line, its direct label, and whether it is drawn as a step a period (yearly beside quarterly figures)."""

    name: str
    role: Role
    marks: tuple[Mark, ...]
    label: str
    stepped: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on the time axis and what is written there; minor ticks have no label."""

    x: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A segment of a control chart on the time axis: its mean, and those of its limits that a figure could reach.

    `limits` is None where the segment has none.
    """

    start: float
    end: float
    mean: float
    limits: tuple[float, ...] | None = None


@dataclass(frozen=True, slots=True)
class Signal:
    """A point of a control chart at which a rule fired, and what that means."""

    x: float
    y: float
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Level:
    """Something to reach: a level and its words, which say its date."""

    y: float
    label: str


@dataclass(frozen=True, slots=True)
class EventMark:
    """A dated event on the time axis, by its letter."""

    x: float
    letter: str


@dataclass(frozen=True, slots=True)
class LineChart:
    """Lines over time. `cuts` are the places where figures stop being comparable.

    `stretches` and `signals` make it a control chart, whose method `caption` names; `levels` are ambitions; `events`
    are told by their letters.
    """

    lines: tuple[Drawn, ...]
    ticks: tuple[Tick, ...]
    cuts: tuple[float, ...] = ()
    unit: str = ""
    lowest_zero: bool = True
    stretches: tuple[Stretch, ...] = ()
    signals: tuple[Signal, ...] = ()
    levels: tuple[Level, ...] = ()
    caption: str = ""
    events: tuple[EventMark, ...] = ()

    @property
    def is_control(self) -> bool:
        """Whether any segment has limits."""
        return any(stretch.limits is not None for stretch in self.stretches)


@dataclass(frozen=True, slots=True)
class ColumnChart:
    """One column a period, from zero, each with its number; `events` are told by their letters."""

    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    cuts: tuple[float, ...] = ()
    events: tuple[EventMark, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a bar chart: the own figure, or a comparator's."""

    name: str
    role: Role
    value: float | None
    text: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars side by side for one period, from zero; for figures that have no history yet."""

    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class FunnelUnit:
    """A team or place: how large it is, its figure, and how strongly it stands out (none, watch, differs)."""

    name: str
    x: float
    y: float
    strength: str = "none"


@dataclass(frozen=True, slots=True)
class FunnelLimits:
    """The limits for a unit of size `x`: 95 % (`near`) and 99.8 % (`far`), each lower and upper."""

    x: float
    near: tuple[float, float]
    far: tuple[float, float]


@dataclass(frozen=True, slots=True)
class FunnelChart:
    """Teams or places around what all of them have together; `across` says what their size counts."""

    units: tuple[FunnelUnit, ...]
    limits: tuple[FunnelLimits, ...]
    centre: float
    unit: str = ""
    across: str = ""


Look = Literal["whole", "rated", "improved", "same", "worse", "lost", "sustained"]
"""What a part of a flow is; each look has an outline and a filling of its own, and each part its name in words."""


@dataclass(frozen=True, slots=True)
class FlowPart:
    """One part of a flow on a row of its own: its name, how far it is set in, and its number as text.

    `start` and `length` count cases; `length` is None where there is no number, or none that may be drawn, and
    `absence` then says what to write in the gap. `within` is how many cases were followed that far (sustained alone).
    """

    name: str
    depth: int
    look: Look
    text: str
    start: float = 0.0
    length: float | None = None
    within: float | None = None
    absence: str = ""


@dataclass(frozen=True, slots=True)
class FlowChart:
    """From the cases due to what became of them. Without `to_scale` no part has a length, so that none gives another.

    `heading` says who rated, when, and of whom.
    """

    parts: tuple[FlowPart, ...]
    heading: str
    to_scale: bool


@dataclass(frozen=True, slots=True)
class ForecastMark:
    """What a forecast says of a period: its place, its value as number and text, and its band (None: there is none)."""

    x: float
    y: float
    text: str
    band: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class CurveChart:
    """A turning-the-curve exercise: the history and what came after as `marks`, the line through the baseline
    (`fitted`), the forecast, the day on which the exercise began, and what was set as something to reach.

    `since`: the place from which figures count as later; `span`: the first and the last place on the time axis.
    """

    marks: tuple[Mark, ...]
    forecast: tuple[ForecastMark, ...]
    ticks: tuple[Tick, ...]
    span: tuple[float, float]
    since: float
    fitted: tuple[tuple[float, float], ...] = ()
    began: float | None = None
    began_label: str = ""
    cuts: tuple[float, ...] = ()
    levels: tuple[Level, ...] = ()
    unit: str = ""
    lowest_zero: bool = True


Chart = LineChart | ColumnChart | BarChart | FunnelChart | FlowChart | CurveChart


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart to be drawn at a size (in CSS pixels), under an id that is unique on the page."""

    id: str
    chart: Chart
    width: int
    height: int
    title: str
