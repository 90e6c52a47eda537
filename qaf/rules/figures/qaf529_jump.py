"""QAF529: a jump beyond what the recipe allows.

A figure differs from the one before it, in the file or in the store, by more per cent than the recipe's `jump`. That
may be what happened; it may also be another definition, a missing team, or a nought too many.

Ask where the figures come from. The figure is taken in as it is. If something else is counted from then on, the
measure's `breaks` say so, and nothing is compared across a break.
"""

from __future__ import annotations

from qaf.rules.example_folder import SUPERVISION, Files

CODE = "QAF529"

_RECIPE: Files = {
    "areas/supervision.yaml": SUPERVISION,
    "imports/monthly.yaml": """\
file: monthly*.csv
period: {column: Month}
measures:
  - {measure: sessions-due, value: Due}
jump: 50
""",
}

BAD: Files = {
    **_RECIPE,
    "incoming/monthly.csv": """\
Month,Due
2026-01,41
2026-02,410
""",
}
GOOD: Files = {
    **_RECIPE,
    "incoming/monthly.csv": """\
Month,Due
2026-01,41
2026-02,44
""",
}
