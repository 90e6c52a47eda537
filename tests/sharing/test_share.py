"""`qaf share`: what goes into a bundle, what never does, and what is recorded of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from bundles import AREA, DAY, SETTINGS, contents, done, member, rows, share, take_in
from helpers import build_tree, run_process, run_qaf

SMALL = "measure,period,breakdown,category,value\nseen,2025/26,,,40\nseen,2024/25,,,3\n"
STORY = """\
---
id: the-door
voice: child
area: front
consent: {{given: 2026-01-10, how: asked by Jo Bloggs, for: [{uses}]{more}}}
names_changed: true
---
Nobody asked me twice.
"""


@pytest.fixture
def folder(tmp_path):
    return member(tmp_path)


def published(folder):
    return sorted(path.name for path in (folder / "published").iterdir() if path.name[0] != ".")


def test_the_same_folder_gives_the_same_bytes_and_one_edition(folder, tmp_path):
    first = done(share(folder, tmp_path / "one.qafbundle"))
    second = done(share(folder, tmp_path / "two.qafbundle"))
    assert (tmp_path / "one.qafbundle").read_bytes() == (tmp_path / "two.qafbundle").read_bytes()
    assert "Recorded in" in first.err and "The same was shared before" in second.err
    assert published(folder) == [f"shared-{DAY}"]
    said = json.loads((folder / f"published/shared-{DAY}/book.json").read_text(encoding="utf-8"))
    assert (said["format"], said["number"], said["forms"], said["as_at"]) == ("qaf-shared/1", 1, ["bundle"], DAY)


def test_every_later_command_reads_the_edition(folder, tmp_path):
    done(share(folder, tmp_path / "one.qafbundle"))
    ran = done(run_qaf("--as-at", DAY, "-C", folder, "validate"))
    assert "QAF543" not in ran.out
    done(run_qaf("--as-at", DAY, "-C", folder, "data", "show"))
    done(run_qaf("--as-at", DAY, "-C", folder, "report", "--publish", "june", "--out", tmp_path / "book"))
    done(share(folder, tmp_path / "two.qafbundle", "--publish", "for-the-board"))
    assert published(folder) == ["for-the-board", "june", f"shared-{DAY}"]


def test_a_restatement_on_the_same_day_is_another_edition_with_a_higher_number(folder, tmp_path):
    done(share(folder, tmp_path / "one.qafbundle"))
    again = tmp_path / "again.csv"
    again.write_text("measure,period,value\nseen,2025/26,41\n", encoding="utf-8")
    build_tree(folder, {"areas/front.yaml": AREA.replace(", of: seen", ", base: children asked")})
    done(run_qaf("--as-at", DAY, "-C", folder, "ingest", again, "--restates"))
    done(share(folder, tmp_path / "two.qafbundle"))
    assert published(folder) == [f"shared-{DAY}", f"shared-{DAY}-2"]
    said = json.loads(contents(tmp_path / "two.qafbundle")["datapackage.json"])["qaf"]
    assert (said["edition"], said["number"]) == (f"shared-{DAY}-2", 2)
    assert [row["value"] for row in rows(tmp_path / "two.qafbundle") if row["measure"] == "seen"] == ["41"]


def test_what_was_shared_binds_what_comes_later(tmp_path):
    """A count that a bundle showed as no matter of people cannot be hidden by calling it people later."""
    things = AREA.replace("unit: count", "unit: count, counts: things")
    folder = member(tmp_path, figures="measure,period,value\nseen,2024/25,3\n", more={"areas/front.yaml": things})
    done(share(folder, tmp_path / "one.qafbundle"))
    build_tree(folder, {"areas/front.yaml": AREA})
    ran = share(folder, tmp_path / "two.qafbundle")
    assert ran.code == 1 and "QAF541" in ran.err and f"shared-{DAY}" in ran.err
    assert not (tmp_path / "two.qafbundle").exists()


def test_small_numbers_never_go_along(tmp_path):
    folder = member(tmp_path, figures=SMALL)
    done(share(folder, tmp_path / "one.qafbundle"))
    shown = {row["period"]: row["value"] for row in rows(tmp_path / "one.qafbundle")}
    assert shown == {"2025/26": "40", "2024/25": "c"}


def test_figures_after_the_period_stay_behind(tmp_path):
    folder = member(tmp_path, figures="measure,period,value\nseen,2025/26,40\nseen,2024/25,30\n")
    done(share(folder, tmp_path / "one.qafbundle", "--period", "2024/25"))
    assert [row["period"] for row in rows(tmp_path / "one.qafbundle")] == ["2024/25"]
    assert "2025/26" not in (folder / f"published/shared-{DAY}/figures.csv").read_text(encoding="utf-8")


def test_without_figures_the_framework_goes_alone(tmp_path):
    folder = member(tmp_path, figures="")
    ran = done(share(folder, tmp_path / "one.qafbundle"))
    assert "0 figures" in ran.err and rows(tmp_path / "one.qafbundle") == []
    assert [row["area"] for row in rows(tmp_path / "one.qafbundle", "areas.csv")] == ["front"]


def test_what_is_for_the_house_alone_stays_behind(tmp_path):
    private = "STAYS-BEHIND"
    settings = SETTINGS.format(id="council", name="Council") + (
        f"marking: OFFICIAL\nmarking_operational: {private}\nfigures: {{folder: {private.lower()}-folder}}\n"
        f"approved: [{{on: 2026-01-01, version: {private}}}]\nlevels: {{QAF301: off}}\nx-note: {private}\n"
        f"members: [{{id: agency, name: Agency, folder: ../{private}}}]\n# {private}\n"
    )
    area = AREA.replace("unit: count,", f"unit: count, note: {private}, owner: {private} Smith, x-more: {private},")
    files = {
        "qaf.yaml": settings,
        "areas/practice/front.yaml": area + f"owner: {private} Jones\n# {private}\n",
        "actions.yaml": (
            f"actions:\n  - {{id: act, text: Visit sooner, status: done, owner: {private}, result: {private},"
            f" updates: [{{on: 2026-01-01, says: {private}, on_course: yes}}]}}\n"
        ),
        "timetable.yaml": (
            f"activities:\n  - {{id: dip, name: Dip, kind: audit, lead: {private},"
            f" done: [{{on: 2026-01-05, by: {private}, result: {private}, file: {private}.docx}}]}}\n"
        ),
        "ideas.yaml": f"ideas:\n  - {{id: tea, team: north, text: {private}, on: 2026-01-01, status: new}}\n",
        "stories/the-door.md": STORY.format(uses="partnership", more=""),
        "analysis/front/2025_26.md": f"{private}\n",
    }
    folder = build_tree(tmp_path / "council", files)
    done(share(folder, tmp_path / "one.qafbundle"))
    everything = contents(tmp_path / "one.qafbundle")
    assert "framework/areas/front.yaml" in everything and "framework/actions.yaml" in everything
    for path, content in everything.items():
        assert private.lower().encode() not in content.lower() and b"Bloggs" not in content, path
    assert b"on_course: yes" in everything["framework/actions.yaml"]
    assert b"OFFICIAL" in everything["README.md"]
    assert not any("ideas" in path or "analysis" in path for path in everything)


def test_a_post_goes_along(tmp_path):
    more = {"governance.yaml": "posts:\n  - {id: head, name: Head}\n", "areas/front.yaml": AREA + "owner: head\n"}
    folder = member(tmp_path, more=more)
    done(share(folder, tmp_path / "one.qafbundle"))
    files = contents(tmp_path / "one.qafbundle")
    assert b"owner: head" in files["framework/areas/front.yaml"] and "framework/governance.yaml" not in files


@pytest.mark.parametrize(
    ("uses", "more", "goes"),
    [
        ("partnership", "", True),
        ("book", "", False),
        ("partnership", ", until: 2026-06-15", True),
        ("partnership", ", until: 2026-06-14", False),
        ("partnership", ", withdrawn: 2026-06-15", False),
        ("partnership", ", withdrawn: 2026-06-16", True),
    ],
)
def test_a_story_goes_where_consent_covers_the_partnership(tmp_path, uses, more, goes):
    folder = member(tmp_path, more={"stories/the-door.md": STORY.format(uses=uses, more=more)})
    done(share(folder, tmp_path / "one.qafbundle"))
    assert ("framework/stories/the-door.md" in contents(tmp_path / "one.qafbundle")) is goes


def test_a_story_that_was_withdrawn_is_gone_from_the_next_bundle(tmp_path):
    folder = member(tmp_path, more={"stories/the-door.md": STORY.format(uses="partnership", more="")})
    done(share(folder, tmp_path / "one.qafbundle"))
    build_tree(folder, {"stories/the-door.md": STORY.format(uses="partnership", more=", withdrawn: 2026-06-15")})
    done(share(folder, tmp_path / "two.qafbundle"))
    assert b"asked me twice" in contents(tmp_path / "one.qafbundle")["framework/stories/the-door.md"]
    assert b"asked me twice" not in b"".join(contents(tmp_path / "two.qafbundle").values())
    assert len(published(folder)) == 2


def test_an_identifier_in_a_text_stops_the_bundle_and_is_not_repeated(tmp_path):
    folder = member(tmp_path, more={"areas/front.yaml": AREA.replace("come back", "of 943 476 5919 come back")})
    ran = share(folder, tmp_path / "one.qafbundle")
    assert ran.code == 1 and "areas/front.yaml" in ran.err and "5919" not in ran.out + ran.err
    assert not (tmp_path / "one.qafbundle").exists() and not (folder / "published").exists()


def test_a_folder_with_errors_shares_nothing(folder, tmp_path):
    build_tree(folder, {"areas/wider.yaml": "name: Wider\ngroup: widr\n"})
    ran = share(folder, tmp_path / "one.qafbundle")
    assert ran.code == 1 and not (tmp_path / "one.qafbundle").exists() and not (folder / "published").exists()


def test_a_catalogue_has_nothing_to_share(tmp_path):
    settings = "schema: 2\norganisation: {id: cat, name: Catalogue, kind: catalogue}\n"
    ran = share(build_tree(tmp_path / "cat", {"qaf.yaml": settings}), tmp_path / "one.qafbundle")
    assert ran.code == 1 and "nothing to share" in ran.err


@pytest.mark.parametrize("name", ["one.zip", "one", "published/one.qafbundle", "published/x/one.qafbundle"])
def test_a_file_that_is_no_bundle_or_lies_among_editions_is_refused(folder, name):
    ran = share(folder, folder / name)
    assert ran.code == 2 and ran.err and not (folder / "published").exists()


def test_a_place_that_cannot_be_written_leaves_no_edition(folder, tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    ran = share(folder, tmp_path / "file" / "one.qafbundle")
    assert ran.code == 2 and "Could not write" in ran.err
    assert not (folder / "published").exists()


def test_an_edition_that_cannot_be_recorded_leaves_no_bundle(folder, tmp_path):
    (folder / "published").write_text("a file", encoding="utf-8")
    ran = share(folder, tmp_path / "one.qafbundle")
    assert ran.code != 0 and not (tmp_path / "one.qafbundle").exists()
    assert not list(tmp_path.glob(".*aside"))


KILLED_ONCE_RECORDED = """\
import os, sys
from qaf.cli.boundary import run
from qaf.disclosure.record import Begun
finish = Begun.finish
Begun.finish = lambda self: (finish(self), os._exit(9))
sys.exit(run(sys.argv[1:]))
"""


def test_killed_before_the_bundle_is_out_the_edition_stands_and_the_next_run_ends_well(folder, tmp_path):
    """The record comes first: nobody can hold a bundle that later books do not know of."""
    out = tmp_path / "out" / "one.qafbundle"
    words = ["--as-at", DAY, "-C", str(folder), "share", "--out", str(out)]
    ran = run_process([sys.executable, "-c", KILLED_ONCE_RECORDED, *words])
    assert ran.code == 9 and not out.exists() and published(folder) == [f"shared-{DAY}"]
    ran = done(share(folder, out))
    assert "The same was shared before" in ran.err and out.exists() and published(folder) == [f"shared-{DAY}"]


@pytest.mark.skipif(os.name != "posix", reason="uses git as a program")
def test_in_git_the_commit_goes_along_and_recording_does_not_make_a_new_edition(folder, tmp_path):
    def git(*words):
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        return subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True).stdout

    build_tree(folder, {".gitignore": "/data/\n"})
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "Begin")
    done(share(folder, tmp_path / "one.qafbundle"))
    said = json.loads(contents(tmp_path / "one.qafbundle")["datapackage.json"])["qaf"]
    assert said["commit"] and git("rev-parse", "HEAD").startswith(said["commit"])
    git("add", ".")
    git("commit", "-qm", "Record")
    ran = done(share(folder, tmp_path / "two.qafbundle"))
    assert "The same was shared before" in ran.err and published(folder) == [f"shared-{DAY}"]
    lsp = build_tree(tmp_path / "lsp", {"qaf.yaml": "schema: 2\norganisation: {id: lsp, name: L, kind: partnership}\n"
                                        "members: [{id: council, bundle: council.qafbundle}]\n"})  # fmt: skip
    done(take_in(lsp, tmp_path / "one.qafbundle"))
    assert "Nothing to do" in done(take_in(lsp, tmp_path / "two.qafbundle")).out
