"""One cell of a file: a number kept as it was published, a symbol that says why there is none, or nothing.

Zero is a number, a blank is "not given", and neither is a symbol. Nothing is guessed: what is not clearly one of the
three is a fault, named by its kind and never by its text.

Source of the symbols: the DfE's analysts' guide to explore education statistics. Older publications spell them
otherwise.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from qaf.model.figure import SYMBOLS

LEGACY_SYMBOLS: Mapping[str, str] = {
    "~": "low", ":": "x", "*": "c", "..": "x", "[c]": "c", "[k]": "k", "[low]": "low", "[u]": "u", "[x]": "x",
    "[z]": "z",
}  # fmt: skip
"""Older spellings, and the symbol that each stands for. A lone dash is not here: some mean zero by it, some nothing."""

MOST_DIGITS = 15
"""Digits before the point; a number beyond that was never counted by anybody."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell holds.

    `text` is a number as published (without thousands separators and %), a symbol, or "". `fault` says what was seen
    instead, fit for the middle of a sentence. `spelling` is the other spelling that was read as a symbol. `percent`:
    a % sign stood behind the number. `sentinel`: the number is one that commonly stands for "no number".
    """

    text: str = ""
    fault: str = ""
    spelling: str = ""
    percent: bool = False
    sentinel: bool = False


class CellReader:
    """Reads cells, each different text once.

    `loose`: thousands separators and % are taken out, as a recipe allows; a tidy file spells numbers plainly.
    `symbols`: what texts mean in this file, before anything else; `zero` and `blank` are words for 0 and nothing.
    `sentinels`: numbers that stand for "not available" in this file.
    """

    def __init__(
        self, *, loose: bool = False, symbols: Mapping[str, str] | None = None, sentinels: Iterable[str] = ()
    ) -> None:
        self._loose = loose
        self._symbols = {plain(text): _SYMBOL_WORDS.get(word, word) for text, word in (symbols or {}).items()}
        self._sentinels = {plain(text) for text in sentinels}
        self._sentinel_numbers = {found for text in self._sentinels if (found := _decimal(text)) is not None}
        self._seen: dict[str, Cell] = {}

    def read(self, text: str) -> Cell:
        """What `text` holds; never an exception."""
        found = self._seen.get(text)
        if found is None:
            found = self._seen[text] = self._read(text)
        return found

    def _read(self, text: str) -> Cell:
        flat = plain(text)
        if flat in self._symbols:
            return Cell(self._symbols[flat])
        if flat in self._sentinels:
            return Cell("x")
        if not flat or flat in SYMBOLS:
            return Cell(flat)
        symbol = LEGACY_SYMBOLS.get(flat.lower()) or (flat.lower() if flat.lower() in SYMBOLS else "")
        if symbol:
            return Cell(symbol, spelling=flat)
        if _has_raised_digits(text):
            return Cell(fault="a number with a footnote mark")
        return self._number(flat)

    def _number(self, flat: str) -> Cell:
        percent = self._loose and flat.endswith("%")
        body = flat[:-1].rstrip() if percent else flat
        if self._loose and _THOUSANDS.fullmatch(body):
            body = re.sub("[, ]", "", body)
        if not _NUMBER.fullmatch(body):
            return Cell(fault=_fault(flat))
        if re.fullmatch(r"[+-]?0[0-9]+(?:\.[0-9]+)?", body):
            return Cell(fault="a number with leading zeros")
        if len(re.sub(r"\..*|[+-]", "", body)) > MOST_DIGITS or len(body.partition(".")[2]) > MOST_DIGITS:
            return Cell(fault="a number with far too many digits")
        body = body.removeprefix("+")
        number = Decimal(body)
        if number in self._sentinel_numbers:
            return Cell("x")
        if number == 0:
            body = body.removeprefix("-")
        return Cell(body, percent=percent, sentinel=number in _SENTINELS)


def plain(text: str) -> str:
    """The text without blanks around it, no-break and other odd blanks made plain, invisible characters taken out."""
    if text.isascii():
        return text.strip()
    kept = (
        "-" if character == "\u2212" else " " if character.isspace() else character
        for character in unicodedata.normalize("NFKC", text)
        if unicodedata.category(character) != "Cf"
    )
    return "".join(kept).strip()


def advice(fault: str, in_recipe: bool) -> str:
    """What to do about a fault of a cell, as whole sentences. `in_recipe`: the file is read by a recipe."""
    special = _ADVICE.get(fault, "")
    if special:
        sayable = in_recipe and fault in _SAYABLE
        return special + (" Or let the recipe's `symbols` say what it means." if sayable else "")
    words = "Write a plain number such as 1879 or 18.0, one of the symbols c, k, low, u, x, z, or leave the cell empty."
    return words + (" The recipe's `symbols` can say what a text means." if in_recipe else "")


_SYMBOL_WORDS = {"zero": "0", "blank": ""}
_SENTINELS = frozenset(map(Decimal, ("-99", "-999", "-9999", "-99999")))

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)")
_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}(?:(?:,[0-9]{3})+|(?: [0-9]{3})+)(?:\.[0-9]+)?")
_FAULTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("a lone dash", re.compile(r"[-\u2010-\u2015]+")),
    ("a number with thousands separators", _THOUSANDS),
    ("a number with a decimal comma", re.compile(r"[+-]?[0-9]+,[0-9]+ ?%?")),
    ("a number with a percentage sign", re.compile(r"[+-]?[0-9.,]+ ?%")),
    ("an amount of money", re.compile(r"[-+]?[£$€] ?[0-9.,]+[kKmM]?")),
    ("a number in brackets", re.compile(r"\( ?[0-9.,]+ ?%?\)")),
    ("a number in scientific notation", re.compile(r"[+-]?[0-9.]+[eE][+-]?[0-9]+")),
    ("a date", re.compile(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4}(?: .*)?|[0-9]{1,2}/[0-9]{1,4}")),
    ("a date", re.compile(r"[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}(?:[ T].*)?")),
    ("a date", re.compile(r"[0-9]{1,2}[ /-][A-Za-z]{3,9}(?:[ /-][0-9]{2,4})?|[A-Za-z]{3,9}[ -][0-9]{2,4}")),
    ("a band instead of a number", re.compile(r"(?:[<>≤≥]=?|under |over |fewer than |less than |up to ).*", re.I)),
    ("a band instead of a number", re.compile(r"[0-9.,]+ ?%? ?(?:[-\u2013]|to) ?[0-9.,]+ ?%?")),
    ("a band instead of a number", re.compile(r"[0-9.,]+ ?(?:\+|or |and ).*")),
    (
        "a word for a missing number",
        re.compile(r"n/?a|nan|null|none|nil|missing|unknown|not (?:available|known|given)|\?+|\.", re.I),
    ),
    ("an error of a spreadsheet", re.compile(r"#[A-Z/0!?]+.*")),
    ("a formula", re.compile(r"=.*")),
    ("a symbol that is not known here", re.compile(r"\[?[A-Za-z!^†‡§#@&]\]?")),
    ("a number with a footnote mark", re.compile(r"[+-]?[0-9][0-9.,]* ?(?:[a-z]|[*†‡§#^]+|[\[(][0-9a-z]+[\])])", re.I)),
)  # fmt: skip
_ADVICE = {
    "a lone dash": "Some mean zero by a dash and some that there is no number: write 0, or x for not available.",
    "a number with thousands separators": "Write it without commas or blanks between the digits.",
    "a number with a decimal comma": "Write it with a point, such as 18.5.",
    "a number with a percentage sign": "Write the number alone, such as 18.5.",
    "an amount of money": "Write the number alone.",
    "a number in brackets": "Write the number alone, with a minus sign where it is below zero.",
    "a number in scientific notation": "A spreadsheet has shortened it and lost digits: write the whole number.",
    "a date": "A spreadsheet may have turned a number into a date: write the number that the source has.",
    "a band instead of a number": "Write c where the number is withheld to protect people, else the number itself.",
    "a word for a missing number": "Write x (not available), z (not applicable), or leave the cell empty (not given).",
    "an error of a spreadsheet": "Mend the formula in the source, or write x for not available.",
    "a formula": "Export the values of the cells, not their formulas.",
    "a number with a footnote mark": "Take the mark away from the number; words about it belong in the column `note`.",
    "a number with leading zeros": "Numbers do not begin with a zero: is this a code in the wrong column?",
    "a number with far too many digits": "Is this a code or reference in the wrong column?",
}
_SAYABLE = frozenset({"a lone dash", "a word for a missing number", "an error of a spreadsheet"})


def _fault(flat: str) -> str:
    if len(flat) > 60:
        return "text"
    return next((name for name, pattern in _FAULTS if pattern.fullmatch(flat)), "text")


def _has_raised_digits(text: str) -> bool:
    """Whether a raised or circled digit stands in the text, which would run into the number beside it."""
    return not text.isascii() and any(
        unicodedata.category(character) == "No" and unicodedata.digit(character, None) is not None for character in text
    )


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
