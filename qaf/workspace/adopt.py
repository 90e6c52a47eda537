"""Adopting from the catalogue: entries copied into a folder's YAML by text edit, `based_on` saying where from.

A plan is made first, which touches nothing: it holds the new content of each file. Every edit leaves the rest of a
file as it is, and the whole folder is checked with the changes before anything is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from qaf.ground.errors import RefusedError
from qaf.ground.findings import Finding, Level, Loc
from qaf.workspace.adopt_entry import AREA_KEYS, MODELS, LeftOut, adopted_entry, missing_links
from qaf.workspace.adopt_gather import Gathered, Spot, gather
from qaf.workspace.adopt_sides import LISTS, Side, stands_for
from qaf.workspace.changed_folder import ChangedFolder
from qaf.workspace.file_changes import FileChange
from qaf.workspace.load import Loaded, load
from qaf.workspace.rewrite import append_item, insert_key
from qaf.workspace.yaml_write import Data, Style, entry_lines

_KIND_ORDER = ("outcome", "quality", "quantity")


class Adopted(NamedTuple):
    """An entry that is new in the folder, or that it had already: its id there, its origin, type, words and file."""

    id: str
    origin: str
    type: str
    title: str
    path: str


class Linked(NamedTuple):
    """A reference that was added to an entry that the folder had already."""

    id: str
    key: str
    target: str


class Choice(NamedTuple):
    """A measure of an adopted area that can be adopted next."""

    id: str
    kind: str
    title: str


class Next(NamedTuple):
    """What else the catalogue has for an adopted area: measures, outcomes first, and counts of the rest by type."""

    area: str
    measures: tuple[Choice, ...]
    others: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class AdoptionPlan:
    """What an adoption does; nothing is written yet. `changes` is empty where there is nothing to do.

    `asked` are the ids that were named. `left_out` are references that lead nowhere in the folder, with the word for
    `--with` that would bring along what they name.
    """

    asked: tuple[str, ...]
    adopted: tuple[Adopted, ...]
    present: tuple[Adopted, ...]
    linked: tuple[Linked, ...]
    left_out: tuple[LeftOut, ...]
    next: tuple[Next, ...]
    changes: tuple[FileChange, ...]


def plan_adoption(
    folder: Loaded, catalogue: Loaded, ids: Sequence[str], into: str = "", with_: Collection[str] = ()
) -> AdoptionPlan:
    """Plan to copy entries of a catalogue into a folder; both are only read.

    An area gets a file of its own with what it is about, and without its entries; `with_` brings along `base`, `good`,
    `sources` and `questions`. Other entries go into the area `into`, else into the one that matches theirs. What the
    folder has already is left as it is, except that references to what is brought along are added.

    Raises `QafError` where an id or area does not exist, and `RefusedError` where a file cannot be edited safely or
    the folder would be left with an error.
    """
    theirs, ours = Side(catalogue), Side(folder)
    work = gather(ours, theirs, ids, into, with_)
    files = _Files(folder)
    left_out: list[LeftOut] = []
    for id_, spot in work.new.items():
        entry, missing = adopted_entry(work, id_)
        left_out += missing
        files.add(theirs.kind(id_), spot, entry)
    linked: list[Linked] = []
    for id_ in work.asked:
        if id_ in work.present:
            links, missing = missing_links(work, id_)
            left_out += missing
            linked += [_link(files, work, id_, key, target) for key, target in links]
    changes = files.changes()
    if changes:
        _check(folder, changes)
    return AdoptionPlan(
        tuple(work.asked),
        tuple(Adopted(spot.id, id_, theirs.kind(id_), theirs.title(id_), spot.path) for id_, spot in work.new.items()),
        tuple(_present(work, id_) for id_ in work.present),
        tuple(linked),
        tuple(left_out),
        tuple(_next(work, id_) for id_ in work.asked if theirs.kind(id_) == "area"),
        changes,
    )


class _Files:
    """The contents of the files that an adoption changes, as they become."""

    def __init__(self, folder: Loaded) -> None:
        self._documents = folder.documents
        self._new: dict[str, bytes] = {}

    def add(self, kind: str, spot: Spot, entry: Mapping[str, Data]) -> None:
        """Put a new entry where it belongs; an area becomes a new file."""
        if kind == "area":
            keys = [key for key in AREA_KEYS if key in entry]
            lines = entry_lines({key: entry[key] for key in keys}, 0, Style())
            self._new[spot.path] = "".join(f"{line}\n" for line in lines).encode("utf-8")
            return
        order = AREA_KEYS if spot.area else ()
        self._new[spot.path] = append_item(
            self._content(spot.path) or b"", (LISTS[kind],), entry, order=order, name=spot.path
        )

    def link(self, kind: str, path: str, loc: Loc, key: str, target: str, is_list: bool) -> None:
        """Add a reference to an entry."""
        content, order = self._content(path) or b"", tuple(MODELS[kind].model_fields)
        if is_list:
            self._new[path] = append_item(content, (*loc, key), target, order=order, name=path)
        else:
            self._new[path] = insert_key(content, loc, key, target, order=order, name=path)

    def changes(self) -> tuple[FileChange, ...]:
        """Every file that changes, by path."""
        return tuple(FileChange(path, self._documents.source(path), self._new[path]) for path in sorted(self._new))

    def _content(self, path: str) -> bytes | None:
        return self._new.get(path, self._documents.source(path))


def _link(files: _Files, work: Gathered, id_: str, key: str, target: str) -> Linked:
    own = work.present[id_]
    where = work.folder.place(own)
    files.link(work.folder.kind(own), where.path, where.loc, key, target, is_list=key != "of")
    return Linked(own, key, target)


def _present(work: Gathered, id_: str) -> Adopted:
    own = work.present[id_]
    return Adopted(own, id_, work.folder.kind(own), work.folder.title(own), work.folder.place(own).path)


def _next(work: Gathered, area: str) -> Next:
    """What the catalogue has for an area and the folder has not."""

    def open_ones(kind: str) -> list[str]:
        ids = work.catalogue.of_type(area, kind)
        return [id_ for id_ in ids if id_ not in work.new and not stands_for(work.folder, work.catalogue, id_)]

    choices = [
        Choice(id_, str(work.catalogue.raw(id_).get("kind")), work.catalogue.title(id_)) for id_ in open_ones("measure")
    ]
    ordered = sorted(choices, key=lambda choice: _KIND_ORDER.index(choice.kind) if choice.kind in _KIND_ORDER else 9)
    others = ((kind, len(open_ones(kind))) for kind in ("good", "source", "question"))
    return Next(area, tuple(ordered), tuple((kind, count) for kind, count in others if count))


def _check(folder: Loaded, changes: Sequence[FileChange]) -> None:
    """Refuse changes that would leave the folder with an error that it did not have."""
    after = load(ChangedFolder(folder, changes))
    known = Counter(_about(item) for item in folder.findings)
    new: list[Finding] = []
    for item in after.findings:
        known[_about(item)] -= 1
        if item.level is Level.ERROR and item.code != "QAF011" and known[_about(item)] < 0:
            new.append(item)
    if new:
        raise RefusedError(
            "With these entries the folder would have an error that it does not have now. Nothing was changed.",
            help="Adopt what they refer to as well, or less at a time; or copy the entries by hand.",
            findings=tuple(new),
            source=after.documents.source,
        )


def _about(item: Finding) -> tuple[str, str, str]:
    return item.code, item.where.path, item.message
