"""Members of a comparator that hold one another: London and Inner London, a county and its districts.

A mean, median or pooled figure over them would count the same people twice. Told by the codes, as far as the Office
for National Statistics' codes of nine characters say what kind of place they name, and by numbers: a member whose
numbers are those of two others, or of all others, added up.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from qaf.data.candidates import Candidate
from qaf.data.faults import Faults
from qaf.data.totals import Rounding
from qaf.ground.findings import Where, finding
from qaf.ground.text import quoted
from qaf.model.figure import Figure, FigureKey, number
from qaf.model.framework import Framework
from qaf.model.settings import Comparator
from qaf.workspace.store import Store

_CODE = re.compile(r"([EWSNK][0-9]{2})[0-9]{6}")
_COUNTRY, _REGION, _WITHIN_REGION, _AUTHORITY, _DISTRICT = range(5)
_KINDS = {
    **dict.fromkeys(("E92", "W92", "S92", "N92", "K02", "K03", "K04"), _COUNTRY),
    "E12": _REGION,
    **dict.fromkeys(("E13", "E47", "E11"), _WITHIN_REGION),
    **dict.fromkeys(("E06", "E08", "E09", "E10", "W06", "S12", "N09"), _AUTHORITY),
    "E07": _DISTRICT,
}
_MOST_MEMBERS = 40
_FEWEST_AGREEMENTS = 3
_LEAST = 20
_HELP = "Keep the larger place or the smaller ones under `members` in qaf.yaml, not both."


def check_counted_twice(candidates: Sequence[Candidate], framework: Framework, store: Store, faults: Faults) -> None:
    """Say which members of the comparators in this run lie within one another."""
    coming = {candidate.figure.key.series.partition("/")[0] for candidate in candidates}
    known: dict[FigureKey, Figure] | None = None
    for index, comparator in enumerate(framework.settings.comparators):
        where = Where("qaf.yaml", ("comparators", index, "members"))
        if comparator.id not in coming or comparator.method == "published" or len(comparator.members) < 2:
            continue
        larger = _by_code(comparator)
        if larger:
            words = f"Comparator `{comparator.id}` has places of more than one level among its members: "
            words += f"{quoted(larger, 'and', 12)} may hold others, which would then count twice."
            faults.add(finding("QAF531", where, words, help=_HELP, subject=comparator.id))
            continue
        if known is None:
            known = {**store.by_key, **{candidate.figure.key: candidate.figure for candidate in candidates}}
        for whole, parts in _by_number(comparator, known):
            words = f"The numbers of {quoted(parts, 'and', 12)} add up to those of `{whole}`, "
            words += f"and all are members of comparator `{comparator.id}`: it would count them twice."
            faults.add(finding("QAF531", where, words, help=_HELP, subject=comparator.id))


def _by_code(comparator: Comparator) -> list[str]:
    """The members of the larger kinds, where the codes name more than one kind that lie within each other."""
    kinds = {member.code: _KINDS[match[1]] for member in comparator.members if (match := _known(member.code))}
    if not any(code.startswith("E10") for code in kinds):
        kinds = {code: min(kind, _AUTHORITY) for code, kind in kinds.items()}
    lowest = max(kinds.values(), default=0)
    larger = [code for code, kind in kinds.items() if kind < lowest]
    if lowest == _DISTRICT:
        larger = [code for code in larger if kinds[code] < _AUTHORITY or code.startswith("E10")]
    return larger


def _known(code: str) -> re.Match[str] | None:
    match = _CODE.fullmatch(code)
    return match if match and match[1] in _KINDS else None


_Numbers = dict[tuple[object, ...], tuple[Decimal, Decimal]]
"""For each measure, period and part of a figure the number, and how far the true one may lie from it."""


def _by_number(comparator: Comparator, known: Mapping[FigureKey, Figure]) -> Iterator[tuple[str, list[str]]]:
    members = _numbers(comparator, known)
    codes = list(members)[:_MOST_MEMBERS]
    for whole in codes:
        others = [code for code in codes if code != whole]
        groups = [list(pair) for pair in itertools.combinations(others, 2)]
        if len(others) > 2:
            groups.append(others)
        for group in groups:
            if _adds_up(members[whole], [members[code] for code in group]):
                yield whole, group
                break


def _numbers(comparator: Comparator, known: Mapping[FigureKey, Figure]) -> dict[str, _Numbers]:
    rounding = Rounding(known)
    wanted = {f"{comparator.id}/{member.code}": member.code for member in comparator.members}
    found: dict[str, _Numbers] = {}
    for key, figure in known.items():
        code = wanted.get(key.series)
        if code is None or key.breakdown:
            continue
        roles = ("numerator", "denominator") if figure.numerator or figure.denominator else ("value",)
        for role in roles:
            amount = number(getattr(figure, role))
            if amount is not None and amount >= _LEAST:
                spot = (key.measure, key.period, key.grade, key.point, key.rater, role)
                found.setdefault(code, {})[spot] = (amount, rounding(figure, role))
    return found


def _adds_up(whole: _Numbers, parts: Sequence[_Numbers]) -> bool:
    """Whether the parts give the whole wherever all of them have a number, and that often enough to be no chance."""
    agreements = 0
    for spot, (amount, room) in whole.items():
        found = [part[spot] for part in parts if spot in part]
        if len(found) < len(parts):
            continue
        off = abs(sum(each for each, _ in found) - amount)
        if off > room + sum(each for _, each in found):
            return False
        agreements += 1
    return agreements >= _FEWEST_AGREEMENTS
