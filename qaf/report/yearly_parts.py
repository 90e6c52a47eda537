"""The yearly report of a partnership as plain data: its sections, each of parts with a table or a funnel."""

from __future__ import annotations

from dataclasses import dataclass

from qaf.report.charts.facts import Drawing
from qaf.report.overview_part import Part


@dataclass(frozen=True, slots=True)
class YearlySection:
    """A section: `id` on the page, what stands over its heading, heading, first sentence, parts."""

    id: str
    eyebrow: str
    title: str
    lede: str
    parts: tuple[Part, ...]

    @property
    def holds_something(self) -> bool:
        """Whether there is anything in one of its tables."""
        return any(part.table is not None and part.table.rows for part in self.parts)


@dataclass(frozen=True, slots=True)
class YearlyReport:
    """The whole, in the order in which it is read; no sections where the book is no partnership's."""

    sections: tuple[YearlySection, ...] = ()

    @property
    def drawings(self) -> tuple[Drawing, ...]:
        """Its charts."""
        return tuple(chart for section in self.sections for part in section.parts for chart in part.funnels)
