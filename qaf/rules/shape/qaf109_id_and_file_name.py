"""QAF109: the id and the file's name disagree.

An area, a recipe or a story is known by the name of its file. An `id` inside that says something else leaves two
names for one thing, and somebody will use the wrong one.

Leave `id` out, or rename the file. Until then the `id` counts.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF109"

BAD: Files = {
    "areas/supervision.yaml": """\
id: super-vision
name: Supervision
group: organisational
""",
}
GOOD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
""",
}
