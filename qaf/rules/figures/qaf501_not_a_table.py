"""QAF501: the file is not a table of figures.

Figures come as a table: one row a figure, the names of the columns in the first row. What arrived is something else
under the name of a table, such as a web page that was saved by mistake, a picture, an empty file, or one column only.

Open the file and look at what it is. Download or export it again as CSV.
"""

from __future__ import annotations

from qaf.rules.example_folder import SUPERVISION, Files

CODE = "QAF501"

_BESIDE: Files = {
    "areas/supervision.yaml": SUPERVISION,
}

BAD: Files = {
    **_BESIDE,
    "incoming/figures.csv": """\
<!DOCTYPE html>
<html><body>Please sign in</body></html>
""",
}
GOOD: Files = {
    **_BESIDE,
    "incoming/figures.csv": """\
measure,period,value
sessions-due,2025/26,120
""",
}
