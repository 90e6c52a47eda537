"""One turning-the-curve exercise on its own: public functions."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from qaf.ground.errors import QafError
from qaf.ground.near_miss import did_you_mean
from qaf.ground.text import quoted

if TYPE_CHECKING:
    from qaf.api.folder import Folder
    from qaf.model.period import Period
    from qaf.report.curve_parts import CurvePage
    from qaf.report.page import Cover


def curve(folder: Folder, id_: str, *, period: Period, as_at: date) -> tuple[CurvePage, Cover]:
    """The page of an exercise with figures up to the end of a period, and what stands on every page.

    Raises `QafError` where there is no such curve or its measure is unknown, `RefusedError` where something is wrong in
    the folder.
    """
    from dataclasses import replace

    from qaf.api.book import refuse_errors
    from qaf.ground.version import VERSION
    from qaf.model.written import begun
    from qaf.report.begin import begin_desk
    from qaf.report.book import TITLE
    from qaf.report.cover import make_cover
    from qaf.report.curve_pages import curve_page
    from qaf.report.desk import BookInputs
    from qaf.workspace.commit import commit_of

    framework = folder.written
    held = folder.framework.curves.get(id_)
    if held is None or held.measure not in framework.measures:
        known = sorted(folder.framework.curves)
        there = f"There is {quoted(known, 'and', limit=12)}." if known else "`qaf new curve --measure ID` begins one."
        raise QafError(f"There is no curve `{id_}`.", help=did_you_mean(id_, known) or there)
    if id_ not in framework.curves:
        # A curve is looked at by those who are to write its story, and that before there is one.
        framework = replace(framework, curves={**framework.curves, id_: begun(held)})
    refuse_errors(folder)
    figures = folder.figures
    refuse_errors(folder, figures.findings)
    inputs = BookInputs(
        framework, figures, (), period, as_at, commit_of(folder.root), VERSION, templates=folder.templates
    )
    desk = begin_desk(inputs)
    return curve_page(desk, desk.framework.curves[id_]), make_cover(desk, TITLE)
