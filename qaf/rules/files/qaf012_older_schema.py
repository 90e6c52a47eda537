"""QAF012: the folder uses an older schema.

`schema:` in `qaf.yaml` says by which version of the folder's layout the files were written. An older one is read as
before, so nothing is lost by waiting.

Run `qaf migrate` when it suits: it rewrites the files and keeps every comment.
"""

from __future__ import annotations

CODE = "QAF012"

BAD = None
GOOD = None
NO_EXAMPLE = "schema 1 is the first, so no folder has an older one yet"
