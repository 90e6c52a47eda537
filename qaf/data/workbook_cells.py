"""What a cell of a workbook holds, as the text that a person would type for it.

A workbook keeps numbers and, apart from them, how they are shown. The text is what a table saved as CSV would hold,
but with every digit: a percentage keeps its sign (0.18 shown as 18% is `18%`, so a recipe needs no `scale` for it,
just as for the CSV), a date is `2024-03-31`, a month (first of the month, shown without a day) `2024-03`, a year
`2024`, a number shown with leading zeros keeps them. Other numbers have the fewest digits that give the stored number
back, and fifteen decimals at most: what comes after them is left over from the spreadsheet's own arithmetic.

Source: ECMA-376 part 1, 18.8.30 (number formats), 18.17.4 (dates), 18.18.11 (types of cells).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from qaf.data.workbook_package import local

FormatKind = Literal["number", "percent", "zeros", "date", "month", "year", "time", "duration"]

_MOST_DECIMALS = 15
_DAY_SECONDS = 86_400
_LAST_DAY = 2_958_465
"""31 December 9999, the last day that a spreadsheet knows."""

_FIRST_DAY = datetime.datetime(1899, 12, 30)
_LEAP_DAY_THAT_WAS_NONE = 60
"""29 February 1900, which spreadsheets take for a day; serials below it count from a day later."""

_DAYS_TO_1904 = 1462


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How a number is shown; `width` counts the digits of a number that is shown with leading zeros."""

    kind: FormatKind = "number"
    width: int = 0


PLAIN = NumberFormat()
_DATE, _TIME, _DURATION = NumberFormat("date"), NumberFormat("time"), NumberFormat("duration")
_BUILT_IN: Mapping[int, NumberFormat] = {
    9: NumberFormat("percent"),
    10: NumberFormat("percent"),
    17: NumberFormat("month"),
    46: _DURATION,
    **dict.fromkeys((14, 15, 16, 22, *range(27, 32), *range(36, 37), *range(50, 59)), _DATE),
    **dict.fromkeys((18, 19, 20, 21, *range(32, 36), 45, 47), _TIME),
}
"""Formats that a workbook names by number without writing them out."""

_NOT_SHOWN_AS_IS = re.compile(r'"[^"]*"|\\.|[_*].|\[(?![hms]+\])[^\]]*\]', re.I | re.S)
_ELAPSED = re.compile(r"\[[hms]+\]", re.I)
_HALF_DAY = re.compile(r"am/pm|a/p", re.I)


def number_format(code: str) -> NumberFormat:
    """What kind of format a format code is; of several sections the first decides, as it is that of numbers above 0."""
    section = _NOT_SHOWN_AS_IS.sub("", code).partition(";")[0]
    if _ELAPSED.search(section):
        return _DURATION
    if section.strip().lower() in ("general", "@", ""):
        return PLAIN
    if "%" in section:
        return NumberFormat("percent")
    letters = set(_HALF_DAY.sub("h", section).lower())
    if letters & set("hs"):
        return _DATE if letters & set("dy") else _TIME
    if letters & set("dmy"):
        return _DATE if "d" in letters else NumberFormat("month" if "m" in letters else "year")
    return NumberFormat("zeros", len(section)) if re.fullmatch("0{2,}", section) else PLAIN


@dataclass(slots=True)
class Formats:
    """Reads the part of styles: for each style of a cell, by its number, how a number is shown."""

    by_style: list[NumberFormat] = field(default_factory=list)
    _own: dict[str, NumberFormat] = field(default_factory=dict)
    _inside: str = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        name = local(tag)
        if name in ("numFmts", "cellXfs", "cellStyleXfs", "dxfs"):
            self._inside = name
        elif name == "numFmt" and self._inside == "numFmts":
            self._own[attributes.get("numFmtId", "")] = number_format(attributes.get("formatCode", ""))
        elif name == "xf" and self._inside == "cellXfs":
            id_ = attributes.get("numFmtId", "0")
            known = self._own.get(id_)
            self.by_style.append(known or _BUILT_IN.get(int(id_) if id_.isdecimal() else 0, PLAIN))

    def end(self, tag: str) -> None:
        """An element ends."""
        if local(tag) == self._inside:
            self._inside = ""

    def text(self, data: str) -> None:
        """Nothing to do."""


