"""Which file of a framework folder holds what."""

from __future__ import annotations

from fnmatch import fnmatchcase
from importlib import import_module
from typing import NamedTuple

from pydantic import BaseModel


class FileKind(NamedTuple):
    """One kind of file: its name, where it stands, and the model of its whole content ("" = not checked yet).

    `named` files are entries themselves: their id is the file's name where they give none. `prose` files are
    Markdown, with or without front matter.
    """

    name: str
    pattern: str
    model: str
    named: bool = False
    prose: bool = False


FILE_KINDS: tuple[FileKind, ...] = (
    FileKind("settings", "qaf.yaml", "settings:Settings"),
    FileKind("area", "areas/**/*.yaml", "area:Area", named=True),
    FileKind("sources", "sources.yaml", "source:Sources"),
    FileKind("timetable", "timetable.yaml", "timetable:Timetable"),
    FileKind("governance", "governance.yaml", "governance:Governance"),
    FileKind("actions", "actions.yaml", "action:Actions"),
    FileKind("accepted-gaps", "accepted-gaps.yaml", "accepted_gap:AcceptedGaps"),
    FileKind("recipe", "imports/*.yaml", "recipe:Recipe", named=True),
    FileKind("story", "stories/*.md", "story:Story", named=True, prose=True),
    FileKind("analysis", "analysis/*/*.md", "", prose=True),
    FileKind("meetings", "meetings.yaml", "meeting:Meetings"),
    FileKind("ideas", "ideas.yaml", "idea:Ideas"),
    FileKind("self-assessments", "self-assessments.yaml", "self_assessment:SelfAssessments"),
    FileKind("curve", "curves/*.yaml", "curve:Curve", named=True),
    FileKind("mapping", "mappings/*.yaml", "mapping:Mapping", named=True),
    FileKind("known", "published/*/known.yaml", "known:KnownFigures"),
)
"""Every kind of file that a folder can hold, in the order in which they are read."""

_BY_NAME = {kind.name: kind for kind in FILE_KINDS}


def kind_of(path: str) -> FileKind | None:
    """The kind of the file at `path` (relative, forward slashes), or None where qaf expects no such file."""
    if path.startswith("areas/"):
        return _BY_NAME["area"] if path.endswith(".yaml") else None
    depth = path.count("/")
    for kind in FILE_KINDS:
        if kind.pattern.count("/") == depth and "**" not in kind.pattern and fnmatchcase(path, kind.pattern):
            return kind
    return None


def model_of(kind: FileKind) -> type[BaseModel]:
    """The model of a kind of file, imported only when a folder has one."""
    module, _, name = kind.model.partition(":")
    model: type[BaseModel] = getattr(import_module(f"qaf.model.{module}"), name)
    return model


def expected_files() -> list[str]:
    """The patterns of all YAML files, for near misses and help."""
    return [kind.pattern for kind in FILE_KINDS if kind.pattern.endswith(".yaml")]
