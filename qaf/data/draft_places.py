"""Whose rows they are in an unknown file: which row is our own, which are comparators', and by what to choose them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qaf.data.cells import plain
from qaf.data.draft_columns import Column
from qaf.data.draft_words import place_key
from qaf.model.settings import Comparator, Settings

_PLACE = re.compile(
    r"area|authorit|region|country|geog|council|\bstate|county|place|district|board|fips|ward|force|locality"
    r"|(?:^|[ _])(?:la|lad|utla|ltla|ccg|icb|lhb|nation|trust|(?:org|provider|organisation)[ _]name)(?:$|[ _])"
    r"|lacode|laname|^names?$",
    re.I,
)
_NO_PLACE = re.compile(
    r"parent|hierarchy|sort|type|level|note|range|indicator|measure|neighbour|(?:^|[ _])(?:age|sex|gender|ethnic[a-z]*"
    r"|category|year|quarter|month|period|date)(?:$|[ _])|placement|sector",
    re.I,
)
_LEVEL = re.compile(r"level|geog_l|hierarchy|tier|(?:area|geog|place|authority|region)[a-z]*[ _-]?type", re.I)
_ENTRY = re.compile(r"indicator|measure|metric|question|reference|(?:^|[ _])(?:ref|id|no|urn)(?:$|[ _])", re.I)
_CODES = {
    "england": "E92000001", "wales": "W92000004", "scotland": "S92000003", "northern ireland": "N92000002",
    "united kingdom": "K02000001", "great britain": "K03000001", "england and wales": "K04000001",
}  # fmt: skip
_NATIONS = {"united states": ("us", "usa", "u s", "united states", "national", "nation")}

Pairs = tuple[tuple[str, str], ...]
"""Conditions: the name of a column, and the text that stands in it."""


@dataclass(frozen=True, slots=True)
class SeriesDraft:
    """Rows of one series: what chooses them, how they were found, and what somebody should look at."""

    series: str
    where: Pairs
    evidence: str
    check: str = ""


@dataclass(frozen=True, slots=True)
class PlacesDraft:
    """Whose rows they are.

    `column`: the one that seems to name the place, "" where none does. `used`: the columns of places and their levels.
    `own`: the rows of our own, None where they are not known (or all are). `unknown`: rows are of many places, and
    none of them could be told to be ours. `missing`: comparators that were not found. `members_by`: the column with
    the codes of comparators' members, where a rule takes every member by it. `sure`: places were recognised, by a
    heading, by codes or by a name; else the column is no more than the first with many texts.
    """

    rules: tuple[SeriesDraft, ...] = ()
    column: str = ""
    used: frozenset[int] = frozenset()
    own: frozenset[int] | None = None
    unknown: bool = False
    missing: tuple[str, ...] = ()
    places: int = 0
    members_by: str = ""
    sure: bool = True


def find_places(columns: Sequence[Column], settings: Settings) -> PlacesDraft:
    """Which rows are our own, and which a comparator's."""
    finder = _Finder(columns, settings)
    if not finder.places:
        return PlacesDraft(missing=tuple(each.id for each in settings.comparators))
    used = frozenset(column.index for column in (*finder.places, *finder.levels))
    rules: list[SeriesDraft] = []
    own_rows: frozenset[int] | None = None
    if found := finder.own(settings):
        rows, rule = found
        own_rows = frozenset(rows)
        rules.append(rule)
    missing = []
    members_by = ""
    for comparator in settings.comparators:
        column = _with_members(columns, comparator) if own_rows is not None else ""
        if column and members_by in ("", column):
            members_by = column
            more = [SeriesDraft(f"{comparator.id}/*", (), f"codes of its members stand in {column}")]
        else:
            more = list(_of_comparator(finder, comparator))
        rules += more
        if not more:
            missing.append(comparator.id)
    many = max(len(column.texts) for column in finder.places)
    unknown = own_rows is None
    return PlacesDraft(
        tuple(rules), finder.main, used, own_rows, unknown, tuple(missing), many, members_by, finder.sure or bool(rules)
    )


def _with_members(columns: Sequence[Column], comparator: Comparator) -> str:
    """The column with codes of a comparator's members, most of them; "" where there is none, or it has no members."""
    codes = {plain(member.code) for member in comparator.members} if comparator.method != "published" else set()
    able = [each for each in columns if not each.is_figure]
    best = max(able, key=lambda each: len(codes & each.texts.keys()), default=None)
    found = len(codes & best.texts.keys()) if best else 0
    return best.ref if best and found > 1 and found * 2 >= len(codes) else ""


def _of_comparator(finder: _Finder, comparator: Comparator) -> Iterator[SeriesDraft]:
    if comparator.method == "published":
        names = [comparator.name, comparator.id.replace("-", " ")]
        if rule := finder.series(comparator.id, names, _CODES.get(place_key(comparator.name), "")):
            yield rule
        return
    for member in comparator.members:
        series = f"{comparator.id}/{member.code}"
        if rule := finder.series(series, [member.name or ""], member.code):
            yield rule


