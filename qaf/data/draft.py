"""`qaf ingest --draft`: from a file that nobody has described to a first recipe, and how it would be read by it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from qaf.data.draft_infer import Inferred, infer
from qaf.data.draft_table import Layout, find_layout
from qaf.data.draft_write import write_draft
from qaf.data.faults import Faults
from qaf.data.file_name import kinds_in_name, shown_path, with_shown_path
from qaf.data.identifier_headers import header_words
from qaf.data.screening import AGGREGATES, one_of, screen_file
from qaf.data.sheet import Sheet
from qaf.data.table import Table, TableError, read_csv_table
from qaf.data.workbook import SheetTable, is_workbook, read_workbook_table, sheet_names
from qaf.ground.findings import Finding, Span, Where, finding
from qaf.ground.text import plural
from qaf.model.framework import Framework

_MOST_SHEETS = 40


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted recipe as YAML, or the findings that keep a file out; `advice`: what else can be done with the file."""

    text: str = ""
    findings: tuple[Finding, ...] = ()
    advice: str = ""
    matched: int = 0
    checks: int = 0
    is_tidy: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    """A table of the file, and what was told of it."""

    whole: Table
    layout: Layout
    drafted: Inferred


def draft_recipe(framework: Framework, file: str, content: bytes) -> Draft:
    """A first recipe for the bytes of a file that is called `file`. What keeps the file out is findings.

    The same file and framework give the same text.
    """
    named = tuple(
        finding(
            "QAF551",
            Where("the file"),
            f"The file's name has what looks like {one_of(kind)}.",
            help=f"Give the file a name that is about nobody. {AGGREGATES}",
            excerpt=False,
            span=Span(),
        )
        for kind in kinds_in_name(file)
    )
    if named:
        return Draft(findings=named)
    try:
        tables = list(_tables(content))
        found = _best(tables, file, framework)
    except TableError as error:
        return Draft(findings=(_no_table(file, error),))
    if found is None:
        words = "No table with headings and rows could be found in the file."
        nowhere = TableError(words, help="A recipe can be written by hand: `qaf new recipe`.")
        return Draft(findings=(_no_table(file, nowhere),))
    refused = _screened(file, content, found)
    if refused:
        return Draft(findings=with_shown_path(refused, file), advice=_of_cases(found.layout.table.header))
    try:
        return _drafted(framework, found, tables, _visible(content))
    except TableError as error:
        return Draft(findings=(_no_table(file, error),))


def _visible(content: bytes) -> int:
    """How many sheets of a workbook are not hidden; a sheet is named where another one could be meant."""
    return sum(not sheet.hidden for sheet in sheet_names(content)) if is_workbook(content) else 0


def _drafted(framework: Framework, found: _Found, tables: Sequence[Table], visible: int) -> Draft:
    whole = found.whole
    sheet = whole.sheet if isinstance(whole, SheetTable) and visible > 1 else ""
    others = [
        each.shown_name
        for each in tables
        if isinstance(each, SheetTable) and each is not whole and _layout_of(each) is not None
    ]
    encoding = "" if isinstance(whole, SheetTable) else whole.encoding
    text = write_draft(found.drafted, framework, encoding, sheet, others)
    checks = text.count("to check:")
    ids = {each.measure.id for each in found.drafted.measures} | {each.measure.id for each in found.drafted.counts}
    matched = len(ids)
    return Draft(text, (), _of_lists(found.layout), matched, checks, found.drafted.preset == "tidy")


def _tables(content: bytes) -> Iterator[Table]:
    """The tables that the file may hold: its text, or its visible sheets whose names may be printed."""
    if not is_workbook(content):
        try:
            yield read_csv_table(content, square=False)
        except TableError:
            try:
                piped = read_csv_table(content, delimiter="pipe", square=False)
            except TableError:
                piped = None
            if piped is None:
                raise
            yield piped
        return
    first: TableError | None = None
    any_found = False
    for sheet in sheet_names(content)[:_MOST_SHEETS]:
        if sheet.hidden or sheet.shown != f"`{sheet.name}`":
            continue
        try:
            yield read_workbook_table(content, sheet=sheet.name, square=False)
            any_found = True
        except TableError as error:
            first = first or error
    if not any_found:
        raise first or TableError(
            "No sheet of the workbook could be looked at.", help="Are its sheets named after people?"
        )


