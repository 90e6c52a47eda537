"""QAF107: not a period.

A year of social care runs from April, a school year from September, a calendar year from January. Each period has one
spelling, so that figures of different years are never laid side by side by mistake.

Write 2025/26 for April to March, 2025/26 Q1 for a quarter of it, 2025/26 academic, 2026 for a calendar year, 2026-03
for a month, 2026-03-31 for a day. In the name of an analysis the slash is an underscore: 2025_26.md.
"""

from __future__ import annotations

from qaf.rules.example_folder import SETTINGS, Files

CODE = "QAF107"

BAD: Files = {
    "qaf.yaml": SETTINGS + "timetable_years: [2025/26, 2026/28]\n",
}
GOOD: Files = {
    "qaf.yaml": SETTINGS + "timetable_years: [2025/26, 2026/27]\n",
}
