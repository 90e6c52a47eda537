"""The kinds of value that a key can hold: ids, days, periods, numbers, choices and references.

Every scalar arrives as the text that was typed; here it becomes what it means. A wrong one raises a
`PydanticCustomError` whose type is the code of the finding and whose text is the end of a sentence that begins with
the key ("`due` " + "is not a date: ...").
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, get_args

from pydantic import BaseModel, ConfigDict, PlainValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

if TYPE_CHECKING:
    from qaf.model.period import Period

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
ID_LENGTH = 60
DURATION_PATTERN = r"^[1-9][0-9]{0,2}[dwmy]$"
PERIOD_PATTERN = (
    r"^([0-9]{4}( Q[1-4])?|[0-9]{4}/[0-9]{2}( (Q[1-4]|H[12]|academic|autumn|spring|summer))?"
    r"|[0-9]{4}-[0-9]{2}(-[0-9]{2}|\.\.[0-9]{4}-[0-9]{2})?)$"
)
"""Every spelling of a period, for editors; whether there is such a period is for `qaf.model.period` to say."""
NUMBER_PATTERN = r"^[+-]?([0-9]{1,12}(\.[0-9]{0,12})?|\.[0-9]{1,12})([eE][+-]?[0-9]{1,2})?$"
MOST = 999_999_999_999
"""The largest number that a framework file can hold."""
TRUE_WORDS = ("true", "True", "TRUE")
FALSE_WORDS = ("false", "False", "FALSE")
SOME_TEXT = r"\S"
"""What every text that says something holds: a character that is no blank."""
RESERVED_IDS = frozenset({"own", "whole", "imports", "revisions"})


class Model(BaseModel):
    """One mapping of a framework file: unknown keys are errors, nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, protected_namespaces=())


class Ref(NamedTuple):
    """Marks a key whose text is the id of something else. `needs_posts`: any text where the folder has no posts."""

    kinds: tuple[str, ...]
    needs_posts: bool = False


def day_of(value: Any) -> date:
    """The day that a text such as 2026-03-31 means; else a `PydanticCustomError` that says so."""
    if isinstance(value, date):
        return value
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise PydanticCustomError("QAF106", "is a day that does not exist") from None
    raise PydanticCustomError("QAF106", "is not a date: write it as year-month-day, such as 2026-03-31")


def _period(value: Any) -> Period:
    from qaf.model.period import Period, PeriodError

    if isinstance(value, Period):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("QAF107", "is not a period: write one such as 2025/26, 2025/26 Q1 or 2025-04")
    try:
        return Period.canonical(value)
    except PeriodError as error:
        raise PydanticCustomError("QAF107", "is not a period: {why}", {"why": str(error)}) from None


def _whole(value: Any) -> int:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value):
        return int(value)
    raise PydanticCustomError("QAF108", "is not a whole number: write it in digits, such as 12")


def _positive(value: Any) -> int:
    number = int(value) if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value) else 0
    if number < 1:
        raise PydanticCustomError("QAF108", "is not a whole number from 1 up: write it in digits, such as 1 or 12")
    return number


def _number(value: Any) -> float:
    if isinstance(value, str) and re.fullmatch(NUMBER_PATTERN, value):
        number = float(value)
        if abs(number) <= MOST:
            return number
    raise PydanticCustomError("QAF108", "is not a number: write digits with a point, such as 12 or 12.5")


def _truth(value: Any) -> bool:
    if value in TRUE_WORDS:
        return True
    if value in FALSE_WORDS:
        return False
    raise PydanticCustomError("QAF104", "is neither `true` nor `false`: write one of the two")


def _duration(value: Any) -> str:
    if isinstance(value, str) and re.fullmatch(DURATION_PATTERN, value):
        return value
    raise PydanticCustomError("QAF108", "is not a length of time: write a number and d, w, m or y, such as 6w or 10m")


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=ID_LENGTH)]
Text = Annotated[str, StringConstraints(min_length=1, pattern=SOME_TEXT)]
Typed = Annotated[str, StringConstraints(min_length=1)]
"""A text as it stands in somebody's file, where a blank can be meant."""
DAY_SCHEMA: dict[str, Any] = {"type": "string", "format": "date", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
Day = Annotated[date, PlainValidator(day_of), WithJsonSchema(DAY_SCHEMA)]
_PERIOD = WithJsonSchema(
    {
        "anyOf": [
            {"type": "string", "pattern": PERIOD_PATTERN},
            {"type": "integer", "minimum": 1900, "maximum": 2199},
        ]
    }
)
if TYPE_CHECKING:
    PeriodText = Period
    DayOrPeriod = Period
else:
    PeriodText = Annotated[object, PlainValidator(_period), _PERIOD]
    DayOrPeriod = Annotated[object, PlainValidator(_period), _PERIOD]


def _digits(least: int, pattern: str) -> WithJsonSchema:
    return WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": least, "maximum": 999_999_999},
                {"type": "string", "pattern": pattern, "maxLength": 9},
            ]
        }
    )


