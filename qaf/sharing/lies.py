"""Whether the figures of a bundle can be what the profile that its manifest names would have shown."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from qaf.disclosure.editions import shown_figures
from qaf.disclosure.primary import PROFILES, Profile
from qaf.disclosure.rows import Row, rows_of
from qaf.model.framework import Framework
from qaf.model.protected import ProtectedFigures
from qaf.sharing.manifest import BundleError


def check_protected(figures: ProtectedFigures, framework: Framework) -> None:
    """Raises `BundleError` where a small number of people is shown that the profile would have withheld.

    That a member calls a figure of its own published makes no small number large: nobody here can look it up. A
    comparator's is its publisher's. Under a profile that hides zeros a zero is let pass only beside a published zero of
    the same period, since nothing can hide the parts of that.
    """
    rules = PROFILES[figures.profile]
    own = (replace(one, published=False) if one.key.series == "own" else one for one in shown_figures(figures))
    rows = rows_of(framework, list(own), rules)
    plain = {str(one.period) for one in figures if one.published and one.value.number == 0}
    for row in rows.values():
        least = 0 if rules.zeros and str(row.key.period) not in plain else 1
        if row.protected and (_is_small(row, rules, least) or _is_negative(row)):
            raise BundleError(
                "it shows a small number of people that its profile would have withheld",
                "Do not pass it on. Tell its sender, and ask for a new one.",
            )


def _is_small(row: Row, rules: Profile, least: int) -> bool:
    """Whether a cell is shown that is small in itself, or leaves a small remainder where both sides are protected."""
    if row.measure.unit == "grade":
        return False
    numerator, denominator, value = row.cells
    counts = [value] if row.measure.unit == "count" else [denominator] if row.measure.unit == "mean" else []
    if row.measure.unit not in ("count", "mean"):
        counts = [numerator, denominator]
    if any(cell is not None and least <= cell <= rules.threshold for cell in counts):
        return True
    if rules.round_to or numerator is None or denominator is None or row.measure.protects != "both_sides":
        return False
    return Decimal(least) <= denominator - numerator <= rules.threshold


def _is_negative(row: Row) -> bool:
    return row.measure.unit == "count" and row.cells.value is not None and row.cells.value < 0
