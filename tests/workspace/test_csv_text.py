from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaf.ground.findings import Span
from qaf.workspace.csv_text import cell_span, csv_bytes, lines_of, numbered_rows

TEXT = 'a,b,c\n1,"two, with a comma",3\n4,"over\ntwo lines",6\n7,8\n'


@pytest.mark.parametrize(
    ("line", "index", "span"),
    [
        (1, 0, Span(1, 1, 1, 2)),
        (1, 2, Span(1, 5, 1, 6)),
        (2, 1, Span(2, 3, 2, 22)),
        (2, 2, Span(2, 23, 2, 24)),
        (3, 1, Span(3, 3, 4, 11)),
        (3, 2, Span(4, 12, 4, 13)),
        (5, 1, Span(5, 3, 5, 4)),
        (5, 2, Span(5, 4, 5, 4)),
        (99, 0, Span(99, 1, 99, 1)),
    ],
)
def test_where_a_cell_stands(line, index, span):
    assert cell_span(lines_of(TEXT), line, index) == span


def test_rows_know_the_line_they_begin_on():
    assert [line for line, _ in numbered_rows(TEXT + "\nx,y\n")] == [1, 2, 3, 5, 7]


@given(st.lists(st.lists(st.text('ab,"\n é'), min_size=2, max_size=4), max_size=5))
def test_what_is_written_is_read_again(rows):
    text = csv_bytes(["h", "i"], rows).decode()
    assert list(csv.reader(io.StringIO(text, newline="")))[1:] == rows
