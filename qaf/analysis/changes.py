"""What changed between two states of a framework, entry by entry and key by key, as plain facts.

Keys are those of the files. Values are kept only where they are settings or wordings of the framework itself: of what
persons have told or written down about them nothing is kept but that it changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from qaf.analysis.changed_keys import KeyChange, Teller, mapped, plain
from qaf.analysis.renames import renamed
from qaf.model.framework import Framework

TYPES = (
    "area", "good", "source", "measure", "question", "activity", "action", "body", "post", "report", "breakdown",
    "comparator", "member", "scale", "story", "meeting", "idea", "self-assessment", "curve", "mapping", "accepted-gap",
    "settings", "governance",
)  # fmt: skip
"""Types of entry, in the order in which they are told. The last two are what stands in no entry with an id."""

_HELD = {
    "area": ("good", "sources", "measures", "questions"),
    "settings": ("breakdowns", "comparators", "members", "scales"),
    "governance": ("bodies", "posts", "reports"),
}
"""Keys of a type whose values are entries themselves."""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry: its keys as plain data, what it is called, and the area that it stands in ("" for none)."""

    type: str
    id: str
    area: str
    title: str
    path: str
    keys: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one entry: it is `added`, `removed` or `changed`. `id`, `title`, `area` are the newer ones.

    `kind` is that of a measure or good statement. `old_id`, `old_area`, `old_path`: what it had before, where that
    is another.
    """

    type: str
    what: str
    id: str
    title: str
    area: str
    path: str
    kind: str = ""
    old_id: str = ""
    old_area: str = ""
    old_path: str = ""
    keys: tuple[KeyChange, ...] = ()


@dataclass(frozen=True, slots=True)
class FileChange:
    """What happened to a file whose entries are not told one by one."""

    path: str
    what: str
    old_path: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """All changes. `renames`: new ids by old ones. `area_names`: what to call each area of either state."""

    entries: tuple[Change, ...] = ()
    files: tuple[FileChange, ...] = ()
    renames: Mapping[str, str] = field(default_factory=dict)
    area_names: Mapping[str, str] = field(default_factory=dict)


def changes(
    old: Framework, new: Framework, wrong_before: Collection[str] = (), wrong_now: Collection[str] = ()
) -> Changes:
    """What changed from one state to the other, in the order of types and of the newer files.

    `wrong_before`, `wrong_now`: paths of files and folders that could not be read whole. Nothing is called added or
    removed because of them, and settings are left out where one of the two could not be read.
    """
    before, after = _items(old), _items(new)
    renames = renamed(before, after)
    telling = _Telling(renames, frozenset(wrong_before), frozenset(wrong_now), frozenset({*old.entries, *new.entries}))
    found = sorted(telling.changes(before, after), key=lambda change: TYPES.index(change.type))
    names = {area.id: area.name for framework in (new, old) for area in framework.areas.values()}
    names |= {area.id: area.name for area in new.areas.values()}
    return Changes(tuple(found), renames=renames, area_names=names)


def is_among(path: str, paths: Collection[str]) -> bool:
    """Whether a file is one of these, or stands in a folder that is."""
    return bool(paths) and (path in paths or any(path.startswith(f"{one}/") for one in paths))


def file_changes(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> tuple[FileChange, ...]:
    """What happened to files, by their bytes; one that went while another came with the same bytes was moved."""
    gone = {path: content for path, content in sorted(before.items()) if path not in after}
    come = {path: content for path, content in sorted(after.items()) if path not in before}
    found = [FileChange(p, "changed") for p in after if p in before and before[p] != after[p]]
    for path, content in come.items():
        source = next((one for one, was in gone.items() if was == content), "")
        gone.pop(source, None)
        found.append(FileChange(path, "moved", source) if source else FileChange(path, "added"))
    found += [FileChange(path, "removed") for path in gone]
    return tuple(sorted(found, key=lambda change: change.path))


@dataclass(frozen=True, slots=True)
class _Telling:
    """What is known of both states while one is held against the other."""

    renames: Mapping[str, str]
    wrong_before: frozenset[str]
    wrong_now: frozenset[str]
    known: frozenset[str]

    def changes(
        self, before: Mapping[tuple[str, str], Item], after: Mapping[tuple[str, str], Item]
    ) -> Iterator[Change]:
        """Every change, those of what is there now in the order of the files, then what went."""
        was_called = {(item.type, self.renames[item.id]): item for item in before.values() if item.id in self.renames}
        matched = set()
        for key, item in after.items():
            earlier = before.get(key) or was_called.get(key)
            if earlier is not None:
                matched.add((earlier.type, earlier.id))
                yield from self._compared(earlier, item)
            elif not is_among(item.path, self.wrong_before):
                yield _change("added", item)
        for key, item in before.items():
            if key not in matched and not is_among(item.path, self.wrong_now):
                yield _change("removed", item)

    def _compared(self, earlier: Item, item: Item) -> Iterator[Change]:
        without_id = item.type in ("settings", "governance")
        if without_id and item.path in self.wrong_before | self.wrong_now:
            return
        keys = tuple(Teller(item.type, self.known).key_changes(mapped(earlier.keys, self.renames), item.keys))
        old_id = earlier.id if earlier.id != item.id else ""
        old_area = earlier.area if self.renames.get(earlier.area, earlier.area) != item.area else ""
        moved_file = item.type == "area" and not old_id and earlier.path != item.path
        if item.type == "area":
            old_area = ""
        if keys or old_id or old_area or moved_file:
            old_path = earlier.path if moved_file else ""
            yield _change("changed", item, old_id=old_id, old_area=old_area, old_path=old_path, keys=keys)


def _change(what: str, item: Item, **more: Any) -> Change:
    kind = str(item.keys.get("kind") or "") if item.type in ("measure", "good") else ""
    return Change(item.type, what, item.id, item.title, item.area, item.path, kind, **more)


# every entry -------------------------------------------------------------------------------------------------------


def _items(framework: Framework) -> dict[tuple[str, str], Item]:
    """Every entry by type and id, in the order of the files; of two with the same id the first."""
    found: dict[tuple[str, str], Item] = {}
    for item in _walk(framework):
        found.setdefault((item.type, item.id), item)
    return found


def _walk(framework: Framework) -> Iterator[Item]:
    settings, governance = framework.settings, framework.governance
    for area in framework.areas.values():
        yield _item(framework, "area", area, area.id)
        held: tuple[tuple[str, Iterable[Any]], ...] = (
            *(("good", area.good), ("source", area.sources)),
            *(("measure", area.measures), ("question", area.questions)),
        )
        for type_, entries in held:
            yield from (_item(framework, type_, entry, area.id) for entry in entries)
    groups: tuple[tuple[str, Iterable[Any]], ...] = (
        ("source", framework.shared_sources.values()),
        ("activity", framework.timetable.activities),
        ("action", framework.actions),
        *(("body", governance.bodies), ("post", governance.posts), ("report", governance.reports)),
        *(("breakdown", settings.breakdowns), ("comparator", settings.comparators)),
        *(("member", settings.members), ("scale", settings.scales)),
    )
    for type_, entries in groups:
        for entry in entries:
            yield _item(framework, type_, entry, getattr(entry, "area", None) or "")
    for sheet in framework.stories:
        keys = {**plain(sheet.story), "the text": sheet.prose.body}
        yield Item("story", sheet.story.id, sheet.story.area, sheet.story.id, sheet.prose.path, keys)
    yield from _records(framework)
    for gap, where in framework.accepted_gaps:
        name = f"{gap.code} {gap.about}"
        yield Item("accepted-gap", name, "", name, where.path, plain(gap))
    yield Item("settings", "qaf.yaml", "", "qaf.yaml", "qaf.yaml", _without_held("settings", plain(settings)))
    rest = {key: plain(getattr(governance, key)) for key in ("forward_plan", "self_tests")}
    yield Item("governance", "governance.yaml", "", "governance.yaml", "governance.yaml", rest)


def _records(framework: Framework) -> Iterator[Item]:
    """What happened with the information. The titles hold nobody's own words."""
    for meeting, where in framework.meeting_records:
        title = f"{framework.title(meeting.body)}, {meeting.on.isoformat()}"
        yield Item("meeting", meeting.name, "", title, where.path, plain(meeting))
    for idea in framework.ideas:
        yield Item("idea", idea.id, "", idea.id, framework.where(idea.id).path, _without_held("idea", plain(idea)))
    for sitting, where in framework.assessment_records:
        keys = plain(sitting)
        judgements = {str(one["good"]): one for one in keys["judgements"]}
        title = f"{framework.title(sitting.area)}, {sitting.on.isoformat()}"
        keys = {**keys, "judgements": judgements}
        yield Item("self-assessment", sitting.name, sitting.area, title, where.path, keys)
    for curve in framework.curves.values():
        area, path = framework.area_of(curve.measure), framework.where(curve.id).path
        title = framework.title(curve.measure)
        yield Item("curve", curve.id, area, title, path, _without_held("curve", plain(curve)))
    for mapping in framework.mappings.values():
        yield _item(framework, "mapping", mapping, "")


def _item(framework: Framework, type_: str, entry: Any, area: str) -> Item:
    known = framework.entries.get(entry.id)
    title = getattr(entry, "name", None) or getattr(entry, "text", None)
    title = title or str(getattr(entry, "method", entry.id)).replace("_", " ")
    return Item(type_, entry.id, area, title, known.where.path if known else "", _without_held(type_, plain(entry)))


def _without_held(type_: str, keys: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in keys.items() if key not in _HELD.get(type_, ()) and key != "id"}
