"""The page of the eight steps: where a folder stands, what is missing, and what moves it on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qaf.analysis.coverage import FAMILIES
from qaf.analysis.steps import Point, Step, stubs_of
from qaf.formats.display import one_line, wrapped
from qaf.formats.tables import TextTable, as_markdown, as_text
from qaf.ground.text import listing
from qaf.model.framework import Framework
from qaf.report.steps_about import NOT_BEGUN, STEP_WORDS
from qaf.report.steps_words import ASIDE_WORDS, FAMILY_COLUMNS, FAMILY_POINTS, HAS_WORDS, LACK_WORDS, PointWords

_MOST_IDS = 4
_MARKS = {"done": "x", "begun": "~", "not begun": " "}


@dataclass(frozen=True, slots=True)
class Line:
    """Something missing: what, the ids it is about, and what to do."""

    text: str
    about: tuple[str, ...]
    do: str


@dataclass(frozen=True, slots=True)
class StepLines:
    """A step in words."""

    step: Step
    name: str
    about: str
    has: str
    missing: tuple[Line, ...]
    asides: tuple[str, ...]


def steps_page(framework: Framework, steps: Sequence[Step], as_at: date, wanted: str, columns: int = 100) -> str:
    """The page in one of the formats table, md, json; a table is `columns` wide at most."""
    lines = [_in_words(framework, step) for step in steps]
    if wanted == "json":
        return _json(framework, lines, as_at)
    return _markdown(framework, lines, as_at) if wanted == "md" else _text(framework, lines, as_at, columns)


def next_words(framework: Framework, steps: Sequence[Step]) -> str:
    """What moves a folder on: the first step that is not done, what it lacks, and the command for it."""
    return _next_words([_in_words(framework, step) for step in steps])


def _in_words(framework: Framework, step: Step) -> StepLines:
    words = STEP_WORDS[step.number]
    lacks = step.lacks if step.begun else [point for point in step.lacks if point.what == "still_to_write"]
    missing = [_missing(framework, step, point) for point in lacks]
    if not step.begun and not missing:
        missing = [Line("Nothing is there yet.", (), NOT_BEGUN[step.number])]
    has = _here(framework, step)
    asides = tuple(_said(ASIDE_WORDS, framework, point) for point in step.asides)
    return StepLines(step, words.name, words.about, f"{has}." if has else "", tuple(missing), asides)


def _here(framework: Framework, step: Step) -> str:
    """What a step has; that all areas are of one group is told after a comma."""
    said = [_said(HAS_WORDS, framework, point) for point in step.has]
    if step.number == 1 and len(said) == 2 and step.has[1].count == step.has[1].of:
        group = said[1].removeprefix(f"{step.has[1].count} ")
        return f"{said[0]}, {'all ' if step.has[1].of > 1 else ''}{group}"
    return listing(said)


def _missing(framework: Framework, step: Step, point: Point) -> Line:
    text = _said(LACK_WORDS, framework, point, _places(framework, step))
    if point.accepted:
        text += f" (besides {point.accepted} accepted as {'a gap' if point.accepted == 1 else 'gaps'})"
    do = _filled(LACK_WORDS[point.what].do, framework, point)
    return Line(f"{text}.", point.about, do)


def _places(framework: Framework, step: Step) -> str:
    """Where each entry of a step stands that is still to be written: `areas/neglect.yaml:9 (new-good)`."""
    stubs = stubs_of(framework, step.number)
    lines = (f":{stub.span.line}" if stub.span else "" for stub in stubs)
    named = (f"{stub.where.path}{line} ({stub.id})" for stub, line in zip(stubs, lines, strict=True))
    return listing(named, limit=_MOST_IDS)


def _said(words: dict[str, PointWords], framework: Framework, point: Point, places: str = "") -> str:
    chosen = words[point.what]
    return _filled(chosen.one if point.count == 1 else chosen.many, framework, point, places)


def _filled(text: str, framework: Framework, point: Point, places: str = "") -> str:
    first = point.about[0] if point.about else ""
    path = framework.where(first).path if first in framework.entries else ""
    known = FAMILIES if point.what in FAMILY_POINTS else {}
    named = [known.get(id_, id_.replace("_", " ") if "_" in id_ else id_) for id_ in point.about]
    ids = listing(named, limit=_MOST_IDS) if len(named) > _MOST_IDS + 1 else listing(named)
    return text.format(n=point.count, of=point.of, ids=ids, first=first, path=path, places=places)


def _where_next(lines: Sequence[StepLines]) -> StepLines | None:
    """The step to go on with: the first that is not done."""
    return next((line for line in lines if line.step.status != "done"), None)


def _tally(lines: Sequence[StepLines]) -> str:
    counts = [(sum(line.step.status == status for line in lines), status) for status in ("done", "begun", "not begun")]
    return listing(f"{count} {status}" for count, status in counts if count)


def _next_words(lines: Sequence[StepLines]) -> str:
    going_on = _where_next(lines)
    if going_on is None:
        return "All eight are done. Go round again: `qaf gaps` has what nobody can answer yet."
    first = going_on.missing[0]
    return f"Go on with step {going_on.step.number}, {_small(going_on.name)}. {first.text} {first.do}"


def _small(name: str) -> str:
    return name[0].lower() + name[1:]


def _text(framework: Framework, lines: Sequence[StepLines], as_at: date, columns: int) -> str:
    name = one_line(framework.settings.organisation.name)
    width = max(len(line.name) for line in lines)
    overview = [
        f"  [{_MARKS[line.step.status]}] {line.step.number}  {line.name:<{width}}  {line.step.status}" for line in lines
    ]
    top = f"Eight steps to a framework: {name}, as at {as_at.isoformat()}"
    going_on = "\n".join(_indented(_next_words(lines), "", columns))
    parts = ["\n".join(_indented(top, "", columns)), "\n".join(overview), f"{_tally(lines)}.", going_on]
    return "\n\n".join([*parts, *(_step_text(line, columns) for line in lines)]) + "\n"


def _step_text(line: StepLines, columns: int) -> str:
    rows = [f"{line.step.number}. {line.name} ({line.step.status})", *_indented(line.about, "   ", columns)]
    if line.has:
        rows += ["", *_indented(line.has, "   Here: ", columns)]
    if line.step.stock:
        rows += ["", *(("   " + row).rstrip() for row in as_text(_stock(line.step), columns - 3).splitlines())]
    if line.missing:
        rows.append("")
    for one in line.missing:
        rows += [*_indented(one.text, "   - ", columns), *_indented(one.do, "     > ", columns)]
    if line.asides:
        rows += ["", *(row for aside in line.asides for row in _indented(aside, "   ? ", columns))]
    return "\n".join(rows)


def _indented(text: str, lead: str, columns: int) -> list[str]:
    first, *more = wrapped(text, columns - len(lead), cut=False)
    return [lead + first, *(" " * len(lead) + row for row in more)]


def _stock(step: Step) -> TextTable:
    """What is collected now: a row a kind, with how many measures come from each family of sources."""
    rows: list[list[str | int | float | None]] = [
        [stock.kind, stock.measures, stock.with_figures, *stock.families] for stock in step.stock
    ]
    return TextTable(["collected now", "measures", "with figures", *FAMILY_COLUMNS], rows, ["collected now"])


def _markdown(framework: Framework, lines: Sequence[StepLines], as_at: date) -> str:
    name = _escaped(one_line(framework.settings.organisation.name))
    overview = TextTable(
        ["step", "what", "stands"], [[str(line.step.number), line.name, line.step.status] for line in lines]
    )
    parts = [f"# Eight steps to a framework: {name}", f"As at {as_at.isoformat()}: {_tally(lines)}."]
    parts += [as_markdown(overview).rstrip(), _next_words(lines)]
    return "\n\n".join([*parts, *(_step_markdown(line) for line in lines)]) + "\n"


def _step_markdown(line: StepLines) -> str:
    parts = [f"## {line.step.number}. {line.name} ({line.step.status})", line.about]
    if line.has:
        parts.append(f"Here: {line.has}")
    if line.step.stock:
        parts.append(as_markdown(_stock(line.step)).rstrip())
    if line.missing:
        parts.append("\n".join(f"- {one.text} {one.do}".rstrip() for one in line.missing))
    if line.asides:
        parts.append("\n".join(f"- Worth a thought: {aside}" for aside in line.asides))
    return "\n\n".join(parts)


def _escaped(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|~" else c for c in text)


def _json(framework: Framework, lines: Sequence[StepLines], as_at: date) -> str:
    organisation = framework.settings.organisation
    going_on = _where_next(lines)
    content = {
        "organisation": organisation.id,
        "as_at": as_at.isoformat(),
        "next": going_on.step.number if going_on else None,
        "steps": [_step_json(line) for line in lines],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _step_json(line: StepLines) -> dict[str, object]:
    return {
        "step": line.step.number,
        "name": line.name,
        "status": line.step.status,
        "about": line.about,
        "has": {point.what: point.count for point in line.step.has},
        "collected": [
            {
                "kind": stock.kind,
                "measures": stock.measures,
                "with_figures": stock.with_figures,
                "families": dict(zip(FAMILIES, stock.families, strict=True)),
            }
            for stock in line.step.stock
        ],
        "missing": [{"text": one.text, "about": list(one.about), "do": one.do} for one in line.missing],
        "worth_a_thought": list(line.asides),
    }
