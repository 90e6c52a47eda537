"""The tables beside a chart: a small one under it, a full one with what stands behind it, and one grade by grade."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qaf.analysis.headlines import RATERS, Distribution
from qaf.analysis.points import Line, Point
from qaf.analysis.series import MeasureSeries
from qaf.disclosure.printed import QUOTIENTS
from qaf.model.framework import Framework
from qaf.model.period import MONTHS, Period
from qaf.model.protected import Shown
from qaf.report import terms, words
from qaf.report.parts import Cell, Row, Table

MOST_COLUMNS = 6
MOST_YEARS = 3
NARROW_WIDTH, WIDE_WIDTH = 264, 396
"""Widths in CSS pixels that a small table can count on."""
FOLLOW_UPS = {
    "": "Results",
    "closure": "When the work ended",
    "transfer": "At transfer",
    "8w": "Eight weeks later",
    "6m": "Six months later",
    "12m": "Twelve months later",
    "18m": "Eighteen months later",
}
UNIT_HEADS = {
    "count": "Number",
    "percent": "Per cent",
    "shares": "Per cent",
    "before_after": "Per cent",
    "rate": "Rate",
    "mean": "Average",
    "ratio": "Ratio",
    "change": "Change",
    "grade": "Grade",
}
_NOTHING = Cell("")


def cell(shown: Shown, *, missing: bool = False, name: str = "") -> Cell:
    """A number as a table prints it, or its symbol with what that means. `name` stands in for a grade's id."""
    if shown.given:
        return Cell(name or words.grouped(shown.text))
    if shown.symbol:
        return Cell(f"[{shown.symbol}]", shown.absence)
    return Cell("–", "no figure") if missing else _NOTHING


def year_and_part(period: Period) -> tuple[str, str]:
    """`("2024/25", "Q1")` for a quarter, `("2024", "Mar")` for a month: for tables with a row a year."""
    if period.months == 1:
        return str(period.start.year), MONTHS[period.start.month - 1][:3]
    year, _, part = str(period).partition(" ")
    return year, part


def compact_table(series: MeasureSeries, framework: Framework, *, narrow: bool = False) -> Table:
    """The table under a chart: a row a year for quarters and terms, else a row a line over the latest periods.

    A `narrow` one has fewer periods, the more so where the lines have names of their own.
    """
    caption = f"{series.measure.text}: {words.lower_first(words.unit_words(series.measure, framework))}"
    periods = sorted({point.period for line in series.own for point in line.points})
    parts = {year_and_part(period)[1] for period in periods}
    if len(series.own) == 1 and "" not in parts and len(parts) <= 4 and len(periods) > 2:
        return _by_year(series, framework, caption, periods)
    named = len(series.own) > 1 or bool(series.comparators)
    kept = periods[-(4 if named else 5) :] if narrow else periods[-MOST_COLUMNS:]
    kept = kept[-_columns_that_fit(series, kept, NARROW_WIDTH if narrow else WIDE_WIDTH, named=named) :]
    rows = [Row(line.name, tuple(_at(line, period, series, framework) for period in kept)) for line in series.own]
    for line in series.comparators:
        row = Row(line.name, tuple(_at(line, period, series, framework) for period in kept))
        rows += [row] if any(cell.text for cell in row.cells) else []
    if len(rows) == 1:
        rows = [Row(UNIT_HEADS.get(series.measure.unit, "Value"), rows[0].cells)]
    return Table(caption, ("", *(words.short(period) for period in kept)), tuple(rows))


def _columns_that_fit(series: MeasureSeries, periods: Sequence[Period], width: int, *, named: bool) -> int:
    """How many of the latest periods a table of that width has room for, at least one."""
    points = [p for line in (*series.own, *series.comparators) for p in line.points if p.period in periods]
    texts = [words.grouped(p.value.text) for p in points] + [str(period) for period in periods]
    return max(1, int((width - (70 if named else 60)) / (5.6 * max(map(len, texts), default=1) + 9)))


def full_table(series: MeasureSeries, framework: Framework) -> Table:
    """Every period with what stands behind it: value, number and base of each own line, then the comparators."""
    measure = series.measure
    head = ["Period"]
    columns: list[tuple[Line, str]] = []
    for line in series.own:
        unit = UNIT_HEADS.get(measure.unit, "") if measure.unit not in ("count", "grade") else ""
        head.append(f"{line.name} ({words.lower_first(unit)})" if unit else line.name)
        columns.append((line, "value"))
        for part, title in (("numerator", "Number"), ("denominator", "Of")) if measure.unit in QUOTIENTS else ():
            if any(getattr(point, part) != Shown() for point in line.points):
                head.append({"mean": {"Number": "Sum", "Of": "Number"}}.get(measure.unit, {}).get(title, title))
                columns.append((line, part))
    for line in series.comparators:
        head.append(line.name)
        columns.append((line, "value"))
    rows = []
    for period in sorted(series.periods(), key=lambda p: (p.end, -p.start.toordinal())):
        rows.append(
            Row(words.short(period), tuple(_at(line, period, series, framework, part) for line, part in columns))
        )
    return Table(measure.text, tuple(head), tuple(rows), _sources(series))


