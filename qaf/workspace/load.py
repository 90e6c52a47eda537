"""A tree of files becomes a `Framework` and the findings of families 0xx, 1xx and 2xx."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from qaf.ground.errors import QafError
from qaf.ground.findings import Finding, Where, finding
from qaf.model.framework import Framework
from qaf.model.layout import FILE_KINDS, kind_of, model_of
from qaf.model.settings import Disclosure, Settings
from qaf.workspace.assemble import assemble, fallback_settings
from qaf.workspace.documents import Document, Documents
from qaf.workspace.fit import check_fit
from qaf.workspace.identity import Register, register_document
from qaf.workspace.links import check_links
from qaf.workspace.out_of_place import is_misplaced_prose, out_of_place
from qaf.workspace.read_ahead import ReadAhead
from qaf.workspace.references import Broken, ReferenceCheck, references_of
from qaf.workspace.shape import check_shape, unknown_empty_keys
from qaf.workspace.tree import FOLDERS, SETTINGS_FILE, Tree, UnreadableError
from qaf.workspace.yaml_reader import Problem, read_yaml
from qaf.workspace.yaml_text import readable

SCHEMA = 2
"""The newest schema that this qaf reads."""


@dataclass(slots=True)
class Loaded:
    """A folder as it was read: the framework, the findings (each with its span), and the bytes behind them."""

    framework: Framework
    findings: list[Finding]
    documents: Documents


@dataclass(slots=True)
class _Reading:
    """What is gathered while the files are read one by one."""

    documents: Documents = field(default_factory=Documents)
    findings: list[Finding] = field(default_factory=list)
    models: list[tuple[Document, Any]] = field(default_factory=list)
    register: Register = field(default_factory=Register)
    broken: Broken = field(default_factory=Broken)
    unsure: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)
    ahead: ReadAhead | None = None


def load(tree: Tree, ahead: ReadAhead | None = None) -> Loaded:
    """Read a whole folder; `ahead` holds what a second process may have parsed already.

    Raises `QafError` with findings where `qaf.yaml` cannot be read at all or needs a newer qaf; everything else that
    is wrong is a finding, and the rest of the folder is still checked.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _load(tree, ahead)
    finally:
        if collecting:
            gc.freeze()
            gc.enable()


def _load(tree: Tree, ahead: ReadAhead | None) -> Loaded:
    reading = _Reading()
    settings = _read_settings(tree, reading)
    reading.ahead = ahead
    for path in tree.files():
        if path != SETTINGS_FILE and _belongs(path):
            _read_file(tree, path, reading)
    if unlisted := getattr(tree, "unlisted", None):
        _tell_unlisted(unlisted, reading)
    unsure, unread = frozenset(reading.unsure), frozenset(reading.unread)
    framework = assemble(settings, reading.models, reading.register, unsure, unread)
    findings = reading.findings + reading.register.findings
    governance = reading.documents.by_path.get("governance.yaml")
    references = ReferenceCheck(reading.register, reading.broken, not (governance and governance.broken))
    for document in reading.documents.by_path.values():
        findings += references.check(document)
    findings += check_links(framework, reading.broken)
    findings += check_fit(framework, reading.broken)
    if any(_may_quote_figures(document) for document in reading.documents.by_path.values()):
        findings += _check_prose(framework, reading)
    placed = sorted(map(reading.documents.place, findings), key=Finding.sort_key)
    return Loaded(framework, placed, reading.documents)


def _check_prose(framework: Framework, reading: _Reading) -> list[Finding]:
    from qaf.workspace.prose_check import check_analysis_path, check_prose, check_texts

    documents = reading.documents.by_path.values()
    paths = [item for doc in documents for item in check_analysis_path(doc, reading.register, reading.broken)]
    quoting = [(document, model) for document, model in reading.models if _may_quote_figures(document)]
    return [*paths, *check_prose(framework, reading.broken), *check_texts(framework, reading.broken, quoting)]


def _may_quote_figures(document: Document) -> bool:
    return document.kind is not None and (document.kind.prose or b"{{" in document.content)


def _belongs(path: str) -> bool:
    """Whether a file is one that the loader looks at: YAML anywhere, Markdown where prose stands or was meant to."""
    if path.endswith((".yaml", ".yml")):
        return True
    lowered = path.lower()
    if lowered.endswith((".yaml", ".yml")):
        return True
    if not lowered.endswith(".md") or "/" not in path:
        return False
    if kind_of(path) is not None:
        return True
    return is_misplaced_prose(path)


def _tell_unlisted(unlisted: Mapping[str, str], reading: _Reading) -> None:
    """Folders whose files nobody can see: what they hold is unknown, and nothing of it is held for missing."""
    for path, why in sorted(unlisted.items()):
        message = f"The folder {path} cannot be looked into: {why}." if path else f"The folder cannot be listed: {why}."
        advice = "Give whoever runs qaf the right to read it, or put the folder itself in the place of the link."
        where = Where(path or SETTINGS_FILE)
        reading.findings.append(finding("QAF011", where, message, help=advice, excerpt=False))
        top = path.partition("/")[0]
        if top in FOLDERS or not path:
            hidden = [kind.name for kind in FILE_KINDS if not path or kind.pattern.startswith(f"{top}/")]
            reading.unread.update(hidden)
            reading.broken.unknown_kinds.update(hidden)


