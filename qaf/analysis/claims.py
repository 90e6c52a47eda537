"""What a story behind the figures claims of a measure: the words that say something moved, or got better or worse.

Read are the sections that are headed with the id of a measure, and elsewhere each sentence that holds a figure of a
measure or calls it by the words of its id. `qaf.analysis.claim_words` holds the words, `claim_subjects` says whether
one is about the measure. A clause that is hedged, a question, and what looks ahead claim nothing, and a negation turns
a claim into a denial. What others said (quotation marks, quoted blocks, "inspectors said") is theirs and left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from qaf.analysis.claim_subjects import Subject, is_about, names_measure
from qaf.analysis.claim_words import (
    ASSERTING,
    DENIALS,
    HEDGES,
    IDIOMS,
    OURS,
    REPORTED,
    SENTENCE_HEDGES,
    TABLE,
    Kind,
    Says,
)
from qaf.model.framework import Prose
from qaf.model.prose import Placeholder, placeholders

_HEADING = re.compile(r"^ {0,3}##[ \t]+(.+?)[ \t]*#*[ \t]*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_THEIRS = re.compile(
    r"“[^”]*”|\"(?:[^\"\n]|\n(?!\s*\n))*\"|‘(?:[^’]|’(?=\w))*’(?!\w)|`[^`\n]*`|<!--.*?-->|\]\([^)\n]*\)|"
    r"(?<!\w)'(?=[A-Za-z])(?:[^'\n]|\n(?!\s*\n)|(?<=\w)'(?=\w)){1,600}'(?!\w)",
    re.DOTALL,
)
_SENTENCE = re.compile(r"(?:[^.!?\n]|\n(?!\s*\n)|\.(?=\d))+[.!?]*")
_CLAUSE = re.compile(
    r"[;:()–—]|,(?!\d)|\b(?:but|while|whereas|although|though|and|because|when|where|as(?! a whole)|so)\b",
    re.IGNORECASE,
)
_OTHERS_SAY = re.compile(rf"\b([\w’'-]+)\s+(?:(?:have|has|had|also|often|all|both)\s+)*{REPORTED}\b", re.IGNORECASE)
_SAID_AFTER = re.compile(rf",\s*(?:[\w’'-]+\s+){{0,4}}?([\w’'-]+)\s+{REPORTED}\W*$", re.IGNORECASE)
_ACCORDING = re.compile(
    r"\baccording to (?!(?:the |our )?(?:figures|data|numbers|chart|graph|table|test))", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A word of a story that claims something of a measure: where it stands in the text, and what it says.

    `denied`: the sentence says that it is not so. `names`: ids of categories that the claim is about, by their names
    or by a placeholder; none where it is about the whole. `of_a_grade`: the sentence gives a figure of one grade.
    """

    measure: str
    start: int
    end: int
    word: str
    says: Says
    denied: bool = False
    names: tuple[str, ...] = ()
    of_a_grade: bool = False


def claims(prose: Prose, subjects: Mapping[str, Subject]) -> Iterator[Claim]:
    """The claims of a story about measures, in order.

    `subjects`: for each measure that a story can be about, what it is called, with its categories.
    """
    found = list(placeholders(prose.body))
    masked = _masked(prose.body, found)
    sections = list(_sections(prose.body))
    bounds = sections or [("", 0, len(prose.body))]
    if sections and sections[0][1]:
        bounds = [("", 0, sections[0][1]), *sections]
    for heading, start, end in bounds:
        for sentence in _SENTENCE.finditer(masked, start, end):
            text = sentence.group().replace("\n", " ")
            if not _words().search(text) or text.rstrip().endswith("?"):
                continue
            inside = [item for item in found if sentence.start() <= item.start < sentence.end()]
            for measure in [heading] if heading in subjects else _spoken_of(text, inside, subjects):
                yield from _in_sentence(text, sentence.start(), inside, measure, subjects[measure])


def _spoken_of(text: str, inside: Sequence[Placeholder], subjects: Mapping[str, Subject]) -> list[str]:
    """The one measure that a sentence outside the sections is about: that of its figures, or called by its id."""
    by_figure = {item.call.measure for item in inside if item.call} & subjects.keys()
    if by_figure:
        return sorted(by_figure) if len(by_figure) == 1 else []
    called = [id_ for id_, subject in subjects.items() if names_measure(text, subject)]
    return called if len(called) == 1 else []


