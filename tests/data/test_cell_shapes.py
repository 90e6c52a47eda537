"""How numbers are written in files that a recipe reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaf.data.cell_shapes import without_html, without_marks
from qaf.data.cells import CellReader, advice
from qaf.model.figure import SYMBOLS

LOOSE = CellReader(loose=True)
BANDS = CellReader(loose=True, bands=True)
COMMA = CellReader(loose=True, decimal_comma=True)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("(12)", "-12"),
        ("(1,234.5)", "-1234.5"),
        ("( 3.4% )", "-3.4"),
        ("£1,234.50", "1234.50"),
        ("-£12", "-12"),
        ("(£12)", "-12"),
        ("$ 1,000", "1000"),
        (" 27,480 ", "27480"),
        ("27\u202f480", "27480"),
        ("0.00", "0.00"),
        ("<b>74,588</b>", "74588"),
        ("<td>12&nbsp;345</td>", "12345"),
    ],
)
def test_what_a_recipe_takes_out_of_a_number(text, kept):
    cell = LOOSE.read(text)
    assert (cell.text, cell.fault, cell.mark) == (kept, "", False)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("41 [r]", "41"),
        ("1,234[note 3]", "1234"),
        ("1,234 [note 3, note 4]", "1234"),
        ("12.5 (p)", "12.5"),
        ("22.6%[r]", "22.6"),
        ("12³", "12"),
        ("1,879¹²", "1879"),
        ("12.4*", "12.4"),
        ("12†", "12"),
        ("1,100 !", "1100"),
        ("12<sup>3</sup>", "12"),
    ],
)
def test_a_footnote_mark_is_left_out_and_remembered(text, kept):
    cell = LOOSE.read(text)
    assert (cell.text, cell.fault, cell.mark) == (kept, "", True)


@pytest.mark.parametrize("text", ["12a", "12e", "12(3)", "1234k", "12 3", "1.2.3", "(12", "12)", "£1.2m", "--5", "½"])
def test_what_could_be_something_else_stays_a_fault(text):
    assert LOOSE.read(text).fault


@pytest.mark.parametrize(
    "text",
    [
        "14 - 24 %",
        "<= 10",
        "90-99",
        "90–99",
        "<5",
        "≤5",
        ">95",
        "10+",
        "5 or fewer",
        "under 10",
        "GE90",
        "LT 5",
        "1 to 4",
    ],
)
def test_bands_are_withheld_where_the_recipe_says_so_and_never_a_number(text):
    assert BANDS.read(text).text == "c"
    found = LOOSE.read(text)
    assert (found.text, found.fault) == ("", "a band instead of a number")
    assert "`bands: withheld`" in advice(found.fault, in_recipe=True)
    assert "`bands: withheld`" not in advice(found.fault, in_recipe=False)


def test_what_is_no_band_stays_what_it_is_under_bands():
    assert [BANDS.read(text).text for text in ("100", "0", "", "x", "-5")] == ["100", "0", "", "x", "-5"]
    assert BANDS.read("01/02/2024").fault == "a date"


@pytest.mark.parametrize(
    ("text", "kept"),
    [("18,5", "18.5"), ("1.234,5", "1234.5"), ("1 234 567,25", "1234567.25"), ("1.234", "1234"), ("12", "12"),
     ("12,5 %", "12.5"), ("-0,5", "-0.5"), ("(1,5)", "-1.5")],
)  # fmt: skip
def test_decimal_commas_where_the_recipe_says_so(text, kept):
    assert COMMA.read(text).text == kept


def test_a_decimal_point_in_a_file_of_commas_is_no_number():
    assert COMMA.read("18.5").fault == "a number with a decimal point"
    assert "decimal: comma" in advice("a number with a decimal comma", in_recipe=True)


def test_a_symbol_in_html_is_the_symbol():
    reader = CellReader(loose=True, symbols={"-": "x"})
    assert reader.read('<div class="no-data">-</div>').text == "x"
    assert reader.read('<div class="no-data"></div>').text == ""
    assert LOOSE.read('<div class="no-data">-</div>').fault == "a lone dash"
    assert CellReader().read("<b>5</b>").fault


def test_a_number_with_html_around_it_is_not_made_of_two():
    assert LOOSE.read("12<br>3").fault
    assert without_html("a<!-- no -->b < 5") == "a b < 5"
    assert without_marks("[3]") == "[3]"


@given(st.text(alphabet="<>()[]%£,. -0123456789abr³*–", max_size=20))
def test_any_text_is_a_number_a_symbol_nothing_or_a_fault(text):
    for reader in (LOOSE, BANDS, COMMA):
        cell = reader.read(text)
        assert bool(cell.fault) + bool(cell.text) <= 1
        if cell.text and cell.text not in SYMBOLS:
            assert set(cell.text) <= set("-.0123456789")


RECIPE = {
    "id": "r", "file": "*", "period": {"column": "year"}, "measures": [{"measure": "referrals", "value": "n"}],
}  # fmt: skip


def test_marks_are_told_once_for_a_column(bench):
    result = bench.take("year,n\n2022/23,40 [r]\n2023/24,41 [r]\n", recipe=RECIPE)
    (found,) = result.findings
    assert (found.code, found.level) == ("QAF525", "info")
    assert found.message == "Row 2 and 1 more row, column B (`n`): a footnote mark beside the number was left out."
    assert [row[-1] for row in bench.contents()] == ["40", "41"]


def test_a_file_with_decimal_commas(bench):
    text = "year;n\n2022/23;1.240\n2023/24;1.241\n"
    result = bench.take(text, recipe={**RECIPE, "read": {"decimal": "comma"}})
    assert result.findings == ()
    assert [row[-1] for row in bench.contents()] == ["1240", "1241"]


def test_a_tidy_recipe_may_have_decimal_commas_and_bands(bench):
    recipe = {"id": "t", "file": "*", "preset": "tidy", "bands": "withheld", "read": {"decimal": "comma"}}
    text = "measure;period;value\nfelt-safer;2022/23;18,5\nfelt-safer;2023/24;90-99\n"
    assert bench.take(text, recipe=recipe).findings == ()
    assert [row[-1] for row in bench.contents()] == ["18.5", "c"]
