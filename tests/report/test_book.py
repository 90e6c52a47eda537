"""What the pages of a book say."""

from __future__ import annotations

from datetime import date

from qaf.report.book import make_book

BARE = {"qaf.yaml": "schema: 2\norganisation: {id: new, name: New Council, kind: organisation}\n"}


def _sheet(book):
    return book.sheets[0].section


def test_the_outcome_leads_with_its_number_and_what_stands_behind_it(book):
    lead = _sheet(book()).lead
    assert (lead.title, lead.headlines) == ("Repeat referrals", (("18.0 %", "in 2024/25"),))
    assert lead.behind == "339 of 1,879, against 20.4 % the year before; a difference of this size could be chance."
    assert lead.beside == "Lower than England (22.6 % in 2024/25), which is better."
    assert "[x] not available: 2022/23" in lead.notes


def test_the_alternative_text_is_made_of_facts(book):
    alt = _sheet(book()).lead.chart.title
    for fact in (
        "Line chart",
        "Repeat referrals",
        "2021/22 to 2024/25",
        "Per cent of referrals",
        "18.0 %",
        "England (22.6 %",
    ):
        assert fact in alt
    assert "No point is withheld" in alt
    assert "1 other point without a number" in alt


def test_the_small_table_holds_the_numbers_of_the_chart(book):
    table = _sheet(book()).lead.table
    assert table.head == ("", "2021/22", "2022/23", "2023/24", "2024/25")
    rows = {row.head: [cell.text for cell in row.cells] for row in table.rows}
    assert rows == {"Northmoor Council": ["20.0", "[x]", "20.4", "18.0"], "England": ["", "", "22.4", "22.6"]}


def test_places_show_withheld_cells_as_c_with_the_reason(book):
    (table,) = _sheet(book()).places
    assert table.head == ("", "All", "North", "South", "West", "East", "Coast")
    assert [cell.text for cell in table.rows[0].cells] == [
        "18.0 (1,879)",
        "[c]",
        "20.0 (1,250)",
        "11.0 (327)",
        "20.0 (125)",
        "[c]",
    ]
    assert table.notes == (
        "Repeat referrals: West (low) differs from all together by more than chance. 2 withheld. "
        "[c] withheld to protect people. In brackets: of how many.",
    )


def test_what_good_looks_like_says_what_shows_it_or_that_nothing_does(book):
    good = _sheet(book()).good
    assert [(line.kind, line.shown_by) for line in good] == [("outcome", ("Repeat referrals",)), ("quality", ())]


def test_a_measure_without_figures_is_shown_with_the_reason(book):
    (missing,) = _sheet(book()).without
    assert (missing.title, missing.missing) == ("Parents who felt heard", "No figures yet: collecting them is planned.")


def test_a_measure_with_figures_by_place_alone_says_so(book):
    figures = "measure,period,breakdown,category,value\nrepeat-referrals,2024/25,locality,north,20.0\n"
    section = _sheet(book(figures=figures))
    assert [panel.missing for panel in section.without][0] == (
        "No figure for the whole has been taken in, only by locality."
    )
    assert [cell.text for cell in section.places[0].rows[0].cells] == ["", "20.0"]


def test_measures_that_are_not_key_stand_in_a_line(book):
    (also,) = _sheet(book()).also
    assert (also.text, also.headlines) == ("Referrals", (("1,879", "in 2024/25"),))


def test_the_story_is_filled_and_what_nobody_wrote_is_said(book):
    made = book()
    parts = {part.title: part for part in _sheet(made).story}
    assert parts["The story behind the figures"].text.answers[0] == "18.0 %"
    assert parts["Other explanations"].missing == ""
    assert parts["What the minority said"].missing == "Not written yet."
    (by_measure,) = _sheet(made).by_measure
    assert by_measure.title == "Repeat referrals"
    assert "[withheld to protect people]" in by_measure.text.answers


def test_an_analysis_of_another_period_is_not_the_story_of_this_one(book):
    (part,) = _sheet(book(period="2023/24")).story
    assert part.missing == "Not written yet for 2023/24."


def test_placeholders_that_no_figure_can_fill_print_so_and_come_back_with_their_line(book):
    text = 'One\n\n{{ figure("nobody", "2024/25") }} and {{ figure("referrals", "1999/00") }} and {{ oops }}\n'
    made = book({"analysis/front-door/2024_25.md": text})
    assert _sheet(made).story[0].text.answers == ("[no figure]",) * 3
    assert [(note.code, note.where.path, note.span.line, note.span.column) for note in made.notes] == [
        ("QAF601", "analysis/front-door/2024_25.md", 3, column) for column in (1, 39, 80)
    ]
    assert "`nobody` is no measure" in made.notes[0].message


def test_actions_say_who_and_how_far_and_overdue_first(book):
    first, second = _sheet(book()).actions
    assert (first.owner, first.when, first.overdue) == ("Head of service", "overdue since 31 March 2025", True)
    assert first.milestones == "1 of 2 milestones done, 1 late"
    assert first.aims == ("Repeat referrals",)
    assert (second.status, second.open, second.latest) == ("Stopped", False, "It did not help.")


def test_voices_that_nobody_asked_are_missing(book):
    sources = {line.family: line.methods for line in _sheet(book()).sources}
    assert sources["Case records"] == ("management information",)
    assert sources["Children, parents and carers"] == ()


