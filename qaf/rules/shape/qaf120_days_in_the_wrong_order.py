"""QAF120: days or periods in the wrong order.

An action that is due before it starts, something agreed in March and due in February, a worry that began after the
meeting that put it on record, a baseline that ends before it begins: one of the two days is wrong, and whoever works
out what is due or overdue would work with it.

Correct the day or period that is wrong; most often it is the year.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF120"

BAD: Files = {
    "actions.yaml": """\
actions:
  - id: write-guide
    text: Write a guide to recording
    status: planned
    start: 2026-09-01
    due: 2026-03-31
""",
}
GOOD: Files = {
    "actions.yaml": """\
actions:
  - id: write-guide
    text: Write a guide to recording
    status: planned
    start: 2026-09-01
    due: 2027-03-31
""",
}