def _best(tables: Sequence[Table], file: str, framework: Framework) -> _Found | None:
    """The table with most of the framework's measures; of those the one with most rows."""
    found: list[tuple[tuple[int, int, int], _Found]] = []
    error: TableError | None = None
    for at, table in enumerate(tables):
        try:
            layout = find_layout(table)
        except TableError as problem:
            error = error or problem
            continue
        if layout is None:
            continue
        drafted = infer(layout, file, framework)
        figures = any(column.is_figure for column in drafted.columns)
        score = (len(drafted.measures) or len(drafted.counts), len(layout.table.body) if figures else 0, -at)
        found.append((score, _Found(table, layout, drafted)))
    if not found and error is not None:
        raise error
    return max(found, key=lambda each: each[0])[1] if found else None


def _layout_of(table: Table) -> Layout | None:
    try:
        return find_layout(table)
    except TableError:
        return None


def _screened(file: str, content: bytes, found: _Found) -> tuple[Finding, ...]:
    """The identifiers in a table, in its headings and around it, exactly as an ingest would refuse them."""
    drafted = found.drafted
    parts = {ref for each in drafted.measures for ref in each.parts.values()}
    counted = [(ref, "") for each in drafted.counts for ref in (each.by, *(column for column, _ in each.where))]
    pairs = [
        *counted,
        drafted.totals,
        *drafted.where,
        *drafted.rows.where,
        *(pair for rule in drafted.places.rules for pair in rule.where),
    ]
    refs = {*parts, *(column for column, _ in pairs)}
    columns = [c for c in drafted.columns if c.ref in refs or c.index in drafted.period.columns]
    data = b"" if isinstance(found.whole, SheetTable) else content
    table = found.layout.table
    sheet = Sheet(file, data, replace(table), frozenset(column.name for column in columns if column.name))
    faults = Faults(sheet)
    screen_file(sheet, found.whole, None, [column.index for column in columns], faults)
    return faults.findings() if faults.has_errors else ()


_RATED = {
    "rating",
    "rated",
    "score",
    "grade",
    "star",
    "sdq",
    "outcome",
    "outcomes",
    "wellbeing",
    "point",
    "stage",
    "rater",
}


def _of_cases(header: Sequence[str]) -> str:
    """What else can be done with a file of single cases whose columns look like ratings; else ""."""
    words = {word for name in header for spelling in header_words(name) for word in spelling.split()}
    if not words & _RATED:
        return ""
    return (
        "If the file rates single cases at two points, a recipe with `before_and_after` can count them: qaf works the "
        "figures out in memory and keeps no case. Such a recipe is written by hand: see docs/drafting-a-recipe.md."
    )


def _of_lists(layout: Layout) -> str:
    names = [name.casefold() for name in layout.table.header]
    if sum(1 for name in names if name.startswith("sn") and name[2:].isdigit() or "neighbour" in name) < 4:
        return ""
    return "This looks like a list of neighbours: `qaf ingest --comparator ID FILE` takes such a list in."


def _no_table(file: str, error: TableError) -> Finding:
    at = max(error.line, 1)
    where, span = Where(shown_path(file)), Span(at, 1, at, 1)
    return finding(error.code, where, error.message, help=error.help, excerpt=False, span=span)


def told(draft: Draft) -> str:
    """What a draft came to, in a sentence."""
    found = plural(draft.matched, "measure") if draft.matched else "no measure"
    checks = f"; {plural(draft.checks, 'thing')} to check" if draft.checks else ""
    return f"{found} of the framework found in it{checks}"
