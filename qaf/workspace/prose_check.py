"""Prose of a folder: where it stands, and what its placeholders and headings refer to. Never with an excerpt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from qaf.ground.findings import Finding, Loc, Span, Where, finding
from qaf.ground.near_miss import did_you_mean, nearest
from qaf.ground.text import quoted
from qaf.model.fields import Model
from qaf.model.framework import Framework, Prose
from qaf.model.period import Period, PeriodError
from qaf.model.prose import FigureCall, Placeholder, placeholders
from qaf.model.record_texts import with_texts
from qaf.workspace.documents import Document
from qaf.workspace.identity import Register, kind_words, with_article
from qaf.workspace.references import Broken

_ANSWERED = ("actions", "meetings", "ideas", "self-assessments", "curve")
"""Kinds of YAML file in whose texts a placeholder is answered."""
_HEADING = re.compile(r"^##[ \t]+([a-z0-9]+(?:-[a-z0-9]+)+)[ \t]*#*[ \t]*$", re.MULTILINE)


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
    stem = name.removesuffix(".md")
    if not _spells_period(stem):
        near = stem.replace("-", "_", 1)
        advice = f"Did you mean `{near}.md`? " if _spells_period(near) else ""
        advice += "Spell it such as `2023_24.md`, `2023_24-Q1.md` or `2024-03.md`."
        message = f"The name of an analysis is its period, and `{stem}` spells none."
        yield finding("QAF107", Where(document.path), message, help=advice, excerpt=False)


def _spells_period(text: str) -> bool:
    try:
        Period.from_path(text)
    except PeriodError:
        return False
    return True


def check_prose(framework: Framework, broken: Broken) -> Iterator[Finding]:
    """Findings about placeholders, and about headings that look like the id of a measure."""
    for analysis in framework.analyses:
        yield from _placeholders(framework, broken, analysis.prose)
        yield from _headings(framework, broken, analysis.prose)
    for sheet in framework.stories:
        yield from _placeholders(framework, broken, sheet.prose)


def _placeholders(framework: Framework, broken: Broken, prose: Prose) -> Iterator[Finding]:
    for item in placeholders(prose.body):
        span = span_in(prose, item.start, item.end)
        for code, message, advice in _problems(framework, broken, item):
            yield finding(code, Where(prose.path), message, help=advice, excerpt=False, span=span)


def check_texts(
    framework: Framework, broken: Broken, files: Iterable[tuple[Document, Model | None]]
) -> Iterator[Finding]:
    """Findings about placeholders in the texts of YAML files, given with their models (None: prose alone)."""
    for document, model in files:
        if model is None or document.kind is None or document.kind.name in ("recipe", "known"):
            continue
        answered = document.kind.name in _ANSWERED
        for loc, item in _in_texts(model):
            where = Where(document.path).at(*loc)
            if answered:
                found = list(_problems(framework, broken, item))
            else:
                key = next(str(part) for part in reversed(loc) if isinstance(part, str))
                message = (
                    f"A placeholder stands in `{key}`, and no figure is put in there: it would be printed as typed."
                )
                advice = (
                    "Say it without the figure, or in the story behind the figures, an action, a meeting or a curve."
                )
                found = [("QAF114", message, advice)]
            for code, message, advice in found:
                yield finding(code, where, message, help=advice, excerpt=False)


def _in_texts(model: Model) -> list[tuple[Loc, Placeholder]]:
    found: list[tuple[Loc, Placeholder]] = []

    def look(text: str, loc: Loc) -> str:
        if "{{" in text:
            found.extend((loc, item) for item in placeholders(text))
        return text

    with_texts(model, look)
    return found


def _problems(framework: Framework, broken: Broken, item: Placeholder) -> Iterator[tuple[str, str, str]]:
    """Code, message and advice for what is wrong with a placeholder."""
    if item.call is None:
        advice = 'A figure in prose is written {{ figure("measure-id", "2024/25") }}.'
        yield "QAF114", f"A placeholder cannot be read: {item.problem.rstrip('.')}.", advice
    else:
        yield from _call_problems(framework, broken, item.call)


def _call_problems(framework: Framework, broken: Broken, call: FigureCall) -> Iterator[tuple[str, str, str]]:
    """Code, message and advice for each thing that a placeholder names and the folder does not have."""
    entry = framework.entries.get(call.measure)
    if entry is None:
        if not broken.may_hold(call.measure, ("measure",)):
            advice = did_you_mean(call.measure, framework.measures) or "Write the id of a measure, or add the measure."
            yield "QAF202", f"A placeholder names the measure `{call.measure}`, and there is none with that id.", advice
        return
    if entry.kind != "measure":
        advice = did_you_mean(call.measure, framework.measures) or "A figure belongs to a measure."
        seen = with_article(kind_words(entry.kind))
        yield "QAF203", f"A placeholder names `{call.measure}`, which is {seen}, not a measure.", advice
        return
    yield from _breakdown_problems(framework, broken, call.option("breakdown"), call.option("category"))
    series = call.option("series").partition("/")[0]
    if series and series != "own" and not _declares(framework, broken, series, "comparator"):
        advice = did_you_mean(series, ["own", *framework.comparators]) or "Series are `own` and the comparators."
        message = f"A placeholder names the series `{call.option('series')}`, which qaf.yaml does not declare."
        yield "QAF202", message, advice


def _breakdown_problems(
    framework: Framework, broken: Broken, breakdown: str, category: str
) -> Iterator[tuple[str, str, str]]:
    if breakdown and not _declares(framework, broken, breakdown, "breakdown"):
        advice = did_you_mean(breakdown, framework.breakdowns)
        yield "QAF202", f"A placeholder names the breakdown `{breakdown}`, which qaf.yaml does not declare.", advice
        return
    categories = {id_: [category.id for category in one.categories] for id_, one in framework.breakdowns.items()}
    unread = [e for e in framework.entries.values() if e.kind == "breakdown" and e.id not in framework.items]
    if not category or unread or broken.may_hold(category, ("breakdown",)):
        return
    holders = [id_ for id_, known in categories.items() if category in known]
    if breakdown and breakdown in categories and breakdown not in holders:
        advice = did_you_mean(category, categories[breakdown]) or _one_of(categories[breakdown])
        yield "QAF202", f"A placeholder names the category `{category}`, which `{breakdown}` does not have.", advice
    elif not holders:
        known = [id_ for ids in categories.values() for id_ in ids]
        advice = did_you_mean(category, known) or _one_of(known)
        yield "QAF202", f"A placeholder names the category `{category}`, which no breakdown of qaf.yaml has.", advice
    elif len(holders) > 1 and not breakdown:
        message = f"A placeholder names the category `{category}`, which {quoted(holders, 'and')} both have."
        yield "QAF202", message, "Add `breakdown=` to say which one is meant."


def _declares(framework: Framework, broken: Broken, id_: str, kind: str) -> bool:
    """Whether qaf.yaml declares the id as this kind of thing, or may do so where it could not be read."""
    entry = framework.entries.get(id_)
    return (entry is not None and entry.kind == kind) or broken.may_hold(id_, (kind,))


def _one_of(known: Sequence[str]) -> str:
    return f"It is one of {quoted(known, limit=12)}." if known else ""


def _headings(framework: Framework, broken: Broken, prose: Prose) -> Iterator[Finding]:
    for match in _HEADING.finditer(prose.body):
        word = match.group(1)
        known = word in framework.entries or broken.may_hold(word, ("measure",))
        near = "" if known else nearest(word, framework.measures)
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
