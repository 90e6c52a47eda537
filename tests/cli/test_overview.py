"""`qaf overview` over members that show their counts: what is added up, what is tested, and what is not."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from helpers import build_tree, run_qaf

DAY = ("--as-at", "2026-06-15")
AREA = """\
name: Front door
group: practice
priority: 1
measures:
  - {id: all, kind: quantity, text: Children, unit: count, counts: children}
  - {id: safe, kind: outcome, text: Safe, unit: percent, of: all, better: higher, protect: people}
  - {id: early, kind: outcome, text: Early, unit: percent, of: all, better: higher, protect: people}
  - {id: helpful, kind: quality, text: Helpful, unit: percent, of: all, about_partner: %s}
"""
MEETINGS = """\
meetings:
  - on: 2026-01-20
    body: board
    challenges:
      - {to: One, about: "<b>No child</b> was asked"}
      - {to: two, about: Figures late, reply: "They come in May", outcome: "They came, in May"}
      - {to: somebody else, about: Nothing of ours}
  - {on: 2026-04-21, body: board, challenges: [{to: two, about: No staff asked, reply: We shall}]}
  - {on: 2026-09-01, body: board, challenges: [{to: three, about: Not put yet}]}
"""
GOVERNANCE = "bodies:\n  - {id: board, name: The board, role: partnership}\n"
STORY = """\
---
id: %s
voice: %s
area: front-door
consent: {given: 2026-01-10, how: Asked, for: [%s]}
names_changed: true
---
%s
"""
STORIES = {
    "one/stories/a.md": (
        "a",
        "frontline_staff",
        "partnership",
        "# In the hall\n\nHe sat on the *stairs* in <b>his</b> coat.",
    ),
    "one/stories/b.md": ("b", "child", "book", "# Only for our book\n\nNobody else hears this."),
    "two/stories/c.md": ("c", "child", "partnership", '# Told once\n\nI said it {{ figure("all", "2025/26") }} times.'),
}
MEMBERS = {"one": ("two", 80, 30), "two": ("one", 160, 90), "three": ("one", 250, 30)}
"""Whom each looks at, how many of 200 (400 at the second) were safe, and how many were helped in time."""


@pytest.fixture(scope="module")
def partnership(tmp_path_factory):
    root = tmp_path_factory.mktemp("partnership")
    members = "".join(f"  - {{id: {id_}, name: {id_}, folder: {id_}}}\n" for id_ in MEMBERS)
    settings = f"schema: 2\norganisation: {{id: p, name: P, kind: partnership}}\nmembers:\n{members}"
    build_tree(root, {"qaf.yaml": settings, "meetings.yaml": MEETINGS, "governance.yaml": GOVERNANCE})
    for id_, (about, safe, helpful) in MEMBERS.items():
        of = 200 if id_ == "one" else 400
        others = f"members:\n  - {{id: {about}, name: {about}}}\n"
        settings = f"schema: 2\norganisation: {{id: {id_}, name: {id_}, kind: organisation}}\n{others}"
        build_tree(root / id_, {"qaf.yaml": settings, "areas/front-door.yaml": AREA % about})
        build_tree(root, {name: STORY % told for name, told in STORIES.items() if name.startswith(f"{id_}/")})
        rows = [f"all,{year},,,{of}" for year in ("2024/25", "2025/26")]
        rows += [f"safe,2024/25,100,{of},", f"safe,2025/26,{safe},{of},"]
        rows += [f"early,2024/25,100,{of},", f"early,2025/26,100,{of},", f"helpful,2025/26,{helpful},{of},"]
        file = root / f"{id_}.csv"
        file.write_text("measure,period,numerator,denominator,value\n" + "\n".join(rows) + "\n", encoding="utf-8")
        ran = run_qaf(*DAY, "-C", root / id_, "ingest", file)
        assert ran.code == 0, ran.err
    return root


@pytest.fixture(scope="module")
def page(partnership):
    ran = run_qaf(*DAY, "-C", partnership, "overview", "--format", "md")
    assert ran.code == 0, ran.err
    return ran.out


def row(page, start):
    return next(line for line in page.splitlines() if line.startswith(f"| {start} |"))


def test_figures_are_added_up_and_never_averaged(page):
    assert "49.0 % (490 of 1000)" in row(page, "Safe")  # The mean of the three percentages would be 47.5 %.


def test_who_lies_outside_the_funnel_is_named_and_nobody_is_ranked(page):
    assert "outside the 99.8 % limits: two (low) and three (high)" in row(page, "Safe")
    assert "outside the 95 % limits only: one (low)" in row(page, "Safe")


def test_one_better_outcome_does_not_speak_for_the_other(page):
    cells = row(page, "Front door")
    assert "2 outcome measures (▲ 1 better, by its test; ● 1 no change told from chance)" in cells
    assert "2 outcome measures (▼ 1 worse, by its test; ● 1 no change told from chance)" in cells


def test_what_members_say_of_a_partner_is_compared_and_not_pooled(page, partnership):
    found = json.loads(run_qaf(*DAY, "-C", partnership, "overview", "--format", "json").out)
    assert [one["measure"] for one in found["pooled"]] == ["all", "safe", "early"]
    views = [line for line in page.splitlines() if line.startswith("| Helpful |")]
    assert [line.split("|")[6].strip() for line in views] == ["yes, by its test"] * 3


def test_each_framework_is_asked_and_challenges_are_followed_to_their_end(page, partnership):
    asked = [line.split("|") for line in page.splitlines() if line.startswith("| Voices |")]
    assert [cell.strip() for cell in asked[0][3:6]] == ["no (1 of 1): Front door"] * 3
    assert "| yes | yes | yes |" in next(line for line in page.splitlines() if "outcome measure that is" in line)
    put = page.partition("## Challenges to members")[2]
    assert "3 challenges on record; 1 without a reply." in put
    assert [row.split("|")[-2].strip() for row in put.splitlines() if row.startswith(("| one", "| two"))] == [
        "no reply after 146 days", "replied; what came of it is not on record", "closed",
    ]  # fmt: skip
    assert "<b>" not in put and "Nothing of ours" not in put and "Not put yet" not in put
    assert "no challenge to them is on record: three (evidence, outcomes, voices and improvement)" in put

    found = json.loads(run_qaf(*DAY, "-C", partnership, "overview", "--format", "json").out)
    assert [one["state"] for one in found["challenges"]] == ["waiting", "replied", "closed"]
    assert found["checklist"]["one"]["staff"] == {"met": False, "but": ["Front door"]}
    ran = run_qaf(*DAY, "-C", partnership, "validate", "--format", "concise", "--select", "QAF417")
    assert ran.out.count("QAF417") == 1 and "one has not answered what was put to it on 2026-01-20" in ran.out


def test_rounded_counts_are_tested_only_as_far_as_every_count_behind_them_agrees(partnership, tmp_path):
    """160 of 400 is beyond the 99.8 % limits, 162 of 398 is not where the centre is lower too: watched, and no more."""
    root = Path(shutil.copytree(partnership, tmp_path / "rounded"))
    for id_ in ("one", "two", "three"):
        settings = root / id_ / "qaf.yaml"
        settings.write_text(settings.read_text(encoding="utf-8") + "disclosure: {profile: nhs}\n", encoding="utf-8")
    said = run_qaf(*DAY, "-C", root, "overview", "--format", "md").out
    assert "outside the 99.8 % limits: three (high); outside the 95 % limits only: two (low)" in row(said, "Safe")
    assert "cannot be told from rounded counts: one" in row(said, "Safe")
    assert "some counts are rounded" in row(said, "Safe")
    views = [line.split("|")[6].strip() for line in said.splitlines() if line.startswith("| Helpful |")]
    assert len(views) == 3 and "yes, by its test" in views


def test_voices_are_quoted_where_the_teller_agreed_that_the_partnership_hears_them(page, partnership):
    told = page.partition("## Voices that were shared")[2].partition("\n## ")[0]
    lines = [line for line in told.splitlines() if line.startswith(("| A child", "| A frontline"))]
    assert [line.split("|")[2].strip() for line in lines] == ["two", "one"], "children are heard first"
    assert lines[0].split("|")[4].strip() == "Told once", "what holds placeholders is the member's to fill in"
    assert "In the hall: He sat on the stairs in" in lines[1] and "<b>" not in lines[1]
    assert "Only for our book" not in page and "Nobody else hears this" not in page

    found = json.loads(run_qaf(*DAY, "-C", partnership, "overview", "--format", "json").out)
    assert [(one["member"], one["title"]) for one in found["stories"]] == [("one", "In the hall"), ("two", "Told once")]
    (helpful,) = found["views"]
    assert helpful["apart"] and {view["by"] for view in helpful["views"]} == {"one", "two", "three"}


def test_the_published_report_names_stories_and_quotes_none(partnership, tmp_path):
    ran = run_qaf(*DAY, "-C", partnership, "report", "book", "--to", "md", "--out", tmp_path, cwd=tmp_path)
    assert ran.code == 0, ran.err
    text = (tmp_path / "book.md").read_text(encoding="utf-8")
    assert "In the hall" in text and "He sat on the" not in text and "Only for our book" not in text
