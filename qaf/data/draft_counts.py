"""Counting the rows of an unknown file that has one row a thing: which counts of the framework they may give."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qaf.data.draft_columns import Column
from qaf.data.draft_people import is_label
from qaf.data.draft_rows import BreakdownDraft, is_total
from qaf.data.draft_words import Weights, likeness, near, words_of
from qaf.model.measure import Measure

_MOST_TEXTS = 40
_FEWEST_ROWS = 10
_ALIKE = 0.45
_ONE_EACH = re.compile(r"(?:^|[ _])(?:urn|ukprn|id|ref|reference|number|no|code)$", re.I)


@dataclass(frozen=True, slots=True)
class CountDraft:
    """A count, the column that tells things apart ("" for none), and the texts that a row has that counts."""

    measure: Measure
    by: str
    where: tuple[tuple[str, tuple[str, ...]], ...]
    evidence: str


def one_each(columns: Sequence[Column]) -> str:
    """The column that is different in every row of a file that has a row for each thing; "" where there is none."""
    for column in columns:
        named = _ONE_EACH.search(column.name) and not column.is_figure
        if named and len(column.texts) == len(column.cells) >= _FEWEST_ROWS:
            return column.ref
    return ""


def find_counts(
    columns: Sequence[Column],
    measures: Iterable[Measure],
    by: str,
    context: tuple[str, str],
    divided: BreakdownDraft | None,
) -> tuple[CountDraft, ...]:
    """The counts that the rows may give: by the texts of their columns, or by words about the whole table.

    `context`: those words, and where they stand. `divided`: the column that holds categories, which says nothing of
    the measures that are broken down by it.
    """
    counted = [each for each in measures if each.unit == "count"]
    names = {each.id: (words_of(each.id), words_of(each.text)) for each in counted}
    weights = Weights([(*ids, *texts) for ids, texts in names.values()])
    choices = [each for each in columns if each.kind == "text" and 1 < len(each.texts) <= _MOST_TEXTS]
    around = words_of(context[0])
    found = []
    for measure in counted:
        ids, texts = names[measure.id]
        parted = divided.column if divided and divided.id in measure.breakdowns else None
        able = [each for each in choices if each is not parted]
        where = tuple((each.ref, told) for each in able if (told := _told(each, (*ids, *texts))))
        said = [word for _, spellings in where for word in words_of(spellings[0])]
        if where and _share(ids, (*said, *around)) >= 0.5 and (_share(ids, said) or _share(texts, said) > 0.5):
            found.append(CountDraft(measure, by, where, "by the texts of its columns"))
        elif not where and likeness(around, ids, texts, weights, Weights([around])) >= _ALIKE:
            found.append(CountDraft(measure, by, (), context[1]))
    return tuple(found)


def totals_of(columns: Sequence[Column]) -> tuple[str, str]:
    """A column with rows that are totals and the text that says so; two empty texts where there is none."""
    for column in columns:
        if column.kind == "text" and len(column.texts) <= _MOST_TEXTS:
            totals = [text for text in column.texts if text and is_total(text)]
            if len(totals) == 1 and len(column.texts) > 2:
                return column.ref, totals[0]
    return "", ""


def _told(column: Column, wanted: Sequence[str]) -> tuple[str, ...]:
    """The spellings of the one text of a column all of whose words a measure has; nothing where several have."""
    spellings: dict[frozenset[str], list[str]] = {}
    for text in column.texts:
        words = words_of(text)
        if (
            words
            and is_label(text)
            and not is_total(text)
            and all(any(near(word, each) for each in wanted) for word in words)
        ):
            spellings.setdefault(frozenset(words), []).append(text)
    most = max(map(len, spellings), default=0)
    best = [texts for words, texts in spellings.items() if len(words) == most]
    return tuple(sorted(best[0])) if len(best) == 1 else ()


def _share(wanted: Sequence[str], words: Sequence[str]) -> float:
    """How many of the words wanted are there, from 0 to 1."""
    return sum(any(near(word, each) for each in words) for word in wanted) / max(len(wanted), 1)