def _in_sentence(text: str, at: int, inside: Sequence[Placeholder], measure: str, subject: Subject) -> Iterator[Claim]:
    plain = _asserting().sub(lambda match: " " * len(match.group()), text)
    if re.search(rf"\b(?:{SENTENCE_HEDGES})\b", plain, re.IGNORECASE) or _reported_after(text):
        return
    idioms = [range(*match.span()) for match in _idioms().finditer(text)]
    for match in _words().finditer(text):
        first, last = _clause(text, match.start(), match.end())
        before, after = plain[first : match.start()], plain[match.end() : last]
        if any(match.start() in held for held in idioms) or _hedges().search(plain[first:last]):
            continue
        says, kind = _entry(match)
        if _others(before) or not _about_it(kind, match, before, after, text[:first], inside, at, subject):
            continue
        span = range(at + first, at + last)
        near = _named(text[first:last], [item for item in inside if item.start in span], subject.names)
        yield Claim(
            measure,
            at + match.start(),
            at + match.end(),
            " ".join(match.group().split()),
            says,
            _denies().search(before + (match.group() if kind == "state" else "")) is not None,
            near or _named(text, inside, subject.names),
            any(item.call and item.call.option("grade") not in ("", "improved") for item in inside),
        )


def _about_it(
    kind: Kind,
    match: re.Match[str],
    before: str,
    after: str,
    earlier: str,
    inside: Sequence[Placeholder],
    at: int,
    subject: Subject,
) -> bool:
    """Whether a word is about the measure; where its figure stands right before the word, it is."""
    figure = any(0 <= at + match.start() - item.end <= 2 for item in inside if item.call)
    return figure or is_about(kind, match.group(), before, after, earlier, subject)


def _others(before: str) -> bool:
    """Whether the clause reports what somebody else says."""
    who = _OTHERS_SAY.search(before)
    return (who is not None and who[1].casefold() not in OURS) or _ACCORDING.search(before) is not None


def _reported_after(text: str) -> bool:
    """Whether the sentence ends with who said so: `…, inspectors said.`"""
    who = _SAID_AFTER.search(text)
    return who is not None and who[1].casefold() not in OURS


def _sections(body: str) -> Iterator[tuple[str, int, int]]:
    """(heading, start, end) of each part below a `## ` heading."""
    fence, at = "", 0
    heads: list[tuple[str, int, int]] = []
    for line in body.splitlines(keepends=True):
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark[1][:3]
        elif mark and line.strip().startswith(fence):
            fence = ""
        heading = _HEADING.match(line.rstrip("\r\n"))
        if heading and not fence:
            heads.append((heading[1], at, at + len(line)))
        at += len(line)
    stops = [start for _, start, _ in heads[1:]] + [len(body)]
    for (title, _, start), stop in zip(heads, stops, strict=False):  # without a heading there is no section
        yield title, start, stop


def _masked(body: str, found: Sequence[Placeholder]) -> str:
    """The text with blanks where it is not the author's own words: placeholders, speech, code, quoted blocks."""
    letters = list(body)

    def blank(start: int, end: int) -> None:
        for at in range(start, end):
            letters[at] = letters[at] if letters[at] == "\n" else " "

    for item in found:
        blank(item.start, item.end)
    fence, at = "", 0
    for line in body.splitlines(keepends=True):
        mark = _FENCE.match(line)
        if fence or mark or line.lstrip().startswith((">", "#")):
            blank(at, at + len(line))
        if mark:
            fence = "" if fence and line.strip().startswith(fence) else fence or mark[1][:3]
        at += len(line)
    for match in _THEIRS.finditer("".join(letters)):
        blank(match.start(), match.end())
    return "".join(letters)


def _clause(sentence: str, start: int, end: int) -> tuple[int, int]:
    """Where the clause around a word begins and ends; one that begins with "that" belongs to what governs it."""
    cuts = list(_CLAUSE.finditer(sentence))
    begins = [0, *(cut.end() for cut in cuts if cut.end() <= start)]
    while len(begins) > 1 and re.match(r"\s*(?:that|whether)\b", sentence[begins[-1] : start], re.IGNORECASE):
        begins.pop()
    last = min((cut.start() for cut in cuts if cut.start() >= end), default=len(sentence))
    return begins[-1], last


def _named(text: str, inside: Sequence[Placeholder], names: Mapping[str, str]) -> tuple[str, ...]:
    """Ids of the categories that a text names, in its words or in its placeholders."""
    low = text.casefold()
    found = [id_ for name, id_ in names.items() if re.search(rf"\b{re.escape(name.casefold())}\b", low)]
    found += [item.call.option("category") for item in inside if item.call and item.call.option("category")]
    return tuple(dict.fromkeys(found))


def _entry(match: re.Match[str]) -> tuple[Says, Kind]:
    says, kind, _ = TABLE[int((match.lastgroup or "w0")[1:])]
    return says, kind


@cache
def _words() -> re.Pattern[str]:
    parts = "|".join(f"(?P<w{at}>{pattern})" for at, (_, _, pattern) in enumerate(TABLE))
    return re.compile(rf"\b(?:{parts})\b", re.IGNORECASE)


@cache
def _idioms() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{IDIOMS})", re.IGNORECASE)


@cache
def _asserting() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{ASSERTING})\b", re.IGNORECASE)


@cache
def _hedges() -> re.Pattern[str]:
    return re.compile(rf"(?i:\b(?:{HEDGES})\b)|\bmay\b")


@cache
def _denies() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{DENIALS})\b", re.IGNORECASE)
