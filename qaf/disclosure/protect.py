"""From figures as they were given to figures as they may be shown: small numbers are hidden cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from qaf.disclosure.panels import hide_in_panels
from qaf.disclosure.primary import PROFILES, Hidden, Profile, Range, exactly, hide_count, hide_part, hide_quotient
from qaf.disclosure.printed import PARTS_OF_A_BASE, QUOTIENTS, decimals_of, factor_of, printed, quotient, whole
from qaf.model.figure import Figure, FigureKey, is_symbol, number
from qaf.model.framework import Framework
from qaf.model.measure import Measure
from qaf.model.protected import NOT_GIVEN, WITHHELD, ProtectedFigure, ProtectedFigures, Shown

KEPT_BACK = frozenset({"c", "k", "low", "u"})
"""Symbols that stand for a number somebody holds back: nothing is derived from it."""

_LARGEST = Decimal(10) ** 18


def protect(framework: Framework, figures: Sequence[Figure], profile: str | None = None) -> ProtectedFigures:
    """All figures as they may be shown, sorted; those of measures that the framework does not have are left out.

    `profile` is `dfe`, `nhs` or `strict`; where it is None the folder's own is taken. Values that were not given
    are worked out (percentage, rate, mean, ratio), halves up, to the decimals of the measure. Hidden are the cells
    of which "Protecting people" says so for one figure alone, and what their own panel would give back; sums over
    categories, areas and periods are not looked at here.
    """
    rules = PROFILES[profile or framework.settings.disclosure.profile]
    counts = _counts(framework, figures)
    shown = [
        _protected(figure, measure, framework, rules, counts)
        for figure in figures
        if (measure := framework.measures.get(figure.key.measure)) is not None and measure.unit != "change"
    ]
    return ProtectedFigures(rules.name, tuple(sorted(hide_in_panels(shown, framework.measures), key=_order)))


@dataclass(frozen=True, slots=True)
class _Cells:
    """The three cells of a figure as numbers; None where there is a symbol or nothing."""

    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None


_Counts = Mapping[tuple[object, ...], Decimal]


def _counts(framework: Framework, figures: Sequence[Figure]) -> _Counts:
    """Every stored count, by all of its key: a percentage's base may be one of them."""
    found: dict[tuple[object, ...], Decimal] = {}
    for figure in figures:
        measure = framework.measures.get(figure.key.measure)
        amount = _number(figure.value)
        if measure is not None and measure.unit == "count" and amount is not None:
            found[tuple(figure.key)] = amount
    return found


def _protected(
    figure: Figure, measure: Measure, framework: Framework, rules: Profile, counts: _Counts
) -> ProtectedFigure:
    if measure.unit == "grade":
        return _shown(figure, NOT_GIVEN, NOT_GIVEN, _grade(figure.value, measure, framework))
    cells = _Cells(_number(figure.numerator), _number(figure.denominator), _number(figure.value))
    numerator, denominator, value = (_readable(cell) for cell in figure.content()[:3])
    texts = Figure(figure.key, numerator, denominator, value)
    if figure.published or measure.counts == "things" or measure.protects == "none":
        return _shown(figure, *_plain(texts, cells, measure))
    base = cells.denominator if cells.denominator is not None else _base(figure.key, measure, counts)
    hidden = _combined(_hidden(cells, base, measure, rules), _inherited(texts, measure))
    shown = _rounded(texts, cells, base, measure, rules) if rules.round_to else _plain(texts, cells, measure)
    return _shown(figure, *_withheld(shown, hidden))


def _hidden(cells: _Cells, base: Decimal | None, measure: Measure, rules: Profile) -> Hidden:
    """Which cells are small, also where the reader has to work them out from the other two."""
    if measure.unit == "count":
        return _any(hide_count(exactly(cell), rules) for cell in _given(cells))
    if measure.unit not in QUOTIENTS:
        return Hidden()
    factor = factor_of(measure)
    numerator = exactly(cells.numerator) if cells.numerator is not None else None
    denominator = exactly(base) if base is not None else None
    if cells.value is not None:
        if numerator is None and base is not None:
            numerator = _numerator_range(cells.value, base, factor)
        elif denominator is None and cells.numerator is not None:
            denominator = _denominator_range(cells.value, cells.numerator, factor)
    if measure.unit in PARTS_OF_A_BASE:
        return hide_part(numerator, denominator, rules, both_sides=measure.protects == "both_sides")
    return hide_quotient(numerator, denominator, rules)


def _given(cells: _Cells) -> list[Decimal]:
    return [cell for cell in (cells.numerator, cells.denominator, cells.value) if cell is not None]


def _inherited(figure: Figure, measure: Measure) -> Hidden:
    """What a cell that somebody else already held back takes with it."""
    if measure.unit == "count":
        return Hidden()
    if figure.denominator in KEPT_BACK:
        return Hidden(True, True, True)
    if figure.numerator in KEPT_BACK:
        return Hidden(value=True)
    return Hidden(numerator=figure.value == "c")


def _any(parts: Iterable[Hidden]) -> Hidden:
    found = Hidden()
    for part in parts:
        found = _combined(found, part)
    return found


def _combined(first: Hidden, second: Hidden) -> Hidden:
    return Hidden(*(one or other for one, other in zip(first, second, strict=True)))


# cells as they are shown -------------------------------------------------------------------------------------------


