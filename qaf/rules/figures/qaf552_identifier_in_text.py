"""QAF552: an identifier of a person in a text.

What was said at a meeting, an idea, a judgement, an action, a curve, a story or the story behind the figures looks as
if it held a number or address by which a person can be found. These texts are printed in packs and stay in the
history for good. The finding says where it stands, and never what it is.

Take it out, and out of the history if it was committed. A number of the NHS, of a pupil or of National Insurance, and
a date of birth, are errors. An e-mail address, a phone number or a postcode is a warning, for it may be an office's:
then say so with `# qaf: ignore[QAF552] reason, until DATE`.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.data.identifiers import Kind, is_certain, screen
from qaf.ground.findings import Finding, Level, Loc, Span, Where, finding
from qaf.model.fields import Model
from qaf.model.framework import Framework, Prose
from qaf.rules.example_folder import Files
from qaf.rules.facts import ANY_FOLDER, Facts

CODE = "QAF552"
APPLIES = ANY_FOLDER

_IDEA = """\
ideas:
  - {{id: ring-first, team: North team, text: "{text}"}}
"""

BAD: Files = {"ideas.yaml": _IDEA.format(text="Ring first, as for QQ 12 34 56 C")}
GOOD: Files = {"ideas.yaml": _IDEA.format(text="Ring first, as for the family in May")}

_HELP = "Take it out, here and out of the history: no text of the folder may say who somebody is."
_OF_ONE_PERSON = (Kind.UPN, Kind.NATIONAL_INSURANCE_NUMBER, Kind.DATE_OF_BIRTH, Kind.ULN)
_NOT_SAID = ("cite", "link", "file", "ref")
"""Keys that name a document: its number may look like anything."""


def find(facts: Facts) -> Iterator[Finding]:
    """One finding for each text (of prose, each line) and kind of identifier."""
    framework = facts.framework
    for model, where in _entries(framework):
        for loc, text in _texts(model.model_dump(by_alias=True), ()):
            yield from _found(text, where.at(*loc), None)
    for prose in _prose(framework):
        for number, line in enumerate(prose.body.splitlines(), start=prose.line):
            yield from _found(line, Where(prose.path), Span(number, 1, number, len(line) + 1))


def _entries(framework: Framework) -> Iterator[tuple[Model, Where]]:
    yield from framework.meeting_records
    yield from framework.assessment_records
    named: list[tuple[str, Model]] = [(idea.id, idea) for idea in framework.ideas]
    named += [(action.id, action) for action in framework.actions]
    for id_, entry in named:
        where = framework.where(id_)
        yield entry, where._replace(loc=where.loc[:-1])
    for curve in framework.curves.values():
        yield curve, Where(framework.where(curve.id).path)
    for sheet in framework.stories:
        yield sheet.story, Where(sheet.prose.path)


def _prose(framework: Framework) -> Iterator[Prose]:
    yield from (analysis.prose for analysis in framework.analyses)
    yield from (sheet.prose for sheet in framework.stories)


def _texts(value: object, loc: Loc) -> Iterator[tuple[Loc, str]]:
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, dict):
        for key, below in value.items():
            if key not in _NOT_SAID:
                yield from _texts(below, (*loc, key))
    elif isinstance(value, list | tuple):
        for index, below in enumerate(value):
            yield from _texts(below, (*loc, index))


def _found(text: str, where: Where, span: Span | None) -> Iterator[Finding]:
    for kind in screen(text):
        if not kind.refused:
            continue
        certain = kind in _OF_ONE_PERSON or (kind is Kind.NHS_NUMBER and is_certain(kind, text))
        message = f"This text seems to hold {kind.with_article}."
        level = Level.ERROR if certain else Level.WARNING
        yield finding(CODE, where, message, help=_HELP, level=level, excerpt=False, span=span)
