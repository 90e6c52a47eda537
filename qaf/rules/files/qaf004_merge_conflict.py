"""QAF004: a merge conflict was left in the file.

Two people changed the same lines, git could not join them, and the file was saved with both versions and git's own
marks in it. Until somebody decides, neither version counts.

Keep the version that is right, or write one that joins the two, and delete the lines of `<<<<<<<`, `=======` and
`>>>>>>>`.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF004"

BAD: Files = {
    "areas/supervision.yaml": """\
<<<<<<< ours
name: Supervision
=======
name: Supervision of social workers
>>>>>>> theirs
group: organisational
""",
}
GOOD: Files = {
    "areas/supervision.yaml": """\
name: Supervision of social workers
group: organisational
""",
}