class _Finder:
    """Looks for places in the columns of a file."""

    def __init__(self, columns: Sequence[Column], settings: Settings) -> None:
        texts = [each for each in columns if each.kind in ("text", "code")]
        named = [each for each in texts if not _NO_PLACE.search(each.name)]
        known = [settings.organisation.name, settings.organisation.id.replace("-", " ")]
        known += [each.name for each in settings.comparators if each.method == "published"]
        ours = {place_key(text) for text in known}
        self.places = [
            each
            for each in named
            if each.kind == "code" or _PLACE.search(each.name) or any(place_key(text) in ours for text in each.texts)
        ]
        self.sure = bool(self.places)
        first = next((each for each in named if not _ENTRY.search(each.name) and not _has_digits(each)), None)
        if not self.places and first and len(first.texts) * 3 > len(first.cells) and len(first.texts) > 1:
            self.places = [first]
        few = [each for each in texts if each not in self.places and 1 < len(each.texts) <= 40]
        self.levels = [each for each in few if _LEVEL.search(each.name)]
        self._names = [each for each in self.places if each.kind == "text"]
        self._keys = [
            {plain(cell): place_key(cell) for cell in dict.fromkeys(column.cells) if cell.strip()}
            for column in self.places
        ]
        named_most = sorted(self._names or self.places, key=lambda each: -len(each.texts))
        self.main = named_most[0].ref if named_most else ""

    def own(self, settings: Settings) -> tuple[list[int], SeriesDraft] | None:
        """The rows of the organisation, by its name or its id."""
        organisation = settings.organisation
        name = place_key(organisation.name)
        found: list[tuple[int, int, str]] = []
        for at, keys in enumerate(self._keys):
            for text, key in keys.items():
                whole = key in (name, place_key(organisation.id.replace("-", " ")))
                if whole or (len(key) > 3 and f" {key} " in f" {name} "):
                    begins = f"{name} ".startswith(f"{key} ")
                    found.append((-1000 if whole else -len(key) - 500 * begins, at, text))
        for _, at, text in sorted(found):
            where, rows, alone = self._chosen(self.places[at], text)
            if rows and alone:
                words = f"`{text}` stands in {self.places[at].ref}"
                sure = f"{name} ".startswith(f"{place_key(text)} ") or place_key(text) not in name
                check = "" if sure else f"is `{text}` your own place?"
                return rows, SeriesDraft("own", where, words, check)
        for score, at, text in sorted(found):
            column = self.places[at]
            if score == -1000 and column.kind == "text" and len(column.texts) > 1:
                rows = [row for row, cell in enumerate(column.cells) if cell.strip() == text or _same(cell, text)]
                check = f"rows with `{text}` differ in other columns of places. Are they all your own?"
                return rows, SeriesDraft("own", ((column.ref, text),), f"`{text}` stands in {column.ref}", check)
        return None

    def series(self, series: str, names: Sequence[str], code: str) -> SeriesDraft | None:
        """The rows of a place with one of these names, or this code."""
        wanted = {place_key(name) for name in names if name.strip()}
        wanted |= {each for name in tuple(wanted) for each in _NATIONS.get(name, ())}
        order = sorted(range(len(self.places)), key=lambda at: self.places[at].kind != "code")
        for at in order:
            column = self.places[at]
            for text, key in self._keys[at].items():
                if text == code or key in wanted:
                    where, rows, sure = self._chosen(column, text)
                    if rows and sure:
                        return SeriesDraft(series, where, f"`{text}` stands in {column.ref}")
        return None

    def _chosen(self, column: Column, text: str) -> tuple[Pairs, list[int], bool]:
        """The conditions that take the rows of one place, those rows, and whether they are of one place only."""
        rows = [row for row, cell in enumerate(column.cells) if cell.strip() == text or _same(cell, text)]
        if self._is_one(rows):
            return self._by_code(column, text, rows), rows, True
        best: tuple[int, Pairs, list[int]] | None = None
        for level in self.levels:
            for word in sorted({level.cells[row].strip() for row in rows}):
                some = [row for row in rows if level.cells[row].strip() == word]
                if not word or not self._is_one(some):
                    continue
                alone = [row for row, cell in enumerate(level.cells) if cell.strip() == word]
                where: Pairs = ((level.ref, word),)
                if not self._is_one(alone):
                    where = (*where, *self._by_code(column, text, some, level.index))
                blanks = sum(not each.cells[some[0]].strip() for each in self.places)
                if best is None or blanks > best[0]:
                    best = (blanks, where, some)
        return (best[1], best[2], True) if best else (((column.ref, text),), rows, False)

    def _by_code(self, column: Column, text: str, rows: Sequence[int], level: int = -1) -> Pairs:
        """The condition on the place's code, where one goes with its name all through; else on its name."""
        for code in self.places if level < 0 else [each for each in self.places if each.texts.keys()]:
            if code.kind != "code":
                continue
            texts = {code.cells[row].strip() for row in rows}
            (one,) = texts if len(texts) == 1 else ("",)
            if one and (level >= 0 or code.texts[one] == len(rows)):
                if level >= 0 and column.kind == "text" and column.texts[text] != code.texts[one]:
                    continue
                return ((code.ref, one),)
        return ((column.ref, text),)

    def _is_one(self, rows: Sequence[int]) -> bool:
        """Whether rows are all of one place."""
        return bool(rows) and all(
            len({place_key(column.cells[row]) for row in rows}) == 1 for column in self._names or self.places
        )


def _has_digits(column: Column) -> bool:
    return sum(any(map(str.isdigit, text)) for text in column.texts) * 2 > len(column.texts)


def _same(cell: str, text: str) -> bool:
    return not cell.isascii() and plain(cell) == text
