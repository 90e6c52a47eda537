"""What changed in the keys of one entry."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_REFERENCES = frozenset(
    {
        "within", "of", "parts", "shows", "sources", "supplied_by", "about_partner", "breakdowns", "scale", "owner",
        "about", "areas", "area", "measures", "with", "members", "follows", "lead", "aims_at", "depends_on",
        "interacts_with", "by", "to", "part_of", "body", "measure", "received", "stories_heard", "plan", "action",
    }
)  # fmt: skip
"""Keys whose texts are ids of other entries."""

_SHOWN = _REFERENCES - {"owner", "lead", "by"} | {
    "text", "name", "asked", "base", "counted_in", "ref", "kind", "unit", "counts", "per", "decimals", "covers",
    "drawn", "better", "frequency", "window", "distinct", "ready_after", "protect", "reach", "status", "key", "group",
    "priority", "family", "method", "routine", "kinds", "informed_by", "follow_up", "start", "due", "by_leaders",
    "role", "meets", "sees", "form", "when", "detail", "until", "year_starts", "timetable_years", "marking",
    "disclosure.profile", "figures.folder", "figures.in_git", "good_from", "as_at", "organisation.name",
    "organisation.kind", "organisation.sector", "chart.screen", "defined_by.set", "on", "tier", "began",
    "baseline.from", "baseline.to", "forecast.method", "checked",
}  # fmt: skip
"""Keys whose values are settings or wordings of the framework. Of all others only that they changed is told."""

_POSTS = ("owner", "lead", "by")
"""Keys whose values are shown only where they are ids of the folder: somebody may have written a name."""

_NEVER_SHOWN = ("story",)
_OWN_WORDS = {"idea": ("text",), "curve": ("story",)}
"""Keys whose values are shown elsewhere, and are somebody's own words in entries of these types."""

_JUDGED = (".is", ".moderated")
"""Of a judgement the grades are told, and not the reasons."""


@dataclass(frozen=True, slots=True)
class KeyChange:
    """One key. `old`, `new`: its values as texts, both "" where they are not told. Of a list `came` and `went`.

    `how_many`: of a list of things that have no names, how many came and how many went. `levels`: of ambitions, the
    periods for which the level asked for is another, and whether it is `higher` or `lower` now.
    """

    key: str
    was_given: bool = True
    is_given: bool = True
    old: str = ""
    new: str = ""
    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()
    how_many: tuple[int, int] | None = None
    levels: tuple[tuple[str, str], ...] = ()


def plain(value: Any) -> Any:
    """Models as dicts by the keys of the files, and lists of them, however deep; all else as it is."""
    if hasattr(value, "model_fields_set"):
        return {key.removesuffix("_"): plain(item) for key, item in vars(value).items()}
    return [plain(item) for item in value] if isinstance(value, tuple | list) else value


@dataclass(frozen=True, slots=True)
class Teller:
    """What may be told of entries of a type: values of some keys, and of posts only ids that the folder knows."""

    type: str
    known: Container[str] = ()

    def key_changes(self, old: Mapping[str, Any], new: Mapping[str, Any], prefix: str = "") -> Iterator[KeyChange]:
        """The keys that changed; those of a mapping inside are named with its own before them: `chart.screen`."""
        for key in dict.fromkeys([*new, *old]):
            before, after, name = old.get(key), new.get(key), prefix + key
            if before == after:
                continue
            if isinstance(before, dict | None) and isinstance(after, dict | None):
                yield from self.key_changes(before or {}, after or {}, f"{name}.")
            elif isinstance(before, list) and isinstance(after, list):
                yield self._list_change(name, before, after)
            else:
                told = self._tells(name, before, after)
                old_text, new_text = (_text(before), _text(after)) if told else ("", "")
                yield KeyChange(name, _is_given(before), _is_given(after), old_text, new_text)

    def _list_change(self, name: str, before: list[Any], after: list[Any]) -> KeyChange:
        went = [item for item in before if item not in after]
        came = [item for item in after if item not in before]
        nameless = any(isinstance(item, dict | list) for item in (*before, *after))
        if nameless or not self._tells(name, *before, *after):
            levels = tuple(_levels(went, came)) if name == "ambitions" else ()
            numbers = (max(0, len(came) - len(levels)), max(0, len(went) - len(levels)))
            return KeyChange(name, bool(before), bool(after), how_many=numbers, levels=levels)
        return KeyChange(name, bool(before), bool(after), came=tuple(map(_text, came)), went=tuple(map(_text, went)))

    def _tells(self, name: str, *values: Any) -> bool:
        if self.type in _NEVER_SHOWN or name in _OWN_WORDS.get(self.type, ()):
            return False
        if name in _POSTS:
            return all(value is None or value in self.known for value in values)
        if name.startswith("judgements."):
            return name.endswith(_JUDGED)
        return name in _SHOWN or name.startswith("levels.")


def _levels(went: list[Any], came: list[Any]) -> Iterator[tuple[str, str]]:
    """The ambitions of which nothing but the level changed: the period, and which way."""
    for old in went:
        for new in came:
            key = next((one for one in ("at_least", "at_most") if old[one] is not None), "")
            if key and new[key] is not None and {**old, key: new[key]} == new:
                yield _text(old["period"]), "higher" if new[key] > old[key] else "lower"


def mapped(value: Any, renames: Mapping[str, str], key: str = "") -> Any:
    """Plain data with the new ids in the place of the old ones, wherever a key names other entries."""
    if isinstance(value, dict):
        return {inner: mapped(item, renames, inner) for inner, item in value.items()}
    if isinstance(value, list):
        return [mapped(item, renames, key) for item in value]
    return renames.get(value, value) if key in _REFERENCES and isinstance(value, str) else value


def _is_given(value: Any) -> bool:
    return value not in (None, "", [], {})


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    return " ".join(str(value).split())
