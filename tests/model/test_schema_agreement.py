"""Loader and schema agree on files of every kind, whichever way they are mutilated."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from schemas import complaints, loader_codes, settings

from qaf.model.period import Period, PeriodError

AREA: dict[str, Any] = {
    "id": "supervision",
    "name": "Supervision",
    "group": "organisational",
    "priority": 1,
    "interacts_with": ["workforce"],
    "evidence": [{"cite": "A review", "says": "Little"}],
    "good": [{"id": "heard", "kind": "quality", "text": "Staff are heard.", "informed_by": ["frontline_staff"]}],
    "measures": [
        {
            "id": "felt-heard",
            "kind": "quality",
            "text": "Staff who felt heard",
            "unit": "percent",
            "base": "staff who answered",
            "decimals": 0,
            "key": True,
            "ready_after": "6w",
            "shows": ["heard"],
            "breaks": [{"from": "2023/24", "because": "New system", "rebase": False}],
            "ambitions": [{"period": 2027, "between": [70, 80.5], "agreed_on": "2026-03-31"}],
            "defined_by": {"set": "local"},
        }
    ],
}
SAMPLES: dict[str, Any] = {
    "area": AREA,
    "settings": {
        "schema": 1,
        "organisation": {"id": "a", "name": "A", "kind": "organisation"},
        "year_starts": "april",
        "figures": {"in_git": "invented"},
        "breakdowns": [{"id": "team", "parts": "all", "categories": [{"id": "north", "from": "2023-04-01"}]}],
        "comparators": [{"id": "england", "name": "England", "members": [{"code": "E1"}], "as_at": "2025-01-01"}],
        "events": [{"on": "2025-03-10", "text": "Inspection", "areas": ["a"]}],
        "levels": {"QAF301": "warning"},
    },
    "sources": {"sources": [{"id": "a", "family": "external", "method": "survey", "routine": True, "areas": ["b"]}]},
    "timetable": {
        "activities": [
            {"id": "a", "name": "A", "kind": "audit", "sample": {"size": 12}, "due": ["2026-09"], "with": ["police"]}
        ]
    },
    "governance": {
        "bodies": [{"id": "b", "name": "B", "role": "scrutiny", "meets": "monthly", "trained": {"of": 9, "count": 0}}],
        "reports": [{"id": "r", "name": "R", "form": "book", "when": ["2026-01-22"]}],
        "self_tests": [{"answers": {"time": {"score": 4, "because": "It is short."}}}],
    },
    "actions": {"actions": [{"id": "a", "text": "A", "status": "done", "updates": [{"on_course": "at_risk"}]}]},
    "accepted-gaps": {
        "accepted": [{"code": "QAF301", "about": "a", "reason": "Later", "by": "head", "until": "2026-12-31"}]
    },
    "recipe": {
        "file": "a*.csv",
        "preset": "dfe",
        "where": [{"column": "A", "is": "x"}, {"column": "B", "in": ["x"], "not": "y"}],
        "places": {"column": "P", "lookup": {"Trafford MBC": "Trafford"}},
        "measures": [{"measure": "m", "value": "V", "scale": 0.01}],
        "symbols": {"*": "c"},
        "sentinels": ["-1"],
        "published": False,
    },
    "meetings": {
        "meetings": [
            {
                "on": "2026-03-19",
                "body": "cabinet",
                "received": ["book"],
                "minutes_spent": 40,
                "asked": [{"question": "Why?", "led_to": ["a"]}],
                "concerns": [{"id": "c", "area": "a", "since": "2025/26 Q3"}],
                "assurance": [{"about": "a", "is": "not", "revisit": "2026-09-17"}],
                "agreed": [{"text": "Ask", "by": "head", "due": "2026-06-30"}],
            }
        ]
    },
    "ideas": {"ideas": [{"id": "i", "team": "North", "text": "An idea", "status": "trying", "on": "2026-03-19"}]},
    "self-assessments": {
        "self_assessments": [
            {
                "on": "2026-05-28",
                "by": "head",
                "tier": "peer",
                "area": "a",
                "judgements": [{"good": "g", "is": "mostly", "moderated": 3, "evidence": [{"cite": "A", "says": "B"}]}],
            }
        ]
    },
    "curve": {
        "measure": "m",
        "began": "2026-03-18",
        "baseline": {"from": 2021, "to": "2025"},
        "forecast": {"method": "given", "values": [{"period": "2026", "value": 12.5}]},
        "what_works": [{"idea": "Ask", "low_cost": True, "values": "Ours"}],
        "reviews": [{"on": "2026-05-28", "says": "Too early"}],
    },
    "mapping": {"name": "A duty", "checked": "2026-05-19", "maps": [{"ours": "a", "theirs": "leadership"}]},
    "story": {
        "voice": "child",
        "area": "a",
        "consent": {"given": "2026-01-10", "for": ["book"]},
        "names_changed": True,
        "period": "2025/26",
    },
}
"""A small file of each kind, as an editor sees it."""

VALUES: list[Any] = [
    None, "", "abc", "Not An Id", "2026-03-31", "2025/26", "31/03/2026", "true", "12", "-4", "1.5", "6w", "quality",
    0, 1, -1, 12, 1.5, 10**13, True, False, [], ["abc"], [None], [1, 2], {}, {"id": "abc"}, {"x-free": 1},
]  # fmt: skip
BEYOND_A_SCHEMA = {
    "JSON knows no difference between 1 and 1.0": lambda place, leaf: isinstance(leaf, float) and leaf.is_integer(),
    "a pattern knows no calendar": lambda place, leaf: looks_like_a_period(leaf) and not exists(str(leaf)),
    "`no` and `off` may reach the schema as false": lambda place, leaf: (
        isinstance(leaf, bool) and {"in_git", "on_course", "levels"}.intersection(place)
    ),
}
"""Why the two may disagree, and of which values at which places."""


def places(data: Any, at: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every place inside a tree of data but its root."""
    found = []
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        found += [(*at, key), *places(value, (*at, key))]
    return found


