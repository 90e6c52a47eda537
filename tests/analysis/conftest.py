from __future__ import annotations

import pytest

from qaf.model.area import Area
from qaf.model.framework import Framework
from qaf.model.period import Period
from qaf.model.protected import ProtectedFigure, ProtectedFigures, Shown
from qaf.model.settings import Settings

SETTINGS = {
    "schema": "1",
    "organisation": {"id": "northmoor", "name": "Northmoor", "kind": "organisation"},
    "breakdowns": (
        {"id": "locality", "name": "Locality", "categories": ({"id": "north", "name": "North"}, {"id": "south"})},
    ),
    "comparators": (
        {"id": "england", "name": "England", "cite": "National tables"},
        {
            "id": "mean",
            "name": "Neighbours",
            "method": "mean",
            "members": ({"code": "a"}, {"code": "b"}, {"code": "d"}),
        },
        {"id": "middle", "name": "Middle", "method": "median", "members": ({"code": "a"}, {"code": "b"})},
        {"id": "pool", "name": "Pool", "method": "pooled", "members": ({"code": "a"}, {"code": "b"})},
    ),
    "scales": ({"id": "audit", "good_from": "good", "grades": ({"id": "weak"}, {"id": "good"}, {"id": "strong"})},),
}


def shown(text):
    """A cell from its text: a number, a symbol, or nothing."""
    if text in ("c", "k", "low", "u", "x", "z"):
        return Shown(symbol=text)
    return Shown(float(text), text) if text else Shown()


@pytest.fixture
def framework():
    def build(*measures, **settings):
        defaults = {"kind": "quantity", "text": "A measure", "unit": "count"}
        held = tuple({**defaults, **measure} for measure in measures)
        area = Area.model_validate({"id": "area", "name": "Area", "group": "practice", "measures": held})
        return Framework(settings=Settings.model_validate({**SETTINGS, **settings}), areas={"area": area})

    return build


@pytest.fixture
def figures():
    """Protected figures from rows: (period, value, numerator, denominator, other columns of the key)."""

    def build(*rows, measure="m", profile="dfe"):
        made = []
        for period, value, numerator, denominator, key in rows:
            columns = {"series": "own", "breakdown": "", "category": "", "grade": "", "point": "", "rater": "", **key}
            made.append(
                ProtectedFigure(
                    columns.pop("measure", measure),
                    Period.canonical(period),
                    **columns,
                    numerator=shown(numerator),
                    denominator=shown(denominator),
                    value=shown(value),
                )
            )
        return ProtectedFigures(profile, tuple(made))

    return build


@pytest.fixture
def told(framework, figures):
    """What the figures of one measure `m` say: its keys, its rows as for `figures`, profile and settings."""
    from datetime import date

    from qaf.analysis.series import lines
    from qaf.analysis.trends import facts

    def build(keys, *rows, profile="dfe", as_at=date(2026, 6, 15), until=None, settings=None):
        made = framework({"id": "m", **keys}, **(settings or {}))
        shown = figures(*rows, profile=profile)
        return facts(made, lines(made, shown, made.measures["m"], until), profile, as_at)

    return build
