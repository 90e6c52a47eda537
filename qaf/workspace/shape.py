"""The shape of a file's data: Pydantic's errors in plain sentences, and what can be kept of a file that has some."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from qaf.ground.findings import Finding, Loc, Where, finding
from qaf.ground.near_miss import nearest
from qaf.ground.text import quoted, shortened
from qaf.model.fields import SOME_TEXT, choices
from qaf.workspace.entry_words import PlaceWords, id_help, type_help, wrong_type


def check_shape(model: type[BaseModel], data: object, path: str, file_word: str) -> tuple[Any, list[Finding]]:
    """The model of a file's data, and what is wrong with it.

    Returns `(model or None, findings)`. Entries of lists that have errors are left out of the model, and so are
    optional keys that have; None where a required key of the file itself is wrong.
    """
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
        findings = _Explainer(model, data, path, file_word).explain(details)
        return _salvaged(model, data, details), findings


def unknown_empty_keys(
    model: type[BaseModel], data: object, empty: Iterable[tuple[dict[object, object], str]], path: str, file_word: str
) -> list[Finding]:
    """Findings about keys that are no keys and have no value: the data no longer holds them.

    `empty` gives each with the mapping of `data` that it stood in.
    """
    places = {id(mapping): loc for loc, mapping in _mappings(data, ())}
    explainer = _Explainer(model, data, path, file_word)
    found = []
    for mapping, key in empty:
        loc = places.get(id(mapping))
        inside = _model_at(model, loc) if loc is not None else None
        if loc is not None and inside is not None and key not in _keys(inside):
            found.append(explainer.unknown_key((*loc, key), None))
    return found


def _mappings(data: object, loc: Loc) -> Iterator[tuple[Loc, dict[str, object]]]:
    if isinstance(data, dict):
        yield loc, data
        for key, value in data.items():
            yield from _mappings(value, (*loc, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _mappings(value, (*loc, index))


def _salvaged(model: type[BaseModel], data: object, details: Sequence[ErrorDetails]) -> Any:
    if not isinstance(data, dict):
        return None
    pruned = copy.deepcopy(data)
    drops = {_droppable(data, detail["loc"]) for detail in details}
    for loc in sorted(drops, key=lambda loc: [str(part).zfill(9) for part in loc], reverse=True):
        _drop(pruned, loc)
    try:
        return model.model_validate(pruned)
    except ValidationError:
        return None


def _droppable(data: object, loc: Loc) -> Loc:
    """The list entry that an error lies in (of `levels` the one code), else the key of the file."""
    if len(loc) > 2 and isinstance(loc[1], int):
        return loc[:2]
    if len(loc) > 1 and loc[0] == "levels":
        return loc[:2]
    return loc[:1]


def _drop(data: Any, loc: Loc) -> None:
    holder = data
    for part in loc[:-1]:
        holder = holder[part]
    if isinstance(holder, list) and isinstance(loc[-1], int) and loc[-1] < len(holder):
        del holder[loc[-1]]
    elif isinstance(holder, dict):
        holder.pop(loc[-1], None)


class _Explainer:
    """Turns the errors of one file into findings. Of a story nothing is quoted that might be about a person."""

    def __init__(self, model: type[BaseModel], data: object, path: str, file_word: str) -> None:
        self.model = model
        self.path = path
        self.words = PlaceWords(data, file_word)
        self.quotes = not path.endswith(".md")

    def explain(self, details: Sequence[ErrorDetails]) -> list[Finding]:
        """One finding an error, the two halves of a misspelt key joined."""
        unknown = [d["loc"] for d in details if d["type"] == "extra_forbidden"]
        missing = [d["loc"] for d in details if d["type"] == "missing"]
        joined = _misspelt(unknown, missing)
        told = set(joined.values())
        found: list[Finding] = []
        seen: set[Loc] = set()
        for detail in details:
            loc = detail["loc"]
            known = self.words.known(loc)
            if loc in told or (known in seen and detail["type"] not in ("missing", "extra_forbidden")):
                continue
            seen.add(known)
            found.append(self._one(detail, loc, joined.get(loc)))
        return found

    def _one(self, detail: ErrorDetails, loc: Loc, meant: Loc | None) -> Finding:
        kind = detail["type"]
        if kind == "extra_forbidden":
            return self.unknown_key(loc, meant)
        if kind == "missing" and isinstance(loc[-1], str):
            return self._missing_key(loc)
        known = self.words.known(loc)
        where = Where(self.path, known)
        key = self.words.key_words(known)
        subject = self.words.subject(known)
        if kind.startswith("QAF"):
            return finding(kind, where, f"{key} {detail['msg'].rstrip('.')}.{self.words.of(known)}", subject=subject)
        if kind == "literal_error" and isinstance(self.words.value(known), str):
            return self._wrong_word(detail, known, key)
        if kind == "string_pattern_mismatch" and detail["ctx"]["pattern"] == SOME_TEXT:
            kind = "blank"
        if kind in ("string_pattern_mismatch", "string_too_long"):
            advice = id_help(self.words.value(known) if self.quotes else "")
            message = f"{key} is not a valid id.{self.words.of(known)}"
            return finding("QAF105", where, message, help=advice, subject=subject)
        return finding(
            "QAF103",
            where,
            f"{key} {wrong_type(kind, self.words.value(known))}.{self.words.of(known)}",
            help=type_help(kind, known),
            subject=subject,
        )

    def unknown_key(self, loc: Loc, meant: Loc | None) -> Finding:
        """The finding about a key that is none; `meant` is the missing key it was meant to be."""
        allowed = _keys(_model_at(self.model, loc[:-1]))
        key = str(loc[-1])
        near = str(meant[-1]) if meant else nearest(key, allowed)
        owner = self.words.owner_words(loc[:-1])
        named = f"`{shortened(key)}`" if self.quotes or near else "This"
        message = f"{named} is not a key of {owner}"
        if meant:
            message += f", and `{near}` is missing"
        advice = f"Did you mean `{near}`? " if near else ""
        rest = f"Keys that can stand here: {quoted(allowed, 'and')}. Keys that start with `x-` are free."
        return finding(
            "QAF101", Where(self.path, loc, "key"), message + ".", help=advice + rest, subject=self.words.subject(loc)
        )

    def _missing_key(self, loc: Loc) -> Finding:
        holder, key = loc[:-1], str(loc[-1])
        model = _model_at(self.model, holder)
        where = Where(self.path, loc, "key")
        words = choices(_annotation(model, key))
        advice = f"It is one of {quoted(words)}." if words else ""
        message = f"`{key}` is missing in {self.words.owner_words(holder)}."
        return finding("QAF102", where, message, help=advice, subject=self.words.subject(loc))

    def _wrong_word(self, detail: ErrorDetails, known: Loc, key: str) -> Finding:
        value = str(self.words.value(known))
        words = choices(_annotation(_model_at(self.model, known[:-1]), str(known[-1]))) or _expected(detail)
        near = nearest(value, words)
        advice = (f"Did you mean `{near}`? " if near else "") + f"It is one of {quoted(words)}."
        seen = f"is `{shortened(value, 40)}`, which is not" if self.quotes else "is not"
        message = f"{key} {seen} one of the words it can be.{self.words.of(known)}"
        return finding("QAF104", Where(self.path, known), message, help=advice, subject=self.words.subject(known))


def _misspelt(unknown: Iterable[Loc], missing: Iterable[Loc]) -> dict[Loc, Loc]:
    """Which unknown key was meant to be which missing one: `{place of the first: place of the second}`."""
    joined: dict[Loc, Loc] = {}
    left: dict[Loc, dict[str, Loc]] = {}
    for loc in missing:
        left.setdefault(loc[:-1], {})[str(loc[-1])] = loc
    for loc in unknown:
        here = left.get(loc[:-1])
        near = nearest(str(loc[-1]), here) if here else ""
        if here and near:
            joined[loc] = here.pop(near)
    return joined


def _model_at(model: type[BaseModel], loc: Loc) -> type[BaseModel] | None:
    current: Any = model
    for part in loc:
        if isinstance(part, int):
            continue
        current = _model_in(_annotation(current, str(part)))
        if current is None:
            return None
    return current if isinstance(current, type) else None


def _annotation(model: type[BaseModel] | None, key: str) -> Any:
    if model is None:
        return None
    for name, info in model.model_fields.items():
        if key == (info.alias or name):
            return info.annotation
    return None


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        found = _model_in(part)
        if found:
            return found
    return None


def _keys(model: type[BaseModel] | None) -> list[str]:
    return [info.alias or name for name, info in model.model_fields.items()] if model else []


def _expected(detail: ErrorDetails) -> tuple[str, ...]:
    text = str(detail.get("ctx", {}).get("expected", ""))
    return tuple(word.strip().strip("'") for word in text.replace(" or ", ", ").split(",") if word.strip())
