from __future__ import annotations

import pytest

from qaf.model.area import Area
from qaf.model.figure import Figure, FigureKey
from qaf.model.framework import Framework
from qaf.model.period import Period
from qaf.model.settings import Settings


@pytest.fixture
def framework():
    """A framework with one area that holds the measures given as mappings of text."""

    def build(*measures, profile="dfe", **settings):
        kept = Settings.model_validate(
            {
                "schema": "1",
                "organisation": {"id": "northmoor", "name": "Northmoor", "kind": "organisation"},
                "disclosure": {"profile": profile},
                **settings,
            }
        )
        defaults = {"kind": "quantity", "text": "A measure", "unit": "count"}
        area = Area.model_validate(
            {"id": "area", "name": "Area", "group": "practice", "measures": tuple({**defaults, **m} for m in measures)}
        )
        return Framework(settings=kept, areas={"area": area})

    return build


@pytest.fixture
def figure():
    """One raw figure of 2024/25."""

    def build(measure, numerator="", denominator="", value="", period="2024/25", note="", published=False, **key):
        return Figure(
            FigureKey(measure, Period.canonical(period), **key), numerator, denominator, value, note, published
        )

    return build
