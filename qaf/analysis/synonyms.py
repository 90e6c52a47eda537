"""What the field calls by several names, or by letters: one table, for searching.

In a spelling a hyphen stands for a hyphen, a blank or nothing (`re-referral`, `re referral`, `rereferral`), a blank for
a blank or a hyphen, and the last word may be plural. Both what is searched and what is asked for are read so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MARK = "~"
"""What a meaning's token begins with, so that it is never taken for a word."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """One meaning. Its name is the first spelling.

    `asked` are letters that are also words of everyday English (SEND): they count in a question, not in a text.
    `near` are words that are about it without meaning it; they count for less.
    """

    spellings: tuple[str, ...]
    asked: tuple[str, ...] = ()
    near: tuple[str, ...] = ()

    @property
    def token(self) -> str:
        """The word that stands for it among the words of a text."""
        return MARK + self.spellings[0]


MEANINGS = (
    Meaning(("accident and emergency", "a&e", "emergency department"), near=("emergency",)),
    Meaning(("adult mental health", "amh", "parental mental health", "parent mental health",
             "parental mental illness"),
            near=("mental",)),
    Meaning(("antenatal", "care before birth", "pregnancy", "pregnant", "pregnancies", "teenage pregnancy",
             "teenage pregnancies", "pregnant teenager", "teenage parent", "teenage mother", "teenage mum",
             "young mother", "young mum", "expectant mother", "mother-to-be", "maternity"), near=("mother", "birth")),
    Meaning(("child and adolescent mental health", "camhs", "adolescent mental health", "child mental health",
             "children mental health", "young people mental health",
             "mental health services for vulnerable adolescent"), near=("mental", "adolescent")),
    Meaning(("child in need", "children in need", "cin")),
    Meaning(("child protection", "cp", "section 47", "s47")),
    Meaning(("child sexual exploitation", "cse", "sexual exploitation", "sexually exploited")),
    Meaning(("child criminal exploitation", "cce", "criminal exploitation", "county line"), near=("gang",)),
    Meaning(("children in care", "child in care", "in care", "lac", "cla", "cic", "looked-after",
             "children looked after",
             "looked-after child", "looked-after children")),
    Meaning(("disabled", "disability", "disabilities", "sen", "special needs", "special educational needs"),
            asked=("send",)),
    Meaning(("domestic violence", "domestic abuse", "dv", "dva"), asked=("da",), near=("violence", "perpetrator")),
    Meaning(("early help", "eha", "caf", "common assessment", "common assessment framework")),
    Meaning(("female genital mutilation", "fgm")),
    Meaning(("follow-up", "followed up", "following up")),
    Meaning(("front-door", "mash", "multi-agency safeguarding hub")),
    Meaning(("general practice", "gp", "general practitioner", "family doctor")),
    Meaning(("incident", "call-out", "called out"), near=("report",)),
    Meaning(("independent reviewing officer", "iro"), near=("reviewed", "review")),
    Meaning(("local authority designated officer", "lado", "designated officer"), near=("allegation",)),
    Meaning(("missed appointment", "missed health appointment", "not brought", "did not attend", "wnb", "dna"),
            near=("appointment",)),
    Meaning(("missing children", "missing child", "missing person", "missing from home", "missing from care",
             "runaway",
             "run away", "ran away", "running away", "absconding", "absconded"), near=("~missing from education",)),
    Meaning(("missing from education", "missing education", "out of school", "cme", "school exclusion",
             "exclusion from school", "excluded from school", "exclusion", "excluded pupil", "excluded child",
             "excluded children", "permanently excluded", "permanent exclusion"), near=("school",)),
    Meaning(("registered with a gp", "registered with gp", "gp registration", "without a gp"), near=("gp",)),
    Meaning(("multi-agency", "inter-agency", "partnership working", "joint working"), near=("joint", "partners")),
    Meaning(("multi-agency risk assessment conference", "marac")),
    Meaning(("repeat referral", "re-referral", "re-referred", "re-refer", "re-referring", "referred again",
             "refer again")),
    Meaning(("repeat plan", "second plan", "subsequent plan", "second or subsequent plan", "plan again",
             "repeat child protection plan", "child protection plan repeat",
             "child protection plan who had one before")),
    Meaning(("serious case review", "scr", "case review", "reviews of serious case",
             "child safeguarding practice review",
             "cspr", "rapid review")),
    Meaning(("staff turnover", "turnover", "staff who left", "people leave")),
    Meaning(("strengths and difficulties", "sdq")),
    Meaning(("substance misuse", "drug misuse", "alcohol misuse", "drug and alcohol", "drugs and alcohol",
             "substance abuse", "d&a", "drugs & alcohol", "drug & alcohol"), asked=("d and a",)),
    Meaning(("voice of the child", "child voice", "children voice", "wishes and feelings", "child view",
             "children view",
             "children say", "children who say", "children and parents say", "parents and children say",
             "young people say", "young people who say", "young people in the establishment who say",
             "children and young people who say", "children in care say", "children in care who say"),
            near=("listened", "heard")),
    Meaning(("well-being",)),
    Meaning(("young offender institution", "yoi", "secure estate", "secure establishment", "custody")),
    Meaning(("youth justice", "yot", "yjs", "youth offending", "youth offending team")),
)  # fmt: skip
"""The table."""


def _squeezed(text: str) -> str:
    return re.sub(r"[^a-z0-9&]", "", text)


def _pattern(spelling: str) -> str:
    return re.escape(spelling).replace(r"\-", "[ -]?").replace(r"\ ", "[ -]") + "s?"


def _by_spelling(*, asked: bool) -> dict[str, Meaning]:
    return {
        spelling: meaning
        for meaning in MEANINGS
        for spelling in (*meaning.spellings, *(meaning.asked if asked else ()))
    }


def _reader(spellings: dict[str, Meaning]) -> re.Pattern[str]:
    """A pattern for any of the spellings, the longest first, or else for a word."""
    phrases = "|".join(_pattern(spelling) for spelling in sorted(spellings, key=lambda one: (-len(one), one)))
    return re.compile(rf"(?<![a-z0-9&])(?P<meaning>{phrases})(?![a-z0-9&])|[a-z0-9]+")


_MEANT = {_squeezed(spelling): meaning for spelling, meaning in _by_spelling(asked=True).items()}
_IN_TEXTS = _reader(_by_spelling(asked=False))
_IN_QUESTIONS = _reader(_by_spelling(asked=True))
_NEAR = {meaning.token: meaning.near for meaning in MEANINGS}


def tokens(plain: str, *, asked: bool) -> list[str]:
    """The words of a text in small letters, in order; where several mean one thing of the table, its token."""
    found = []
    for match in (_IN_QUESTIONS if asked else _IN_TEXTS).finditer(plain):
        phrase = match["meaning"]
        found.append(match.group() if phrase is None else _meaning(_squeezed(phrase)).token)
    return found


def _meaning(squeezed: str) -> Meaning:
    return _MEANT.get(squeezed) or _MEANT[squeezed.removesuffix("s")]


def near(token: str) -> tuple[str, ...]:
    """Words that are about a meaning without meaning it."""
    return _NEAR.get(token, ())


def spoken(term: str) -> str:
    """A word or a meaning's token as it is told to a person."""
    return term.removeprefix(MARK)
