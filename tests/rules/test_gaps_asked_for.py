"""What the guidance asks of a framework, clause by clause: which rule speaks where a folder lacks it, in which words.

Each clause is judged on the bad example of its rule, by the front door; `test_gaps_in_depth.py` tries the rules' edges.
"""

import json
import re

import pytest
from helpers import MINIMAL_SETTINGS, build_tree, run_qaf

from qaf.rules.documentation import read_documentation
from qaf.rules.registry import GAP_MODULES

AS_AT = "2026-06-15"
CLAUSES = [
    ("an area chosen without local need", "QAF304", "does not say why it was chosen"),
    ("an area chosen without research", "QAF305", "cites no evidence"),
    ("a good statement without a measure", "QAF306", "Nothing shows how near this"),
    ("a measure without a good statement", "QAF334", "says of no good statement"),
    ("an outcome that only staff report", "QAF335", "no source but frontline staff"),
    ("casework without before and after", "QAF336", "no measure says whether they were better at the end"),
    ("no follow-up after closure", "QAF337", "not asked about again once work has ended"),
    ("figures not fresh by frequency and ready_after", "QAF338", "has no figure for 2025/26 Q3, due by 2026-02-11"),
    ("a supplier who has delivered nothing", "QAF339", "Our Police (`our-police`) has delivered nothing"),
    ("too many measures", "QAF340", "more than 1 is more than people can use"),
    ("too many actions", "QAF341", "more than the 1 that can be done well"),
    ("no stories in any report", "QAF342", "no report brings stories there"),
    ("a survey result without what lies behind it", "QAF343", "nothing says what lies behind that of 2025/26"),
    ("a board without safeguarding training", "QAF344", "Nothing says that Cabinet"),
    ("a report without a body", "QAF345", "goes to no body"),
    ("a body without a report", "QAF346", "No report goes to Scrutiny Committee"),
    ("information that reaches one body only", "QAF347", "and to nobody else"),
    ("an area that three years never reach", "QAF330", "No activity of the timetable looks at Supervision"),
    ("a concern without activity or action", "QAF348", "Nothing has followed the concern `families-unasked`"),
    ("an idea unanswered", "QAF349", "has not been answered"),
    ("leaders without contact with families", "QAF350", "leaders themselves meet children, parents and carers"),
    ("an action without evidence", "QAF351", "Nothing is given for why"),
    ("an action without a measure to move", "QAF352", "aims at no measure"),
    ("a done action whose measure never moved", "QAF353", "cannot be told to have improved since it began"),
    ("an ambition on how many have a status", "QAF354", "is neither good nor bad"),
    ("an ambition without reason or who set it", "QAF357", "does not say why nor who set it"),
]


def gaps_of(folder, *more):
    for file in sorted((folder / "incoming").glob("*")):
        assert run_qaf("-C", folder, "--as-at", AS_AT, "ingest", file).code == 0
    ran = run_qaf("-C", folder, "--as-at", AS_AT, "gaps", "--format", "json", *more)
    assert ran.code == 0, ran.err
    return {(gap["code"], gap["about"]): gap["message"] for gap in json.loads(ran.out)["gaps"]}


def codes_of(found):
    return {code for code, _ in found}


@pytest.mark.parametrize(("clause", "code", "words"), CLAUSES, ids=[clause.replace(" ", "-") for clause, *_ in CLAUSES])
def test_the_rule_of_each_clause_speaks(tmp_path, clause, code, words):
    rule = read_documentation(code)
    bad = gaps_of(build_tree(tmp_path / "bad", {"qaf.yaml": MINIMAL_SETTINGS, **rule.bad}))
    spoken = [message for (found, _), message in bad.items() if found == code]
    assert any(words in message for message in spoken), spoken
    good = gaps_of(build_tree(tmp_path / "good", {"qaf.yaml": MINIMAL_SETTINGS, **rule.good}))
    assert code not in codes_of(good), clause


def test_every_rule_about_gaps_in_depth_stands_for_a_clause():
    rules = {match[0].upper() for name in GAP_MODULES if (match := re.search(r"qaf3[345]\d", name))}
    others = {"QAF331", "QAF332", "QAF333", "QAF355", "QAF356"}
    assert rules - others == {code for _, code, _ in CLAUSES if code >= "QAF330"}


AREA = """\
name: Neglect
group: practice
owner: head
measures:
  - {id: plans, kind: quantity, text: Plans, unit: count, frequency: quarterly, ready_after: 6w, owner: head}
  - {id: visits, kind: quantity, text: Visits, unit: count, frequency: quarterly, ready_after: 6w, owner: head}
"""
GOVERNANCE = "posts: [{id: head, name: Head of Practice}]\n"


def test_an_owner_who_has_delivered_nothing_is_named_as_a_supplier_is(tmp_path):
    files = {"qaf.yaml": MINIMAL_SETTINGS, "areas/neglect.yaml": AREA, "governance.yaml": GOVERNANCE}
    files["incoming/old.csv"] = "measure,period,value\nplans,2024/25 Q1,3\nvisits,2024/25 Q1,9\n"
    found = gaps_of(build_tree(tmp_path, files))
    assert found["QAF339", "head"].startswith("Head of Practice (`head`) has delivered nothing that was due: ")


def test_leaders_who_meet_families_only_are_asked_about_staff_and_the_other_way_round(tmp_path):
    sources = "sources: [{id: talks, family: children_parents_carers, method: interview}]\n"
    visit = (
        "activities:\n  - {id: visits, name: Visits, kind: walking_the_floor, by_leaders: true, due: [2026-09-01]"
        ", sources: [talks]}\n"
    )
    files = {"qaf.yaml": MINIMAL_SETTINGS, "sources.yaml": sources, "timetable.yaml": visit}
    found = [text for (code, _), text in gaps_of(build_tree(tmp_path / "a", files)).items() if code == "QAF350"]
    assert found == ["Nothing is planned in which leaders themselves meet frontline staff."]
    files["timetable.yaml"] = visit.replace(", sources: [talks]", "")
    found = [text for (code, _), text in gaps_of(build_tree(tmp_path / "b", files)).items() if code == "QAF350"]
    assert found == ["Nothing is planned in which leaders themselves meet children, parents and carers."]
    files["timetable.yaml"] = visit.replace("by_leaders: true, ", "")
    found = [text for (code, _), text in gaps_of(build_tree(tmp_path / "c", files)).items() if code == "QAF350"]
    assert len(found) == 1 and "children, parents and carers" in found[0] and "frontline staff" in found[0]
