"""What does not fit on a sheet: said as a finding that names it, so that somebody can shorten it."""

from __future__ import annotations

from qaf.analysis.questions import FEWEST
from qaf.ground.findings import Finding, Where, finding
from qaf.ground.text import listing, plural, shortened
from qaf.model.framework import Framework
from qaf.report.fit import ZOOMS, heights
from qaf.report.page import Sheet

CODE = "QAF602"


def does_not_fit(framework: Framework, sheet: Sheet) -> Finding | None:
    """QAF602 where a part of an area's sheet stands on its continuation; None where all of it is in front."""
    named = left_over(sheet)
    if not named:
        return None
    stands = "stands" if len(named) == 1 and not named[0][0].isdigit() else "stand"
    entry = framework.entries.get(sheet.section.id)
    return finding(
        CODE,
        entry.where if entry is not None else Where("areas"),
        f"The sheet of `{sheet.section.id}` ({shortened(sheet.section.name)}) is too full for one A3 page: "
        f"{listing(named)} {stands} on its continuation.",
        help="Shorten the longest texts, or keep on the front what a board has to read.",
        subject=sheet.section.id,
        excerpt=False,
    )


def left_over(sheet: Sheet) -> list[str]:
    """What stands on the continuation because the front has no room for it, by name."""
    section, fit = sheet.section, sheet.fit
    named = [f"“{part.title}”" for part in section.story[fit.story :]]
    for count, name in (
        (len(section.good) - fit.good, "statement of what good looks like"),
        (len(section.evidence) - fit.evidence, "piece of evidence"),
        (min(FEWEST, len(section.questions)) - fit.questions, "question"),
        (sum(action.open for action in section.actions) - fit.actions, "action"),
    ):
        plurals = {"statement of what good looks like": "statements of what good looks like"}
        plurals["piece of evidence"] = "pieces of evidence"
        named += [plural(count, name, plurals.get(name, ""))] if count > 0 else []
    return named or _columns(sheet)


def _columns(sheet: Sheet) -> list[str]:
    """The texts of a column that runs over the page although no list could be cut any more."""
    from qaf.report.fit import HEIGHT

    if sheet.fit.zoom != ZOOMS[-1] or max(heights(sheet.section, ZOOMS[-1])) <= HEIGHT * 100 / ZOOMS[-1]:
        return []
    return ["the end of the longest text"]
