"""The shapes in which numbers are written, and what is written where a number is wanted."""

from __future__ import annotations

import html
import re
import unicodedata

BAND = "a band instead of a number"
"""The fault of `14 - 24 %`, `<= 10`, `90-99`."""

_TAG = re.compile(r"<!--.*?-->|</?[a-z][^<>]{0,2000}>", re.I | re.S)
_RAISED = re.compile(r"<sup\b[^<>]*>.*?</sup>", re.I | re.S)
_MARKS = re.compile(
    r"(?<=[0-9%)]) ?(?:\[(?:note ?)?[0-9a-z]{1,3}(?: ?, ?(?:note ?)?[0-9a-z]{1,3})*\]|\((?:r|p|e|b|note ?[0-9]{1,2})\)"
    r"|[*†‡§#^!]{1,3})$",
    re.I,
)
_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}(?:(?:,[0-9]{3})+|(?: [0-9]{3})+)(?:\.[0-9]+)?")
_FAULTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("a lone dash", re.compile(r"[-\u2010-\u2015]+")),
    ("a number with thousands separators", _THOUSANDS),
    ("a number with a decimal comma", re.compile(r"[+-]?[0-9]+,[0-9]+ ?%?")),
    ("a number with a percentage sign", re.compile(r"[+-]?[0-9.,]+ ?%")),
    ("an amount of money", re.compile(r"[-+]?[£$€] ?[0-9.,]+[kKmM]?")),
    ("a number in brackets", re.compile(r"\( ?[0-9.,]+ ?%?\)")),
    ("a number in scientific notation", re.compile(r"[+-]?[0-9.]+[eE][+-]?[0-9]+")),
    (BAND, re.compile(r"(?:[<>≤≥]=?|under |over |fewer than |less than |up to ).*", re.I)),
    ("a date", re.compile(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4}(?: .*)?|[0-9]{1,2}/[0-9]{1,4}")),
    ("a date", re.compile(r"[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}(?:[ T].*)?")),
    ("a date", re.compile(r"[0-9]{1,2}[ /-][A-Za-z]{3,9}(?:[ /-][0-9]{2,4})?|[A-Za-z]{3,9}[ -][0-9]{2,4}")),
    (BAND, re.compile(r"[0-9.,]+ ?%? ?(?:[-\u2013]|to) ?[0-9.,]+ ?%?")),
    (BAND, re.compile(r"[0-9.,]+ ?(?:\+|or |and ).*")),
    (BAND, re.compile(r"(?:ge|le|gt|lt) ?[0-9.,]+ ?%?", re.I)),
    (
        "a word for a missing number",
        re.compile(r"n/?a|nan|null|none|nil|missing|unknown|not (?:available|known|given)|\?+|\.", re.I),
    ),
    ("an error of a spreadsheet", re.compile(r"#[A-Z/0!?]+.*")),
    ("a formula", re.compile(r"=.*")),
    ("a symbol that is not known here", re.compile(r"\[?[A-Za-z!^†‡§#@&]\]?")),
    ("a number with a footnote mark", re.compile(r"[+-]?[0-9][0-9.,]* ?(?:[a-z]|[*†‡§#^]+|[\[(][0-9a-z]+[\])])", re.I)),
)  # fmt: skip


def without_html(text: str) -> str:
    """The text that a web page would show for a cell that was copied with its tags; what is raised is `[n]`."""
    return html.unescape(_TAG.sub(" ", _RAISED.sub("[n]", text)))


def without_marks(text: str) -> str:
    """A number without the footnote mark behind it: raised digits, `[r]`, `[note 3]`, `(p)`, `*`."""
    bare = text.rstrip()
    raised = len(bare)
    while raised and unicodedata.category(bare[raised - 1]) == "No" and bare[raised - 1].isdigit():
        raised -= 1
    if raised < len(bare) and re.search(r"[0-9%)] ?$", bare[:raised]):
        return bare[:raised]
    found = _MARKS.search(bare)
    return bare[: found.start()] if found else text


def without_note(text: str) -> str:
    """A period without the note in square brackets behind it, or (r), (p), (provisional): the period is the same."""
    return _NOTES.sub("", text)


_NOTES = re.compile(r"(?: ?(?:\[[^\[\]]{1,30}\]|\((?:r|p|e|revised|provisional|estimated|note ?[0-9]{1,2})\)))+$", re.I)


def plain_number(flat: str, decimal_comma: bool) -> str:
    """A number without %, signs of money and thousands separators, brackets as a minus; other texts as they are."""
    body = flat
    if found := _IN_BRACKETS.fullmatch(body):
        body = f"-{found[1]}"
    if body.endswith("%"):
        body = body[:-1].rstrip()
    body = _MONEY.sub(r"\1", body)
    if decimal_comma:
        return re.sub(r"[. ]", "", body).replace(",", ".") if _COMMA_NUMBER.fullmatch(body) else f"{body} "
    return re.sub("[, ]", "", body) if _THOUSANDS.fullmatch(body) else body


_IN_BRACKETS = re.compile(r"\( ?([£$€]?[0-9][0-9., ]*%?) ?\)%?")
_MONEY = re.compile(r"^([+-]?) ?[£$€] ?(?=[0-9.])")
_COMMA_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,3}(?:(?:\.[0-9]{3})+|(?: [0-9]{3})+)|[0-9]+)?(?:,[0-9]+)?")


def fault_of(flat: str) -> str:
    """What a text is that is no number, fit for the middle of a sentence."""
    if len(flat) > 60:
        return "text"
    return next((name for name, pattern in _FAULTS if pattern.fullmatch(flat)), "text")
