"""QAF212: the id of a concern used again.

A concern that a meeting puts on record has an id, so that an action or the next meeting can name it. Where two
concerns share one, nobody can say which of them was answered.

Give the second concern an id of its own. Where it is the same worry as before, say in `since` how long it has lasted,
and in `why` what has changed.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF212"

_BESIDE: Files = {
    "governance.yaml": """\
bodies:
  - id: cabinet
    name: Cabinet
    role: senior_leadership
""",
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
good:
  - id: staff-are-heard
    kind: quality
    text: Staff can say what worries them, and something comes of it.
""",
}

BAD: Files = {
    **_BESIDE,
    "meetings.yaml": """\
meetings:
  - on: 2026-03-19
    body: cabinet
    concerns:
      - {id: nobody-asks-staff, area: supervision, why: Staff are not asked}
  - on: 2026-06-11
    body: cabinet
    concerns:
      - {id: nobody-asks-staff, area: supervision, why: Staff are still not asked}
""",
}
GOOD: Files = {
    **_BESIDE,
    "meetings.yaml": """\
meetings:
  - on: 2026-03-19
    body: cabinet
    concerns:
      - {id: nobody-asks-staff, area: supervision, why: Staff are not asked}
  - on: 2026-06-11
    body: cabinet
    concerns:
      - {id: nobody-asks-staff-2, area: supervision, since: 2026-03-19, why: Staff are still not asked}
""",
}