def grade_tables(series: MeasureSeries) -> tuple[Table, ...]:
    """The latest figures grade by grade; for before and after a table a follow-up, a column a rater."""
    if series.measure.unit != "before_after":
        return tuple(_one_distribution(d) for d in series.distributions)
    by_point: dict[str, list[Distribution]] = {}
    for distribution in series.distributions:
        by_point.setdefault(distribution.point, []).append(distribution)
    return tuple(_by_rater(point, found) for point, found in by_point.items())


def _by_year(series: MeasureSeries, framework: Framework, caption: str, periods: Sequence[Period]) -> Table:
    line = series.own[0]
    columns = sorted({part for _, part in map(year_and_part, periods)})  # Q1 to Q4, H1 and H2, autumn to summer
    years = list(dict.fromkeys(year_and_part(period)[0] for period in periods))[-MOST_YEARS:]
    yearly = [c for c in series.comparators if any(str(point.period) in years for point in c.points)][:2]
    found = {year_and_part(period): period for period in periods}
    rows = []
    for year in years:
        cells = [_at(line, found.get((year, part)), series, framework) for part in columns]
        cells += [_yearly(c, year, series, framework) for c in yearly]
        rows.append(Row(year, tuple(cells)))
    return Table(caption, ("", *columns, *(c.name for c in yearly)), tuple(rows))


def _yearly(line: Line, year: str, series: MeasureSeries, framework: Framework) -> Cell:
    point = next((point for point in line.points if str(point.period) == year), None)
    return _cell_of(point, series, framework)


def _at(line: Line, period: Period | None, series: MeasureSeries, framework: Framework, part: str = "value") -> Cell:
    point = next((point for point in line.points if point.period == period), None)
    return _cell_of(point, series, framework, part)


def _cell_of(point: Point | None, series: MeasureSeries, framework: Framework, part: str = "value") -> Cell:
    if point is None:
        return _NOTHING
    shown: Shown = getattr(point, part)
    graded = series.measure.unit == "grade" and shown.given
    name = words.grade_name(series.measure, shown.text, framework) if graded else ""
    return cell(shown, missing=point.missing, name=name)


def _sources(series: MeasureSeries) -> tuple[str, ...]:
    """Where comparators come from and how they were made."""
    notes = []
    for line in series.comparators:
        if line.method in terms.METHODS:
            latest = line.latest.members if line.latest else None
            absent = f", the latest over {latest[0]} of {latest[1]}" if latest else ""
            if latest and latest[0] < latest[1]:
                absent += f"; {latest[1] - latest[0]} had no figure that could be used"
            notes.append(f"{line.name}: {terms.METHODS[line.method]} of its members{absent}.")
        if line.cite:
            notes.append(f"{line.name}: {line.cite}")
    return tuple(notes)


def _absent_since(distribution: Distribution) -> tuple[str, ...]:
    return tuple(f"{words.short(period)}: {why}" for period, why in distribution.absent_since)


def _one_distribution(distribution: Distribution) -> Table:
    rows = tuple(
        Row(row.name, (cell(row.value), cell(row.numerator), cell(row.denominator))) for row in distribution.rows
    )
    caption = f"Grade by grade, {words.short(distribution.period)}"
    return Table(caption, ("Grade", "Per cent", "Number", "Of"), rows, _absent_since(distribution))


def _by_rater(point: str, found: Sequence[Distribution]) -> Table:
    grades = dict.fromkeys((row.id, row.name) for distribution in found for row in distribution.rows)
    head = [f"{RATERS.get(d.rater, d.rater or 'All')}, {words.short(d.period)}" for d in found]
    rows = [Row(name, tuple(_result(d, grade) for d in found)) for grade, name in grades]
    notes = dict.fromkeys(note for distribution in found for note in _absent_since(distribution))
    return Table(FOLLOW_UPS.get(point, point), ("Result", *head), tuple(rows), tuple(notes))


def _result(distribution: Distribution, grade: str) -> Cell:
    row = next((row for row in distribution.rows if row.id == grade), None)
    if row is None:
        return _NOTHING
    if not row.value.given:
        return cell(row.value)
    behind = _joined((words.grouped(row.numerator.text), words.grouped(row.denominator.text)))
    return Cell(f"{words.grouped(row.value.text)} %{f' ({behind})' if behind else ''}")


def _joined(parts: Iterable[str]) -> str:
    found = list(parts)
    return " of ".join(found) if all(found) else ""
