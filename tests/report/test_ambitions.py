"""Ambitions are told with their date and who set them, in words."""

from __future__ import annotations

import pytest

from qaf.analysis.series import lines
from qaf.analysis.trends import facts
from qaf.report.ambitions import ambitions

AREA = """\
id: front-door
name: Front
group: practice
priority: 1
measures:
  - {{id: m, kind: quality, text: A measure, unit: percent, base: parents, drawn: {1}, better: higher,
      ambitions: [{0}]}}
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
    assert told(inputs, written) == said


FIGURES = """\
measure,period,series,value,numerator,denominator
m,2023/24,,,70,100
m,2023/24,england,60,,
"""


@pytest.mark.parametrize(
    ("written", "stands"),
    [
        ("{at_least: 55}", "the figure in 2023/24 meets it"),
        ("{at_least: 80}", "the figure in 2023/24 is short of it"),
        ("{at_least: 75}", "whether the figure in 2023/24 meets it cannot be told from chance"),
        ("{at_most: 80}", "the figure in 2023/24 meets it"),
        ("{between: [50, 90]}", "the figure in 2023/24 meets it"),
        ("{between: [10, 60]}", "the figure in 2023/24 is short of it"),
        ("{no_worse_than: england}", "the figure in 2023/24 meets it"),
        (
            "{grade: good}",
            "whether the figure in 2023/24 meets it cannot be told, because it does not fit the measure",
        ),
    ],
)
def test_an_ambition_is_judged_by_the_interval(inputs, written, stands):
    (text,) = told(inputs, written, FIGURES)
    assert text.endswith(f"; {stands}")


def test_an_ambition_for_a_period_that_is_over_is_judged_by_its_own_figure(inputs):
    figures = FIGURES + "m,2024/25,,,10,100\n"
    (text,) = told(inputs, "{period: 2023/24, at_least: 55}", figures)
    assert text.endswith("the figure in 2023/24 meets it")


def test_of_chosen_cases_it_cannot_be_told(inputs):
    (text,) = told(inputs, "{at_least: 55}", FIGURES, drawn="chosen")
    assert text.endswith("cannot be told, because the cases were chosen, so the figures speak for them only")


def told(inputs, written, figures="measure,period,value\n", drawn="random"):
    made = inputs({"areas/front-door.yaml": AREA.format(written, drawn)}, figures)
    series = lines(made.framework, made.figures, made.framework.measures["m"])
    return ambitions(facts(made.framework, series, made.figures.profile, made.as_at), made.framework)
