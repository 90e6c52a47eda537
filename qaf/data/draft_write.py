"""A drafted recipe as YAML: each line with its evidence, and what could not be told as a comment with what to write."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qaf.data.draft_columns import Column
from qaf.data.draft_infer import Inferred
from qaf.data.draft_people import is_ending, labels_of
from qaf.data.draft_write_measures import measures_lines
from qaf.data.draft_yaml import MOST_LISTED, check, condition, listed, quote, remark
from qaf.data.file_name import base_name
from qaf.ground.text import listing, plural, quoted
from qaf.model.framework import Framework

_YEARS_IN_NAMES = re.compile(
    r"(?:(?<![0-9])(?:19|20)[0-9]{2}(?:[-_ ](?:to[-_ ])?(?:(?:19|20)?[0-9]{2}))*(?![0-9])|[0-9]{6,}|[0-9]+(?:\.[0-9]+)+"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-_ ]?[0-9]{2,4}(?![0-9])|q[1-4](?![a-z0-9])"
    r"| ?\([0-9]+\))",
    re.I,
)


def write_draft(drafted: Inferred, framework: Framework, encoding: str, sheet: str, others: Sequence[str]) -> str:
    """The text of the recipe. `sheet`: its sheet, where it must be named; `others`: more sheets that hold tables."""
    lines = [
        f"# How to read {base_name(drafted.file)}: a first recipe, drafted by qaf from how the file looks.",
        '# Look at each line that says "to check", then try it: qaf ingest FILE --dry-run',
        "",
    ]
    if drafted.preset:
        lines.append(f"preset: {drafted.preset}  # {drafted.preset_why}")
    # What is said once for all figures is true of this file alone, so no other file is read by it.
    glob = glob_of(drafted.file) if "constant" not in drafted.period.keys else named_alone(drafted.file)
    lines.append(f"file: {quote(glob)}" + ("  # the name, with * for what may change" if "*" in glob else ""))
    if drafted.preset == "tidy":
        return _joined([*lines, *remark("a tidy file needs no recipe: `qaf ingest` reads it as it is")])
    lines += _reading(drafted, encoding, sheet, others)
    lines += _where(drafted)
    lines += _period(drafted)
    lines += _series(drafted, framework)
    lines += _breakdown(drafted)
    lines += _odd(drafted)
    lines += _published(drafted)
    lines += measures_lines(drafted)
    return _joined(lines)


def _joined(lines: Sequence[str]) -> str:
    """The lines as a text; what cannot be printed is left of comments only, and a question mark stands for it."""
    return "".join("".join(each if each.isprintable() else "?" for each in line) + "\n" for line in lines)


def named_alone(file: str) -> str:
    """The file's name as a pattern that fits no other."""
    return re.sub(r"[\[\]?]", "?", base_name(file))


def glob_of(file: str) -> str:
    """The file's name with `*` for years, dates and numbers of copies."""
    name = re.sub(r"[\[\]?]", "?", base_name(file))
    stem, dot, ending = name.rpartition(".")
    changed = re.sub(r"\*[-_ ]?(?:to[-_ ]?)?\*", "*", _YEARS_IN_NAMES.sub("*", stem))
    changed = re.sub(r"\*+", "*", changed)
    return f"{changed if len(re.findall('[A-Za-z]', changed)) >= 3 else stem}{dot}{ending}"