@dataclass(slots=True)
class SharedStrings:
    """Reads the part of shared strings: every different text of the workbook once, without its pronunciation."""

    texts: list[str] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _in_text: bool = False
    _spoken: bool = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        name = local(tag)
        if name == "si":
            self._parts = []
        elif name == "rPh":
            self._spoken = True
        elif name == "t":
            self._in_text = not self._spoken

    def end(self, tag: str) -> None:
        """An element ends."""
        name = local(tag)
        if name == "si":
            self.texts.append(unescaped("".join(self._parts)))
        elif name == "rPh":
            self._spoken = False
        elif name == "t":
            self._in_text = False

    def text(self, data: str) -> None:
        """A piece of text."""
        if self._in_text:
            self._parts.append(data)


_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def unescaped(text: str) -> str:
    """The text with characters that XML cannot hold (`_x000D_`) back in their place, but for those no text holds."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    harmless = code in (9, 10, 13) or (code >= 32 and not 0x7F <= code < 0xA0 and not 0xD800 <= code < 0xE000)
    return chr(code) if harmless else ""


class CellTexts:
    """Makes texts of the cells of one workbook."""

    def __init__(self, strings: Sequence[str], formats: Sequence[NumberFormat], since_1904: bool) -> None:
        self._strings = strings
        self._formats = formats
        self._shift = _DAYS_TO_1904 if since_1904 else 0

    def text(self, kind: str, raw: str, style: str) -> str:
        """The text of a cell of a type (`n`, `s`, `b`...) that holds `raw` and is shown in a style."""
        if kind == "s":
            index = int(raw) if raw.isdecimal() else len(self._strings)
            return self._strings[index] if index < len(self._strings) else ""
        if kind == "n":
            return self._number(raw.strip(), style)
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(raw.strip(), raw)
        if kind == "d":
            return raw.strip().removesuffix("Z").removesuffix("T00:00:00")
        return unescaped(raw)

    def _number(self, raw: str, style: str) -> str:
        shown = self._formats[int(style)] if style.isdecimal() and int(style) < len(self._formats) else PLAIN
        if shown is PLAIN and raw.isdecimal() and raw.isascii() and raw[0] != "0":
            return raw
        number = _decimal(raw)
        if number is None:
            return raw
        if shown.kind == "percent":
            return f"{_plain(number.scaleb(2))}%"
        if shown.kind == "zeros":
            return _plain(number).zfill(shown.width) if number >= 0 and number == int(number) else _plain(number)
        if shown.kind == "number":
            return _plain(number)
        return self._moment(float(raw), shown.kind) or _plain(number)

    def _moment(self, serial: float, kind: FormatKind) -> str:
        """A day, time or length of time; "" where the number is none."""
        seconds = round(serial * _DAY_SECONDS)
        if kind == "duration" and 0 <= serial <= _LAST_DAY:
            return f"{seconds // 3600}:{seconds % 3600 // 60:02}:{seconds % 60:02}"
        if kind == "time" and 0 <= seconds < _DAY_SECONDS:
            return f"{datetime.datetime.min + datetime.timedelta(seconds=seconds):%H:%M:%S}"
        days, rest = divmod(seconds, _DAY_SECONDS)
        days += self._shift
        if not 1 <= days <= _LAST_DAY or days == _LEAP_DAY_THAT_WAS_NONE:
            return ""
        days += days < _LEAP_DAY_THAT_WAS_NONE
        moment = _FIRST_DAY + datetime.timedelta(days=days, seconds=rest)
        if rest:
            return moment.isoformat()
        if kind == "month" and moment.day == 1:
            return moment.date().isoformat()[:7]
        if kind == "year" and (moment.month, moment.day) == (1, 1):
            return f"{moment.year:04}"
        return moment.date().isoformat()


_LONGEST_NUMBER = 400
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")


def _decimal(raw: str) -> Decimal | None:
    """The number that the cell means, or None where it is none or too large for a spreadsheet."""
    if len(raw) > _LONGEST_NUMBER or not _NUMBER.fullmatch(raw) or abs(float(raw)) == float("inf"):
        return None
    return Decimal(raw) if raw.isdecimal() else Decimal(repr(float(raw)))


def _plain(number: Decimal) -> str:
    """The number as plain digits without an exponent and without needless zeros.

    Decimals beyond the fifteenth are cut, unless nothing would be left of the number.
    """
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > _MOST_DECIMALS:
        number = round(number, _MOST_DECIMALS) or number
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text
