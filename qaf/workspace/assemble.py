"""Putting the models of all files together as one `Framework`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from qaf.ground.findings import Where
from qaf.model.framework import Analysis, Framework, Prose, StorySheet
from qaf.model.settings import Organisation, Settings
from qaf.workspace.documents import Document
from qaf.workspace.identity import Register


def assemble(
    settings: Settings,
    models: Sequence[tuple[Document, Any]],
    register: Register,
    unsure: frozenset[str],
    unread: frozenset[str] = frozenset(),
) -> Framework:
    """The framework of a folder. Of two entries with one id the first counts."""
    by_kind: dict[str, list[tuple[Document, Any]]] = {}
    for document, model in models:
        by_kind.setdefault(document.kind.name if document.kind else "", []).append((document, model))

    def single(kind: str) -> Any:
        found = by_kind.get(kind)
        return found[0][1] if found else None

    areas = {model.id: model for _, model in reversed(by_kind.get("area", []))}
    sources = single("sources")
    given: dict[str, Any] = {"timetable": single("timetable"), "governance": single("governance")}
    return Framework(
        settings=settings,
        areas={id_: areas[id_] for id_ in reversed(areas)},
        shared_sources={source.id: source for source in reversed(sources.sources)} if sources else {},
        actions=single("actions").actions if single("actions") else (),
        meeting_records=tuple(_records(by_kind, "meetings", "meetings")),
        ideas=single("ideas").ideas if single("ideas") else (),
        assessment_records=tuple(_records(by_kind, "self-assessments", "self_assessments")),
        curves=_by_id(by_kind.get("curve", ())),
        mappings=_by_id(by_kind.get("mapping", ())),
        accepted_gaps=tuple(_records(by_kind, "accepted-gaps", "accepted")),
        recipes={model.id: model for _, model in reversed(by_kind.get("recipe", []))},
        stories=tuple(
            StorySheet(model, Prose(doc.path, doc.body, doc.body_line)) for doc, model in by_kind.get("story", [])
        ),
        analyses=tuple(_analyses(by_kind["analysis"])) if "analysis" in by_kind else (),
        known={document.path.split("/")[1]: model.known for document, model in by_kind.get("known", [])},
        entries=register.by_id,
        unsure=unsure,
        unread=unread,
        **{name: value for name, value in given.items() if value is not None},
    )


def _by_id(read: Iterable[tuple[Document, Any]]) -> dict[str, Any]:
    """The models by id, in the order of their files."""
    found: dict[str, Any] = {}
    for _, model in read:
        found.setdefault(model.id, model)
    return found


def fallback_settings(data: dict[str, Any]) -> Settings:
    """Settings to go on with where `qaf.yaml` has errors of its own: as much of it as can be understood."""
    given = data.get("organisation")
    words: dict[str, Any] = given if isinstance(given, dict) else {}
    kind = words.get("kind")
    organisation = Organisation.model_construct(
        id=str(words.get("id") or "unnamed"),
        name=str(words.get("name") or "unnamed"),
        kind=kind if kind in ("organisation", "partnership", "catalogue") else "organisation",
    )
    return Settings.model_construct(schema_=1, organisation=organisation)


def _records(by_kind: Mapping[str, Sequence[tuple[Document, Any]]], kind: str, key: str) -> Iterator[tuple[Any, Where]]:
    """Each entry of a list without ids that can be used, with its place in the file.

    What could not be used is no part of the model, and was left out of the list; the file still counts it.
    """
    for document, model in by_kind.get(kind, ()):
        entries = getattr(model, key)
        data = document.data if isinstance(document.data, dict) else {}
        listed = data.get(key) or ()
        if len(entries) == len(listed):
            yield from ((entry, Where(document.path, (key, index))) for index, entry in enumerate(entries))
            continue
        for index, entry in enumerate(listed):
            try:
                yield _entry_model(model, key).model_validate(entry), Where(document.path, (key, index))
            except ValidationError:
                continue


def _entry_model(model: BaseModel, key: str) -> type[BaseModel]:
    """The model of an entry of the list `key`."""
    entry: type[BaseModel] = get_args(type(model).model_fields[key].annotation)[0]
    return entry


def _analyses(read: Iterable[tuple[Document, Any]]) -> Iterator[Analysis]:
    from qaf.model.period import Period, PeriodError

    for document, _ in read:
        _, area, name = document.path.split("/")
        try:
            period = Period.from_path(name.removesuffix(".md"))
        except PeriodError:
            continue
        yield Analysis(area, period, Prose(document.path, document.body))
