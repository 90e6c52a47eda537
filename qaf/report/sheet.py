"""One area's sheet: why it matters, what good looks like, its figures, their story, what is done, what to ask."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qaf.analysis.standing import standing
from qaf.ground.stub_text import is_stub_text
from qaf.ground.text import plural, shortened
from qaf.model.area import Area
from qaf.model.framework import Analysis, Framework, Prose
from qaf.model.measure import Measure
from qaf.report import markdown, terms, words, words_change, words_compare
from qaf.report.action_lines import action_lines
from qaf.report.coarser import coarser_in
from qaf.report.desk import Desk, by_kind
from qaf.report.events import EventLine
from qaf.report.filled import FilledText
from qaf.report.fit import fit, with_taller_charts
from qaf.report.judged_lines import judged_lines
from qaf.report.page import Section, Sheet
from qaf.report.panels import FULL, HALF, LEAD, THIRD, Size, panel
from qaf.report.parts import Evidence, GapText, GoodLine, MeasureLine, Panel, ProsePart, SourceLine
from qaf.report.places import place_tables
from qaf.report.questions_words import others, questions
from qaf.report.sheet_events import events_beside, marked
from qaf.report.unwritten import unwritten_of
from qaf.report.words_standing import message

SMALL_ON_FRONT = 4
WITHOUT_KEYS = 5
OTHER_EXPLANATIONS = "Other explanations"
MINORITY = "What the minority said"
NOT_WRITTEN = "Not written yet."
BEHIND = "The story behind the figures"
SAID_ELSEWHERE = frozenset(
    {"QAF301", "QAF304", "QAF305", "QAF306", "QAF308", "QAF309", "QAF310", "QAF311", "QAF312", "QAF313"}
    | {"QAF338", "QAF351", "QAF352", "QAF355"}
)
"""Gaps that a sheet shows in their own place, so that its list of gaps does not repeat them."""


def make_sheet(desk: Desk, area: Area) -> Sheet:
    """The sheet of a priority area, with a section for each area below it that has no sheet."""
    below = [section(desk, other) for other in desk.sections_of(area) if other.id != area.id]
    own = section(desk, area)
    fitted = fit(own)
    return Sheet(area.priority or 0, with_taller_charts(own, fitted), fitted, tuple(below))


def section(desk: Desk, area: Area) -> Section:
    """What one area says of itself."""
    events = events_beside(desk, area)
    parts = _panels(desk, area, events)
    story, by_measure = _story(desk, area)
    told = any(part.title == OTHER_EXPLANATIONS and not part.missing for part in story)
    asked = questions(desk, [area], story_written=told)
    return Section(
        id=area.id,
        name=area.name,
        group=terms.GROUPS[area.group],
        owner=desk.who(area.owner),
        why=area.why or "",
        evidence=tuple(Evidence(e.cite or "", e.says or "", markdown.safe_link(e.link or "")) for e in area.evidence),
        good=tuple(_good(desk, area)),
        lead=parts.lead,
        panels=parts.front,
        more=parts.behind,
        without=parts.without,
        also=parts.also,
        no_outcome=_no_outcome(desk, area),
        places=tuple(place_tables(desk, area)),
        coarser=tuple(coarser_in(desk, area)),
        story=story,
        by_measure=by_measure,
        actions=action_lines(desk, area),
        questions=asked,
        more_questions=others([area], asked),
        sources=_sources(desk, area),
        gaps=tuple(
            GapText(gap.code, _with_names(gap.message, desk.framework), gap.accepted)
            for gap in desk.inputs.gaps
            if gap.area == area.id and gap.code not in SAID_ELSEWHERE
        )
        + unwritten_of(desk.framework, area.id),
        events=marked(events, parts.shown),
        judged=judged_lines(desk, area),
    )


def _with_names(message: str, framework: Framework) -> str:
    """A gap's sentence with the names of things where it has their ids in backticks."""

    def name(match: re.Match[str]) -> str:
        return f"“{framework.title(match[1]).rstrip('.')}”"

    for id_ in re.findall(r"`([^`]+)`", message):
        message = message.replace(f"`{id_}` ({shortened(framework.title(id_))})", f"`{id_}`")
    return re.sub(r"`([^`]+)`", name, message)


def _good(desk: Desk, area: Area) -> list[GoodLine]:
    shown_by = desk.framework.shown_by
    ordered = sorted(area.good, key=lambda good: good.kind != "outcome")
    return [GoodLine(g.kind, g.text, tuple(m.text.rstrip(".") for m in shown_by.get(g.id, ()))) for g in ordered]


# measures ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Panels:
    lead: Panel | None
    front: tuple[Panel, ...]
    behind: tuple[Panel, ...]
    without: tuple[Panel, ...]
    also: tuple[MeasureLine, ...]

    @property
    def shown(self) -> tuple[Panel, ...]:
        """Every panel that may have a chart."""
        return (*([self.lead] if self.lead else []), *self.front, *self.behind)


