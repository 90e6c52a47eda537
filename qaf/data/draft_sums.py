"""Columns that belong together because sums come out: a value that is a numerator over a denominator, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from qaf.data.draft_columns import Column

_TIMES = {"percent": (100, 1), "rate": (10_000, 1_000, 100_000, 100, 1_000_000), "mean": (1,), "ratio": (1,)}
_MOST_ROWS = 400
_FEWEST_ROWS = 4


@dataclass(frozen=True, slots=True)
class Sum:
    """value = times × numerator / denominator, in `held` of `tried` rows; columns by their index."""

    numerator: int
    denominator: int
    times: int
    words: str


def find_sum(value: Column, peers: Sequence[Column], rows: Sequence[int], unit: str) -> Sum | None:
    """The two columns that make the value in nine rows of ten; None where no two do."""
    rows = _spread([row for row in rows if value.numbers[row] is not None])
    counts = [each for each in peers if each.index != value.index and each.unit not in ("percent", "mean")]
    best: tuple[Decimal, Sum] | None = None
    for denominator in counts:
        for numerator in counts:
            if numerator is denominator:
                continue
            for times in _TIMES[unit]:
                found = _held(value, numerator, denominator, times, rows)
                if found is not None and (best is None or found[0] < best[0]):
                    _, held, tried = found
                    words = f"= {times:,} × {numerator.ref} / {denominator.ref} in {held:,} of {tried:,} rows"
                    best = (found[0], Sum(numerator.index, denominator.index, times, words.replace("= 1 × ", "= ")))
    return best[1] if best else None


def _spread(rows: Sequence[int]) -> list[int]:
    step = max(1, len(rows) // _MOST_ROWS)
    return list(rows[::step])


def _held(
    value: Column, numerator: Column, denominator: Column, times: int, rows: Sequence[int]
) -> tuple[Decimal, int, int] | None:
    """How far off the sums are in all, and in how many rows they hold; None where in too few."""
    tried, failed, off, seen = 0, 0, Decimal(0), set()
    allowed = len(rows) // 10
    for row in rows:
        v, n, d = value.numbers[row], numerator.numbers[row], denominator.numbers[row]
        if v is None or n is None or d is None or d <= 0 or not n:
            continue
        tried += 1
        expected = n * times / d
        exponent = v.as_tuple().exponent
        step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
        wrong = abs(v - expected)
        if wrong > step * Decimal("0.51") + abs(v) * Decimal("0.004"):
            failed += 1
            if failed > allowed:
                return None
        off += wrong / max(abs(v), step)
        seen.add(v)
    enough = tried >= _FEWEST_ROWS and len(seen) > 2 and failed * 10 <= tried
    return (off / tried, tried - failed, tried) if enough else None


def looks_like_shares(numbers: Sequence[Decimal]) -> bool:
    """Whether numbers are shares of 1: none above it, most of them broken."""
    if not numbers or max(numbers) > 1 or min(numbers) < 0:
        return False
    return sum(1 for number in numbers if 0 < number < 1) * 2 > len(numbers)
