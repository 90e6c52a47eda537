"""Figures one by one, as `qaf data show` prints them: which are meant, and a page of them in each format."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from qaf.formats.display import one_line, wrapped
from qaf.formats.tables import TextTable, as_csv, as_markdown, as_text
from qaf.ground.errors import QafError
from qaf.ground.near_miss import did_you_mean
from qaf.ground.text import plural, quoted
from qaf.model.framework import Framework
from qaf.model.period import Period, PeriodError
from qaf.model.protected import ABSENCES, ProtectedFigure, Shown

COLUMNS = (
    "measure", "period", "series", "breakdown", "category", "grade", "point", "rater", "numerator", "denominator",
    "value", "note",
)  # fmt: skip
"""The columns of a tidy file, which `qaf ingest` reads without a recipe."""

PUBLISHED = "published"
WHOLE = "whole"
"""What `--breakdown` calls the figures of the whole."""

NUMBER_COLUMNS = ("numerator", "denominator", "value")
MOST_COLUMNS = 120
"""How wide a table of figures is on a screen that has room for it."""
COPIED = ("measure", "breakdown", "category", "series", "import", "replaced_by", "restates")
"""Columns whose cells are there to be copied."""


class Key(Protocol):
    """What tells figures apart, as far as somebody asks for it."""

    @property
    def measure(self) -> str:
        """The measure's id."""

    @property
    def period(self) -> Period:
        """The period."""

    @property
    def series(self) -> str:
        """`own`, a comparator, or a member of one (`neighbours/E08000009`)."""

    @property
    def breakdown(self) -> str:
        """The breakdown's id; "" for the whole."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which figures are asked for; "" and None ask for all."""

    measure: str = ""
    period: Period | None = None
    series: str = ""
    breakdown: str = ""

    def takes(self, key: Key) -> bool:
        """Whether a figure is one of them: of the period or within it, of the series or of a member of it."""
        if self.measure not in ("", key.measure):
            return False
        if self.period is not None and not self.period.contains(key.period):
            return False
        if self.series not in ("", key.series) and not key.series.startswith(f"{self.series}/"):
            return False
        return self.breakdown in ("", key.breakdown) or (self.breakdown == WHOLE and not key.breakdown)


def wanted(framework: Framework, measure: str, period: str, series: str, breakdown: str) -> Wanted:
    """What somebody typed, checked. Raises `QafError` with a near miss where the folder has no such thing."""
    if measure and measure not in framework.measures:
        advice = did_you_mean(measure, framework.measures) or "Without a measure, the figures of all are shown."
        raise QafError(f"No area has a measure `{measure}`.", help=advice)
    known = ["own", *framework.comparators]
    if series and series.partition("/")[0] not in known:
        advice = did_you_mean(series, known) or f"It is {quoted(known)}."
        raise QafError(f"There is no series `{series}`.", help=advice)
    breakdowns = [WHOLE, *framework.breakdowns]
    if breakdown and breakdown not in breakdowns:
        advice = did_you_mean(breakdown, breakdowns) or f"It is {quoted(breakdowns)}."
        raise QafError(f"There is no breakdown `{breakdown}`.", help=advice)
    return Wanted(measure, _period(period), series, breakdown)


def _period(text: str) -> Period | None:
    try:
        return Period.canonical(text) if text else None
    except PeriodError as error:
        raise QafError(f"The period given with --period cannot be read: {error}.") from None


def cell_text(shown: Shown) -> str:
    """The number as it is printed, its symbol, or "" where none was given."""
    return shown.text or shown.symbol


def protected_table(figures: Iterable[ProtectedFigure]) -> TextTable:
    """The figures as rows of text: `COLUMNS`, then whether each is shown because it is published."""
    rows = [
        (
            figure.measure, str(figure.period), figure.series, figure.breakdown, figure.category, figure.grade,
            figure.point, figure.rater, cell_text(figure.numerator), cell_text(figure.denominator),
            cell_text(figure.value), figure.note, "true" if figure.published else "",
        )
        for figure in figures
    ]  # fmt: skip
    return TextTable((*COLUMNS, PUBLISHED), rows)


def figures_page(
    table: TextTable, wanted_format: str, *, marking: str = "", remarks: Sequence[str] = (), columns: int = MOST_COLUMNS
) -> str:
    """A table of figures in one of the formats table, md, csv, json.

    `marking` is what has to stand on every copy: above and below a table, in a column of every row of a CSV, under its
    own key in JSON. `remarks` are said under a table, after what its symbols mean, and under their own key in JSON. The
    CSV of protected figures has the columns of a tidy file.
    """
    if wanted_format == "json":
        return _json(table, marking, "figures", remarks)
    if wanted_format == "csv":
        return as_csv(_marked(table, marking) if marking else _without(table, PUBLISHED))
    said = [*symbols_used(table), *remarks]
    counted = plural(len(table.rows), "figure")
    measures = {str(row[0]) for row in table.rows}
    if wanted_format == "table" and len(measures) == 1:
        return _page(
            _without(table, COLUMNS[0]), wanted_format, marking, f"{counted} of `{measures.pop()}`.", said, columns
        )
    return _page(table, wanted_format, marking, f"{counted}.", said, columns)


