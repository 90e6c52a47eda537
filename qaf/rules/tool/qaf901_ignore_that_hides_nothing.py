"""QAF901: an ignore comment that hides nothing.

A comment `# qaf: ignore[...]` hides one finding on its line, with a reason. When the finding has gone, or the day in
the comment has passed, the comment hides nothing; left in, it would quietly hide the next finding of its kind.

Take the comment out. If the finding is still there, mend it, or give the comment a later day and its reason.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF901"

_BESIDE: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
""",
}

BAD: Files = {
    **_BESIDE,
    "accepted-gaps.yaml": """\
accepted:
  - code: QAF301
    about: supervision
    reason: Outcomes are agreed in autumn
    by: head-of-practice
    until: 2026-12-31  # qaf: ignore[QAF401] the board meets in July
""",
}
GOOD: Files = {
    **_BESIDE,
    "accepted-gaps.yaml": """\
accepted:
  - code: QAF301
    about: supervision
    reason: Outcomes are agreed in autumn
    by: head-of-practice
    until: 2026-05-31  # qaf: ignore[QAF401] the board meets in July, until 2026-07-31
""",
}
