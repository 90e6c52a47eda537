"""QAF355: judgement that the figures do not bear out.

People judged how near a good statement is, and the measures that show it say something else. Neither is right by being
a number or a judgement: the figures may look at the wrong thing, or the judges may have seen what they hoped for. It
should be talked about before either is put before a board.

The latest judgement of each tier is held against the figures, as it was moderated where somebody moderated it. A
judgement that counts as good (`mostly`, `fully`, or the scale's `good_from`) is not borne out where a test finds a
measure worse than before, than a comparator or than an ambition, and none finds one better; the lowest grade is not
where it is the other way round. Where no test can be made nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qaf.ground.findings import Finding, finding
from qaf.ground.text import listing, quoted, shortened
from qaf.rules.example_folder import SUPERVISION, Files
from qaf.rules.facts import WORKING_FOLDER, Facts

if TYPE_CHECKING:
    from qaf.analysis.judgements import Judged

CODE = "QAF355"
APPLIES = WORKING_FOLDER

_BESIDE: Files = {
    "areas/supervision.yaml": SUPERVISION.replace(
        "unit: percent", "unit: percent\n    better: higher\n    shows: [sessions-happen]"
    )
    + "good:\n  - {id: sessions-happen, kind: quality, text: Supervision happens when it is due.}\n",
    "governance.yaml": "posts:\n  - {id: head-of-practice, name: Head of Practice}\n",
    "self-assessments.yaml": """\
self_assessments:
  - on: 2026-05-21
    by: head-of-practice
    tier: service
    area: supervision
    judgements:
      - {good: sessions-happen, is: mostly, because: Fixed days have held}
""",
}
_FIGURES = """\
measure,period,numerator,denominator,value
sessions-due,2024/25,,,120
sessions-due,2025/26,,,124
sessions-on-time,2024/25,110,120,
sessions-on-time,2025/26,{now},124,
"""

BAD: Files = {**_BESIDE, "incoming/figures.csv": _FIGURES.format(now=70)}
GOOD: Files = {**_BESIDE, "incoming/figures.csv": _FIGURES.format(now=116)}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each statement of which a judgement and the figures disagree."""
    if facts.figures_damaged or facts.unsure or not facts.framework.self_assessments:
        return
    for item in _all(facts).values():
        apart = [one for one in item.latest if one.apart]
        if apart:
            said = listing(
                (f"“{one.title}” ({one.sitting.tier}, {one.sitting.on.isoformat()})" for one in apart), "and"
            )
            way = "worse" if apart[0].apart == "figures_worse" else "better"
            measures = quoted((bearing.measure.id for bearing in item.bearings if bearing.says == way), "and")
            title = shortened(item.good.text)
            message = f"`{item.good.id}` ({title}) was judged {said}, and the tests of {measures} say {way}."
            advice = "Talk about which of the two you believe, and write it in the story behind the figures."
            place, area = facts.place(item.good.id), facts.framework.area_of(item.good.id)
            yield finding(CODE, place, message, help=advice, subject=item.good.id, area=area)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """The latest judgement of each tier, and what the tests of each measure say."""
    item = _all(facts).get(about)
    if item is None:
        yield f"Nobody has judged how near `{about}` is."
        return
    for one in item.latest:
        moderated = ", as moderated" if one.judgement.moderated else ""
        yield f"Judged “{one.title}”{moderated} by the tier {one.sitting.tier} on {one.sitting.on.isoformat()}."
    for bearing in item.bearings:
        yield f"The tests of `{bearing.measure.id}` say: {bearing.says.replace('_', ' ')}."
    if not item.bearings:
        yield "No measure shows it."


def _all(facts: Facts) -> dict[str, Judged]:
    from qaf.analysis.judgements import judged

    return {item.good.id: item for item in judged(facts.framework, facts.figures, facts.as_at)}
