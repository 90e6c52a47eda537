"""The page of a turning-the-curve exercise, as plain data."""

from __future__ import annotations

from dataclasses import dataclass

from qaf.report.charts.facts import Drawing
from qaf.report.filled import FilledText
from qaf.report.parts import ActionLine, Table


@dataclass(frozen=True, slots=True)
class OptionLine:
    """Something that might turn the curve, and how it stands the four tests; `low_cost` is "", "yes" or "no"."""

    idea: str
    cite: str = ""
    low_cost: str = ""
    leverage: str = ""
    feasibility: str = ""
    specificity: str = ""
    values: str = ""


@dataclass(frozen=True, slots=True)
class CurvePage:
    """One exercise. `area` is the id of the sheet that its measure stands on, "" where there is none.

    `headline` and `verdict` say whether the curve turned; `expected` what the forecast is; `notes` how it was reckoned.
    `chart` is None where there is no number to draw, and `missing` says so. `tables` hold together
    what the chart shows, period by period.
    """

    id: str
    measure: str
    kind: str
    title: str
    subtitle: str
    area: str
    area_name: str
    began: str
    headline: str
    verdict: str
    expected: str
    chart: Drawing | None = None
    narrow: Drawing | None = None
    tables: tuple[Table, ...] = ()
    missing: str = ""
    notes: tuple[str, ...] = ()
    story: FilledText = FilledText()
    partners: tuple[tuple[str, str], ...] = ()
    options: tuple[OptionLine, ...] = ()
    plan: tuple[ActionLine, ...] = ()
    reviews: tuple[tuple[str, str], ...] = ()

    @property
    def no_low_cost(self) -> bool:
        """Whether there are ideas and none of them is said to cost little."""
        return bool(self.options) and all(one.low_cost != "yes" for one in self.options)
