"""`qaf diff` by the front door: what changed between two revisions, in words."""

from __future__ import annotations

import json
import os
import re

import pytest
from helpers import MINIMAL_SETTINGS, build_tree, run_qaf
from repository import NEEDS_GIT, Repository, only_our_git  # noqa: F401

pytestmark = [NEEDS_GIT, pytest.mark.usefixtures("only_our_git")]

SETTINGS = (
    MINIMAL_SETTINGS
    + """\
disclosure: {profile: strict}
breakdowns:
  - {id: locality, name: Locality, categories: [{id: north}, {id: south}]}
scales:
  - {id: audit, good_from: good, grades: [{id: weak}, {id: good}]}
"""
)
AREA = """\
name: Domestic abuse
group: practice
priority: 2
why: Three of every seven calls.
evidence:
  - {cite: Our needs assessment, says: It is rising.}
owner: head-of-quality
good:
  - {id: good-safer, kind: outcome, text: Children are safer.}
sources:
  - {id: asked, family: children_parents_carers, method: interview}
measures:
  - {id: plans, kind: quantity, text: Children with a plan, unit: count}
  - id: safer
    kind: outcome
    text: Children who say that they are safer
    unit: percent
    base: children asked
    better: higher
    shows: [good-safer]
    sources: [asked]
    ambitions: [{period: 2025/26, at_least: 81, why: We said so.}]
  - {id: visits, kind: quality, text: Visits in time, unit: percent, of: plans}
questions:
  - {id: ask-why, text: Why are some not safer?, about: [safer]}
"""
OTHER = """\
name: Poor housing
group: wider
"""
GOVERNANCE = """\
bodies: [{id: board, name: The board, role: partnership, meets: quarterly}]
posts: [{id: head-of-quality, name: Head of quality}, {id: analyst}]
reports: [{id: book, name: Report book, form: book, to: [board], when: quarterly}]
"""
ACTIONS = """\
actions:
  - id: train
    text: Train every team
    area: domestic-abuse
    aims_at: [safer]
    status: planned
    owner: head-of-quality
    due: 2026-03-31
    updates: [{on: 2026-01-05, says: Twelve of forty are trained.}]
"""
TIMETABLE = """\
activities:
  - {id: file-audit, name: File audit, kind: audit, areas: [domestic-abuse], due: [2026-02-01], lead: analyst}
"""
STORY = """\
---
id: the-door
voice: child
area: domestic-abuse
consent: {given: 2025-01-01, how: in writing, for: [book]}
names_changed: true
---
Somebody knocked, and nobody opened.
"""
ANALYSIS = "The numbers fell because a team was short of people.\n"
FILES = {
    "qaf.yaml": SETTINGS,
    "areas/domestic-abuse.yaml": AREA,
    "areas/housing.yaml": OTHER,
    "governance.yaml": GOVERNANCE,
    "actions.yaml": ACTIONS,
    "timetable.yaml": TIMETABLE,
    "stories/the-door.md": STORY,
    "analysis/domestic-abuse/2024_25.md": ANALYSIS,
}
FILE = "areas/domestic-abuse.yaml"


@pytest.fixture
def repository(tmp_path):
    made = Repository(tmp_path.resolve() / "repository", "framework")
    made.at("2025-01-10", FILES, tag="v1")
    return made


@pytest.fixture
def changed(repository):
    """Changes files, one replacement each or a whole text; commits; returns what is printed from v1 to that."""

    def build(files, *options):
        texts = {}
        for name, what in files.items():
            texts[name] = what
            if isinstance(what, tuple):
                assert what[0] in FILES[name]
                texts[name] = FILES[name].replace(*what)
        repository.at("2025-04-01", texts, tag="v2")
        return diff(repository, "v1..v2", *options)

    return build


def diff(repository, *options, code=0):
    ran = run_qaf("-C", repository.root, "--as-at", "2026-06-15", "diff", *options)
    assert ran.code == code, ran.err
    return ran.out


def in_area(*replacements):
    text = AREA
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    return {FILE: text}


