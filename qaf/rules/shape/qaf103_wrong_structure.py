"""QAF103: a list, a mapping or a text was expected.

A text, a list and a group of keys are written differently, and a text where a list belongs cannot be taken apart with
any certainty.

For a list write `[one, two]`, or each entry on a line of its own after a dash. For a group of keys write each on its
own line, indented under the key.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF103"

BAD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
interacts_with: workforce and housing
""",
}
GOOD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
interacts_with: [workforce]
""",
    "areas/workforce.yaml": """\
name: Workforce
group: organisational
""",
}
