"""QAF512: the recipe takes nothing from the file.

The file was read by a recipe, and not one row passed its conditions. Saying nothing would look like success, and the
figures would be missing at the next meeting.

Compare the texts under `is`, `in` and `not` with the texts in the file, letter by letter. Somebody may have renamed a
column or a place.
"""

from __future__ import annotations

from qaf.rules.example_folder import SUPERVISION, Files

CODE = "QAF512"

_BESIDE: Files = {
    "areas/supervision.yaml": SUPERVISION,
    "incoming/monthly.csv": """\
Month,Service,Due
2026-03,Children,41
""",
}

BAD: Files = {
    **_BESIDE,
    "imports/monthly.yaml": """\
file: monthly*.csv
period: {column: Month}
where:
  - {column: Service, is: Childrens}
measures:
  - {measure: sessions-due, value: Due}
""",
}
GOOD: Files = {
    **_BESIDE,
    "imports/monthly.yaml": """\
file: monthly*.csv
period: {column: Month}
where:
  - {column: Service, is: Children}
measures:
  - {measure: sessions-due, value: Due}
""",
}
