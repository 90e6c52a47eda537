"""QAF525: a footnote mark beside a number was left out.

Behind a number stands a mark such as [r], [note 3], (p), a star or a raised digit. The number was read without it.

Nothing has to be done. Look what the mark means in this file: a number that the publisher calls unreliable should not
be shown as if it were sound.
"""

from __future__ import annotations

from qaf.rules.example_folder import SUPERVISION, Files

CODE = "QAF525"

_BESIDE: Files = {
    "areas/supervision.yaml": SUPERVISION,
    "imports/monthly.yaml": """\
file: monthly*.csv
period: {column: Month}
measures:
  - {measure: sessions-due, value: Due}
""",
}

BAD: Files = {**_BESIDE, "incoming/monthly.csv": "Month,Due\n2026-03,41 [r]\n"}
GOOD: Files = {**_BESIDE, "incoming/monthly.csv": "Month,Due\n2026-03,41\n"}