def test_nothing_changed(repository, changed):
    text = changed({FILE: "# a comment\n" + AREA.replace("kind: outcome, text", "kind:   outcome, text")})
    assert "Nothing that the framework says has changed." in text
    assert "Outcome measures are 33 % of 3 measures, as before." in text
    assert diff(repository, "v1..v2", "--exit-code")
    assert diff(repository, "v1..v1", "--format", "json", "--exit-code")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("text: Children with a plan", "text: Plans", 'reworded from "Children with a plan" to "Plans"'),
        ("base: children asked", "base: children seen", 'base changed from "children asked" to "children seen"'),
        ("unit: percent, of: plans", "unit: percent, base: visits", "base taken out (was `plans`)"),
        ("better: higher", "better: neither", "polarity changed from higher to neither"),
        ("better: higher", "window: rolling_12m", "polarity taken out (was higher)"),
        ("better: higher", "better: higher\n    window: rolling_12m", "window changed from in period to rolling 12m"),
        ("kind: quality, text", "kind: outcome, text", "kind changed from quality to outcome"),
        ("unit: percent, of", "unit: rate, of", "unit changed from percent to rate"),
        ("unit: count}", "unit: count, status: planned}", "status changed from collecting to planned"),
        ("unit: count}", "unit: count, breaks: [{from: 2025/26}]}", "entries of `breaks`: 1 added"),
        ("unit: count}", "unit: count, breakdowns: [locality]}", "`breakdowns`: locality added"),
        ("at_least: 81", "at_least: 64", "the ambition for 2025/26 is lower than it was"),
        ("at_least: 81", "at_most: 81", "entries of `ambitions`: 1 added and 1 removed"),
        ("sources: [asked]", "frequency: annual", "`sources`: asked removed"),
        ("text: Why are some", "text: Who says that some", 'reworded from "Why are some not safer?"'),
        ("method: interview", "method: survey", "`method` changed from interview to survey"),
        ("priority: 2", "priority: 1", "priority moved from 2 to 1"),
        ("priority: 2\n", "", "no longer chosen (it had priority 2)"),
        ("why: Three of every seven calls.", "why: Many calls.", "`why` changed"),
        ("why: Three of every seven calls.\n", "", "`why` was taken out"),
        ("owner: head-of-quality", "owner: analyst", "`owner` changed from `head-of-quality` to `analyst`"),
    ],
)
def test_a_key_of_an_area(changed, old, new, words):
    text = changed(in_area((old, new)))
    assert words in text
    assert "seven" not in text
    assert not re.search(r"\b(81|64)\b", text)


def test_figures_that_may_no_longer_compare_are_named_first(changed):
    text = changed(in_area(("base: children asked", "base: children seen")))
    assert "Figures from before and after may not compare: `safer`." in text
    assert "no break is written down" in text


def test_with_a_break_written_down(changed):
    text = changed(in_area(("base: children asked", "base: children seen\n    breaks: [{from: 2025/26}]")))
    assert "entries of `breaks`: 1 added" in text
    assert "no break is written down" not in text


def test_what_was_added_and_removed(changed):
    measure = "  - {id: heard, kind: outcome, text: Children who were heard, unit: count}\nquestions:\n"
    text = changed(
        in_area(
            ("questions:\n", measure),
            ("  - {id: visits, kind: quality, text: Visits in time, unit: percent, of: plans}\n", ""),
        )
    )
    assert "- Outcome measure added: `heard` (Children who were heard)" in text
    assert "- Quality measure removed: `visits` (Visits in time)" in text
    assert "Outcome measures: 33 % of 3 measures before, 67 % of 3 measures now." in text
    assert "Gaps opened" in text
    assert "QAF302 `domestic-abuse`: " in text


