"""What one figure must be, seen against the framework: its series, its breakdown, the parts that its unit has.

A `Problem` says what is wrong with one part of a figure, in words that hold nothing of the file. The numbers are
judged in `checks_numbers`, figures beside each other in `checks_together`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, get_args

from qaf.data.candidates import Candidate
from qaf.data.faults import Faults, Suggestions
from qaf.data.series import series_fault
from qaf.ground.findings import Level
from qaf.ground.near_miss import did_you_mean
from qaf.ground.text import quoted
from qaf.model.figure import SYMBOLS, Figure, is_symbol
from qaf.model.framework import Framework
from qaf.model.measure import Measure
from qaf.model.settings import Breakdown

RATERS = ("professional", "child", "parent")
RESULTS = ("improved", "same", "worse", "not_rated", "sustained")

_UNITS_WITH = {"grade": ("shares", "before_after"), "point": ("before_after",), "rater": ("before_after",)}


class Problem(NamedTuple):
    """Something wrong with one part (`role`, a column of the tidy file) of a figure.

    `words` goes on after "Row 14, column F (...): ". `same`: rows with an equal one are said once.
    """

    code: str
    role: str
    words: str
    help: str = ""
    level: Level | None = None
    same: str = ""


def record(faults: Faults, candidate: Candidate, problem: Problem) -> None:
    """Make a fault of the file out of a problem with one of its figures."""
    faults.at(
        problem.code,
        candidate.row,
        candidate.columns.get(problem.role),
        problem.words,
        help=problem.help,
        kind=problem.words,
        same=problem.same or None,
        level=problem.level,
    )


class FrameworkChecks:
    """Judges figures against one framework; the same question is worked out once."""

    def __init__(self, framework: Framework) -> None:
        self._framework = framework
        self._near = Suggestions()
        self._series: dict[str, Problem | None] = {}
        self._breakdowns: dict[tuple[str, str, str], Problem | None] = {}
        self._follow_up = {m.id: m.follow_up or _all_points() for m in framework.measures.values()}
        self._grades = {scale.id: [grade.id for grade in scale.grades] for scale in framework.scales.values()}

    def problems(self, measure: Measure, figure: Figure) -> Iterator[Problem]:
        """What is wrong with the figure's key, and with which of its parts are filled."""
        key = figure.key
        found = self._series_problem(key.series)
        if found:
            yield found
        if key.breakdown or key.category:
            found = self._breakdown_problem(measure, key.breakdown, key.category)
            if found:
                yield found
        yield from self._unit_problems(measure, figure)

    def _series_problem(self, series: str) -> Problem | None:
        if series not in self._series:
            words, advice = series_fault(series, self._framework, self._near)
            self._series[series] = Problem("QAF513", "series", words, advice, same=series) if words else None
        return self._series[series]

    def _breakdown_problem(self, measure: Measure, breakdown: str, category: str) -> Problem | None:
        key = (measure.id, breakdown, category)
        if key not in self._breakdowns:
            self._breakdowns[key] = _breakdown_problem(self._framework, measure, breakdown, category, self._near)
        return self._breakdowns[key]

    def _unit_problems(self, measure: Measure, figure: Figure) -> Iterator[Problem]:
        unit, key = measure.unit, figure.key
        for role, units in _UNITS_WITH.items():
            if getattr(key, role) and unit not in units:
                words = f"`{measure.id}` has unit `{unit}`, which has no {role}."
                in_value = unit == "grade" and role == "grade"
                advice = "The grade itself stands in `value`." if in_value else "Leave it empty."
                yield Problem("QAF515", role, words, advice, same=measure.id)
        if unit == "change":
            words = f"`{measure.id}` is a change, which is worked out from two figures and never taken in."
            yield Problem("QAF515", "measure", words, "Bring the figures that it is the change of.", same=measure.id)
        elif unit in ("count", "grade"):
            yield from _value_alone(measure, figure)
        elif unit == "shares":
            yield from self._shares(measure, figure)
        elif unit == "before_after":
            yield from self._before_after(measure, figure)
        else:
            yield from _halves(measure, figure)

    def _shares(self, measure: Measure, figure: Figure) -> Iterator[Problem]:
        grades = self._grades.get(measure.scale or "", [])
        if figure.key.grade not in grades:
            words, advice = _not_in(figure.key.grade, grades, measure, "grade")
            yield Problem("QAF515", "grade", words, advice, same=figure.key.grade)
        yield from _halves(measure, figure)

    def _before_after(self, measure: Measure, figure: Figure) -> Iterator[Problem]:
        key = figure.key
        for role, allowed in (("point", self._follow_up[measure.id]), ("rater", RATERS)):
            given = getattr(key, role)
            if given not in allowed:
                yield Problem("QAF515", role, *_not_in(given, allowed, measure, role), same=given)
        reason = re.fullmatch(r"not_rated/[a-z0-9]+(?:[-_][a-z0-9]+)*", key.grade)
        if key.grade not in RESULTS and not reason:
            words, advice = _not_in(key.grade, RESULTS, measure, "grade")
            advice += " A reason stands behind a slash, such as `not_rated/moved-away`."
            yield Problem("QAF515", "grade", words, advice, same=key.grade)
        absent = is_symbol(figure.value) and not figure.numerator
        if not absent and (not figure.numerator or not (figure.denominator or reason)):
            words = f"`{measure.id}` needs the cases with this result (numerator) and the cases rated (denominator)."
            yield Problem("QAF515", "numerator" if not figure.numerator else "denominator", words, same=measure.id)


def _all_points() -> tuple[str, ...]:
    annotation = Measure.model_fields["follow_up"].annotation
    return tuple(get_args(get_args(annotation)[0]))


