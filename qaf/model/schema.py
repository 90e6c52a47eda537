"""JSON Schema of the framework's files, for editors that complete and check while one types.

A schema says what the loader says, as far as JSON Schema can. The loader takes every plain text as it was typed, and
editors parse it: `010` and `2024` become numbers, and under YAML 1.1 `no` and `off` become truth values. So wherever
the models take text, the schemas take a number and a truth value too. A key without a value is "not given" to the
loader, so `null` fits wherever a key may be left out. Keys that start with `x-` are free everywhere.

What concerns more than one key, or another file, is for the loader alone: families 2xx, QAF109 to QAF121, and whether
a day or a period that is spelt rightly exists. Where a whole number is wanted, an editor also takes other spellings of
one (`1.0`, `+1`, `0x1`), and the loader only digits.
"""

from __future__ import annotations

import json
import re
from typing import Any

from qaf.model.fields import ID_PATTERN, SOME_TEXT
from qaf.model.layout import FILE_KINDS, FileKind, model_of
from qaf.model.meanings import meaning_of

Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
"""The draft that editors' YAML servers know best."""

_TRUTH_WORDS = {"yes": True, "no": False, "on": True, "off": False, "true": True, "false": False}
"""Words that a YAML 1.1 editor takes for truth values."""


def all_schemas() -> dict[str, Schema]:
    """The schema of each kind of file that has a model, by the kind's name, in the order of `FILE_KINDS`."""
    return {kind.name: schema_of(kind) for kind in FILE_KINDS if kind.model}


def schema_of(kind: FileKind) -> Schema:
    """The schema of one kind of file; of a story it is that of its front matter."""
    raw = model_of(kind).model_json_schema(by_alias=True, ref_template="#/definitions/{model}")
    definitions = raw.pop("$defs", {})
    root = _object(raw)
    if kind.named:
        root["required"] = [key for key in root["required"] if key != "id"]
        root["properties"]["id"] = _or_nothing(root["properties"]["id"])
    root["title"] = kind.pattern
    return {"$schema": DRAFT, **root, "definitions": {name: _object(each) for name, each in definitions.items()}}


def schema_text(content: object) -> bytes:
    """A schema, or several by name, as the bytes of a file: always the same ones."""
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _object(raw: Schema) -> Schema:
    """The schema of a mapping whose keys are known."""
    required = list(raw.get("required", ()))
    properties = {
        key: _told(raw["title"], key, _value(each) if key in required else _or_nothing(_value(each)))
        for key, each in raw["properties"].items()
    }
    return {
        "title": _spaced(raw["title"]),
        "description": raw["description"],
        "type": "object",
        "properties": properties,
        "patternProperties": {"^x-": {}},
        "required": required,
        "additionalProperties": False,
    }


def _told(model: str, key: str, schema: Schema) -> Schema:
    """The schema of a key with what the key means, which editors show beside it."""
    meaning = meaning_of(model, key)
    if not meaning:
        return schema
    told = f"{meaning[0].upper()}{meaning[1:]}."
    return {"description": told, **schema} if "$ref" not in schema else {"description": told, "allOf": [schema]}


def _value(raw: Schema) -> Schema:
    """The schema of a value, without the titles that only repeat the key."""
    if "$ref" in raw:
        return {"$ref": raw["$ref"]}
    kept = {"default": raw["default"]} if raw.get("default") not in (None, "", [], {}) else {}
    return {**_kind_of_value(raw), **kept}


def _kind_of_value(raw: Schema) -> Schema:
    if "enum" in raw or "const" in raw:
        return {"enum": _words(raw["enum"] if "enum" in raw else [raw["const"]])}
    if "anyOf" in raw:
        return {"anyOf": [_value(each) for each in raw["anyOf"]]}
    if raw["type"] == "string":
        return _text(raw)
    if raw["type"] == "array":
        return _list(raw)
    if raw["type"] == "object":
        values = _or_nothing(_value(raw["additionalProperties"]))
        return {"type": "object", "patternProperties": {"^x-": {}}, "additionalProperties": values}
    return {key: each for key, each in raw.items() if key not in ("title", "default")}


def _text(raw: Schema) -> Schema:
    limits = _picked(raw, "minLength", "maxLength", "pattern", "format")
    if raw.get("pattern") == ID_PATTERN:
        return {"anyOf": [{"type": "string", **limits}, {"type": "integer", "minimum": 0}, {"type": "boolean"}]}
    if raw.get("pattern", SOME_TEXT) != SOME_TEXT:
        return {"type": "string", **limits}
    return {"type": ["string", "number", "boolean"], **limits}


def _list(raw: Schema) -> Schema:
    limits = _picked(raw, "minItems", "maxItems")
    items = raw["items"] if isinstance(raw.get("items"), dict) else raw["prefixItems"][0]
    return {"type": "array", "items": _value(items), **limits}


def _picked(raw: Schema, *keys: str) -> Schema:
    return {key: raw[key] for key in keys if key in raw}


def _words(words: list[Any]) -> list[Any]:
    """The words, and the truth values that an editor may make of them."""
    truths = {_TRUTH_WORDS[word] for word in words if isinstance(word, str) and word in _TRUTH_WORDS}
    return [*words, *(truth for truth in (True, False) if truth in truths and not any(word is truth for word in words))]


def _or_nothing(schema: Schema) -> Schema:
    """The same schema, or `null`."""
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    if "anyOf" in schema:
        branches = [each for each in schema["anyOf"] if each != {"type": "null"}]
        if len(branches) == 1:
            return _or_nothing({**branches[0], **{key: each for key, each in schema.items() if key != "anyOf"}})
        return {**schema, "anyOf": [*branches, {"type": "null"}]}
    given = schema["type"]
    return {**schema, "type": [*(given if isinstance(given, list) else [given]), "null"]}


def _spaced(name: str) -> str:
    """`ComparatorMember` as words: `Comparator member`."""
    return re.sub(r"(?<=[a-z])[A-Z]", lambda match: " " + match.group().lower(), name)
