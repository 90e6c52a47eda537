"""docs/recipes.md names every key of a recipe, and its examples are recipes."""

from __future__ import annotations

import re
from typing import get_args

import pytest
import yaml
from helpers import ROOT

from qaf.data.presets import PRESETS
from qaf.model.recipe import PeriodWord, Recipe, SymbolWord

PAGE = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.S)


def keys_of(schema: dict) -> set[str]:
    """The names of all keys of a JSON schema, at every depth."""
    parts = [schema, *schema.get("$defs", {}).values()]
    return {name for part in parts for name in part.get("properties", {})}


def test_every_key_is_named():
    keys = keys_of(Recipe.model_json_schema(by_alias=True))
    assert {"header_rows", "from_file_name", "bands", "is", "with"} <= keys
    assert sorted(key for key in keys if f"`{key}`" not in PAGE) == []


@pytest.mark.parametrize("words", [PeriodWord, SymbolWord])
def test_every_word_that_a_key_takes_is_named(words):
    assert [word for word in get_args(words) if f"`{word}`" not in PAGE] == []


def test_the_defaults_of_the_presets_are_told():
    section = PAGE.partition("## Presets")[2]
    for name, preset in PRESETS.items():
        (row,) = re.findall(rf"^\| `{name}` \| (.*) \|$", section, re.M)
        told = [preset.period, preset.with_, *preset.columns.values(), *preset.symbols]
        assert [text for text in told if text and f"`{text}`" not in row] == []
        assert ("`published: true`" in row) == preset.published
        assert ("`series` is required" in row) == preset.many_places
        assert [text for text in preset.ends_at if text not in row] == []


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_are_recipes(example):
    given = yaml.load(example, Loader=yaml.BaseLoader)
    recipe = Recipe.model_validate({"id": "example", "file": "*.csv", **given})
    assert recipe.model_fields_set >= set(given)
