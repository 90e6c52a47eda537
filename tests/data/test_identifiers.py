"""What one cell may say of a single person. Every identifier here is invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaf.data.identifiers import Kind, is_certain, kind_called, passes_nhs_check, passes_upn_check, screen

FOUND = [
    (Kind.UPN, "H801200001001"),
    (Kind.UPN, "d051910639385"),
    (Kind.UPN, "I087223753657"),
    (Kind.UPN, "A12345678901Z"),
    (Kind.UPN, "seen with UPN H 801 2000 01 001."),
    (Kind.UPN, "H8012\u200b00001001"),
    (Kind.NHS_NUMBER, "9434765919"),
    (Kind.NHS_NUMBER, "943 476 5919"),
    (Kind.NHS_NUMBER, "943\u00a0476\u00a05919"),
    (Kind.NHS_NUMBER, "943&nbsp;476&nbsp;5919"),
    (Kind.NHS_NUMBER, "943\u2011476\u20115919"),
    (Kind.NHS_NUMBER, "\uff19\uff14\uff13\uff14\uff17\uff16\uff15\uff19\uff11\uff19"),
    (Kind.NHS_NUMBER, "943\u00ad4765919"),
    (Kind.NHS_NUMBER, "943 476 5910 was mistyped and still identifies"),
    (Kind.NHS_NUMBER, "number 9434765919."),
    (Kind.NHS_NUMBER, "9434765919.0"),
    (Kind.NHS_NUMBER, "9.434765919E+09"),
    (Kind.NHS_NUMBER, "'9434765919"),
    (Kind.NATIONAL_INSURANCE_NUMBER, "QQ123456C"),
    (Kind.NATIONAL_INSURANCE_NUMBER, "qq 12 34 56 c"),
    (Kind.NATIONAL_INSURANCE_NUMBER, "his is QQ123456A, she said"),
    (Kind.POSTCODE, "M33 7ZF"),
    (Kind.POSTCODE, "m337zf"),
    (Kind.POSTCODE, "SW1A 2AA"),
    (Kind.POSTCODE, "GIR 0AA"),
    (Kind.POSTCODE, "b33 8th"),
    (Kind.POSTCODE, "now lives at EC1A\u00a01BB with her aunt"),
    (Kind.EMAIL, "write to Jo.Bloggs+x@northmoor.example."),
    (Kind.EMAIL, "ａ＠ｂ.example"),
    (Kind.PHONE, "0161 496 0000"),
    (Kind.PHONE, "01614960000"),
    (Kind.PHONE, "(0161) 496-0000"),
    (Kind.PHONE, "020 7946 0958"),
    (Kind.PHONE, "+44 (0)161 496 0000"),
    (Kind.PHONE, "0044 7700 900123"),
    (Kind.PHONE, "call 07700 900 123 after six"),
    (Kind.DATE_OF_BIRTH, "DOB 12/03/2010"),
    (Kind.DATE_OF_BIRTH, "d.o.b.: 2010-03-12"),
    (Kind.DATE_OF_BIRTH, "born on 1st May 2011"),
]

LET_THROUGH = """
E06000001|E92000001|E09000021 / E09000027|314 / 318|2024-03-31|31/03/2024|202425|2024/25|2023/24 Q1|2010-04..2014-03
SC123456|SC 123456|SC123456 a home by the sea|EY123456|SN1|M33|B33|E1|12,183,016|1,234,567,890|1234567890|9434765918
0.1234567890|12.3456789012| 27,480 |90-99|100%|£1,234,567|-3.0626|1.0e-10|20220000|0000
S47 2nd conference|s17 1st visit|KS2 1ST|U18 3yr|aged 0 to 14 years|per 10,000|no 123456 a child|12 per 1,000 in 2023
01-02-2024 10:30|01/02/2024 10:30|2024-03-31T10:00:00|01/01/2000-31/12/2001|children born 1 April 2019 to 31 March 2020
<div class="no-data">-</div>|@northmoor|QAF301|Table LA9: 2010-2013|E1: Placement order|PR4 - Private provision
0800 1111|999|2013 to 2025: 29.1, 31.2, 28.1|Redcar & Cleveland|S1 OLD|CP-2024-001|x|REDACTED
"""


@pytest.mark.parametrize(("kind", "text"), FOUND)
def test_finds_the_kind_and_no_other(kind, text):
    assert screen(text) == [kind]


@pytest.mark.parametrize("text", LET_THROUGH.strip().replace("\n", "|").split("|"))
def test_lets_codes_periods_and_statistics_through(text):
    assert screen(text) == []


def test_several_kinds_in_one_text_come_in_order_and_once():
    text = "QQ123456C, M33 7ZF, M33 7ZG, a@b.example, UPN H801200001001"
    assert screen(text) == [Kind.UPN, Kind.NATIONAL_INSURANCE_NUMBER, Kind.POSTCODE, Kind.EMAIL]


@given(st.integers(0, 999_999_999))
def test_a_ten_digit_number_is_screened_by_its_check_digit(stem):
    digits = f"{stem:09d}"
    passing = [last for last in "0123456789" if passes_nhs_check(digits + last)]
    assert len(passing) <= 1
    for last in "0123456789":
        assert (Kind.NHS_NUMBER in screen(digits + last)) == (last in passing)


@given(st.text(alphabet="0123456789ABab .,-/@:", max_size=40))
def test_any_text_gets_an_answer(text):
    assert set(screen(text)) <= set(Kind)


def test_known_numbers_pass_their_checks():
    assert passes_nhs_check("9434765919")
    assert not passes_nhs_check("9434765918")
    assert passes_upn_check("H801200001001")
    assert not passes_upn_check("A801200001001")
    assert not passes_upn_check("H80120000100O")


def test_a_check_adds_certainty_and_is_not_needed_for_the_shape():
    assert is_certain(Kind.UPN, "H801200001001")
    assert not is_certain(Kind.UPN, "A801200001001")
    assert screen("A801200001001") == [Kind.UPN]
    assert is_certain(Kind.NHS_NUMBER, "943 476 5919")
    assert not is_certain(Kind.NHS_NUMBER, "943 476 5910")


def test_a_very_long_cell_does_not_hang():
    long = ["a" * 300_000 + "@", "a.@" * 100_000, "x@" + "a." * 100_000 + "1", "0161 " * 50_000, "12 34 " * 50_000]
    assert [screen(text) for text in long] == [[]] * 5


def test_kinds_have_words_and_can_be_called_by_them():
    assert Kind.UPN.words == "Unique Pupil Number (UPN)"
    for kind in Kind:
        assert kind_called(kind.value) is kind
        assert kind_called(kind.words) is kind
    assert kind_called("NHS Number") is Kind.NHS_NUMBER
    assert kind_called("shoe size") is None
    assert [kind for kind in Kind if not kind.refused] == [Kind.POSTCODE_DISTRICT]
