"""QAF211: activities or actions that wait for each other in a circle.

An activity that follows another, or an action that depends on another, begins when that one is done. Where they wait
for each other none of them can ever begin.

Decide which comes first, and take away its `follows` or `depends_on`. The finding shows the whole circle.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF211"

BAD: Files = {
    "actions.yaml": """\
actions:
  - id: write-guide
    text: Write a guide to recording
    status: planned
    depends_on: [train-staff]
  - id: train-staff
    text: Train staff in recording
    status: planned
    depends_on: [write-guide]
""",
}
GOOD: Files = {
    "actions.yaml": """\
actions:
  - id: write-guide
    text: Write a guide to recording
    status: planned
  - id: train-staff
    text: Train staff in recording
    status: planned
    depends_on: [write-guide]
""",
}
