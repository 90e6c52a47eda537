"""QAF013: a YAML tag is not allowed.

A word that begins with `!` is a tag: an instruction to a program about how to read what follows. qaf takes every text
as it was typed and follows no instructions from a file.

Delete the tag. If the text itself begins with an exclamation mark, put it in quotes.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF013"

BAD: Files = {
    "areas/supervision.yaml": """\
name: !important Supervision
group: organisational
""",
}
GOOD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
""",
}
