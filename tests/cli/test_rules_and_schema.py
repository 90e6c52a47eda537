"""`qaf rules` and `qaf schema` by the front door."""

import json

from helpers import run_qaf
from jsonschema import Draft7Validator

from qaf.ground.codes import CODES


def test_rules_lists_every_code_in_a_line():
    ran = run_qaf("rules")
    assert ran.code == 0
    assert all(f"  {code}  " in ran.out for code in CODES)


def test_one_rule_by_its_code_in_any_case():
    ran = run_qaf("rules", "qaf301", "--format", "md")
    assert ran.code == 0
    assert ran.out.startswith("# QAF301: Area without outcome measure\n")


def test_an_unknown_code_is_refused_with_a_near_miss():
    ran = run_qaf("rules", "QAF031")
    assert (ran.code, ran.out) == (2, "")
    assert "QAF031 is no code of qaf." in ran.err


def test_one_schema_is_valid_json_schema():
    ran = run_qaf("schema", "area")
    assert ran.code == 0
    Draft7Validator.check_schema(json.loads(ran.out))


def test_schemas_are_written_as_one_file_a_kind(tmp_path):
    ran = run_qaf("schema", "--write", tmp_path / "schemas")
    assert (ran.code, ran.out) == (0, "")
    names = sorted(path.name for path in (tmp_path / "schemas").iterdir())
    assert "area.schema.json" in names and "settings.schema.json" in names
    assert f"Wrote {len(names)} schema files" in ran.err


def test_an_unknown_kind_is_refused_with_those_there_are():
    ran = run_qaf("schema", "areas")
    assert ran.code == 2
    assert "Did you mean `area`?" in ran.err
