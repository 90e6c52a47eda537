"""Gathering what is wrong with a file, so that one mistake made ten thousand times is said a few times.

Sentences name the row as the spreadsheet shows it and the column by letter and name. They never hold what a cell holds.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

from qaf.data.sheet import Sheet
from qaf.ground.codes import CODES
from qaf.ground.findings import Finding, Level, Related, Where, finding
from qaf.ground.near_miss import did_you_mean
from qaf.ground.text import plural

MOST_OF_A_KIND = 20
_MOST_SEARCHES = 100


class Suggestions:
    """Near misses for the first texts that ask for one; a search for each of a hundred thousand helps nobody."""

    def __init__(self) -> None:
        self._left = _MOST_SEARCHES

    def __call__(self, text: str, known: Iterable[str]) -> str:
        """`Did you mean `x`?`, or "" where nothing is near or too many have asked already."""
        if not text or self._left <= 0:
            return ""
        self._left -= 1
        return did_you_mean(text, known)


@dataclass(slots=True)
class _Entry:
    """One thing that is wrong, at its first row."""

    row: int
    words: str
    help: str
    level: Level | None
    other_row: int | None
    more: int = 0


@dataclass(slots=True)
class _Group:
    """Everything of one kind: code, column and sort of fault."""

    code: str
    column: int | None
    entries: dict[Hashable, _Entry] = field(default_factory=dict)
    beyond: int = 0
    beyond_first: int = 0


class Faults:
    """Gathers faults of one file and makes findings of them, in the order of the file."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._groups: dict[Hashable, _Group] = {}
        self._findings: list[Finding] = []
        self.has_errors = False
        self.of_the_file = False
        """Whether an error is about the file, and not about a row."""
        self.bad_rows: dict[int, tuple[str, int | None, str]] = {}
        """Rows with an error: the code, column and words of the first."""
        self.near = Suggestions()

    def at(
        self,
        code: str,
        row: int,
        column: int | None,
        words: str,
        *,
        help: str = "",  # noqa: A002
        kind: str = "",
        same: Hashable = None,
        level: Level | None = None,
        other_row: int | None = None,
    ) -> None:
        """Something wrong in a row, or in one cell of it.

        `words` goes on after "Row 14, column F (`denominator`): ". Faults of one code, column and `kind` are shown
        twenty times at most. Those that are also the `same` are shown once, with the number of rows. `other_row`: a
        second row that the sentence speaks of.
        """
        level = level if level is not None else Level(CODES[code].level)
        if level is Level.ERROR:
            self.has_errors = True
            self.bad_rows.setdefault(row, (code, column, words))
            if other_row is not None:
                self.bad_rows.setdefault(other_row, (code, column, f"see row {self.row_number(row):,}: {words}"))
        group = self._groups.setdefault((code, column, kind, level), _Group(code, column))
        key: Hashable = same if same is not None else ("row", row, len(group.entries))
        entry = group.entries.get(key)
        if entry is not None:
            entry.more += 1
        elif len(group.entries) < MOST_OF_A_KIND:
            group.entries[key] = _Entry(row, words, help, level, other_row)
        else:
            group.beyond_first = group.beyond_first if group.beyond else row
            group.beyond += 1

    def add(self, item: Finding) -> None:
        """A finding that is about no single row."""
        if item.level is Level.ERROR:
            self.has_errors = self.of_the_file = True
        self._findings.append(item)

    def header(self, code: str, message: str, *, help: str = "", column: int = 0) -> None:  # noqa: A002
        """Something wrong with the header."""
        span = self._sheet.span(-1, column)
        self.add(finding(code, Where(self._sheet.path), message, help=help, excerpt=False, span=span))

    def row_number(self, row: int) -> int:
        """The number that a spreadsheet shows for a row."""
        return self._sheet.row_number(row)

    def findings(self) -> tuple[Finding, ...]:
        """All of them, in the order of the file."""
        found = list(self._findings)
        for group in self._groups.values():
            found.extend(self._one(group, entry) for entry in group.entries.values())
            if group.beyond:
                found.append(self._rest(group))
        return tuple(sorted(found, key=Finding.sort_key))

    def _one(self, group: _Group, entry: _Entry) -> Finding:
        rows = f"Row {self._sheet.row_number(entry.row):,}"
        if entry.more:
            rows += f" and {plural(entry.more, 'more row')}"
        if group.column is not None:
            rows += f", {self._sheet.column(group.column)}"
        related: tuple[Related, ...] = ()
        if entry.other_row is not None:
            span = self._sheet.span(entry.other_row, group.column or 0)
            related = (Related(Where(self._sheet.path), "the other row", span),)
        return finding(
            group.code,
            Where(self._sheet.path),
            f"{rows}: {entry.words}",
            help=entry.help,
            level=entry.level,
            related=related,
            excerpt=False,
            span=self._sheet.span(entry.row, group.column or 0),
        )

    def _rest(self, group: _Group) -> Finding:
        last = list(group.entries.values())[-1]
        where = f" in {self._sheet.column(group.column)}" if group.column is not None else ""
        return finding(
            group.code,
            Where(self._sheet.path),
            f"The same kind of fault stands{where} in {plural(group.beyond, 'more row')}, from row "
            f"{self._sheet.row_number(group.beyond_first):,} on.",
            level=last.level,
            excerpt=False,
            span=self._sheet.span(group.beyond_first, group.column or 0),
        )
