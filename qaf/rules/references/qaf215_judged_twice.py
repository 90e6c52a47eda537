"""QAF215: a statement judged twice in one self-assessment.

One sitting comes to one judgement of each statement. Where there are two, a page cannot say which of them holds.

Keep one of the two. What somebody else made of it goes into `moderated`, or into a self-assessment of their own.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF215"

_BESIDE: Files = {
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
    "self-assessments.yaml": """\
self_assessments:
  - on: 2026-05-28
    by: head-of-practice
    tier: service
    area: supervision
    judgements:
      - {good: staff-are-heard, is: partly}
      - {good: staff-are-heard, is: mostly}
""",
}
GOOD: Files = {
    **_BESIDE,
    "self-assessments.yaml": """\
self_assessments:
  - on: 2026-05-28
    by: head-of-practice
    tier: service
    area: supervision
    judgements:
      - {good: staff-are-heard, is: partly, moderated: mostly}
""",
}
