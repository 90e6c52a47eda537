"""What the smaller forms say: by the front door, on a small folder, in Markdown and HTML."""

from __future__ import annotations

import re
import shutil

import pytest
from forms_folder import AS_AT, FORMS, OUTSIDE_CI, TEAMS, forms_folder
from helpers import MINIMAL_SETTINGS, build_tree, run_qaf


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    return forms_folder(tmp_path_factory.mktemp("forms") / "folder")


@pytest.fixture
def told(tmp_path):
    """Builds a form and returns its Markdown without escapes."""

    def build(folder, form, *more):
        shutil.rmtree(tmp_path / "out", ignore_errors=True)
        ran = run_qaf(*AS_AT, "-C", folder, "report", form, "--out", tmp_path / "out", *more, environment=OUTSIDE_CI)
        assert ran.code == 0, ran.err
        html = (tmp_path / "out" / f"{form}.html").read_text(encoding="utf-8")
        assert html.startswith("<!DOCTYPE html>") and "<script" not in html
        return (tmp_path / "out" / f"{form}.md").read_text(encoding="utf-8").replace("\\", "")

    return build


def part(text, title):
    """What stands under a heading, up to the next one of its level or above."""
    found = re.search(rf"^(#+) {re.escape(title)}$\n(.*?)(?=^#{{1,6}} |\Z)", text, flags=re.M | re.S)
    assert found, f"{title} in {re.findall(r'^#+ .*$', text, flags=re.M)}"
    level = len(found[1])
    return re.split(rf"^#{{1,{level}}} ", text[found.start(2) :], maxsplit=1, flags=re.M)[0]


# management --------------------------------------------------------------------------------------------------------


def test_a_quarterly_pack_begins_with_what_a_test_tells_from_chance(shared, told):
    text = told(shared, "quarterly")
    assert text.startswith("# Quarterly pack 2025/26 Q4")
    assert "3 measures with a figure for 2025/26 Q4, 1 still awaited" in text
    stands_out = part(text, "What stands out")
    assert "Repeat referrals" in stands_out and "below the control limits" in stands_out
    assert "which is better" in stands_out and "Wood team (high) differs" in stands_out
    assert "Referrals:" not in stands_out, "what could be chance does not stand out"


def test_what_comes_once_a_year_stands_with_its_last_value_and_date_and_is_not_missing(shared, told):
    last = told(shared, "quarterly").split("## What comes less often")[1]
    row = next(line for line in last.splitlines() if line.startswith("| Parents who felt heard"))
    assert "70.0 % in 2025/26" in row and "Annual" in row
    assert "nothing is missing" in last
    assert "Visits" not in last


def test_what_is_awaited_and_what_cannot_wait(shared, told):
    text = told(shared, "quarterly")
    assert "Visits" in part(text, "Not in yet")
    now = part(text, "To see to now")
    assert "**Overdue:** Talk before closing" in now and "Build a new door" not in now
    assert "no action aims at it:** Repeat referrals" in now
    assert "One number to ring" in now and "Nobody has answered it yet" in now


def test_teams_stand_in_the_order_of_the_settings_with_their_funnel_and_control_chart(shared, told, tmp_path):
    area = told(shared, "quarterly").split("## Front door")[1]
    teams = [team for line in area.splitlines() for team in TEAMS if line.startswith(f"| {team.title()} team |")]
    assert teams[:6] == list(TEAMS)
    assert "quarterly-charts/repeats_funnel_team.svg" in area
    assert "Control chart: Repeat referrals" in area
    assert (tmp_path / "out" / "quarterly-charts" / "repeats_funnel_team.svg").is_file()
    assert "Fewer came back: 13.9 %" in part(area, "The story behind the figures")
    assert "Why do they come back?" in area and "Who asks the parents?" not in area


def test_a_pack_of_a_quarter_without_its_own_story_shows_the_latest_and_says_so(shared, told):
    text = told(shared, "quarterly", "--period", "2024/25 Q2")
    assert "Nobody has written down what lies behind the figures of 2024/25 Q2 yet" in text
    assert "(analysis/front-door/2024_25-Q2.md)" in text
    assert "13.9 %" not in text and "2025/26 Q4" not in text


def test_a_monthly_pack_has_the_measures_of_months(shared, told):
    text = told(shared, "monthly", "--period", "2026-04")
    assert "404" in part(text, "Calls made")
    assert "| Repeat referrals (outcome) | 13.9 % in 2025/26 Q4 | Quarterly |" in text
    later = told(shared, "monthly")
    assert later.startswith("# Monthly pack May 2026")
    assert "Calls made (quantity) | 404 in April 2026" in part(later, "Not in yet")


def test_one_story_is_told_in_each_pack_and_not_always_the_same(tmp_path, told):
    stories = {
        f"stories/s-{n}.md": f"---\nid: s-{n}\nvoice: child\narea: front-door\nconsent: {{given: 2025-01-01, "
        f"how: Told, for: [book]}}\nnames_changed: true\n---\n# Story number {n}\n\nText.\n"
        for n in range(3)
    }
    folder = forms_folder(tmp_path / "folder", {**stories, "stories/second-time.md": None})
    found = {
        re.search(r"Story number \d", told(folder, "quarterly", "--period", f"2025/26 Q{n}"))[0] for n in (1, 2, 3)
    }
    assert len(found) == 3


