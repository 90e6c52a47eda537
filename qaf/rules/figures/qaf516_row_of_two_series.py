"""QAF516: a row that two series take.

By the recipe a row belongs to two series at once. Whichever it went to, the other would lack it: your own figures
could be counted among England's.

Make the conditions under `series` exclude each other.
"""

from __future__ import annotations

from qaf.rules.example_folder import SETTINGS, SUPERVISION, Files

CODE = "QAF516"

_BESIDE: Files = {
    "areas/supervision.yaml": SUPERVISION,
    "qaf.yaml": SETTINGS
    + """\
comparators:
  - id: england
    name: England
""",
    "incoming/monthly.csv": """\
Month,Area,Due
2026-03,Northmoor,41
2026-03,England,9100
""",
}

BAD: Files = {
    **_BESIDE,
    "imports/monthly.yaml": """\
file: monthly*.csv
period: {column: Month}
series:
  - series: own
    where:
      - {column: Area, is: Northmoor}
  - series: england
    where:
      - {column: Area, in: [England, Northmoor]}
measures:
  - {measure: sessions-due, value: Due}
""",
}
GOOD: Files = {
    **_BESIDE,
    "imports/monthly.yaml": """\
file: monthly*.csv
period: {column: Month}
series:
  - series: own
    where:
      - {column: Area, is: Northmoor}
  - series: england
    where:
      - {column: Area, is: England}
measures:
  - {measure: sessions-due, value: Due}
""",
}
