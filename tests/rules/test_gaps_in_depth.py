"""What the rules about gaps in depth say, and what they keep quiet about."""

import json

import pytest
from folders import findings_of
from helpers import MINIMAL_SETTINGS, build_tree, run_qaf

from qaf.rules.documentation import read_documentation

GAPS = [f"QAF{number}" for number in range(334, 358)]
AS_AT = "2026-06-15"


def found(tmp_path, code, **files):
    """Messages of one code in a folder of these files; `area` is areas/area.yaml."""
    tree = {"qaf.yaml": MINIMAL_SETTINGS}
    for name, text in files.items():
        tree[{"qaf": "qaf.yaml", "area": "areas/area.yaml"}.get(name, f"{name.replace('_', '-')}.yaml")] = text
    folder = build_tree(tmp_path, tree)
    findings = findings_of(folder)
    assert not [one.message for one in findings if one.level == "error"]
    return [item.message for item in findings if item.code == code]


@pytest.mark.parametrize("code", GAPS)
def test_each_is_explained_in_its_bad_example_and_no_gap_in_its_good_one(tmp_path, code):
    rule = read_documentation(code)
    for name, files, verdict in (("bad", rule.bad, "It is a gap."), ("good", rule.good, "It is no gap.")):
        folder = build_tree(tmp_path / name, {"qaf.yaml": MINIMAL_SETTINGS, **files})
        for file in sorted((folder / "incoming").glob("*")):
            assert run_qaf("-C", folder, "--as-at", AS_AT, "ingest", file).code == 0
        if name == "bad":
            listed = json.loads(run_qaf("-C", folder, "--as-at", AS_AT, "gaps", "--format", "json").out)["gaps"]
            about = next(gap["about"] for gap in listed if gap["code"] == code)
        ran = run_qaf("-C", folder, "--as-at", AS_AT, "gaps", "--explain", f"{code} {about}")
        assert ran.code == 0, ran.err
        assert verdict in ran.out
        assert len(ran.out.splitlines()) > 3, "the working is shown"


@pytest.mark.parametrize("code", GAPS)
def test_a_catalogue_is_not_asked(tmp_path, code):
    files = {"qaf.yaml": MINIMAL_SETTINGS, **read_documentation(code).bad}
    files = {path: content for path, content in files.items() if not path.startswith("incoming/")}
    files["qaf.yaml"] = files["qaf.yaml"].replace("kind: organisation", "kind: catalogue")
    folder = build_tree(tmp_path, files)
    assert code not in {item.code for item in findings_of(folder)}


AREA = """\
name: Neglect
group: practice
measures:
  - {id: safer, kind: outcome, text: Children who are safer, unit: percent, base: children asked}
"""


def test_where_nobody_says_what_good_is_measures_are_not_asked_to_show_it(tmp_path):
    assert found(tmp_path, "QAF334", area=AREA) == []


def test_an_outcome_without_any_source_is_another_gap(tmp_path):
    assert found(tmp_path, "QAF335", area=AREA) == []


def test_how_many_are_too_many_can_be_said(tmp_path):
    actions = "actions:\n" + "".join(f"  - {{id: a{n}, text: Do it, status: planned}}\n" for n in range(21))
    (message,) = found(tmp_path / "default", "QAF341", actions=actions)
    assert message.startswith("21 actions are planned or under way, more than the 20")
    more = f"{MINIMAL_SETTINGS}at_most: {{actions: 30}}\n"
    assert found(tmp_path / "more", "QAF341", qaf=more, actions=actions) == []


@pytest.mark.parametrize("number", ["0", "-3", "few"])
def test_how_many_is_a_number_from_one_up(tmp_path, number):
    folder = build_tree(tmp_path, {"qaf.yaml": f"{MINIMAL_SETTINGS}at_most: {{measures: {number}}}\n"})
    assert [item.code for item in findings_of(folder)] == ["QAF108"]


BODIES = """\
bodies:
  - {id: board, name: Board, role: partnership, trained: {on: 2026-01-01, of: 9, count: 9}}
  - {id: group, name: Group, role: operational_management, part_of: board}
reports:
  - {id: book, name: Book, form: on paper, to: [board], when: annual, considered: Read, leads_to: Actions}
"""