# team --------------------------------------------------------------------------------------------------------------


def test_a_team_sees_itself_beside_all_together_and_no_other_team(shared, told, tmp_path):
    text = told(shared, "team", "--team", "wood")
    assert text.startswith("# Team page 2025/26 Q4")
    own = part(text, "Repeat referrals")
    assert "36.7 %" in own and "All together 13.9 %" in own
    assert "High, by more than chance would explain" in own
    everything = text + (tmp_path / "out" / "team.html").read_text(encoding="utf-8")
    charts = (path.read_text(encoding="utf-8") for path in (tmp_path / "out" / "team-charts").iterdir())
    everything += "".join(charts)
    for team in TEAMS:
        assert (f"{team.title()} team" in everything) == (team == "wood"), team
    assert "You stand apart in “Repeat referrals”" in part(text, "To talk about")
    assert "70.0 %" in part(text, "What children, parents and carers say")
    assert "She asked me first." in text


def test_a_team_hears_what_became_of_its_ideas(shared, told):
    hill = part(told(shared, "team", "--team", "hill"), "Your ideas, and what became of them")
    assert "**Adopted:** Walk home from school with parents Answer: Yes and thank you" in hill
    assert "Tea for everybody" in hill and "One number to ring" not in hill
    mill = part(told(shared, "team", "--team", "mill"), "Your ideas, and what became of them")
    assert "Nobody has answered it yet" in mill
    assert "has sent in no idea yet" in told(shared, "team", "--team", "quay")


def test_without_a_name_every_team_has_a_page_and_a_place_can_have_one_too(shared, told, tmp_path):
    text = told(shared, "team")
    assert re.findall(r"^## (.*)$", text, flags=re.M) == [f"{team.title()} team" for team in TEAMS]
    html = (tmp_path / "out" / "team.html").read_text(encoding="utf-8")
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert re.findall(r"^## (.*)$", told(shared, "team", "--team", "locality/north"), flags=re.M) == ["The north"]


# the others --------------------------------------------------------------------------------------------------------


def test_supervision_asks_four_questions_beside_what_is_known(shared, told):
    text = told(shared, "supervision")
    assert "13.9 %" in part(text, "What difference is your work making to this child and this family?")
    known = part(text, "How would you know that you are helping? What would you see, hear or be told?")
    assert "Families do not need to come back." in known and "Did anybody listen to you?" in known
    felt = part(text, "What is it like to be this child, or this parent, on the other side of what you do?")
    assert "70.0 %" in felt and "50.0 %" not in felt
    rests = part(text, "What is your approach built on: what do you know that makes it likely to help here?")
    assert "come back less often" in rests and "Files that were good" in rests


def test_a_pack_of_questions_has_the_good_picture_the_figures_in_words_and_room_to_answer(shared, told, tmp_path):
    text = told(shared, "questions")
    front = text.split("## Front door")[1].split("\n## ")[0]
    assert "Families do not need to come back." in part(front, "What good looks like")
    assert "70.0 % in 2025/26 (140 of 200)" in part(front, "What the figures say")
    asked = part(front, "Questions to ask")
    assert "Why do they come back?" in asked and "Answer:" in asked
    homes = text.split("## Homes")[1].split("\n## ")[0]
    assert "There is no outcome measure" in homes and "Chosen because" in homes
    html = (tmp_path / "out" / "questions.html").read_text(encoding="utf-8")
    assert html.count('class="lines"') >= 5


def test_stories_are_those_whose_consent_covers_this_use(shared, told):
    book = told(shared, "stories")
    assert "She asked me first." in book and "Nobody had rung." not in book
    assert "1 story is kept back" in book
    partners = told(shared, "stories", "--body", "partners")
    assert "Nobody had rung." in partners and "She asked me first." not in partners
    assert "in the partnership" in partners and "Made for The partnership" in partners


def test_the_summary_alone_has_no_link_to_what_is_not_there(shared, told, tmp_path):
    text = told(shared, "summary")
    assert "How safe are children, and how do we know?" in text and "Index of measures" not in text
    html = (tmp_path / "out" / "summary.html").read_text(encoding="utf-8")
    for target in re.findall(r'href="#([^"]+)"', html):
        assert f'id="{target}"' in html


def test_a_pack_about_one_area_is_about_that_area(shared, told):
    text = told(shared, "questions", "--area", "empty")
    assert "## Homes" in text and "Front door" not in text
    assert told(shared, "quarterly", "--area", "front-door").startswith("# Quarterly pack 2025/26 Q4 · Front door")


# what a body gets --------------------------------------------------------------------------------------------------


def test_a_body_gets_the_detail_that_governance_says(shared, told):
    whole = told(shared, "quarterly", "--body", "board")
    assert "figures of the whole only" in whole and "Wood team" not in whole and "The north" not in whole
    managers = told(shared, "quarterly", "--body", "managers")
    assert "The north" in managers and "Wood team" not in managers
    assert "Wood team" in told(shared, "quarterly")


