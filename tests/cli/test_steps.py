"""`qaf steps` by the front door."""

import json
import shutil

import pytest
from helpers import MINIMAL_SETTINGS, ROOT, build_tree, run_qaf

AREA = """\
name: Families who come back
group: practice
{extra}"""
WHY = "why: One in four is referred again.\nevidence:\n  - cite: Inspection letter\n    says: Cases close too soon.\n"
GOOD = """\
good:
  - id: help-lasts
    kind: outcome
    text: Help lasts.
    informed_by: [children_parents_carers]
  - id: parents-heard
    kind: quality
    text: Parents are heard.
    informed_by: [children_parents_carers]
"""
SOURCES = """\
sources:
  - id: case-system
    family: case_records
    method: management_information
    routine: true
  - id: parents-asked
    family: children_parents_carers
    method: interview
    routine: true
  - id: staff-asked
    family: frontline_staff
    method: survey
    routine: false
"""
MEASURES = """\
measures:
  - id: referrals
    kind: quantity
    text: Referrals
    unit: count
    sources: [case-system]
  - id: again
    kind: outcome
    text: Referred again
    unit: percent
    of: referrals
    shows: [help-lasts]
    key: true
    sources: [case-system]
  - id: heard
    kind: quality
    text: Parents who were heard
    unit: percent
    base: parents asked
    shows: [parents-heard]
    status: planned
    sources: [parents-asked]
"""
COLLECTED = MEASURES.replace("    status: planned\n", "").replace(
    "    key: true\n    sources: [case-system]", "    key: true\n    sources: [case-system, staff-asked]"
)
YEARS = 'timetable_years: ["2026/27", "2027/28", "2028/29"]\n'
TIMETABLE = """\
activities:
  - id: staff-survey
    name: Staff survey
    kind: survey
    areas: [coming-back]
    sources: [staff-asked]
    frequency: annual
    lead: head
  - id: visitors
    name: A neighbour reviews us
    kind: external_peer_review
    areas: [coming-back]
    lead: head
    due: [2027/28]
"""
GOVERNANCE = """\
bodies:
  - id: board
    name: Board
    role: senior_leadership
  - id: scrutiny
    name: Scrutiny
    role: scrutiny
  - id: teams
    name: Teams
    role: frontline_team
reports:
  - id: yearly
    name: The book
    form: book
    to: [board, scrutiny]
    when: annual
    considered: An hour for each sheet.
    leads_to: The year's actions.
"""
ACTIONS = """\
actions:
  - id: call-back
    text: Ring each family after three months.
    status: planned
    aims_at: [again]
    owner: head
    due: 2026-12-31
"""


def make(folder, *parts, settings="", **files):
    extra = "".join(part for part in parts)
    tree = {
        "qaf.yaml": MINIMAL_SETTINGS + settings,
        **{name.replace("_", ".", 1): text for name, text in files.items()},
    }
    if parts:
        tree["areas/coming-back.yaml"] = AREA.format(extra=extra)
    return build_tree(folder, tree)


def steps(folder, *options, as_at="2026-06-15"):
    ran = run_qaf("-C", folder, "--as-at", as_at, "steps", "--format", "json", *options)
    assert ran.code == 0, ran.err
    content = json.loads(ran.out)
    assert [step["step"] for step in content["steps"]] == list(range(1, 9))
    return content["steps"]


def statuses(folder, **options):
    return [step["status"] for step in steps(folder, **options)]


def missing(folder, number):
    return " ".join(line["text"] for line in steps(folder)[number - 1]["missing"])


def test_an_empty_folder_has_begun_nothing_and_is_told_how(tmp_path):
    folder = make(tmp_path)
    assert statuses(folder) == ["not begun"] * 8
    page = run_qaf("-C", folder, "--as-at", "2026-06-15", "steps").out
    assert page.startswith("Eight steps to a framework: Northmoor, as at 2026-06-15\n")
    assert "8 not begun." in page
    assert "Go on with step 1, choose what to look at." in page
    for command in (
        "qaf catalogue list --type area",
        "qaf adopt ID",
        "qaf new area",
        "qaf new activity",
        "qaf new body",
    ):
        assert command in page