def _panels(desk: Desk, area: Area, events: Sequence[EventLine]) -> _Panels:
    """The key measures, outcome first and largest; where none is marked as key, the first few of each kind."""
    measures = by_kind(area.measures)
    with_figures = [measure for measure in measures if desk.series(measure).has_figures]
    keys = [m for m in with_figures if m.key]
    if not any(measure.key for measure in measures):
        keys = with_figures[:WITHOUT_KEYS]
    leading = next((m for m in keys if m.kind == "outcome"), None)
    small = [measure for measure in keys if measure is not leading]
    front = small[:SMALL_ON_FRONT]
    sizes = _sizes(len(front), with_lead=leading is not None)
    return _Panels(
        panel(desk.facts(leading), desk.framework, LEAD, events) if leading else None,
        tuple(panel(desk.facts(m), desk.framework, size, events) for m, size in zip(front, sizes, strict=True)),
        tuple(panel(desk.facts(measure), desk.framework, HALF, events) for measure in small[SMALL_ON_FRONT:]),
        tuple(panel(desk.facts(measure), desk.framework) for measure in measures if measure not in with_figures),
        tuple(measure_line(desk, measure) for measure in with_figures if measure not in keys),
    )


def _sizes(count: int, *, with_lead: bool) -> list[Size]:
    """Beside the large chart stands one small one; in the row below two share the width, or three do."""
    first: list[Size] = [THIRD] if with_lead and count else []
    rest = count - len(first)
    return first + [FULL if rest == 1 else THIRD if rest == 3 else HALF] * rest


def measure_line(desk: Desk, measure: Measure) -> MeasureLine:
    """A measure in a few words: its text, its latest figures, its comparators."""
    series = desk.series(measure)
    if not series.has_figures:
        return MeasureLine(measure.id, measure.text, missing=words.no_figures(series), kind=measure.kind)
    stands = standing(desk.facts(measure))
    of_whom = terms.SPEAKS_FOR.get(measure.drawn or "chosen", "") if words.sample_words(measure) else ""
    return MeasureLine(
        measure.id,
        f"{measure.text} ({of_whom})" if of_whom else measure.text,
        words.headlines(series, desk.framework),
        words_change.behind(desk.facts(measure), desk.framework),
        words_compare.comparators_sentence(desk.facts(measure), desk.framework),
        "",
        measure.kind,
        stands.state,
        message(stands),
    )


def _no_outcome(desk: Desk, area: Area) -> str:
    """What to say where nothing on the sheet tells whether anybody is better off; "" where something does."""
    outcomes = [m for below in desk.framework.below(area.id) for m in below.measures if m.kind == "outcome"]
    if not outcomes:
        return "This area has no outcome measure. Nobody can tell from it whether any child is better off."
    if not any(desk.series(measure).has_figures for measure in outcomes):
        return (
            f"This area has {plural(len(outcomes), 'outcome measure')} and no figure for {_them(len(outcomes))} yet. "
            "Nobody can tell from it whether any child is better off."
        )
    return ""


def _them(count: int) -> str:
    return "it" if count == 1 else "them"


# the story ---------------------------------------------------------------------------------------------------------


def _story(desk: Desk, area: Area) -> tuple[tuple[ProsePart, ...], tuple[ProsePart, ...]]:
    """The story behind the figures as (parts of the whole area, parts that speak of one measure)."""
    analysis = next((a for a in desk.framework.analyses if a.area == area.id and a.period == desk.inputs.period), None)
    if analysis is None:
        period = words.short(desk.inputs.period)
        return (ProsePart(BEHIND, missing=f"Not written yet for {period}."),), ()
    story: list[ProsePart] = []
    by_measure: list[ProsePart] = []
    for title, body in _filled_sections(desk, analysis):
        measure = desk.framework.measures.get(title)
        if is_stub_text(body.text):
            story += [ProsePart(title or BEHIND, missing=NOT_WRITTEN)] if title not in desk.framework.entries else []
        elif measure is not None:
            by_measure.append(ProsePart(measure.text, body))
        else:
            story.append(ProsePart(title or BEHIND, body))
    for wanted in (OTHER_EXPLANATIONS, MINORITY):
        if not any(part.title.casefold() == wanted.casefold() and part.text.text for part in story):
            story = [part for part in story if part.title.casefold() != wanted.casefold()]
            story.append(ProsePart(wanted, missing=NOT_WRITTEN))
    return tuple(story), tuple(by_measure)


def _filled_sections(desk: Desk, analysis: Analysis) -> list[tuple[str, FilledText]]:
    filled = desk.filler.fill(Prose(analysis.prose.path, analysis.prose.body, analysis.prose.line))
    return [(filled.put_back(title), filled.part(body)) for title, body in markdown.sections(filled.text)]


# sources -----------------------------------------------------------------------------------------------------------


def _sources(desk: Desk, area: Area) -> tuple[SourceLine, ...]:
    """Each family of sources with the methods by which the area, or one below it, is seen."""
    methods: dict[str, list[str]] = {}
    for below in desk.framework.below(area.id):
        for source in desk.framework.sources_of(below):
            name = terms.source_method(source.method)
            if name not in methods.setdefault(source.family, []):
                methods[source.family].append(name)
    return tuple(SourceLine(name, tuple(methods.get(family, ()))) for family, name in terms.FAMILIES.items())
