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
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from qaf.data.cell_shapes import BAND, fault_of, plain_number, without_html, without_marks
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
    a % sign stood behind the number. `sentinel`: the number is one that commonly stands for "no number". `mark`: a
    footnote mark stood beside the number and was left out.
    """

    text: str = ""
    fault: str = ""
    spelling: str = ""
    percent: bool = False
    sentinel: bool = False
    mark: bool = False


class CellReader:
    """Reads cells, each different text once.

    `loose`: thousands separators, %, signs of money, HTML and footnote marks are taken out and brackets read as minus,
    as a recipe allows; a tidy file spells numbers plainly. `bands`: a band instead of a number is withheld (`c`).
    `decimal_comma`: a comma stands before the decimals, a point or a blank between thousands. `either_comma`: nothing
    says which of the two a comma is, so `1,500` is a fault.
    `symbols`: what texts mean in this file, before anything else; `zero` and `blank` are words for 0 and nothing.
    `sentinels`: numbers that stand for "not available" in this file.
    """

    def __init__(
        self,
        *,
        loose: bool = False,
        symbols: Mapping[str, str] | None = None,
        sentinels: Iterable[str] = (),
        bands: bool = False,
        decimal_comma: bool = False,
        either_comma: bool = False,
    ) -> None:
        self._loose = loose
        self._bands = bands
        self._comma = decimal_comma
        self._either = either_comma
        self._symbols = {plain(text): _SYMBOL_WORDS.get(word, word) for text, word in (symbols or {}).items()}
        self._sentinels = {plain(text) for text in sentinels}
        self._sentinel_numbers = {found for text in self._sentinels if (found := _decimal(text)) is not None}
        above_zero = any(each >= 0 for each in self._sentinel_numbers)
        self._usual = None if above_zero else _WHOLE if decimal_comma else _USUAL
        self._seen: dict[str, Cell] = {}

    def read(self, text: str) -> Cell:
        """What `text` holds; never an exception."""
        found = self._seen.get(text)
        if found is None:
            found = self._seen[text] = self._read(text)
        return found

    def _read(self, text: str) -> Cell:
        if self._usual and self._usual.fullmatch(text) and text not in self._symbols:
            return Cell(text)
        flat = plain(text)
        if flat in self._symbols:
            return Cell(self._symbols[flat])
        if self._loose and "<" in flat:
            text = without_html(text)
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
        unmarked = without_marks(text) if self._loose else text
        if _has_raised_digits(unmarked):
            return Cell(fault="a number with a footnote mark")
        found = self._number(plain(unmarked))
        if found.fault:
            return Cell("c") if self._bands and found.fault == BAND else found
        return replace(found, mark=unmarked != text)

    def _number(self, flat: str) -> Cell:
        percent = "%" in flat
        if self._either and _EITHER_COMMA.fullmatch(flat):
            return Cell(fault="a number with a comma that can be read in two ways")
        body = plain_number(flat, self._comma) if self._loose or self._comma else flat
        if not _NUMBER.fullmatch(body):
            point = self._comma and _NUMBER.fullmatch(flat)
            return Cell(fault="a number with a decimal point" if point else fault_of(flat))
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
        more = _SAYABLE.get(fault, "") if in_recipe else ""
        return special + (f" Or let the recipe say {more}." if more else "")
    words = "Write a plain number such as 1879 or 18.0, one of the symbols c, k, low, u, x, z, or leave the cell empty."
    return words + (" The recipe's `symbols` can say what a text means." if in_recipe else "")


_SYMBOL_WORDS = {"zero": "0", "blank": ""}
_SENTINELS = frozenset(map(Decimal, ("-99", "-999", "-9999", "-99999")))

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)")
_WHOLE = re.compile(rf"0|[1-9][0-9]{{0,{MOST_DIGITS - 1}}}")
_USUAL = re.compile(rf"(?:{_WHOLE.pattern})(?:\.[0-9]{{1,{MOST_DIGITS}}})?")
"""What is read as it stands, however loosely a file is read: most cells are so."""
_EITHER_COMMA = re.compile(r"[(+-]?£? ?[1-9][0-9]{0,2},[0-9]{3} ?%?\)?")
"""1,500: fifteen hundred to some, one and a half to others. Two such commas can only stand between thousands."""
_ADVICE = {
    "a number with a comma that can be read in two ways": "Where semicolons stand between the cells, a comma is often "
    "the sign before the decimals: write 1500, or 1.5.",
    "a lone dash": "Some mean zero by a dash and some that there is no number: write 0, or x for not available.",
    "a number with thousands separators": "Write it without commas or blanks between the digits.",
    "a number with a decimal comma": "Write it with a point, such as 18.5.",
    "a number with a decimal point": "The recipe says `decimal: comma`, and this file writes a point.",
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
_SAYABLE = {
    "a number with a comma that can be read in two ways": "`read: {decimal: comma}` or `read: {decimal: point}`",
    "a lone dash": "under `symbols` what it means",
    "a word for a missing number": "under `symbols` what it means",
    "an error of a spreadsheet": "under `symbols` what it means",
    BAND: "`bands: withheld`, which reads every band as withheld (c)",
    "a number with a decimal comma": "`read: {decimal: comma}`",
}


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
