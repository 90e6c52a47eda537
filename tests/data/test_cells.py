from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaf.data.cells import CellReader, advice
from qaf.model.figure import SYMBOLS

TIDY = CellReader()
LOOSE = CellReader(loose=True)


@pytest.mark.parametrize("text", ["18", "18.0", "0", "0.05", "-3", "1879", ".5"])
def test_numbers_stay_as_published(text):
    assert TIDY.read(f" {text}\u00a0").text == text


@pytest.mark.parametrize(("text", "kept"), [("+4", "4"), ("-0", "0"), ("\u22125", "-5"), ("１２", "12")])
def test_odd_spellings_of_a_plain_number(text, kept):
    assert TIDY.read(text).text == kept


def test_zero_blank_and_symbols_are_three_different_things():
    assert [TIDY.read(text).text for text in ("0", "", "  ", "x", "c", "low")] == ["0", "", "", "x", "c", "low"]


@pytest.mark.parametrize(
    ("text", "symbol"),
    [("~", "low"), (":", "x"), ("*", "c"), ("..", "x"), ("[c]", "c"), ("[X]", "x"), ("[low]", "low"), ("Z", "z")],
)
def test_older_spellings_are_understood_and_remembered(text, symbol):
    cell = TIDY.read(text)
    assert (cell.text, cell.spelling) == (symbol, text)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("-", "a lone dash"),
        ("–", "a lone dash"),
        ("1,879", "a number with thousands separators"),
        ("1 879", "a number with thousands separators"),
        ("18,5", "a number with a decimal comma"),
        ("18%", "a number with a percentage sign"),
        ("£12", "an amount of money"),
        ("(12)", "a number in brackets"),
        ("1.2E+05", "a number in scientific notation"),
        ("01/02/2024", "a date"),
        ("2024-03-31", "a date"),
        ("02-Jan", "a date"),
        ("<5", "a band instead of a number"),
        ("90-99", "a band instead of a number"),
        ("10 or fewer", "a band instead of a number"),
        ("NA", "a word for a missing number"),
        ("#N/A", "an error of a spreadsheet"),
        ("=A1+B1", "a formula"),
        ("12³", "a number with a footnote mark"),
        ("12a", "a number with a footnote mark"),
        ("007", "a number with leading zeros"),
        ("1234567890123456", "a number with far too many digits"),
        ("inf", "text"),
        ("١٢", "text"),
        ("nan", "a word for a missing number"),
        ("Amelia", "text"),
        ("y" * 5000, "text"),
    ],
)
def test_what_is_no_number_is_named_by_its_kind(text, fault):
    assert TIDY.read(text).fault == fault
    assert text not in advice(fault, in_recipe=False) or len(text) < 4


def test_a_recipe_takes_separators_and_percent_signs_out():
    assert LOOSE.read("1,234,567").text == "1234567"
    assert LOOSE.read("27\u00a0480").text == "27480"
    assert (LOOSE.read("22.6 %").text, LOOSE.read("22.6 %").percent) == ("22.6", True)
    assert LOOSE.read("1,23").fault == "a number with a decimal comma"


def test_a_recipe_says_what_texts_mean_before_anything_else():
    reader = CellReader(
        loose=True, symbols={"-": "zero", "NA": "x", "x": "c", "n/k": "blank"}, sentinels=["-1", "9999"]
    )
    assert [reader.read(text).text for text in ("-", "NA", "x", "n/k", "-1", "9999.0", "3")] == list("0xc") + [
        "",
        "x",
        "x",
        "3",
    ]


def test_numbers_that_commonly_mean_no_number_are_marked():
    assert TIDY.read("-9999").sentinel
    assert not TIDY.read("9999").sentinel


@given(st.text(max_size=30))
def test_any_text_is_a_number_a_symbol_nothing_or_a_fault(text):
    for reader in (TIDY, LOOSE):
        cell = reader.read(text)
        assert bool(cell.fault) + bool(cell.text) <= 1
        if cell.text and cell.text not in SYMBOLS:
            assert set(cell.text) <= set("-.0123456789")


READERS = st.builds(
    dict,
    loose=st.booleans(),
    bands=st.booleans(),
    decimal_comma=st.booleans(),
    symbols=st.sampled_from([None, {"0": "x"}, {"12": "c", "-": "zero"}]),
    sentinels=st.sampled_from([(), ("-1",), ("999",), ("99.0", "-9999"), ("none",)]),
)
SPELLED = st.one_of(
    st.integers(0, 10**16).map(str),
    st.decimals(0, 9999, places=2).map(str),
    st.sampled_from(["0", "00", "007", "0.0", "12", "999", "999.0", "99", "1.234", "1.", ".5", "1" * 15, "1" * 16]),
    st.from_regex(r"[0-9]{1,17}(\.[0-9]{0,17})?", fullmatch=True),
)


@given(READERS, SPELLED)
def test_a_usual_number_is_read_as_with_blanks_around_it(options, text):
    assert CellReader(**options).read(text) == CellReader(**options).read(f" {text} ")
