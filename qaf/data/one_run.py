"""Several files of one run beside each other: one of them may not silently put another one right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from qaf.data.against_store import first_difference
from qaf.data.candidates import Candidate
from qaf.data.faults import Faults
from qaf.data.file_name import shown_name, shown_path
from qaf.model.figure import Figure, FigureKey
from qaf.workspace.figures_file import sort_key
from qaf.workspace.ledger import LedgerEntry, replay, same_content
from qaf.workspace.store import Store

_HELP = (
    "Both speak of the same measure, period, series and category. Take out the one that is wrong. If the later file "
    "puts the earlier one right, take them in one after the other."
)


class _Given(NamedTuple):
    """A figure of a file of this run, and the row in which it stands, as a spreadsheet numbers it."""

    figure: Figure
    file: str
    row: int


@dataclass(slots=True)
class OneRun:
    """The files that one run has taken in so far, or would take in: their figures, and their imports in order."""

    _given: dict[FigureKey, _Given] = field(default_factory=dict)
    _imports: list[tuple[LedgerEntry, tuple[Figure, ...]]] = field(default_factory=list)

    def on_top_of(self, store: Store) -> Store:
        """The store as it will be with the files so far; in a dry run they are in it only here."""
        entries = [(entry, figures) for entry, figures in self._imports if store.entry(entry.import_id) is None]
        if not entries:
            return store
        before = LedgerEntry("", 0, entries[0][0].on)
        figures_of = {entry.import_id: figures for entry, figures in entries}
        current, replaced = replay((before, *(entry for entry, _ in entries)), {"": store.figures, **figures_of})
        return replace(
            store,
            figures=tuple(sorted(current.values(), key=sort_key)),
            ledger=(*store.ledger, *(entry for entry, _ in entries)),
            revisions=(*store.revisions, *replaced),
        )

    def without_contradictions(self, file: str, figures: Sequence[Candidate], faults: Faults) -> list[Candidate]:
        """The figures of a file without those of which an earlier file of the run says something else.

        Each such is an error that names both rows, and keeps the file out as a whole: which of the two rows is wrong
        nobody knows, and the other file's cannot be left out any more. The same figure again is only said.
        """
        kept = []
        for candidate in figures:
            given = self._given.get(candidate.figure.key)
            if given is None:
                kept.append(candidate)
                continue
            other = _called(given.file, file)
            if same_content(given.figure, candidate.figure):
                words = f"the same figure stands in {other} too, and is kept once."
                faults.at("QAF510", candidate.row, None, words, same=given.file)
                kept.append(candidate)
                continue
            column = first_difference(candidate, given.figure)
            words = f"this figure stands in row {given.row:,} of {other} too, with something else in it."
            faults.at("QAF509", candidate.row, column, words, help=_HELP, kind=given.file)
            faults.of_the_file = True
        return kept

    def takes(self, file: str, entry: LedgerEntry, figures: Sequence[Candidate], faults: Faults) -> None:
        """Keep account of a file in which nothing is wrong."""
        for candidate in figures:
            row = faults.row_number(candidate.row)
            self._given.setdefault(candidate.figure.key, _Given(candidate.figure, file, row))
        stored = tuple(replace(candidate.figure, import_id=entry.import_id) for candidate in figures)
        self._imports.append((entry, stored))


def _called(other: str, file: str) -> str:
    """What to call the other file: its own name, or with its folder where both have the same name."""
    name = shown_name(other)
    if name == shown_name(file):
        name = shown_path(other)
    return "another file" if name == "the file" else f"`{name}`"
