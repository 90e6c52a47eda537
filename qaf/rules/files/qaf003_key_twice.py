"""QAF003: a key is given twice.

Where a key stands twice in one entry, most programs take the last and drop the first without a word, and what
somebody wrote is gone. qaf goes on with the first and says so.

Keep the one that is right, or join the two.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF003"

BAD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
owner: head-of-practice
priority: 1
owner: head-of-housing
""",
}
GOOD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
owner: head-of-practice
priority: 1
""",
}
