"""QAF430 and QAF431 by the front door: which forms are taken for misspelt, and which reports never fall due."""

from __future__ import annotations

import pytest
from helpers import MINIMAL_SETTINGS, build_tree, run_qaf


def codes(tmp_path, form, when):
    text = (
        "bodies:\n  - {id: board, name: The board, role: scrutiny}\nreports:\n"
        f"  - {{id: pack, name: A pack, form: {form}, to: [board]{when}}}\n"
    )
    folder = build_tree(tmp_path, {"qaf.yaml": MINIMAL_SETTINGS, "governance.yaml": text})
    ran = run_qaf("--as-at", "2026-06-15", "-C", folder, "validate", "--format", "concise")
    return {code for code in ("QAF430", "QAF431") if code in ran.out}


@pytest.mark.parametrize("form", ["quartely", "Quarterly", "montly", "question", "books", "supervison"])
def test_a_form_that_is_nearly_one(tmp_path, form):
    assert codes(tmp_path, form, ", when: annual") == {"QAF430"}


@pytest.mark.parametrize(
    "form", ["quarterly", "a letter", "spoken", "quarterly newsletter", "annual statement", "book club"]
)
def test_a_form_that_is_one_or_something_else(tmp_path, form):
    assert codes(tmp_path, form, ", when: annual") == set()


@pytest.mark.parametrize("when", ["", ", when: continuous", ", when: once", ", when: three_yearly"])
def test_a_report_without_a_day(tmp_path, when):
    assert codes(tmp_path, "team", when) == {"QAF431"}
    assert codes(tmp_path, "a letter", when) == set()


@pytest.mark.parametrize("when", [", when: monthly", ", when: [2026-09-01]"])
def test_a_report_with_one(tmp_path, when):
    assert codes(tmp_path, "team", when) == set()
