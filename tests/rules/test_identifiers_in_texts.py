"""QAF552: who somebody is stands in no text of the folder, and the finding does not say it either."""

from __future__ import annotations

import json

import pytest

from tests.helpers import run_qaf

TEXT = "Seen on Monday, NHS 943 476 5919, and write to somebody@example.org"
FILES = {
    "ideas.yaml": 'ideas:\n  - {id: ring-first, team: North team, text: "TEXT"}\n',
    "actions.yaml": (
        "actions:\n  - {id: ring-all, text: Ring all, status: planned, "
        'updates: [{on: 2026-01-05, says: "TEXT"}]}\n'
    ),
    "meetings.yaml": 'meetings:\n  - {on: 2026-01-05, body: board, asked: [{question: Why, answer: "TEXT"}]}\n',
    "self-assessments.yaml": (
        "self_assessments:\n  - {on: 2026-01-05, by: board, tier: board, area: neglect, "
        'judgements: [{good: safe, is: partly, because: "TEXT"}]}\n'
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("text", [TEXT, "Seen on Monday, and 943 families in 2025"])
def test_an_identifier_in_a_text_is_found_and_never_repeated(tmp_path, name, text):
    (tmp_path / "areas").mkdir()
    (tmp_path / "qaf.yaml").write_text("schema: 2\norganisation: {id: us, name: Us, kind: organisation}\n")
    (tmp_path / "governance.yaml").write_text("bodies: [{id: board, name: Board, role: scrutiny}]\n")
    (tmp_path / "areas/neglect.yaml").write_text(
        "name: Neglect\ngroup: practice\ngood: [{id: safe, kind: outcome, text: Children are safe}]\n"
    )
    (tmp_path / name).write_text(FILES[name].replace("TEXT", text))
    ran = run_qaf("--as-at", "2026-06-15", "-C", tmp_path, "validate", "--format", "json")
    found = [one for one in json.loads(ran.out)["findings"] if one["code"] == "QAF552"]
    if text != TEXT:
        assert not found
        return
    assert [one["level"] for one in found] == ["error", "warning"] and {one["line"] for one in found} == {2}
    assert "an NHS number" in found[0]["message"] and "an e-mail address" in found[1]["message"]
    assert "943" not in ran.out + ran.err and "somebody@" not in ran.out + ran.err and ran.code == 1
