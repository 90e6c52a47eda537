"""`qaf new` for meetings, ideas, self-assessments and curves: until it is written, a stub of one counts for nothing."""

import json

import pytest
from helpers import MINIMAL_SETTINGS, build_tree, run_qaf

AREA = """\
name: Neglect
group: practice
good:
  - {id: warm, kind: outcome, text: Children are warm and fed.}
measures:
  - id: cases
    kind: quantity
    text: Cases
    unit: count
    breaks: [{from: 2023/24, because: A new way of counting}]
  - {id: calls, kind: quantity, text: Calls, unit: count, status: planned}
"""
GOVERNANCE = """\
bodies:
  - {id: board, name: The board, role: senior_leadership}
  - {id: scrutiny, name: Scrutiny, role: scrutiny}
"""
FIGURES = "measure,period,value\ncases,2022/23,90\ncases,2023/24,3\ncases,2024/25,81\ncases,2025/26,x\n"


@pytest.fixture
def folder(tmp_path):
    files = {"qaf.yaml": MINIMAL_SETTINGS, "areas/neglect.yaml": AREA, "governance.yaml": GOVERNANCE, "in.csv": FIGURES}
    folder = build_tree(tmp_path, files)
    assert run_qaf("-C", folder, "--as-at", "2026-05-01", "ingest", folder / "in.csv", cwd=folder).code == 0
    return folder


def qaf(folder, *words, code=0, as_at="2026-06-15"):
    ran = run_qaf("-C", folder, "--as-at", as_at, *words, cwd=folder)
    assert ran.code == code, ran.out + ran.err
    return ran


def to_write(folder):
    found = json.loads(run_qaf("-C", folder, "--as-at", "2026-06-15", "validate", "--format", "json", cwd=folder).out)
    wrong = [item for item in found["findings"] if item["level"] != "info"]
    assert {item["code"] for item in wrong} <= {"QAF319"}, wrong
    return [(item["path"].rsplit("/", 1)[-1], item["line"], item["subject"]) for item in wrong]


def test_a_curve_looks_back_over_the_figures_there_are_since_the_last_break(folder):
    out = qaf(folder, "new", "curve", "--measure", "cases", "--id", "fewer-cases").out
    text = (folder / "curves" / "fewer-cases.yaml").read_text(encoding="utf-8")
    assert text.startswith(
        "measure: cases\nbegan: 2026-06-15\nbaseline: {from: 2023/24, to: 2024/25}\nstory: To be written"
    )
    assert "81" not in text, "no figure is ever copied into a file of the framework"
    assert "what lies behind the figures" in out
    assert "There already, from what the folder knows: baseline 2023/24 to 2024/25. `qaf curve fewer-cases`" in out
    assert "\n  baseline " not in out and "\n  forecast " in out
    assert to_write(folder) == [("fewer-cases.yaml", 4, "fewer-cases")]
    assert "fewer-cases  to be written" in " ".join(qaf(folder, "list", "curves").out.split("\n")[2:3])


def test_a_curve_begins_with_a_method_partners_and_actions_where_the_folder_knows_them(folder):
    area = folder / "areas" / "waiting.yaml"
    area.write_text(
        "name: Waiting\ngroup: practice\nmeasures:\n"
        "  - {id: slow, kind: quality, text: Days to wait, unit: mean, base: calls, supplied_by: [police]}\n",
        encoding="utf-8",
    )
    settings = folder / "qaf.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8") + "members:\n  - {id: police, name: Police}\n", encoding="utf-8"
    )
    (folder / "actions.yaml").write_text(
        "actions:\n  - {id: more-people, text: More people, status: planned, aims_at: [slow]}\n"
        "  - {id: given-up, text: Given up, status: stopped, aims_at: [slow]}\n", encoding="utf-8",
    )  # fmt: skip
    rows = [f"slow,{2015 + at}/{16 + at},{value}" for at, value in enumerate((31, 29, 28, 25, 24, 21, 20))]
    (folder / "slow.csv").write_text("measure,period,value\n" + "\n".join(rows) + "\n", encoding="utf-8")
    qaf(folder, "ingest", folder / "slow.csv")
    qaf(folder, "new", "curve", "--measure", "slow", "--id", "quicker")
    text = (folder / "curves" / "quicker.yaml").read_text(encoding="utf-8")
    assert "baseline: {from: 2015/16, to: 2021/22}\n" in text
    assert "\nforecast: {method: straight_line}\n" in text
    assert "\npartners:\n  - who: police\n" in text
    assert "# plan: [more-people]\n" in text
    assert "31" not in text and "20\n" not in text, "no figure is ever copied into a file of the framework"


def test_a_curve_of_a_measure_without_figures_leaves_the_baseline_to_you(folder):
    qaf(folder, "new", "curve", "--measure", "calls")
    text = (folder / "curves" / "new-curve.yaml").read_text(encoding="utf-8")
    assert "# baseline: {from: 2021/22, to: 2025/26}\n" in text
    path = folder / "curves" / "new-curve.yaml"
    path.write_text(text.replace("To be written (the story behind the figures)", "Calls are lost."), encoding="utf-8")
    gaps = json.loads(qaf(folder, "gaps", "--format", "json").out)["gaps"]
    assert [gap["about"] for gap in gaps if gap["code"] == "QAF325"] == ["new-curve"]
    said = qaf(folder, "gaps", "--explain", "QAF325 new-curve").out
    assert "Measure `calls` has 0 figures of the whole" in said and "It is a gap." in said


