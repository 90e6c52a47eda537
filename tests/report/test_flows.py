"""Ratings before and after as a flow: how those rated twice changed, who was lost, and nothing given back."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from qaf.report import render
from qaf.report.charts import draw_all
from qaf.report.fit import fit

AREA = """\
id: front-door
name: The front door
group: practice
priority: 1
measures:
  - {id: safer, kind: outcome, text: Children who are safer, unit: before_after, base: children, scale: safety,
     follow_up: [closure, 6m, 12m], frequency: annual, key: true MORE}
"""
SETTINGS = """\
schema: 2
organisation: {id: northmoor, name: Northmoor Council, kind: organisation}
scales: [{id: safety, good_from: safe, grades: [{id: unsafe}, {id: safe}]}]
"""
HEAD = "measure,period,rater,point,grade,numerator,denominator\n"
WHOLE = {
    "closure,improved": "60,100",
    "closure,same": "25,100",
    "closure,worse": "15,100",
    "closure,not_rated": "40,140",
    "closure,not_rated/no-reply": "30,140",
    "closure,not_rated/moved-away": "10,140",
    "6m,sustained": "36,48",
    "12m,sustained": "x,x",
}


@pytest.fixture
def flows(book):
    """Builds the flows of a book from rows of one rater, the drawings with their SVG."""

    def build(rows, more="", year="2024/25"):
        figures = HEAD + "".join(f"safer,{year},parent,{key},{of}\n" for key, of in rows.items())
        made = book(
            {"qaf.yaml": SETTINGS, "areas/front-door.yaml": AREA.replace("MORE", more)}, figures, only=True
        )  # fmt: skip
        found = made.sheets[0].section.flows
        return made, found, draw_all(found)

    return build


def texts(drawn):
    return [element.text for element in ElementTree.fromstring(drawn).findall(".//{*}text")]


def bars(drawn):
    """Left ends and widths of the bars, as drawn; the first path is the ground they stand on."""
    paths = re.findall(r'<path d="M ([\d.]+) [\d.]+ L ([\d.]+) ', drawn)
    return [(float(first), float(second) - float(first)) for first, second in paths[1:]]


def test_every_part_has_its_name_and_its_number(flows):
    _, (one,), drawn = flows(WHOLE)
    found = texts(drawn[one.id])
    assert found[0] == "Rated by parents, 2024/25"
    pairs = dict(zip(found[1::2], found[2::2], strict=False))
    assert pairs["Due to be rated again"] == "140"
    assert pairs["Rated at both points"] == "100"
    assert pairs["Rated higher"] == "60 (60.0 %)"
    assert pairs["Not rated again"] == "40 (28.6 %)"
    assert pairs["No reply"] == "30 (21.4 %)"
    assert pairs["Still so after 6 months"] == "36 of 48"
    assert "[x]" in found
    assert "still so after 12 months not available" in one.title
    assert "No part is withheld." in one.title


def test_bars_begin_where_their_group_begins_and_are_as_long_as_their_numbers(flows):
    _, (one,), drawn = flows(WHOLE)
    due, rated, higher, same, lower, lost = bars(drawn[one.id])[:6]
    unit = due[1] / 140
    for (left, length), (start, cases) in zip(
        (rated, higher, same, lower, lost), ((0, 100), (0, 60), (60, 25), (85, 15), (100, 40)), strict=True
    ):
        assert length == pytest.approx(cases * unit, abs=0.3)
        assert left - due[0] == pytest.approx(start * unit, abs=0.3)


@pytest.mark.parametrize("part", ["closure,worse", "closure,not_rated/moved-away", "6m,sustained"])
def test_where_a_part_is_withheld_no_length_is_drawn_at_all(flows, part):
    rows = {**WHOLE, part: f"3,{WHOLE[part].partition(',')[2]}"}
    if part == "closure,worse":
        rows["closure,same"] = "37,100"
    _, (one,), drawn = flows(rows)
    assert len({length for _, length in bars(drawn[one.id])}) <= 1, "only the frames of the gaps, all of one size"
    assert "[c]" in texts(drawn[one.id])
    assert "withheld to protect people" in one.title
    assert "No lengths are drawn." in one.title


def test_a_part_that_nobody_gave_is_a_gap_and_not_worked_out(flows):
    _, (one,), drawn = flows({key: of for key, of in WHOLE.items() if key != "closure,worse"})
    found = texts(drawn[one.id])
    assert found[found.index("Rated lower") + 1] == "–"
    assert "15" not in " ".join(found)


def test_those_who_were_chosen_are_said_to_be(flows):
    _, (one,), drawn = flows(WHOLE, ", covers: sample, drawn: chosen")
    assert "Rated by parents, 2024/25, of the cases chosen Due to be rated again" in " ".join(texts(drawn[one.id]))


def test_the_flow_stands_on_the_back_of_the_sheet_and_in_markdown(flows):
    made, (one,), _ = flows(WHOLE)
    assert fit(made.sheets[0].section).flows
    page = render.html(made).decode()
    assert page.count(f'id="{one.id}_title"') == 1
    assert page.index("From the first rating to the last") < page.index("The figures behind the graphs</h2>")
    files = render.markdown(made)
    assert "book-charts/safer_flow_parent.svg" in files
    assert b"(book-charts/safer_flow_parent.svg)" in files["book.md"]


def test_where_nobody_rated_there_is_no_flow(flows):
    _, found, _ = flows({"closure,improved": "z,z", "closure,same": "z,z", "closure,worse": "z,z"})
    assert found == ()


def test_its_words_are_large_enough_on_a_telephone(flows):
    """A chart is 288 pixels wide on a screen of 320."""
    _, (one,), drawn = flows(WHOLE)
    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)', drawn[one.id])]
    assert sizes and min(sizes) * 288 / one.width >= 11