def _plain(figure: Figure, cells: _Cells, measure: Measure) -> tuple[Shown, Shown, Shown]:
    """Numerator, denominator and value as given; the value worked out where it was not."""
    value = _value_cell(figure.value, measure)
    if value == NOT_GIVEN and measure.unit in QUOTIENTS:
        value = _worked_out(figure, cells.numerator, cells.denominator, measure)
    return _cell(figure.numerator), _cell(figure.denominator), value


def _rounded(
    figure: Figure, cells: _Cells, base: Decimal | None, measure: Measure, rules: Profile
) -> tuple[Shown, Shown, Shown]:
    """As `_plain`, with counts rounded, and percentages and the like worked out from the rounded counts.

    The sum behind a mean is no count, and with the mean it would give the number of people: it is left out.
    """
    if measure.unit == "count":
        return (
            _rounded_cell(figure.numerator, rules),
            _rounded_cell(figure.denominator, rules),
            _rounded_cell(figure.value, rules),
        )
    denominator = _rounded_cell(figure.denominator, rules)
    if measure.unit == "mean":
        value = _plain(figure, cells, measure)[2]
        return (_cell(figure.numerator) if is_symbol(figure.numerator) else NOT_GIVEN), denominator, value
    amount = cells.numerator
    if amount is None and base is not None and cells.value is not None:
        amount = whole(cells.value * base / factor_of(measure))
    _, _, value = _plain(figure, cells, measure)
    if amount is not None and base is not None and value.given:
        value = _worked_out(figure, rules.rounded(amount), rules.rounded(base), measure)
    return _rounded_cell(figure.numerator, rules), denominator, value


def _withheld(cells: tuple[Shown, Shown, Shown], hidden: Hidden) -> tuple[Shown, Shown, Shown]:
    """The cells with `c` where a number is hidden; symbols and blanks stay as they are."""
    numerator, denominator, value = (
        WITHHELD if hide and cell.given else cell for cell, hide in zip(cells, hidden, strict=True)
    )
    return numerator, denominator, value


def _worked_out(figure: Figure, numerator: Decimal | None, denominator: Decimal | None, measure: Measure) -> Shown:
    for cell in (figure.numerator, figure.denominator):
        if is_symbol(cell):
            return Shown(symbol=cell)
    if numerator is None or denominator is None:
        return NOT_GIVEN
    return quotient(numerator, denominator, factor_of(measure), measure.places)


def _cell(text: str) -> Shown:
    if is_symbol(text):
        return Shown(symbol=text)
    amount = _number(text)
    return NOT_GIVEN if amount is None else Shown(float(amount), format(amount, "f"))


def _rounded_cell(text: str, rules: Profile) -> Shown:
    amount = _number(text)
    return _cell(text) if amount is None else _cell(format(rules.rounded(amount), "f"))


def _value_cell(text: str, measure: Measure) -> Shown:
    """A given value: padded to the measure's decimals, never cut."""
    amount = _number(text)
    if amount is None:
        return _cell(text)
    return printed(amount, max(measure.places, decimals_of(amount)))


def _grade(text: str, measure: Measure, framework: Framework) -> Shown:
    """A grade: its id as text, and its place on the scale (worst is 1) as number."""
    if is_symbol(text):
        return Shown(symbol=text)
    scale = framework.scales.get(measure.scale or "")
    grades = [grade.id for grade in scale.grades] if scale else []
    return Shown(float(grades.index(text) + 1), text) if text in grades else NOT_GIVEN


def _shown(figure: Figure, numerator: Shown, denominator: Shown, value: Shown) -> ProtectedFigure:
    hidden = any(cell.symbol in KEPT_BACK for cell in (numerator, denominator, value))
    note = "" if hidden and not figure.published else figure.note
    return ProtectedFigure(
        *figure.key, numerator, denominator, value, note=note, published=figure.published, import_id=figure.import_id
    )


# numbers -----------------------------------------------------------------------------------------------------------


def _number(text: str) -> Decimal | None:
    amount = number(text)
    return amount if amount is not None and abs(amount) < _LARGEST and decimals_of(amount) <= 18 else None


def _readable(text: str) -> str:
    """The cell, or `x` where it holds what is neither a number of a sensible size nor a symbol."""
    return text if not text or is_symbol(text) or _number(text) is not None else "x"


def _base(key: FigureKey, measure: Measure, counts: _Counts) -> Decimal | None:
    """The count that the figure is of, where it is stored: a reader of both has the base."""
    if not measure.of:
        return None
    return counts.get(tuple(key._replace(measure=measure.of, grade="", point="", rater="")))


def _half_a_step(value: Decimal) -> Decimal:
    return Decimal(5).scaleb(-decimals_of(value) - 1)


def _numerator_range(value: Decimal, base: Decimal, factor: Decimal) -> Range:
    half = _half_a_step(value)
    return Range(max(value - half, Decimal(0)) * base / factor, (value + half) * base / factor)


def _denominator_range(value: Decimal, numerator: Decimal, factor: Decimal) -> Range | None:
    half = _half_a_step(value)
    if value <= half:
        return None
    return Range(numerator * factor / (value + half), numerator * factor / (value - half))


def _order(figure: ProtectedFigure) -> tuple[object, ...]:
    return (
        figure.measure, figure.series, figure.breakdown, figure.category, figure.period,
        figure.grade, figure.point, figure.rater,
    )  # fmt: skip
