"""QAF005: the file is empty.

An empty file is usually an accident: a failed save, or a stub that nobody filled in. It is said rather than passed
over, because a content area that is silently gone is one that nobody asks about.

Write its entries, bring the file back from git or a backup, or delete it.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF005"

BAD: Files = {
    "areas/supervision.yaml": "# To be written in autumn.\n",
}
GOOD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
""",
}
