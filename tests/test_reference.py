"""docs/reference/ is what the code says: `python tests/reference_pages.py` writes it anew."""

from __future__ import annotations

import re

import pytest
from reference_pages import FOLDER, pages

from qaf.cli.app import COMMANDS
from qaf.ground.codes import CODES
from qaf.model.layout import FILE_KINDS
from qaf.model.meanings import AREAS, COMMON, SETTINGS
from qaf.model.meanings_records import RECORDS
from qaf.model.schema import all_schemas


@pytest.fixture(scope="module")
def made():
    return pages()


def test_the_pages_are_made_from_the_code(made):
    assert sorted(made) == sorted(path.name for path in FOLDER.iterdir())
    for name, text in made.items():
        told = f"{name} is out of date: run python tests/reference_pages.py"
        assert (FOLDER / name).read_text(encoding="utf-8") == text, told


def test_every_command_with_its_options(made):
    headings = re.findall(r"^## qaf (\w+)$", made["commands.md"], flags=re.MULTILINE)
    assert headings == list(COMMANDS)
    (validate,) = re.findall(r"^## qaf validate\n(.*?)^## ", made["commands.md"], flags=re.MULTILINE | re.DOTALL)
    assert "| `--strict` | Warnings fail too. |" in validate
    assert "text\\|concise\\|json\\|github\\|junit\\|sarif" in validate
    assert "qaf validate areas --ignore QAF3\n" in validate
    assert "### qaf data undo\n" in made["commands.md"]


def test_every_code_with_its_level_and_what_to_do(made):
    headings = re.findall(r"^### (QAF\d{3}): (.+)$", made["codes.md"], flags=re.MULTILINE)
    assert dict(headings) == {code: CODES[code].title for code in CODES}
    (text,) = re.findall(r"^### QAF301: .*?\n(.*?)^### ", made["codes.md"], flags=re.MULTILINE | re.DOTALL)
    assert "it is the kind of information that matters most" in text
    assert "Level: info." in text and "## Bad" not in text


def test_every_file_and_every_key(made):
    page = made["keys.md"]
    assert re.findall(r"^## `(.+)`$", page, flags=re.MULTILINE) == [kind.pattern for kind in FILE_KINDS]
    headings = re.findall(r"^### (.+)$", page, flags=re.MULTILINE)
    assert len(headings) == len(set(headings)), "two mappings of one name would share an anchor"
    tables = dict(re.findall(r"^###? (.+)\n((?:(?!^##).*\n)*)", page, flags=re.MULTILINE))
    for kind in FILE_KINDS:
        if not kind.model:
            continue
        schema = all_schemas()[kind.name]
        named = {f"`{kind.pattern}`": schema, **{each["title"]: each for each in schema["definitions"].values()}}
        for name, each in named.items():
            rows = re.findall(r"^\| (\**)`(.+?)`\** \| (.*?) \| (.+?) \|$", tables[name], flags=re.MULTILINE)
            assert {key for _, key, _, _ in rows} == set(each["properties"]), name
            assert {key for star, key, _, _ in rows if star} == set(each["required"]), name
            assert [key for _, key, meaning, _ in rows if len(meaning) < 5] == [], (
                f"{name}: a key that nothing explains"
            )


def test_no_meaning_is_of_a_key_that_is_not_there():
    models = {each["title"]: each for schema in all_schemas().values() for each in schema["definitions"].values()}
    models |= {"".join(kind.model.partition(":")[2:]): all_schemas()[kind.name] for kind in FILE_KINDS if kind.model}
    models = {name.title().replace(" ", "") if " " in name else name: each for name, each in models.items()}
    told = {**SETTINGS, **AREAS, **RECORDS}
    strayed = [(name, key) for name, keys in told.items() for key in keys if key not in models[name]["properties"]]
    assert strayed == []
    used = {key for each in models.values() for key in each["properties"]}
    assert set(COMMON) <= used


def test_editors_are_told_what_a_key_means():
    measure = all_schemas()["area"]["definitions"]["Measure"]["properties"]
    assert measure["counted_in"]["description"] == "The printed noun: referrals, plans, visits."
    assert measure["better"]["description"] == "Which way is better."
