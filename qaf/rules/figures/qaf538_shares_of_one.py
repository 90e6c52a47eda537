"""QAF538: percentages that look like shares of 1.

All values that a file gives for a percentage lie from 0 to 1. Many tables write 0.21 where they mean 21 %, and taken as
it stands that is a fifth of one per cent.

Look at the file. If shares of 1 are meant, write `scale: 100` for the measure in the recipe and take the file in again.
If the percentages are really so small, `scale: 1` says so and ends the warning.
"""

from __future__ import annotations

from qaf.rules.example_folder import SUPERVISION, Files

CODE = "QAF538"

_RECIPE = """\
file: yearly*.csv
period: {column: Year}
measures:
  - {measure: sessions-on-time, value: On time}
"""
_BESIDE: Files = {
    "areas/supervision.yaml": SUPERVISION,
    "incoming/yearly.csv": """\
Year,On time
2023,0.71
2024,0.75
2025,0.7
""",
}

BAD: Files = {**_BESIDE, "imports/yearly.yaml": _RECIPE}
GOOD: Files = {**_BESIDE, "imports/yearly.yaml": _RECIPE.replace("On time}", "On time, scale: 100}")}
