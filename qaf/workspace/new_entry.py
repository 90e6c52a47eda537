"""One more entry for a folder: a stub with a free id, put into the right file by an edit of its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from qaf.ground.codes import is_gap
from qaf.ground.errors import QafError, RefusedError
from qaf.ground.near_miss import did_you_mean
from qaf.ground.text import quoted
from qaf.model.fields import Family, Model, choices
from qaf.model.framework import Framework
from qaf.workspace.adopt_sides import Side, free_id
from qaf.workspace.file_changes import FileChange, write_changes
from qaf.workspace.ids import checked_id, id_from
from qaf.workspace.load import Loaded
from qaf.workspace.names import checked_name
from qaf.workspace.new_about import with_body_and_measure
from qaf.workspace.rewrite import append_item
from qaf.workspace.stub_files import stub_file
from qaf.workspace.stubs import NAMELESS, STUB_KINDS, Wish, order_of, stub_entry
from qaf.workspace.tree import Tree, UnreadableError
from qaf.workspace.unread_area import refuse_unread


@dataclass(frozen=True, slots=True)
class NewEntry:
    """A stub as it will stand: its id ("" where it has none), the change of its file, and its place in which list."""

    id: str
    change: FileChange
    key: str = ""
    index: int = 0

    @property
    def path(self) -> str:
        """The file, relative to the folder."""
        return self.change.path


def plan_entry(loaded: Loaded, tree: Tree, wish: Wish, as_at: date) -> NewEntry:
    """What a wish comes to in a folder, loaded from `tree`; nothing is written.

    Raises `QafError` where the wish cannot be met as it is said, `RefusedError` where the file cannot be edited.
    """
    framework = loaded.framework
    wish = _understood(loaded, wish)
    id_ = _id(wish, Side(loaded).taken())
    if not STUB_KINDS[wish.kind].key:
        path, new = stub_file(wish, id_, as_at)
        if tree.exists(path):
            raise RefusedError(f"There is a file {path} already.", help="Choose another id with --id.")
        return NewEntry(id_, FileChange(path, None, new))
    kind = STUB_KINDS[wish.kind]
    in_area = not kind.file or (wish.kind == "source" and bool(wish.area))
    path = framework.where(wish.area).path if in_area else kind.file
    entry = stub_entry(wish, id_, as_at, _goods(framework, wish))
    listed = _listed(loaded, path, kind.key)
    _check_free(wish, entry, listed, path)
    try:
        old = tree.read(path) if tree.exists(path) else None
    except UnreadableError as error:
        raise RefusedError(f"{path} was left as it is, for it cannot be opened: {error}.") from error
    new = append_item(old or b"", (kind.key,), entry, order=order_of(wish, in_area), name=path)
    return NewEntry(id_, FileChange(path, old, new), kind.key, len(listed))


def write_entry(root: Path, entry: NewEntry) -> None:
    """Write the file of a planned entry, whole or not at all. Raises `QafError` where the disk or folder refuses."""
    write_changes(root, [entry.change])


def _understood(loaded: Loaded, wish: Wish) -> Wish:
    """The wish with its area filled in and every word checked."""
    framework = loaded.framework
    kind = STUB_KINDS[wish.kind]
    if wish.kind == "accepted-gap":
        _check_gap(loaded, wish)
    _check_word(wish.sort, _sorts(wish.kind), f"--kind of {_a(wish.kind)}")
    _check_word(wish.family, choices(Family) if wish.kind == "source" else (), f"--family of {_a(wish.kind)}")
    areas = framework.areas
    if wish.area and kind.area == "no":
        raise QafError(f"{_a(wish.kind).capitalize()} belongs to no area.", help="Leave --area out.")
    if wish.area and wish.area not in areas:
        refuse_unread(loaded, wish.area, "Nothing was written.")
        advice = did_you_mean(wish.area, areas) or _areas_there_are(framework)
        raise QafError(f"There is no area `{wish.area}`.", help=advice)
    if kind.area == "needed" and not wish.area:
        if len(areas) != 1:
            raise QafError(f"Say with --area where the {wish.kind} belongs.", help=_areas_there_are(framework))
        wish = replace(wish, area=next(iter(areas)))
    wish = with_body_and_measure(framework, wish)
    return replace(wish, name=checked_name(wish.name, "--name"))


def _a(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def _sorts(kind: str) -> tuple[str, ...]:
    """The words that an entry of a kind can choose from."""
    from qaf.model.action import Action
    from qaf.model.area import Area, Good
    from qaf.model.governance import Body
    from qaf.model.idea import Idea
    from qaf.model.measure import Measure
    from qaf.model.self_assessment import SelfAssessment
    from qaf.model.source import Source
    from qaf.model.story import Story
    from qaf.model.timetable import Activity

    models: dict[str, type[Model]] = {
        "area": Area, "good": Good, "measure": Measure, "source": Source, "activity": Activity, "body": Body,
        "action": Action, "story": Story, "idea": Idea, "self-assessment": SelfAssessment,
    }  # fmt: skip
    return choices(models[kind].model_fields[STUB_KINDS[kind].sort].annotation) if kind in models else ()


def _check_word(word: str, allowed: tuple[str, ...], option: str) -> None:
    if word and not allowed:
        raise QafError(f"There is no {option} to choose.", help="Leave it out.")
    if word and word not in allowed:
        near = did_you_mean(word, allowed)
        advice = f"{near} It is one of {quoted(allowed)}.".strip()
        raise QafError(f"`{word}` is no {option}.", help=advice)


def _areas_there_are(framework: Framework) -> str:
    if not framework.areas:
        return "There is no area yet: `qaf new area` makes one."
    return f"The areas are {quoted(framework.areas, 'and', limit=12)}."


def _listed(loaded: Loaded, path: str, key: str) -> list[Any]:
    """The entries of a list as they were typed, those that cannot be used among them; of an area's file, none."""
    document = loaded.documents.by_path.get(path)
    data = document.data if document else None
    listed = data.get(key) if isinstance(data, dict) else None
    return listed if isinstance(listed, list) else []


