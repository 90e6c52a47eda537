"""Bringing a folder to the newest schema, with its comments and its layout kept.

From schema 1 to 2: a rate says per how many it is. In schema 1 one that did not was per 10,000, and that is what is
written into the file; no figure and no page changes by it.
"""

from __future__ import annotations

from typing import NamedTuple

from qaf.ground.errors import RefusedError
from qaf.ground.findings import Level
from qaf.ground.text import plural
from qaf.model.framework import Framework
from qaf.model.measure import Measure
from qaf.workspace.changed_folder import ChangedFolder
from qaf.workspace.file_changes import FileChange
from qaf.workspace.fit import RATES_SAY_PER
from qaf.workspace.load import SCHEMA, Loaded, load
from qaf.workspace.rewrite import insert_key, set_text
from qaf.workspace.tree import SETTINGS_FILE


class Step(NamedTuple):
    """One change: the file, and what is done there as a sentence without its full stop."""

    path: str
    words: str


class Migration(NamedTuple):
    """What brings a folder from schema `before` to schema `after`; `changes` is empty where it has the newest."""

    before: int
    after: int
    steps: tuple[Step, ...]
    changes: tuple[FileChange, ...]


def plan_migration(folder: Loaded) -> Migration:
    """What would have to be written; nothing is. Raises `RefusedError` where a file cannot be edited safely.

    A folder with errors is refused too: what cannot be read cannot be brought up to date, and would be left behind.
    """
    before = folder.framework.settings.schema_
    if before >= SCHEMA:
        return Migration(before, before, (), ())
    errors = tuple(item for item in folder.findings if item.level is Level.ERROR)
    if errors:
        raise RefusedError(
            f"The folder has {plural(len(errors), 'error')}, and what cannot be read cannot be brought up to date.",
            help="Mend what stands above, then migrate. Nothing was changed.",
            findings=errors,
            source=folder.documents.source,
        )
    contents: dict[str, bytes] = {}
    steps: list[Step] = []
    if before < RATES_SAY_PER:
        steps += _rates_say_per(folder, contents)
    content = _source(folder, SETTINGS_FILE)
    contents[SETTINGS_FILE] = set_text(content, ("schema",), str(SCHEMA), name=SETTINGS_FILE)
    steps.append(Step(SETTINGS_FILE, f"`schema: {SCHEMA}`"))
    changes = tuple(FileChange(path, folder.documents.source(path), contents[path]) for path in sorted(contents))
    _check(folder, changes)
    return Migration(before, SCHEMA, tuple(steps), changes)


def _rates_say_per(folder: Loaded, contents: dict[str, bytes]) -> list[Step]:
    """Write into each rate that does not say per how many it is what it was until now."""
    steps = []
    for measure in _silent_rates(folder.framework):
        where = folder.framework.where(measure.id)
        content = contents.get(where.path) or _source(folder, where.path)
        per = str(measure.multiplier)
        contents[where.path] = insert_key(
            content, where.loc[:-1], "per", per, order=tuple(Measure.model_fields), name=where.path
        )
        steps.append(Step(where.path, f"`per: {per}` for the rate `{measure.id}`"))
    return steps


def _silent_rates(framework: Framework) -> list[Measure]:
    return [measure for measure in framework.measures.values() if measure.unit == "rate" and not measure.per]


def _source(folder: Loaded, path: str) -> bytes:
    return folder.documents.by_path[path].content


def _check(folder: Loaded, changes: tuple[FileChange, ...]) -> None:
    """Refuse changes that would leave the folder with an error, and what could not be done for whatever reason."""
    after = load(ChangedFolder(folder, changes))
    errors = tuple(item for item in after.findings if item.level is Level.ERROR)
    if errors:
        raise RefusedError(
            "The folder would have an error that it does not have now. Nothing was changed.",
            help="Make the change by hand, then set `schema` in qaf.yaml.",
            findings=errors,
            source=after.documents.source,
        )
