"""The period that stands in a file's name, such as `SFR34_Missing2015.csv`.

A recipe gives the name with `{period}` where the period stands and `*` for any text: `SFR34_Missing{period}.csv`.
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterator
from itertools import groupby

from qaf.data.file_name import base_name
from qaf.data.presets import SIGN
from qaf.model.period import Period, PeriodError

_LONGEST = 80
_ENDING = re.compile(r"\.[a-z0-9]{1,5}$")


def period_in_name(
    file: str, pattern: str, year_starts: str, kind: str | None = None, format_: str | None = None
) -> Period:
    """The period in the name of a file. `PeriodError` where the name does not fit, or holds none or several.

    Capitals make no difference, and the pattern may leave the name's ending (`.csv`) out. `2023_24` is read as
    `2023/24`, which no file can be named. Where `*` leaves open what belongs to the period, the longest text counts
    that reads as one and begins and ends at a blank, a sign or the end of the name; only if there is none may it begin
    after a letter.
    """
    name = base_name(file).casefold()
    spans = list(_spans(name, pattern.casefold()))
    if not spans:
        raise PeriodError(f"The name of the file does not fit `from_file_name: {pattern}`.")
    for whole in (True, False):
        chosen = [span for span in spans if _stands_alone(name, *span) is whole] if len(spans) > 1 else spans
        readable = {span: found for span in chosen if (found := _read(name[slice(*span)], year_starts, kind, format_))}
        longest = [
            span
            for span in readable
            if not any(other != span and other[0] <= span[0] and span[1] <= other[1] for other in readable)
        ]
        different = {readable[span] for span in longest}
        if len(different) == 1:
            return different.pop()
        if different:
            raise PeriodError("The name of the file holds several periods, and the recipe does not say which counts.")
    if len(spans) == 1:
        _parsed(name[slice(*spans[0])], year_starts, kind, format_)  # raises, with the reason
    raise PeriodError("No period can be read where the recipe looks for one in the name of the file.")


def _spans(name: str, pattern: str) -> Iterator[tuple[int, int]]:
    """Where the period can stand: from and to which character."""
    before, _, after = pattern.partition(SIGN)
    endings = {"", *([found[0]] if (found := _ENDING.search(name)) else [])}
    cuts = _cuts(name) if before.endswith("*") or after.startswith("*") else range(len(name) + 1)
    starts = [cut for cut in cuts if fnmatch.fnmatchcase(name[:cut], before)]
    stops = [cut for cut in cuts if any(fnmatch.fnmatchcase(name[cut:], after + ending) for ending in endings)]
    yield from ((start, stop) for start in starts for stop in stops if start < stop <= start + _LONGEST)


def _cuts(name: str) -> list[int]:
    """Between letters, digits and signs, and before and after each sign."""
    cuts = [0]
    for sort, characters in groupby(name, key=_sort):
        length = len(list(characters))
        if sort == "sign":
            cuts.extend(cuts[-1] + step for step in range(1, length))
            length = 1
        cuts.append(cuts[-1] + length)
    return sorted({*cuts, len(name)})


def _sort(character: str) -> str:
    return "digit" if character.isdigit() else "letter" if character.isalpha() else "sign"


def _stands_alone(name: str, start: int, stop: int) -> bool:
    return not (name[:start][-1:].isalnum() or name[stop:][:1].isalnum())


def _read(text: str, year_starts: str, kind: str | None, format_: str | None) -> Period | None:
    if not text[:1].isalnum() or not text[-1:].isalnum():
        return None
    try:
        return _parsed(text, year_starts, kind, format_)
    except PeriodError:
        return None


def _parsed(text: str, year_starts: str, kind: str | None, format_: str | None) -> Period:
    from qaf.model.period_words import parse

    years = re.sub(r"\b((?:19|20)[0-9]{2})_([0-9]{2}|(?:19|20)[0-9]{2})(?![0-9])", r"\1/\2", text)
    return parse(years.replace("_", " "), year_starts, kind=kind, format=format_)
