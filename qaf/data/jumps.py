"""Jumps: a figure that differs from that of the period before by more than the recipe's `jump`, in per cent of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from decimal import Decimal

from qaf.data.candidates import Candidate
from qaf.data.faults import Faults
from qaf.model.figure import Figure, FigureKey, number
from qaf.model.measure import Measure
from qaf.model.period import Period
from qaf.workspace.store import Store

_HELP = "Is it right? If something else is counted since, say so under `breaks` of the measure."


def check_jumps(candidates: Sequence[Candidate], jump: float, store: Store, faults: Faults) -> None:
    """Say which figures jump. The period before is the last one with a figure of the same key, here or in the store.

    A figure after a declared break is compared with nothing, and nothing is compared with a figure that is no number.
    """
    known = {**store.by_key, **{candidate.figure.key: candidate.figure for candidate in candidates}}
    periods = _periods(known)
    limit = Decimal(repr(jump)) / 100
    for candidate in candidates:
        key = candidate.figure.key
        run = periods[_line(key)]
        at = bisect_left(run, key.period)
        if at == 0 or _has_break(candidate.measure, run[at - 1], key.period):
            continue
        before, now = _comparable(known[key._replace(period=run[at - 1])], candidate.figure)
        if before is not None and now is not None and abs(now - before) > limit * abs(before):
            words = f"this differs from the figure of {run[at - 1]} by more than the {jump:g} % that the recipe allows."
            column = candidate.columns.get("value", candidate.columns.get("numerator"))
            faults.at("QAF529", candidate.row, column, words, help=_HELP, kind="jump")


_Line = tuple[str, ...]


def _line(key: FigureKey) -> _Line:
    """The key without its period: what a line of a chart shows."""
    return (key.measure, *key[2:])


def _periods(known: Iterable[FigureKey]) -> dict[_Line, list[Period]]:
    found: dict[_Line, list[Period]] = {}
    for key in known:
        found.setdefault(_line(key), []).append(key.period)
    for run in found.values():
        run.sort()
    return found


def _has_break(measure: Measure, before: Period, now: Period) -> bool:
    return any(before.start < each.from_.start <= now.start for each in measure.breaks)


def _comparable(before: Figure, now: Figure) -> tuple[Decimal | None, Decimal | None]:
    """The two values, or where one of them is not given what numerators and denominators give."""
    if before.value and now.value:
        return number(before.value), number(now.value)
    return _quotient(before), _quotient(now)


def _quotient(figure: Figure) -> Decimal | None:
    numerator, denominator = number(figure.numerator), number(figure.denominator)
    return numerator / denominator if numerator is not None and denominator else None