def test_stories_are_printed_only_while_consent_covers_the_book(inputs):
    made = make_book(inputs())
    assert [(s.title, s.voice) for s in made.stories[0].stories] == [("The second time", "A child")]
    assert made.stories[0].missing_voices == ("a parent or carer", "frontline staff")
    late = make_book(inputs(as_at=date(2026, 1, 2)))
    assert (late.stories[0].stories, late.stories[0].kept_back) == ((), 1)


def test_figures_of_later_periods_are_left_out(book):
    lead = _sheet(book(period="2023/24")).lead
    assert lead.headlines == (("20.4 %", "in 2023/24"),)


def test_an_area_without_outcome_figures_says_that_nobody_can_tell(book):
    weak = "id: weak\nname: Weak\ngroup: wider\npriority: 2\n"
    made = book({"areas/weak.yaml": weak})
    section = made.sheets[1].section
    assert section.lead is None
    assert "no outcome measure" in section.no_outcome
    assert made.summary.areas[1].outcome == ()


def test_an_area_below_shares_the_sheet_and_its_outcomes_count_above(book):
    below = "id: below\nname: Below\ngroup: practice\nwithin: above\n"
    below += "measures:\n  - {id: deep, kind: outcome, text: Deep, unit: count}\n"
    above = "id: above\nname: Above\ngroup: practice\npriority: 2\n"
    made = book(
        {"areas/above.yaml": above, "areas/below.yaml": below}, figures="measure,period,value\ndeep,2024/25,40\n"
    )
    sheet = made.sheets[1]
    assert [section.name for section in sheet.below] == ["Below"]
    assert sheet.section.no_outcome == ""
    assert sheet.below[0].lead.headlines == (("40", "in 2024/25"),)


def test_an_area_without_priority_is_listed_without_a_sheet(book):
    made = book({"areas/later.yaml": "id: later\nname: Later\ngroup: wider\nwhy: Soon.\n"})
    assert [(area.name, area.why) for area in made.others] == [("Later", "Soon.")]


def test_the_summary_counts_and_puts_areas_without_outcomes_first(book, gap):
    gaps = [gap("QAF302", "weak", "weak"), gap("QAF301", "weak", "weak"), gap("QAF305", "weak", "weak", accepted=True)]
    summary = book({"areas/weak.yaml": "id: weak\nname: Weak\ngroup: wider\npriority: 2\n"}, gaps=gaps).summary
    assert [(tally.number, tally.of) for tally in summary.tallies] == [("1", "2"), ("1", "3"), ("2", "3")]
    assert [(line.words, line.about) for line in summary.unknown] == [
        ("Is anyone better off? No outcome measure", ("Weak",)),
        ("No measure of quality", ("Weak",)),
    ]
    assert summary.accepted == 1
    assert summary.actions == "1 action under way; 1 of them overdue."
    assert summary.withheld.startswith("2 figures are withheld")


def test_a_bare_folder_gives_a_book_that_says_what_to_do_next(book):
    made = book(BARE, figures="measure,period,value\n", only=True, commit="")
    assert made.sheets == ()
    assert made.cover.commit == "not in git"
    assert "has not chosen any content area" in made.summary.opening
    assert len(made.summary.next_steps) == 4


def test_the_index_defines_every_measure(book):
    index = {line.id: line for line in book().index}
    assert index["repeat-referrals"].definition == "Per cent of referrals."
    assert index["repeat-referrals"].source == "Case records: management information"
    assert index["parents-heard"].source == "No source is named"
    assert index["parents-heard"].latest == "No figures yet: collecting them is planned."


def test_a_placeholder_in_a_heading_is_filled(book):
    text = '## Now {{ figure("repeat-referrals", "2024/25") }}\n\nOne.\n'
    assert _sheet(book({"analysis/front-door/2024_25.md": text})).story[0].title == "Now 18.0 %"


def test_a_story_of_another_period_is_counted_and_not_printed(book):
    made = book(period="2021/22").stories[0]
    assert (made.stories, made.kept_back, made.other_periods) == ((), 0, 1)


def test_what_was_written_beside_a_figure_stays_behind(book):
    from qaf.report import render

    figures = "measure,period,value,note\nreferrals,2023/24,x,John Smith left\nreferrals,2024/25,1879,John Smith\n"
    assert b"John Smith" not in render.html(book(figures=figures))


def test_only_withheld_figures_that_the_book_would_show_are_counted(book):
    from tests.report.conftest import FIGURES

    earlier = "repeat-referrals,2023/24,,locality,north,2,52,,\n"
    assert book(figures=FIGURES + earlier).summary.withheld.startswith("2 figures are withheld")


def test_gaps_on_a_sheet_name_things_and_not_their_ids(inputs):
    from qaf.report.desk import GapLine

    gap = GapLine("QAF307", "referrals", "front-door", "`referrals` (Referrals) does not say where.", False)
    twice = GapLine("QAF301", "front-door", "front-door", "No outcome.", False)
    (line,) = _sheet(make_book(inputs(gaps=[gap, twice]))).gaps
    assert line.message == "“Referrals” does not say where."


def test_a_sample_of_chosen_cases_and_a_remark_go_with_the_number(book):
    area = (
        "id: front-door\nname: F\ngroup: practice\npriority: 1\nmeasures:\n"
        "  - {id: m, kind: outcome, text: Felt heard, unit: percent, base: parents, drawn: volunteers,\n"
        "     key: true, note: Asked in June.}\n"
    )
    made = book({"areas/front-door.yaml": area, "actions.yaml": ""}, figures="measure,period,value\nm,2024/25,60\n")
    assert made.summary.areas[0].outcome[0].text == "Felt heard (of those who answered)"
    assert _sheet(made).lead.notes[0] == "Asked in June."
