"""`published/NAME/known.yaml`: figures that an edition gives back, and that cannot be taken back any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qaf.model.fields import Day, MeasureRef, Model, PeriodText, PersonRef, Text

if TYPE_CHECKING:
    from qaf.model.period import Period


class FigureColumns(Model):
    """The columns of a figure's key; series is the organisation's own unless it says otherwise."""

    measure: MeasureRef
    period: PeriodText
    series: Text = "own"
    breakdown: Text | None = None
    category: Text | None = None
    grade: Text | None = None
    point: Text | None = None
    rater: Text | None = None

    def key(self) -> tuple[str, Period, str, str, str, str, str, str]:
        """The key, with "" where a column is not given."""
        rest = (self.breakdown, self.category, self.grade, self.point, self.rater)
        breakdown, category, grade, point, rater = (text or "" for text in rest)
        return (self.measure, self.period, self.series, breakdown, category, grade, point, rater)


class KnownFigure(Model):
    """One figure that readers can work out from an edition that is out: why that happened, who says so, and when."""

    figure: FigureColumns
    why: Text
    by: PersonRef
    on: Day


class KnownFigures(Model):
    """The whole of `known.yaml`."""

    known: tuple[KnownFigure, ...] = ()
