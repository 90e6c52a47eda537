"""What a partnership may still show while something that a member sent cannot be read.

It is out, and nobody here knows what it shows. A total of the partnership less what is in it might give back a count
that the member withholds; so every number of people that could be such a total is withheld until it can be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qaf.ground.findings import Where, finding
from qaf.ground.text import listing
from qaf.model.framework import Framework
from qaf.model.measure import Measure
from qaf.model.protected import ProtectedFigure, ProtectedFigures, Shown

CODE = "QAF576"
_WITHHELD = Shown(symbol="c")


def withhold_beside(figures: ProtectedFigures, framework: Framework, unread: Sequence[str]) -> ProtectedFigures:
    """The figures without those that could hold a part of an `unread` member, with a finding that says so.

    Figures of other series than the folder's own, published ones, those of things, and those that other members alone
    supply stay.
    """
    if not unread:
        return figures
    shown = tuple(_without(one, framework, unread) for one in figures)
    names = listing((framework.title(id_) for id_ in unread), "and")
    said = finding(
        CODE,
        Where("qaf.yaml", ("members",)),
        f"What {names} sent cannot be read, so figures of people that might include it are withheld.",
        help="`qaf overview` says what is wrong with it. Ask for it again, or take it away where it was never sent.",
        subject=framework.settings.organisation.id,
    )
    return replace(figures, figures=shown, findings=(*figures.findings, said))


def _without(figure: ProtectedFigure, framework: Framework, unread: Sequence[str]) -> ProtectedFigure:
    measure = framework.measures.get(figure.measure)
    if measure is None or figure.series != "own" or figure.published or not _could_hold(measure, unread):
        return figure
    numerator, denominator, value = (
        _WITHHELD if cell.given else cell for cell in (figure.numerator, figure.denominator, figure.value)
    )
    return replace(figure, numerator=numerator, denominator=denominator, value=value)


def _could_hold(measure: Measure, unread: Sequence[str]) -> bool:
    if measure.counts == "things" or measure.protects == "none":
        return False
    return not measure.supplied_by or bool({*measure.supplied_by} & {*unread})
