"""Words about an unknown table as a whole: its title, its file's name, a column that names one measure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qaf.data.draft_columns import Column
from qaf.data.draft_table import Layout
from qaf.data.draft_words import Weights, likeness, words_of
from qaf.data.file_name import base_name
from qaf.model.framework import Framework

CONTEXT = re.compile(r"indicator|measure|metric|statistic|title|series|unit|description|population_type|variable", re.I)
"""What a column is called whose texts name what its rows are about."""


def _of_title(text: str) -> tuple[str, str]:
    """A title, and what it says without its number, its notes, and by what its table is divided."""
    bare = re.sub(
        r"\[[^\[\]]{1,30}\]", "", re.sub(r"^(?:table|figure|tab)\.? ?[\w.\u2013-]*:?\s+", "", text, flags=re.I)
    )
    return text, re.split(r",? by |, ", bare, maxsplit=1)[0]


def words_around(columns: Sequence[Column], layout: Layout, file: str, framework: Framework) -> tuple[str, str]:
    """Words about the whole table, for columns that are called no more than `value`; and where they stand."""
    constant = [c for c in columns if c.kind == "text" and len(c.texts) == 1 and CONTEXT.search(c.name)]
    if constant:
        return " ".join(text for column in constant for text in column.texts), f"by the text of {constant[0].ref}"
    said = [(each, f"by the title in row {row}") for row, text in layout.titles[:6] for each in _of_title(text)]
    said.append((base_name(file).rpartition(".")[0].replace("_", " "), "by the words of the file's name"))
    measures = [(words_of(each.id), words_of(each.text)) for each in framework.measures.values()]
    weights = Weights([(*ids, *texts) for ids, texts in measures])

    def alike(text: str) -> float:
        words = words_of(text)
        own = Weights([words])
        return max((likeness(words, ids, texts, weights, own) for ids, texts in measures), default=0.0)

    return max(said, key=lambda each: alike(each[0]))