def test_each_file_moves_its_step_on(tmp_path):
    assert statuses(make(tmp_path / "1", "owner: head\n"))[:2] == ["begun", "not begun"]
    assert statuses(make(tmp_path / "2", WHY))[:2] == ["done", "not begun"]
    assert statuses(make(tmp_path / "3", WHY, GOOD))[:5] == ["done", "done", "not begun", "not begun", "not begun"]
    assert statuses(make(tmp_path / "4", WHY, GOOD, SOURCES))[4] == "done"
    assert statuses(make(tmp_path / "5", WHY, GOOD, SOURCES, COLLECTED))[:6] == ["done"] * 5 + ["not begun"]
    assert statuses(make(tmp_path / "6", "priority: 1\n", WHY, GOOD, SOURCES, COLLECTED))[5] == "begun"


def test_a_whole_folder_has_done_all_eight(tmp_path):
    files = {"timetable_yaml": TIMETABLE, "governance_yaml": GOVERNANCE, "actions_yaml": ACTIONS}
    folder = make(tmp_path, "priority: 1\nowner: head\n", WHY, GOOD, SOURCES, COLLECTED, settings=YEARS, **files)
    checked = run_qaf("-C", folder, "validate", "--strict")
    assert checked.code == 0, checked.out
    assert statuses(folder) == ["done"] * 8
    page = run_qaf("-C", folder, "--as-at", "2026-06-15", "steps").out
    assert "All eight are done. Go round again" in page
    assert "[x] 8  Close the circle" in page


def test_what_is_missing_is_named_with_its_file(tmp_path):
    folder = make(tmp_path, "priority: 1\n", GOOD, MEASURES.replace("    sources: [case-system]\n", ""), SOURCES)
    assert "does not say why it was chosen: coming-back" in missing(folder, 1)
    assert "names no evidence: coming-back" in missing(folder, 1)
    assert "2 measures are collected and do not say from where: referrals and again" in missing(folder, 3)
    assert "nobody who answers for it: coming-back" in missing(folder, 6)
    first = steps(folder)[0]["missing"][0]
    assert first["about"] == ["coming-back"]
    assert "areas/coming-back.yaml" in first["do"]
    asides = " ".join(steps(folder)[2]["worth_a_thought"])
    assert "2 of 2 collected measures have no figures yet" in asides


def test_step_three_counts_by_type_and_source(tmp_path):
    stock = {row["kind"]: row for row in steps(make(tmp_path, WHY, GOOD, SOURCES, MEASURES))[2]["collected"]}
    assert stock["outcome"]["measures"] == 1
    assert stock["outcome"]["families"]["case_records"] == 1
    assert stock["quality"]["measures"] == 0, "a planned measure is not collected"
    page = run_qaf("-C", tmp_path, "--as-at", "2026-06-15", "steps").out
    assert "collected now  measures  with figures  families  staff" in page


def test_goods_that_nothing_shows_and_areas_that_nobody_is_asked_in(tmp_path):
    lines = missing(make(tmp_path, WHY, GOOD), 4)
    assert lines == "Nothing is there yet."
    lines = missing(
        make(
            tmp_path / "b",
            WHY,
            GOOD,
            MEASURES.split("  - id: heard")[0].replace("case-system", "cases"),
            "sources:\n  - id: cases\n    family: case_records\n    method: case_audit\n",
        ),
        4,
    )
    assert "1 of 2 good statements is shown by no measure: parents-heard" in lines
    assert "no quality measure" in lines
    assert "does not hear children, parents or carers: coming-back" in lines
    assert "does not hear frontline staff" in lines


