"""`qaf new` by the front door: the folder stays valid, every other byte stays, and what is left to do is said."""

import os
import re

import pytest
from helpers import MINIMAL_SETTINGS, build_tree, run_qaf

AREA = """\
# The first area we chose.
name: Neglect   # in the words of the board
group: practice

measures:

  # counted by hand until 2024
  - id: cases
    kind: quantity
    text: Cases
    unit: count
"""
NAMED_KINDS = ("idea", "mapping")
KINDS = (
    *NAMED_KINDS,
    "area",
    "good",
    "measure",
    "source",
    "question",
    "activity",
    "body",
    "post",
    "action",
    "story",
    "recipe",
)


@pytest.fixture
def folder(tmp_path):
    return build_tree(tmp_path, {"qaf.yaml": MINIMAL_SETTINGS, "areas/neglect.yaml": AREA})


def new(folder, *options, code=0):
    ran = run_qaf("-C", folder, "--as-at", "2026-06-15", "new", *options, cwd=folder)
    assert ran.code == code, ran.out + ran.err
    return ran


def is_clean(folder):
    ran = run_qaf("-C", folder, "--as-at", "2026-06-15", "validate", "--strict", "--ignore", "QAF3")
    return ran.code == 0


def say_that_names_are_changed(folder):
    for path in (folder / "stories").iterdir():
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub("(?m)^names_changed: .*$", "names_changed: true", text), encoding="utf-8")


def snapshot(folder):
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_leaves_a_folder_that_validates_also_the_second_time(folder, kind):
    first, second = new(folder, kind), new(folder, kind)
    assert first.err == second.err == ""
    assert is_clean(folder)
    assert f"{kind} `new-{kind}`. Now write:" in first.out
    assert f"{kind} `new-{kind}-2`. Now write:" in second.out


@pytest.mark.parametrize("kind", KINDS)
def test_the_place_that_is_named_is_where_the_stub_stands(folder, kind):
    path, line = new(folder, kind, "--id", "the-stub").out.split(": ")[0].split(":")
    lines = (folder / path).read_text(encoding="utf-8").splitlines()
    assert "the-stub" in lines[int(line) - 1] or "the-stub" in path


def test_every_other_byte_of_the_file_stays(folder):
    new(folder, "good", "--name", "Children are warm and fed.")
    new(folder, "measure", "--kind", "quantity")
    text = (folder / "areas" / "neglect.yaml").read_text(encoding="utf-8")
    rest = "".join(re.split(r"(?m)^good:\n(?:  .*\n)+\n|^  - id: new-measure\n(?:    .*\n)+", text))
    assert rest.replace("\n\n\n", "\n\n") == AREA
    assert "  - id: children-are-warm-and-fed\n    kind: outcome\n    text: Children are warm and fed.\n" in text


def test_options_choose_the_words(folder):
    new(
        folder,
        "source",
        "--area",
        "neglect",
        "--family",
        "frontline_staff",
        "--kind",
        "survey",
        "--name",
        "Staff: asked",
    )
    text = (folder / "areas" / "neglect.yaml").read_text(encoding="utf-8")
    assert "    family: frontline_staff\n    method: survey\n" in text
    assert '    text: "Staff: asked"\n' in text
    new(folder, "activity", "--area", "neglect", "--kind", "peer_review")
    assert "    kind: peer_review\n    areas: [neglect]\n" in (folder / "timetable.yaml").read_text(encoding="utf-8")
    new(folder, "body", "--kind", "scrutiny")
    assert "role: scrutiny" in (folder / "governance.yaml").read_text(encoding="utf-8")
    new(folder, "source", "--name", "Everybody's survey")
    assert "id: everybodys-survey" in (folder / "sources.yaml").read_text(encoding="utf-8")
    new(folder, "area", "--area", "neglect", "--kind", "wider", "--name", "Cold: homes")
    text = (folder / "areas" / "cold-homes.yaml").read_text(encoding="utf-8")
    assert text.startswith('name: "Cold: homes"\ngroup: wider\nwithin: neglect\n')
    assert is_clean(folder)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("measure", "--area", "neglct"), "Did you mean `neglect`?"),
        (("good", "--id", "cases"), "Free is `cases-2`."),
        (("good", "--id", "Not An Id"), "Try `not-an-id`."),
        (("good", "--id", "x" * 61), "at most 60 characters"),
        (("good", "--id", "../../etc"), "not a valid id"),
        (("good", "--id", "own"), "a word that qaf keeps for itself"),
        (("good", "--kind", "quantity"), "It is one of `outcome` or `quality`."),
        (("source", "--kind", "intervew"), "Did you mean `interview`?"),
        (("source", "--family", "staff"), "It is one of"),
        (("question", "--kind", "open"), "Leave it out."),
        (("measure", "--family", "external"), "Leave it out."),
        (("body", "--area", "neglect"), "belongs to no area"),
        (("good", "--name", "bell \x07"), "cannot be seen (U+0007)"),
        (("good", "--name", "half \udce9"), "not UTF-8"),
        (("accepted-gap",), "--gap"),
        (("accepted-gap", "--gap", "QAF301 neglcet"), "Did you mean `neglect`?"),
        (("accepted-gap", "--gap", "QAF202 neglect"), "--gap"),
        (("accepted-gap", "--gap", "QAF301 neglect", "--id", "x"), "no id of its own"),
        (("meassure",), "meassure"),
    ],
)
def test_a_wish_that_cannot_be_met_changes_nothing(folder, options, says):
    before = snapshot(folder)
    ran = new(folder, *options, code=2)
    assert says in ran.err
    assert snapshot(folder) == before


