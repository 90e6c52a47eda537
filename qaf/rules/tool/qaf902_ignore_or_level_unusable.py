"""QAF902: an ignore comment or a level that cannot be used.

A comment that should hide a finding, or an entry under `levels:` in `qaf.yaml`, names no code, one that cannot be
hidden or changed, or gives no reason. Findings about the files themselves, their shape and about people always count;
gaps are accepted in `accepted-gaps.yaml`, where somebody answers for them until a day.

Write `# qaf: ignore[CODE] the reason, until 2026-12-31`, or correct the code.
"""

from __future__ import annotations

from qaf.rules.example_folder import SETTINGS, Files

CODE = "QAF902"

BAD: Files = {
    "qaf.yaml": SETTINGS
    + """\
levels:
  QAF101: info
""",
}
GOOD: Files = {
    "qaf.yaml": SETTINGS
    + """\
levels:
  QAF209: "off"
""",
}
