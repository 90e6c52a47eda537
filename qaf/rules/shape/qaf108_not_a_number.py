"""QAF108: not a number, or out of range.

Some keys hold a number: a priority, what a rate is per, how many decimals to print. Words, commas and units cannot be
calculated with.

Write digits only, with a point for decimals and without commas: 10000, 12.5. A length of time is a number and a
letter: 6w, 10m.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF108"

BAD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
priority: high
""",
}
GOOD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
priority: 1
""",
}
