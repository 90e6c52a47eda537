"""QAF008: a key is not plain text.

What stands before a colon is a key, and keys are words. A list, a group of keys or nothing at all cannot be looked
up, so what stands behind it would be lost.

Write the key as a word. If a text begins with a bracket, a brace or a star, put it in quotes.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF008"

BAD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
[why, because]: It matters.
""",
}
GOOD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
why: It matters.
""",
}
