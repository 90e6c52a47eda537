"""What disclosure control has to say, as findings at the measure: never a number, and never which cell was small."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qaf.disclosure.jointly import ABOUT, member_of
from qaf.disclosure.primary import Profile
from qaf.disclosure.printed import PARTS_OF_A_BASE
from qaf.disclosure.relations import About
from qaf.ground.findings import Finding, Where, finding
from qaf.ground.text import listing, quoted
from qaf.model.figure import FigureKey
from qaf.model.framework import Framework
from qaf.model.measure import Measure
from qaf.model.protected import ProtectedFigure

_MOST_PERIODS = 4
_SUMS = {
    "base": "a number is more than what it is of",
    "grades": "the grades do not make up what they are of",
    "periods": "the parts of the year do not make up the year",
    ABOUT: "what its members show cannot make it up together with the rest",
    "parts": "the measures that are its parts do not make it up",
    "year to date": "a figure since the start of the year is less than the one before it",
}


def do_not_add_up(framework: Framework, doubts: Iterable[About]) -> Iterator[Finding]:
    """One finding for each measure and kind of sum, with the periods."""
    for (measure, what), periods in _grouped(doubts).items():
        if what in _SUMS:
            words = _SUMS[what]
        elif what in framework.breakdowns:
            words = f"the categories of `{what}` do not make up what they are parts of"
        else:
            words = f"its denominator is not the count `{what}`"
        yield finding(
            "QAF544",
            _where(framework, measure),
            f"Figures of `{measure}` do not add up in {_periods(periods)}: {words}.",
            help="The sum was left out when numbers were protected, and readers may notice. Have the figures mended.",
            subject=measure,
        )


def cannot_be_protected(framework: Framework, keys: Iterable[FigureKey]) -> Iterator[Finding]:
    """One error for each measure of which a hidden figure could be worked out whatever else is hidden."""
    for (measure, _), periods in _grouped((key.measure, "", str(key.period)) for key in keys).items():
        yield finding(
            "QAF540",
            _where(framework, measure),
            f"A withheld figure of `{measure}` in {_periods(periods)} could be worked out from others that are shown.",
            help="Others that add up to it are never hidden: see `counts` and `protect` of the measures it belongs to.",
            subject=measure,
        )


def given_back(framework: Framework, names: Sequence[str], keys: Iterable[FigureKey]) -> Iterator[Finding]:
    """One error for each figure that is withheld now and that editions which are out give back."""
    editions = f"the edition{'s' if len(names) > 1 else ''} {quoted(names, 'and')}"
    for key in sorted(keys):
        yield finding(
            "QAF541",
            _where(framework, key.measure),
            f"A figure of `{key.measure}` in {key.period}{_place(framework, key)} is withheld, and {editions}, out "
            f"already, {'give' if len(names) > 1 else 'gives'} it back.",
            help=f"No later edition can mend that. Own up to it in published/{names[-1]}/known.yaml, and the report "
            "goes on.",
            subject=key.measure,
        )


def given_back_of_member(names: Sequence[str], keys: Iterable[FigureKey]) -> Iterator[Finding]:
    """One warning for each figure that a member withholds and that editions of the partnership give back."""
    editions = f"the edition{'s' if len(names) > 1 else ''} {quoted(names, 'and')}"
    for key in sorted(keys):
        yield finding(
            "QAF575",
            Where("qaf.yaml"),
            f"`{member_of(key)}` withholds a figure of `{key.measure}` in {key.period}, and {editions} of the "
            "partnership, out already, can give it back.",
            help="No later edition can mend that. Tell the member, and publish after its bundle has come in.",
            subject=key.measure,
        )


def published_by_others(framework: Framework, keys: Iterable[FigureKey]) -> Iterator[Finding]:
    """One warning for each measure of which figures that their publisher has shown give a withheld one back."""
    for (measure, _), periods in _grouped((key.measure, "", str(key.period)) for key in keys).items():
        yield finding(
            "QAF542",
            _where(framework, measure),
            f"A withheld figure of `{measure}` in {_periods(periods)} can be worked out from published ones.",
            help="Nothing that is hidden here changes that. Tell whoever published them.",
            subject=measure,
        )


def none_or_all(framework: Framework, rules: Profile, figures: Iterable[ProtectedFigure]) -> Iterator[Finding]:
    """One warning for each measure that shows none or all of a group of at most twice the threshold."""
    found = [
        (figure.measure, "", str(figure.period))
        for figure in figures
        if figure.measure in framework.measures and _tells_of_each(framework.measures[figure.measure], rules, figure)
    ]
    for (measure, _), periods in _grouped(found).items():
        yield finding(
            "QAF545",
            _where(framework, measure),
            f"`{measure}` shows none or all of a small group in {_periods(periods)}, which tells of each one in it.",
            help="Where that says something about a person, write `protect: both_sides`, and it is withheld.",
            subject=measure,
        )


def _tells_of_each(measure: Measure, rules: Profile, figure: ProtectedFigure) -> bool:
    part, base = figure.numerator.number, figure.denominator.number
    if measure.unit not in PARTS_OF_A_BASE or measure.counts == "things" or measure.protects == "none":
        return False
    if part is None or base is None or figure.published:
        return False
    return part in (0, base) and 0 < base <= 2 * rules.threshold


def _where(framework: Framework, measure: str) -> Where:
    entry = framework.entries.get(measure)
    return entry.where if entry else Where("qaf.yaml")


def _grouped(items: Iterable[About]) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for measure, what, period in sorted(set(items)):
        found.setdefault((measure, what), []).append(period)
    return found


def _periods(periods: Sequence[str]) -> str:
    return listing(list(dict.fromkeys(periods)), limit=_MOST_PERIODS)


def _place(framework: Framework, key: FigureKey) -> str:
    breakdown = framework.breakdowns.get(key.breakdown)
    category = next((c for c in breakdown.categories if c.id == key.category), None) if breakdown else None
    return f", {category.title}" if category else ""