Whole = Annotated[int, PlainValidator(_whole), _digits(0, "^[0-9]+$")]
Positive = Annotated[int, PlainValidator(_positive), _digits(1, "^0*[1-9][0-9]*$")]
Number = Annotated[
    float,
    PlainValidator(_number),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number", "minimum": -MOST, "maximum": MOST},
                {"type": "string", "pattern": NUMBER_PATTERN},
            ]
        }
    ),
]
Truth = Annotated[bool, PlainValidator(_truth), WithJsonSchema({"enum": [True, False, *TRUE_WORDS, *FALSE_WORDS]})]
Duration = Annotated[str, PlainValidator(_duration), WithJsonSchema({"type": "string", "pattern": DURATION_PATTERN})]

Family = Literal["children_parents_carers", "frontline_staff", "case_records", "organisational_information", "external"]
Kind = Literal["quantity", "quality", "outcome"]
Frequency = Literal[
    "continuous", "monthly", "quarterly", "six_monthly", "annual", "two_yearly", "three_yearly", "on_event", "once"
]

AreaRef = Annotated[Text, Ref(("area",))]
GoodRef = Annotated[Text, Ref(("good",))]
MeasureRef = Annotated[Text, Ref(("measure",))]
MeasureOrGoodRef = Annotated[Text, Ref(("measure", "good"))]
SourceRef = Annotated[Text, Ref(("source",))]
MemberRef = Annotated[Text, Ref(("member",))]
BreakdownRef = Annotated[Text, Ref(("breakdown",))]
ScaleRef = Annotated[Text, Ref(("scale",))]
BodyRef = Annotated[Text, Ref(("body",))]
ReportRef = Annotated[Text, Ref(("report",))]
ActivityRef = Annotated[Text, Ref(("activity",))]
ActionRef = Annotated[Text, Ref(("action",))]
PersonRef = Annotated[Text, Ref(("post", "member"), needs_posts=True)]
StoryRef = Annotated[Text, Ref(("story",))]
MappedRef = Annotated[Text, Ref(("area", "good", "measure", "source", "question"))]
JudgeRef = Annotated[Text, Ref(("post", "member", "body"), needs_posts=True)]
ApproverRef = Annotated[Text, Ref(("post", "body"), needs_posts=True)]


def choices(annotation: Any) -> tuple[str, ...]:
    """The words of a `Literal`, however deep in an `Annotated` or a union."""
    if getattr(annotation, "__origin__", None) is Literal:
        return tuple(str(word) for word in get_args(annotation))
    found: list[str] = []
    for part in get_args(annotation):
        found.extend(choices(part))
    return tuple(found)


RefTree = dict[str, "Ref | RefTree"]


def reference_tree(model: type[BaseModel]) -> RefTree:
    """The keys of `model` that hold references, nested as the keys are (lists left out). Worked out once a model."""
    if model not in _TREES:
        _TREES[model] = _tree_of(model)
    return _TREES[model]


_TREES: dict[type[BaseModel], RefTree] = {}


def _tree_of(model: type[BaseModel]) -> RefTree:
    tree: RefTree = {}
    for name, info in model.model_fields.items():
        refs = [item for item in info.metadata if isinstance(item, Ref)]
        found = refs[0] if refs else _inside(info.annotation)
        if found:
            tree[info.alias or name] = found
    return tree


def _inside(annotation: Any) -> Ref | RefTree | None:
    for item in getattr(annotation, "__metadata__", ()):
        if isinstance(item, Ref):
            return item
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _tree_of(annotation) or None
    for part in get_args(annotation):
        found = _inside(part) if part is not Ellipsis else None
        if found:
            return found
    return None
