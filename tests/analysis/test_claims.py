"""What a story claims: the words of the table, denials, hedges, and whom a sentence names."""

from __future__ import annotations

import pytest

from qaf.analysis.claim_subjects import Subject
from qaf.analysis.claim_words import TABLE
from qaf.analysis.claims import claims
from qaf.model.framework import Prose

NOUNS = frozenset({"referral", "repeat", "family", "share"})
NAMES = {"repeat-referrals": Subject(NOUNS, {"North": "north", "Thornley team": "thornley"}, ("repeat", "referral"))}


def found(text, heading="repeat-referrals"):
    body = f"Before.\n\n## {heading}\n\n{text}\n"
    return list(claims(Prose("analysis/a/2025_26.md", body), NAMES))


def said(text, heading="repeat-referrals"):
    return [(claim.word, claim.says, claim.denied) for claim in found(text, heading)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The share fell.", [("fell", "down", False)]),
        ("It has RISEN since May.", [("RISEN", "up", False)]),
        ("Things improved, and nothing got worse.", [("improved", "better", False), ("got worse", "worse", True)]),
        ("It has not improved.", [("improved", "better", True)]),
        ("It hasn’t improved.", [("improved", "better", True)]),
        ("It has hardly fallen.", [("fallen", "down", True)]),
        ("Not many know that it fell; it has not stopped there, but it grew later.",
         [("fell", "down", True), ("grew", "up", False)]),
        ("Fewer families came than in the same quarter a year before.",
         [("Fewer families came than in the same", "down", False)]),
        ("They see more families than last year.", [("more families than last", "up", False)]),
        ("The rate went\nup again.", [("went up", "up", False)]),
    ],
)  # fmt: skip
def test_words_that_claim(text, expected):
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A fall of this size could be chance.",
        "If it fell, we do not know why.",
        "Has it improved?",
        "It may have improved.",
        "It is too early to say that it improved.",
        "We hope that it improves.",
        "A parent said: “It improved so much.”",
        'A worker wrote "things got worse".',
        "> It improved, they said.",
        "```\nIt fell\n```",
        "The code `fell` is not ours.",
        "<!-- it fell -->",
        "More than a quarter did not feel heard.",
        "Fewer than half do anything about it.",
        "The waterfall is a fallacy; an upset grownup.",
        "It is lower than England's.",
    ],
)
def test_what_claims_nothing(text):
    assert said(text) == []


def test_elsewhere_only_sentences_about_a_measure_are_read():
    assert said("It fell.", heading="Other explanations") == []
    by_figure = '{{ figure("repeat-referrals", "2024/25") }} came back, so the rate fell. It rose.'
    assert said(by_figure, heading="Other explanations") == [("fell", "down", False)]
    assert said("Repeat referrals fell. Referrals rose.", heading="Other") == [("fell", "down", False)]
    assert [claim.word for claim in claims(Prose("p", "Repeat referrals fell. Staff left.\n"), NAMES)] == ["fell"]
    two = '{{ figure("repeat-referrals", "2024/25") }} fell with {{ figure("other", "2024/25") }}.'
    assert len(list(claims(Prose("p", two), {**NAMES, "other": Subject()}))) == 0
    assert list(claims(Prose("p", "It fell.\n\n# repeat-referrals\n\nIt fell.\n"), NAMES)) == []


def test_a_section_ends_at_the_next_heading():
    body = "## repeat-referrals\n\nIt stands.\n\n### More\n\nIt fell.\n\n## Other\n\nIt rose.\n"
    assert [claim.word for claim in claims(Prose("p", body), NAMES)] == ["fell"]


def test_the_place_of_the_word():
    (claim,) = found("It fell.")
    body = "Before.\n\n## repeat-referrals\n\nIt fell.\n"
    assert body[claim.start : claim.end] == "fell"


def test_whom_a_clause_names():
    north, thornley = found("In the north it fell; the Thornley team has gone up.")
    assert (north.names, thornley.names) == (("north",), ("thornley",))
    (by_figure,) = found('It fell to {{ figure("repeat-referrals", "2024/25", category="west") }}.')
    assert by_figure.names == ("west",)


def test_a_figure_of_one_grade_is_told_apart():
    (claim,) = found('{{ figure("m", "2025/26", grade="weak") }}, down from much more.')
    assert claim.of_a_grade


def test_every_word_of_the_table_says_one_thing():
    words = [(kind, word) for _, kind, pattern in TABLE if "(" not in pattern for word in pattern.split("|")]
    assert len(words) == len(set(words)) > 100
    says = {}
    for says_one, _, pattern in TABLE:
        for word in pattern.split("|") if "(" not in pattern else ():
            assert says.setdefault(word, says_one) == says_one


@pytest.mark.parametrize(("says", "word"), [(s, w) for s, k, p in TABLE if k == "verb" for w in p.split("|")])
def test_every_verb_is_found(says, word):
    be = "are " if word.split()[0].endswith("ing") else ""
    ((_, found_says, denied),) = said(f"The referrals {be}{word} by a tenth.")
    assert (found_says, denied) == (says, False)
