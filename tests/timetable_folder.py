"""A small folder with a timetable, posts and actions, for tests about time."""

SETTINGS = """\
schema: 2
organisation: {id: northmoor, name: Northmoor, kind: organisation}
timetable_years: [2025/26, 2026/27, 2027/28]
"""
AREAS = {
    "areas/neglect.yaml": "name: Neglect\ngroup: practice\nowner: head-of-practice\n",
    "areas/supervision.yaml": "name: Supervision\ngroup: organisational\n",
}
POSTS = """\
posts:
  - {id: head-of-practice, name: Head of Practice}
  - {id: analyst, name: Analyst}
"""
ACTIVITIES = """\
activities:
  - {id: file-reading, name: Reading files together, kind: audit, areas: [neglect], frequency: monthly, lead: analyst}
  - id: staff-survey
    name: Staff survey
    kind: survey
    areas: [supervision]
    frequency: annual
    lead: head-of-practice
    due: [2025-10-31, 2026-10-30, 2027-10-29]
    done:
      - {on: 2025-11-12, by: head-of-practice, result: "Joan Smith wrote most of it"}
  - id: deep-dive
    name: "Deep dive: who comes back, and why"
    kind: deep_dive
    areas: [neglect]
    lead: analyst
    due: [2026-05-29]
  - id: curve
    name: Turning the curve
    kind: turning_the_curve
    areas: [neglect]
    follows: deep-dive
    lead: analyst
    due: [2026/27 Q3]
"""


def files(activities: str = ACTIVITIES, **more: str) -> dict[str, str]:
    """The folder's files; `more` replaces or adds some, by name without `.yaml`."""
    given = {f"{name}.yaml": text for name, text in more.items()}
    return {"qaf.yaml": SETTINGS, **AREAS, "governance.yaml": POSTS, "timetable.yaml": activities, **given}