def test_a_body_that_is_part_of_one_that_gets_a_report_is_reached(tmp_path):
    assert found(tmp_path, "QAF346", governance=BODIES) == []
    alone = BODIES.replace(", part_of: board", "")
    assert found(tmp_path / "alone", "QAF346", governance=alone) == ["No report goes to Group (`group`)."]


def test_training_that_is_still_to_come_or_that_nobody_came_to_is_none(tmp_path):
    later = BODIES.replace("on: 2026-01-01", "on: 2026-12-01")
    assert len(found(tmp_path, "QAF344", governance=later)) == 1
    nobody = BODIES.replace("count: 9", "count: 0")
    assert len(found(tmp_path / "nobody", "QAF344", governance=nobody)) == 1


def test_a_declined_idea_without_a_word_is_unanswered_and_its_words_are_not_repeated(tmp_path):
    ideas = "ideas:\n  - {id: walk, team: Us, text: What we said, on: 2026-06-10, status: declined}\n"
    (message,) = found(tmp_path, "QAF349", ideas=ideas)
    assert message == "The idea `walk` is declined, and nobody told the team."
    assert found(tmp_path / "new", "QAF349", ideas=ideas.replace("declined", "new")) == []


def test_a_meeting_without_a_focus_reaches_nothing(tmp_path):
    plan = BODIES + "forward_plan:\n  - {on: 2026-09-01, body: board, purpose: Everything}\n"
    area = AREA.replace("group: practice", "group: practice\npriority: 1")
    (message,) = found(tmp_path, "QAF409", governance=plan, area=area)
    assert message == "No meeting of the forward plan looks at Neglect, which is priority 1."
    past = plan.replace("2026-09-01", "2026-01-01")
    assert found(tmp_path / "past", "QAF409", governance=past, area=area) == []


def test_a_file_that_cannot_be_read_makes_nothing_missing(tmp_path):
    meetings = "meetings:\n  - {on: 2026-03-01, body: board, concerns: [{id: worry, why: So}]}\n"
    files = {"governance.yaml": BODIES, "meetings.yaml": meetings, "actions.yaml": "actions: [\n"}
    folder = build_tree(tmp_path, {"qaf.yaml": MINIMAL_SETTINGS, **files})
    assert "QAF348" not in {item.code for item in findings_of(folder)}


def test_gaps_are_listed_by_who_can_close_them(tmp_path):
    files = {
        "qaf.yaml": f"{MINIMAL_SETTINGS}members:\n  - {{id: police, name: The Police}}\n",
        "governance.yaml": "posts:\n  - {id: head, name: Head of Practice}\n" + BODIES.replace("count: 9", "count: 0"),
        "areas/neglect.yaml": AREA.replace("group: practice", "group: practice\nowner: head"),
        "timetable.yaml": "activities:\n  - {id: act, name: Act, kind: audit, lead: police, due: [2026-10-30]}\n",
    }
    folder = build_tree(tmp_path, files)
    listed = json.loads(run_qaf("-C", folder, "--as-at", AS_AT, "gaps", "--format", "json").out)["gaps"]
    closers = {gap["code"]: (gap["closed_by"], gap["closed_by_as"]) for gap in listed}
    assert closers["QAF301" if "QAF301" in closers else "QAF302"] == ("head", "owner")
    assert closers["QAF344"] == ("board", "body")
    assert closers["QAF333"] == ("police", "lead")
    text = run_qaf("-C", folder, "--as-at", AS_AT, "gaps").out
    assert text.index("For Head of Practice (owner)") < text.index("For Board (body)")
    page = run_qaf("-C", folder, "--as-at", AS_AT, "gaps", "--format", "html").out
    assert "<h2>For Head of Practice (owner)" in page
    assert "<script" not in page


def test_names_that_look_like_markup_are_text_in_the_page(tmp_path):
    area = "name: '<img src=x onerror=alert(1)> | *N*'\ngroup: wider\n"
    folder = build_tree(tmp_path, {"qaf.yaml": MINIMAL_SETTINGS, "areas/area.yaml": area})
    for command in ("gaps", "balance"):
        page = run_qaf("-C", folder, "--as-at", AS_AT, command, "--format", "html").out
        assert "<img" not in page
        assert page.count("<h1>") == 1
