"""QAF214: a judgement that its scale does not have.

A judgement is a grade: of the scale that the self-assessment names, and else `not_yet`, `partly`, `mostly` or
`fully`. Any other word cannot be put beside the judgement of last year or of somebody else.

Use one of the grades, or name the scale with `scale:`; `qaf.yaml` declares the scales.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF214"

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
      - {good: staff-are-heard, is: amber}
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
