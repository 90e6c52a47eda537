"""Measures: performance information of kind quantity, quality or outcome."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from qaf.model.fields import (
    BreakdownRef,
    Day,
    Duration,
    Frequency,
    GoodRef,
    Id,
    Kind,
    MeasureRef,
    MemberRef,
    Model,
    Number,
    PeriodText,
    PersonRef,
    Positive,
    ScaleRef,
    SourceRef,
    Text,
    Truth,
    Whole,
)

Unit = Literal["count", "percent", "rate", "ratio", "mean", "change", "shares", "grade", "before_after"]
Counts = Literal["children", "parents", "families", "staff", "cases", "events", "things"]
Window = Literal["in_period", "at_end", "year_to_date", "rolling_12m", "mean_of_months"]
Better = Literal["higher", "lower", "neither"]


class Break(Model):
    """A point from which figures no longer compare with those before."""

    from_: PeriodText = Field(alias="from")
    because: Text | None = None
    rebase: Truth = False


class Chart(Model):
    """Settings of a control chart."""

    screen: Truth = False
    baseline: PeriodText | None = None


class Definition(Model):
    """Whose definition a measure follows."""

    set: Literal["national", "regional", "local"] | None = None
    cite: Text | None = None
    link: Text | None = None


class Ambition(Model):
    """A local, dated level with its reason. Never a colour."""

    period: PeriodText | None = None
    at_least: Number | None = None
    at_most: Number | None = None
    between: tuple[Number, Number] | None = None
    no_worse_than: Text | None = None
    grade: Text | None = None
    role: Literal["ambition", "minimum", "expected"] = "ambition"
    set_by: Text | None = None
    agreed_on: Day | None = None
    why: Text | None = None


class Measure(Model):
    """One measure. Keys and their meaning are those of the framework folder's area files."""

    id: Id
    kind: Kind
    text: Text
    unit: Unit
    ref: Text | None = None
    counts: Counts = "children"
    counted_in: Text | None = None
    per: Positive | None = None
    scale: ScaleRef | None = None
    decimals: Whole | None = None
    of: MeasureRef | None = None
    base: Text | None = None
    covers: Literal["whole_group", "sample"] | None = None
    drawn: Literal["random", "chosen", "volunteers"] | None = None
    asked: Text | None = None
    shows: tuple[GoodRef, ...] = ()
    better: Better | None = None
    sources: tuple[SourceRef, ...] = ()
    supplied_by: tuple[MemberRef, ...] = ()
    about_partner: MemberRef | None = None
    frequency: Frequency | None = None
    window: Window = "in_period"
    distinct: Truth = False
    ready_after: Duration | None = None
    breakdowns: tuple[BreakdownRef, ...] = ()
    follow_up: tuple[Literal["closure", "transfer", "8w", "6m", "12m", "18m"], ...] = ()
    parts: tuple[MeasureRef, ...] = ()
    protect: Literal["people", "both_sides", "none"] | None = None
    protect_why: Text | None = None
    breaks: tuple[Break, ...] = ()
    chart: Chart | None = None
    reach: Literal["service", "population"] | None = None
    defined_by: Definition | None = None
    ambitions: tuple[Ambition, ...] = ()
    status: Literal["collecting", "planned", "proposed"] = "collecting"
    key: Truth = False
    owner: PersonRef | None = None
    note: Text | None = None
    cite: Text | None = None
    based_on: Text | None = None

    @property
    def is_sample(self) -> bool:
        """Whether the denominator is how many answered or were read, not a whole group."""
        if self.covers is not None:
            return self.covers == "sample"
        return self.of is None and self.base is not None

    @property
    def places(self) -> int:
        """Decimals that a worked-out value is printed with: counts and rates 0, all else 1, unless given."""
        if self.decimals is not None:
            return self.decimals
        return 0 if self.unit in ("count", "rate") else 1

    @property
    def multiplier(self) -> int:
        """What a rate is per: 10,000 unless the measure says otherwise."""
        return self.per or 10_000

    @property
    def protects(self) -> str:
        """`people`, `both_sides` or `none`; outcome measures protect both sides unless they say otherwise."""
        if self.protect is not None:
            return self.protect
        return "both_sides" if self.kind == "outcome" else "people"

    @property
    def noun(self) -> str:
        """What is counted, as printed."""
        return self.counted_in or self.counts
