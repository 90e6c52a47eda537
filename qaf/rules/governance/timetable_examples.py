"""What the examples of rules about the timetable have in common: a folder whose three years are named."""

from __future__ import annotations

from qaf.rules.example_folder import SETTINGS

THREE_YEARS = f"{SETTINGS}timetable_years: [2025/26, 2026/27, 2027/28]\n"
"""A `qaf.yaml` with the years of the timetable."""
