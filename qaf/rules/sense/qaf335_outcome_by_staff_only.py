"""QAF335: outcome that only staff report.

Whether a child is safer is known first to the child, and then to the parents. Where only those who did the work say
whether it helped, a board hears them judge themselves. An outcome measure should have a source besides frontline
staff: children, parents and carers, files read by somebody else, or another agency.

A measure is judged by the families of its sources; one that is rated before and after also by who rated, as far as its
figures say. A measure without any source is another gap (QAF307).
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding, finding
from qaf.ground.text import listing, shortened
from qaf.model.measure import Measure
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts

CODE = "QAF335"
APPLIES = WORKING_FOLDER

_AREA = """\
name: Neglect
group: practice
sources:
  - {{id: worker-views, family: frontline_staff, method: survey}}
  - {{id: children-asked, family: children_parents_carers, method: interview}}
measures:
  - id: safer-at-home
    kind: outcome
    text: Children who are safer at home
    unit: percent
    base: children asked about
    sources: [{sources}]
"""

BAD: Files = {"areas/neglect.yaml": _AREA.format(sources="worker-views")}
GOOD: Files = {"areas/neglect.yaml": _AREA.format(sources="worker-views, children-asked")}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each such measure."""
    for item in facts.areas_with_sources:
        for measure in item.area.measures:
            if measure.kind != "outcome":
                continue
            if _families(facts, measure) == {"frontline_staff"}:
                said = "has no source but frontline staff"
            elif _raters(facts, measure) == {"professional"}:
                said = "is rated by professionals only"
            else:
                continue
            message = f"`{measure.id}` ({shortened(measure.text)}) {said}: those who did the work judge it."
            advice = "Ask children or parents too, or have somebody from outside read the files; name it in `sources`."
            yield finding(CODE, facts.place(measure.id), message, help=advice, subject=measure.id, area=item.area.id)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """Its sources by family, and who rated."""
    measure = facts.framework.measures[about]
    families = listing(sorted(family.replace("_", " ") for family in _families(facts, measure)))
    yield f"Measure `{about}` is of kind {measure.kind}; families of its sources: {families or 'none named'}."
    if measure.unit == "before_after":
        yield f"Ratings in its figures are by: {listing(sorted(_raters(facts, measure))) or 'nobody yet'}."


def _families(facts: Facts, measure: Measure) -> set[str]:
    sources = facts.framework.sources
    return {sources[id_].family for id_ in measure.sources if id_ in sources}


def _raters(facts: Facts, measure: Measure) -> set[str]:
    if measure.unit != "before_after" or facts.figures_damaged:
        return set()
    return {figure.rater for figure in facts.figures.of(measure.id) if figure.rater}
