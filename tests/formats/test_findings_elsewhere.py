"""Findings for other programs: SARIF and JUnit as independent readers take them, and no more than GitHub shows."""

from __future__ import annotations

import json

import junitparser
import pytest
from helpers import MINIMAL_SETTINGS, build_tree, run_qaf
from sarif_pydantic import Sarif

from qaf.formats.findings import FORMATS
from qaf.formats.findings_github import MOST
from qaf.ground.findings import Finding, Level, Related, Span, Where, finding

ODD = 'A "name" with <b>, & and \x00\x1b[31m \ud83d in it.'


def one(path="areas/a b/é.yaml", message=ODD, **more) -> Finding:
    return finding("QAF202", Where(path), message, span=Span(2, 5, 2, 14), **more)


def shown(name: str, *items: Finding) -> str:
    return FORMATS[name](items, lambda path: b"secret: line\n" * 9, False)


@pytest.fixture
def folder(tmp_path):
    area = "name: Heat\ngroup: wider\npriority: 1\nmeasures:\n"
    area += "  - {id: warm, kind: outcome, text: Warm, shows: [no-such]}\n"
    return build_tree(tmp_path, {"qaf.yaml": MINIMAL_SETTINGS, "areas/heat.yaml": area})


def test_sarif_is_read_by_another_program(folder):
    ran = run_qaf("-C", folder, "validate", "--format", "sarif")
    run = Sarif.model_validate_json(ran.out).runs[0]
    assert ran.code == 1 and run.tool.driver.name == "qaf"
    found = json.loads(run_qaf("-C", folder, "validate", "--format", "json").out)["findings"]
    assert [(result.rule_id, result.level.value.replace("note", "info")) for result in run.results] == [
        (item["code"], item["level"]) for item in found
    ]
    for result, item in zip(run.results, found, strict=True):
        region = result.locations[0].physical_location.region
        assert (region.start_line, region.start_column) == (item["line"], item["column"])
        assert run.tool.driver.rules[result.rule_index].id == item["code"]


def test_sarif_escapes_paths_names_the_other_place_and_holds_no_line_of_a_file():
    text = shown("sarif", one(help="Do this.", note="Because.", related=(Related(Where("b.yaml"), "The other."),)))
    result = json.loads(text)["runs"][0]["results"][0]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert place == "areas/a%20b/%C3%A9.yaml"
    assert result["message"]["text"].splitlines()[1:] == ["Help: Do this.", "Note: Because."]
    assert result["relatedLocations"][0]["message"] == {"text": "The other."}
    assert "secret" not in text and "\x1b" not in result["message"]["text"]
    assert json.loads(shown("sarif"))["runs"][0]["results"] == []


def test_junit_is_read_by_another_program(tmp_path):
    file = tmp_path / "findings.xml"
    items = [one("a.yaml"), one("a.yaml", level=Level.WARNING, message="Hm."), one("b.yaml", level=Level.INFO)]
    file.write_text(shown("junit", *items), encoding="utf-8")
    suite = next(iter(junitparser.JUnitXml.fromfile(str(file))))
    cases = list(suite)
    assert [(case.name, case.is_passed) for case in cases] == [("a.yaml", False), ("b.yaml", True)]
    assert (suite.tests, suite.failures) == (2, 1)
    assert cases[0].result[0].type == "QAF202" and 'A "name" with <b>, &' in cases[0].result[0].message
    assert "a.yaml:2:5: warning QAF202 Hm." in cases[0].system_out


def test_a_folder_with_nothing_to_say_passes_as_one_case(tmp_path):
    ran = run_qaf("-C", build_tree(tmp_path, {"qaf.yaml": MINIMAL_SETTINGS}), "validate", "--format", "junit")
    suite = next(iter(junitparser.JUnitXml.fromstring(ran.out.encode())))
    assert ran.code == 0 and suite.failures == 0 and suite.tests >= 1


def test_no_more_is_annotated_than_github_shows_and_the_rest_is_in_the_log():
    items = [one(f"areas/{n:02}.yaml", level=Level.WARNING) for n in range(MOST + 3)] + [one("z.yaml")]
    lines = shown("github", *items).splitlines()
    assert sum(line.startswith("::warning ") for line in lines) == MOST
    assert [line for line in lines if line.startswith("::error ")][0].startswith("::error file=z.yaml")
    assert lines[-5] == "::group::3 more findings, which GitHub shows beside no line" and lines[-1] == "::endgroup::"
    assert lines[-2].startswith(f"areas/{MOST + 2}.yaml:2:5: warning QAF202")