def leaves(data: Any) -> list[tuple[tuple[str | int, ...], Any]]:
    """Every text, number and truth value with its place."""
    found = [(place, value_at(data, place)) for place in places(data)]
    return [(place, leaf) for place, leaf in found if not isinstance(leaf, dict | list)]


def value_at(data: Any, place: tuple[str | int, ...]) -> Any:
    for step in place:
        data = data[step]
    return data


def looks_like_a_period(leaf: Any) -> bool:
    return isinstance(leaf, str | int) and complaints("settings", settings(timetable_years=[leaf])) == []


def exists(period: str) -> bool:
    try:
        Period.canonical(period)
    except PeriodError:
        return False
    return True


def changed(data: Any, place: tuple[str | int, ...], how: str, value: Any) -> Any:
    """A copy of the data with one place dropped, renamed, doubled as an unknown key, or given another value."""
    copied = copy.deepcopy(data)
    holder = copied
    for step in place[:-1]:
        holder = holder[step]
    last = place[-1]
    if how == "value":
        holder[last] = value
    elif how == "drop":
        del holder[last]
    elif isinstance(holder, dict):
        holder[f"x-{last}" if how == "free" else f"{last}s"] = holder.pop(last)
    return copied


def agree(kind: str, data: Any) -> None:
    refused = complaints(kind, data)
    codes = loader_codes(kind, json.dumps(data, ensure_ascii=False).encode())
    if bool(refused) != bool(codes):
        excused = any(applies(*leaf) for leaf in leaves(data) for applies in BEYOND_A_SCHEMA.values())
        assert excused, f"schema: {refused[:3]}, loader: {codes}, data: {data}"


EVERYWHERE = [
    pytest.param(kind, place, id=f"{kind}-{'.'.join(map(str, place))}")
    for kind, data in SAMPLES.items()
    for place in places(data)
]


@pytest.mark.parametrize(("kind", "place"), EVERYWHERE)
def test_loader_and_schema_agree_when_a_key_goes_or_is_misspelt(kind, place):
    for how in ("drop", "free", "rename"):
        agree(kind, changed(SAMPLES[kind], place, how, None))


@pytest.mark.parametrize(("kind", "place"), EVERYWHERE)
def test_loader_and_schema_agree_on_every_value_at_every_place(kind, place):
    for value in VALUES:
        agree(kind, changed(SAMPLES[kind], place, "value", value))


@given(
    st.sampled_from(sorted(SAMPLES)),
    st.lists(
        st.tuples(
            st.integers(0, 1000),
            st.sampled_from(["value", "drop", "free", "rename"]),
            st.one_of(
                st.sampled_from(VALUES),
                st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=12),
                st.integers(-(10**14), 10**14),
                st.floats(-1e5, 1e5).map(lambda number: round(number, 3)),
            ),
        ),
        min_size=1,
        max_size=4,
    ),
)
def test_loader_and_schema_agree_on_mutilated_files(kind, changes):
    data: Any = SAMPLES[kind]
    for number, how, value in changes:
        found = places(data)
        if not found:
            break
        data = changed(data, found[number % len(found)], how, value)
    agree(kind, data)