def test_a_gap_that_closed_and_one_that_was_accepted(changed):
    measure = "measures:\n  - {id: cold, kind: outcome, text: Children in warm homes, unit: count}\n"
    accepted = "accepted:\n  - {code: QAF302, about: housing, reason: Later., by: analyst, until: 2026-12-31}\n"
    text = changed({"areas/housing.yaml": OTHER + measure, "accepted-gaps.yaml": accepted})
    closed, accepted_gaps = text.split("Gaps closed")[1].split("Gaps accepted")
    assert "- QAF301 `housing`" in closed
    assert "- QAF302 `housing`: " in accepted_gaps
    assert "QAF302" not in closed
    assert "Accepted gap added: `QAF302 housing`" in text


def test_a_gap_is_not_closed_by_figures_nor_opened_by_their_lack(repository, tmp_path):
    build_tree(tmp_path, {"rows.csv": "measure,period,value\nplans,2024/25,8317\n"})
    assert run_qaf("-C", repository.root, "--as-at", "2026-06-15", "ingest", tmp_path / "rows.csv").code == 0
    repository.at("2025-04-01", {}, tag="v2")
    text = diff(repository, "v1..v2", "--exit-code")
    assert "8317" not in text
    assert "Nothing that the framework says has changed." in text


def test_an_area_that_went_takes_its_gaps_with_it(changed):
    text = changed({"areas/housing.yaml": None})
    assert "- Area removed: `housing` (Poor housing)" in text
    assert "- QAF301 `housing`: it is no longer there" in text


def test_a_measure_with_another_id(changed):
    text = changed(in_area(("id: plans,", "id: children-with-plans,"), ("of: plans", "of: children-with-plans")))
    assert "- Measure `children-with-plans` (Children with a plan): was called `plans`, and figures stored" in text
    assert text.count("\n- ") == 1


def test_two_that_say_the_same_are_not_taken_for_each_other(repository):
    twice = (
        "  - {id: a, kind: quantity, text: Calls, unit: count}\n  - {id: b, kind: quantity, text: Calls, unit: count}\n"
    )
    repository.at("2025-02-01", {"areas/housing.yaml": OTHER + "measures:\n" + twice}, tag="v2")
    again = twice.replace("id: a", "id: c").replace("id: b", "id: d")
    repository.at("2025-03-01", {"areas/housing.yaml": OTHER + "measures:\n" + again}, tag="v3")
    text = diff(repository, "v2..v3")
    assert "was called" not in text
    assert text.count("measure added") == text.count("measure removed") == 2


def test_an_area_whose_file_was_renamed(changed):
    text = changed({FILE: None, "areas/abuse.yaml": AREA, "actions.yaml": ("area: domestic-abuse", "area: abuse"),
                    "timetable.yaml": ("[domestic-abuse]", "[abuse]"),
                    "stories/the-door.md": ("area: domestic-abuse", "area: abuse"),
                    "analysis/domestic-abuse/2024_25.md": None, "analysis/abuse/2024_25.md": ANALYSIS})  # fmt: skip
    assert "- Area `abuse` (Domestic abuse): was called `domestic-abuse`" in text
    assert "`analysis/domestic-abuse/2024_25.md` is now `analysis/abuse/2024_25.md`" in text
    assert "added" not in text
    assert "removed" not in text
    assert "Gaps" not in text


def test_an_area_whose_file_was_renamed_and_its_name_changed(changed):
    new = {"areas/abuse.yaml": AREA.replace("Domestic abuse", "Abuse at home")}
    others = {"actions.yaml": None, "timetable.yaml": None, "stories/the-door.md": None}
    text = changed({FILE: None, **new, **others, "analysis/domestic-abuse/2024_25.md": None})
    assert 'was called `domestic-abuse`; reworded from "Domestic abuse" to "Abuse at home"' in text
    assert "measure added" not in text


def test_a_file_that_moved_with_the_id_kept(repository):
    repository.at("2025-02-01", {"areas/housing.yaml": "id: housing\n" + OTHER}, tag="v2")
    repository.at("2025-03-01", {"areas/housing.yaml": None, "areas/wider/housing.yaml": "id: housing\n" + OTHER})
    text = diff(repository, "v2..HEAD")
    assert "- Area `housing` (Poor housing): its file is now `areas/wider/housing.yaml`" in text


