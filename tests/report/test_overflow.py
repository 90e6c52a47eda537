"""A sheet that is too full is said as a finding that names what went to its continuation."""

from __future__ import annotations

import re

from qaf.report import render

LONG = "A sentence that somebody wrote with care and that goes on for a while. " * 4
GOOD = "".join(f"  - {{id: good-{n}, kind: quality, text: Number {n} {LONG}}}\n" for n in range(12))
FULL = f"id: full\nname: Full\ngroup: wider\npriority: 2\ngood:\n{GOOD}"


def test_what_does_not_fit_is_named_and_stands_on_the_continuation(book):
    made = book({"areas/full.yaml": FULL})
    (note,) = [note for note in made.notes if note.code == "QAF602"]
    assert (note.level, note.where.path, note.subject) == ("warning", "areas/full.yaml", "full")
    left = 12 - made.sheets[1].fit.good
    assert f"{left} statements of what good looks like stand on its continuation." in note.message
    text = render.html(made).decode()
    front, detail = text.index('id="full"'), text.index('id="detail_full"')
    assert [front < text.index(f"Number {n} ") < detail for n in range(12)].count(True) == made.sheets[1].fit.good
    assert all(re.search(rf"Number {n} ", text) for n in range(12))


def test_a_sheet_with_room_has_no_such_finding(book):
    assert [note for note in book().notes if note.code == "QAF602"] == []


def test_charts_grow_where_the_sheet_has_room(book):
    from qaf.report.panels import LEAD

    assert book().sheets[0].section.lead.chart.height > LEAD[1]