def _value_alone(measure: Measure, figure: Figure) -> Iterator[Problem]:
    """A count or a grade stands in `value`, and in nothing else."""
    what = "count" if measure.unit == "count" else "grade"
    if figure.value in SYMBOLS and measure.unit == "grade" and not (figure.numerator or figure.denominator):
        return
    for role in ("numerator", "denominator"):
        if getattr(figure, role):
            words = f"`{measure.id}` is a {what}, which stands in `value` alone."
            moved = role == "numerator" and not figure.value
            advice = f"Move the {what} from `numerator` to `value`." if moved else f"Leave `{role}` empty."
            yield Problem("QAF515", role, words, advice, same=measure.id)
            return


def _halves(measure: Measure, figure: Figure) -> Iterator[Problem]:
    """A percentage, rate, mean or ratio is given by its value, or by both numerator and denominator.

    A symbol alone says why there is none, which is enough.
    """
    if figure.value or (figure.numerator and figure.denominator):
        return
    if (figure.numerator or figure.denominator) in SYMBOLS:
        return
    given, missing = ("numerator", "denominator") if figure.numerator else ("denominator", "numerator")
    words = f"`{measure.id}` has unit `{measure.unit}`: the {given} alone does not give it."
    yield Problem("QAF515", given, words, f"Add the {missing}, or the value.", same=measure.id + given)


def _not_in(given: str, allowed: tuple[str, ...] | list[str], measure: Measure, role: str) -> tuple[str, str]:
    if not given:
        words = f"`{measure.id}` has unit `{measure.unit}` and needs a {role}, and there is none."
    else:
        words = f"this is no {role} of `{measure.id}`."
    near = did_you_mean(given, allowed) if given else ""
    return words, near or (f"Write {quoted(allowed, limit=12)}." if allowed else f"`{measure.id}` has no scale.")


def _breakdown_problem(
    framework: Framework, measure: Measure, breakdown: str, category: str, near: Suggestions
) -> Problem | None:
    same = f"{measure.id}\n{breakdown}\n{category}"
    if not breakdown or not category:
        empty, filled = ("breakdown", "category") if not breakdown else ("category", "breakdown")
        words = f"the {filled} is given and the {empty} is not: both are empty (the whole) or both are filled."
        return Problem("QAF504", filled, words, f"Fill in the {empty}, or leave both empty.", same=same)
    declared = framework.breakdowns.get(breakdown)
    if declared is None:
        if _is_cross(breakdown, framework.breakdowns, near) or _are_joined(breakdown, framework.breakdowns):
            return _cross("breakdown", same)
        advice = near(breakdown, framework.breakdowns) or "Declare it in qaf.yaml under `breakdowns`."
        return Problem("QAF504", "breakdown", "qaf.yaml declares no such breakdown.", advice, same=breakdown)
    if breakdown not in measure.breakdowns:
        words = f"`{measure.id}` is not broken down by `{breakdown}`."
        advice = f"Add `{breakdown}` to the measure's `breakdowns`, or take these rows out."
        return Problem("QAF504", "breakdown", words, advice, same=same)
    return _category_problem(framework, declared, category, f"{breakdown}\n{category}", near)


def _category_problem(
    framework: Framework, breakdown: Breakdown, category: str, same: str, near: Suggestions
) -> Problem | None:
    ids = [each.id for each in breakdown.categories]
    if category in ids:
        return None
    words = f"qaf.yaml declares no such category of breakdown `{breakdown.id}`."
    titled = [each.id for each in breakdown.categories if each.title.casefold() == category.casefold()]
    elsewhere = [each.id for each in framework.breakdowns.values() if category in {c.id for c in each.categories}]
    everywhere = [each.id for other in framework.breakdowns.values() for each in other.categories]
    if _is_cross(category, everywhere, near) or _are_joined(category, everywhere):
        return _cross("category", same)
    if titled:
        advice = f"Write its id, `{titled[0]}`."
    elif elsewhere:
        advice = f"It is a category of {quoted(elsewhere)}."
    else:
        advice = near(category, ids) or f"Add it to qaf.yaml, or write {quoted(ids, limit=12)}."
    return Problem("QAF504", "category", words, advice, same=same)


def _cross(role: str, same: str) -> Problem:
    words = "this crosses two breakdowns, and figures are kept by one breakdown at a time."
    advice = "Give each breakdown rows of its own; a cross (team by age, say) is not taken in."
    return Problem("QAF504", role, words, advice, same=same)


_LONGEST_CROSS = 130
_JOINT = re.compile(r"\s*[+,;/&|*×:]\s*|\s+(?:and|by|x)\s+|__+|-x-|-by-", re.I)


def _is_cross(text: str, known: Iterable[str], near: Suggestions) -> bool:
    """Whether the text joins two or more things of which each is known, or nearly."""
    if len(text) > _LONGEST_CROSS:
        return False
    words = list(known)
    parts = [part for part in _JOINT.split(text) if part]
    return len(parts) > 1 and all(near(part, words) for part in parts)


def _are_joined(text: str, known: Iterable[str]) -> bool:
    """Whether the text is two known ids with no more than blanks, dashes or underscores between: `team age`."""
    if len(text) > _LONGEST_CROSS:
        return False
    flat = {_dashed(each) for each in known}
    words = _dashed(text).split("-")
    cuts = (("-".join(words[:at]), "-".join(words[at:])) for at in range(1, len(words)))
    return any(first in flat and second in flat and first != second for first, second in cuts)


def _dashed(text: str) -> str:
    return re.sub(r"[\s_-]+", "-", text.strip()).casefold()
