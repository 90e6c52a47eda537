"""A second look at a large file, for rows beside those that were kept: only where a series lacks a period of the file.

Of the rows from which a measure could be read as many are kept as settle every question about them: one of each
period, and of those with a text that is asked about the first few of each period.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qaf.data.conditions import AllOf
from qaf.data.large_batches import Batch
from qaf.data.sheet import Sheet
from qaf.ground.errors import QafError
from qaf.model.period import Period

if TYPE_CHECKING:
    from qaf.data.large_batches import Codes
    from qaf.data.large_cells import Mask


@dataclass(frozen=True)
class Asked:
    """Rows that are asked for: those that pass `test` and have something in one of the columns `numbers`.

    `texts`: for each column the texts that are asked about. `most`: how many rows with such a text are to be seen of
    one period, if there are so many.
    """

    test: AllOf
    numbers: Sequence[int]
    texts: Mapping[int, frozenset[str]]
    most: int


def look_again(
    sheet: Sheet,
    where: AllOf,
    columns: Sequence[int],
    periods: Mapping[tuple[str, ...], Period],
    asked: Sequence[Asked],
) -> None:
    """Add the rows that are asked for to those of the sheet, which has a survey.

    `columns` and `periods`: where the period of a row stands, and what its texts mean. Raises `QafError` where the
    file cannot be read again as it was.
    """
    assert sheet.survey is not None and sheet.survey.again is not None
    search = _Search(sheet, where, columns, periods, asked)
    try:
        for batch, inside in sheet.survey.again():
            search.look(batch, inside)
    except (OSError, ValueError) as error:
        help_ = "Take it in again when nobody writes to it."
        raise QafError("The file was changed while it was read.", help=help_) from error


class _Search:
    def __init__(
        self,
        sheet: Sheet,
        where: AllOf,
        columns: Sequence[int],
        periods: Mapping[tuple[str, ...], Period],
        asked: Sequence[Asked],
    ) -> None:
        self._sheet, self._where, self._columns, self._asked = sheet, where, columns, asked
        different = {period: at for at, period in enumerate(dict.fromkeys(periods.values()))}
        self._periods = {texts: different[period] for texts, period in periods.items()}
        self._kept = set(sheet.table.row_numbers)
        self._met: Counter[Hashable] = Counter()

    def look(self, batch: Batch, inside: Mask) -> None:
        """Add the rows of a batch that are still wanted."""
        import numpy as np

        rows, periods = self._with_periods(batch, np.flatnonzero(inside & passing(self._where, batch)))
        wanted: set[int] = set()
        for index, asked in enumerate(self._asked):
            fits = passing(asked.test, batch)[rows] & _any_filled(batch, asked.numbers)[rows]
            some, of = rows[fits], periods[fits]
            wanted.update(self._first(some, of, (index,), 1))
            for column, texts in asked.texts.items():
                codes = batch.codes[column][some]
                for code in (at for at, text in enumerate(batch.texts[column]) if text in texts):
                    at = codes == code
                    wanted.update(self._first(some[at], of[at], (index, column, batch.texts[column][code]), asked.most))
        for row in sorted(wanted):
            number = batch.place.record + row
            if number not in self._kept:
                self._kept.add(number)
                cells = [texts[codes[row]] for texts, codes in zip(batch.texts, batch.codes, strict=True)]
                self._sheet.add_row(cells, number, int(batch.lines[row]))

    def _with_periods(self, batch: Batch, rows: Codes) -> tuple[Codes, Codes]:
        """Those of the rows that have a period, and for each the number of its period."""
        import numpy as np

        joined = np.zeros(len(rows), dtype=np.int64)
        for column in self._columns:
            joined = joined * len(batch.texts[column]) + batch.codes[column][rows]
        _, first, which = np.unique(joined, return_index=True, return_inverse=True)
        spelled = [tuple(batch.texts[at][batch.codes[at][row]] for at in self._columns) for row in rows[first]]
        periods = np.array([self._periods.get(texts, -1) for texts in spelled], dtype=np.intp)[which]
        return rows[periods >= 0], periods[periods >= 0]

    def _first(self, rows: Codes, periods: Codes, what: tuple[Hashable, ...], most: int) -> list[int]:
        """Of some rows the first of each period, until `most` of what they have in common have been met."""
        import numpy as np

        found: list[int] = []
        for period in np.unique(periods).tolist():
            left = most - self._met[what, period]
            if left > 0:
                some = rows[periods == period][:left].tolist()
                self._met[what, period] += len(some)
                found += some
        return found


def passing(tests: AllOf, batch: Batch) -> Mask:
    """Which rows of a batch fulfil conditions; each different text is looked at once."""
    import numpy as np

    mask = np.ones(len(batch), dtype=bool)
    for test in tests.tests:
        mask &= np.array([test.holds(text) for text in batch.texts[test.column]], dtype=bool)[batch.codes[test.column]]
    return mask


def _any_filled(batch: Batch, columns: Sequence[int]) -> Mask:
    import numpy as np

    mask = np.zeros(len(batch), dtype=bool)
    for column in columns:
        mask |= np.array([bool(text.strip()) for text in batch.texts[column]], dtype=bool)[batch.codes[column]]
    return mask
