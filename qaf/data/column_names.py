"""How a recipe names a column: by its heading, by its letter, or as the second of that heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qaf.data.cells import plain
from qaf.ground.text import column_letter

_BY_LETTER = re.compile(r"\[([A-Za-z]{1,3})\]")
_NTH = re.compile(r"(.+) \[([1-9][0-9]{0,3})\]")


def tidy_name(text: str) -> str:
    """A heading on one line, without blanks around it and with one blank where several or a line break stood."""
    return " ".join(plain(text).split())


def find_name(names: Sequence[str], wanted: str) -> list[int]:
    """The columns that `wanted` names, from 0; `names` are tidied headings.

    A heading written just so comes first, then headings that differ in capitals only. Where there is none, `[F]` is
    the column with that letter and `SNP [2]` the second column with the heading `SNP`.
    """
    name = tidy_name(wanted)
    found = _named(names, name)
    if found or not name.endswith("]"):
        return found
    if match := _BY_LETTER.fullmatch(name):
        letter = match[1].upper()
        return [index for index in range(len(names)) if column_letter(index) == letter]
    if match := _NTH.fullmatch(name):
        several = _named(names, match[1])
        place = int(match[2])
        return several[place - 1 : place]
    return []


def _named(names: Sequence[str], name: str) -> list[int]:
    found = [index for index, each in enumerate(names) if each == name]
    return found or [index for index, each in enumerate(names) if each.casefold() == name.casefold()]
