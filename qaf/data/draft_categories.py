"""Categories of a breakdown that stand side by side in an unknown file: `All children`, `Boys`, `Girls`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qaf.data.draft_columns import Column
from qaf.data.draft_measures import MeasureDraft
from qaf.data.draft_rows import category_key, is_total
from qaf.data.draft_words import Weights, likeness, words_of
from qaf.model.measure import Measure
from qaf.model.settings import Breakdown

_ALIKE = 0.45


def side_by_side(
    figures: Sequence[Column],
    breakdowns: Sequence[Breakdown],
    measures: Iterable[Measure],
    context: tuple[str, str],
) -> tuple[str, list[MeasureDraft]]:
    """The breakdown whose categories are the headings of columns, and an entry for each; "" and none without one.

    `context`: words about the whole table, which say what is counted, and where they stand.
    """
    for breakdown in breakdowns:
        known = {key: each.id for each in breakdown.categories for key in _keys(each.id, each.title)}
        found = {column.ref: known[key] for column in figures if (key := category_key(column.name)) in known}
        if len(set(found.values())) < 2:
            continue
        measure = _about(context[0], [each for each in measures if breakdown.id in each.breakdowns])
        if measure is None:
            continue
        wholes = [column.ref for column in figures if column.ref not in found and is_total(column.name)]
        entries = {**dict.fromkeys(wholes[:1], ""), **found}
        role = "value" if measure.unit in ("count", "percent", "rate", "mean") else ""
        if role:
            said = (f"is this `{measure.id}`, as {context[1].removeprefix('by ')} says?",)
            return breakdown.id, [
                MeasureDraft(measure, (), {role: ref}, "", "its heading is a category" if category else context[1],
                             () if at else said, category)
                for at, (ref, category) in enumerate(entries.items())
            ]  # fmt: skip
    return "", []


def _keys(*names: str) -> set[frozenset[str]]:
    return {key for name in names if (key := category_key(name))}


def _about(context: str, measures: Sequence[Measure]) -> Measure | None:
    words = words_of(context)
    names = {each.id: (words_of(each.id), words_of(each.text)) for each in measures}
    weights = Weights([(*ids, *texts) for ids, texts in names.values()])
    alike = {each.id: likeness(words, *names[each.id], weights, Weights([words])) for each in measures}
    best = max(measures, key=lambda each: alike[each.id], default=None)
    return best if best is not None and alike[best.id] >= _ALIKE else None