def test_an_accepted_gap_is_not_missing_until_its_day(tmp_path):
    gaps = "accepted:\n" + "".join(
        f"  - code: {code}\n    about: coming-back\n    reason: Later.\n    by: head\n    until: 2026-12-31\n"
        for code in ("QAF304", "QAF305")
    )
    folder = make(tmp_path, "owner: head\n", **{"accepted-gaps_yaml": gaps})
    assert statuses(folder)[0] == "done"
    assert statuses(folder, as_at="2027-01-01")[0] == "begun"


def test_the_timetable_looks_at_years_leads_and_outsiders(tmp_path):
    one = (
        TIMETABLE.split("  - id: visitors")[0]
        .replace("    lead: head\n", "")
        .replace("    frequency: annual\n", "    due: [2026-10]\n")
    )
    folder = make(tmp_path, "priority: 1\n", SOURCES, timetable_yaml=one)
    lines = missing(folder, 7)
    assert "does not name three years" in lines
    assert "In 2 of 3 years nothing is planned: 2027/28 and 2028/29" in lines
    assert "nobody who sees to it: staff-survey" in lines
    assert "Nobody from outside" in lines


def test_a_partnership_is_asked_for_what_partnerships_do(tmp_path):
    folder = make(tmp_path, WHY, timetable_yaml=TIMETABLE.replace("[staff-asked]", "[]"), settings=YEARS)
    assert "partnership" not in missing(folder, 7)
    text = (folder / "qaf.yaml").read_text(encoding="utf-8").replace("kind: organisation", "kind: partnership")
    build_tree(folder, {"qaf.yaml": text})
    lines = missing(folder, 7)
    assert (
        "advised to do at least is not planned, or not every year: deep dive, turning the curve and own impact review"
        in lines
    )


def test_the_cycle_asks_for_bodies_reports_and_actions_with_an_aim(tmp_path):
    bare = "bodies:\n  - id: teams\n    name: Teams\n    role: frontline_team\n"
    bare += "reports:\n  - id: pack\n    name: Pack\n    form: monthly\n"
    aimless = "actions:\n  - id: talk\n    text: Talk.\n    status: planned\n"
    lines = missing(make(tmp_path, WHY, governance_yaml=bare, actions_yaml=aimless), 8)
    for words in (
        "No body that leads",
        "No body that scrutinises",
        "once a year",
        "goes to nobody: pack",
        "aims at no measure",
    ):
        assert words in lines


def test_markdown_is_a_page(tmp_path):
    settings = MINIMAL_SETTINGS.replace("name: Northmoor", 'name: "<b>`North|moor`*"')
    folder = build_tree(tmp_path, {"qaf.yaml": settings})
    page = run_qaf("-C", folder, "--as-at", "2026-06-15", "steps", "--format", "md").out
    assert page.startswith(
        "# Eight steps to a framework: \\<b\\>\\`North\\|moor\\`\\*\n\nAs at 2026-06-15: 8 not begun.\n\n| step |"
    )
    assert page.count("\n## ") == 8


def test_a_broken_area_is_not_held_for_bare(tmp_path):
    folder = make(tmp_path, WHY)
    build_tree(folder, {"areas/broken.yaml": "name: [\n"})
    ran = run_qaf("-C", folder, "--as-at", "2026-06-15", "steps", "--format", "json")
    assert ran.code == 0
    assert "may be incomplete" in ran.err
    assert "broken" not in ran.out


def test_a_catalogue_takes_no_steps_and_no_folder_is_told_how_to_begin(tmp_path):
    ran = run_qaf("-C", ROOT / "framework", "steps")
    assert ran.code == 2
    assert "is a catalogue" in ran.err
    ran = run_qaf("steps", cwd=tmp_path)
    assert ran.code == 2
    assert "qaf init" in ran.err


