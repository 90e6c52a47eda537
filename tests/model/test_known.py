"""What is known of a published edition: hidden numbers that it gives back and that no later one can mend."""

from helpers import MINIMAL_SETTINGS, build_tree

from qaf.api import open_folder

KNOWN = """\
known:
  - figure: {measure: repeat-plans, period: 2024/25 Q1, breakdown: team, category: north-1}
    why: The paper of June 2025 printed it.
    by: head-of-quality
    on: 2025-07-01
"""
AREA = """\
name: Plans
group: practice
measures:
  - {id: repeat-plans, kind: quantity, text: Second plans, unit: count}
"""


def found(tmp_path, text):
    files = {"qaf.yaml": MINIMAL_SETTINGS, "areas/plans.yaml": AREA, "published/2025/known.yaml": text}
    folder = open_folder(build_tree(tmp_path, files))
    return folder.framework.known, [item.code for item in folder.loaded.findings]


def test_known_figures_are_read_by_edition(tmp_path):
    known, codes = found(tmp_path, KNOWN)
    assert codes == []
    (figure,) = known["2025"]
    assert figure.figure.measure == "repeat-plans"


def test_a_misspelt_key_is_told(tmp_path):
    _, codes = found(tmp_path, KNOWN.replace("why:", "wy:"))
    assert codes == ["QAF101"]
