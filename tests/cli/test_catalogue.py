"""`qaf catalogue` by the front door: on a small catalogue, and lightly on the one that comes with qaf."""

import json

import pytest
from helpers import MINIMAL_SETTINGS, build_tree, run_qaf

AREA = """\
name: Domestic violence
group: practice
why: Many reviews speak of it.
evidence:
  - cite: A review of reviews
    says: It is found in most of them.
good:
  - id: dv-stops
    kind: outcome
    text: The violence stops.
    cite: Module 2, row 1
sources:
  - id: dv-mothers
    family: children_parents_carers
    method: interview
    text: Mothers are asked | at closure.
    kinds: [quality, outcome]
    routine: true
measures:
  - id: dv-cases
    kind: quantity
    text: Cases with domestic violence
    unit: count
    better: neither
  - id: dv-stopped
    kind: outcome
    text: Cases in which it had stopped at closure
    unit: percent
    of: dv-cases
    shows: [dv-stops]
    better: higher
    sources: [dv-mothers]
questions:
  - id: dv-ask
    text: What do mothers say?
    about: [dv-stopped]
"""
WITHIN = "name: Children who see it\ngroup: practice\nwithin: domestic-violence\ninteracts_with: [bullying]\n"
OTHER = "name: Bullying\ngroup: wider\nquestions:\n  - id: bullying-ask\n    text: Who is asked about bullying?\n"


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A small catalogue in the place of the one that comes with qaf."""
    settings = MINIMAL_SETTINGS.replace("kind: organisation", "kind: catalogue")
    files = {"areas/domestic-violence.yaml": AREA, "areas/children-who-see.yaml": WITHIN, "areas/bullying.yaml": OTHER}
    folder = build_tree(tmp_path / "catalogue", {"qaf.yaml": settings, **files})
    monkeypatch.setattr("qaf.workspace.shipped.shipped_folder", lambda name: folder)
    return folder


def listed(*options):
    ran = run_qaf("catalogue", *options, "--format", "json")
    assert ran.code == 0, ran.err
    content = json.loads(ran.out)
    extra = ["found", "guessed", "unknown"] if options[0] == "search" else []
    assert list(content) == ["entries", *extra]
    return content["entries"]


def ids(*options):
    return [entry["id"] for entry in listed(*options)]


def test_list_as_json_is_exactly_what_was_promised(small):
    entries = listed("list")
    assert {tuple(entry) for entry in entries} == {("id", "type", "kind", "area", "text")}
    by_id = {entry["id"]: entry for entry in entries}
    assert len(by_id) == len(entries) == 9
    assert by_id["dv-stopped"] == {
        "id": "dv-stopped",
        "type": "measure",
        "kind": "outcome",
        "area": "domestic-violence",
        "text": "Cases in which it had stopped at closure",
    }
    assert by_id["dv-mothers"]["kind"] == "quality, outcome"
    assert (by_id["bullying"]["type"], by_id["bullying"]["kind"]) == ("area", "")
    assert by_id["dv-ask"]["type"] == "question"
    assert by_id["dv-stops"]["type"] == "good"


def test_list_by_area_kind_type_and_family(small):
    assert "children-who-see" in ids("list", "--area", "domestic-violence")
    assert "bullying" not in ids("list", "--area", "domestic-violence")
    assert ids("list", "--kind", "outcome") == ["dv-stops", "dv-mothers", "dv-stopped"]
    assert ids("list", "--type", "measure") == ["dv-cases", "dv-stopped"]
    assert ids("list", "--family", "children_parents_carers") == ["dv-mothers"]
    assert ids("list", "--family", "children_parents_carers", "--type", "measure") == ["dv-stopped"]
    assert ids("list", "--family", "external") == []


def test_list_for_people(small):
    table = run_qaf("catalogue", "list").out
    assert "Domestic violence (domestic-violence)\n\nid " in table
    assert "outcome measure" in table
    assert "3 areas, 1 good statement, 1 source, 2 measures and 2 questions." in table
    markdown = run_qaf("catalogue", "list", "--format", "md").out
    assert "## Domestic violence (domestic-violence)\n\n| id | what | text |" in markdown
    assert r"Mothers are asked \| at closure." in markdown
    areas = run_qaf("catalogue", "list", "--type", "area").out
    assert areas.count("id  ") == 1


def test_search_forgives_and_puts_the_best_first(small):
    assert ids("search", "domestic", "abuse")[0] == "domestic-violence"
    assert ids("search", "bulying")[0] == "bullying"
    assert set(ids("search", "mom")) == {"dv-mothers", "dv-ask"}
    assert ids("search", "violence", "--type", "measure") == ["dv-cases", "dv-stopped"]
    assert len(ids("search", "violence", "--limit", "2")) == 2
    assert len(ids("search", "violence", "--limit", "0")) > 2
    shown = run_qaf("catalogue", "search", "violence", "--limit", "2").out
    assert "The best 2 of " in shown


def test_search_that_finds_nothing_says_so(small):
    ran = run_qaf("catalogue", "search", "zqxj")
    assert (ran.code, ran.out) == (0, "Nothing in the catalogue fits.\n")
    assert "like `zqxj`" in ran.err
    assert run_qaf("catalogue", "search", "-1").code == 2
    assert run_qaf("catalogue", "search").code == 2


def test_show_prints_an_entry_with_everything_it_is_linked_to(small):
    shown = run_qaf("catalogue", "show", "dv-stopped")
    assert shown.code == 0
    assert shown.out.startswith("dv-stopped: outcome measure\n  Cases in which it had stopped at closure\n")
    linked = {
        (link["relation"], link["id"])
        for link in json.loads(run_qaf("catalogue", "show", "dv-stopped", "--format", "json").out)["links"]
    }
    assert linked == {
        ("area", "domestic-violence"),
        ("of", "dv-cases"),
        ("shows", "dv-stops"),
        ("sources", "dv-mothers"),
        ("asked_about_by", "dv-ask"),
    }
    assert "qaf adopt dv-stopped" in shown.out


@pytest.mark.parametrize(
    ("id_", "links", "says"),
    [
        ("dv-cases", {("area", "domestic-violence"), ("base_of", "dv-stopped")}, ["unit", "counts", "neither"]),
        ("dv-stops", {("area", "domestic-violence"), ("shown_by", "dv-stopped")}, ["Module 2, row 1"]),
        ("dv-mothers", {("area", "domestic-violence"), ("tells", "dv-stopped")}, ["parents and carers", "yes"]),
        ("dv-ask", {("area", "domestic-violence"), ("about", "dv-stopped")}, ["question"]),
        ("bullying", {("interacts_with", "children-who-see"), ("questions", "bullying-ask")}, ["wider"]),
    ],
)
def test_show_of_each_type(small, id_, links, says):
    content = json.loads(run_qaf("catalogue", "show", id_, "--format", "json").out)
    assert {(link["relation"], link["id"]) for link in content["links"]} == links
    text = run_qaf("catalogue", "show", id_).out
    markdown = run_qaf("catalogue", "show", id_, "--format", "md").out
    assert markdown.startswith(f"# {id_}: ")
    for word in says:
        assert word in text or word in ("unit", "counts")


def test_show_of_an_area_tells_why_and_what_it_holds(small):
    text = run_qaf("catalogue", "show", "domestic-violence").out
    assert "Many reviews speak of it." in text
    assert "A review of reviews: It is found in most of them." in text
    for id_ in ("children-who-see", "dv-stops", "dv-mothers", "dv-cases", "dv-stopped", "dv-ask"):
        assert f" {id_} " in text


def test_an_id_or_area_that_does_not_exist(small):
    ran = run_qaf("catalogue", "show", "dv-stoped")
    assert ran.code == 2
    assert "Did you mean `dv-stopped`?" in ran.err
    assert "qaf catalogue search" in run_qaf("catalogue", "show", "🦊").err
    ran = run_qaf("catalogue", "list", "--area", "domestic-violance")
    assert ran.code == 2
    assert "Did you mean `domestic-violence`?" in ran.err
    assert run_qaf("catalogue", "list", "--kind", "amount").code == 2
    assert run_qaf("catalogue", "show", "northmoor").code == 2


def test_the_catalogue_that_comes_with_qaf(tmp_path):
    ran = run_qaf("catalogue", "list", "--format", "json", cwd=tmp_path)
    entries = json.loads(ran.out)["entries"]
    types = {entry["type"] for entry in entries}
    assert types == {"area", "good", "source", "measure", "question"}
    assert len({entry["id"] for entry in entries}) == len(entries) > 300
    found = run_qaf("catalogue", "search", "domestic", "abuse", "--limit", "3", "--format", "json", cwd=tmp_path)
    assert json.loads(found.out)["entries"][0]["id"] == "domestic-violence"
    assert run_qaf("catalogue", "show", "domestic-violence", cwd=tmp_path).code == 0
    assert list(tmp_path.iterdir()) == []


def test_a_word_that_was_guessed_is_said(small):
    for format_ in ("table", "md"):
        ran = run_qaf("catalogue", "search", "domestik", "--format", format_)
        assert ran.out.startswith("No entry has `domestik`; showing `domestic`.\n\n"), ran.out
        assert "domestic-violence" in ran.out
    content = json.loads(run_qaf("catalogue", "search", "domestik", "--format", "json").out)
    assert content["guessed"] == [{"asked": "domestik", "shown": ["domestic"]}]
    assert content["entries"][0]["id"] == "domestic-violence"
    assert content["found"] == len(content["entries"])
    content = json.loads(run_qaf("catalogue", "search", "mothers", "zqxj", "--format", "json").out)
    assert (content["guessed"], content["unknown"]) == ([], ["zqxj"])
    assert "No entry has" not in run_qaf("catalogue", "search", "mother").out


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--kind", "outcome", "--type", "question"), "No question has a kind: --kind and --type question together"),
        (("--kind", "quality", "--type", "area"), "No area has a kind"),
        (("--family", "external", "--type", "question"), "No question has a family"),
        (("--family", "external"), "The catalogue has no source of the family external sources."),
        (
            ("--family", "external", "--kind", "quality"),
            "The catalogue has no source on quality of the family external",
        ),
        (("--family", "external", "--type", "measure"), "The catalogue has no measure that rests on external sources."),
        (("--area", "bullying", "--kind", "outcome"), "The catalogue has no outcome entry in `bullying`."),
        (("--area", "bullying", "--type", "good"), "The catalogue has no good statement in `bullying`."),
    ],
)
def test_a_list_that_must_be_empty_says_why(small, options, says):
    for format_ in ("table", "md"):
        ran = run_qaf("catalogue", "list", *options, "--format", format_)
        assert ran.code == 0
        assert ran.out.startswith(says), ran.out
        assert ran.out.count("\n") == 1
    ran = run_qaf("catalogue", "list", *options, "--format", "json")
    assert json.loads(ran.out) == {"entries": []}
    assert ran.err.startswith(says)


@pytest.mark.parametrize(
    ("option", "value", "near"),
    [
        ("--kind", "outcom", "outcome"),
        ("--type", "mesure", "measure"),
        ("--family", "front-line-staff", "frontline_staff"),
        ("--format", "jsn", "json"),
    ],
)
def test_a_filter_that_is_unknown_gets_a_near_miss(small, option, value, near):
    for command in (("list",), ("search", "mothers")):
        ran = run_qaf("catalogue", *command, option, value)
        assert ran.code == 2
        assert f"Did you mean `{near}`?" in ran.err
    assert "Did you mean" not in run_qaf("catalogue", "list", option, "zqxj").err


@pytest.mark.parametrize("columns", ["80", "60", "40", "20"])
def test_an_id_is_whole_on_any_terminal(columns):
    environment = {"COLUMNS": columns}
    entries = json.loads(run_qaf("catalogue", "list", "--format", "json").out)["entries"]
    words = run_qaf("catalogue", "list", environment=environment).out.split()
    assert [entry["id"] for entry in entries if entry["id"] not in words] == []
    found = run_qaf("catalogue", "search", "temporary", "accommodation", environment=environment).out
    assert "poverty-moved-to-acceptable-home" in found.split()
    shown = run_qaf("catalogue", "show", "poverty-housing-needs-data-quantity", environment=environment).out
    assert "poverty-and-poor-housing" in shown.split()
    if columns != "20":
        assert max(map(len, found.splitlines())) <= int(columns)


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("teenage pregnancy", "antenatal-support"),
        ("teenage mums", "antenatal-support"),
        ("school exclusion", "missing-education"),
        ("excluded from school", "missing-education"),
        ("D&A", "parental-substance-misuse"),
        ("d and a", "parental-substance-misuse"),
        ("D.V.", "domestic-violence"),
        ("DV", "domestic-violence"),
        ("police call outs", "dv-police-helpful"),
        ("police call-out", "dv-police-helpful"),
    ],
)
def test_what_the_field_says_otherwise_leads_to_the_general_entry_first(asked, first):
    ran = run_qaf("catalogue", "search", *asked.split(), "--format", "json")
    assert ran.code == 0
    assert [entry["id"] for entry in json.loads(ran.out)["entries"]][0] == first


def test_kids_are_children_before_they_are_adolescents_and_a_childs_voice_is_heard():
    kids, voice = (
        [entry["id"] for entry in json.loads(run_qaf("catalogue", "search", asked, "--format", "json").out)["entries"]]
        for asked in ("kids", "child's voice")
    )
    children = [
        entry["id"]
        for entry in json.loads(run_qaf("catalogue", "search", "children", "--format", "json").out)["entries"]
    ]
    assert kids[:3] == children[:3]
    assert "adolescent-mental-health" not in kids[:10]
    assert {"front-door-children-safer", "cp-good-relationship"} <= set(voice)
