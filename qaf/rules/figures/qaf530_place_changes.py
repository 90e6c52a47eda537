"""QAF530: a place that changes its code or ends within the file.

A series has no figures of periods that the file has. Either the place goes on in rows that the recipe does not take,
because it got another code when councils were merged, or it ends. A line that stops is easily read as a council that
stopped sending its figures. That a series takes its rows by one code first and by another later is said too.

Take both codes under `where` with `in`, and add a `break` to the measure if the figures no longer compare. If the
place was abolished there is nothing to be done.
"""

from __future__ import annotations

from qaf.rules.example_folder import SUPERVISION, Files

CODE = "QAF530"

_BESIDE: Files = {
    "areas/supervision.yaml": SUPERVISION,
    "incoming/national.csv": """\
Year,Code,Area,Due
2023,E10000099,Northmoor,400
2024,E10000099,Northmoor,410
2025,E06000099,Northmoor,405
2025,E06000098,Southmoor,380
""",
}

BAD: Files = {
    **_BESIDE,
    "imports/national.yaml": """\
file: national*.csv
period: {column: Year, kind: calendar_year}
series:
  - series: own
    where:
      - {column: Code, is: E06000099}
measures:
  - {measure: sessions-due, value: Due}
""",
}
GOOD: Files = {
    **_BESIDE,
    "imports/national.yaml": """\
file: national*.csv
period: {column: Year, kind: calendar_year}
series:
  - series: own
    where:
      - {column: Area, is: Northmoor}
measures:
  - {measure: sessions-due, value: Due}
""",
}
