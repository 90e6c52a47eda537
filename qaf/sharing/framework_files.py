"""The framework as it goes into a bundle: what a partnership needs, without comments, private keys and inner paths."""

from __future__ import annotations

from collections.abc import Mapping, Set
from datetime import date
from typing import TypeAlias

from qaf.model.framework import Framework
from qaf.workspace.documents import Document, Documents
from qaf.workspace.yaml_reader import read_yaml
from qaf.workspace.yaml_write import Data, Style, entry_lines

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"

FOLDER = "framework/"
SHARED_KINDS = ("settings", "area", "sources", "timetable", "actions", "mapping", "story")
"""Kinds of files that go out. Meetings, ideas, analyses, self-assessments and recipes stay where they are."""
USE = "partnership"
"""The use that a story's consent has to name."""

_LEFT_OUT: Mapping[str, frozenset[str]] = {
    "settings": frozenset({"figures", "levels", "approved", "marking_operational"}),
    "area": frozenset({"measures.note"}),
    "story": frozenset({"consent.how"}),
    "timetable": frozenset({f"activities.done.{key}" for key in ("by", "file", "result")}),
    "actions": frozenset({"actions.updates.says", "actions.result"}),
}
"""What is written for the house alone, by its place: accounts of what was found may hold numbers that are withheld."""
_PEOPLE = frozenset({"owner", "lead", "by"})
"""Keys that name a post; where a folder has no posts they may hold a person's name, which stays behind."""
_MEMBER_KEYS = ("id", "name")
_STYLE = Style()


def framework_files(documents: Documents, written: Framework, as_at: date) -> dict[str, bytes]:
    """The files by their path in the bundle, written anew: the same folder gives the same bytes.

    `written`: the framework without what is still to be written. Stories are those whose consent covers the
    partnership on the day; of consent its uses and its end go along, and not how it was given. Comments and keys that
    begin with `x-` stay behind. Areas, mappings and stories bear their ids as names, whatever folder they stand in.
    """
    told = shared_stories(written, as_at)
    found = {}
    for document in documents.by_path.values():
        kind = document.kind.name if document.kind else ""
        if kind not in SHARED_KINDS or document.broken or (kind == "story" and document.id not in told):
            continue
        text = "\n".join(entry_lines(_data(document, kind, written), 0, _STYLE)) + "\n"
        if kind == "story":
            text = f"---\n{text}---\n{document.body.strip()}\n"
        found[FOLDER + _place(document)] = text.encode("utf-8")
    return found


def shared_stories(written: Framework, as_at: date) -> frozenset[str]:
    """The ids of the stories whose consent covers the partnership on the day."""
    return frozenset(sheet.story.id for sheet in written.stories if sheet.story.may_be_printed(USE, as_at))


def _place(document: Document) -> str:
    """Where the file stands in the bundle; names of folders inside `areas` are nobody else's business."""
    if document.kind is None or not document.kind.named:
        return document.path
    top, ending = document.path.partition("/")[0], document.path.rpartition(".")[2]
    return f"{top}/{document.id}.{ending}"


def _data(document: Document, kind: str, written: Framework) -> Mapping[str, Data]:
    data = read_yaml(document.yaml).data
    posts = {post.id for post in written.governance.posts} | {member.id for member in written.settings.members}
    kept = _kept(data, "", _LEFT_OUT.get(kind, frozenset()), posts)
    said: dict[str, Plain] = kept if isinstance(kept, dict) else {}
    if kind == "settings" and isinstance(said.get("members"), list):
        said["members"] = [_member(item) for item in said["members"] if isinstance(item, dict)]
    return said


def _member(item: dict[str, Plain]) -> Plain:
    """A member of a member: where its folder or bundle lies is nobody else's business."""
    return {key: item[key] for key in _MEMBER_KEYS if key in item}


def _kept(data: object, place: str, left_out: frozenset[str], posts: Set[str]) -> Plain | None:
    """The data without empty values, keys that are free for anybody's use, and what is left out by its place.

    Of those who are named only posts and members are kept.
    """
    if isinstance(data, dict):
        found: dict[str, Plain] = {}
        for key, item in data.items():
            here = f"{place}.{key}".lstrip(".")
            private = str(key).startswith("x-") or here in left_out or (key in _PEOPLE and item not in posts)
            value = None if private else _kept(item, here, left_out, posts)
            if value is not None:
                found[str(key)] = value
        return found
    if isinstance(data, list):
        return [value for item in data if (value := _kept(item, place, left_out, posts)) is not None]
    return None if data is None else str(data)
