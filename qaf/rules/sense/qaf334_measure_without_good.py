"""QAF334: measure that shows no good statement.

A measure of quality or outcome that is tied to no statement of what good looks like is a number without a question:
nobody can say what it would mean for it to rise. `shows:` names the statements of its area, or of an area above.

Measures of quantity are not asked: they say how large the work is. Nor is a measure of an area for which nobody has
said what good looks like, which is another gap (QAF318).
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding, finding
from qaf.ground.text import quoted, shortened
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts

CODE = "QAF334"
APPLIES = WORKING_FOLDER

_AREA = """\
name: Supervision
group: organisational
good:
  - id: staff-are-heard
    kind: quality
    text: Staff are heard.
measures:
  - id: felt-heard
    kind: quality
    text: Sessions at which the worker felt heard
    unit: percent
    base: sessions asked about
{shows}"""

BAD: Files = {"areas/supervision.yaml": _AREA.format(shows="")}
GOOD: Files = {"areas/supervision.yaml": _AREA.format(shows="    shows: [staff-are-heard]\n")}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each such measure."""
    for item in facts.areas:
        if not _statements(facts, item.area.id):
            continue
        for measure in item.area.measures:
            if measure.kind != "quantity" and not measure.shows:
                message = f"`{measure.id}` ({shortened(measure.text)}) says of no good statement how near it is."
                advice = "Add `shows:` with the statement that it tells about, or ask what the measure is for."
                place = facts.place(measure.id)
                yield finding(CODE, place, message, help=advice, subject=measure.id, area=item.area.id)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """What it shows, and what it could."""
    measure = facts.framework.measures[about]
    yield f"`shows` of measure `{about}` ({measure.kind}): {quoted(measure.shows, 'and') or 'nothing'}."
    known = _statements(facts, facts.framework.area_of(about))
    yield f"Statements of its area and of those above: {quoted(known, 'and') or 'none'}."


def _statements(facts: Facts, area: str) -> list[str]:
    return [good.id for one in facts.framework.above(area) for good in one.good]
