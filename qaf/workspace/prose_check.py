"""Prose of a folder: where it stands, and what its placeholders and headings refer to. Never with an excerpt."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qaf.ground.findings import Finding, Span, Where, finding
from qaf.ground.near_miss import did_you_mean, nearest
from qaf.ground.text import quoted
from qaf.model.framework import Framework, Prose
from qaf.model.period import Period, PeriodError
from qaf.model.prose import FigureCall, placeholders
from qaf.workspace.documents import Document
from qaf.workspace.identity import Register
from qaf.workspace.references import Broken

_HEADING = re.compile(r"^##[ \t]+([a-z0-9]+(?:-[a-z0-9]+)+)[ \t]*#*[ \t]*$", re.MULTILINE)
_PART = re.compile(r"^(\d{4}(?:_\d\d)?)-(Q[1-4]|H[12]|academic|autumn|spring|summer)$")


def period_of_path(text: str) -> Period:
    """The period that a file's name spells, such as `2023_24-Q1`. Raises `PeriodError`."""
    part = _PART.match(text)
    spelling = f"{part.group(1)} {part.group(2)}" if part else text
    period = Period.canonical(spelling.replace("_", "/"))
    if period.path != text:
        raise PeriodError(f"in a file's name this period is spelt `{period.path}`")
    return period


def check_analysis_path(document: Document, register: Register, broken: Broken) -> Iterator[Finding]:
    """Findings about an analysis whose folder is no area, or whose name is no period."""
    if document.kind is None or document.kind.name != "analysis":
        return
    _, area, name = document.path.split("/")
    known = register.by_id.get(area)
    if (known is None or known.kind != "area") and not broken.may_hold(area, ("area",)):
        areas = [other.id for other in register.by_id.values() if other.kind == "area"]
        message = f"The analysis lies in the folder of area `{area}`, and there is no area with that id."
        advice = did_you_mean(area, areas) or "Name the folder after the area it speaks of."
        yield finding("QAF202", Where(document.path), message, help=advice, excerpt=False)
    try:
        period_of_path(name.removesuffix(".md"))
    except PeriodError as error:
        message = f"The name of an analysis is its period, and this one cannot be read: {error}."
        advice = "Spell it such as `2023_24.md`, `2023_24-Q1.md` or `2024-03.md`."
        yield finding("QAF107", Where(document.path), message, help=advice, excerpt=False)


def check_prose(framework: Framework) -> Iterator[Finding]:
    """Findings about placeholders, and about headings that look like the id of a measure."""
    for analysis in framework.analyses:
        yield from _placeholders(framework, analysis.prose)
        yield from _headings(framework, analysis.prose)
    for sheet in framework.stories:
        yield from _placeholders(framework, sheet.prose)


def _placeholders(framework: Framework, prose: Prose) -> Iterator[Finding]:
    for item in placeholders(prose.body):
        span = span_in(prose, item.start, item.end)
        if item.call is None:
            advice = 'A figure in prose is written {{ figure("measure-id", "2024/25") }}.'
            message = f"A placeholder cannot be read: {item.problem}."
            yield finding("QAF114", Where(prose.path), message, help=advice, excerpt=False, span=span)
            continue
        for message, advice in _call_problems(framework, item.call):
            yield finding("QAF202", Where(prose.path), message, help=advice, excerpt=False, span=span)


def _call_problems(framework: Framework, call: FigureCall) -> Iterator[tuple[str, str]]:
    if call.measure not in framework.entries:
        if not framework.unsure:
            advice = did_you_mean(call.measure, framework.measures)
            yield f"A placeholder names the measure `{call.measure}`, and there is none with that id.", advice
        return
    breakdown = call.option("breakdown")
    if breakdown and breakdown not in framework.breakdowns:
        advice = did_you_mean(breakdown, framework.breakdowns)
        yield f"A placeholder names the breakdown `{breakdown}`, which qaf.yaml does not declare.", advice
        return
    category = call.option("category")
    if category:
        found = [b.id for b in framework.settings.breakdowns if category in {c.id for c in b.categories}]
        known = [c.id for b in framework.settings.breakdowns for c in b.categories]
        if not found:
            advice = did_you_mean(category, known)
            yield f"A placeholder names the category `{category}`, which no breakdown of qaf.yaml has.", advice
        elif len(found) > 1 and not breakdown:
            message = f"A placeholder names the category `{category}`, which {quoted(found, 'and')} both have."
            yield message, "Add `breakdown=` to say which one is meant."
    series = call.option("series")
    if series and series != "own" and series.partition("/")[0] not in framework.comparators:
        yield f"A placeholder names the series `{series}`, which qaf.yaml does not declare.", "Comparators are series."


def _headings(framework: Framework, prose: Prose) -> Iterator[Finding]:
    for match in _HEADING.finditer(prose.body):
        word = match.group(1)
        near = nearest(word, framework.measures) if word not in framework.entries else ""
        if near:
            span = span_in(prose, match.start(1), match.end(1))
            message = f"The heading `{word}` looks like the id of a measure, and there is none with that id."
            yield finding(
                "QAF202", Where(prose.path), message, help=f"Did you mean `{near}`?", excerpt=False, span=span
            )


def span_in(prose: Prose, start: int, end: int) -> Span:
    """Lines and columns of a part of a prose text; a part over several lines ends with its first."""
    line = prose.body.count("\n", 0, start)
    column = start - (prose.body.rfind("\n", 0, start) + 1) + 1
    stop = prose.body.find("\n", start)
    length = min(end, stop if stop >= 0 else end) - start
    return Span(prose.line + line, column, prose.line + line, column + length)
