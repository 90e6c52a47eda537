"""QAF520: a denominator that disagrees with the count it is a share of.

The measure covers a whole group, and another measure counts that group. So the denominator of the one is the number
of the other; where they differ, somebody was left out, or the two were drawn from the system on different days.

Draw both on the same day by the same definition. If only part of the group is covered, say `covers: sample` and
describe it in `base`.
"""

from __future__ import annotations

from qaf.rules.example_folder import SUPERVISION, Files

CODE = "QAF520"

_BESIDE: Files = {
    "areas/supervision.yaml": SUPERVISION,
}

BAD: Files = {
    **_BESIDE,
    "incoming/figures.csv": """\
measure,period,numerator,denominator,value
sessions-due,2025/26,,,120
sessions-on-time,2025/26,88,110,
""",
}
GOOD: Files = {
    **_BESIDE,
    "incoming/figures.csv": """\
measure,period,numerator,denominator,value
sessions-due,2025/26,,,120
sessions-on-time,2025/26,88,120,
""",
}
