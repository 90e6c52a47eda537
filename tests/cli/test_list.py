"""`qaf list`: every kind of entry, filtered, in four formats."""

import csv
import io
import json
import re

import pytest
from helpers import MINIMAL_SETTINGS, ROOT, build_tree, run_qaf

from qaf.analysis.entry_rows import PLURALS

EXAMPLE = ROOT / "examples" / "northmoor-council"
ACTIONS = """\
actions:
  - {id: late, text: Ask staff, area: heat, owner: head, status: under_way, due: 2026-06-14}
  - {id: today, text: Ask parents, area: homes, owner: head, status: planned, due: 2026-06-15}
  - {id: finished, text: Ask police, status: done, due: 2026-01-31}
  - {id: begun, text: To be written (what is to be done), area: heat, status: planned}
"""
FILES = {
    "qaf.yaml": MINIMAL_SETTINGS,
    "areas/homes.yaml": "name: Homes\ngroup: wider\n",
    "areas/heat.yaml": "name: Heat\ngroup: wider\nwithin: homes\npriority: 1\n",
    "actions.yaml": ACTIONS,
}


@pytest.fixture
def folder(tmp_path):
    return build_tree(tmp_path, FILES)


def qaf(folder, *words, code=0):
    ran = run_qaf("-C", folder, "--as-at", "2026-06-15", "list", *words, cwd=folder)
    assert ran.code == code, ran.out + ran.err
    return ran


def ids(folder, *words):
    (rows,) = json.loads(qaf(folder, *words, "--format", "json").out).values()
    return [row["id"] for row in rows]


@pytest.mark.parametrize("kind", PLURALS)
def test_every_kind_by_its_singular_and_its_plural(kind):
    rows = json.loads(qaf(EXAMPLE, PLURALS[kind], "--format", "json").out)[PLURALS[kind]]
    assert rows, "the example has one of each kind"
    as_csv = csv.DictReader(io.StringIO(qaf(EXAMPLE, kind, "--format", "csv").out))
    assert [row["id"] for row in as_csv] == [row["id"] for row in rows]


@pytest.mark.parametrize("kind", ["actions", "activities", "accepted_gaps", "Bodies"])
def test_a_page_names_every_entry_and_counts_them(kind):
    listed = ids(EXAMPLE, kind)
    for format_ in ("table", "md"):
        out = qaf(EXAMPLE, kind, "--format", format_).out
        assert all(id_ in out for id_ in listed)
        assert re.search(rf"^{len(listed)} [a-z-]+\.$", out, flags=re.MULTILINE), out


def test_the_example_lists_what_its_files_say():
    assert ids(EXAMPLE, "measures", "--area", "poverty-and-housing") == [
        "temporary-accommodation", "homes-considered", "families-helped-with-money", "absence-in-temporary-homes"
    ]  # fmt: skip
    assert ids(EXAMPLE, "ideas", "--status", "declined") == ["one-number-to-ring"]
    assert ids(EXAMPLE, "concerns") == [
        "families-unasked-about-housing",
        "families-wait-longer",
        "missing-again-and-again",
        "nobody-counts-health-checks",
    ]
    assert "northmoor-safeguarding-partnership 2026-04-14" in ids(EXAMPLE, "meetings")


def test_entries_that_are_files_stand_in_the_order_of_their_files():
    listed = ids(ROOT / "framework", "mappings")
    assert listed == sorted(listed) and len(listed) >= 6


def test_filters_narrow_the_list(folder):
    assert ids(folder, "actions") == ["late", "today", "finished", "begun"]
    assert ids(folder, "actions", "--area", "homes") == ["late", "today", "begun"]
    assert ids(folder, "actions", "--area", "heat", "--owner", "head") == ["late"]
    assert ids(folder, "actions", "--status", "overdue") == ["late"]
    assert (
        ids(folder, "actions", "--status", "under way") == ids(folder, "actions", "--status", "under_way") == ["late"]
    )
    assert ids(folder, "actions", "--status", "to be written") == ["begun"]


def test_what_is_overdue_is_said_and_what_is_due_today_is_not(folder):
    out = qaf(folder, "actions").out
    assert "under way, overdue" in out
    assert out.endswith("\n4 actions, 1 of them overdue.\n")
    assert "planned, overdue" not in out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("acton",), "Did you mean `action`?"),
        (("nonsense-of-a-kind",), "Kinds are areas, goods, measures"),
        (("actions", "--area", "haet"), "Did you mean `heat`?"),
    ],
)
def test_what_is_not_there_is_refused_with_what_is(folder, words, says):
    assert says in qaf(folder, *words, code=2).err


def test_an_owner_or_status_that_nothing_has_is_remarked_on(folder):
    ran = qaf(folder, "actions", "--owner", "haed")
    assert ran.out == "No actions.\n" and "Did you mean `head`?" in ran.err
    assert "Did you mean `under_way`?" in qaf(folder, "actions", "--status", "underway").err


def test_a_story_is_listed_without_a_word_of_it(tmp_path):
    story = (
        "---\nvoice: frontline_staff\narea: heat\nconsent: {given: 2026-01-01, for: [book], until: 2026-03-01}\n"
        "names_changed: true\n---\nThe boiler was Terrence's.\n"
    )
    folder = build_tree(tmp_path, {**FILES, "stories/cold.md": story})
    for format_ in ("table", "md", "csv", "json"):
        out = qaf(folder, "stories", "--format", format_).out
        assert "told by frontline staff" in out and "consent run out" in out and "Terrence" not in out


def test_an_activity_is_due_for_what_it_has_not_been_done_for(tmp_path):
    activities = """\
activities:
  - {id: done-early, name: A, kind: audit, due: [2026-03-31], done: [{on: 2026-03-18}]}
  - {id: once-more, name: B, kind: audit, due: [2025-11-20, 2026-05-14, 2026-11-19], done: [{on: 2025-11-20}]}
  - {id: every-year, name: C, kind: survey, due: [2026-10-30], done: [{on: 2025-10-20}]}
  - {id: missed, name: D, kind: survey, due: [2025/26 Q4]}
"""
    folder = build_tree(tmp_path, {**FILES, "timetable.yaml": activities})
    rows = json.loads(qaf(folder, "activities", "--format", "json").out)["activities"]
    told = {row["id"]: (row["status"], row["due"], row["overdue"]) for row in rows}
    assert told == {
        "done-early": ("done 2026-03-18", "", False),
        "once-more": ("planned", "2026-05-14", True),
        "every-year": ("planned", "2026-10-30", False),
        "missed": ("planned", "2025/26 Q4", True),
    }
