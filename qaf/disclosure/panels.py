"""Rows that stand in one panel and give each other back: grades of a scale, results rated before and after.

Where one grade of a whole is hidden, the others and the whole give it back, so a second one goes with it. Where the
improved are hidden, so is what is a part of them; where those not rated are, so is everything that counts them.
(Protecting people, points 3 and 5: what is derived from a hidden number is hidden.)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from qaf.model.measure import Measure
from qaf.model.protected import WITHHELD, ProtectedFigure

RESULTS = ("improved", "same", "worse")


def hide_in_panels(shown: Sequence[ProtectedFigure], measures: Mapping[str, Measure]) -> list[ProtectedFigure]:
    """The same figures, with those hidden besides that their own panel would give back."""
    panels: dict[tuple[object, ...], list[int]] = {}
    for index, figure in enumerate(shown):
        if measures[figure.measure].unit in ("shares", "before_after") and not figure.published:
            key = (figure.measure, figure.period, figure.series, figure.breakdown, figure.category, figure.rater)
            panels.setdefault(key, []).append(index)
    result = list(shown)
    for indices in panels.values():
        for index in _also_hidden([shown[index] for index in indices]):
            result[indices[index]] = _hidden(shown[indices[index]])
    return result


def _also_hidden(panel: Sequence[ProtectedFigure]) -> set[int]:
    """Places in the panel of the rows that have to go with the hidden ones."""
    found: set[int] = set()
    not_rated = [at for at, row in enumerate(panel) if row.grade.startswith("not_rated")]
    if any(_is_hidden(panel[at]) for at in not_rated):
        found.update(not_rated)
    for point in {row.point for row in panel}:
        whole = [at for at, row in enumerate(panel) if row.point == point and row.grade not in ("", "sustained")]
        found.update(_second([at for at in whole if at not in not_rated], panel))
    improved = [at for at, row in enumerate(panel) if row.grade == "improved"]
    if any(_is_hidden(panel[at]) or at in found for at in improved):
        found.update(at for at, row in enumerate(panel) if row.grade == "sustained")
    return found


def _second(whole: Iterable[int], panel: Sequence[ProtectedFigure]) -> list[int]:
    """The smallest shown part of a whole of which exactly one part is hidden; none where that is not so."""
    parts = list(whole)
    hidden = [at for at in parts if _is_hidden(panel[at])]
    shown = [at for at in parts if panel[at].numerator.given]
    if len(hidden) != 1 or not shown:
        return []
    return [min(shown, key=lambda at: (panel[at].numerator.number or 0.0, at))]


def _is_hidden(row: ProtectedFigure) -> bool:
    return "c" in (row.numerator.symbol, row.value.symbol)


def _hidden(row: ProtectedFigure) -> ProtectedFigure:
    """The row with nothing left that could give it back."""
    numerator, denominator, value = (
        WITHHELD if cell.given else cell for cell in (row.numerator, row.denominator, row.value)
    )
    return replace(row, numerator=numerator, denominator=denominator, value=value)
