"""Stored figures that do not fit the framework: a measure, a category or a comparator that has gone since, or numbers
that cannot be.

What has gone since was right when the figures came in, so that is a warning: the framework may have changed for a good
reason. Numbers that cannot be would not have come in, so they are an error, whoever changed what.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.data.checks import FrameworkChecks, Problem
from qaf.data.checks_numbers import NumberChecks
from qaf.data.checks_together import differs_from_base, same_place
from qaf.ground.findings import Finding, Level, Span, Where, finding
from qaf.ground.near_miss import did_you_mean
from qaf.ground.text import plural
from qaf.model.figure import CONTENT_COLUMNS, KEY_COLUMNS, Figure, is_symbol, number
from qaf.model.framework import Framework
from qaf.model.measure import Measure
from qaf.model.period import Period
from qaf.workspace.store import Store


def check_stored(framework: Framework, store: Store) -> list[Finding]:
    """What is wrong with the stored figures: damaged files first, then figures that do not fit the framework.

    Each kind of misfit is one finding at its first figure, with its line and column and without its numbers.
    """
    return [*store.problems, *_misfits(framework, store), *_mixed_kinds(store), *_bases(framework, store)]


def _misfits(framework: Framework, store: Store) -> Iterator[Finding]:
    checks, numbers = FrameworkChecks(framework), _Numbers(framework, store)
    groups: dict[tuple[str, str, str, str, str], list[Figure]] = {}
    for figure in store.figures:
        measure = framework.measures.get(figure.key.measure)
        if measure is None:
            known = did_you_mean(figure.key.measure, framework.measures)
            words = f"no area has the measure `{figure.key.measure}` any more, so nothing shows them."
            help_ = known or "Bring the measure back, or leave the figures: nothing counts them."
            groups.setdefault(("QAF503", "measure", words, help_, figure.key.measure), []).append(figure)
            continue
        misfits = (*checks.problems(measure, figure), *_value_problems(framework, measure, figure))
        for problem in misfits or numbers.problems(measure, figure):
            group = (problem.code, problem.role, problem.words, problem.help, measure.id)
            groups.setdefault(group, []).append(figure)
    for (code, role, words, help_, subject), figures in groups.items():
        level = Level.ERROR if code in _CANNOT_BE else Level.WARNING
        yield _finding(store, code, figures, role, words, help_, subject, level)


_CANNOT_BE = ("QAF506", "QAF507")
_NUMBERS_HELP = (
    "Was the stored file changed by hand, or the measure since? Bring the file back from git, or take the import back "
    "(`qaf data undo`) and the right figures in."
)


class _Numbers:
    """The checks of numbers, as far as they can be made without the file that the figures came from."""

    def __init__(self, framework: Framework, store: Store) -> None:
        self._checks = NumberChecks(framework)
        self._plain = {entry.import_id for entry in store.ledger if not entry.recipe}

    def problems(self, measure: Measure, figure: Figure) -> Iterator[Problem]:
        """What cannot be. What was published so stays a matter of the day on which it came in (QAF508).

        A recipe's `scale` may have made a value look finer than it was published, so whether it is what its numerator
        and denominator give is asked of files without a recipe alone.
        """
        for problem in self._checks.problems(measure, figure):
            if problem.code == "QAF506" or (problem.code == "QAF507" and figure.import_id in self._plain):
                yield problem._replace(help=_NUMBERS_HELP)


def _value_problems(framework: Framework, measure: Measure, figure: Figure) -> Iterator[Problem]:
    """A stored value may be a number or a grade; which of them it has to be only the measure says."""
    if not figure.value or is_symbol(figure.value):
        return
    if measure.unit != "grade":
        if number(figure.value) is None:
            yield Problem("QAF505", "value", f"`{measure.id}` has unit `{measure.unit}`, and this is no number.")
        return
    scale = framework.scales.get(measure.scale or "")
    if scale is None or figure.value not in {grade.id for grade in scale.grades}:
        yield Problem("QAF515", "value", f"this is no grade of the scale of `{measure.id}`.")


def _mixed_kinds(store: Store) -> Iterator[Finding]:
    first: dict[tuple[str, str], Period] = {}
    others: dict[tuple[str, str], list[Figure]] = {}
    for figure in store.figures:
        series = (figure.key.measure, figure.key.series)
        if first.setdefault(series, figure.key.period).kind is not figure.key.period.kind:
            others.setdefault(series, []).append(figure)
    for (measure_id, series_id), figures in others.items():
        period = first[measure_id, series_id]
        words = f"`{measure_id}` has {period.kind.words} for its period in other figures of series `{series_id}`."
        help_ = "One measure has one kind of period in one series."
        yield _finding(store, "QAF511", figures, "period", words, help_, measure_id)


def _bases(framework: Framework, store: Store) -> Iterator[Finding]:
    """Percentages of a whole group whose base is stored with another number. What is published may be rounded."""
    apart: dict[tuple[str, str], list[Figure]] = {}
    for figure in store.figures:
        measure = framework.measures.get(figure.key.measure)
        if measure is None or not measure.of or measure.is_sample or figure.published:
            continue
        base = store.by_key.get(same_place(figure.key, measure.of))
        if base is not None and not base.published and differs_from_base(figure, base):
            apart.setdefault((measure.id, measure.of), []).append(figure)
    for (measure_id, base_id), figures in apart.items():
        words = f"the denominator is not the count `{base_id}` of the same period that is stored."
        help_ = "One of the two was put right and the other was not: take both in again, drawn on the same day."
        yield _finding(store, "QAF520", figures, "denominator", words, help_, measure_id)


def _finding(
    store: Store,
    code: str,
    figures: list[Figure],
    role: str,
    words: str,
    help_: str,
    subject: str,
    level: Level = Level.WARNING,
) -> Finding:
    count = plural(len(figures), "stored figure")
    return finding(
        code,
        Where(store.path_of(figures[0])),
        f"{count} of `{subject}`: {words}",
        help=help_,
        subject=subject,
        level=level,
        excerpt=False,
        span=_span(store, figures[0], role),
    )


def _span(store: Store, figure: Figure, role: str) -> Span:
    """The cell's place, from what stands before it in the row."""
    line = store.lines.get(figure.key, 1)
    texts = (*figure.key.texts(), *figure.content())
    at = (*KEY_COLUMNS, *CONTENT_COLUMNS).index(role)
    start = 1 + sum(len(text) + 1 for text in texts[:at])
    return Span(line, start, line, start + len(texts[at]))
