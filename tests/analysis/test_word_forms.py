"""Words in one form, however they are spelt or inflected."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaf.analysis.synonyms import MEANINGS
from qaf.analysis.word_forms import compounds_of, form_of, plain_words_of, slips, words_of

SAME = """\
behaviour behavior behaviors behavioural
programme program programmes
organisation organization organisations organisational
centre center centred
counsellor counselor counselors
paediatric pediatric
practice practise practised
defence defense
licence license licenses
neighbourhood neighborhood
enrol enroll enrolled
fulfil fulfill fulfilled
judgement judgment judgments
family families
child children childrens kids
agency agencies
person people
woman women
analyse analyze analysed
analysis analyses
mum mom mothers
recognised recognize recognising
audit audits audited auditing
"""


@pytest.mark.parametrize("line", SAME.splitlines())
def test_variants_of_a_word_have_one_form(line):
    assert len({form_of(word) for word in line.split()}) == 1


@pytest.mark.parametrize(
    ("first", "second"), [("police", "policy"), ("hour", "hor"), ("child", "chill"), ("staff", "stay")]
)
def test_different_words_keep_different_forms(first, second):
    assert form_of(first) != form_of(second)


def test_words_of_a_text():
    assert words_of("Children’s letters, and the parents' café visits!") == [
        "children",
        "letters",
        "parents",
        "cafe",
        "visits",
    ]
    assert words_of("Domestic  abuse (DV)") == ["~domestic violence", "~domestic violence"]
    assert plain_words_of("Domestic  abuse (DV)") == ["domestic", "abuse", "dv"]
    assert words_of("A&E attendances") == ["~accident and emergency", "attendances"]
    assert words_of("the of and") == []


@pytest.mark.parametrize("meaning", MEANINGS, ids=lambda meaning: meaning.spellings[0])
def test_every_spelling_of_the_table_has_its_meaning(meaning):
    for spelling in meaning.spellings:
        for text in (spelling, spelling.upper(), spelling.replace("-", " "), spelling.replace("-", "\u2011")):
            assert words_of(text) == [meaning.token], text
        assert words_of(spelling.replace("-", "")) == [meaning.token], spelling
        assert form_of(meaning.token) == meaning.token
    for spelling in meaning.asked:
        assert words_of(spelling, asked=True) == [meaning.token]
        assert words_of(spelling) != [meaning.token], "a word of everyday English in a text"


def test_no_spelling_of_the_table_has_two_meanings():
    spellings = [spelling for meaning in MEANINGS for spelling in (*meaning.spellings, *meaning.asked)]
    assert len(spellings) == len(set(spellings))
    tokens = {meaning.token for meaning in MEANINGS}
    near = {word for meaning in MEANINGS for word in meaning.near}
    assert {word for word in near if word.startswith("~")} <= tokens


def test_compounds_are_joined():
    assert compounds_of("Multi-agency work on self\u2010harm, once") == ["multiagency", "selfharm"]


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("referral", "referral", 0),
        ("referal", "referral", 1),
        ("refreral", "referral", 1),
        ("gang", "gnag", 1),
        ("abcd", "wxyz", 3),
    ],
)
def test_slips_are_counted_up_to_a_limit(first, second, count):
    assert slips(first, second, 2) == count
    assert slips(second, first, 2) == count


@given(st.text(), st.text(max_size=12), st.text(max_size=12))
def test_any_text_has_words_and_any_two_words_a_distance(text, first, second):
    for word in words_of(text):
        assert form_of(word)
    assert slips(first, second, 2) == slips(second, first, 2)
    assert (slips(first, second, 2) == 0) == (first == second)