def test_a_measure_that_moved_to_another_area(changed):
    line = "  - {id: plans, kind: quantity, text: Children with a plan, unit: count}\n"
    text = changed({**in_area((line, "")), "areas/housing.yaml": OTHER + "measures:\n" + line})
    assert "- Measure `plans` (Children with a plan): moved here from area `domestic-abuse`" in text
    assert "Poor housing\n- Measure `plans`" in text


def test_an_area_moved_below_another(changed):
    text = changed({"areas/housing.yaml": OTHER + "within: domestic-abuse\n"})
    assert "the area above it added: `domestic-abuse`" in text


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("actions.yaml", "status: planned", "status: done", "(Train every team): status changed from planned to done"),
        ("actions.yaml", "2026-03-31", "2026-09-30", "due date changed from 2026-03-31 to 2026-09-30"),
        ("actions.yaml", "Twelve of forty", "Fourteen of forty", "entries of `updates`: 1 added and 1 removed"),
        ("timetable.yaml", "2026-02-01", "2026/27 Q1", "due date: 2026/27 Q1 added, 2026-02-01 removed"),
        ("timetable.yaml", "id: file-audit, name: File audit", "id: survey, name: Survey", "Activity added: `survey`"),
        ("governance.yaml", "meets: quarterly", "meets: monthly", "`meets` changed from quarterly to monthly"),
        ("governance.yaml", "{id: analyst}", "{id: analyst, until: 2026-01-01}", "`until` added: 2026-01-01"),
        ("qaf.yaml", "profile: strict", "profile: dfe", "disclosure profile changed from strict to dfe"),
        ("qaf.yaml", "{id: south}", "{id: west}", "entries of `categories`: 1 added and 1 removed"),
        ("qaf.yaml", "disclosure", "levels: {QAF312: off}\ndisclosure", "`levels.QAF312` added: off"),
    ],
)  # fmt: skip
def test_a_key_elsewhere(changed, name, old, new, words):
    text = changed({name: (old, new)})
    assert words in text
    assert "forty" not in text


def test_stories_and_analyses_are_not_quoted(repository, changed):
    new = {
        "stories/the-door.md": STORY.replace("knocked", "shouted").replace("for: [book]", "for: [public]"),
        "analysis/domestic-abuse/2024_25.md": "Seventeen left.\n",
    }
    changed(new)
    for form in ("text", "md", "json"):
        text = diff(repository, "v1..v2", "--format", form)
        for word in ("knocked", "shouted", "Seventeen", "fell", "writing", "public"):
            assert word not in text
        assert "the-door" in text
        assert "analysis/domestic-abuse/2024_25.md" in text


def test_an_owner_that_is_no_post_is_not_named(repository):
    without = {"governance.yaml": None, "timetable.yaml": None, "actions.yaml": None, "accepted-gaps.yaml": ""}
    del without["accepted-gaps.yaml"]
    repository.at("2025-02-01", {**without, **in_area(("head-of-quality", "Jo Bloggs"))}, tag="v2")
    repository.at("2025-03-01", in_area(("head-of-quality", "Sam Smith")))
    for form in ("text", "md", "json"):
        text = diff(repository, "v2..HEAD", "--format", form)
        assert "Bloggs" not in text
        assert "Smith" not in text
        assert "owner" in text


# revisions ---------------------------------------------------------------------------------------------------------


def test_a_revision_and_the_folder_as_it_is(repository):
    build_tree(repository.root, {"areas/housing.yaml": OTHER.replace("wider", "practice")})
    text = diff(repository)
    assert "to the folder as it is now." in text
    assert "`group` changed from wider to practice" in text
    assert diff(repository, "v1") == text.replace("From HEAD", "From v1")
    assert "Nothing that the framework says has changed." in diff(repository, "v1..")


def test_what_a_branch_changed_since_it_left(repository):
    repository.git("switch", "--quiet", "--create", "proposal")
    repository.at("2025-02-01", {"areas/housing.yaml": OTHER + "why: Damp.\n"})
    repository.git("switch", "--quiet", "main")
    repository.at("2025-03-01", in_area(("priority: 2", "priority: 1")))
    both, only = diff(repository, "main..proposal"), diff(repository, "main...proposal")
    assert "priority moved" in both
    assert "priority moved" not in only
    assert "`why` was added" in only


