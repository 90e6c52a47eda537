"""How much of the example stays visible, with "coarser before hidden" and without, as the decision about it says."""

from __future__ import annotations

import re

import pytest
from helpers import ROOT

from qaf.api import open_folder
from qaf.disclosure.primary import PROFILES
from qaf.disclosure.protection import protected
from qaf.disclosure.rows import rows_of

DECISION = ROOT / "docs" / "decisions" / "0006-how-figures-are-protected.md"


def shown_and_withheld(*, coarsen: bool) -> tuple[int, int]:
    folder, rules = open_folder(ROOT / "examples" / "northmoor-council"), PROFILES["dfe"]
    rows = rows_of(folder.framework, folder.store.figures, rules)
    figures = protected(folder.framework, rules, rows, coarsen=coarsen)
    assert figures.findings == ()
    cells = [cell for one in figures for cell in (one.numerator, one.denominator, one.value)]
    return sum(cell.given for cell in cells), sum(cell.symbol == "c" for cell in cells)


@pytest.mark.parametrize(
    ("coarsen", "said"),
    [(True, r"([0-9,]+) numbers are shown and ([0-9,]+) withheld"), (False, r"([0-9,]+) would be shown and ([0-9,]+)")],
)
def test_the_decision_says_how_much_of_the_example_stays_visible(coarsen, said):
    text = " ".join(DECISION.read_text(encoding="utf-8").split())
    found = re.search(said, text)
    assert found, said
    assert tuple(int(number.replace(",", "")) for number in found.groups()) == shown_and_withheld(coarsen=coarsen)


def test_coarser_before_hidden_leaves_no_page_full_of_holes():
    """Far fewer are withheld; hardly fewer are shown, though what was replaced is guarded as what is withheld."""
    coarser, hidden = shown_and_withheld(coarsen=True), shown_and_withheld(coarsen=False)
    assert coarser[0] > 0.95 * hidden[0]
    assert coarser[1] < 0.05 * hidden[1]
