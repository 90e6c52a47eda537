"""Every link of a framework, both ways: what names what, by the key that names it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from pydantic import BaseModel

from qaf.model.fields import Ref, RefTree, reference_tree

if TYPE_CHECKING:
    from qaf.model.framework import Framework

FREE_TEXT = ("arises_from", "leads_to", "set_by", "considered", "to", "about", "team")
"""Keys that hold free text, and a link where the text is an id."""


class Thing(NamedTuple):
    """Something that can be linked: an entry by its id, or what has none by its name (`cabinet 2026-03-19`)."""

    id: str
    kind: str
    text: str


class Link(NamedTuple):
    """`source` names `target` under the key `relation`; a list that holds an entry is a link too."""

    source: str
    relation: str
    target: str


@dataclass(frozen=True, slots=True)
class Links:
    """Everything that can be linked, in the order of the files, and its links from and to, each once."""

    things: Mapping[str, Thing]
    from_: Mapping[str, tuple[Link, ...]] = field(default_factory=dict)
    to: Mapping[str, tuple[Link, ...]] = field(default_factory=dict)

    def of(self, id_: str) -> tuple[Link, ...]:
        """The links that the thing itself makes."""
        return self.from_.get(id_, ())

    def back(self, id_: str) -> tuple[Link, ...]:
        """The links that lead to it."""
        return self.to.get(id_, ())


def links_of(framework: Framework) -> Links:
    """All links of a framework. What they name and nobody declared is left out."""
    things = {thing.id: thing for thing in things_of(framework)}
    found = dict.fromkeys(link for link in _links(framework) if link.source in things and link.target in things)
    forwards: dict[str, list[Link]] = {}
    backwards: dict[str, list[Link]] = {}
    for link in found:
        forwards.setdefault(link.source, []).append(link)
        backwards.setdefault(link.target, []).append(link)
    return Links(
        things,
        {id_: tuple(links) for id_, links in forwards.items()},
        {id_: tuple(links) for id_, links in backwards.items()},
    )


def things_of(framework: Framework) -> Iterator[Thing]:
    """Every entry that has an id, then what goes by another name."""
    for entry in framework.entries.values():
        text = framework.title(entry.id)
        if entry.kind == "organisation":
            text = framework.settings.organisation.name
        elif entry.kind == "concern" and entry.id in framework.concerns:
            text = framework.concerns[entry.id].why or entry.id
        yield Thing(entry.id, entry.kind, " ".join(text.split()))
    for name, kind, item in _nameless(framework):
        body, area = getattr(item, "body", ""), getattr(item, "area", "")
        day = getattr(item, "on", "") or ""
        text = f"{framework.title(body or area)}, {day}".strip(", ") if body or area else name
        yield Thing(name, kind, " ".join(getattr(item, "reason", text).split()))


def _nameless(framework: Framework) -> Iterator[tuple[str, str, object]]:
    """Name, kind and model of what has no id; of two with one name each is walked."""
    for planned in framework.governance.forward_plan:
        yield f"plan {planned.body or ''} {planned.on or ''}".strip(), "planned meeting", planned
    for meeting in framework.meetings:
        yield meeting.name, "meeting", meeting
    for assessment in framework.self_assessments:
        yield assessment.name, "self-assessment", assessment
    for gap, _ in framework.accepted_gaps:
        yield f"{gap.code} {gap.about}", "accepted gap", gap


def _links(framework: Framework) -> Iterator[Link]:
    known = framework.entries
    for id_, item in framework.items.items():
        yield from (Link(id_, key, target) for key, target in _targets(item, known))
    for name, _, other in _nameless(framework):
        yield from (Link(name, key, target) for key, target in _targets(other, known))


def _targets(item: object, known: Mapping[str, object]) -> Iterable[tuple[str, str]]:
    tree = reference_tree(type(item)) if isinstance(item, BaseModel) else {}
    own = getattr(item, "id", "")
    return ((key, target) for key, target in _walk(item, tree, known) if target != own)


def _walk(item: object, tree: RefTree, known: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Each key below a model that names an id, with the id; what is an entry itself is named and not walked."""
    for name, value in vars(item).items():
        key = name.removesuffix("_")
        branch = tree.get(key)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, str):
                if (isinstance(branch, Ref) or key in FREE_TEXT) and one in known:
                    yield key, one
            elif isinstance(one, BaseModel):
                inside = getattr(one, "id", None)
                if inside in known:
                    yield key, str(inside)
                else:
                    yield from _walk(one, branch if isinstance(branch, dict) else {}, known)
