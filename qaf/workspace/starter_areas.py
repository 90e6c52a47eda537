"""The areas of a new folder, adopted from the catalogue: planned and not collected yet."""

from __future__ import annotations

from collections.abc import Sequence

from qaf.model.area import Area
from qaf.model.measure import Measure
from qaf.workspace.adopt import AdoptionPlan, plan_adoption
from qaf.workspace.load import Loaded
from qaf.workspace.rewrite import append_item, set_text
from qaf.workspace.starter import StarterArea
from qaf.workspace.yaml_reader import read_yaml

_AREA_KEYS = tuple(Area.model_fields)
_MEASURE_KEYS = tuple(Measure.model_fields)


def starter_areas(folder: Loaded, catalogue: Loaded, areas: Sequence[StarterArea]) -> dict[str, bytes]:
    """The files of the areas by path, each with the entries that the starter names and nothing besides."""
    ids = [id_ for area in areas for id_ in (area.area, *area.entries)]
    plan = plan_adoption(folder, catalogue, ids)
    files = {change.path: change.after for change in plan.changes}
    for area in areas:
        path = _path_of(plan, area.area)
        files[path] = _made_ours(files[path], path, area, plan)
    return files


def _path_of(plan: AdoptionPlan, area: str) -> str:
    return next(entry.path for entry in plan.adopted if entry.origin == area)


def _made_ours(content: bytes, path: str, area: StarterArea, plan: AdoptionPlan) -> bytes:
    """The file with its priority; its measures planned, with their sources, and the chosen ones key."""
    own_ids = {entry.origin: entry.id for entry in plan.adopted}
    if area.priority:
        content = set_text(content, ("priority",), area.priority, order=_AREA_KEYS, name=path)
    data = read_yaml(content).data
    measures = data.get("measures", []) if isinstance(data, dict) else []
    keys = {own_ids[id_] for id_ in area.key}
    told_by = {own_ids[id_]: sources for id_, sources in area.told_by.items()}
    for index, measure in enumerate(measures):
        where = ("measures", index)
        content = set_text(content, (*where, "status"), "planned", order=_MEASURE_KEYS, name=path)
        if measure["id"] in keys:
            content = set_text(content, (*where, "key"), "true", order=_MEASURE_KEYS, name=path)
        for source in told_by.get(measure["id"], ()):
            content = append_item(content, (*where, "sources"), source, order=_MEASURE_KEYS, name=path)
    return content