@pytest.mark.parametrize("format_", ["table", "md", "json"])
def test_the_example_stands_somewhere_and_twice_the_same(tmp_path, format_):
    folder = shutil.copytree(ROOT / "examples" / "northmoor-council", tmp_path / "copy")
    before = sorted(path.relative_to(folder) for path in folder.rglob("*"))
    first = run_qaf("-C", folder, "--as-at", "2026-06-15", "steps", "--format", format_)
    again = run_qaf("-C", folder, "--as-at", "2026-06-15", "steps", "--format", format_)
    assert first.code == 0
    assert first.out == again.out
    assert "poverty-and-housing" in first.out
    assert sorted(path.relative_to(folder) for path in folder.rglob("*")) == before


def test_step_three_is_not_done_before_outcomes_and_voices_are_collected(tmp_path):
    one = MEASURES.split("  - id: again")[1].replace("    key: true\n", "").replace("kind: outcome", "kind: quality")
    folder = make(
        tmp_path, WHY, GOOD, SOURCES, "measures:\n  - id: again" + one.replace("of: referrals", "base: asked")
    )
    assert statuses(folder)[2] == "begun"
    lines = missing(folder, 3)
    assert "No outcome is collected: nothing tells whether anybody is better off." in lines
    assert "Not collected at all: quantity." in lines
    assert "No measure that is collected comes from children, parents and carers and frontline staff." in lines
    aside = " ".join(steps(folder)[2]["worth_a_thought"])
    assert "No measure that is collected comes from organisational information and external sources." in aside
    assert "frontline staff" not in aside


def test_a_planned_measure_with_figures_is_collected_and_the_line_is_to_be_taken_out(tmp_path):
    folder = make(tmp_path, WHY, GOOD, SOURCES, COLLECTED)
    path = folder / "areas" / "coming-back.yaml"
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole.replace("    key: true\n", "    key: true\n    status: planned\n"), encoding="utf-8")
    assert "No outcome is collected" in missing(folder, 3)
    figures = "measure,period,numerator,denominator,value\nreferrals,2025/26,,,200\nagain,2025/26,50,200,\n"
    build_tree(folder, {"figures.csv": figures})
    assert run_qaf("-C", folder, "--as-at", "2026-06-15", "ingest", folder / "figures.csv").code == 0
    outcome = next(row for row in steps(folder)[2]["collected"] if row["kind"] == "outcome")
    assert (outcome["measures"], outcome["with_figures"]) == (1, 1)
    assert "planned" not in steps(folder)[3]["has"]
    (line,) = steps(folder)[2]["missing"]
    assert line["text"] == "1 measure has figures and still says that it is planned: again."
    assert line["do"].startswith("Take the line `status:` of `again` out in areas/coming-back.yaml")
    (found,) = (
        item
        for item in json.loads(run_qaf("-C", folder, "validate", "--format", "json", cwd=folder).out)["findings"]
        if item["code"] == "QAF327"
    )
    text = path.read_text(encoding="utf-8").splitlines()
    assert text[found["line"] - 1] == "    status: planned"
    assert found["level"] == "warning"
    assert "`again` (Referred again) has figures and still says `status: planned`." in found["message"]
    gaps = run_qaf("-C", folder, "gaps", "--format", "json").out
    assert "QAF327" not in gaps
    path.write_text(whole, encoding="utf-8")
    assert "QAF327" not in run_qaf("-C", folder, "validate").out
    assert statuses(folder)[2] == "done"


def test_that_there_is_no_figure_does_not_make_a_planned_measure_one_that_is_collected(tmp_path):
    folder = make(tmp_path, WHY, GOOD, SOURCES, MEASURES)
    build_tree(folder, {"figures.csv": "measure,period,value\nheard,2025/26,x\n"})
    assert run_qaf("-C", folder, "--as-at", "2026-06-15", "ingest", folder / "figures.csv").code == 0
    assert steps(folder)[3]["has"]["planned"] == 1
    assert "QAF327" not in run_qaf("-C", folder, "validate").out