def _reading(drafted: Inferred, encoding: str, sheet: str, others: Sequence[str]) -> Iterator[str]:
    layout, keys = drafted.layout, []
    said = []
    if sheet:
        keys.append(f"sheet: {quote(sheet)}")
    if layout.skip_rows:
        keys.append(f"skip_rows: {layout.skip_rows}")
        said.append(f"the headings begin in row {layout.skip_rows + 1}")
    if layout.header_rows != 1:
        keys.append(f"header_rows: {layout.header_rows}")
        said.append(f"{plural(layout.header_rows, 'row')} of headings, joined from the top down")
    if layout.ends_at and not is_ending(layout.ends_at):
        words = "rows that are no part of the table begin in row"
        yield from check(f"{words} {layout.notes[0][0]}. Write with what that row starts: `read: {{ends_at: …}}`")
    elif layout.ends_at:
        keys.append(f"ends_at: {quote(layout.ends_at)}")
        said.append(f"notes begin in row {layout.notes[0][0]}")
    if layout.table.delimiter == "|":
        keys.append("delimiter: pipe")
    if drafted.fill_down:
        keys.append(f"fill_down: [{', '.join(quote(ref) for ref in drafted.fill_down)}]")
        yield from check(f"does a text of {listing(drafted.fill_down)} stand for the rows below it too?")
    if drafted.comma:
        keys.append("decimal: comma")
        said.append("numbers have a comma before the decimals")
    if encoding not in ("", "utf-8"):
        yield from remark(f"the file was read as {encoding}, which qaf finds out itself")
    if others:
        yield from check(f"is this the right sheet? Tables stand in these too: {listing(others, limit=MOST_LISTED)}")
    if layout.further:
        more = f"another table begins in row {layout.further}, and a recipe reads one table"
        yield from remark(f"{more}: it needs one of its own, with `skip_rows: {layout.further}`")
    for words in drafted.checks:
        yield from check(words)
    if keys:
        yield f"read: {{{', '.join(keys)}}}" + (f"  # {'; '.join(said)}" if said else "")


def _where(drafted: Inferred) -> Iterator[str]:
    rows = drafted.rows
    for column in rows.open:
        yield from check(
            f"rows of one place and period differ in {column.ref}. Say which are wanted: {_choices(column)}"
        )
    if rows.doubled > 1 and not rows.open and not drafted.places.unknown:
        yield from check(
            f"as many as {plural(rows.doubled, 'row')} have the same place and period; what tells them apart?"
        )
    wanted = [*drafted.where, *rows.where]
    if wanted or drafted.period.without:
        yield "where:"
    elif rows.open:
        yield "# where:"
    for ref, text in wanted:
        total = (ref, text) in rows.where
        yield f"  - {condition(ref, text)}" + ("  # the total; its other rows are parts" if total else "")
    if drafted.period.without:
        texts = ", ".join(map(quote, drafted.period.without))
        ref = drafted.period.keys["column"]
        yield f"  - {{column: {quote(ref)}, not: [{texts}]}}  # a total, which is no period"
    for column in rows.open:
        yield f"#   - {{column: {quote(column.ref)}, is: ?}}"


def _choices(column: Column) -> str:
    """The texts that come again in a column, and how many more there are: what stands once may be a remark."""
    labels = labels_of(column.texts)
    more = sum(map(bool, column.texts)) - len(labels)
    if not labels:
        return plural(more, "text")
    return listed(labels) + (f" (and {plural(more, 'text')} not shown here)" if more else "")


def _period(drafted: Inferred) -> Iterator[str]:
    period = drafted.period
    for words in period.checks:
        yield from check(words)
    if period.keys:
        inner = ", ".join(f"{key}: {quote(value)}" for key, value in period.keys.items())
        yield f"period: {{{inner}}}" + (f"  # {period.evidence}" if period.evidence else "")
    elif period.headings:
        yield from remark(f"period: {period.evidence}, where {{period}} is written below")
        if not period.found:
            yield "# period: {kind: ?}"
    elif not period.found:
        yield "# period: {constant: ?}"