def _read_settings(tree: Tree, reading: _Reading) -> Settings:
    document = _read_document(tree, SETTINGS_FILE, reading)
    if document.broken:
        raise _cannot_start(reading, "The folder's qaf.yaml cannot be read.")
    data = document.data if isinstance(document.data, dict) else {}
    schema = data.get("schema")
    number = int(schema) if isinstance(schema, str) and re.fullmatch("[0-9]{1,8}", schema) else SCHEMA
    if number > SCHEMA:
        message = f"The folder uses schema {schema}, and this qaf knows schemas up to {SCHEMA}."
        where = Where(SETTINGS_FILE, ("schema",))
        reading.findings.append(finding("QAF015", where, message, help="Install a newer qaf."))
        raise _cannot_start(reading, "The folder needs a newer qaf.")
    if 0 < number < SCHEMA:
        message = f"The folder uses schema {schema}; this qaf reads it, and writes schema {SCHEMA}."
        advice = "`qaf migrate` brings the folder up to date, comments kept."
        reading.findings.append(finding("QAF012", Where(SETTINGS_FILE, ("schema",)), message, help=advice))
    reading.findings += unknown_empty_keys(Settings, document.data, document.empty, SETTINGS_FILE, "qaf.yaml")
    register_document(document, reading.register)
    model, problems = check_shape(Settings, document.data, SETTINGS_FILE, "qaf.yaml")
    reading.findings += problems
    reading.broken.add_wrong(document, problems)
    settings = model or _without_organisation(data)
    if any(problem.where.loc[:1] == ("disclosure",) for problem in problems):
        # What was meant cannot be known, so the profile that withholds most stands in for it.
        settings = settings.model_copy(update={"disclosure": Disclosure.model_construct(profile="strict")})
    return settings


def _without_organisation(data: dict[str, Any]) -> Settings:
    """As much of `qaf.yaml` as can be understood where a key that it cannot do without is wrong."""
    stand_in = fallback_settings(data)
    organisation = stand_in.organisation
    named = {"id": "unnamed", "name": organisation.name, "kind": organisation.kind}
    model, _ = check_shape(Settings, {**data, "schema": str(SCHEMA), "organisation": named}, SETTINGS_FILE, "qaf.yaml")
    return model or stand_in


def _cannot_start(reading: _Reading, message: str) -> QafError:
    placed = tuple(reading.documents.place(item) for item in reading.findings)
    return QafError(message, findings=placed, source=reading.documents.source)


def _read_file(tree: Tree, path: str, reading: _Reading) -> None:
    kind = kind_of(path)
    if kind is None:
        reading.documents.add(Document(path, None))
        reading.findings.append(out_of_place(path))
        return
    document = _read_document(tree, path, reading)
    if document.broken:
        _set_aside(document, reading)
        return
    if kind.name == "analysis":
        reading.models.append((document, None))
        return
    if document.empty:
        word = _file_word(document)
        reading.findings += unknown_empty_keys(model_of(kind), document.data, document.empty, path, word)
    register_document(document, reading.register)
    model, problems = check_shape(model_of(kind), document.data, path, _file_word(document))
    reading.findings += problems
    reading.broken.add_wrong(document, problems)
    if not isinstance(document.data, dict):
        _set_aside(document, reading)
        return
    if problems:
        reading.unread.add(kind.name)
        if kind.name == "area":
            reading.unsure.add(document.id)
    elif kind.name == "area":
        document.references = references_of(document, reading.register)
        document.data = None
    if model is not None and not (problems and kind.name == "recipe"):
        reading.models.append((document, model))


def _set_aside(document: Document, reading: _Reading) -> None:
    """Go on without a file, and hold nothing for missing that might stand in it."""
    document.broken = True
    document.yaml = b""
    words = reading.broken.add(document)
    if document.kind is not None:
        reading.unread.add(document.kind.name)
        if document.kind.name == "area":
            reading.unsure |= words


def _file_word(document: Document) -> str:
    kind = document.kind
    assert kind is not None
    return kind.name if kind.named else kind.pattern


def _read_document(tree: Tree, path: str, reading: _Reading) -> Document:
    document = Document(path, kind_of(path))
    reading.documents.add(document)
    parsed = reading.ahead.take(path) if reading.ahead else None
    if parsed is not None:
        document.content = document.yaml = parsed.content
        document.data = parsed.data
        return document
    try:
        document.content = tree.read(path)
    except UnreadableError as error:
        document.broken = True
        message = f"{path} cannot be opened: {error}."
        reading.findings.append(finding("QAF011", Where(path), message, excerpt=False))
        return document
    for problem in _read_content(document):
        reading.findings.append(_as_finding(problem, document))
    return document


def _read_content(document: Document) -> Iterator[Problem]:
    prose = document.kind is not None and document.kind.prose
    if prose and document.kind and not document.kind.model:
        yield from _read_prose(document)
        return
    document.yaml = document.content
    if prose:
        from qaf.workspace.front_matter import split_front_matter

        parts = split_front_matter(document.content)
        yield from parts.problems
        document.yaml, document.body, document.body_line = parts.yaml_bytes, parts.body, parts.body_line
        if parts.problems:
            document.broken = True
            return
    result = read_yaml(document.yaml)
    yield from result.problems
    document.data, document.empty = result.data, result.empty
    document.broken = result.data is None


def _read_prose(document: Document) -> Iterator[Problem]:
    text = readable(document.content)
    if isinstance(text, Problem):
        document.broken = True
        yield text
    elif not text.strip():
        document.broken = True
        message = "The file is empty: it holds nothing but blanks."
        yield Problem("QAF005", message, "Write its text, or delete the file.")
    else:
        document.body = text.replace("\r\n", "\n").replace("\r", "\n")


def _as_finding(problem: Problem, document: Document) -> Finding:
    prose = document.kind is not None and document.kind.prose
    return finding(
        problem.code,
        Where(document.path),
        problem.message,
        help=problem.help,
        note=problem.note,
        span=problem.span,
        excerpt=not prose,
    )