@pytest.mark.parametrize("wanted", ["v9", "v1..v9", "v9..v1", "--bad..v1", "v1...v9", "v1..v1..v1"])
def test_a_revision_that_is_none(repository, wanted):
    ran = run_qaf("-C", repository.root, "diff", "--", wanted)
    assert ran.code == 2
    assert "There is no revision" in ran.err
    assert ran.out == ""


def test_a_revision_before_the_folder_was_there(tmp_path):
    made = Repository(tmp_path.resolve() / "repository", "framework")
    (made.top / "README.md").write_text("About us")
    made.git("add", "--all")
    made.git("commit", "--quiet", "--message", "before", day="2024-01-01")
    made.git("tag", "v0")
    made.at("2025-01-10", FILES)
    text = diff(made, "v0..HEAD")
    assert "What could not be compared\n- The folder `framework` held no framework at v0" in text
    assert "- Area added: `housing` (Poor housing)" in text
    assert "Outcome measures are now 33 % of 3 measures; there were no measures before." in text
    back = diff(made, "HEAD..v0")
    assert "- Area removed: `housing`" in back
    assert "there are no measures any more" in back.lower()
    assert "The framework" not in diff(made, "v0..v0", "--exit-code", code=1)


def test_a_revision_whose_settings_cannot_be_read(repository):
    repository.at("2025-02-01", {"qaf.yaml": "schema: [\n"}, tag="broken")
    text = diff(repository, "v1..broken")
    assert "could not be compared\n- At broken (" in text
    assert "qaf.yaml cannot be read" in text
    assert "removed" not in text
    assert diff(repository, "v1..broken", "--exit-code", code=1)
    assert json.loads(diff(repository, "broken..v1", "--format", "json"))["comparable"] is False
    assert "Nothing that the framework says has changed." in diff(repository, "v1..v1")
    assert "In the folder as it is now: " in diff(repository, "v1")


def test_a_revision_with_a_file_that_cannot_be_read(repository):
    repository.at("2025-02-01", {FILE: "name: [\n", "areas/housing.yaml": OTHER + "why: Damp.\n"}, tag="broken")
    for wanted in ("v1..broken", "broken..v1"):
        text = diff(repository, wanted)
        assert f"- {FILE} could not be read whole in broken (" in text
        assert "measure" not in text.split("What could not")[0].lower()
        assert "`why` was" in text


def test_a_dangling_reference_hides_nothing(changed):
    text = changed(
        in_area(("id: ask-why, text: Why are some not safer?, about: [safer]", "id: x, text: Y, about: [z]"))
    )
    assert "Question removed: `ask-why`" in text


def test_without_git(repository, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    ran = run_qaf("-C", repository.root, "diff", "v1..HEAD")
    assert ran.code == 2
    assert ran.err == "qaf: Git is not installed here, so the history of the framework cannot be read.\n"


def test_a_folder_that_is_not_in_git(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.resolve()))
    folder = build_tree(tmp_path / "framework", FILES)
    ran = run_qaf("-C", folder, "diff")
    assert ran.code == 2
    assert "The folder is not kept in git, so it has no history." in ran.err


# formats -----------------------------------------------------------------------------------------------------------


def test_exit_code_is_for_pipelines(repository):
    repository.at("2025-02-01", in_area(("priority: 2", "priority: 1")), tag="v2")
    assert diff(repository, "v1..v2", "--exit-code", code=1)
    assert diff(repository, "v1..v2", code=0)


def test_markdown_for_a_pull_request(changed):
    text = changed(
        {"areas/housing.yaml": OTHER.replace("Poor housing", "'A | B <b> @everyone [l](u) #1'")}, "--format", "md"
    )
    assert text.startswith("# What changed in the framework of Northmoor\n\nFrom v1 (")
    assert r"\<b\> @<!-- -->everyone \[l\](u) \#1" in text
    assert "\n\n- Area `housing`" in text