def _series(drafted: Inferred, framework: Framework) -> Iterator[str]:
    places = drafted.places
    own = framework.settings.organisation.name
    if places.unknown:
        asked = f"Write the text that stands in {places.column} for it under `own`"
        if not places.sure:
            asked = f"If {places.column} names places, take the signs away and write its text for it under `own`"
        yield from check(f"no row could be told to be of {own}. {asked}")
        if drafted.preset not in ("dfe", "fingertips"):
            sign = "" if places.sure else "# "
            yield f"{sign}places: {{column: {quote(places.column)}}}"
        if not places.rules:
            yield "# series:"
            yield f"#   - {{series: own, where: [{{column: {quote(places.column)}, is: ?}}]}}"
    if places.rules and places.unknown:
        yield from remark("these comparators were found; take the signs away when `own` is written")
    if places.members_by:
        yield f"places: {{column: {quote(places.members_by)}}}  # codes of comparators' members stand in it"
    sign = "# " if places.unknown else ""
    if places.rules:
        yield f"{sign}series:"
        if places.unknown:
            yield f"#   - {{series: own, where: [{{column: {quote(places.column)}, is: ?}}]}}"
    for rule in places.rules:
        if rule.check:
            yield from (f"{sign}{line}" for line in check(rule.check, "  "))
        conditions = ", ".join(condition(*pair) for pair in rule.where)
        where = f", where: [{conditions}]" if conditions else ""
        yield f"{sign}  - {{series: {quote(rule.series)}{where}}}  # {rule.evidence}"
    if places.column and places.missing:
        yield from remark(f"no row could be told to be of {quoted(places.missing, 'or', MOST_LISTED)}", "  ")


def _breakdown(drafted: Inferred) -> Iterator[str]:
    found = drafted.rows.breakdown
    if drafted.beside:
        yield f"breakdown: {{id: {drafted.beside}}}  # its categories stand in the headings"
    if found is None:
        return
    yield f"breakdown:  # texts of {found.column.ref} are categories of it"
    yield f"  id: {found.id}"
    yield f"  column: {quote(found.column.ref)}"
    if found.lookup or found.strange:
        yield "  lookup:" if found.lookup else "  # lookup:"
    for text, meant in found.lookup.items():
        yield f"    {quote(text)}: {meant}"
    shown = [text for text in found.strange if text in labels_of(found.column.texts)]
    if more := len(found.strange) - len(shown):
        yield from check(
            f"{plural(more, 'text')} of {found.column.ref} not shown here: no category, or not yet", "    "
        )
    for text in shown[:MOST_LISTED]:
        yield f"    # {quote(text)}: ?  # to check: which category is it? Or keep it out under `where` with `not`"


def _odd(drafted: Inferred) -> Iterator[str]:
    known = [each for each in drafted.symbols if each.means]
    if drafted.symbols:
        yield "symbols:" if known else "# symbols:"
    for each in drafted.symbols:
        if each.means:
            yield f"  {quote(each.text)}: {each.means}  # {'to check: ' if each.check else ''}{each.why}"
    for each in drafted.symbols:
        if not each.means:
            words = "to check: what does it mean? c withheld, x not available, z not applicable, zero, blank"
            yield f"#   {quote(each.text)}: ?  # {words}"
    yield from _untold(drafted.untold)
    if drafted.old_x:
        words = (
            f"x stands in {plural(drafted.old_x, 'cell')} and is read as not available. Older tables withhold with it:"
        )
        yield from check(words)
        yield "# symbols: {x: c}" if not known else "#   x: c"
    if drafted.sentinels:
        inner = ", ".join(quote(text) for text in drafted.sentinels)
        yield f'sentinels: [{inner}]  # to check: numbers that commonly stand for "not available"'
    if drafted.bands:
        held = plural(drafted.bands, "cell holds", "cells hold")
        yield f"bands: withheld  # {held} a band such as 90-99, which is no number"


def _untold(places: Sequence[tuple[int, str]]) -> Iterator[str]:
    """Where texts that are no number stand, column by column."""
    by_column: dict[str, list[int]] = {}
    for row, letter in places:
        by_column.setdefault(letter, []).append(row)
    for letter, rows in list(by_column.items())[:MOST_LISTED]:
        if len(rows) == 1:
            yield from check(f"row {rows[0]}, column {letter} holds a text that is no number")
        else:
            told = listing(map(str, rows), limit=3)
            yield from check(f"column {letter} holds texts that are no numbers, in rows {told}")
    if (more := len(by_column) - MOST_LISTED) > 0:
        yield from check(f"{plural(more, 'more column')} with texts that are no numbers")


def _published(drafted: Inferred) -> Iterator[str]:
    if drafted.preset in ("dfe", "fingertips") or drafted.places.places < 10:
        return
    yield from check(
        "figures that are published already, by somebody who protects small numbers, are shown as they are"
    )
    yield "# published: true"
