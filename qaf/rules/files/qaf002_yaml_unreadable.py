"""QAF002: the YAML cannot be read.

YAML uses colons, dashes, brackets, quotes and indentation to say what belongs to what. Where one of them does not
fit, nothing in the file can be relied on, so none of it is used. The other files are still checked, and nothing that
refers into this one is called missing.

Go to the place that the finding names. Most often a colon stands inside a text (put the text in quotes), a line is
indented by a tab or by one space too many, or a quote or bracket is not closed.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF002"

BAD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
why: We chose this: it matters.
""",
}
GOOD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
why: "We chose this: it matters."
""",
}
