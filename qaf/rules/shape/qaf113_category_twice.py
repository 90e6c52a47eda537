"""QAF113: a breakdown's categories do not fit together.

Each category of a breakdown, and each grade of a scale, stands for one thing. Where one stands twice, figures would
be counted under either, and the parts would no longer make the whole.

Take one of the two out, or give it an id of its own.
"""

from __future__ import annotations

from qaf.rules.example_folder import SETTINGS, Files

CODE = "QAF113"

BAD: Files = {
    "qaf.yaml": SETTINGS
    + """\
breakdowns:
  - id: locality
    categories:
      - {id: north}
      - {id: south}
      - {id: north}
""",
}
GOOD: Files = {
    "qaf.yaml": SETTINGS
    + """\
breakdowns:
  - id: locality
    categories:
      - {id: north}
      - {id: south}
      - {id: west}
""",
}
