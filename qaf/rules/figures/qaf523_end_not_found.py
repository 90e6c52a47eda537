"""QAF523: the end of the table was not found.

The recipe says with which words the first row below the table starts (`read: {ends_at}`), and no row of the file starts
with them. The file was read to its last row. Notes below the table may have been read as rows of it.

Look what stands below the table in this file. Where the publisher has changed the words, put the new ones into the
recipe; where there are no notes any more, take `ends_at` away.
"""

from __future__ import annotations

from qaf.rules.example_folder import SUPERVISION, Files

CODE = "QAF523"

_BESIDE: Files = {
    "areas/supervision.yaml": SUPERVISION,
    "imports/monthly.yaml": """\
file: monthly*.csv
read: {ends_at: "Source:"}
period: {column: Month}
measures:
  - {measure: sessions-due, value: Due}
""",
}

BAD: Files = {
    **_BESIDE,
    "incoming/monthly.csv": """\
Month,Due
2026-03,41
""",
}
GOOD: Files = {
    **_BESIDE,
    "incoming/monthly.csv": """\
Month,Due
2026-03,41
Source: supervision records,
""",
}
