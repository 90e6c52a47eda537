"""What a quality lead would type, looked for in the catalogue that comes with qaf."""

import pytest

from qaf.analysis.search import search
from qaf.analysis.search_terms import Guess, Vocabulary, terms_of
from qaf.api import catalogue


@pytest.fixture(scope="module")
def framework():
    return catalogue().framework


def top(framework, asked, count=1):
    return [entry.id for entry in search(framework, asked).entries[:count]]


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("LAC", "lac-children"),
        ("DA", "domestic-violence"),
        ("domestic abuse perpetrators", "dv-perpetrators"),
        ("CAMHS", "adolescent-mental-health"),
        ("parental mental health", "adult-mental-health"),
        ("SEND", "disabled-children"),
        ("EHA", "pw-early-help-assessments"),
        ("MASH", "front-door"),
        ("private fostering", "privately-fostered-children"),
        ("caseloads", "wf-balanced-caseloads"),
        ("free school meals", "poverty-free-school-meals"),
        ("repeat child protection plans", "cp-plan-again"),
        ("GP registration", "not-registered-with-a-gp"),
        ("exit interviews", "culture-exit-interviews"),
        ("chronologies", "cp-chronologies"),
    ],
)
def test_the_best_match_for_what_people_ask(framework, asked, first):
    assert top(framework, asked) == [first]


@pytest.mark.parametrize(
    ("asked", "among_the_best"),
    [
        ("LADO", "wf-allegations-on-quantity"),
        ("IRO", "cp-reviewed-in-time"),
        ("MARAC", "dv-marac-ceased"),
        ("staff turnover", "wf-staff-who-left"),
        ("children seen alone", "cp-seen-alone"),
        ("voice of the child", "amh-families-outcome"),
        ("CP conference attendance", "pw-conferences-joined"),
        ("missing from education", "missing-education"),
    ],
)
def test_what_belongs_to_a_question_is_near_its_top(framework, asked, among_the_best):
    assert among_the_best in top(framework, asked, 4)


@pytest.mark.parametrize(
    ("spellings", "first"),
    [
        ("re-referrals, re-referral, rereferral, re referrals, repeat referral, referred again", "cp-referred-again"),
        (
            "multi-agency, multi agency, multiagency, Multi\u2010Agency, inter-agency, interagency",
            "partnership-working",
        ),
        ("self-harm, self harm, selfharm, SELF-HARM", "secure-self-harm-acts"),
        ("follow-up, follow up, followup, followed up", "missed-appts-ask-follow-up"),
        ("well-being of parents, wellbeing of parents, well being of parents", ""),
        ("looked after children, looked-after children, lac, CLA, children in care", "lac-children"),
        ("domestic violence, domestic abuse, DV, domestic-violence", "domestic-violence"),
    ],
)
def test_spellings_of_one_thing_find_the_same(framework, spellings, first):
    found = [[entry.id for entry in search(framework, one).entries] for one in spellings.split(", ")]
    assert first in ("", found[0][0])
    assert all(set(one[:3]) == set(found[0][:3]) for one in found if len(one) == len(found[0]))
    assert all(one[0] == found[0][0] for one in found)


def test_what_the_catalogue_does_not_have_is_not_made_up(framework):
    for asked in ("counselling", "CSE", "FGM", "SDQ", "childminders"):
        found = search(framework, asked)
        assert (found.entries, found.guesses, len(found.unknown)) == ((), (), 1), asked
    assert search(framework, "CSE").unknown == ("child sexual exploitation",)


def test_two_words_run_together_do_not_swamp(framework):
    found = search(framework, "schoolchildren")
    assert found.guesses == (Guess("schoolchildren", ("school children",)),)
    assert 0 < len(found.entries) < 40
    assert found.entries == search(framework, "school children").entries
    assert "poverty-school-age-children" in top(framework, "schoolchildren", 3)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("safegaurding", "safeguarding"),
        ("supervison", "supervision"),
        ("refferals", "referrals"),
        ("chronolgy", "chronology"),
        ("neglct", "neglect"),
    ],
)
def test_a_slip_is_mended_and_said(framework, asked, meant):
    found = search(framework, asked)
    (guess,) = found.guesses
    assert guess.asked == asked
    assert found.entries
    assert found.entries == search(framework, meant).entries


def test_what_merely_comes_near_is_said(framework):
    found = search(framework, "runaways")
    assert found.guesses == (Guess("missing children", ("missing from education",)),)
    assert found.entries[0].area == "missing-education"


def test_a_known_word_is_never_guessed_at():
    vocabulary = Vocabulary()
    vocabulary.add(["council", "school", "children"], ["school", "children"])
    assert terms_of("council", vocabulary) == (["council"], [])
    assert terms_of("counsel", vocabulary) == (["counsel"], [])
    assert terms_of("coucil", vocabulary) == (["council"], [Guess("coucil", ("council",))])
    assert terms_of("", vocabulary) == ([], [])
