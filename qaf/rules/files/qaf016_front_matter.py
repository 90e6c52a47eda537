"""QAF016: the front matter of a story is missing or not closed.

A story begins with its front matter: between two lines of three dashes it says whose voice it is, that names were
changed, and what the person who told it has agreed to. Without it nobody can know whether the story may be printed,
so it is not.

Begin the file with a line `---`, then the keys, then another line `---`, then the story.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF016"

_BESIDE: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
""",
}

BAD: Files = {
    **_BESIDE,
    "stories/monday.md": "It was a Monday.\n",
}
GOOD: Files = {
    **_BESIDE,
    "stories/monday.md": """\
---
voice: child
area: supervision
consent:
  given: 2026-01-10
  how: In writing, with her aunt
  for: [book]
  until: 2027-12-31
names_changed: true
---
It was a Monday.
""",
}
