"""The desk as every form begins with it: what is written, with the figures that its texts ask for."""

from __future__ import annotations

from dataclasses import replace

from qaf.model.written import written
from qaf.report.answered import answered
from qaf.report.desk import BookInputs, Desk
from qaf.report.filled import Filler


def begin_desk(inputs: BookInputs) -> Desk:
    """A desk over the framework without its stubs, with the placeholders of its records answered."""
    framework = written(inputs.framework)
    filler = Filler(framework, inputs.figures)
    return Desk(replace(inputs, framework=answered(framework, lambda: filler)), filler)
