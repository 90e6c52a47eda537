"""QAF513: a series that is not declared.

A figure is your own, or it belongs to a comparator such as England. Comparators are declared in `qaf.yaml` with their
name and source, so that a page can say whose figures it compares with.

Correct the id, or declare the comparator under `comparators`. Your own figures have the series `own`, or none.
"""

from __future__ import annotations

from qaf.rules.example_folder import SETTINGS, SUPERVISION, Files

CODE = "QAF513"

_BESIDE: Files = {
    "areas/supervision.yaml": SUPERVISION,
    "qaf.yaml": SETTINGS
    + """\
comparators:
  - id: england
    name: England
""",
}

BAD: Files = {
    **_BESIDE,
    "incoming/figures.csv": """\
measure,period,series,value
sessions-due,2025/26,englnd,120
""",
}
GOOD: Files = {
    **_BESIDE,
    "incoming/figures.csv": """\
measure,period,series,value
sessions-due,2025/26,england,120
""",
}
