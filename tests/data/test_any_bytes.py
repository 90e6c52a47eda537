"""Any bytes give findings or figures, never an exception, and a refused file leaves the store as it was."""

from __future__ import annotations

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

RECIPE = {
    "id": "sent",
    "file": "sent*",
    "period": {"column": "year"},
    "places": {"column": "place"},
    "series": [{"series": "own", "where": [{"column": "place", "is": "North"}]}],
    "measures": [{"measure": "referrals", "value": "n"}],
}
TABLE = [["year", "place", "n"], *([str(2000 + index), "North", str(index)] for index in range(20))]
TIDY = b"measure,period,value,note\nreferrals,2023/24,5,\nchildren,2023/24,50,\xc2\xa3\nfelt-safer,2023/24,18.0,\n"


def a_workbook():
    book = Workbook()
    for row in TABLE:
        book.active.append(row)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


WHOLE = {
    "tidy": TIDY,
    "csv": "\n".join(map(",".join, TABLE)).encode(),
    "utf-16": "\r\n".join(map(";".join, TABLE)).encode("utf-16"),
    "workbook": a_workbook(),
}
CHANGES = st.lists(
    st.tuples(
        st.integers(0, 1 << 16),
        st.integers(0, 40),
        st.binary(max_size=6) | st.sampled_from([b'"', b",", b"\n", b"\r", b"\0", b"\xff", b"PK\x03\x04", b"<"]),
    ),
    max_size=5,
)


def changed(content, changes):
    """The bytes with some of them taken out and others put in their place."""
    for at, length, new in changes:
        at %= len(content) + 1
        content = content[:at] + new + content[at + length :]
    return content


def check(bench, kind, changes):
    if not bench.folder.exists():
        bench.rows("referrals,1999/00,5")
    before = bench.bytes_on_disk()
    result = bench.take(changed(WHOLE[kind], changes), recipe=None if kind == "tidy" else RECIPE, dry_run=False)
    assert result.findings or result.written or result.already
    assert result.written is not result.refused or result.already
    assert all(item.span is not None or item.where.path.startswith("imports/") for item in result.findings)
    if result.refused:
        assert bench.bytes_on_disk() == before


def test_unchanged_they_are_taken_in(bench):
    for kind in WHOLE:
        assert bench.take(WHOLE[kind], recipe=None if kind == "tidy" else RECIPE, dry_run=True).added, kind


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(WHOLE)), CHANGES)
def test_files_with_some_bytes_changed(bench, kind, changes):
    check(bench, kind, changes)


@pytest.mark.prove
@settings(max_examples=5000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(WHOLE)), CHANGES)
def test_many_files_with_some_bytes_changed(bench, kind, changes):
    check(bench, kind, changes)
