"""`qaf rules`: every code is documented once, where it belongs, and what is printed says what a reader needs."""

import json
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from qaf.ground.codes import CODES, FAMILIES
from qaf.rules.documentation import FOLDERS, all_rules, one_rule, read_documentation, rule_modules
from qaf.rules.registry import GAP_MODULES, OTHER_MODULES


def test_every_code_has_exactly_one_module_in_the_folder_of_its_family():
    modules = rule_modules()
    assert sorted(modules) == sorted(CODES)
    for code, names in modules.items():
        assert len(names) == 1, f"{code} is documented twice: {names}"
        assert names[0].split(".")[2] == FOLDERS[code[3]]


def test_every_family_has_a_folder():
    assert FOLDERS.keys() == FAMILIES.keys()


@pytest.mark.parametrize("code", CODES)
def test_the_docstring_begins_with_code_and_title_of_the_table(code):
    module = import_module(rule_modules()[code][0])
    title = CODES[code].title
    assert module.__doc__.splitlines()[0] == f"{code}: {title[0].lower()}{title[1:]}."
    assert code == module.CODE


@pytest.mark.parametrize("code", CODES)
def test_the_documentation_says_why_and_what_to_do(code):
    rule = read_documentation(code)
    assert len(rule.text.split()) >= 25
    assert (rule.bad is None) == (rule.good is None) == bool(rule.no_example)


def test_rules_that_judge_are_the_modules_that_document():
    judging = {f"qaf.rules.{name}" for name in (*GAP_MODULES, *OTHER_MODULES)}
    documented = {name for names in rule_modules().values() for name in names}
    assert judging <= documented


def test_a_line_for_each_code_under_its_family():
    text = all_rules("text")
    for code, (level, title) in CODES.items():
        assert re.search(rf"^  {code}  {level} +{re.escape(title)}$", text, re.MULTILINE)
    at = [text.index(f"{family}\n") for family in FAMILIES.values()]
    assert at == sorted(at)


def test_all_rules_as_markdown_and_json():
    assert "| QAF301 | info | Area without outcome measure |" in all_rules("md")
    rules = {rule["code"]: rule for rule in json.loads(all_rules("json"))["rules"]}
    assert list(rules) == list(CODES)
    assert rules["QAF301"] == {
        "code": "QAF301",
        "level": "info",
        "title": "Area without outcome measure",
        "can_change": True,
        "gap": True,
        "family": "What the framework cannot answer (advice)",
    }


def test_one_rule_as_text():
    text = one_rule("QAF301", "text")
    assert text.startswith("QAF301 (info): Area without outcome measure\n\nCounting what was done")
    assert "`levels:` in qaf.yaml can change it." in text
    assert "It is a gap: accepted in accepted-gaps.yaml" in text
    bad, good = text.split("\nGood:\n")
    assert "  areas/supervision.yaml\n  | name: Supervision" in bad
    assert "kind: outcome" not in bad.split("\nBad:\n")[1]
    assert "  |     kind: outcome" in good


def test_a_rule_says_whether_it_can_be_changed_and_ignored_and_where_it_applies():
    assert "Level: error. It cannot be changed.\nIt cannot be ignored." in one_rule("QAF101", "text")
    assert "on its line: # qaf: ignore[QAF209] the reason" in one_rule("QAF209", "text")
    assert "does not change what `qaf ingest` refuses.\nIt cannot be ignored." in one_rule("QAF506", "text")
    assert "It applies to organisations and partnerships." in one_rule("QAF309", "text")
    assert "It applies to catalogues." in one_rule("QAF115", "text")
    assert "It applies to every kind of folder." in one_rule("QAF202", "text")


def test_examples_that_are_no_text_or_no_folder():
    assert "caf\\xe9" in one_rule("QAF001", "text")
    assert "There is no example: what a computer refuses to open" in one_rule("QAF011", "text")
    assert json.loads(one_rule("QAF011", "json"))["bad"] is None
    assert "Without area/supervision.yaml." in one_rule("QAF009", "text")


def test_the_good_example_shows_only_what_differs():
    good = one_rule("QAF514", "text").split("\nGood:\n")[1]
    assert "incoming/2.csv" in good
    assert "areas/supervision.yaml" not in good
    assert "The other files stay as they are." in good


@pytest.mark.parametrize("code", CODES)
def test_every_rule_can_be_printed_in_every_format(code):
    for wanted in ("text", "md", "json"):
        printed = one_rule(code, wanted)
        assert printed.endswith("\n") and not printed.endswith("\n\n")
        assert CODES[code].title in printed
    assert json.loads(one_rule(code, "json"))["code"] == code


def test_only_the_module_asked_for_is_imported():
    script = (
        "import sys\nfrom qaf.rules.documentation import one_rule\none_rule('QAF203', 'text')\n"
        "names = [n for n in sys.modules if n.rpartition('.')[2].startswith('qaf') and n[-1:] != 'f']\n"
        "print(*names, *{'pandas', 'numpy', 'matplotlib', 'scipy', 'pydantic'} & set(sys.modules))"
    )
    root = Path(__file__).resolve().parents[2]
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=root)
    assert run.stdout.split() == ["qaf.rules.references.qaf203_wrong_kind"]
