"""Figures as they may leave: the only form in which a number reaches a page, a sentence, a chart or an export.

Made by `qaf.disclosure` alone, once for the whole folder; forms select from it and never go behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
class ProtectedFigures:
    """All figures of a folder as they may be shown, sorted by measure, series, breakdown, category, period."""

    profile: str = "dfe"
    figures: tuple[ProtectedFigure, ...] = ()
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

    def withheld(self) -> int:
        """How many figures are kept back to protect people."""
        return sum(1 for figure in self.figures if figure.withheld)
