"""QAF014: more than one YAML document in a file.

A line of three dashes begins another document in the same file, and most programs then read one of the two only. A
framework file holds one.

Delete the line, or move what follows it to a file of its own.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF014"

BAD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
---
name: Workforce
group: organisational
""",
}
GOOD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
""",
    "areas/workforce.yaml": """\
name: Workforce
group: organisational
""",
}
