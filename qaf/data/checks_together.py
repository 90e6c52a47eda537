"""What figures must be beside each other: one kind of period in a series, bases that agree, shares that add up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from qaf.data.candidates import Candidate
from qaf.data.faults import Faults
from qaf.ground.findings import Level
from qaf.model.figure import Figure, FigureKey, number
from qaf.model.framework import Framework
from qaf.model.measure import Measure
from qaf.model.period import Period, same_span
from qaf.workspace.store import Store

RESULTS_OF_PAIRS = ("improved", "same", "worse")


def check_together(candidates: Sequence[Candidate], framework: Framework, store: Store, faults: Faults) -> None:
    """Record what does not fit between the figures of one run, and between them and the stored ones."""
    _one_kind_of_period(candidates, store, faults)
    by_key = {candidate.figure.key: candidate for candidate in candidates}
    _bases(candidates, by_key, framework, store, faults)
    _shares(candidates, faults)
    _pairs(candidates, faults)


def _one_kind_of_period(candidates: Sequence[Candidate], store: Store, faults: Faults) -> None:
    stored: dict[tuple[str, str], Period] = {}
    for figure in store.figures:
        stored.setdefault((figure.key.measure, figure.key.series), figure.key.period)
    first: dict[tuple[str, str], Candidate] = {}
    for candidate in candidates:
        key = candidate.figure.key
        series = (key.measure, key.series)
        before = stored.get(series)
        if before is not None and before.kind is not key.period.kind:
            words = f"{_kinds(key.period, before)} Figures of `{key.measure}` that are stored are of the other kind."
            _at_period(faults, candidate, words, (*series, "stored"))
            continue
        other = first.setdefault(series, candidate)
        if other.figure.key.period.kind is not key.period.kind:
            words = f"{_kinds(key.period, other.figure.key.period)} The other kind stands in another row of this file."
            _at_period(faults, candidate, words, (*series, key.period.kind), other.row)


def _at_period(faults: Faults, candidate: Candidate, words: str, same: object, other_row: int | None = None) -> None:
    help_ = "One measure has one kind of period in one series. Use two measures, or leave one kind out."
    column = candidate.columns.get("period")
    faults.at("QAF511", candidate.row, column, words, help=help_, same=repr(same), other_row=other_row)


def _kinds(period: Period, other: Period) -> str:
    words = f"{period.kind.words}, where this series of the measure has {other.kind.words} for its period."
    if same_span(period, other):
        words += " Both cover the same days, and only one of the two spellings can be kept."
    return words


def _bases(
    candidates: Sequence[Candidate],
    by_key: Mapping[FigureKey, Candidate],
    framework: Framework,
    store: Store,
    faults: Faults,
) -> None:
    """The denominator of a percentage or rate of a whole group is the count that `of` names, in the same period.

    In one run an unpublished one is an error. Against figures that came in before it is a warning, since otherwise two
    files that belong together could never be put right one after the other.
    """
    based: dict[str, list[Measure]] = {}
    for measure in framework.measures.values():
        if measure.of and not measure.is_sample:
            based.setdefault(measure.of, []).append(measure)
    for candidate in candidates:
        figure, measure = candidate.figure, candidate.measure
        if measure.of and not measure.is_sample:
            base_key = same_place(figure.key, measure.of)
            base = by_key.get(base_key)
            known = base.figure if base else store.by_key.get(base_key)
            if known is not None and differs_from_base(figure, known):
                _say_base(faults, candidate, "denominator", measure.id, measure.of, known.published, base)
        for dependant in based.get(measure.id, ()):
            key = same_place(figure.key, dependant.id)
            known = store.by_key.get(key)
            if known is not None and key not in by_key and differs_from_base(known, figure):
                _say_base(faults, candidate, "value", dependant.id, measure.id, known.published, None)


def same_place(key: FigureKey, measure: str) -> FigureKey:
    """The key of another measure's figure for the same period, series and category."""
    return FigureKey(measure, key.period, key.series, key.breakdown, key.category)


def differs_from_base(percentage: Figure, count: Figure) -> bool:
    """Whether the denominator of a percentage of a whole group is not the count of that group."""
    denominator, base = number(percentage.denominator), number(count.value)
    return denominator is not None and base is not None and denominator != base


def _say_base(
    faults: Faults,
    candidate: Candidate,
    role: str,
    percentage: str,
    count: str,
    published: bool,
    base: Candidate | None,
) -> None:
    where = "in this file" if base else "that is stored"
    if role == "denominator":
        words = f"the denominator of `{percentage}` is not the count `{count}` of the same period {where}."
    else:
        words = f"this count is not the denominator of `{percentage}` of the same period {where}."
    strict = base is not None and not (published or candidate.figure.published)
    faults.at(
        "QAF520",
        candidate.row,
        candidate.columns.get(role),
        words,
        help=f"`{percentage}` covers the whole group that `{count}` counts, so the two are the same number.",
        kind=percentage,
        level=Level.ERROR if strict else Level.WARNING,
        other_row=base.row if base else None,
    )


def _shares(candidates: Iterable[Candidate], faults: Faults) -> None:
    """The rows of `shares` that belong together have one denominator, and their numerators are no more than it."""
    for group in _groups(candidates, lambda candidate: candidate.measure.unit == "shares"):
        first = group[0]
        for other in group[1:]:
            if other.figure.denominator != first.figure.denominator:
                words = "the denominator is not that of the other grades of the same figure."
                help_ = "Shares of one figure are all of the same whole."
                column = other.columns.get("denominator")
                faults.at("QAF515", other.row, column, words, help=help_, kind="shares", other_row=first.row)
                break
        else:
            _adds_up(group, faults, "the grades add up to more than the denominator.", exactly=False)


def _pairs(candidates: Iterable[Candidate], faults: Faults) -> None:
    """Improved, same and worse share one denominator, the cases rated at both points, and add up to it."""

    def is_result(candidate: Candidate) -> bool:
        return candidate.measure.unit == "before_after" and candidate.figure.key.grade in RESULTS_OF_PAIRS

    for group in _groups(candidates, is_result):
        if len({candidate.figure.denominator for candidate in group}) == 1:
            words = "improved, same and worse do not add up to the cases rated at both points."
            _adds_up(group, faults, words, exactly=len(group) == len(RESULTS_OF_PAIRS))
        else:
            words = "improved, same and worse of one figure have different denominators."
            last = group[-1]
            column = last.columns.get("denominator")
            faults.at("QAF515", last.row, column, words, kind="pairs", other_row=group[0].row)


def _adds_up(group: Sequence[Candidate], faults: Faults, words: str, exactly: bool) -> None:
    whole = number(group[0].figure.denominator)
    parts = [number(candidate.figure.numerator) for candidate in group]
    known = [part for part in parts if part is not None]
    if whole is None or not known:
        return
    total = sum(known)
    if total > whole or (exactly and len(known) == len(group) and total != whole):
        code = "QAF508" if group[0].figure.published else "QAF507"
        faults.at(code, group[-1].row, group[-1].columns.get("numerator"), words, kind="sum", other_row=group[0].row)


def _groups(candidates: Iterable[Candidate], belongs: Callable[[Candidate], bool]) -> list[list[Candidate]]:
    groups: dict[tuple[str, ...], list[Candidate]] = {}
    for candidate in candidates:
        if belongs(candidate):
            key = candidate.figure.key._replace(grade="")
            groups.setdefault(key.texts(), []).append(candidate)
    return list(groups.values())
