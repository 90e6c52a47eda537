"""Identifiers are refused at the door: the whole of a file is looked through before anything of it is read.

A finding names the column, the kind of identifier and how many rows have it. It never holds a value.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import partial

from qaf.data.faults import Faults
from qaf.data.file_name import kinds_in_name
from qaf.data.identifier_columns import Identifier, screen_columns
from qaf.data.identifier_headers import column_kind
from qaf.data.identifiers import Kind, kind_called, screen
from qaf.data.sheet import Sheet
from qaf.data.table import Table
from qaf.data.workbook import Hidden, SheetTable
from qaf.ground.findings import Finding, Level, Span, Where, finding
from qaf.ground.text import column_letter
from qaf.model.recipe import Recipe

AGGREGATES = "qaf takes totals, never records of single people. Nothing of the file was kept."
"""What to know about every refusal of identifiers."""
_TELLING_CASES_APART = frozenset({Kind.CHILD_ID, Kind.NHS_NUMBER})
"""What the column of the case may hold in a file that is counted in memory; no name, no date of birth, no UPN."""
_ALLOW = " If it is about no person, a recipe can say so under `allow: [{column, kind, why}]`."


def screen_file(sheet: Sheet, whole: Table, recipe: Recipe | None, declared: Sequence[int], faults: Faults) -> None:
    """Record every identifier in the file.

    `whole` is the file with the rows above its header and below its end too. `declared`: columns that are read as
    something else.
    """
    columns = [dict.fromkeys(cells) for cells in sheet.different_cells()] or [{} for _ in sheet.names]
    for row in _outside(sheet, whole):
        columns.extend({} for _ in range(len(row) - len(columns)))
        for index, cell in enumerate(row):
            columns[index].setdefault(cell)
    headers = [*sheet.names, *([""] * (len(columns) - len(sheet.names)))]
    hidden = whole.hidden if isinstance(whole, SheetTable) else Hidden()
    for index, texts in hidden.cells.items():
        columns.extend({} for _ in range(index + 1 - len(columns)))
        headers.extend("" for _ in range(index + 1 - len(headers)))
        columns[index].update(dict.fromkeys(texts))
        if index in hidden.columns and not headers[index]:
            headers[index] = next((text for text in texts if column_kind(text) is not None), "")
    found = screen_columns(headers, dict(enumerate(columns)), None, _allowed(sheet, recipe), declared)
    for item in found:
        _say(sheet, item, faults, hidden)
    for index, name in enumerate(sheet.names):
        for kind in screen(name):
            if kind.refused and not any(item.column_index == index and item.kind is kind for item in found):
                words = f"The first row has what looks like {one_of(kind)} in {sheet.column(index)}."
                _add(sheet, "QAF551", words, sheet.span(-1, index), faults, Level.ERROR)


def _outside(sheet: Sheet, whole: Table) -> Sequence[Sequence[str]]:
    """The rows of the file above the header and below the end of its table."""
    inside = [number for number in (*sheet.table.row_numbers[:2], *sheet.table.row_numbers[-1:]) if number]
    if not inside:
        return whole.rows
    start, stop = bisect_left(whole.row_numbers, inside[0]), bisect_right(whole.row_numbers, inside[-1])
    return [*whole.rows[:start], *whole.rows[stop:]]


def _allowed(sheet: Sheet, recipe: Recipe | None) -> Mapping[int, frozenset[Kind]]:
    granted: dict[int, frozenset[Kind]] = {}
    for allowed in recipe.allow if recipe else ():
        kind = kind_called(allowed.kind) if allowed.kind else None
        for column in sheet.find(allowed.column):
            granted[column] = granted.get(column, frozenset()) | (frozenset([kind]) if kind else frozenset(Kind))
    rule = recipe.before_and_after if recipe else None
    for column in sheet.find(rule.case) if rule and rule.case else ():
        granted[column] = granted.get(column, frozenset()) | _TELLING_CASES_APART
    return granted


def _say(sheet: Sheet, item: Identifier, faults: Faults, hidden: Hidden) -> None:
    level = Level.ERROR if item.kind.refused else Level.WARNING
    column = sheet.column(item.column_index)
    column = column[:1].upper() + column[1:]
    if item.header_kind:
        words = f"{column}: its name says that it holds {one_of(item.kind)} for each row."
        _add(sheet, "QAF550", words, sheet.span(-1, item.column_index), faults, level)
        return
    if item.among_headings:
        words = f"Column {column_letter(item.column_index)}: its heading and others look like names of people."
        heading = sheet.span(-1, item.column_index)
        faults.add(finding("QAF550", Where(sheet.path), words, help=AGGREGATES + _ALLOW, excerpt=False, span=heading))
        return
    in_cells = item.cell_index is not None
    count, span = sheet.holding(item.column_index, partial(_has, item.kind)) if in_cells else (0, None)
    if span is not None:
        have = "row has" if count == 1 else "rows have"
        words = f"{column}: {count:,} {have} what looks like {one_of(item.kind)}."
        _add(sheet, "QAF551", words, span, faults, level)
    elif in_cells:
        is_hidden = any(item.kind in screen(text) for text in hidden.cells.get(item.column_index, ()))
        place = "a hidden cell" if is_hidden else "a row above the table or below it"
        words = f"{column}: {place} has what looks like {one_of(item.kind)}."
        _add(sheet, "QAF551", words, sheet.span(-1), faults, level)
    else:
        words = f"{column}: most of its cells look like {_many(item.kind)}."
        _add(sheet, "QAF550", words, sheet.span(-1, item.column_index), faults, level)


def _add(sheet: Sheet, code: str, words: str, span: Span, faults: Faults, level: Level) -> None:
    help_ = AGGREGATES + (_ALLOW if code == "QAF551" or level is Level.WARNING else "")
    faults.add(finding(code, Where(sheet.path), words, help=help_, level=level, excerpt=False, span=span))


def _has(kind: Kind, text: str) -> bool:
    return kind in screen(text)


def named_after_somebody(file: str) -> tuple[Finding, ...]:
    """A finding for each kind of identifier in the file's name, which would stay in the ledger for ever."""
    help_ = f"Give the file a name that is about nobody, then take it in again. {AGGREGATES}"
    return tuple(
        finding(
            "QAF551",
            Where("the file"),
            f"The file's name has what looks like {one_of(kind)}.",
            help=help_,
            excerpt=False,
            span=Span(),
        )
        for kind in kinds_in_name(file)
    )


def one_of(kind: Kind) -> str:
    """The kind with its article: `an NHS number`."""
    return kind.with_article


def _many(kind: Kind) -> str:
    plurals = {
        Kind.DATE_OF_BIRTH: "dates of birth",
        Kind.NAME: "names of people",
        Kind.CHILD_ID: "references of single children, people or cases",
        Kind.ADDRESS: "addresses",
        Kind.EMAIL: "e-mail addresses",
        Kind.POSTCODE_DISTRICT: "first halves of postcodes",
    }
    words = re.sub(r"^(.+) \((\w+)\)$", r"\1s (\2s)", kind.words)
    return plurals.get(kind, words if words != kind.words else f"{kind.words}s")
