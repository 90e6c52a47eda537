"""What a story behind the figures claims of a measure: the words that say something moved, or got better or worse.

Only sections headed with the id of a measure are read. One table holds the words; a sentence that is hedged, asks or
looks ahead claims nothing, and a negation turns a claim into a denial. What others said (quotation marks, quoted
blocks) is theirs and left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from qaf.model.framework import Prose
from qaf.model.prose import Placeholder, placeholders

Says = Literal["up", "down", "better", "worse"]

_SINCE = r"\b[^.;:]{1,60}?\bthan (?:in |at |on )?(?:the (?:same|year|quarter|month|term)|last|a year|before|ever)\b"
TABLE: tuple[tuple[Says, str], ...] = (
    ("up", r"rose|risen|rises|rising|a rise|climbed|climbs|climbing|doubled|trebled"),
    ("up", r"grew|grown|grows|growing|growth|increased|increases|increasing|increase"),
    ("up", r"gone up|went up|goes up|going up|been going up|up from"),
    ("up", rf"(?:more|higher){_SINCE}"),
    ("down", r"fell|fallen|falls|falling|a fall|dropped|drops|dropping|a drop|halved|shrank|shrunk|shrinking"),
    ("down", r"declined|declines|declining|decline|decreased|decreases|decreasing|decrease"),
    ("down", r"reduced|reduces|reducing|reduction|lessened|come down|came down|coming down|comes down"),
    ("down", r"gone down|went down|goes down|going down|down from"),
    ("down", rf"(?:fewer|lower|less){_SINCE}"),
    ("better", r"improved|improves|improving|improvement|got better|getting better|gets better|become better"),
    ("better", rf"better{_SINCE}"),
    ("worse", r"worsened|worsens|worsening|deteriorated|deteriorates|deteriorating|deterioration"),
    ("worse", rf"got worse|getting worse|gets worse|become worse|worse{_SINCE}"),
)
"""Every word that claims something, with what it says: a direction of the figure, or a judgement of it."""

HEDGES = (
    r"chance|might|could|would|should|perhaps|possibly|probably|if|whether|unclear|too early|too soon|hope|hopes|hoped|"
    r"expect|expects|expected|want|wants|wanted|will|aim|aims|aimed|cannot|can ?not|in order|not clear|not know|"
    r"not known|not told|seems?|seemed|appears?|appeared"
)
"""Words that make a sentence one that claims nothing. `may` too, but not the month."""

DENIALS = (
    r"not|no|never|neither|nor|none|nothing|nobody|hardly|barely|scarcely|without|yet to|stopped|rather than|"
    r"instead of|\w+n['’]t"
)
"""Words before a claim, in the same clause, that deny it."""

_HEADING = re.compile(r"^ {0,3}##[ \t]+(.+?)[ \t]*#*[ \t]*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_THEIRS = re.compile(r"“[^”]*”|\"[^\"\n]*\"|‘[^’]*’(?!\w)|`[^`\n]*`|<!--.*?-->|\]\([^)\n]*\)", re.DOTALL)
_SENTENCE = re.compile(r"(?:[^.!?\n]|\n(?!\s*\n)|\.(?=\d))+[.!?]*")
_CLAUSE = re.compile(r"[;:,()–—]|\b(?:but|while|whereas|although|though|and)\b")


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


def claims(prose: Prose, names: Mapping[str, Mapping[str, str]]) -> Iterator[Claim]:
    """The claims of a story's sections about measures, in order.

    `names`: for each measure that a section can be about, the names of its categories (as printed) to their ids.
    """
    for measure, start, end in _sections(prose.body):
        if measure in names:
            yield from _in_section(prose.body, start, end, measure, names[measure])


def _in_section(body: str, start: int, end: int, measure: str, names: Mapping[str, str]) -> Iterator[Claim]:
    found = [item for item in placeholders(body) if start <= item.start < end]
    masked = _masked(body, found)
    for sentence in _SENTENCE.finditer(masked, start, end):
        text = sentence.group().replace("\n", " ")
        if not _words().search(text) or text.rstrip().endswith("?") or _hedges().search(text):
            continue
        inside = [item for item in found if sentence.start() <= item.start < sentence.end()]
        for match in _words().finditer(text):
            clause = _clause(text, match.start(), match.end())
            at = range(sentence.start() + clause[0], sentence.start() + clause[1])
            near = _named(text[clause[0] : clause[1]], [p for p in inside if p.start in at], names)
            yield Claim(
                measure,
                sentence.start() + match.start(),
                sentence.start() + match.end(),
                " ".join(match.group().split()),
                _says(match),
                _denies().search(text[clause[0] : match.start()]) is not None,
                near or _named(text, inside, names),
                any(p.call and p.call.option("grade") not in ("", "improved") for p in inside),
            )


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


def _masked(body: str, found: list[Placeholder]) -> str:
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
    """Where the clause around a word begins and ends."""
    cuts = list(_CLAUSE.finditer(sentence))
    first = max((cut.end() for cut in cuts if cut.end() <= start), default=0)
    last = min((cut.start() for cut in cuts if cut.start() >= end), default=len(sentence))
    return first, last


def _named(text: str, inside: list[Placeholder], names: Mapping[str, str]) -> tuple[str, ...]:
    """Ids of the categories that a text names, in its words or in its placeholders."""
    low = text.casefold()
    found = [id_ for name, id_ in names.items() if re.search(rf"\b{re.escape(name.casefold())}\b", low)]
    found += [item.call.option("category") for item in inside if item.call and item.call.option("category")]
    return tuple(dict.fromkeys(found))


def _says(match: re.Match[str]) -> Says:
    return TABLE[int((match.lastgroup or "w0")[1:])][0]


@cache
def _words() -> re.Pattern[str]:
    parts = "|".join(f"(?P<w{at}>{pattern})" for at, (_, pattern) in enumerate(TABLE))
    return re.compile(rf"\b(?:{parts})\b", re.IGNORECASE)


@cache
def _hedges() -> re.Pattern[str]:
    return re.compile(rf"(?i:\b(?:{HEDGES})\b)|\bmay\b")


@cache
def _denies() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{DENIALS})\b", re.IGNORECASE)