def test_an_area_has_to_be_named_where_there_are_several_or_none(folder, tmp_path):
    new(folder, "area", "--name", "Gangs")
    ran = new(folder, "measure", code=2)
    assert "--area" in ran.err
    assert "`gangs` and `neglect`" in ran.err
    empty = build_tree(tmp_path / "empty", {"qaf.yaml": MINIMAL_SETTINGS})
    assert "`qaf new area` makes one" in new(empty, "good", code=2).err


def test_an_accepted_gap_names_the_gap_and_runs_for_a_year(folder):
    build_tree(folder, {"governance.yaml": "posts: [{id: head-of-practice, name: Head of practice}]\n"})
    ran = new(folder, "accepted-gap", "--gap", "qaf301 neglect", "--name", "Later.")
    assert ran.err == ""
    text = (folder / "accepted-gaps.yaml").read_text(encoding="utf-8")
    assert "head-of-practice" not in text
    assert text.startswith("accepted:\n  - code: QAF301\n    about: neglect\n    reason: Later.\n")
    assert "until: 2027-06-15" in text
    assert is_clean(folder)
    assert "already" in new(folder, "accepted-gap", "--gap", "QAF301 neglect", code=1).err


def test_what_is_wrong_because_of_a_stub_is_said(folder):
    build_tree(folder, {"actions.yaml": "actions:\n  - {id: a, text: A., status: planned, owner: anybody}\n"})
    assert is_clean(folder)
    ran = new(folder, "post")
    assert "1 finding that it did not have before" in ran.err
    assert "QAF202 `owner` of action `a` names the post or member `anybody`" in ran.err


def test_a_story_is_never_printed_before_somebody_wrote_down_the_consent(folder):
    new(folder, "story", "--name", "It was cold. Line: two")
    text = (folder / "stories" / "it-was-cold-line-two.md").read_text(encoding="utf-8")
    assert "consent: {}\n" in text
    assert text.endswith("---\nIt was cold. Line: two\n")
    assert "\nnames_changed: To be written (true, once every name and place in the story is changed)\n" in text
    ran = run_qaf("-C", folder, "validate", "--format", "concise")
    assert ran.code == 0
    assert "QAF319 `names_changed` of story `it-was-cold-line-two` is still to be written." in ran.out
    say_that_names_are_changed(folder)
    assert "QAF319" not in run_qaf("-C", folder, "validate", "--format", "concise").out
    assert is_clean(folder)


def test_a_file_that_cannot_be_read_is_left_alone(folder):
    build_tree(folder, {"governance.yaml": "bodies: [\n", "timetable.yaml": "activities: none\n"})
    before = snapshot(folder)
    assert "governance.yaml was left as it is" in new(folder, "body", code=1).err
    assert "timetable.yaml was left as it is" in new(folder, "activity", code=1).err
    assert snapshot(folder) == before


def test_an_area_whose_file_has_a_fault_is_named_with_its_line_and_left_alone(folder):
    build_tree(folder, {"areas/gangs.yaml": "name: Gangs\ngroup: practice\ngood: [\n"})
    build_tree(folder, {"areas/deeper/cold.yaml": "id: cold-homes\nname: Cold\ngroup: practise\n"})
    before = snapshot(folder)
    for area, place in (("gangs", "areas/gangs.yaml:"), ("cold-homes", "areas/deeper/cold.yaml:3:")):
        for options in (("good",), ("activity",), ("area", "--name", "Below")):
            ran = new(folder, *options, "--area", area, code=1)
            assert f"The area `{area}` could not be read" in ran.err
            assert "on line" in ran.err
            assert place in ran.err
            assert "There is no area" not in ran.err
    assert snapshot(folder) == before


def test_words_that_nobody_chose_are_told(folder):
    ran = new(folder, "source", "--name", "Somebody is asked")
    assert "nobody has said: `family: children_parents_carers` and `method: interview`." in ran.out
    ran = new(folder, "source", "--name", "Staff are asked", "--family", "frontline_staff", "--kind", "survey")
    assert "Only a beginning" not in ran.out


def test_a_file_that_leads_out_of_the_folder_is_left_alone(folder, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "actions.yaml"
    outside.write_text("actions: []\n", encoding="utf-8")
    os.symlink(outside, folder / "actions.yaml")
    ran = new(folder, "action", code=1)
    assert "link to a file outside" in ran.err
    assert outside.read_text(encoding="utf-8") == "actions: []\n"


def test_a_stub_does_not_replace_a_file_that_was_not_understood(folder):
    build_tree(folder, {"areas/drafts/x.yaml": "name: [", "imports/monthly.yaml": "file: ["})
    assert "There is a file imports/monthly.yaml already." in new(folder, "recipe", "--name", "Monthly", code=1).err


def test_no_folder(tmp_path):
    ran = run_qaf("new", "area", cwd=tmp_path)
    assert ran.code == 2
    assert "qaf init" in ran.err


def test_a_file_that_is_set_read_only_is_left_alone(folder):
    before = (folder / "areas/neglect.yaml").read_bytes()
    (folder / "areas/neglect.yaml").chmod(0o444)
    ran = new(folder, "good", "--area", "neglect", code=2)
    assert "neglect.yaml: permission denied. Nothing was changed." in ran.err
    assert (folder / "areas/neglect.yaml").read_bytes() == before
