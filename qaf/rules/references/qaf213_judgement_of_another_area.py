"""QAF213: a judgement of another area's statement.

A self-assessment is of one area, and judges how far the good statements of that area are true, of the areas below it,
or of those it lies within. A judgement of any other statement would be printed where nobody looks for it.

Name a statement of the area, or put the judgement into a self-assessment of the area that the statement stands in.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF213"

_BESIDE: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
good:
  - id: staff-are-heard
    kind: quality
    text: Staff can say what worries them, and something comes of it.
""",
    "areas/workforce.yaml": """\
name: Workforce
group: organisational
good:
  - id: children-keep-their-worker
    kind: quality
    text: A child keeps the worker they know.
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
      - {good: children-keep-their-worker, is: partly}
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
      - {good: staff-are-heard, is: partly}
""",
}
