"""The index of measures with their definitions, and the areas that have no sheet."""

from __future__ import annotations

from qaf.analysis.standing import standing
from qaf.model.measure import Measure
from qaf.report import terms, words, words_change
from qaf.report.desk import Desk, by_kind
from qaf.report.parts import IndexLine, OtherArea
from qaf.report.words_tests import next_figures


def index_lines(desk: Desk) -> tuple[IndexLine, ...]:
    """Every measure: by priority of its area, then by kind."""
    framework = desk.framework
    chosen = [area.id for area in framework.priorities()]
    areas = sorted(
        framework.areas.values(),
        key=lambda area: chosen.index(sheet) if (sheet := framework.sheet_of(area.id)) in chosen else len(chosen),
    )
    return tuple(_line(desk, measure, area.name) for area in areas for measure in by_kind(area.measures))


def other_areas(desk: Desk) -> tuple[OtherArea, ...]:
    """Areas without a priority, of their own or above them."""
    return tuple(
        OtherArea(area.id, area.name, terms.GROUPS[area.group], area.why or "")
        for area in desk.framework.areas.values()
        if not desk.framework.sheet_of(area.id)
    )


def _line(desk: Desk, measure: Measure, area: str) -> IndexLine:
    framework = desk.framework
    drawn = words.sample_words(measure)
    set_by = measure.defined_by.cite if measure.defined_by and measure.defined_by.cite else ""
    parts = [words.unit_words(measure, framework), drawn.capitalize(), set_by]
    return IndexLine(
        id=measure.id,
        ref=measure.ref or "",
        text=measure.text,
        kind=measure.kind,
        area=area,
        definition=". ".join(part.rstrip(".") for part in parts if part) + ".",
        source=_source(desk, measure),
        frequency=_frequency(desk, measure),
        better=terms.BETTER.get(measure.better or "", "Not said"),
        latest=words_change.sentence(desk.facts(measure), framework, brief=True),
        note=measure.note or "",
        state=standing(desk.facts(measure)).state,
    )


def _frequency(desk: Desk, measure: Measure) -> str:
    """How often, and when the next figures are to be expected."""
    parts = (terms.frequency(measure.frequency), next_figures(desk.facts(measure)))
    return ". ".join(part for part in parts if part)


def _source(desk: Desk, measure: Measure) -> str:
    """Family and method of each source, and who supplies it; where there is none, that."""
    found = []
    for id_ in measure.sources:
        source = desk.framework.sources.get(id_)
        if source is not None:
            found.append(f"{terms.FAMILIES[source.family]}: {terms.source_method(source.method)}")
    supplied = words.names(desk.who(member) for member in measure.supplied_by) if measure.supplied_by else ""
    text = "; ".join(dict.fromkeys(found)) or "No source is named"
    return f"{text} (from {supplied})" if supplied else text
