"""QAF343: survey result without what lies behind it.

A percentage from a survey says how many were content, and not with what. Before anybody acts on it, somebody has to
ask what lies behind it: in interviews, in a focus group, or by reading what people wrote. The answer belongs into the
story behind the figures of the same period, under a heading with the measure's id or beside its figure.

A measure is asked where one of its sources is a survey, or `asked` gives the wording, and it has figures. The story of
the latest figure's period counts, of a longer one that holds it, and of an area above.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding, finding
from qaf.ground.text import shortened
from qaf.model.framework import Analysis
from qaf.model.measure import Measure
from qaf.model.period import Period
from qaf.model.prose import placeholders
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts

CODE = "QAF343"
APPLIES = WORKING_FOLDER

_BESIDE: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
sources:
  - {id: staff-survey, family: frontline_staff, method: survey}
measures:
  - id: felt-heard
    kind: quality
    text: Workers who felt heard
    unit: percent
    base: workers who answered
    sources: [staff-survey]
""",
    "incoming/figures.csv": """\
measure,period,numerator,denominator
felt-heard,2025/26,61,90
""",
}

BAD: Files = _BESIDE
GOOD: Files = {
    **_BESIDE,
    "analysis/supervision/2025_26.md": """\
## felt-heard

Those who said no told us in the focus group that the hour is spent on forms.
""",
}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each such measure."""
    if "analysis" in facts.framework.unread:
        return
    for item in facts.areas_with_figures:
        for measure in item.area.measures:
            latest = _latest(facts, measure) if _is_survey(facts, measure) else None
            if latest is not None and not any(_speaks(one, measure.id) for one in _analyses(facts, measure, latest)):
                title = shortened(measure.text)
                message = (
                    f"`{measure.id}` ({title}) is the answer to a survey, and nothing says what lies behind that of "
                    f"{latest}."
                )
                advice = (
                    f"Ask people what they meant, and write it under `## {measure.id}` in the story of that period."
                )
                place = facts.place(measure.id)
                yield finding(CODE, place, message, help=advice, subject=measure.id, area=item.area.id)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """Whether it is a survey's, its latest period, and the stories that were read."""
    measure = facts.framework.measures[about]
    latest = _latest(facts, measure)
    yield f"Measure `{about}` is {'' if _is_survey(facts, measure) else 'not '}taken from a survey."
    if latest is None:
        yield "It has no figure."
        return
    yield f"Its latest figure is of {latest}."
    read = _analyses(facts, measure, latest)
    for analysis in read:
        verdict = "speaks of it" if _speaks(analysis, about) else "does not speak of it"
        yield f"The story of `{analysis.area}` for {analysis.period} {verdict}."
    if not read:
        yield "There is no story of that period."


def _is_survey(facts: Facts, measure: Measure) -> bool:
    sources = facts.framework.sources
    return bool(measure.asked) or any(sources[id_].method == "survey" for id_ in measure.sources if id_ in sources)


def _latest(facts: Facts, measure: Measure) -> Period | None:
    return max((f.period for f in facts.figures.of(measure.id) if f.value.symbol not in ("x", "z")), default=None)


def _analyses(facts: Facts, measure: Measure, latest: Period) -> list[Analysis]:
    framework = facts.framework
    near = {area.id for area in framework.above(framework.area_of(measure.id))}
    return [one for one in framework.analyses if one.area in near and one.period.contains(latest)]


def _speaks(analysis: Analysis, measure: str) -> bool:
    lines = (line.strip("# \t") for line in analysis.prose.body.splitlines() if line.startswith("## "))
    quotes = (item.call.measure for item in placeholders(analysis.prose.body) if item.call)
    return measure in lines or measure in quotes
