"""Sentences: two points are was and now, with what the test says of them, and nothing more."""

from __future__ import annotations

from datetime import date

import pytest

from qaf.analysis.series import lines
from qaf.analysis.trends import facts
from qaf.report import words, words_change

MEASURES = """\
id: front-door
name: Front
group: practice
priority: 1
measures:
  - {{id: m, kind: quality, text: A measure, {0}}}
"""


def facts_of(made):
    series = lines(made.framework, made.figures, made.framework.measures["m"])
    return facts(made.framework, series, made.figures.profile, made.as_at)


@pytest.fixture
def sentence(inputs):
    def build(definition, *rows, columns="measure,period,value,numerator,denominator,grade,point,rater", settings=""):
        files = {"areas/front-door.yaml": MEASURES.format(definition)}
        if settings:
            files["qaf.yaml"] = settings
        text = "\n".join([columns, *(f"m,{row}" for row in rows)]) + "\n"
        made = inputs(files, text)
        return words_change.sentence(facts_of(made), made.framework)

    return build


@pytest.mark.parametrize(
    ("definition", "rows", "expected"),
    [
        (
            "unit: percent, base: b",
            ["2023/24,20.4", "2024/25,,339,1879"],
            "18.0 % in 2024/25 (339 of 1,879); 20.4 % the year before.",
        ),
        (
            "unit: percent, base: b",
            ["2023/24,20.4", "2024/25,,3,40"],
            "Withheld to protect people in 2024/25; 20.4 % the year before.",
        ),
        (
            "unit: percent, base: b",
            ["2023/24,,3,40", "2024/25,18.0"],
            "18.0 % in 2024/25; withheld to protect people the year before.",
        ),
        ("unit: count", ["2022/23,1500", "2024/25,1879"], "1,879 in 2024/25."),
        ("unit: rate, per: 10000, base: children", ["2024/25,62"], "62 per 10,000 in 2024/25."),
        ("unit: mean, base: workers", ["2024-03-31,15.2,,"], "15.2 on 31 March 2024."),
        (
            "unit: count",
            ["2023/24 Q1,40", "2023/24 Q4,50", "2024/25 Q1,60"],
            "60 in 2024/25 Q1, against 40 in the same quarter a year before and 50 the quarter before; "
            "both differences could be chance.",
        ),
        ("unit: count", ["2024-02,40", "2024-03,x"], "Not available in March 2024; 40 the month before."),
        ("unit: count", [], "No figures have been taken in for this measure."),
        ("unit: count, status: proposed", [], "No figures yet: the measure is only proposed."),
        (
            "unit: count, breaks: [{from: 2024/25, because: New system}]",
            ["2023/24,40", "2024/25,60"],
            "60 in 2024/25; 40 the year before, not comparable.",
        ),
    ],
)
def test_what_own_figures_say(sentence, definition, rows, expected):
    assert sentence(definition, *rows) == expected


def test_a_grade_has_its_name(sentence):
    scale = (
        "schema: 2\norganisation: {id: n, name: N, kind: organisation}\n"
        "scales: [{id: s, good_from: good, grades: [{id: weak}, {id: good, name: Good}]}]\n"
    )
    assert sentence("unit: grade, scale: s", "2023/24,weak", "2024/25,good", settings=scale) == (
        "Good in 2024/25; weak the year before."
    )


@pytest.mark.parametrize(
    ("text", "expected"), [("1879", "1,879"), ("-1234.50", "−1,234.50"), ("18.0", "18.0"), ("0", "0"), ("good", "good")]
)
def test_numbers_are_grouped(text, expected):
    assert words.grouped(text) == expected


def test_figures_that_are_all_later_are_told_apart_from_none(inputs):
    made = inputs({"areas/front-door.yaml": MEASURES.format("unit: count")}, "measure,period,value\nm,2024/25,9\n")
    series = lines(made.framework, made.figures, made.framework.measures["m"], date(2011, 3, 31))
    assert words.no_figures(series) == "No figures up to 31 March 2011: those taken in are of later periods."


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2024/25,,500,900,not_rated,closure,parent", "100 of 160; 500 of 900 were not rated again."),
        ("2024/25,,3,900,not_rated,closure,parent", "100 of 160; how many were not rated again: withheld"),
        ("2024/25,,60,160,same,closure,parent", "100 of 160; how many were not rated again is not known."),
    ],
)
def test_beside_a_rating_stands_how_many_were_not_rated_again(inputs, row, said):
    definition = "unit: before_after, base: families, follow_up: [closure]"
    text = "measure,period,value,numerator,denominator,grade,point,rater\n"
    text += f"m,2024/25,,100,160,improved,closure,parent\nm,{row}\n"
    made = inputs({"areas/front-door.yaml": MEASURES.format(definition)}, text)
    assert words_change.behind(facts_of(made)).startswith(said)
