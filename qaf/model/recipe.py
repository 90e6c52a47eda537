"""Recipes (`imports/*.yaml`): how to read a file that somebody sends, quarter after quarter."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from qaf.model.fields import BreakdownRef, Id, MeasureRef, Model, Number, Text, Truth, Typed, Whole

PeriodWord = Literal[
    "reporting_year", "academic_year", "calendar_year", "quarter", "half", "term", "month", "day", "run"
]
SymbolWord = Literal["c", "k", "low", "u", "x", "z", "zero", "blank"]


def _texts(value: Any) -> tuple[str, ...]:
    items = value if isinstance(value, list) else [value]
    if items and all(isinstance(item, str) for item in items):
        return tuple(items)
    raise PydanticCustomError("QAF103", "is neither a text nor a list of texts")


Texts = Annotated[
    tuple[str, ...],
    PlainValidator(_texts),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "minItems": 1, "items": {"type": "string"}}]}),
]


class Reading(Model):
    """How the bytes become a table.

    `header_rows`: how many rows of headings there are, joined into one name for each column. `ends_at`: the text (or
    one of the texts) with which the first row below the table starts; `blank row` ends it at the first blank row.
    `fill_down`: columns in which a text stands once for the rows below it too. `decimal`: which sign stands before the
    decimals.
    """

    encoding: Text | None = None
    delimiter: Typed | None = None
    sheet: Text | None = None
    header_rows: Whole | None = None
    skip_rows: Whole | None = None
    ends_at: Texts | None = None
    fill_down: Texts | None = None
    decimal: Literal["point", "comma"] | None = None


class Condition(Model):
    """A row counts where the column `is` the text, is one `in` the texts, or is `not` one of them."""

    column: Text
    is_: Typed | None = Field(default=None, alias="is")
    in_: tuple[Typed, ...] | None = Field(default=None, alias="in")
    not_: Texts | None = Field(default=None, alias="not")


class PeriodSource(Model):
    """Where the period stands: in a column (with a second one), always the same, or in the file's name.

    `from_file_name`: the file's name with `{period}` where the period stands in it, and `*` for any text.
    """

    column: Text | None = None
    constant: Text | None = None
    from_file_name: Text | None = None
    with_: Text | None = Field(default=None, alias="with")
    kind: PeriodWord | None = None
    format: Text | None = None


class SeriesRule(Model):
    """Which rows belong to `own`, to a comparator, or to a comparator's member (`<comparator>/<code>`)."""

    series: Text
    where: tuple[Condition, ...] = ()


class Places(Model):
    """Which column names the place, and what each spelling means."""

    column: Text
    lookup: dict[str, str] = {}


class BreakdownColumn(Model):
    """Which column holds a breakdown's category, and what each spelling means.

    Without `column` the categories stand in the headings, and each entry of `measures` says its `category`.
    """

    id: BreakdownRef
    column: Text | None = None
    lookup: dict[str, str] = {}


class MeasureColumns(Model):
    """Which columns make the figures of a measure; `scale` multiplies the value.

    A column is named by its heading, by its letter (`[F]`), or as the second of that name (`SNP [2]`). `{period}` in a
    name stands for the period in the heading: every column that fits gives a figure of its own. `period`: the period of
    these columns, where no heading says it. `category`: the part of the breakdown that they are about. `series`: whose
    figures they hold, where places stand side by side.
    """

    measure: MeasureRef
    where: tuple[Condition, ...] = ()
    numerator: Text | None = None
    denominator: Text | None = None
    value: Text | None = None
    scale: Number | None = None
    period: Text | None = None
    category: Text | None = None
    series: Text | None = None


class CountRows(Model):
    """Count the rows that fulfil `where` (or the different texts of `by` in them) instead of reading a number."""

    measure: MeasureRef
    by: Text | None = None
    where: tuple[Condition, ...] = ()


def _one_or_several(value: Any) -> Any:
    return [value] if isinstance(value, dict) else value


def _mapping_or_list(schema: dict[str, Any]) -> None:
    """A mapping stands for a list of one."""
    items = schema.pop("items")
    schema.pop("type")
    schema["anyOf"] = [items, {"type": "array", "items": items}]


Counts = Annotated[tuple[CountRows, ...], BeforeValidator(_one_or_several), Field(json_schema_extra=_mapping_or_list)]


class Totals(Model):
    """Rows that are totals and must not be added."""

    where: tuple[Condition, ...] = ()


class Allowed(Model):
    """A column that looks like an identifier and is none, with the reason."""

    column: Text
    kind: Text | None = None
    why: Text | None = None


RaterWord = Literal["professional", "child", "parent"]
PointWord = Literal["start", "closure", "transfer", "8w", "6m", "12m", "18m"]


NOT_RATED = re.compile(r"not_rated(?:/[a-z0-9]+(?:[-_][a-z0-9]+)*)?")
"""What a word of the file can stand for besides a grade: that there is no rating, and why."""


class BeforeAndAfter(Model):
    """Columns of a case-level file that is aggregated in memory and never stored.

    `rater` is a column, or one of the three raters where all ratings are theirs. `rating` is a column beside `point`
    (a row a case, rater and point; of several the first that is filled counts), or without `point` a column for each.
    `raters`, `points` and `grades` say what the file's words mean.
    """

    case: Text | None = None
    measure: MeasureRef | None = None
    rater: Text | None = None
    raters: dict[str, RaterWord] = {}
    point: Text | None = None
    points: dict[str, PointWord] = {}
    rating: Texts | None = None
    grades: dict[str, str] = {}
    group: Text | None = None


class Recipe(Model):
    """One file of `imports/`."""

    id: Id
    file: Text
    preset: Literal["tidy", "dfe", "fingertips", "sheet"] | None = None
    read: Reading | None = None
    where: tuple[Condition, ...] = ()
    period: PeriodSource | None = None
    series: tuple[SeriesRule, ...] = ()
    places: Places | None = None
    breakdown: BreakdownColumn | None = None
    measures: tuple[MeasureColumns, ...] = ()
    count_rows: Counts = ()
    symbols: dict[str, SymbolWord] = {}
    sentinels: tuple[Typed, ...] = ()
    bands: Literal["withheld"] | None = None
    totals: Totals | None = None
    jump: Number | None = None
    published: Truth | None = None
    allow: tuple[Allowed, ...] = ()
    before_and_after: BeforeAndAfter | None = None
