"""A partnership's minimum programme: what counts in which year, what does not, and how the working is shown."""

from __future__ import annotations

from helpers import build_tree, run_qaf

from qaf.rules.governance.minimum_programme import AREAS

DAY = "2026-06-15"
CODES = "QAF411,QAF412,QAF413,QAF414,QAF415,QAF416"
PLANNED = """\
  - {id: dive-one, name: One, kind: deep_dive, areas: [neglect], due: [2025/26 Q4], done: [{on: 2026-05-02}]}
  - {id: dive-two, name: Two, kind: deep_dive, due: [2026/27 Q3]}
  - {id: curve-one, name: One, kind: turning_the_curve, areas: [housing], due: [2025/26 Q4]}
  - {id: curve-two, name: Two, kind: turning_the_curve, areas: [housing], due: [2026/27 Q4]}
  - {id: curve-three, name: Three, kind: turning_the_curve, areas: [neglect], due: [2027/28 Q4]}
  - {id: neighbours, name: Neighbours, kind: peer_review, areas: [neglect], due: [2026/27]}
  - {id: our-impact, name: Impact, kind: own_impact_review, due: [2027/28 Q4]}
  - {id: event, name: Event, kind: learning_event, due: [2025/26 Q4, 2026-12-10, 2027/28], done: [{on: 2026-03-12}]}
"""
CONCERN = "meetings:\n  - {on: 2026-04-14, body: board, concerns: [{id: cold, area: housing, why: Cold homes}]}\n"
GOVERNANCE = """\
bodies:
  - {id: board, name: The board, role: partnership}
forward_plan:
  - {on: 2026-09-17, body: board, focus: {areas: [neglect, housing]}}
  - {on: 2026-10-01, body: board, focus: {areas: [damp, housing]}}
  - {on: 2026-11-05, body: board, focus: {members: [acute, community, minds]}}
  - {on: 2026-11-12, body: board, focus: {members: [acute, community, police]}}
  - {on: 2026-12-10, body: board}
  - {on: 2027-01-14, body: board}
  - {on: 2026-01-15, body: board}
"""
MEMBERS = """\
members:
  - {id: acute, name: Acute, sector: health}
  - {id: community, name: Community, sector: health}
  - {id: minds, name: Minds, sector: health}
  - {id: police, name: Police}
"""


def folder(root, kind="partnership"):
    files = {**AREAS, "timetable.yaml": f"activities:\n{PLANNED}", "meetings.yaml": CONCERN}
    files["qaf.yaml"] = str(AREAS["qaf.yaml"]).replace("kind: partnership", f"kind: {kind}") + MEMBERS
    files |= {"governance.yaml": GOVERNANCE, "areas/damp.yaml": "name: Damp\ngroup: wider\nwithin: housing\n"}
    return build_tree(root / kind, files)


def found(place):
    ran = run_qaf("--as-at", DAY, "-C", place, "validate", "--format", "concise", "--select", CODES)
    return " ".join(ran.out.split())


def explained(place, code):
    return " ".join(run_qaf("--as-at", DAY, "-C", place, "gaps", "--explain", f"{code} our-partnership").out.split())


def test_what_is_missing_is_said_with_its_years_and_its_working(tmp_path):
    place = folder(tmp_path)
    said = found(place)
    assert "QAF411 In 2026/27 and 2027/28 there is no deep dive." in said
    assert "QAF412 In 2025/26 there is no turning-the-curve exercise" in said
    assert "QAF413 In 2025/26 to 2027/28 there is no external peer review." in said
    assert "QAF414 In 2025/26 to 2026/27 there is no review" in said
    assert "QAF416" not in said

    dives = explained(place, "QAF411")
    assert "In 2025/26: `dive-one`." in dives  # Done late, and planned for that year.
    assert "Not counted in 2026/27: `dive-two`, for it names no area." in dives
    assert dives.endswith("It is so today. As at 2026-06-15.")
    curves = explained(place, "QAF412")
    assert "planned for one that is over and not recorded as done: `curve-one`" in curves
    assert "In 2026/27: `curve-two`." in curves  # Of concern since April.

    (place / "meetings.yaml").unlink()
    assert "for its area has no priority, and no meeting had put a concern" in explained(place, "QAF412")
    assert "QAF412 In 2025/26 and 2026/27 there is no" in found(place)


def test_a_meeting_looks_at_one_area_two_members_a_sector_or_is_the_yearly_event(tmp_path):
    said = found(folder(tmp_path))
    assert said.count("QAF415") == 3
    assert "(2026-09-17) looks at 2 areas at once" in said
    assert "(2026-11-12) looks at 3 members at once, and they are not of one sector" in said
    assert "(2027-01-14) looks at nothing that was chosen before" in said


def test_nothing_is_asked_of_an_organisation_nor_of_a_timetable_not_begun(tmp_path):
    place = folder(tmp_path, "organisation")
    assert "QAF41" not in found(place)
    assert "this is not asked of an organisation" in explained(place, "QAF413")
    begun = build_tree(tmp_path / "begun", AREAS)
    assert "QAF41" not in found(begun)
