"""QAF012: the folder uses an older schema.

`schema:` in `qaf.yaml` says by which version of the folder's layout the files were written. An older one is read as
before, so nothing is lost by waiting.

Run `qaf migrate` when it suits: it rewrites the files and keeps every comment.
"""

from __future__ import annotations

from qaf.rules.example_folder import SETTINGS, Files

CODE = "QAF012"

BAD: Files = {
    "qaf.yaml": SETTINGS.replace("schema: 2", "schema: 1"),
}
GOOD: Files = {
    "qaf.yaml": SETTINGS,
}
