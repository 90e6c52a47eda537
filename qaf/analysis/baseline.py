"""What a curve looks back on: the figures in its baseline, and the baseline that a measure's figures offer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qaf.model.curve import Curve
    from qaf.model.measure import Measure
    from qaf.model.period import Period
    from qaf.model.protected import ProtectedFigure, ProtectedFigures


def figures_in(figures: ProtectedFigures, curve: Curve) -> list[ProtectedFigure]:
    """The measure's own figures of the whole that lie in the baseline; none where the curve names no baseline.

    A figure that is withheld is one; one that was never there (not available, not applicable) is none.
    """
    baseline = curve.baseline
    if baseline is None or not (baseline.from_ or baseline.to):
        return []
    first, last = baseline.from_ or baseline.to, baseline.to or baseline.from_
    assert first is not None and last is not None
    return [
        figure
        for figure in figures.of(curve.measure)
        if is_there(figure) and first.start <= figure.period.start and figure.period.end <= last.end
    ]


def is_there(figure: ProtectedFigure) -> bool:
    """Whether there is a figure, shown or withheld, and not only a reason why there is none."""
    return any(cell.given or cell.symbol in ("c", "k", "low", "u") for cell in (figure.value, figure.numerator))


def offered_baseline(measure: Measure, figures: ProtectedFigures) -> tuple[Period, Period] | None:
    """The first and the last period with a figure since the measure's last break; None where there is none.

    The periods are of one kind, that of the latest figure.
    """
    there = [figure.period for figure in figures.of(measure.id) if is_there(figure)]
    if not there:
        return None
    latest = max(there)
    begun = max((item.from_.start for item in measure.breaks if item.from_.start <= latest.start), default=None)
    same = [period for period in there if period.kind == latest.kind and (begun is None or period.start >= begun)]
    return min(same), max(same)
