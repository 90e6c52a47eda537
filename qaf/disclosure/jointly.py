"""A partnership's figures beside what its members show: a total less what members show can give a hidden count back.

A reader who holds every member's bundle takes what they show from the partnership's figure of the same measure and
period. What is left is the members' hidden counts and whatever comes from elsewhere, which is at least nought. Where
that leaves a hidden count no wider than twice the threshold, the partnership's figure is withheld in its turn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from qaf.disclosure.primary import PROFILES, Profile
from qaf.disclosure.reading import KEPT_BACK
from qaf.model.figure import Figure, number
from qaf.model.framework import Framework
from qaf.model.period import Period
from qaf.model.protected import ProtectedFigure, Shown

OTHERS_ARE_AT_LEAST = 1


@dataclass(frozen=True, slots=True)
class MemberFigure:
    """What one member shows of a figure, and the threshold by which it was protected."""

    figure: ProtectedFigure
    threshold: int


Held = Mapping[tuple[str, Period], Sequence[MemberFigure]]
"""What members show, by the partnership's own measure and the period."""


def beside_members(framework: Framework, figures: Sequence[Figure], held: Held) -> list[Figure]:
    """The raw figures with `c` in those cells that would give back what a member withholds.

    What was published by others is left as it is: it is out already.
    """
    if not held:
        return list(figures)
    rules = PROFILES[framework.settings.disclosure.profile]
    return [_beside(framework, figure, held, rules) for figure in figures]


def _beside(framework: Framework, figure: Figure, held: Held, rules: Profile) -> Figure:
    key = figure.key
    measure = framework.measures.get(key.measure)
    members = held.get((key.measure, key.period), ())
    if measure is None or key.series != "own" or key.breakdown or figure.published or not members:
        return figure
    same = [m for m in members if (m.figure.grade, m.figure.point, m.figure.rater) == (key.grade, key.point, key.rater)]
    if measure.unit == "count":
        return replace(figure, value="c") if _gives_back(figure.value, same, "value", rules) else figure
    top = _gives_back(figure.numerator, same, "numerator", rules)
    bottom = _gives_back(figure.denominator, same, "denominator", rules)
    if not top and not bottom:
        return figure
    return replace(
        figure,
        numerator="c" if top else figure.numerator,
        denominator="c" if bottom else figure.denominator,
        value="c",
    )


def _gives_back(cell: str, members: Sequence[MemberFigure], column: str, rules: Profile) -> bool:
    """Whether the partnership's cell leaves a hidden cell of a member in too narrow a range."""
    total = number(cell)
    shown: list[Shown] = [getattr(member.figure, column) for member in members]
    hidden = [m for m, seen in zip(members, shown, strict=True) if seen.symbol in KEPT_BACK]
    if total is None or not hidden:
        return False
    rest = total - sum((Decimal(seen.text) for seen in shown if seen.given), Decimal(0))
    widest = rest - OTHERS_ARE_AT_LEAST * len(hidden)
    return widest <= 2 * max(rules.threshold, *(member.threshold for member in hidden))
