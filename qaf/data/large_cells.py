"""The different cells of each column of a large file: what its whole says, when only some of its rows are kept."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import repeat
from typing import TYPE_CHECKING

from qaf.data.large_batches import Batch

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from qaf.data.large_batches import Codes

    Mask = NDArray[np.bool_]


class ColumnCells:
    """The different cells of one column, in the order in which they first stand in it.

    `first`: for each the number of the row in which it stands first.
    """

    def __init__(self) -> None:
        self.index: dict[str, int] = {}
        self.first = array("q")
        self._counts = array("q")

    def add(self, texts: Sequence[str], codes: Codes, numbers: Codes) -> Codes:
        """Take in a batch's column; returns the place of each of its texts among all, -1 where no row has it."""
        import numpy as np

        counts = np.bincount(codes, minlength=len(texts))
        places = np.fromiter(map(self.index.get, texts, repeat(-1)), dtype=np.intp, count=len(texts))
        new = np.flatnonzero((places < 0) & (counts > 0))
        if len(new):
            first = np.zeros(len(texts), dtype=np.int64)
            first[codes[::-1]] = numbers[::-1]
            new = new[np.argsort(first[new])]
            places[new] = np.arange(len(self.first), len(self.first) + len(new))
            self.index.update(zip(map(texts.__getitem__, new.tolist()), places[new].tolist(), strict=True))
            self.first.frombytes(first[new].tobytes())
            self._counts.frombytes(bytes(len(new) * self._counts.itemsize))
        held = np.flatnonzero(counts)
        np.frombuffer(self._counts, dtype=np.int64)[places[held]] += counts[held]
        return places

    def holding(self, test: Callable[[str], bool]) -> tuple[int, int]:
        """In how many rows a cell stands that passes the test, and the number of the first of them."""
        passing = [place for text, place in self.index.items() if test(text)]
        return sum(self._counts[place] for place in passing), min((self.first[place] for place in passing), default=0)

    def first_rows(self) -> dict[str, int]:
        """Each different cell with the number of the row in which it stands first."""
        return dict(zip(self.index, self.first, strict=True))


class Survey:
    """What the rows of a large table hold between them.

    `rows`: how many there are below the header. `columns`: their different cells. `lines`: the text of the file.
    `again`: reads the file once more, and says of each batch which of its rows belong to the table.
    """

    again: Callable[[], Iterator[tuple[Batch, Mask]]] | None = None

    def __init__(self, width: int, together: Sequence[int], lines: Sequence[str]) -> None:
        self.rows = 0
        self.columns = [ColumnCells() for _ in range(width)]
        self.lines = lines
        self._together = tuple(together)
        self._seen_together: dict[tuple[int, ...], None] = {}
        self._batches: list[tuple[int, range | Codes]] = []

    def add(self, batch: Batch, kept: Mask) -> list[Codes]:
        """Take in the rows of a batch that belong to the table; for each column the place of each of its texts."""
        import numpy as np

        numbers = np.flatnonzero(kept) + batch.place.record
        self._batches.append((batch.place.record, batch.lines))
        self.rows += len(numbers)
        everything = len(numbers) == len(batch)
        all_codes = [codes if everything else codes[kept] for codes in batch.codes]
        places = [
            column.add(texts, codes, numbers)
            for column, texts, codes in zip(self.columns, batch.texts, all_codes, strict=True)
        ]
        if self._together:
            self._see([all_codes[at] for at in self._together], [places[at] for at in self._together])
        return places

    def together(self, columns: Sequence[int]) -> list[tuple[str, ...]]:
        """The different cells of the columns that were asked for at the beginning, row by row."""
        if tuple(columns) != self._together:
            raise ValueError("these columns were not looked at together")
        texts = [list(self.columns[column].index) for column in columns]
        return [tuple(each[place] for each, place in zip(texts, places, strict=True)) for places in self._seen_together]

    def line_of(self, number: int) -> int:
        """The line of the file on which the row with this number starts."""
        at = bisect_right(self._batches, number, key=lambda each: each[0]) - 1
        first, lines = self._batches[at]
        return int(lines[number - first])

    def cells(self) -> list[Mapping[str, int]]:
        """The different cells of each column, in the order in which they first stand in it."""
        return [column.index for column in self.columns]

    def _see(self, codes: Sequence[Codes], places: Sequence[Codes]) -> None:
        import numpy as np

        joined = codes[0].astype(np.intp)
        for more, known in zip(codes[1:], places[1:], strict=True):
            joined = joined * len(known) + more
        for key in np.unique(joined).tolist():
            found: list[int] = []
            for known in reversed(places[1:]):
                key, at = divmod(key, len(known))
                found.append(int(known[at]))
            self._seen_together.setdefault((int(places[0][key]), *reversed(found)))
