"""QAF528: a number that seems to stand for no number.

The same very great number (999999, say) stands for several figures, far above all others. Databases write such a
number where there is none. Taken as a figure it would be the highest point of every chart.

If it means that there is no number, name it in the recipe: `sentinels: [999999]` reads it as x, not available. In a
file without a recipe write x instead. If it really is a number, give its rows a file of their own.
"""

from __future__ import annotations

from qaf.rules.example_folder import SUPERVISION, Files

CODE = "QAF528"

_BESIDE: Files = {
    "areas/supervision.yaml": SUPERVISION,
    "incoming/monthly.csv": """\
Month,Due
2026-01,41
2026-02,999999
2026-03,38
2026-04,999999
""",
}

BAD: Files = {
    **_BESIDE,
    "imports/monthly.yaml": """\
file: monthly*.csv
period: {column: Month}
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
sentinels: [999999]
""",
}
