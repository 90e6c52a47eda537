"""What changed in the figures since an edition: restated, newly withheld, newly shown, new, gone.

Both sides are protected figures: what the edition showed, and what may be shown today. An old number is repeated only
where its cell shows a number or a plain absence today and both sides were protected by the same profile; a cell that is
withheld today, and a figure that is gone, keep their old number in the edition alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from qaf.model.period import Period
from qaf.model.protected import NOT_GIVEN, Coarsened, ProtectedFigure, ProtectedFigures, Shown

What = Literal["restated", "withheld", "shown", "new", "gone"]
WHAT: tuple[What, ...] = ("restated", "withheld", "shown", "new", "gone")
"""The kinds of change, in the order in which they are told."""

_WITHHELD = "c"
_Key = tuple[str, Period, str, str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One figure that is not as the edition showed it.

    `figure`: as it may be shown today; one that is gone has its key alone, and no number. `was`: as the edition showed
    it, less every number that must not be repeated; None where it is new. `later`: a new figure of a period after the
    last one of the edition. `instead`: what is shown less finely in the place of a figure that is gone, where it is.
    """

    what: What
    figure: ProtectedFigure
    was: ProtectedFigure | None = None
    later: bool = False
    instead: Coarsened | None = None


@dataclass(frozen=True, slots=True)
class SinceEdition:
    """All changes since an edition, by kind as in `WHAT`, then by key; `same`: how many figures have not changed."""

    edition: str
    changes: tuple[FigureChange, ...] = ()
    same: int = 0

    def of(self, what: What) -> tuple[FigureChange, ...]:
        """The changes of one kind."""
        return tuple(change for change in self.changes if change.what == what)


def since_edition(edition: str, out: ProtectedFigures, now: ProtectedFigures) -> SinceEdition:
    """What changed from the figures that are `out`, as the edition showed them, to those of `now`."""
    before = {_key(figure): figure for figure in out}
    today = {_key(figure): figure for figure in now}
    last = max((figure.period.end for figure in out), default=None)
    repeat = out.profile == now.profile
    changes = []
    for key, figure in today.items():
        was = before.get(key)
        if was is None:
            later = last is not None and figure.period.end > last
            changes.append(FigureChange("new", figure, later=later))
        elif (what := _what(was, figure)) is not None:
            changes.append(FigureChange(what, figure, _repeated(was, figure, repeat)))
    for key, figure in before.items():
        if key not in today:
            instead = now.replaced(figure.measure, figure.period, figure.breakdown, figure.series)
            gone = _without_numbers(figure)
            changes.append(FigureChange("gone", gone, gone, instead=instead))
    same = len(today) - sum(1 for change in changes if change.what != "gone")
    return SinceEdition(edition, tuple(_sorted(changes)), same)


def _sorted(changes: Iterable[FigureChange]) -> list[FigureChange]:
    def place(change: FigureChange) -> tuple[object, ...]:
        one = change.figure
        rest = (one.measure, one.series, one.breakdown, one.category, one.period.end, one.period.start)
        return (WHAT.index(change.what), *rest, one.grade, one.point, one.rater)

    return sorted(changes, key=place)


def _what(was: ProtectedFigure, now: ProtectedFigure) -> What | None:
    pairs = list(zip(_cells(was), _cells(now), strict=True))
    if any(old.text and new.symbol == _WITHHELD for old, new in pairs):
        return "withheld"
    if any(old.symbol == _WITHHELD and new.text for old, new in pairs):
        return "shown"
    return "restated" if any(_differ(old, new) for old, new in pairs) else None


def _differ(old: Shown, new: Shown) -> bool:
    """Whether two cells say different things; 18 and 18.0 are the same."""
    if old.given and new.given:
        return Decimal(old.text) != Decimal(new.text)
    return (old.text, old.symbol) != (new.text, new.symbol)


def _repeated(was: ProtectedFigure, now: ProtectedFigure, repeat: bool) -> ProtectedFigure:
    if not repeat:
        return _without_numbers(was)
    numerator, denominator, value = (
        NOT_GIVEN if new.symbol == _WITHHELD else old for old, new in zip(_cells(was), _cells(now), strict=True)
    )
    return replace(was, numerator=numerator, denominator=denominator, value=value, note="")


def _without_numbers(figure: ProtectedFigure) -> ProtectedFigure:
    return replace(figure, numerator=NOT_GIVEN, denominator=NOT_GIVEN, value=NOT_GIVEN, note="")


def _cells(figure: ProtectedFigure) -> tuple[Shown, Shown, Shown]:
    return figure.numerator, figure.denominator, figure.value


def _key(figure: ProtectedFigure) -> _Key:
    return (
        figure.measure, figure.period, figure.series, figure.breakdown, figure.category,
        figure.grade, figure.point, figure.rater,
    )  # fmt: skip
