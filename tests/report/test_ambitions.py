"""Ambitions are told with their date and who set them, in words."""

from __future__ import annotations

import pytest

from qaf.report.ambitions import ambitions

AREA = """\
id: front-door
name: Front
group: practice
priority: 1
measures:
  - {{id: m, kind: quality, text: A measure, unit: percent, base: parents, ambitions: [{0}]}}
"""


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "{period: 2027/28, at_least: 80, set_by: head}",
            ["Ambition for 2027/28: at least 80 %, set by Head of service"],
        ),
        ("{at_most: 2.5, role: minimum}", ["Minimum: at most 2.5 %"]),
        ("{between: [70, 100]}", ["Ambition: between 70 % and 100 %"]),
        ("{no_worse_than: england}", ["Ambition: no worse than England"]),
        ("{why: Somebody wished it}", []),
    ],
)
def test_ambitions_in_words(inputs, written, said):
    framework = inputs({"areas/front-door.yaml": AREA.format(written)}).framework
    assert ambitions(framework.measures["m"], framework) == said
