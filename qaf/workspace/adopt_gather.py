"""Which entries of the catalogue an adoption takes, where each goes, and which id it gets."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from qaf.ground.errors import QafError, RefusedError
from qaf.ground.near_miss import did_you_mean
from qaf.ground.text import listing, quoted, shortened
from qaf.workspace.adopt_sides import ADOPTABLE, Side, file_name, free_id, speaks_of, stands_for
from qaf.workspace.identity import kind_words, with_article

BRINGS = ("base", "good", "sources", "questions")
"""What can be brought along: the count that a percentage is of, good statements, sources, questions."""
SHARED_SOURCES = "sources.yaml"


class Spot(NamedTuple):
    """Where an entry of the catalogue goes: its id there, the file, and the area ("" for a shared source)."""

    id: str
    path: str
    area: str


@dataclass(slots=True)
class Gathered:
    """What an adoption takes: the spot of each entry that is new, in order, and the folder's entry for each it has."""

    folder: Side
    catalogue: Side
    into: str
    brings: Collection[str]
    asked: list[str] = field(default_factory=list)
    requested_by: dict[str, str] = field(default_factory=dict)
    new: dict[str, Spot] = field(default_factory=dict)
    present: dict[str, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)


def gather(folder: Side, catalogue: Side, ids: Sequence[str], into: str, brings: Collection[str]) -> Gathered:
    """Settle what is adopted, where and under which id. Raises `QafError` where an id or area does not exist."""
    work = Gathered(folder, catalogue, into, brings, list(dict.fromkeys(ids)), taken=folder.taken())
    _check_brings(brings)
    for id_ in work.asked:
        _check_adoptable(work, id_)
    if into:
        _check_into(work)
    for id_ in work.asked:
        _request(work, id_, "")
    for id_ in work.requested_by:
        _check_broken_files(work, id_)
        if own := stands_for(folder, catalogue, id_):
            work.present[id_] = own
    for wanted in (True, False):
        for id_ in work.requested_by:
            if id_ not in work.present and (catalogue.kind(id_) == "area") is wanted:
                work.new[id_] = _spot(work, id_)
                work.taken.add(work.new[id_].id)
    return work


def questions_about(catalogue: Side, id_: str) -> list[str]:
    """The catalogue's questions about an entry."""
    questions = (entry.id for entry in catalogue.entries.values() if entry.kind == "question")
    return [question for question in questions if id_ in catalogue.named(question, "about")]


def _check_brings(brings: Collection[str]) -> None:
    for word in brings:
        if word not in BRINGS:
            advice = did_you_mean(word, BRINGS) or f"It is one of {quoted(BRINGS)}."
            raise QafError(f"`{shortened(word)}` cannot be brought along.", help=advice)


def _check_adoptable(work: Gathered, id_: str) -> None:
    kind = work.catalogue.kind(id_)
    if kind in ADOPTABLE:
        return
    if kind:
        what = listing((f"{kind_words(one)}s" for one in ADOPTABLE), "and")
        raise QafError(
            f"`{id_}` is {with_article(kind_words(kind))} of the catalogue, and that cannot be adopted.",
            help=f"What can be adopted are {what}.",
        )
    near = did_you_mean(id_, (entry.id for entry in work.catalogue.entries.values() if entry.kind in ADOPTABLE))
    if id_ in work.folder.entries:
        near = f"It is {with_article(kind_words(work.folder.kind(id_)))} of this folder already. {near}".strip()
    advice = near or "`qaf catalogue search WORDS` finds entries by their words."
    raise QafError(f"There is no entry `{shortened(id_)}` in the catalogue.", help=advice)


def _check_into(work: Gathered) -> None:
    into = work.into
    if all(work.catalogue.kind(id_) == "area" for id_ in work.asked):
        advice = "Leave --into out."
        raise QafError("--into says which area an entry goes into; an area gets a file of its own.", help=advice)
    if work.folder.kind(into) == "area":
        return
    if work.catalogue.kind(into) == "area" and into in work.asked:
        return
    for document in work.folder.broken():
        if file_name(document) == into:
            raise _unreadable(work, document.path)
    areas = [entry.id for entry in work.folder.entries.values() if entry.kind == "area"]
    advice = did_you_mean(into, areas)
    if not advice and work.catalogue.kind(into) == "area":
        advice = f"Adopt the area first: `qaf adopt {into}`."
    raise QafError(f"There is no area `{shortened(into)}` in this folder.", help=advice or _areas_words(areas))


def _areas_words(areas: Sequence[str]) -> str:
    if areas:
        return f"Its areas are {quoted(areas, 'and', limit=12)}."
    return "It has no areas yet: adopt one first (`qaf catalogue list --type area`), or begin one with `qaf new area`."


