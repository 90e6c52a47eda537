"""The framework without what is still to be written."""

from pathlib import Path

from helpers import MINIMAL_SETTINGS, build_tree

from qaf.model.written import written
from qaf.workspace.load import load
from qaf.workspace.tree import FolderTree

AREA = """\
name: Neglect
group: practice
good:
  - {id: warm, kind: outcome, text: Children are warm and fed.}
  - {id: safe, kind: outcome, text: To be written}
measures:
  - id: cases
    kind: quantity
    text: Cases
    unit: count
    note: To be written (where it is counted)
    breaks: [{from: 2024/25, because: A new system.}, {from: 2025/26, because: To be written}]
"""
ACTIONS = """\
actions:
  - id: visit
    text: Visit more often.
    status: planned
    with: [to be written]
    updates: [{on: 2026-01-01, says: To be written.}, {on: 2026-02-01, says: It helps.}]
"""


def framework_of(folder: Path, **files: str):
    return load(FolderTree(build_tree(folder, {"qaf.yaml": MINIMAL_SETTINGS, **files}))).framework


def test_a_framework_without_stubs_is_itself(tmp_path):
    framework = framework_of(tmp_path, **{"areas/neglect.yaml": "name: Neglect\ngroup: practice\n"})
    assert written(framework) is framework


def test_entries_and_keys_are_taken_out_and_recorded_and_the_first_framework_stays(tmp_path):
    framework = framework_of(tmp_path, **{"areas/neglect.yaml": AREA, "actions.yaml": ACTIONS})
    left = written(framework)
    assert (list(framework.goods), list(left.goods)) == (["warm", "safe"], ["warm"])
    measure = left.measures["cases"]
    assert (measure.note, [one.because for one in measure.breaks]) == (None, ["A new system."])
    (action,) = left.actions
    assert (action.with_, [update.says for update in action.updates]) == ((), ["It helps."])
    assert [(stub.id, stub.key, stub.left_out) for stub in left.stubs] == [
        ("safe", "text", True),
        ("cases", "because", False),
        ("cases", "note", False),
        ("visit", "with", False),
        ("visit", "says", False),
    ]
    assert left.entries is framework.entries
    assert left.title("safe") == "safe (still to be written)"


def test_twice_is_the_same_as_once(tmp_path):
    left = written(framework_of(tmp_path, **{"areas/neglect.yaml": AREA}))
    assert written(left) is left
