"""What the schema says of some data, and what the loader says."""

from __future__ import annotations

from functools import cache
from typing import Any

from jsonschema import Draft7Validator

from qaf.model.layout import FILE_KINDS, model_of
from qaf.model.schema import all_schemas
from qaf.workspace.shape import check_shape, unknown_empty_keys
from qaf.workspace.yaml_reader import read_yaml


@cache
def validator(kind: str) -> Draft7Validator:
    return Draft7Validator(all_schemas()[kind], format_checker=Draft7Validator.FORMAT_CHECKER)


def complaints(kind: str, data: object) -> list[str]:
    return [f"{list(error.absolute_path)}: {error.message}" for error in validator(kind).iter_errors(data)]


def settings(**more: Any) -> dict[str, Any]:
    return {"schema": 1, "organisation": {"id": "a", "name": "A", "kind": "organisation"}, **more}


def loader_codes(kind: str, content: bytes) -> list[str]:
    """Codes of shape that the loader finds in one file of this kind."""
    model = model_of(next(each for each in FILE_KINDS if each.name == kind))
    reading = read_yaml(content)
    data = reading.data
    assert isinstance(data, dict), reading.problems
    if kind in ("area", "recipe", "story", "curve", "mapping"):
        data = {"id": "a", **data}
    empty = unknown_empty_keys(model, reading.data, reading.empty, "a.yaml", kind)
    return [item.code for item in [*empty, *check_shape(model, data, "a.yaml", kind)[1]]]
