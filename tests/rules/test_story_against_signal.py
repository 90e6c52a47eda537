"""QAF320: a story is held against the test, by the front door, and never rewritten."""

from __future__ import annotations

import json

import pytest
from helpers import MINIMAL_SETTINGS, build_tree, run_qaf

SETTINGS = f"""{MINIMAL_SETTINGS}
breakdowns:
  - id: team
    name: Team
    categories: [{{id: mill, name: Millgate team}}, {{id: quay}}]
"""
AREA = """\
name: Front
group: practice
measures:
  - {id: referrals, kind: quantity, text: Referrals, unit: count, counts: events, breakdowns: [team]}
  - {id: repeats, kind: quality, text: Repeat referrals, unit: percent, of: referrals, counts: events, better: lower,
     breakdowns: [team]}
  - {id: chosen, kind: quality, text: Chosen cases, unit: percent, base: cases, drawn: chosen, better: higher}
"""
HEAD = "measure,period,breakdown,category,numerator,denominator,value\n"
LEVEL = HEAD + "referrals,2024/25,,,,,1000\nreferrals,2025/26,,,,,1000\n"
SMALL = LEVEL + "repeats,2024/25,,,210,1000,\nrepeats,2025/26,,,200,1000,\n"
LARGE = LEVEL + "repeats,2024/25,,,300,1000,\nrepeats,2025/26,,,200,1000,\n"
TEAMS = (
    "referrals,2024/25,team,mill,,,500\nreferrals,2025/26,team,mill,,,500\n"
    "repeats,2024/25,team,mill,100,500,\nrepeats,2025/26,team,mill,105,500,\n"
)


@pytest.fixture
def story(tmp_path):
    """Writes a story, takes figures in and returns what `validate` says of it."""

    def build(text, figures, heading="repeats", area=AREA):
        build_tree(
            tmp_path,
            {
                "qaf.yaml": SETTINGS,
                "areas/front.yaml": area,
                "analysis/front/2025_26.md": f"## {heading}\n\n{text}\n",
            },
        )
        build_tree(tmp_path.parent / "in", {"f.csv": figures})
        ran = run_qaf("-C", tmp_path, "--as-at", "2026-06-15", "ingest", tmp_path.parent / "in" / "f.csv")
        assert ran.code == 0, ran.out + ran.err
        ran = run_qaf("-C", tmp_path, "--as-at", "2026-06-15", "validate", "--format", "json", cwd=tmp_path)
        return [item for item in json.loads(ran.out)["findings"] if item["code"] == "QAF320"]

    return build


def test_what_could_be_chance_is_told_at_its_line_with_both_quoted(story):
    (found,) = story("We worked hard. It\nfell.", SMALL)
    assert (found["level"], found["line"], found["column"], found["subject"]) == ("warning", 4, 1, "repeats")
    assert "“fell”" in found["message"]
    assert "the difference from the same period a year before could be chance" in found["message"]


def test_outside_the_sections_a_sentence_with_a_figure_is_held_against_its_measure(story):
    text = 'It fell.\n\nWith {{ figure("repeats", "2025/26") }} the rate fell. Staff numbers fell.'
    (found,) = story(text, SMALL, heading="Other explanations")
    assert (found["line"], found["subject"]) == (5, "repeats")


@pytest.mark.parametrize(
    "text",
    [
        "There is no doubt that repeat referrals fell.",
        "Repeat referrals improved, and we expect more.",
        "Repeat referrals plummeted.",
        "The fall in repeat referrals is welcome.",
    ],
)
def test_a_claim_in_other_words_is_told(story, text):
    assert len(story(text, SMALL)) == 1


@pytest.mark.parametrize(
    "text",
    ["The improvement plan was agreed.", "Staff numbers fell.", "Inspectors said repeat referrals fell."],
)
def test_a_word_about_something_else_is_left_alone(story, text):
    assert story(text, SMALL) == []


def test_the_opposite_is_told(story):
    (found,) = story("It got worse.", LARGE)
    assert "the test says the opposite: it is lower than the same period a year before" in found["message"]


@pytest.mark.parametrize("text", ["It fell.", "It improved.", "It has not got worse.", "It did not rise."])
def test_what_the_test_bears_out_is_fine(story, text):
    assert story(text, LARGE) == []


@pytest.mark.parametrize("text", ["It has not improved.", "The share has never fallen."])
def test_a_denial_of_what_the_test_found_is_told(story, text):
    (found,) = story(text, LARGE)
    assert "that it has not “" in found["message"]


@pytest.mark.parametrize("text", ["It has not improved.", "A fall of this size could be chance."])
def test_saying_that_it_could_be_chance_is_fine(story, text):
    assert story(text, SMALL) == []


def test_a_sentence_about_a_team_is_held_against_the_team(story):
    (found,) = story("The whole fell. The Millgate team improved.", LARGE + TEAMS)
    assert (found["line"], "“improved”" in found["message"]) == (3, True)


def test_where_no_test_can_be_made_nothing_is_said(story):
    figures = HEAD + "chosen,2024/25,,,20,60,\nchosen,2025/26,,,40,60,\n"
    assert story("It improved.", figures, heading="chosen") == []


def test_no_number_of_the_figures_is_repeated(story):
    (found,) = story("It fell.", LEVEL + "repeats,2024/25,,,217,1000,\nrepeats,2025/26,,,209,1000,\n")
    said = found["message"] + found["help"]
    assert not any(number in said for number in ("217", "209", "21.7", "20.9", "1000", "1,000"))


def test_withheld_figures_say_nothing(story):
    figures = (
        HEAD + "referrals,2024/25,,,,,20\nreferrals,2025/26,,,,,20\nrepeats,2024/25,,,3,20,\nrepeats,2025/26,,,9,20,\n"
    )
    assert story("It rose.", figures) == []


def test_a_folder_can_turn_it_off_and_it_is_no_gap(story, tmp_path):
    assert story("It fell.", SMALL)
    build_tree(tmp_path, {"qaf.yaml": SETTINGS + "levels: {QAF320: off}\n"})
    ran = run_qaf("-C", tmp_path, "--as-at", "2026-06-15", "validate", "--format", "json")
    assert "QAF320" not in ran.out
    assert "QAF320" not in run_qaf("-C", tmp_path, "--as-at", "2026-06-15", "gaps").out


@pytest.mark.parametrize(("small", "said", "found"), [
    (4, "In Millgate team repeat referrals fell.", 0),
    (61, "In Millgate team repeat referrals fell.", 1),
    (4, "Repeat referrals fell.", 0),
    (4, "Repeat referrals rose.", 1),
])  # fmt: skip
def test_a_team_is_not_judged_where_another_team_is_withheld(story, small, said, found):
    """From a verdict about one of two teams, and the whole, the other could be worked out."""
    both = TEAMS + (
        "referrals,2024/25,team,quay,,,500\nreferrals,2025/26,team,quay,,,500\n"
        f"repeats,2024/25,team,quay,60,500,\nrepeats,2025/26,team,quay,{small},500,\n"
    )
    assert len(story(said, LARGE + both, area=AREA.replace("counts: events", "counts: children"))) == found
