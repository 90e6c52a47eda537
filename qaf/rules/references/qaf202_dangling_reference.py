"""QAF202: a reference to something that does not exist.

An entry names another by its id, and there is none with that id: it was misspelt, renamed or taken out. What hangs on
it (whose figures they are, what a measure shows, who owns an area) would be missing from the report. Where the folder
declares posts, owners and leads are posts or members, and never a person's name.

Correct the id; the finding names the nearest. Or add the entry that is missing.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF202"

_BESIDE: Files = {
    "areas/workforce.yaml": """\
name: Workforce
group: organisational
""",
}

BAD: Files = {
    **_BESIDE,
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
interacts_with: [workforse]
""",
}
GOOD: Files = {
    **_BESIDE,
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
interacts_with: [workforce]
""",
}
