"""Putting the models of all files together as one `Framework`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from qaf.ground.findings import Where
from qaf.model.fields import Model
from qaf.model.framework import Analysis, Entry, Framework, Prose, StorySheet
from qaf.model.period import PeriodError
from qaf.model.settings import Organisation, Settings
from qaf.workspace.documents import Document
from qaf.workspace.identity import Register
from qaf.workspace.prose_check import period_of_path

_COLLECTIONS = (
    "good", "measures", "sources", "questions", "activities", "bodies", "posts", "reports", "actions",
    "breakdowns", "comparators", "members", "scales",
)  # fmt: skip


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
    organisation = data.get("organisation") if isinstance(data.get("organisation"), dict) else {}
    named = {key: str(organisation.get(key) or "unnamed") for key in ("id", "name")}
    kind = organisation.get("kind")
    known = kind if kind in ("organisation", "partnership", "catalogue") else "organisation"
    return Settings.model_construct(schema_=1, organisation=Organisation.model_construct(**named, kind=known))


def _analyses(documents: Iterable[Document]) -> Iterator[Analysis]:
    for document in documents:
        _, area, name = document.path.split("/")
        try:
            period = period_of_path(name.removesuffix(".md"))
        except PeriodError:
            continue
        yield Analysis(area, period, Prose(document.path, document.body))


def _entries(settings: Settings, models: Sequence[tuple[Document, Any]], register: Register) -> dict[str, Entry]:
    items: dict[str, Model] = {}
    for model in (*(model for _, model in models), settings):
        for item in _items(model):
            items.setdefault(item.id, item)  # type: ignore[attr-defined]
    return {
        known.id: Entry(known.id, known.kind, known.where, items.get(known.id), known.area)
        for known in register.by_id.values()
    }


def _items(model: Any) -> Iterator[Model]:
    if getattr(model, "id", None):
        yield model
    for name in _COLLECTIONS:
        yield from (item for item in getattr(model, name, ()) if hasattr(item, "id"))
