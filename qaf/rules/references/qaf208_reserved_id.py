"""QAF208: a reserved word used as an id.

`own`, `whole`, `imports` and `revisions` are words that qaf uses itself, for your own figures, the undivided whole,
and files of the figures' store. An entry of that name could not be told from them.

Give the entry another id.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF208"

BAD: Files = {
    "areas/whole.yaml": """\
name: The whole service
group: organisational
""",
}
GOOD: Files = {
    "areas/whole-service.yaml": """\
name: The whole service
group: organisational
""",
}
