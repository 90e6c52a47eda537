"""What the numbers of one figure must be: possible at all, and in agreement with each other.

A value is compared with its own numerator and denominator as far as it was published: 22.6 stands for anything from
22.55 to 22.65, both ends included, because publishers round halves either way.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Context, Decimal

from qaf.data.checks import Problem
from qaf.model.figure import Figure, number
from qaf.model.framework import Framework
from qaf.model.measure import Measure

WHOLE_NUMBERS = frozenset({"children", "parents", "families", "cases", "events"})
"""What is counted in whole numbers. Staff are counted in full-time equivalents, and things in anything."""

DEFAULT_PER = 10_000
_PERCENT_UNITS = ("percent", "shares", "before_after")
_MAY_BE_NEGATIVE = ("mean", "ratio", "change")
_HUNDRED = Decimal(100)
_HALF = Decimal("0.5")
_EXACT = Context(prec=60)
_ARITHMETIC_OF_SPREADSHEETS = Decimal("1e-13")
"""How far off a double may be after a division and a multiplication or two, as a share of the number."""
_BELOW_ZERO = (
    "If the file means by it that there is no number, let a recipe name it: `sentinels: [-1]`, say; or write x for not "
    "available."
)


class NumberChecks:
    """Judges the numbers of figures; what follows from a measure alone is worked out once."""

    def __init__(self, framework: Framework) -> None:
        self._whole_roles = {m.id: _whole_roles(m, framework) for m in framework.measures.values()}
        self._factors = {m.id: _factor(m) for m in framework.measures.values()}

    def problems(self, measure: Measure, figure: Figure, step: Decimal | None = None) -> Iterator[Problem]:
        """What cannot be in the figure's numbers. `step`: what the value's last digit counts, if not what it says."""
        if measure.unit == "grade":
            return
        numbers = {
            "numerator": number(figure.numerator),
            "denominator": number(figure.denominator),
            "value": number(figure.value),
        }
        impossible = [*self._each(measure, numbers), *_against_each_other(measure, numbers)]
        yield from impossible
        if not impossible:
            yield from self._agreement(measure, figure, numbers, step)

    def _each(self, measure: Measure, numbers: dict[str, Decimal | None]) -> Iterator[Problem]:
        for role, found in numbers.items():
            if found is None:
                continue
            free = measure.unit in _MAY_BE_NEGATIVE and role != "denominator"
            if found < 0 and not free:
                yield Problem("QAF506", role, "a number below zero, which this cannot be.", _BELOW_ZERO)
            elif role in self._whole_roles[measure.id] and found != found.to_integral_value():
                words = f"a fraction, where {measure.counts} are counted in whole numbers."
                yield Problem("QAF506", role, words, "Write the count itself, not a percentage or an average of it.")
            elif role == "value" and measure.unit in _PERCENT_UNITS and found > _HUNDRED:
                words = "a number above 100, and a percentage lies between 0 and 100."
                yield Problem("QAF506", role, words, "Is this a count, or a rate, in the column of a percentage?")

    def _agreement(
        self, measure: Measure, figure: Figure, numbers: dict[str, Decimal | None], step: Decimal | None
    ) -> Iterator[Problem]:
        factor = self._factors[measure.id]
        numerator, denominator, value = numbers["numerator"], numbers["denominator"], numbers["value"]
        if factor is None or numerator is None or denominator is None or value is None or not denominator:
            return
        if _agree(numerator, denominator, value, factor, step):
            return
        words = "the value is not what its numerator and denominator give, even allowing for rounding."
        if not figure.published:
            advice = "Leave the value empty, so that qaf works it out, or put right whichever of the three is wrong."
            yield Problem("QAF507", "value", words, advice)
            return
        rounded = _agree_when_rounded(numerator, denominator, value, factor, step)
        reason = " The counts look rounded, which would explain it." if rounded else ""
        yield Problem("QAF508", "value", words + " The published value is kept." + reason)


def half_step(text: str, step: Decimal | None = None) -> Decimal:
    """How far the true number may lie from one published as `text`: half of what its last digit counts.

    A number that a spreadsheet worked out is no more exact than its arithmetic, however many digits it has.
    """
    return _half_of(Decimal(text), step)


def _half_of(value: Decimal, step: Decimal | None) -> Decimal:
    exact = abs(value) * _ARITHMETIC_OF_SPREADSHEETS
    if step is not None:
        return max(_EXACT.multiply(step, _HALF), exact)
    exponent = value.as_tuple().exponent
    return max(_HALF.scaleb(exponent if isinstance(exponent, int) else 0), exact)


def _agree(numerator: Decimal, denominator: Decimal, value: Decimal, factor: Decimal, step: Decimal | None) -> bool:
    """Whether value = factor · numerator / denominator within rounding, told without a division."""
    room = _EXACT.multiply(_half_of(value, step), denominator.copy_abs())
    off = _EXACT.subtract(_EXACT.multiply(value, denominator), _EXACT.multiply(factor, numerator))
    return off.copy_abs() <= room


def _agree_when_rounded(
    numerator: Decimal, denominator: Decimal, value: Decimal, factor: Decimal, step: Decimal | None
) -> bool:
    """Whether counts that end in 0 or 5 could have been rounded from some that give the value."""
    for unit in (10, 5):
        if numerator % unit or denominator % unit or denominator <= unit:
            continue
        half = Decimal(unit) / 2
        least = factor * (numerator - half) / (denominator + half)
        most = factor * (numerator + half) / (denominator - half)
        room = _half_of(value, step)
        if least - room <= value <= most + room:
            return True
    return False


def _against_each_other(measure: Measure, numbers: dict[str, Decimal | None]) -> Iterator[Problem]:
    numerator, denominator = numbers["numerator"], numbers["denominator"]
    if numerator is None or denominator is None:
        return
    if measure.unit in _PERCENT_UNITS and numerator > denominator:
        words = "the numerator is above the denominator, and a part cannot be more than its whole."
        yield Problem("QAF506", "numerator", words, "Are the two columns the right way round?")
    elif denominator == 0 and (numerator != 0 or numbers["value"]):
        words = "the denominator is zero, and nothing can be divided by it."
        yield Problem("QAF506", "denominator", words, "Write z in `value` where there was nobody to count.")


def _factor(measure: Measure) -> Decimal | None:
    if measure.unit in _PERCENT_UNITS:
        return _HUNDRED
    if measure.unit == "rate":
        return Decimal(measure.per or DEFAULT_PER)
    return Decimal(1) if measure.unit in ("mean", "ratio") else None


def _whole_roles(measure: Measure, framework: Framework) -> frozenset[str]:
    """The parts of a measure's figures that count in whole numbers."""
    base = framework.measures.get(measure.of or "")
    counted = measure.counts in WHOLE_NUMBERS
    counted_base = base.counts in WHOLE_NUMBERS if base else counted
    roles: list[str] = []
    if measure.unit == "count" and counted:
        roles.append("value")
    if measure.unit in (*_PERCENT_UNITS, "rate") and counted:
        roles.append("numerator")
    if measure.unit in _PERCENT_UNITS and counted_base or measure.unit in ("rate", "mean") and base and counted_base:
        roles.append("denominator")
    return frozenset(roles)
