"""Dated events mark the charts with letters, and the sheet says what each letter means."""

from __future__ import annotations

from qaf.report import render

SETTINGS = """\
schema: 2
organisation: {id: northmoor, name: Northmoor Council, kind: organisation}
breakdowns:
  - {id: locality, name: Locality, parts: all, categories: [{id: north, name: North}, {id: south, name: South}]}
comparators:
  - {id: england, name: England, cite: National tables}
events:
  - {on: 2023-06-01, text: A new case system}
  - {on: 2024-02-01, text: Of another area, areas: [other]}
  - {on: 2024-05-01, text: Inspection, areas: [front-door]}
  - {on: 2010-01-01, text: Long before}
"""
OTHER = "id: other\nname: Other\ngroup: wider\n"
ACTIONS = """\
actions:
  - {id: talk, text: Talk before closing, aims_at: [repeat-referrals], start: 2023-09-01, status: under_way}
  - {id: plan, text: Only planned, aims_at: [repeat-referrals], start: 2024-09-01, status: planned}
"""
FILES = {"qaf.yaml": SETTINGS, "areas/other.yaml": OTHER, "actions.yaml": ACTIONS}


def test_events_of_the_area_during_its_figures_have_letters_in_order(book):
    section = book(FILES).sheets[0].section
    assert [(one.letter, one.when, one.text) for one in section.events] == [
        ("a", "1 June 2023", "A new case system"),
        ("b", "1 September 2023", "Action began: Talk before closing"),
        ("c", "1 May 2024", "Inspection"),
    ]
    assert [mark.letter for mark in section.lead.chart.chart.events] == ["a", "b", "c"]
    assert "Marked with letters: 3 dated events." in section.lead.chart.title


def test_without_events_nothing_is_said_of_them(book):
    made = book()
    assert made.sheets[0].section.events == ()
    assert "What happened when" not in render.html(made).decode()


def test_the_page_says_what_the_letters_mean(book):
    made = book(FILES)
    page = render.html(made).decode()
    assert "<b>c</b> 1 May 2024: Inspection" in page
    assert "- **c** 1 May 2024: Inspection" in render.markdown(made)["book.md"].decode()
