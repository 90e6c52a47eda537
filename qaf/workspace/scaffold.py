"""A new framework folder that validates at once: made in memory, checked there, and only then put on disk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from qaf.ground.errors import QafError, RefusedError
from qaf.ground.findings import Level
from qaf.ground.text import plural
from qaf.ground.version import VERSION
from qaf.model.fields import ID_LENGTH, RESERVED_IDS
from qaf.model.layout import FILE_KINDS
from qaf.model.schema import all_schemas, schema_text
from qaf.workspace.adopt_sides import free_id
from qaf.workspace.ids import id_from
from qaf.workspace.load import SCHEMA, Loaded, load
from qaf.workspace.memory_tree import MemoryTree
from qaf.workspace.names import checked_name
from qaf.workspace.place_folder import place, refuse_conflicts
from qaf.workspace.shipped import shipped_folder
from qaf.workspace.starter import Starter, starter_of, three_years
from qaf.workspace.starter_areas import starter_areas
from qaf.workspace.tree import SETTINGS_FILE
from qaf.workspace.yaml_write import Data, Style, entry_lines

USUAL_SECTOR = "council"
"""The starter of an organisation that names no sector."""

_STYLE = Style(spaced_entries=True)
_SCHEMAS = ".qaf/schemas"
_HEADS = {
    "governance.yaml": "# Who hears of it, in what form and when, and who answers for what. Posts, never persons.\n"
    "# These are a beginning: take out what you do not have, and call the rest what you call it.\n",
    "timetable.yaml": "# Three years: what goes on all the time, what comes round, what happens once.\n"
    "# A proposal: put in your own dates, and take out what will not be done.\n",
    "sources.yaml": "# Where information comes from, where one source serves more than one area.\n",
}
_LISTS = {
    "governance.yaml": ("bodies", "posts", "reports"),
    "timetable.yaml": ("activities",),
    "sources.yaml": ("sources",),
}


@dataclass(frozen=True, slots=True)
class InitWish:
    """What is asked for. `sector` may be "" (none given); `blank` leaves areas, bodies and activities out."""

    name: str
    kind: str = "organisation"
    sector: str = ""
    blank: bool = False


def planned_folder(wish: InitWish, catalogue: Loaded | None, as_at: date) -> dict[str, bytes]:
    """Every file of the new folder by its path; `catalogue` is what the starter's areas are adopted from.

    The same wish on the same day gives the same bytes. Raises `QafError` where the name cannot be used.
    """
    name = checked_name(wish.name, "--name")
    if not name:
        raise QafError("The name given with --name is empty.", help="Say what the organisation is called.")
    sector = wish.sector or ("" if wish.kind == "partnership" else USUAL_SECTOR)
    starter = Starter() if wish.blank else starter_of(sector, wish.kind, as_at)
    files = {path: _listed_file(path, keys, starter) for path, keys in _LISTS.items() if any(map(starter.listed, keys))}
    files |= _for_editors()
    templates = shipped_folder("templates") / "folder"
    files[".gitignore"] = (templates / "gitignore").read_bytes()
    workflow = (templates / "workflow.yaml").read_bytes()
    files[".github/workflows/qaf.yaml"] = workflow.replace(b"@VERSION@", VERSION.encode())
    files["README.md"] = _readme((templates / "README.md").read_text(encoding="utf-8"), name, starter)
    files[SETTINGS_FILE] = _settings(wish, name, "unnamed", starter, as_at)
    if starter.areas and catalogue:
        files |= starter_areas(files, catalogue, starter.areas)
    taken = {*load(MemoryTree(files)).framework.entries, *RESERVED_IDS} - {"unnamed"}
    id_ = id_from(name, f"our-{wish.kind}")
    if id_ in taken:
        id_ = f"{id_[: ID_LENGTH - len(wish.kind) - 1].rstrip('-')}-{wish.kind}"
    files[SETTINGS_FILE] = _settings(wish, name, free_id(id_, taken), starter, as_at)
    return files


def make_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """Put the files where they are wanted, all or none.

    Raises `RefusedError` where something is in the way, `QafError` where the disk refuses.
    """
    refuse_conflicts(target, files)
    loaded = load(MemoryTree(files))
    wrong = tuple(item for item in loaded.findings if item.level in (Level.ERROR, Level.WARNING))
    if wrong:
        raise RefusedError(
            f"The new folder would have {plural(len(wrong), 'finding')}. Nothing was written.",
            findings=wrong,
            source=loaded.documents.source,
        )
    place(target, files, SETTINGS_FILE)


def _settings(wish: InitWish, name: str, id_: str, starter: Starter, as_at: date) -> bytes:
    organisation: dict[str, Data] = {"id": id_, "name": name, "kind": wish.kind}
    if wish.sector:
        organisation["sector"] = wish.sector
    parts = [
        "# Who we are, and settings of the framework. `qaf schema settings` knows every key.",
        *entry_lines({"schema": str(SCHEMA), "organisation": organisation}, 0, _STYLE),
    ]
    if starter.year_starts:
        parts += ["", f"year_starts: {starter.year_starts}"]
    years = [str(year) for year in three_years(as_at, starter.year_starts or "april")]
    parts += ["", "# The three years of timetable.yaml.", *entry_lines({"timetable_years": years}, 0, _STYLE)]
    if members := starter.listed("members"):
        parts += ["", "# The agencies that feed this framework.", *entry_lines({"members": members}, 0, _STYLE)]
    parts += [
        "",
        "# Figures stay out of git (see .gitignore): raw small numbers do not belong in a history.",
        *entry_lines({"figures": {"folder": "data", "in_git": "no"}}, 0, _STYLE),
    ]
    return _lines(parts)


def _listed_file(path: str, keys: Sequence[str], starter: Starter) -> bytes:
    """A file of lists, entry by entry with blank lines between them."""
    lines: list[str] = []
    for key in keys:
        for index, entry in enumerate(starter.listed(key)):
            first, *rest = entry_lines({key: [entry]}, 0, _STYLE)
            lines += ["", *([first] if index == 0 else []), *rest]
    return _HEADS[path].encode() + _lines(lines[1:])


def _lines(lines: Sequence[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode("utf-8")


def _for_editors() -> dict[str, bytes]:
    """JSON Schemas of the YAML files, and the settings by which an editor finds them."""
    schemas = all_schemas()
    files = {}
    patterns: dict[str, list[str]] = {}
    for kind in FILE_KINDS:
        if kind.name in schemas and kind.pattern.endswith(".yaml"):
            path = f"{_SCHEMAS}/{kind.name}.schema.json"
            files[path] = schema_text(schemas[kind.name])
            patterns[f"./{path}"] = [f"/{pattern}" for pattern in (kind.pattern.replace("**/", ""), kind.pattern)]
    settings = {
        "yaml.schemas": {path: list(dict.fromkeys(found)) for path, found in patterns.items()},
        "yaml.yamlVersion": "1.2",
    }
    files[".vscode/settings.json"] = schema_text(settings)
    files[".vscode/extensions.json"] = schema_text({"recommendations": ["redhat.vscode-yaml"]})
    return files


def _readme(text: str, name: str, starter: Starter) -> bytes:
    title = "".join(f"\\{character}" if character in "\\`*_[]<>#|~&" else character for character in name)
    if starter.areas:
        areas = (
            "Read `areas/`. What stands there is a proposal, taken from the catalogue. Keep what matters with you,\n"
            "   say why in your own words, and delete the rest. Every measure is `planned` until you collect it."
        )
    else:
        areas = (
            "Choose the first area: `qaf catalogue list --type area`, then `qaf adopt ID`; or write your own with\n"
            "   `qaf new area --name NAME`."
        )
    return text.replace("@VERSION@", VERSION).replace("@AREAS@", areas).replace("@TITLE@", title).encode("utf-8")
