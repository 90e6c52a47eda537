"""The texts of meetings, ideas, judgements, actions and curves with the figures that their placeholders ask for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from qaf.ground.findings import Loc, Where
from qaf.model.fields import Model
from qaf.model.framework import Framework
from qaf.model.record_texts import with_texts
from qaf.report.filled import Filler

_Entry = TypeVar("_Entry", bound=Model)


def answered(framework: Framework, filler: Callable[[], Filler]) -> Framework:
    """The framework with the placeholders of these texts answered; itself where none of them holds any.

    `filler` is asked for only where there is a placeholder. The story of a curve keeps its own: it is Markdown, and is
    filled where it is printed.
    """
    touched: list[Where] = []

    def entry(one: _Entry, where: Where) -> _Entry:
        def change(text: str, loc: Loc) -> str:
            if "{{" not in text or (where.path.startswith("curves/") and loc == ("story",)):
                return text
            touched.append(where)
            return filler().plain(text, where.at(*loc))

        return with_texts(one, change)

    def place(id_: str) -> Where:
        where = framework.where(id_)
        return where._replace(loc=where.loc[:-1])

    new = replace(
        framework,
        actions=tuple(entry(one, place(one.id)) for one in framework.actions),
        ideas=tuple(entry(one, place(one.id)) for one in framework.ideas),
        meeting_records=tuple((entry(one, where), where) for one, where in framework.meeting_records),
        assessment_records=tuple((entry(one, where), where) for one, where in framework.assessment_records),
        curves={id_: entry(one, Where(framework.where(id_).path)) for id_, one in framework.curves.items()},
    )
    return new if touched else framework