def _goods(framework: Framework, wish: Wish) -> tuple[str, ...]:
    """The good statements that a new self-assessment judges."""
    if wish.kind != "self-assessment":
        return ()
    goods = tuple(good.id for area in framework.below(wish.area) for good in area.good)
    if not goods:
        raise QafError(
            f"Area `{wish.area}` has no good statement that could be judged.", help="`qaf new good` begins one."
        )
    return goods


def _check_free(wish: Wish, entry: Mapping[str, object], listed: list[Any], path: str) -> None:
    """Raises `RefusedError` where a record of the same day stands there already: it would be told apart by nothing."""
    keys = {"meeting": ("on", "body"), "self-assessment": ("on", "by", "tier", "area")}.get(wish.kind)
    named = {key: entry[key] for key in keys or ()}
    if named and any(isinstance(other, dict) and named.items() <= other.items() for other in listed):
        of = f"of `{wish.body or wish.area}` of that day"
        raise RefusedError(f"{path} has a {wish.kind} {of} already.", help="Edit it there, or pass another --as-at.")


def _check_gap(loaded: Loaded, wish: Wish) -> None:
    framework = loaded.framework
    code, _, about = wish.gap.strip().partition(" ")
    how = 'Name it with --gap, as `qaf gaps` does, such as --gap "QAF301 supervision".'
    if not is_gap(code.upper()) or not about.strip():
        raise QafError("An accepted gap is a gap by its code and id.", help=how)
    if about.strip() not in framework.entries:
        raise QafError(
            f"There is nothing with the id `{about.strip()}`.",
            help=did_you_mean(about.strip(), framework.entries) or how,
        )
    named = {"code": code.upper(), "about": about.strip()}
    listed = _listed(loaded, "accepted-gaps.yaml", "accepted")
    if any(isinstance(gap, dict) and named.items() <= gap.items() for gap in listed):
        raise RefusedError(
            f"{code.upper()} {about.strip()} stands in accepted-gaps.yaml already.", help="Edit it there."
        )


def _id(wish: Wish, taken: set[str]) -> str:
    if wish.kind in NAMELESS:
        if wish.id:
            named = f"{_a(wish.kind)} has".replace("-gap", " gap").capitalize()
            raise QafError(f"{named} no id of its own.", help="Leave --id out.")
        return ""
    if wish.id:
        return checked_id(wish.id, taken)
    usual = f"new-{wish.kind}"
    return free_id(id_from(wish.name, usual) if wish.name else usual, taken)
