"""Whether the figures of a bundle can be what the profile that its manifest names would have shown."""

from __future__ import annotations

from decimal import Decimal

from qaf.disclosure.editions import shown_figures
from qaf.disclosure.primary import PROFILES, Profile
from qaf.disclosure.rows import Row, rows_of
from qaf.model.framework import Framework
from qaf.model.protected import ProtectedFigures
from qaf.sharing.manifest import BundleError


def check_protected(figures: ProtectedFigures, framework: Framework) -> None:
    """Raises `BundleError` where a small number of people is shown that the profile would have withheld.

    A zero under a profile that hides zeros is let pass: where a total is zero and out, nothing can hide its parts.
    """
    rules = PROFILES[figures.profile]
    for row in rows_of(framework, shown_figures(figures), rules).values():
        if row.protected and (_is_small(row, rules) or _is_negative(row)):
            raise BundleError(
                "it shows a small number of people that its profile would have withheld",
                "Do not pass it on. Tell its sender, and ask for a new one.",
            )


def _is_small(row: Row, rules: Profile) -> bool:
    """Whether a cell is shown that is small in itself, or leaves a small remainder where both sides are protected."""
    if row.measure.unit == "grade":
        return False
    numerator, denominator, value = row.cells
    counts = [value] if row.measure.unit == "count" else [denominator] if row.measure.unit == "mean" else []
    if row.measure.unit not in ("count", "mean"):
        counts = [numerator, denominator]
    if any(cell is not None and 1 <= cell <= rules.threshold for cell in counts):
        return True
    if rules.round_to or numerator is None or denominator is None or row.measure.protects != "both_sides":
        return False
    return Decimal(1) <= denominator - numerator <= rules.threshold


def _is_negative(row: Row) -> bool:
    return row.measure.unit == "count" and row.cells.value is not None and row.cells.value < 0
