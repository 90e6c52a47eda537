"""What `qaf diff` says of meetings, ideas, self-assessments and curves: entry by entry, and nobody's own words."""

import pytest
from helpers import MINIMAL_SETTINGS, build_tree, run_qaf
from repository import Repository

FILES = {
    "qaf.yaml": MINIMAL_SETTINGS,
    "areas/housing.yaml": """\
name: Housing
group: wider
good: [{id: settled, kind: outcome, text: Children settle.}]
measures: [{id: moves, kind: quantity, text: Moves, unit: count, status: planned}]
""",
    "governance.yaml": "bodies: [{id: cabinet, name: Cabinet, role: senior_leadership}]\n",
    "meetings.yaml": "meetings: [{on: 2026-01-19, body: cabinet, asked: [{question: Secret one}]}]\n",
    "ideas.yaml": "ideas: [{id: walk, team: cabinet, text: Secret idea}]\n",
    "self-assessments.yaml": """\
self_assessments:
  - {on: 2026-01-02, by: us, tier: team, area: housing, judgements: [{good: settled, is: partly, because: Secret why}]}
""",
    "curves/turn.yaml": "measure: moves\nstory: Secret story\n",
    "mappings/duty.yaml": "name: A duty\nmaps: [{ours: settled, theirs: Section 1}]\n",
}


@pytest.fixture
def changed(tmp_path):
    made = Repository(tmp_path.resolve())
    made.at("2024-01-10", FILES, tag="v1")
    build_tree(
        made.root,
        {
            "meetings.yaml": FILES["meetings.yaml"].replace("Secret one}", "Secret one}, {question: Secret two}")
            + "  # kept\n",
            "ideas.yaml": FILES["ideas.yaml"].replace("Secret idea", "Secret again, status: trying"),
            "self-assessments.yaml": FILES["self-assessments.yaml"].replace("is: partly", "is: mostly"),
            "curves/turn.yaml": "measure: moves\nstory: Secret other\nbegan: 2026-02-01\n",
            "mappings/duty.yaml": "name: A new duty\nmaps: [{ours: settled, theirs: Section 2}]\n",
        },
    )
    return made.root


def test_each_entry_is_told_in_words(changed):
    ran = run_qaf("-C", changed, "diff", "v1")
    assert ran.code == 0, ran.err
    assert "- Meeting `cabinet 2026-01-19` (Cabinet, 2026-01-19): entries of `asked`: 1 added" in ran.out
    assert "- Idea `walk`: `text` changed; status changed from new to trying" in ran.out
    assert "the judgement of `settled` changed from partly to mostly" in ran.out
    assert "- Curve `turn` (Moves): `began` added: 2026-02-01; `story` changed" in ran.out
    assert 'reworded from "A duty" to "A new duty"' in ran.out
    assert "Other files" not in ran.out
    assert "Secret" not in ran.out


def test_what_came_and_went(changed):
    (changed / "ideas.yaml").unlink()
    out = run_qaf("-C", changed, "diff", "v1").out
    assert "- Idea removed: `walk`" in out
    assert "Secret" not in run_qaf("-C", changed, "diff", "v1", "--format", "md").out
