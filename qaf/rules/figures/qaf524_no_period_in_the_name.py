"""QAF524: the file's name gives no period.

The recipe says that the period stands in the name of the file (`period: {from_file_name}`), and the name of this file
does not fit, or what stands there is no period.

Give the file the name under which it is usually sent, or change the recipe: `{period}` stands for the period and `*`
for any text. `kind` says what a lone year means.
"""

from __future__ import annotations

from qaf.rules.example_folder import SUPERVISION, Files

CODE = "QAF524"

_BESIDE: Files = {
    "areas/supervision.yaml": SUPERVISION,
    "imports/teams.yaml": """\
file: supervision*.csv
period: {from_file_name: "supervision_{period}.csv"}
measures:
  - {measure: sessions-due, value: Due}
""",
}
_FILE = "Service,Due\nChildren,41\n"

BAD: Files = {**_BESIDE, "incoming/supervision_final.csv": _FILE}
GOOD: Files = {**_BESIDE, "incoming/supervision_2026-03.csv": _FILE}
