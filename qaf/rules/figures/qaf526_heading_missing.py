"""QAF526: a period of the headings has no column for a part of its figures.

The periods stand in the headings of the table. For one of them the file has a column with, say, the value, but none
with the denominator that the recipe asks for. The figures of that period are stored without it.

Look whether the heading is written otherwise for that period, or ask for the whole table.
"""

from __future__ import annotations

from qaf.rules.example_folder import SUPERVISION, Files

CODE = "QAF526"

_BESIDE: Files = {
    "areas/supervision.yaml": SUPERVISION,
    "imports/wide.yaml": """\
file: wide*.csv
measures:
  - {measure: sessions-on-time, denominator: "{period} due", value: "{period} on time"}
""",
}

BAD: Files = {**_BESIDE, "incoming/wide.csv": "2024/25 due,2024/25 on time,2025/26 on time\n400,80,82.5\n"}
GOOD: Files = {
    **_BESIDE,
    "incoming/wide.csv": "2024/25 due,2024/25 on time,2025/26 due,2025/26 on time\n400,80,400,82.5\n",
}
