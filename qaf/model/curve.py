"""`curves/*.yaml`: turning-the-curve exercises, each on one measure."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from qaf.model.fields import ActionRef, Day, Id, MeasureRef, Model, Number, PeriodText, Text, Truth


class Baseline(Model):
    """The periods looked back on, the first and the last."""

    from_: PeriodText | None = Field(default=None, alias="from")
    to: PeriodText | None = None


class ForecastValue(Model):
    """What somebody expects of a period, in the measure's unit."""

    period: PeriodText
    value: Number


class Forecast(Model):
    """Where the figures would go if nothing changed: a straight line, the level they have, or values that are given."""

    method: Literal["straight_line", "level", "given"] | None = None
    values: tuple[ForecastValue, ...] = ()


class Partner(Model):
    """Somebody who has a part to play, and what they can do."""

    who: Text | None = None
    can: Text | None = None


class WhatWorks(Model):
    """Something that might turn the curve, and how it stands the four tests of an option."""

    idea: Text | None = None
    cite: Text | None = None
    low_cost: Truth | None = None
    leverage: Text | None = None
    feasibility: Text | None = None
    specificity: Text | None = None
    values: Text | None = None


class Review(Model):
    """What was said of the curve on a day."""

    on: Day | None = None
    says: Text | None = None


class Curve(Model):
    """One exercise."""

    id: Id
    measure: MeasureRef
    began: Day | None = None
    baseline: Baseline | None = None
    forecast: Forecast | None = None
    story: Text | None = None
    partners: tuple[Partner, ...] = ()
    what_works: tuple[WhatWorks, ...] = ()
    plan: tuple[ActionRef, ...] = ()
    reviews: tuple[Review, ...] = ()
