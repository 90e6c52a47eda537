"""JSON Schemas for editors: they are valid, and they agree with the loader as far as JSON Schema can."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from folders import findings_of
from helpers import MINIMAL_SETTINGS, ROOT, build_tree
from jsonschema import Draft7Validator
from schemas import complaints, loader_codes, settings

from qaf.ground.codes import CODES
from qaf.model import period_kinds
from qaf.model.layout import FILE_KINDS, kind_of
from qaf.model.period import Period, PeriodError
from qaf.model.schema import all_schemas, schema_text
from qaf.rules.documentation import read_documentation
from qaf.workspace.front_matter import split_front_matter
from qaf.workspace.yaml_reader import read_yaml

MODELLED = [kind for kind in FILE_KINDS if kind.model]
ONLY_THE_LOADER = {
    "QAF109": "compares the id with the file's name",
    "QAF110": "compares several keys",
    "QAF111": "compares several keys",
    "QAF116": "compares several keys, and the schema in qaf.yaml",
    "QAF112": "compares several keys",
    "QAF113": "compares several entries",
    "QAF114": "is about prose",
    "QAF115": "compares an area with qaf.yaml",
    "QAF120": "compares several days",
    "QAF121": "compares several keys",
}
"""Codes of shape that a JSON Schema of one file cannot express."""


class EditorLoader(yaml.SafeLoader):
    """YAML as an editor reads it: numbers and truth values, but days and keys stay text."""

    def construct_mapping(self, node, deep=False):
        return {key.value: self.construct_object(value, deep=True) for key, value in node.value}


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if not tag.endswith(":timestamp")]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def as_editor(path: str, content: bytes) -> object:
    front = split_front_matter(content).yaml_bytes if path.endswith(".md") else content
    return yaml.load(front, EditorLoader)


def as_typed(path: str, content: bytes) -> object:
    return read_yaml(split_front_matter(content).yaml_bytes if path.endswith(".md") else content).data


def modelled(files: dict[str, bytes]) -> list[tuple[str, str, bytes]]:
    """Kind, path and bytes of each file that has a schema."""
    kinds = [(kind_of(path), path, content) for path, content in files.items()]
    return [(kind.name, path, content) for kind, path, content in kinds if kind and kind.model]


def test_there_is_one_for_each_kind_of_file_with_a_model():
    assert list(all_schemas()) == [kind.name for kind in MODELLED]
    assert {"settings", "area", "timetable", "accepted-gaps", "recipe", "story"} <= set(all_schemas())


@pytest.mark.parametrize("kind", [kind.name for kind in MODELLED])
def test_it_is_valid_and_free_of_leftovers(kind):
    schema = all_schemas()[kind]
    Draft7Validator.check_schema(schema)
    text = schema_text(schema).decode()
    assert "$defs" not in text and "prefixItems" not in text
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    for each in (schema, *schema["definitions"].values()):
        assert each["description"] and each["title"]
        assert each["additionalProperties"] is False
        assert each["patternProperties"] == {"^x-": {}}


def test_its_text_is_always_the_same_and_ends_lines_with_lf():
    first, second = schema_text(all_schemas()), schema_text(all_schemas())
    assert first == second
    assert b"\r" not in first and first.endswith(b"}\n") and b'\n  "settings": {' in first
    assert json.loads(first) == all_schemas()


@pytest.mark.parametrize("read", [as_editor, as_typed])
def test_every_file_of_the_example_fits(read):
    folder = ROOT / "examples" / "northmoor-council"
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    seen = set()
    for kind, path, content in modelled(files):
        seen.add(kind)
        assert complaints(kind, read(path, content)) == [], path
    # The example has no published edition, so nothing is known of one.
    assert seen | {"known"} == set(all_schemas())


@pytest.mark.parametrize("read", [as_editor, as_typed])
@pytest.mark.parametrize("code", [code for code in CODES if read_documentation(code).good])
def test_every_good_example_fits(code, read):
    files = {path: text.encode() if isinstance(text, str) else text for path, text in good_of(code).items()}
    for kind, path, content in modelled(files):
        assert complaints(kind, read(path, content)) == [], path


@pytest.mark.parametrize("code", [c for c in CODES if c[3] == "1" and c not in ONLY_THE_LOADER])
def test_every_bad_example_of_shape_is_refused_by_both(tmp_path, code):
    bad = read_documentation(code).bad
    found = findings_of(build_tree(tmp_path, {"qaf.yaml": MINIMAL_SETTINGS, **bad}))
    assert code in {item.code for item in found}
    files = {path: text.encode() if isinstance(text, str) else text for path, text in bad.items()}
    refused = {path: complaints(kind, as_editor(path, content)) for kind, path, content in modelled(files)}
    at_fault = {item.where.path for item in found if item.code == code}
    if code == "QAF107":
        assert refused == {"qaf.yaml": []}, "that the two years of a period follow each other is for the loader"
    else:
        assert all(refused[path] for path in at_fault)


def good_of(code: str) -> dict[str, str | bytes]:
    return read_documentation(code).good or {}


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("area", "name: 2024\ngroup: practice\n"),
        ("area", "name: no\ngroup: practice\nowner: 010\n"),
        ("area", "name: A\ngroup: practice\nwhy:\nmeasures: ~\nx-note: {any: [thing]}\n"),
        ("area", "id: a\nname: A\ngroup: practice\ngood:\n  - {id: 12, kind: quality, text: 1.5, x-of: ours}\n"),
        ("actions", "actions:\n  - {id: a, text: A, status: planned, updates: [{on_course: no}, {on_course: yes}]}\n"),
        ("settings", MINIMAL_SETTINGS + "levels: {QAF301: off}\nfigures: {in_git: no}\n"),
        ("settings", MINIMAL_SETTINGS + "timetable_years: [2024, 2025/26]\n"),
        ("settings", MINIMAL_SETTINGS + "events:\n  - {on: 2024-05-01, text: The move}\n"),
        ("governance", "self_tests:\n  - {answers: {time: {score: 3}}}\n"),
        ("governance", "bodies:\n  - {id: b, name: B, role: scrutiny, meets: [2026-01-22]}\n"),
        ("recipe", "file: 2024.csv\nwhere:\n  - {column: 1, not: [a, 2]}\nsymbols: {'*': c, x-y: }\n"),
        ("sources", ""),
    ],
)  # fmt: skip
def test_what_an_editor_parses_otherwise_is_taken_all_the_same(kind, text):
    path = next(each.pattern for each in MODELLED if each.name == kind).replace("**/*", "a").replace("*", "a")
    content = (text or "{}").encode()
    assert complaints(kind, as_editor(path, content)) == []
    assert loader_codes(kind, content) == []


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("area", {"name": None, "group": "practice"}),
        ("area", {"name": "A", "group": "practise"}),
        ("area", {"name": "A", "group": "practice", "priority": 0}),
        ("area", {"name": "A", "group": "practice", "evidence": [None]}),
        ("area", {"id": "A_B", "name": "A", "group": "practice"}),
        ("area", {"id": -3, "name": "A", "group": "practice"}),
        ("area", {"id": "a" * 61, "name": "A", "group": "practice"}),
        ("area", {"name": "A", "group": "practice", "why": ["one"]}),
        ("area", {"name": "A", "group": "practice", "y-note": "x"}),
        ("accepted-gaps", {"accepted": [{"code": 301, "about": "a", "reason": "r", "by": "b", "until": "2026-01-01"}]}),
        ("settings", {"schema": "one", "organisation": {"id": "a", "name": "A", "kind": "organisation"}}),
        ("sources", {"sources": {"id": "a"}}),
        ("actions", {"actions": [{"id": "a", "text": "A", "status": "planned", "due": "2026-02-30"}]}),
        ("governance", {"bodies": [{"id": "b", "name": "B", "role": "scrutiny", "meets": []}]}),
        ("governance", {"bodies": [{"id": "b", "name": "B", "role": "scrutiny", "meets": "often"}]}),
        ("recipe", {"file": "a.csv", "where": [{"column": "A", "not": []}]}),
        ("story", {"voice": "child", "area": "a", "consent": {}, "names_changed": False}),
    ],
)  # fmt: skip
def test_what_the_loader_refuses_is_refused(kind, data):
    assert complaints(kind, data)
    assert loader_codes(kind, json.dumps(data).encode())


def test_periods_of_every_kind_and_no_others_fit_the_pattern():
    spelt = ["2023/24", "2023/24 Q1", "2023/24 H2", "2023/24 academic", "2023/24 autumn", "2024", "2024 Q4", "2024-03"]
    spelt += ["2024-03-31", "2010-04..2014-03"]
    assert [Period.canonical(text) for text in spelt]
    for text in spelt:
        assert complaints("settings", settings(timetable_years=[text])) == []
    for text in ("FY25", "2023-24 Q1", "24/25", "2023/24 q1", "2023/24 ", "2024-3", 2024.5, 24, True, None):
        assert complaints("settings", settings(timetable_years=[text])), text
        with pytest.raises(PeriodError):
            Period.canonical(str(text))
    first, last = period_kinds.EARLIEST_YEAR, period_kinds.LATEST_YEAR
    assert complaints("settings", settings(timetable_years=[first, last])) == []
    assert complaints("settings", settings(timetable_years=[last + 1]))


def test_making_them_imports_nothing_heavy():
    script = (
        "import sys\nfrom qaf.model.schema import all_schemas\nall_schemas()\n"
        "print(*{'pandas', 'numpy', 'scipy', 'matplotlib', 'jsonschema'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=Path(ROOT))
    assert run.stdout.strip() == ""
