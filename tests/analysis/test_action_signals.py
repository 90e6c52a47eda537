"""What a measure's own chart says since an action began."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from qaf.analysis.action_signals import action_signals
from qaf.model.action import Action

AS_AT = date(2026, 6, 15)
SHARE = {"id": "m", "unit": "percent", "of": "n", "better": "lower"}
LEVEL = [10, 11, 10, 11, 10, 11, 10, 11, 10, 11]


def months(*values):
    found = []
    for at, value in enumerate(values):
        symbol = isinstance(value, str)
        found.append((f"{2024 + at // 12}-{at % 12 + 1:02}", str(value), "" if symbol else "5", "50", {}))
    return found


def years(*counts):
    return [
        (f"{2020 + at}/{21 + at}", str(count / 10), str(count), "1000", {}) for at, count in enumerate(counts)
    ]  # fmt: skip


@pytest.fixture
def since(framework, figures):
    """The one signal of an action that began on a day, over rows of measure `m`."""

    def build(start, rows, keys=None, status="under_way"):
        held = framework({**SHARE, **(keys or {})}, {"id": "n"})
        action = Action.model_validate({"id": "a", "text": "T", "status": status, "start": start, "aims_at": ("m",)})
        held = replace(held, actions=(action,))
        found = action_signals(held, figures(*rows), AS_AT)
        return found[0] if found else None

    return build


def test_a_fall_that_lasts_after_an_action_is_an_improvement_where_lower_is_better(since):
    found = since("2024-11-01", months(*LEVEL, 5, 4, 5, 4, 5, 4, 5))
    assert (found.state, found.method, found.points, found.direction) == ("improvement", "control", 7, "down")
    assert str(found.first.period) == "2024-11"


def test_the_same_fall_is_a_concern_where_higher_is_better_and_only_a_change_where_neither_is(since):
    rows = months(*LEVEL, 5, 4, 5, 4, 5, 4, 5)
    assert since("2024-11-01", rows, {"better": "higher"}).state == "concern"
    assert since("2024-11-01", rows, {"better": "neither"}).state == "changed"


def test_a_run_that_had_begun_before_the_action_is_not_counted_as_following_it(since):
    rows = months(*LEVEL[:8], 9.4, 9.4, 9.4, 9.4, 9.4, 9.4, 9.4, 10.7, 9.4, 10.7, 9.4)
    assert since("2025-01-01", rows).state == "none"


def test_few_points_say_how_many_there_are_of_how_many(since):
    found = since("2024-11-01", months(*LEVEL, 5, 4, 5))
    assert (found.state, found.points, found.needed, found.told) == ("few", 3, 7, False)


def test_points_without_a_number_do_not_count(since):
    assert since("2024-11-01", months(*LEVEL, 5, "x", 5, "x", 5, 4, 5)).points == 5


@pytest.mark.parametrize(
    ("start", "rows", "keys", "why"),
    [
        ("2024-03-01", months(*LEVEL, 5, 4, 5, 4, 5, 4, 5), {}, "few_before"),
        ("2024-11-01", months(*LEVEL, 5, 4, 5, "c", 5, 4, 5, 5), {}, "withheld_inside"),
        ("2024-05-01", months(*LEVEL, 5, 4, 5, 4, 5, 4, 5), {"breaks": ({"from": "2024-09"},)}, "break"),
        ("2024-11-01", months(*LEVEL, 5, 4, 5, 4, 5, 4, 5), {"window": "rolling_12m"}, "window"),
        ("2020-01-01", [], {}, "absent"),
    ],
)
def test_why_nothing_can_be_told(since, start, rows, keys, why):
    found = since(start, rows, keys)
    assert (found.state, found.why, found.told, found.moved) == ("untold", why, False, False)


def test_years_are_held_against_the_last_year_before(since):
    found = since("2023-06-01", years(400, 400, 400, 100, 300))
    assert (found.state, found.method, found.needed) == ("improvement", "change", 1)
    assert since("2023-06-01", years(400, 400, 400, 100, 405)).state == "none"
    assert since("2024-06-01", years(400, 400, 400, 100, 405)).state == "few"


def test_only_actions_that_have_begun_and_go_on_or_are_done_are_asked_about(since):
    rows = months(*LEVEL)
    assert since("2026-07-01", rows) is None
    assert since("2024-11-01", rows, status="planned") is None
    assert since("2024-11-01", rows, status="stopped") is None
    assert since(None, rows) is None
