"""QAF531: members of a comparator that count a place twice.

A comparator that is a mean, a median or pooled is worked out over its members. Some of these lie within another one,
such as Inner London within London: told by their codes, or because their numbers added up are those of the other.
Their people would count twice.

Keep the larger place or the smaller ones under `members` in `qaf.yaml`.
"""

from __future__ import annotations

from qaf.rules.example_folder import SETTINGS, SUPERVISION, Files

CODE = "QAF531"

_FIGURES = """\
measure,period,series,value
sessions-due,2025/26,regions/E12000008,900
"""

BAD: Files = {
    "areas/supervision.yaml": SUPERVISION,
    "qaf.yaml": SETTINGS
    + """\
comparators:
  - id: regions
    method: pooled
    members: [{code: E12000007}, {code: E13000001}, {code: E12000008}]
""",
    "incoming/figures.csv": _FIGURES,
}
GOOD: Files = {
    "areas/supervision.yaml": SUPERVISION,
    "qaf.yaml": SETTINGS
    + """\
comparators:
  - id: regions
    method: pooled
    members: [{code: E12000007}, {code: E12000008}]
""",
    "incoming/figures.csv": _FIGURES,
}
