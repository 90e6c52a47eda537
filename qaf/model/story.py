"""Stories: a short account by or about a child, parent or worker, and the consent to print it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from qaf.ground.stub_text import is_stub_text
from qaf.model.fields import TRUE_WORDS, AreaRef, Day, Id, MeasureOrGoodRef, Model, PeriodText, Text

Use = Literal["book", "partnership", "public"]


def _must_be_true(value: Any) -> bool | str:
    """True, or the text of a stub: a story of which nobody has said so yet is still to be written."""
    if isinstance(value, str) and is_stub_text(value):
        return value
    if value not in TRUE_WORDS:
        raise PydanticCustomError("QAF104", "has to be `true`: a story is kept only with the names changed")
    return True


_TRUE_OR_STUB = {"anyOf": [{"enum": [True, *TRUE_WORDS]}, {"type": "string", "pattern": r"^To be written( \(.*\))?$"}]}


class Consent(Model):
    """When and how consent was given, what for, until when, and whether it was withdrawn."""

    given: Day | None = None
    how: Text | None = None
    for_: tuple[Use, ...] = Field(default=(), alias="for")
    until: Day | None = None
    withdrawn: Day | None = None


class Story(Model):
    """The front matter of a file in `stories/`."""

    id: Id
    voice: Literal["child", "parent", "carer", "frontline_staff", "manager"]
    area: AreaRef
    about: tuple[MeasureOrGoodRef, ...] = ()
    consent: Consent
    names_changed: Annotated[bool | str, PlainValidator(_must_be_true), WithJsonSchema(_TRUE_OR_STUB)]
    period: PeriodText | None = None

    def may_be_printed(self, use: str, as_at: date) -> bool:
        """Whether consent covers `use` on the day: given for it, not run out, not withdrawn."""
        consent = self.consent
        return (
            consent.given is not None
            and consent.given <= as_at
            and use in consent.for_
            and (consent.until is None or as_at <= consent.until)
            and (consent.withdrawn is None or as_at < consent.withdrawn)
        )
