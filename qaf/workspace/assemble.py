"""Putting the models of all files together as one `Framework`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from qaf.ground.findings import Where
from qaf.model.framework import Analysis, Entry, Framework, Prose, StorySheet
from qaf.model.period import PeriodError
from qaf.model.settings import Organisation, Settings
from qaf.workspace.documents import Document
from qaf.workspace.identity import Register
from qaf.workspace.prose_check import period_of_path

_COLLECTIONS = {
    "settings": ("breakdowns", "comparators", "members", "scales"),
    "area": ("good", "measures", "sources", "questions"),
    "sources": ("sources",),
    "timetable": ("activities",),
    "governance": ("bodies", "posts", "reports"),
    "actions": ("actions",),
}
"""Keys of each kind of file under which entries with ids stand."""


def assemble(
    settings: Settings, models: Sequence[tuple[Document, Any]], register: Register, unsure: frozenset[str]
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
    gaps = single("accepted-gaps")
    given: dict[str, Any] = {"timetable": single("timetable"), "governance": single("governance")}
    return Framework(
        settings=settings,
        areas={id_: areas[id_] for id_ in reversed(areas)},
        shared_sources={source.id: source for source in reversed(sources.sources)} if sources else {},
        actions=single("actions").actions if single("actions") else (),
        accepted_gaps=tuple(
            (gap, Where("accepted-gaps.yaml", ("accepted", index))) for index, gap in enumerate(gaps.accepted)
        )
        if gaps
        else (),
        recipes={model.id: model for _, model in reversed(by_kind.get("recipe", []))},
        stories=tuple(
            StorySheet(model, Prose(doc.path, doc.body, doc.body_line)) for doc, model in by_kind.get("story", [])
        ),
        analyses=tuple(_analyses(document for document, _ in by_kind.get("analysis", []))),
        entries=_entries(settings, models, register),
        unsure=unsure,
        **{name: value for name, value in given.items() if value is not None},
    )


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


def _analyses(documents: Iterable[Document]) -> Iterator[Analysis]:
    for document in documents:
        _, area, name = document.path.split("/")
        try:
            period = period_of_path(name.removesuffix(".md"))
        except PeriodError:
            continue
        yield Analysis(area, period, Prose(document.path, document.body))


def _entries(settings: Settings, models: Sequence[tuple[Document, Any]], register: Register) -> dict[str, Entry]:
    items: dict[str, Any] = {}
    for document, model in models:
        if document.kind and model is not None:
            _collect(document.kind.name, document.kind.named, model, items)
    _collect("settings", False, settings, items)
    return {
        id_: Entry(id_, known.kind, known.where, items.get(id_), known.area) for id_, known in register.by_id.items()
    }


def _collect(kind: str, named: bool, model: Any, items: dict[str, Any]) -> None:
    if named:
        items.setdefault(model.id, model)
    for name in _COLLECTIONS.get(kind, ()):
        for item in getattr(model, name):
            items.setdefault(item.id, item)
