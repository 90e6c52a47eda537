"""The areas of a new folder, adopted from the catalogue: planned and not collected yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from qaf.model.area import Area
from qaf.model.measure import Measure
from qaf.workspace.adopt import plan_adoption
from qaf.workspace.load import Loaded, load
from qaf.workspace.memory_tree import MemoryTree
from qaf.workspace.rewrite import append_item, set_text
from qaf.workspace.starter import StarterArea
from qaf.workspace.yaml_reader import read_yaml
from qaf.workspace.yaml_write import Data, Style, entry_lines

_AREA_KEYS = tuple(Area.model_fields)
_MEASURE_KEYS = tuple(Measure.model_fields)


def starter_areas(files: Mapping[str, bytes], catalogue: Loaded, areas: Sequence[StarterArea]) -> dict[str, bytes]:
    """The files of the areas by path, for a folder that holds `files`.

    Each has the entries that the starter names, the good statements that its measures show, and nothing besides.
    """
    made = _Made(files, catalogue)
    made.adopt(area.area for area in areas)
    for area in areas:
        made.files[made.path(area.area)] = _with_evidence(made.files[made.path(area.area)], area.evidence)
    made.adopt((id_ for area in areas for id_ in (*area.measures, *area.good)), ("good",))
    made.adopt(id_ for area in areas for id_ in area.questions)
    return {made.path(area.area): _made_ours(made, area) for area in areas}


class _Made:
    """The files of a new folder as they become, and what each entry that was adopted is called there."""

    def __init__(self, files: Mapping[str, bytes], catalogue: Loaded) -> None:
        self.files = dict(files)
        self.own_ids: dict[str, str] = {}
        self._paths: dict[str, str] = {}
        self._catalogue = catalogue

    def adopt(self, ids: Iterable[str], brings: Sequence[str] = ()) -> None:
        """Adopt entries, and what they bring along."""
        wanted = list(dict.fromkeys(ids))
        if not wanted:
            return
        plan = plan_adoption(load(MemoryTree(self.files)), self._catalogue, wanted, with_=brings)
        self.files |= {change.path: change.after for change in plan.changes}
        self.own_ids |= {entry.origin: entry.id for entry in plan.adopted}
        self._paths |= {entry.origin: entry.path for entry in plan.adopted}

    def path(self, origin: str) -> str:
        """The file of an entry, by its id in the catalogue."""
        return self._paths[origin]


def _with_evidence(content: bytes, count: int) -> bytes:
    """The file of an area with the first of its evidence: what is only listed as read says nothing of a place."""
    data = read_yaml(content).data
    given: dict[str, Data] = dict(data) if isinstance(data, dict) else {}
    evidence = given.pop("evidence", [])
    if count and isinstance(evidence, list):
        given["evidence"] = evidence[:count]
    ordered = {key: given[key] for key in _AREA_KEYS if key in given}
    return "".join(f"{line}\n" for line in entry_lines(ordered, 0, Style())).encode("utf-8")


def _made_ours(made: _Made, area: StarterArea) -> bytes:
    """The file with its priority; its measures planned, with their sources, and the chosen ones key."""
    path = made.path(area.area)
    content = made.files[path]
    if area.priority:
        content = set_text(content, ("priority",), area.priority, order=_AREA_KEYS, name=path)
    for measure in area.own:
        content = append_item(content, ("measures",), measure, order=_AREA_KEYS, name=path)
    data = read_yaml(content).data
    measures = data.get("measures", []) if isinstance(data, dict) else []
    keys, told_by, shows = (_by_own_id(made, by_origin) for by_origin in (_keyed(area), area.told_by, area.shows))
    for index, measure in enumerate(measures):
        where = ("measures", index)
        if "status" not in measure:
            content = set_text(content, (*where, "status"), "planned", order=_MEASURE_KEYS, name=path)
        if measure["id"] in keys:
            content = set_text(content, (*where, "key"), "true", order=_MEASURE_KEYS, name=path)
        for key, named in (("sources", told_by), ("shows", shows)):
            for id_ in named.get(measure["id"], ()):
                content = append_item(content, (*where, key), id_, order=_MEASURE_KEYS, name=path)
    return content


def _keyed(area: StarterArea) -> dict[str, list[str]]:
    return {id_: [] for id_ in area.key}


def _by_own_id(made: _Made, by_origin: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The same, by what the measure is called in the folder; one of the starter's own keeps its id."""
    return {made.own_ids.get(id_, id_): named for id_, named in by_origin.items()}
