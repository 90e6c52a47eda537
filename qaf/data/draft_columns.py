"""What the columns of an unknown file hold: numbers, periods, codes of places, words; and what stands among numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from operator import itemgetter

from qaf.data.cell_shapes import BAND
from qaf.data.cells import CellReader, plain
from qaf.data.column_names import find_name
from qaf.data.draft_words import unit_words
from qaf.ground.text import column_letter
from qaf.model.figure import SYMBOLS

_GSS = re.compile(r"[EWSNKJL][0-9]{8}(?: ?/ ?[EWSNKJL][0-9]{8})*")
_NO_FIGURE = re.compile(
    r"(?:^|[ _-])(?:id|ids|code|codes|cd|key|fips|geoid|urn|ukprn|lad|rank|ranking|sortable|sort|order|decile|quintile"
    r"|ci|cis|lci|uci|lcl|ucl|limit|limits|lower|upper|confidence|interval|stderr|se|rse|moe|flag|note|notes|row|index"
    r"|targets?|ytd|rag|version|latitude|longitude|easting|northing|hierarchy)(?:$|[ _-])"
    r"|[a-z](?:Code|Id|ID|FIPS|Sort|Order|Hierarchy)\b"
    r"|(?:alt|time)code|code[0-9]?$",
    re.I,
)
_COMMA = re.compile(r"[+-]?[0-9]{1,3}(?:[. ][0-9]{3})*,(?:[0-9]{1,2}|[0-9]{4,}) ?%?|[+-]?[0-9]{4,},[0-9]+ ?%?")
_POINT = re.compile(r"[+-]?[0-9,]*\.(?:[0-9]{1,2}|[0-9]{4,}) ?%?")
_MOST_ODD = 8
"""Different texts that are no numbers, in a column of numbers."""


@dataclass(frozen=True)
class Column:
    """One column. `ref`: how a recipe names it. `texts`: its different texts with how often each stands there.

    `kind`: `number`, `text`, `code` (of places, as the statistical offices have them) or `empty`. `odd`: texts that
    stand among its numbers, and what each is: a symbol, `band`, `sentinel` or `?`. `hidden`: its heading may
    name a person and is left out, so that nothing is told from it.
    """

    index: int
    name: str
    ref: str
    texts: Counter[str]
    kind: str
    cells: Sequence[str]
    odd: dict[str, str] = field(default_factory=dict)
    comma: bool = False
    hidden: bool = False

    @cached_property
    def numbers(self) -> list[Decimal | None]:
        """The numbers of its rows; None where there is none."""
        reader = CellReader(loose=True, decimal_comma=self.comma)
        found = {text: reader.read(text) for text in self.texts}
        numbers = {
            text: Decimal(cell.text) if cell.text and cell.text not in SYMBOLS and not cell.sentinel else None
            for text, cell in found.items()
        }
        return [numbers[plain(each)] for each in self.cells]

    @property
    def known(self) -> list[Decimal]:
        """The numbers that there are."""
        return [number for number in self.numbers if number is not None]

    @property
    def is_figure(self) -> bool:
        """Whether its numbers may be figures: no codes, ranks, limits of intervals, nor one number all the way."""
        if self.kind != "number" or _NO_FIGURE.search(self.name):
            return False
        return len(self.texts) > 1 or len(self.cells) < 12

    @cached_property
    def unit(self) -> str:
        """What its name says of the unit: `percent`, `rate`, `count`, `mean` or ""."""
        return unit_of(self.name)


def unit_of(name: str) -> str:
    """What a name says of a unit: `percent`, `rate`, `count`, `mean` or ""."""
    words = unit_words(name)
    if words & {"percent", "percentage", "pct", "perc", "proportion", "share"}:
        return "percent"
    if words & {"rate", "per", "1000", "10000", "100000"}:
        return "rate"
    if words & {"mean", "average", "avg"}:
        return "mean"
    counting = words & {"count", "number", "num", "no", "n", "nbr", "headcount", "total", "estimate"}
    return "count" if counting else ""


def columns_of(
    names: Sequence[str], rows: Sequence[Sequence[str]], comma: bool, unnamed: Collection[int] = ()
) -> list[Column]:
    """Every column of a table, judged by all of its rows. `unnamed`: those whose headings must not be copied."""
    found = []
    for index, name in enumerate(names):
        cells = list(map(itemgetter(index), rows))
        texts: Counter[str] = Counter()
        for cell, count in Counter(cells).items():
            texts[plain(cell)] += count
        kind, odd = _kind(texts, comma)
        hidden = index in unnamed
        ref = f"[{column_letter(index)}]" if hidden else _ref(names, index)
        found.append(Column(index, "" if hidden else name, ref, texts, kind, cells, odd, comma, hidden))
    return found


def has_decimal_commas(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """How many cells have decimals after a comma, and how many after a point."""
    texts = {cell.strip() for row in rows[:5_000] for cell in row if cell[:1] in "0123456789-+ "}
    return sum(1 for text in texts if _COMMA.fullmatch(text)), sum(1 for text in texts if _POINT.fullmatch(text))


def _ref(names: Sequence[str], index: int) -> str:
    """How a recipe names the column: by its heading, as the second of that heading, or by its letter."""
    name = names[index]
    if name and find_name(names, name) == [index]:
        return name
    same = [at for at, each in enumerate(names) if each == name]
    if name and len(same) > 1 and find_name(names, f"{name} [{same.index(index) + 1}]") == [index]:
        return f"{name} [{same.index(index) + 1}]"
    return f"[{column_letter(index)}]"


def _kind(texts: Counter[str], comma: bool) -> tuple[str, dict[str, str]]:
    filled = {text: count for text, count in texts.items() if text}
    if not filled:
        return "empty", {}
    if sum(1 for text in filled if _GSS.fullmatch(text)) * 10 >= len(filled) * 7:
        return "code", {}
    reader = CellReader(loose=True, decimal_comma=comma)
    numbers, odd, counted = 0, {}, 0
    for text, count in filled.items():
        cell = reader.read(text)
        if cell.fault:
            odd[text] = "band" if cell.fault == BAND else "?"
        elif cell.text in SYMBOLS:
            odd[text] = cell.text
        elif cell.sentinel:
            odd[text] = "sentinel"
        else:
            numbers += count
            continue
        counted += count
    strange = [text for text, meant in odd.items() if meant == "?"]
    padded = sum(1 for text in filled if re.fullmatch(r"0[0-9]+", text))
    if padded * 2 > len(filled):
        return "text", {}
    plainly = [text for text in odd if odd[text] != "band" or text[:1].isdigit() or text[:1] in "<>="]
    if numbers and len(strange) <= _MOST_ODD and (numbers >= counted * 0.2 or len(plainly) == len(odd) < 12):
        return "number", odd
    return "text", {}
