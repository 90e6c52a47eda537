"""`self-assessments.yaml`: judgements against the good statements, own and others'."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from qaf.ground.stub_text import is_stub_text
from qaf.model.area import Evidence
from qaf.model.fields import ActionRef, AreaRef, Day, GoodRef, JudgeRef, Model, ScaleRef, Text

USUAL_GRADES = ("not_yet", "partly", "mostly", "fully")
"""The grades of a judgement where the self-assessment names no scale, worst first."""

Tier = Literal[
    "board", "service", "team", "practitioner", "organisation", "peer", "scrutineer", "inspectorate"
]  # fmt: skip


class Judgement(Model):
    """How far a good statement is true: `is` and `moderated` are grades, the second after somebody else looked."""

    good: GoodRef | None = None
    is_: Text | None = Field(default=None, alias="is")
    because: Text | None = None
    evidence: tuple[Evidence, ...] = ()
    moderated: Text | None = None
    moderated_by: JudgeRef | None = None
    led_to: tuple[ActionRef, ...] = ()


class SelfAssessment(Model):
    """One sitting over an area, by somebody of a tier. It has no id: `name` is what it goes by."""

    on: Day
    by: JudgeRef
    tier: Tier
    area: AreaRef
    scale: ScaleRef | None = None
    judgements: tuple[Judgement, ...] = ()

    @property
    def name(self) -> str:
        """What it goes by: its area's id, its tier, who made it (once that is written), and its day."""
        by = () if is_stub_text(self.by) else (self.by,)
        return " ".join((self.area, self.tier, *by, self.on.isoformat()))


class SelfAssessments(Model):
    """The whole of `self-assessments.yaml`."""

    self_assessments: tuple[SelfAssessment, ...] = ()
