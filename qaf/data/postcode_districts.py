"""First halves of postcodes (`SW1A`, `M33`) as the cells of a column.

One such code is nothing: `M1` is a month, `N1` a kind of placement, `S47` a section of an Act. A whole column of them
tells where each row lives. Source: the postcode areas of Royal Mail's Postcode Address File.
"""

from __future__ import annotations

import re
from collections.abc import Collection

_AREAS = """
AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL
GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA
PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS
WV YO ZE
"""
_KNOWN = frozenset(_AREAS.split())
_DISTRICT = re.compile(r"([A-Z]{1,2})(0|[1-9]\d?)([A-HJKMNPR-Y]?)(?: \d)?")
_SECTIONS_OF_ACTS = frozenset(["S7", "S11", "S17", "S20", "S25", "S31", "S37", "S38", "S47", "S76", "S85", "S86"])
_HIGHEST_OF_OTHERS = 12
"""One letter and a number up to this is as likely a month, a week, a grade or a code list's entry."""
_OTHER_CODES = re.compile(
    r"\b(?:geo|nuts|itl|period|year|quarter|month|week|term|grade|stage|section|sections|table|question|item|ref|type"
    r"|status|code list|legal|line|step|level|rank|outcome|indicator|measure)\b"
)
_FEWEST = 3


def is_district(cell: str) -> bool:
    """Whether a cell is a postcode district (or sector) of a real area and nothing else."""
    found = _DISTRICT.fullmatch(cell.upper())
    return bool(found) and found[1] in _KNOWN if found else False


def are_districts(cells: Collection[str], filled: int, spellings: Collection[str]) -> bool:
    """Whether the different districts among `filled` different cells make a column of them.

    `spellings`: the column's name as `header_words` gives it. Codes that count up from 1 (`SW1`, `SW2`, `SW3`), that
    are sections of an Act, or whose column says that they are something else are none.
    """
    if len(cells) < _FEWEST or len(cells) * 2 <= filled or any(_OTHER_CODES.search(words) for words in spellings):
        return False
    found = [match for match in map(_DISTRICT.fullmatch, {cell.upper() for cell in cells}) if match]
    if all(match[0] in _SECTIONS_OF_ACTS for match in found):
        return False
    areas = {match[1] for match in found}
    if any(match[3] for match in found) and len(found) >= _FEWEST or len(areas) > 2:
        return any(len(area) == 2 for area in areas) or _goes_beyond(found)
    return not all(_counts_up(found, area) for area in areas) and (max(map(len, areas)) == 2 or _goes_beyond(found))


def _goes_beyond(found: Collection[re.Match[str]]) -> bool:
    return any(int(match[2]) > _HIGHEST_OF_OTHERS for match in found)


def _counts_up(found: Collection[re.Match[str]], area: str) -> bool:
    """Whether the numbers of an area are 1, 2, 3 without a hole: a list that somebody numbered."""
    numbers = {int(match[2]) for match in found if match[1] == area}
    return max(numbers) - min(numbers) + 1 == len(numbers) and min(numbers) < 2
