"""Which questions are chosen, by the front door: a folder, its figures, the sheet of its area."""

from __future__ import annotations

import pytest
from helpers import build_tree

from qaf.analysis.questions import LAST, MOST, RULES, choose
from qaf.analysis.series import lines
from qaf.analysis.standing import standing
from qaf.analysis.trends import facts
from qaf.disclosure.protect import protect
from qaf.model.period import Period
from qaf.workspace.load import load
from qaf.workspace.tree import FolderTree
from tests.report.conftest import AS_AT, read_figures

SETTINGS = """\
schema: 2
organisation: {id: n, name: N, kind: organisation}
breakdowns:
  - {id: team, name: Team, parts: all, categories: [{id: a, name: A}, {id: b, name: B}, {id: c, name: C}]}
"""
HEAD = "measure,period,series,breakdown,category,numerator,denominator,value,published\n"
SEEN = """\
sources:
  - {id: talks, family: children_parents_carers, method: interview}
  - {id: staff, family: frontline_staff, method: survey}
"""
AREA = "id: door\nname: The door\ngroup: practice\npriority: 1\n"
OUTCOME = (
    "  - {id: safe, kind: outcome, text: Safe, unit: percent, base: children, covers: whole_group, better: higher}\n"
)
QUALITY = (
    "  - {id: heard, kind: quality, text: Heard, unit: percent, base: parents, covers: whole_group, better: higher,\n"
    "     breakdowns: [team]}\n"
)


@pytest.fixture
def chosen(tmp_path):
    """Builds the rules that chose the questions of one area, with the questions."""

    def build(area, figures="", story_written=True, more=None):
        files = {"qaf.yaml": SETTINGS, "areas/door.yaml": AREA + area, **(more or {})}
        framework = load(FolderTree(build_tree(tmp_path / "folder", files))).framework
        shown = protect(framework, read_figures(HEAD + figures))

        def of(measure):
            series = lines(framework, shown, measure, until=Period.canonical("2024/25").end)
            return facts(framework, series, shown.profile, AS_AT)

        held = choose(framework, framework.priorities(), of, AS_AT, story_written=story_written)
        return [one.rule for one in held], held, {m.id: standing(of(m)) for m in framework.measures.values()}

    return build


def _years(measure, *counts, of=1000):
    return "".join(f"{measure},20{21 + n}/{22 + n},,,,{count},{of},,\n" for n, count in enumerate(counts))


def test_quality_up_and_no_outcome_asks_the_outcome_question(chosen):
    rules, held, stands = chosen(f"{SEEN}measures:\n{QUALITY}", _years("heard", 500, 520, 540, 700))
    assert stands["heard"].state == "better"
    assert rules[0] == "quality_up_outcome_unknown"
    assert held[0].about == ("heard",)


def test_an_outcome_that_got_worse_is_asked_about_first(chosen):
    rules, _, stands = chosen(f"{SEEN}measures:\n{OUTCOME}{QUALITY}", _years("safe", 700, 690, 680, 500))
    assert stands["safe"].state == "worse"
    assert rules[0] == "outcome_worse"


def test_an_outcome_that_got_better_is_asked_about_too(chosen):
    rules, _, stands = chosen(f"{SEEN}measures:\n{OUTCOME}", _years("safe", 500, 500, 500, 700))
    assert stands["safe"].state == "better"
    assert "outcome_better" in rules
    assert "outcome_worse" not in rules


def test_a_gap_between_teams_asks_about_variation(chosen):
    teams = "".join(f"heard,2024/25,,team,{team},{n},1000,,\n" for team, n in (("a", 400), ("b", 600), ("c", 800)))
    rules, held, _ = chosen(f"{SEEN}measures:\n{OUTCOME}{QUALITY}", _years("heard", 600, 600, 600, 600) + teams)
    gap = held[rules.index("gap_between_places")]
    assert (gap.about, gap.detail) == (("heard",), "team")


def test_a_figure_that_moved_within_the_usual_variation_asks_what_would_shift_the_level(chosen):
    values = [500, 520, 490, 510, 505, 495, 515, 500, 510, 490, 505, 500, 495, 515, 500, 480]
    rows = "".join(
        f"safe,20{21 + at // 4}/{22 + at // 4} Q{at % 4 + 1},,,,{value},1000,,\n" for at, value in enumerate(values)
    )
    area = f"{SEEN}measures:\n{OUTCOME.replace('better: higher', 'better: higher, frequency: quarterly')}"
    rules, _, stands = chosen(area, rows)
    assert stands["safe"].state == "same"
    assert "usual_variation" in rules


def test_a_voice_that_nobody_hears_is_asked_about_once(chosen):
    rules, held, _ = chosen(f"measures:\n{OUTCOME}", _years("safe", 500, 500))
    assert rules.count("voice_missing") == 1
    assert held[rules.index("voice_missing")].detail == "children_parents_carers"


def test_an_action_past_its_day_is_asked_about(chosen):
    action = "actions:\n  - {id: late, text: Late, area: door, status: under_way, due: 2025-01-01}\n"
    rules, held, _ = chosen(f"{SEEN}measures:\n{OUTCOME}", _years("safe", 500, 500), more={"actions.yaml": action})
    assert held[rules.index("action_overdue")].about == ("late",)


def test_the_areas_own_question_about_the_same_is_asked_instead(chosen):
    area = f"{SEEN}measures:\n{OUTCOME}questions:\n  - {{id: own, text: Why fewer?, about: [safe]}}\n"
    rules, held, _ = chosen(area, _years("safe", 700, 690, 680, 500))
    assert held[rules.index("outcome_worse")].own.text == "Why fewer?"
    assert "own" not in rules


def test_a_bare_area_gets_three_questions_and_a_full_one_no_more_than_five(chosen):
    rules, _, _ = chosen("")
    assert 3 <= len(rules) <= MOST
    questions = "".join(f"  - {{id: q{n}, text: Question {n}}}\n" for n in range(9))
    many, held, _ = chosen(f"{SEEN}measures:\n{OUTCOME}questions:\n{questions}", _years("safe", 500, 510))
    assert len(held) == MOST
    assert not LAST & set(many)


def test_no_rule_is_asked_twice_and_each_has_words(chosen):
    from qaf.report.questions_words import WORDS

    rules, _, _ = chosen(f"measures:\n{OUTCOME}{QUALITY}", _years("safe", 700, 500) + _years("heard", 500, 700))
    assert len(set(rules)) == len(rules)
    assert set(RULES) == set(WORDS)


def test_what_is_withheld_moves_nothing(chosen):
    rules, _, stands = chosen(f"{SEEN}measures:\n{OUTCOME}", "safe,2023/24,,,,900,1000,,\nsafe,2024/25,,,,3,1000,,\n")
    assert stands["safe"].state == "withheld"
    assert rules[0] == "outcome_unknown"
