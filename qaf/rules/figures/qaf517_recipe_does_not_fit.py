"""QAF517: the recipe does not fit the file.

The recipe does not say enough to read a file by, or asks for something that this version of qaf does not do. Figures
that were read by half a recipe are wrong figures, so none is taken.

Add or take away the key that the finding points at.
"""

from __future__ import annotations

from qaf.rules.example_folder import SUPERVISION, Files

CODE = "QAF517"

_BESIDE: Files = {
    "areas/supervision.yaml": SUPERVISION,
    "incoming/monthly.csv": """\
Month,Due
2026-03,41
""",
}

BAD: Files = {
    **_BESIDE,
    "imports/monthly.yaml": """\
file: monthly*.csv
measures:
  - {measure: sessions-due, value: Due}
""",
}
GOOD: Files = {
    **_BESIDE,
    "imports/monthly.yaml": """\
file: monthly*.csv
period: {column: Month}
measures:
  - {measure: sessions-due, value: Due}
""",
}
