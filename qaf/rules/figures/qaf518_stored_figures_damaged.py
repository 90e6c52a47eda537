"""QAF518: the stored figures are damaged.

The files under `data/` are written by qaf alone. One of them has been changed by hand or by another program, and what
it says can no longer be trusted: nothing is taken in and no figure is shown until it is whole again.

Bring the file back from git or from a backup. What came in can also be taken in again.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF518"

BAD: Files = {
    "data/imports.csv": """\
measure,value
sessions-due,120
""",
}
GOOD: Files = {}
