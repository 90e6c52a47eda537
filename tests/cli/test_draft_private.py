"""`qaf ingest --draft` by the front door: a draft goes into git, so it copies no remark, no name and no figure."""

from __future__ import annotations

import pytest
from helpers import build_tree, run_qaf

SETTINGS = """\
schema: 2
organisation: {id: glenmoor, name: Glenmoor Council, kind: organisation}
breakdowns: [{id: team, parts: all, categories: [{id: east, name: East team}, {id: west, name: West team}]}]
comparators: [{id: england, name: England}]
"""
AREA = """\
name: Front door
group: practice
measures:
  - {id: referrals, kind: quantity, text: Referrals, unit: count}
  - {id: plans, kind: quantity, text: Children on a plan, unit: count, breakdowns: [team]}
"""


@pytest.fixture
def draft(tmp_path):
    folder = build_tree(tmp_path / "folder", {"qaf.yaml": SETTINGS, "areas/front.yaml": AREA})

    def drafted(content):
        file = tmp_path / "sent.csv"
        file.write_text(content, encoding="utf-8")
        ran = run_qaf("-C", folder, "ingest", "--draft", file)
        assert run_qaf("-C", folder, "validate").code == 0
        return (folder / "imports" / "sent.yaml").read_text(), ran.out + ran.err

    return drafted


@pytest.mark.parametrize("remark", ["3 (was 4)", "4 (Kyle B)", "only 4 incl Tommy", "Amy", "TA", "seven", "*4", "(Jo)"])
def test_a_text_among_numbers_that_is_no_symbol_is_told_by_its_place(draft, remark):
    text, said = draft(f"Year,Referrals\n2019/20,137\n2020/21,{remark}\n2021/22,140\n2022/23,141\n")
    assert "# to check: row 3, column B holds a text that is no number" in text
    assert remark not in text + said


@pytest.mark.parametrize("symbol", ["supp", "NA", "N/A", "#", "†", "[d]"])
def test_a_known_symbol_and_a_short_sign_are_named(draft, symbol):
    text, _ = draft(f"Year,Referrals\n2019/20,137\n2020/21,{symbol}\n2021/22,140\n")
    assert symbol in text
    assert "holds a text" not in text


def test_the_row_is_counted_as_a_spreadsheet_shows_it(draft):
    text, _ = draft("Title of all,,\n,,\nYear,Referrals,Other\n2019/20,137,1\n2020/21,Sam says 3,2\n2021/22,9,3\n")
    assert "row 5, column B holds a text that is no number" in text


@pytest.mark.parametrize(
    ("headings", "names"),
    [
        ("Ngozi Adeyemi,Sarah Connor,Oluwaseun Bello", ("Ngozi", "Connor", "Bello")),
        ("Tommy,Kyle,Sarah", ("Tommy", "Kyle", "Sarah")),
        ("Other cases,Referrals excl. T. Atkinson (b. 2014),More cases", ("Atkinson", "2014")),
        ("Other cases,Mrs Patel's cases,More cases", ("Patel",)),
        ("Other cases,Sarah C 2019/20,More cases", ("Sarah",)),
    ],
)
def test_a_heading_that_looks_like_a_person_is_named_by_its_letter(draft, headings, names):
    text, said = draft(f"Year,{headings}\n2019/20,13,14,15\n2020/21,24,26,27\n")
    assert 'value: "[C]"' in text
    assert not any(name in text + said for name in names)


def test_headings_of_months_and_of_measures_stay(draft):
    text, _ = draft("Year,Referrals,Sarah Connor,Children on a plan\n2019/20,13,14,15\n2020/21,24,26,27\n")
    assert "value: Referrals" in text
    assert "value: Children on a plan" in text
    assert "Connor" not in text


def test_a_file_without_headings_leaves_no_figure_in_the_draft(draft):
    text, _ = draft("2019/20,137,3\n2020/21,139,4\n2021/22,141,5\n")
    assert "137" not in text
    assert "value: 3" not in text


@pytest.mark.parametrize("heading", ["Remark", "Allocated", "Held by"])
def test_places_are_proposed_only_where_places_were_recognised(draft, heading):
    text, _ = draft(f"Year,Referrals,{heading}\n2019/20,137,moved on\n2020/21,140,stayed\n2021/22,150,none\n")
    assert f"\nplaces: {{column: {heading}}}" not in text
    assert f"# places: {{column: {heading}}}" in text


def test_places_are_proposed_by_a_heading_or_codes(draft):
    text, _ = draft("Local authority,Year,Referrals\nFife,2019/20,137\nMoray,2019/20,140\nAngus,2019/20,150\n")
    assert "\nplaces: {column: Local authority}" in text


def test_texts_of_a_column_that_stand_once_are_counted_and_not_copied(draft):
    rows = "Group,Year,Referrals\n" + "".join(
        f"Open,{y}/{y - 1999},13\nShut,{y}/{y - 1999},17\n" for y in range(2012, 2021)
    )
    text, _ = draft(rows + "moved away with Atkinson,2020/21,16\nSarah C,2020/21,16\nSarah C,2019/20,16\n")
    assert "Open and Shut (and 2 texts not shown" in " ".join(text.replace("\n#", "").split())
    assert "Atkinson" not in text
    assert "Sarah" not in text


def test_a_text_beside_categories_is_not_copied(draft):
    rows = "Team,Year,Children on a plan\nEast team,2019/20,13\nWest team,2019/20,17\nEast team Kyle,2019/20,2\n"
    text, _ = draft(rows + "Atkinson left,2019/20,3\n")
    assert "2 texts of Team not shown here" in text
    assert "Kyle" not in text
    assert "Atkinson" not in text


@pytest.mark.parametrize("note", ["Tommy A moved in May", "4 children moved away", "Mr Atkinson counted these"])
def test_words_below_the_table_that_speak_of_somebody_are_not_copied(draft, note):
    text, _ = draft(f"Year,Referrals\n2019/20,137\n2020/21,140\n2021/22,150\n{note},\n")
    assert "begin in row 5" in text
    assert not any(word in text for word in ("Tommy", "4 children", "Atkinson"))


def test_many_e_mail_addresses_are_called_so(tmp_path):
    folder = build_tree(tmp_path / "folder", {"qaf.yaml": SETTINGS, "areas/front.yaml": AREA})
    file = tmp_path / "sent.csv"
    file.write_text(
        "Year,Referrals,Sent by\n" + "".join(f"2019/20,{n},a{n}x@glenmoor.example\n" for n in range(20, 24))
    )
    ran = run_qaf("-C", folder, "ingest", "--draft", file)
    assert ran.code != 0
    assert "e-mail address" in ran.out + ran.err
    assert "addresss" not in ran.out + ran.err
