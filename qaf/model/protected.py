"""Figures as they may leave: the only form in which a number reaches a page, a sentence, a chart or an export.

Made by `qaf.disclosure` alone, once for the whole folder; forms select from it and never go behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qaf.ground.findings import Finding
    from qaf.model.period import Period

ABSENCES: Mapping[str, str] = MappingProxyType(
    {
        "c": "withheld to protect people",
        "k": "rounds to zero, but is not zero",
        "low": "rounds to zero, but is not zero",
        "u": "unreliable, so withheld",
        "x": "not available",
        "z": "not applicable",
    }
)
"""What each symbol means, in the words that a page prints."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell as it may be shown: a number with its printed text, a symbol, or nothing ("not given").

    `text` is the number exactly as it is to be printed (without unit or thousands separators), "" with a symbol.
    """

    number: float | None = None
    text: str = ""
    symbol: str = ""

    @property
    def given(self) -> bool:
        """Whether there is a number."""
        return self.number is not None

    @property
    def absence(self) -> str:
        """Why there is no number, in words; "" where there is one or none was given."""
        return ABSENCES.get(self.symbol, "")


NOT_GIVEN = Shown()
WITHHELD = Shown(symbol="c")


@dataclass(frozen=True, slots=True)
class ProtectedFigure:
    """One figure as it may be shown. Key columns as in the store; `value` is in the measure's unit."""

    measure: str
    period: Period
    series: str
    breakdown: str
    category: str
    grade: str
    point: str
    rater: str
    numerator: Shown
    denominator: Shown
    value: Shown
    note: str = ""
    published: bool = False
    import_id: str = ""

    @property
    def withheld(self) -> bool:
        """Whether the value is kept back to protect people."""
        return self.value.symbol == "c"


@dataclass(frozen=True, slots=True)
class Coarsened:
    """Where figures of a breakdown were too small to be shown, so that something coarser stands in their place.

    `periods`: those that are not shown. `to_period`: the longer one that is (None: the periods stayed as they were);
    `to_breakdown`: the coarser breakdown that is, "" where only the whole is. The one of the two that applies is set.
    """

    measure: str
    series: str
    breakdown: str
    periods: tuple[Period, ...]
    to_period: Period | None = None
    to_breakdown: str = ""

    def covers(self, measure: str, period: Period, breakdown: str, series: str = "own") -> bool:
        """Whether a figure of this measure, period and breakdown was replaced."""
        return (self.measure, self.series, self.breakdown) == (measure, series, breakdown) and period in self.periods


@dataclass(frozen=True, slots=True)
class ProtectedFigures:
    """All figures of a folder as they may be shown, sorted by measure, series, breakdown, category, period.

    `coarsened`: what is shown for longer periods or coarser breakdowns only. `findings`: what disclosure control has
    to say of them; with an error among them nothing may leave. `audited`: whether sums across figures were looked at.
    """

    profile: str = "dfe"
    figures: tuple[ProtectedFigure, ...] = ()
    coarsened: tuple[Coarsened, ...] = ()
    findings: tuple[Finding, ...] = ()
    audited: bool = False
    _by_measure: Mapping[str, tuple[ProtectedFigure, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        groups: dict[str, list[ProtectedFigure]] = {}
        for figure in self.figures:
            groups.setdefault(figure.measure, []).append(figure)
        object.__setattr__(self, "_by_measure", {name: tuple(group) for name, group in groups.items()})

    def __iter__(self) -> Iterator[ProtectedFigure]:
        return iter(self.figures)

    def __len__(self) -> int:
        return len(self.figures)

    def measures(self) -> Iterable[str]:
        """Ids of the measures that have at least one figure, in order."""
        return self._by_measure.keys()

    def of(
        self,
        measure: str,
        *,
        series: str | None = "own",
        breakdown: str | None = "",
        category: str | None = None,
        grade: str | None = None,
        point: str | None = None,
        rater: str | None = None,
    ) -> list[ProtectedFigure]:
        """The figures of a measure that match, by period; None matches anything. Default: the own whole."""
        wanted = {"series": series, "breakdown": breakdown, "category": category}
        wanted |= {"grade": grade, "point": point, "rater": rater}
        tests = [(name, value) for name, value in wanted.items() if value is not None]
        found = [
            figure
            for figure in self._by_measure.get(measure, ())
            if all(getattr(figure, name) == value for name, value in tests)
        ]
        return sorted(found, key=lambda figure: figure.period)

    def replaced(self, measure: str, period: Period, breakdown: str, series: str = "own") -> Coarsened | None:
        """What stands in the place of a breakdown's figures of a period; None where they were not replaced."""
        return next((item for item in self.coarsened if item.covers(measure, period, breakdown, series)), None)

    def withheld(self) -> int:
        """How many figures are kept back to protect people."""
        return sum(1 for figure in self.figures if figure.withheld)
