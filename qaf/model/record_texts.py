"""The texts inside one entry, each with the keys where it stands, and the entry with other texts in their place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from qaf.ground.findings import Loc
from qaf.model.fields import Model

_Entry = TypeVar("_Entry", bound=Model)

Change = Callable[[str, Loc], str]
"""Given a text and the keys that lead to it, the text to stand there instead."""


def with_texts(entry: _Entry, change: Change, loc: Loc = ()) -> _Entry:
    """The entry with each text as `change` gives it back; the entry itself where every text stays the same."""
    changes: dict[str, Any] = {}
    for key, value in vars(entry).items():
        new = _changed(value, change, (*loc, key.removesuffix("_")))
        if new is not value:
            changes[key] = new
    return entry.model_copy(update=changes) if changes else entry


def _changed(value: Any, change: Change, loc: Loc) -> Any:
    """The value itself where nothing in it changes, so that whoever asks can tell by identity."""
    if isinstance(value, str):
        new = change(value, loc)
        return value if new == value else new
    if isinstance(value, tuple):
        items = tuple(_changed(item, change, (*loc, at)) for at, item in enumerate(value))
        return value if all(new is old for new, old in zip(items, value, strict=True)) else items
    return with_texts(value, change, loc) if isinstance(value, Model) else value