def test_good_statements_in_the_catalogues_words_are_nobodys_here(tmp_path):
    folder = tmp_path / "new"
    run_qaf("--as-at", "2026-06-15", "init", folder, "--name", "Anytown", "--sector", "council")
    assert statuses(folder)[1:4] == ["begun", "not begun", "begun"]
    line = steps(folder)[1]["missing"][0]
    assert line["text"].startswith("Nobody here has said what good looks like in 5 areas, where every statement is")
    assert "areas/" in line["do"]
    for number, path in enumerate(sorted((folder / "areas").iterdir())):
        text = path.read_text(encoding="utf-8")
        before, found, after = text.partition("good:\n")
        key = "    text: " if number % 2 else "    kind: "
        new = "    text: Our own words.\n" if number % 2 else "    informed_by: [frontline_staff]\n"
        lines = after.splitlines(keepends=True)
        at = next(index for index, line in enumerate(lines) if line.startswith(key))
        end = at + 1
        while number % 2 and lines[end].startswith("      "):
            end += 1
        lines[at:end] = [new] if number % 2 else [lines[at], new]
        path.write_text(before + found + "".join(lines), encoding="utf-8")
        assert len(steps(folder)[1]["missing"]) == (0 if number == 4 else 1)
    assert statuses(folder)[1] == "done"


def test_what_is_needed_cannot_be_told_before_stock_is_taken(tmp_path):
    folder = make(tmp_path, WHY, GOOD, SOURCES, COLLECTED.replace("    shows:", "    status: planned\n    shows:"))
    path = folder / "areas" / "coming-back.yaml"
    assert statuses(folder)[2:4] == ["begun", "done"]
    text = path.read_text(encoding="utf-8").replace("    unit: count\n", "    unit: count\n    status: planned\n")
    path.write_text(text, encoding="utf-8")
    assert statuses(folder)[2:4] == ["not begun", "begun"]
    assert "What is collected now has not been told yet" in missing(folder, 4)


@pytest.mark.parametrize(
    ("groups", "words"),
    [
        (["practice"], "Here: 1 content area, of practice."),
        (["wider", "wider"], "Here: 2 content areas, all of the wider picture."),
        (["practice", "practice", "wider"], "Here: 3 content areas, 2 of practice and 1 of the wider picture."),
    ],
)
def test_areas_and_their_groups_are_one_sentence(tmp_path, groups, words):
    files = {f"areas/a{number}.yaml": f"name: A\ngroup: {group}\n" for number, group in enumerate(groups)}
    folder = build_tree(tmp_path, {"qaf.yaml": MINIMAL_SETTINGS, **files})
    assert words in run_qaf("-C", folder, "steps").out


def test_meetings_ideas_and_self_assessments_belong_to_the_last_step(tmp_path):
    """They are told, and an idea that nobody answered is worth a thought."""
    files = {
        "qaf.yaml": MINIMAL_SETTINGS,
        "governance.yaml": "bodies: [{id: board, name: The board, role: senior_leadership}]\n",
        "meetings.yaml": "meetings: [{on: 2026-03-19, body: board}]\n",
        "ideas.yaml": (
            "ideas:\n  - {id: walk-home, team: North, text: Walk home together}\n"
            "  - {id: quiet-hour, team: North, text: A quiet hour, status: declined}\n"
        ),
    }
    folder = build_tree(tmp_path, files)
    ran = run_qaf("-C", folder, "--as-at", "2026-06-15", "steps", "--format", "json")
    step = json.loads(ran.out)["steps"][7]
    assert (step["has"]["meetings"], step["has"]["ideas"]) == (1, 2)
    assert "1 idea of 2 from a team has no answer yet: walk-home." in step["worth_a_thought"]
    assert "1 meeting on record" in run_qaf("-C", folder, "--as-at", "2026-06-15", "steps").out
