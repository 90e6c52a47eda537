"""One figure as it may be shown: its cells padded, worked out or rounded, and `c` where a number is hidden."""

from __future__ import annotations

from decimal import Decimal

from qaf.disclosure.primary import Hidden, Profile
from qaf.disclosure.printed import QUOTIENTS, decimals_of, factor_of, printed, quotient, whole
from qaf.disclosure.reading import KEPT_BACK, Cells, amount, cells_of, readable
from qaf.disclosure.small import needs_protection
from qaf.model.figure import Figure, is_symbol
from qaf.model.framework import Framework
from qaf.model.measure import Measure
from qaf.model.protected import NOT_GIVEN, WITHHELD, ProtectedFigure, Shown

Triple = tuple[Shown, Shown, Shown]


def shown_figure(
    figure: Figure, measure: Measure, framework: Framework, rules: Profile, base: Decimal | None, hidden: Hidden
) -> ProtectedFigure:
    """The figure without its hidden cells.

    Values that were not given are worked out (percentage, rate, mean, ratio), halves up, to the decimals of the
    measure. `base` is the denominator, or the count that stands for it.
    """
    if measure.unit == "grade":
        return _made(figure, (NOT_GIVEN, NOT_GIVEN, _grade(figure.value, measure, framework)))
    numerator, denominator, value = (readable(cell) for cell in figure.content()[:3])
    texts, cells = Figure(figure.key, numerator, denominator, value), cells_of(figure)
    if rules.round_to and needs_protection(figure, measure):
        return _made(figure, _withheld(_rounded(texts, cells, base, measure, rules), texts, hidden))
    return _made(figure, _withheld(_plain(texts, cells, measure), texts, hidden))


def _made(figure: Figure, cells: Triple) -> ProtectedFigure:
    hidden = any(cell.symbol in KEPT_BACK for cell in cells)
    note = "" if hidden and not figure.published else figure.note
    return ProtectedFigure(*figure.key, *cells, note=note, published=figure.published, import_id=figure.import_id)


def _plain(figure: Figure, cells: Cells, measure: Measure) -> Triple:
    """Numerator, denominator and value as given; the value worked out where it was not."""
    value = _value_cell(figure.value, measure)
    if value == NOT_GIVEN and measure.unit in QUOTIENTS:
        value = _worked_out(figure, cells.numerator, cells.denominator, measure)
    return _cell(figure.numerator), _cell(figure.denominator), value


def _rounded(figure: Figure, cells: Cells, base: Decimal | None, measure: Measure, rules: Profile) -> Triple:
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
    part = cells.numerator
    if part is None and base is not None and cells.value is not None:
        part = whole(cells.value * base / factor_of(measure))
    _, _, value = _plain(figure, cells, measure)
    if part is not None and base is not None and value.given:
        value = _worked_out(figure, rules.rounded(part), rules.rounded(base), measure)
    return _rounded_cell(figure.numerator, rules), denominator, value


def _withheld(cells: Triple, texts: Figure, hidden: Hidden) -> Triple:
    """The cells with `c` where a number is hidden; symbols and blanks that were stored stay as they are.

    A value that would be "not applicable" because its hidden base is zero is hidden as well.
    """
    numerator, denominator, value = (
        WITHHELD if hide and cell.given else cell for cell, hide in zip(cells, hidden, strict=True)
    )
    if hidden.value and value.symbol == "z" and not texts.value and amount(texts.denominator) is not None:
        value = WITHHELD
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
    found = amount(text)
    return NOT_GIVEN if found is None else Shown(float(found), format(found, "f"))


def _rounded_cell(text: str, rules: Profile) -> Shown:
    found = amount(text)
    return _cell(text) if found is None else _cell(format(rules.rounded(found), "f"))


def _value_cell(text: str, measure: Measure) -> Shown:
    """A given value: padded to the measure's decimals, never cut."""
    found = amount(text)
    if found is None:
        return _cell(text)
    return printed(found, max(measure.places, decimals_of(found)))


def _grade(text: str, measure: Measure, framework: Framework) -> Shown:
    """A grade: its id as text, and its place on the scale (worst is 1) as number."""
    if is_symbol(text):
        return Shown(symbol=text)
    scale = framework.scales.get(measure.scale or "")
    grades = [grade.id for grade in scale.grades] if scale else []
    return Shown(float(grades.index(text) + 1), text) if text in grades else NOT_GIVEN
