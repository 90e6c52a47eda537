"""Every requirement of the guidance is accounted for, and what the account points at is there.

`docs/guidance-coverage.md` is made from the account. `python tests/test_guidance_coverage.py` writes it anew.
"""

import ast
import os
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import yaml
from helpers import ROOT, run_qaf

from qaf.cli.app import COMMANDS
from qaf.ground.codes import CODES

ACCOUNT = ROOT / "docs" / "guidance-coverage.yaml"
PAGE = ROOT / "docs" / "guidance-coverage.md"
SEED = Path(os.environ.get("QAF_SEED", ROOT.parent / "shared" / "seed")) / "concepts.yaml"
STATUSES = ("works", "part", "left")


@cache
def account():
    return yaml.safe_load(ACCOUNT.read_text(encoding="utf-8"))


def several(value):
    return value if isinstance(value, list) else [value] if value else []


def sections():
    """Each section's name and its entries, as the comments of the account divide it."""
    parts = re.split(r"^# --- (.+) ---$", ACCOUNT.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {name: yaml.safe_load(text) for name, text in zip(parts[1::2], parts[2::2], strict=True)}


def row(name, entries):
    counts = Counter(entry["status"] for entry in entries)
    return f"| {name} | {' | '.join(str(counts[status]) for status in STATUSES)} | {len(entries)} |\n"


def page():
    """The page of counts, with what is not done and why."""
    counts = Counter(entry["status"] for entry in account())
    text = (
        "# The guidance accounted for\n\n"
        f"The guidance's introduction and Module 1 make {len(account())} requirements. {counts['works']} of them work "
        f"and a test shows it, {counts['part']} work in part or are not yet shown, and {counts['left']} are left.\n"
        "[guidance-coverage.yaml](guidance-coverage.yaml) has each with where it is seen and the test. This page is "
        "made from it.\n\n| section | works | part | left | all |\n| --- | --: | --: | --: | --: |\n"
    )
    text += "".join(row(name, entries) for name, entries in sections().items()) + row("**all**", account())
    reasons = Counter((entry["status"], entry["why"]) for entry in account() if entry["status"] != "works")
    text += "\n## Why they are not done\n\n| status | why | how many |\n| --- | --- | --: |\n"
    ordered = sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))
    return text + "".join(f"| {status} | {why} | {number} |\n" for (status, why), number in ordered)


@cache
def functions_of(path):
    file = ROOT / path
    if not file.is_file():
        return frozenset()
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    return frozenset(node.name for node in nodes if isinstance(node, ast.FunctionDef) and node.name[:5] == "test_")


@cache
def help_of(*words):
    return run_qaf(*words, "--help")


@cache
def catalogue_ids():
    folder = ROOT / "framework" / "areas"
    text = {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.yaml")}
    return set(text) | {found for one in text.values() for found in re.findall(r"- id: (\S+)", one)}


def wrong_place(where):
    """What is wrong with a place, or nothing: a code, a command with its options, or a path."""
    if re.fullmatch(r"QAF\d{3}", where):
        return "" if where in CODES else f"{where}: no such code"
    if not where.startswith("qaf "):
        return "" if (ROOT / where).exists() else f"{where}: no such file or folder"
    command, *rest = where.split()[1:]
    if command not in COMMANDS:
        return f"{where}: no such command"
    if where.startswith("qaf catalogue show "):
        return "" if rest[1] in catalogue_ids() else f"{where}: no such entry"
    options = [word for word in rest if word.startswith("-")]
    words = [word for word in rest if not word.startswith("-")]
    ran = help_of(command, *words)
    unknown = [word for word in options if not re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", ran.out)]
    return f"{where}: no option {unknown[0]}" if unknown else "" if ran.code == 0 else f"{where}: cannot be called"


def wrong_test(name):
    path, _, function = name.partition("::")
    return "" if function in functions_of(path) else f"{name}: no such test"


def test_every_entry_has_what_its_status_asks():
    wrong = []
    for entry in account():
        needed = {"works": {"where", "test"}, "part": {"why"}, "left": {"why"}}.get(entry["status"])
        if needed is None or set(entry) - {"id", "status", "where", "test", "why"}:
            wrong.append(f"{entry['id']}: a status or key that is none")
        elif not all(entry.get(key) for key in needed):
            wrong.append(f"{entry['id']}: {entry['status']} needs {', '.join(sorted(needed))}")
    assert wrong == []


def test_no_requirement_stands_twice_or_outside_a_section():
    assert [name for name, times in Counter(entry["id"] for entry in account()).items() if times > 1] == []
    assert [entry for entries in sections().values() for entry in entries] == account()


def test_what_it_points_at_is_there():
    places = {where for entry in account() for where in several(entry.get("where"))}
    assert [wrong for wrong in map(wrong_place, sorted(places)) if wrong] == []


def test_the_tests_that_it_names_are_there():
    names = {name for entry in account() for name in several(entry.get("test"))}
    assert [wrong for wrong in map(wrong_test, sorted(names)) if wrong] == []


@pytest.mark.parametrize(
    "where", ["QAF000", "qaf frobnicate", "qaf gaps --colour", "qaf catalogue show no-such", "no/x"]
)
def test_a_place_that_is_not_there_is_noticed(where):
    assert wrong_place(where)


def test_a_test_that_is_not_there_is_noticed():
    assert wrong_test("tests/test_guidance_coverage.py::test_that_nobody_wrote")


def test_the_page_is_made_from_the_account():
    print(row("all", account()))
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python tests/test_guidance_coverage.py"


def test_every_requirement_is_there_exactly_once():
    if not SEED.is_file():
        pytest.skip("the list of requirements is not on this computer (QAF_SEED names its folder)")
    seed = yaml.safe_load(SEED.read_text(encoding="utf-8"))
    wanted = {}
    for concept in seed:
        wanted.setdefault(concept["section"], []).append(concept["id"])
    assert {name: [entry["id"] for entry in entries] for name, entries in sections().items()} == wanted


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