def test_a_curve_can_be_looked_at_before_its_story_is_written_and_is_nowhere_else(folder):
    qaf(folder, "new", "curve", "--measure", "cases", "--id", "fewer-cases")
    told = qaf(folder, "curve", "fewer-cases").out
    assert "| 2024/25 | 81 |" in told and "*Not written yet.*" in told
    assert "To be written" not in told
    qaf(folder, "report", "--to", "md", "--out", folder / "out")
    assert "Turning the curve" not in (folder / "out" / "book.md").read_text(encoding="utf-8")
    assert "Did you mean `fewer-cases`?" in qaf(folder, "curve", "fewer-case", code=2).err


def test_a_meeting_is_of_a_body_and_a_day(folder):
    assert "Say with --body who met." in qaf(folder, "new", "meeting", code=2).err
    assert "Did you mean `scrutiny`?" in qaf(folder, "new", "meeting", "--body", "scruteny", code=2).err
    first = qaf(folder, "new", "meeting", "--body", "board").out
    assert "meetings.yaml:2: meeting. Now write:" in first
    again = qaf(folder, "new", "meeting", "--body", "board", code=1).err
    assert "a meeting of `board` of that day already" in again
    second = qaf(folder, "new", "meeting", "--body", "board", as_at="2026-06-14").out
    assert "meetings.yaml:6: meeting" in second
    assert [subject for _, _, subject in to_write(folder)] == ["board 2026-06-15", "board 2026-06-14"]
    assert (
        "A meeting has no id of its own." in qaf(folder, "new", "meeting", "--body", "board", "--id", "x", code=2).err
    )


def test_a_self_assessment_lists_what_there_is_to_judge_and_judges_nothing(folder):
    qaf(folder, "new", "self-assessment", "--kind", "peer")
    text = (folder / "self-assessments.yaml").read_text(encoding="utf-8")
    assert "    tier: peer\n    area: neglect\n    judgements:\n      - good: warm\n        is: To be written" in text
    assert {subject for _, _, subject in to_write(folder)} == {"neglect peer 2026-06-15"}
    text = text.replace("To be written (the post or member that judges)", "Head of practice")
    (folder / "self-assessments.yaml").write_text(text, encoding="utf-8")
    assert "to be written" in qaf(folder, "list", "self-assessments").out, "a sitting without a judgement is none"
    text = text.replace("To be written (how far it is true)", "partly")
    (folder / "self-assessments.yaml").write_text(text, encoding="utf-8")
    assert to_write(folder) == []
    assert "neglect peer Head of practice 2026-06-15" in qaf(folder, "list", "self-assessments").out


def test_there_has_to_be_something_to_judge(folder):
    path = folder / "areas" / "neglect.yaml"
    path.write_text(AREA.replace("good:\n  - {id: warm, kind: outcome, text: Children are warm and fed.}\n", ""))
    assert "has no good statement that could be judged" in qaf(folder, "new", "self-assessment", code=2).err
    assert not (folder / "self-assessments.yaml").exists()


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("curve",), "Say with --measure which measure is to turn."),
        (("curve", "--measure", "casse"), "Did you mean `cases`?"),
        (("idea", "--measure", "cases"), "Leave it out."),
        (("action", "--body", "board"), "Leave it out."),
        (("idea", "--body", "bord"), "Did you mean `board`?"),
        (("idea", "--kind", "adoptd"), "Did you mean `adopted`?"),
        (("self-assessment", "--kind", "pear"), "Did you mean `peer`?"),
        (("mapping", "--area", "neglect"), "belongs to no area"),
    ],
)
def test_a_wish_that_cannot_be_met_writes_nothing(folder, options, says):
    before = sorted(path for path in folder.rglob("*") if path.is_file())
    assert says in qaf(folder, "new", *options, code=2).err
    assert sorted(path for path in folder.rglob("*") if path.is_file()) == before


def test_an_idea_names_its_team_and_counts_once_it_is_written(folder):
    qaf(folder, "new", "idea", "--body", "board", "--name", "Ring families when nothing is wrong")
    assert to_write(folder) == []
    row = json.loads(qaf(folder, "list", "ideas", "--format", "json").out)["ideas"][0]
    assert (row["id"], row["owner"], row["status"]) == ("ring-families-when-nothing-is-wrong", "board", "new")


def test_a_question_still_to_be_written_leaves_the_rest_of_a_meeting_standing(folder):
    qaf(folder, "new", "meeting", "--body", "board")
    path = folder / "meetings.yaml"
    path.write_text(
        path.read_text(encoding="utf-8") + "    concerns: [{id: cold-homes, area: neglect, why: It is cold}]\n"
    )
    assert to_write(folder) == [("meetings.yaml", 5, "board 2026-06-15")]
    row = json.loads(qaf(folder, "list", "meetings", "--format", "json").out)["meetings"][0]
    assert row["text"] == "1 concern"
