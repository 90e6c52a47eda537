"""When the next figures are to be expected."""

from __future__ import annotations

from datetime import date

import pytest


@pytest.mark.parametrize(
    ("keys", "period", "due"),
    [
        ({"frequency": "quarterly", "ready_after": "4w"}, "2025/26 Q4", date(2026, 7, 28)),
        ({"frequency": "annual", "ready_after": "10m"}, "2025/26", date(2028, 1, 31)),
        ({"frequency": "monthly"}, "2026-01", date(2026, 2, 28)),
        ({"frequency": "two_yearly", "ready_after": "1y"}, "2024", date(2027, 12, 31)),
        ({"ready_after": "30d"}, "2025/26 Q4", date(2026, 7, 30)),
        ({"frequency": "on_event"}, "2025/26", None),
        ({"frequency": "continuous"}, "2025/26", None),
        ({"frequency": "annual", "status": "planned"}, "2025/26", None),
        ({"frequency": "annual"}, "2024-02-29", date(2025, 2, 28)),
    ],
)
def test_one_step_after_the_latest_and_the_usual_lag(told, keys, period, due):
    assert told({"unit": "count", **keys}, (period, "9", "", "", {})).freshness.next_due == due


def test_late_from_the_day_after(told):
    keys, row = {"unit": "count", "frequency": "quarterly", "ready_after": "4w"}, ("2025/26 Q4", "9", "", "", {})
    assert not told(keys, row, as_at=date(2026, 7, 28)).freshness.late
    assert told(keys, row, as_at=date(2026, 7, 29)).freshness.late


def test_nothing_is_late_where_later_figures_were_left_out(told):
    rows = [("2023/24", "9", "", "", {}), ("2024/25", "9", "", "", {})]
    assert told({"unit": "count", "frequency": "annual"}, *rows, until=date(2024, 3, 31)).freshness is None