def listing_page(
    table: TextTable, wanted_format: str, key: str, counted: str, marking: str = "", columns: int = MOST_COLUMNS
) -> str:
    """Any other list about the store (imports, revisions) in one of the formats; `counted` says how many there are."""
    if wanted_format == "json":
        return _json(table, marking, key)
    if wanted_format == "csv":
        return as_csv(_marked(table, marking) if marking else table)
    return _page(table, wanted_format, marking, counted, [], columns)


def symbols_used(table: TextTable) -> list[str]:
    """What each symbol in the number cells of a table means."""
    places = [index for index, name in enumerate(table.columns) if name in NUMBER_COLUMNS]
    used = {row[index] for row in table.rows for index in places}
    return [f"{symbol}: {words}." for symbol, words in sorted(ABSENCES.items()) if symbol in used]


def _page(table: TextTable, wanted_format: str, marking: str, counted: str, said: Sequence[str], columns: int) -> str:
    if wanted_format == "md":
        parts = [as_markdown(_filled(table)).rstrip() if table.rows else "", "\n\n".join([counted, *said])]
    else:
        short, notes = _with_notes_below(table)
        below = "\n".join(line for one in (*notes, counted, *said) for line in wrapped(one, columns, cut=False))
        parts = [*_text_tables(short, columns), below]
    return "\n\n".join(part for part in (marking, *parts, marking) if part) + "\n"


def _text_tables(table: TextTable, columns: int) -> list[str]:
    """The table as text; figures of several measures as one table each, its id above it: side by side is too wide."""
    if not table.rows:
        return []
    if table.columns[0] != COLUMNS[0]:
        return [as_text(_filled(table), columns).rstrip()]
    parts = []
    for measure in dict.fromkeys(row[0] for row in table.rows):
        rows = [row for row in table.rows if row[0] == measure]
        inside = _filled(_without(TextTable(table.columns, rows), COLUMNS[0]))
        parts.append(f"{one_line(str(measure))}\n\n{as_text(inside, columns).rstrip()}")
    return parts


def _with_notes_below(table: TextTable) -> tuple[TextTable, list[str]]:
    """The table with each note's number in its place, and the different notes: a terminal is too narrow for them."""
    if "note" not in table.columns:
        return table, []
    at = list(table.columns).index("note")
    numbers: dict[str, int] = {}
    rows = [
        [*row[:at], numbers.setdefault(str(row[at]), len(numbers) + 1) if row[at] else "", *row[at + 1 :]]
        for row in table.rows
    ]
    return TextTable(table.columns, rows), [f"note {number}: {one_line(text)}" for text, number in numbers.items()]


def _filled(table: TextTable) -> TextTable:
    """The table without columns in which nothing stands."""
    kept = [index for index in range(len(table.columns)) if any(row[index] for row in table.rows)]
    return TextTable(
        [table.columns[index] for index in kept], [[row[index] for index in kept] for row in table.rows], COPIED
    )


def _without(table: TextTable, column: str) -> TextTable:
    if column not in table.columns:
        return table
    at = list(table.columns).index(column)
    rows = [[*row[:at], *row[at + 1 :]] for row in table.rows]
    return TextTable([*table.columns[:at], *table.columns[at + 1 :]], rows)


def _marked(table: TextTable, marking: str) -> TextTable:
    return TextTable(["marking", *table.columns], [[marking, *row] for row in table.rows])


def _json(table: TextTable, marking: str, key: str, remarks: Sequence[str] = ()) -> str:
    """Empty cells are null; numbers stay text, so that 18.0 is not 18."""
    rows = [dict(zip(table.columns, map(_plain, table.columns, row), strict=True)) for row in table.rows]
    head: dict[str, object] = {"format": f"qaf-{key}/1"}
    if marking:
        head["marking"] = marking
    if key == "figures":
        head["symbols"] = dict(sorted(ABSENCES.items()))
    if remarks:
        head["remarks"] = list(remarks)
    return json.dumps({**head, key: rows}, ensure_ascii=False, indent=1) + "\n"


def _plain(column: str, cell: object) -> object:
    if column == PUBLISHED:
        return cell == "true"
    return cell if cell != "" else None
