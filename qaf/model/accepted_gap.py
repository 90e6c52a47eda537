"""`accepted-gaps.yaml`: gaps that somebody took responsibility for, until a day."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from qaf.model.fields import Day, Model, PersonRef, Text


def _gap_code(value: Any) -> str:
    if isinstance(value, str) and re.fullmatch(r"QAF[0-9]{3}", value):
        return value
    raise PydanticCustomError("QAF104", "is not a code such as QAF301")


GapCode = Annotated[str, PlainValidator(_gap_code), WithJsonSchema({"type": "string", "pattern": "^QAF[0-9]{3}$"})]


class AcceptedGap(Model):
    """One gap by code and id, why it is accepted, by whom, and until when."""

    code: GapCode
    about: Text
    reason: Text
    by: PersonRef
    until: Day


class AcceptedGaps(Model):
    """The whole of `accepted-gaps.yaml`."""

    accepted: tuple[AcceptedGap, ...] = ()
