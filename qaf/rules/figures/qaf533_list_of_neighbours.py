"""QAF533: a list of neighbours that cannot be followed.

`qaf ingest --comparator ID --code CODE FILE` looks in a list for the row of the place with that code, and in that row
for the codes of its neighbours. The code stands in no row, or in several that differ, or no column holds codes of other
places.

Give the code as the list spells it (some lists have old codes of three digits), or name the columns of the neighbours
with `--columns`.
"""

from __future__ import annotations

CODE = "QAF533"
BAD = None
GOOD = None
NO_EXAMPLE = "it comes of an option of `qaf ingest`, not of what a folder holds"