def _request(work: Gathered, id_: str, requester: str) -> None:
    """Note an entry after what it needs and before what asks about it."""
    if id_ in work.requested_by or work.catalogue.kind(id_) not in ADOPTABLE:
        return
    catalogue, brings = work.catalogue, work.brings
    kind = catalogue.kind(id_)
    if kind == "area":
        work.requested_by[id_] = requester
        for one in _inside(work, id_):
            work.requested_by.setdefault(one, id_)
        return
    if kind == "measure" and "base" in brings:
        for base in catalogue.named(id_, "of"):
            if base != id_ and catalogue.kind(base) == "measure":
                _request(work, base, id_)
    for key, bring in (("shows", "good"), ("sources", "sources"), ("about", "good")):
        for one in catalogue.named(id_, key) if bring in brings else ():
            if catalogue.kind(one) in ("good", "source"):
                work.requested_by.setdefault(one, id_)
    work.requested_by.setdefault(id_, requester)
    if kind in ("measure", "good") and "questions" in brings:
        for question in questions_about(catalogue, id_):
            work.requested_by.setdefault(question, id_)


def _inside(work: Gathered, area: str) -> Iterator[str]:
    for kind, bring in (("good", "good"), ("source", "sources"), ("question", "questions")):
        if bring in work.brings:
            yield from work.catalogue.of_type(area, kind)


def _check_broken_files(work: Gathered, id_: str) -> None:
    """Nobody can tell whether a file that cannot be read holds the entry already."""
    for document in work.folder.broken():
        if file_name(document) == id_ or speaks_of(document, id_):
            raise _unreadable(work, document.path, f", and it may hold `{id_}` already")


def _unreadable(work: Gathered, path: str, because: str = "") -> RefusedError:
    loaded = work.folder.loaded
    findings = tuple(item for item in loaded.findings if item.where.path == path and item.level == "error")
    return RefusedError(
        f"{path} cannot be read{because}. Nothing was changed.",
        help="Mend the file first: `qaf validate` shows what is wrong with it.",
        findings=findings,
        source=loaded.documents.source,
    )


def _spot(work: Gathered, id_: str) -> Spot:
    if work.catalogue.kind(id_) != "area":
        path, area = _home(work, id_)
        return Spot(free_id(id_, work.taken), path, area)
    paths = work.folder.loaded.documents.by_path
    files = {path.removeprefix("areas/").removesuffix(".yaml") for path in paths}
    own = free_id(id_, work.taken | files)
    return Spot(own, f"areas/{own}.yaml", own)


def _home(work: Gathered, id_: str) -> tuple[str, str]:
    """The file that an entry goes into, and its area; "" for `sources.yaml`."""
    requester = work.requested_by[id_]
    home_area = work.catalogue.area(id_)
    if work.into and _goes_into(work, id_):
        return _file_of(work, _chosen_area(work))
    if not home_area:
        return SHARED_SOURCES, ""
    found = _areas_for(work, home_area)
    if requester and (home_area == work.catalogue.area(requester) or len(found) != 1):
        return _place_of(work, requester)
    if len(found) == 1:
        return _file_of(work, found[0])
    raise _homeless(work, id_, home_area, found)


def _goes_into(work: Gathered, id_: str) -> bool:
    """Whether --into speaks of an entry: one that was named, or one of the same area that comes along with it."""
    root = id_
    while work.requested_by[root]:
        root = work.requested_by[root]
    return work.catalogue.kind(root) != "area" and work.catalogue.area(root) == work.catalogue.area(id_)


def _chosen_area(work: Gathered) -> str:
    return work.into if work.folder.kind(work.into) == "area" or work.into not in work.new else work.new[work.into].id


def _areas_for(work: Gathered, area: str) -> list[str]:
    """The areas of the folder that are an area of the catalogue: adopted now or before, else the one with its id."""
    if area in work.new:
        return [work.new[area].id]
    return work.folder.based_on(area, "area") or ([area] if work.folder.kind(area) == "area" else [])


def _file_of(work: Gathered, area: str) -> tuple[str, str]:
    """The file of an area of the folder, or of one that is adopted now; and the area."""
    if work.folder.kind(area) == "area":
        return work.folder.place(area).path, area
    return f"areas/{area}.yaml", area


def _place_of(work: Gathered, id_: str) -> tuple[str, str]:
    """Where an entry goes or stands."""
    if id_ in work.new:
        return work.new[id_].path, work.new[id_].area
    if id_ in work.present:
        own = work.present[id_]
        return work.folder.place(own).path, work.folder.area(own)
    return _home(work, id_)


def _homeless(work: Gathered, id_: str, area: str, found: Sequence[str]) -> QafError:
    named = f"{kind_words(work.catalogue.kind(id_))} `{id_}`"
    if found:
        message = f"{quoted(found, 'and')} were all made from area `{area}`, so it is not clear where {named} goes."
        return QafError(message, help="Say with --into which of them gets it.")
    for document in work.folder.broken():
        if file_name(document) == area or speaks_of(document, area):
            return _unreadable(work, document.path, f", and it may be the area that {named} goes into")
    areas = [entry.id for entry in work.folder.entries.values() if entry.kind == "area"]
    title = work.catalogue.title(area)
    if not areas:
        return QafError(
            f"The folder has no areas yet, and {named} belongs to area `{area}` ({title}).",
            help=f"Adopt the area first: `qaf adopt {area}`.",
        )
    return QafError(
        f"The folder has no area that matches `{area}` ({title}), where {named} stands.",
        help=f"Say with --into which area gets it, or adopt the area first: `qaf adopt {area}`. {_areas_words(areas)}",
    )
