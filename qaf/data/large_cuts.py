"""Where the records of a text end, told from its quotation marks and line ends alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LINE_END, _MARK, _RETURN = b'\n"\r'


def end_of_records(text: bytes, separator: str) -> int | None:
    """Where the last whole record of a text ends that begins with one; None where the csv module must be asked.

    A quotation mark opens a cell at its beginning and closes it at its end, or is doubled inside. As long as that is
    so everywhere, a line end is the end of a record where the number of quotation marks before it is even.
    """
    if b"\r" in text and text.count(b"\r") != text.count(b"\r\n") + text.endswith(b"\r"):
        return None
    if b'"' not in text:
        return text.rfind(b"\n") + 1
    import numpy as np

    if len(separator.encode()) > 1:
        return None
    signs = np.frombuffer(text, dtype=np.uint8)
    marks = np.flatnonzero(signs == _MARK)
    beside = np.zeros(256, dtype=bool)
    beside[[_LINE_END, _MARK, *separator.encode()]] = True
    opening, closing = marks[0::2], marks[1::2]
    if not beside[signs[opening[opening > 0] - 1]].all():
        return None
    beside[_RETURN] = True
    if not beside[signs[closing[closing < len(signs) - 1] + 1]].all():
        return None
    stop = len(text)
    while (end := text.rfind(b"\n", 0, stop)) >= 0:
        before = int(np.searchsorted(marks, end + 1))
        if before % 2 == 0:
            return end + 1
        stop = int(marks[before - 1]) - 1
    return 0


def lines_of_records(chunk: bytes, count: int) -> tuple[range | NDArray[np.intp], int]:
    """The lines on which the records of a text start, counted from 0, and how many line ends it has.

    The text has `count` records and is cut where records end.
    """
    import numpy as np

    signs = np.frombuffer(chunk, dtype=np.uint8)
    at_end = signs == _LINE_END
    line_ends = int(np.count_nonzero(at_end))
    if line_ends == count:
        return range(count), line_ends
    outside = np.searchsorted(np.flatnonzero(signs == _MARK), np.flatnonzero(at_end)) % 2 == 0
    return np.concatenate(([0], np.flatnonzero(outside)[:-1] + 1)), line_ends


def later(lines: range | NDArray[np.intp], first: int) -> range | NDArray[np.intp]:
    """Lines that are counted from 0, counted from `first` instead."""
    return range(first, first + len(lines)) if isinstance(lines, range) else lines + first