def test_json_for_programs(changed):
    data = json.loads(changed(in_area(("base: children asked", "base: children seen")), "--format", "json"))
    assert data["format"] == "qaf-diff/1"
    assert len(data["from"]["commit"]) == 40
    assert data["from"]["name"].startswith("v1 (")
    assert data["outcome_share"] == {"from": 33, "to": 33}
    (change,) = data["changes"]
    assert (change["type"], change["what"], change["id"], change["area"]) == (
        "measure",
        "changed",
        "safer",
        "domestic-abuse",
    )
    assert change["may_not_compare"] is True
    assert {
        "key": "base",
        "was_given": True,
        "is_given": True,
        "old": "children asked",
        "new": "children seen",
    } in change["keys"]
    assert data["gaps"] == data["files"] == data["notes"] == []


def test_the_same_bytes_each_time(changed, repository):
    changed({**in_area(("priority: 2", "priority: 1"), ("text: Visits", "text: Calls")), "actions.yaml": None})
    for form in ("text", "md", "json"):
        assert len({diff(repository, "v1..v2", "--format", form) for _ in range(3)}) == 1


def test_names_of_files_that_are_no_text(repository):
    name = os.fsdecode(b"imports/caf\xe9`x.yaml")
    try:
        repository.at("2025-02-01", {name: "preset: dfe\nfile: x.csv\n"}, tag="v2")
    except (OSError, UnicodeEncodeError):
        pytest.skip("no such names of files on this disk")
    for form in ("text", "md", "json"):
        assert "imports/caf" in diff(repository, "v1..v2", "--format", form)


def test_inside_a_hook_git_names_another_folder(repository, monkeypatch):
    repository.at("2025-02-01", in_area(("priority: 2", "priority: 1")), tag="v2")
    monkeypatch.setenv("GIT_DIR", str(repository.top / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    assert "priority moved from 2 to 1" in diff(repository, "v1..v2")


def test_what_stands_behind_a_link_is_not_called_new(repository):
    build_tree(repository.root, {"shared/poverty.yaml": OTHER.replace("Poor housing", "Poverty")})
    (repository.root / "areas/shared").symlink_to("../shared")
    (repository.root / "areas/linked.yaml").symlink_to("../shared/poverty.yaml")
    (repository.root / "imports").mkdir()
    (repository.root / "imports/link.yaml").symlink_to("../shared/poverty.yaml")
    repository.at("2025-02-01", {})
    text = diff(repository, "HEAD")
    assert "added" not in text
    assert "changed\n" not in text
    assert "- areas/shared could not be read whole in HEAD (" in text


def test_an_area_with_a_key_that_is_wrong_is_not_called_gone(repository):
    repository.at("2025-02-01", {"areas/housing.yaml": OTHER.replace("wider", "wide")}, tag="broken")
    for wanted in ("v1..broken", "broken..v1"):
        text = diff(repository, wanted, "--exit-code", code=1)
        assert "removed" not in text
        assert "added" not in text
        assert "areas/housing.yaml could not be read whole in broken" in text


def test_an_area_of_which_every_id_and_the_name_changed(repository):
    one = "  - {id: ID-a, kind: outcome, text: Warm, unit: count}\n"
    lines = f"measures:\n{one}{one.replace('ID-a', 'ID-b').replace('Warm', 'Dry')}"
    repository.at("2025-02-01", {"areas/housing.yaml": OTHER + lines.replace("ID", "old")}, tag="v2")
    new = OTHER.replace("Poor housing", "Homes") + lines.replace("ID", "new")
    repository.at("2025-03-01", {"areas/housing.yaml": None, "areas/homes.yaml": new}, tag="v3")
    text = diff(repository, "v2..v3")
    assert 'Area `homes` (Homes): was called `housing`; reworded from "Poor housing" to "Homes"' in text
    assert "- Measure `new-a` (Warm): was called `old-a`" in text
    assert "moved" not in text
    assert "Gaps" not in text
