"""The tidy CSV: one row a figure, with the columns of a figure's key and content. It needs no recipe."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from qaf.data.candidates import Candidate, NumberReader, Reading
from qaf.data.cells import CellReader, plain
from qaf.data.conditions import RowTest
from qaf.data.faults import Faults
from qaf.data.sheet import Sheet
from qaf.ground.near_miss import did_you_mean
from qaf.ground.text import listing, quoted
from qaf.model.figure import CONTENT_COLUMNS, KEY_COLUMNS, Figure, FigureKey
from qaf.model.framework import Framework
from qaf.model.measure import Measure
from qaf.model.period import Period, PeriodError

TIDY_COLUMNS = (*KEY_COLUMNS, *CONTENT_COLUMNS)
REQUIRED_COLUMNS = ("measure", "period")

PERIOD_HELP = (
    "Write a period such as 2023/24, 2023/24 Q1, 2023/24 H1, 2023/24 academic, 2023/24 autumn, 2024, 2024 Q1, 2024-03, "
    "2024-03-31 or 2010-04..2014-03."
)


def read_tidy(
    sheet: Sheet,
    framework: Framework,
    cells: CellReader,
    faults: Faults,
    *,
    published: bool | None = None,
    test: RowTest | None = None,
    also: Collection[str] = (),
    step: Callable[[int], None] = lambda row: None,
) -> Reading | None:
    """The candidates of a tidy file; None where its header does not fit.

    `published` is what a recipe says of all rows; without it, rows of a comparator that is published are. `test`
    says which rows count, `also` names columns that it looks at. `step` is called with each row's index.
    """
    columns = tidy_columns(sheet, faults, framework, also)
    if columns is None:
        return None
    rows = _TidyRows(framework, NumberReader(framework, cells, faults, False), faults, columns, published)
    reading = Reading(rows=len(sheet.rows))
    for row, texts in enumerate(sheet.rows):
        step(row)
        if test is not None and not test(texts):
            continue
        candidate = rows.read(row, texts)
        if candidate is not None:
            reading.add(candidate)
    return reading


def tidy_columns(
    sheet: Sheet, faults: Faults, framework: Framework, also: Collection[str] = ()
) -> dict[str, int] | None:
    """In which column each part of a figure stands; None where the header has faults (which are then recorded).

    `also`: further columns that may stand in the file.
    """
    found: dict[str, int] = {}
    unknown: list[int] = []
    by_name = {name: index for name in TIDY_COLUMNS for index in reversed(sheet.find(name))}
    if not any(name in by_name for name in REQUIRED_COLUMNS):
        _refuse_header(faults)
        return None
    sound = True
    for index, name in enumerate(sheet.names):
        known = name.casefold()
        if known in TIDY_COLUMNS and known not in found:
            found[known] = index
        elif known in TIDY_COLUMNS:
            faults.header("QAF502", f"The header names {sheet.column(index)} twice.", column=index)
            sound = False
        elif name not in also and (name or any(plain(row[index]) for row in sheet.rows)):
            unknown.append(index)
    _unknown_columns(sheet, faults, framework, unknown, [name for name in TIDY_COLUMNS if name not in found])
    missing = [name for name in REQUIRED_COLUMNS if name not in found]
    if missing:
        faults.header("QAF502", f"The header has no column {quoted(missing, 'and')}.", help=_HEADER_HELP)
    elif not any(name in found for name in CONTENT_COLUMNS[:3]):
        words = "The header has none of the columns `numerator`, `denominator` and `value`: the file gives no figure."
        faults.header("QAF502", words, help=_HEADER_HELP)
        sound = False
    return found if sound and not unknown and not missing else None


_HEADER_HELP = (
    f"A file that is read without a recipe has these columns: {', '.join(TIDY_COLUMNS)}. Only measure, period and one "
    "of numerator, denominator and value have to be there. A file of any other layout needs a recipe in `imports/`."
)


def _refuse_header(faults: Faults) -> None:
    words = "The first row names neither `measure` nor `period`, so the file cannot be read without a recipe."
    faults.header("QAF502", words, help=_HEADER_HELP)


def _unknown_columns(
    sheet: Sheet, faults: Faults, framework: Framework, unknown: Sequence[int], free: Sequence[str]
) -> None:
    """A finding for each unknown column that there is advice for, and one for all the others together."""
    rest = []
    for index in unknown:
        name = sheet.names[index].casefold()
        help_ = did_you_mean(name, free) if name else ""
        if name in ("published", "import"):
            help_ = f"qaf fills in `{name}` itself: take the column out. A recipe says which files are published."
        elif name in framework.breakdowns:
            help_ = "A breakdown has no column of its own: its id stands under `breakdown`, the part under `category`."
        if help_:
            words = f"{_begun(sheet.column(index))} has a name that a file without a recipe does not have."
            faults.header("QAF502", words, help=help_, column=index)
        else:
            rest.append(index)
    if rest:
        have = "has a name" if len(rest) == 1 else "have names"
        words = (
            f"{_begun(listing(map(sheet.column, rest), limit=12))} {have} that a file without a recipe does not have."
        )
        faults.header("QAF502", words, help=_HEADER_HELP, column=rest[0])


class _TidyRows:
    """Reads the rows of one tidy file."""

    def __init__(
        self,
        framework: Framework,
        numbers: NumberReader,
        faults: Faults,
        columns: Mapping[str, int],
        published: bool | None,
    ) -> None:
        self._framework = framework
        self._numbers = numbers
        self._faults = faults
        self._columns = columns
        self._published = published
        self._plain: dict[str, str] = {}
        self._rest = [columns.get(name) for name in KEY_COLUMNS[2:]]
        self._note = columns.get("note")

    def read(self, row: int, texts: Sequence[str]) -> Candidate | None:
        """The candidate of one row, or None where something in it cannot be read."""
        measure = self._measure(row, texts)
        period = self._period(row, texts)
        numbers = self._numbers.read(row, texts, measure, self._columns) if measure else None
        if measure is None or period is None or numbers is None:
            return None
        series, *rest = ("" if index is None else self._flat(texts[index]) for index in self._rest)
        key = FigureKey(measure.id, period, series or "own", *rest)
        note = "" if self._note is None else plain(texts[self._note])
        published = self._is_published(key.series) if self._published is None else self._published
        figure = Figure(key, numbers.numerator, numbers.denominator, numbers.value, note, published)
        return Candidate(row, measure, figure, self._columns)

    def _measure(self, row: int, texts: Sequence[str]) -> Measure | None:
        column = self._columns["measure"]
        text = self._flat(texts[column])
        measure = self._framework.measures.get(text)
        if measure is None:
            words = "this is no measure of the framework." if text else "the cell is empty, and a measure is wanted."
            help_ = self._faults.near(text, self._framework.measures) or "Write the id of a measure of an area file."
            self._faults.at("QAF503", row, column, words, help=help_, same=text)
        return measure

    def _period(self, row: int, texts: Sequence[str]) -> Period | None:
        column = self._columns["period"]
        text = self._flat(texts[column])
        try:
            return Period.canonical(text)
        except PeriodError as error:
            words = error.without_value if text else "a period is wanted, and the cell is empty."
            self._faults.at("QAF511", row, column, _small(words), help=PERIOD_HELP, same=text)
            return None

    def _is_published(self, series: str) -> bool:
        comparator = self._framework.comparators.get(series)
        return comparator is not None and comparator.method == "published"

    def _flat(self, text: str) -> str:
        flat = self._plain.get(text)
        if flat is None:
            flat = self._plain[text] = plain(text)
        return flat


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]