def test_each_form_made_for_a_body_comes_back_to_what_it_asked_and_what_came_of_it(shared, told, tmp_path):
    folder = tmp_path / "meets"
    shutil.copytree(shared, folder)
    (folder / "meetings.yaml").write_text(
        "meetings:\n"
        "  - on: 2025-01-14\n    body: board\n    minutes_planned: 60\n    minutes_spent: 20\n"
        "    asked:\n      - {question: Who rings the families afterwards?, answer: Nobody knew}\n"
        "    agreed:\n      - {text: Ring ten families, due: 2025-02-01}\n",
        encoding="utf-8",
    )
    for form in ("quarterly", "monthly", "questions", "stories", "supervision"):
        text = told(folder, form, "--body", "board")
        back = text[text.index("Back to ") :]
        assert "60 minutes were planned for this, and 20 were spent on it." in back, form
        asked = part(text, "What was asked last time, and what came of it")
        assert "Who rings the families afterwards?" in asked and "Answer then: Nobody knew. No action came" in asked
        assert "which has passed" in part(text, "What was agreed") and "Still open." in part(text, "What was agreed")
        assert "Back to " not in told(folder, form), form
    assert "Back to " not in told(folder, "quarterly", "--body", "managers"), "no meeting of theirs is on record"


def test_what_is_told_by_team_only_is_not_said_to_be_unmeasured(tmp_path, told):
    rows = "measure,period,breakdown,category,value\n" + "".join(
        f"referrals,2025/26 Q4,team,{team},150\n" for team in TEAMS
    )
    folder = forms_folder(tmp_path / "folder", {"analysis/front-door/2025_26-Q4.md": None}, rows)
    text = told(folder, "book", "--body", "board")
    assert "only by teams or places that are not shown here" in text and "Hill team" not in text
    assert "Hill team" in told(folder, "quarterly")


def test_what_people_typed_stays_text(tmp_path, told):
    bad = '"<img src=x onerror=alert(1)> | **[a](javascript:b)**"'
    ideas = f"ideas:\n  - {{id: walk, team: hill, text: {bad}, status: new}}\n"
    folder = forms_folder(
        tmp_path / "folder", {"ideas.yaml": ideas, "areas/empty.yaml": f"name: {bad}\ngroup: wider\npriority: 2\n"}
    )
    for form in FORMS:
        told(folder, form)
        html = (tmp_path / "out" / f"{form}.html").read_text(encoding="utf-8")
        assert "<img" not in html and "javascript:b</a>" not in html and 'href="javascript' not in html
        raw = (tmp_path / "out" / f"{form}.md").read_text(encoding="utf-8")
        assert not re.search(r"(?<!\\)(<img|\]\(javascript)", raw)


# little or nothing -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_a_new_folder_gives_a_page_that_says_what_to_do(tmp_path, told, form):
    folder = build_tree(tmp_path / "new", {"qaf.yaml": MINIMAL_SETTINGS})
    text = told(folder, form)
    assert "What to do next" in text or form == "summary"
    assert "OFFICIAL" not in text


def test_a_folder_without_figures_of_that_kind_says_why_and_what_to_do(tmp_path, told):
    files = {"governance.yaml": None, "actions.yaml": None, "ideas.yaml": None, "qaf.yaml": MINIMAL_SETTINGS}
    area = """\
name: Front door
group: practice
owner: head
measures:
  - {id: yearly, kind: quality, text: Parents who felt heard, unit: percent, base: parents asked, frequency: annual}
"""
    files |= {"areas/front-door.yaml": area, "analysis/front-door/2025_26-Q4.md": None, "areas/empty.yaml": None}
    rows = "measure,period,numerator,denominator\nyearly,2024/25,120,200\n"
    folder = forms_folder(tmp_path / "folder", files, rows)
    text = told(folder, "quarterly")
    assert "No measure is collected every quarter" in text and "frequency: quarterly" in text
    assert "60.0 % in 2024/25" in text
    assert "No team to make a page of" in told(folder, "team")
    assert "Nothing has been chosen to look at first" in told(folder, "questions")
    assert "Nobody has written down what good looks like" in told(folder, "supervision")


def test_a_school_trust_gets_the_latest_term(tmp_path, told):
    settings = "schema: 2\nyear_starts: september\norganisation: {id: trust, name: Trust, kind: organisation}\n"
    area = (
        "name: Attendance\ngroup: practice\nmeasures:\n  - {id: seen, kind: quantity, text: Pupils seen, unit: count}\n"
    )
    rows = "measure,period,value\nseen,2024/25 summer,410\nseen,2025/26 autumn,420\nseen,2025/26 spring,430\n"
    folder = build_tree(tmp_path / "folder", {"qaf.yaml": settings, "areas/attendance.yaml": area})
    (tmp_path / "figures.csv").write_text(rows, encoding="utf-8")
    assert run_qaf(*AS_AT, "-C", folder, "ingest", tmp_path / "figures.csv").code == 0
    text = told(folder, "quarterly")
    assert "spring" in text.splitlines()[0] and "430" in part(text, "Pupils seen")
