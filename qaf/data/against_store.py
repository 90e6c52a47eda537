"""New figures beside those of the same run and those that are stored: the same twice, or something else for one key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from qaf.data.candidates import Candidate
from qaf.data.faults import Faults
from qaf.data.file_name import shown_name
from qaf.model.figure import Figure, FigureKey
from qaf.workspace.ledger import same_content
from qaf.workspace.store import Store


@dataclass(slots=True)
class Compared:
    """How new figures stand to the stored ones. `restates`: the imports whose figures they replace, in order."""

    added: int = 0
    restated: int = 0
    unchanged: int = 0
    restates: tuple[str, ...] = ()
    imports: dict[str, None] = field(default_factory=dict)


def without_doubles(candidates: Iterable[Candidate], faults: Faults) -> list[Candidate]:
    """Each key once. The same figure twice is said; two different ones for a key are an error that names both rows."""
    first: dict[FigureKey, Candidate] = {}
    for candidate in candidates:
        other = first.setdefault(candidate.figure.key, candidate)
        if other is candidate:
            continue
        if same_content(other.figure, candidate.figure):
            words = "the same figure stands in an earlier row too, and was taken in once."
            faults.at("QAF510", candidate.row, None, words, same="same")
            continue
        column = first_difference(candidate, other.figure)
        words = f"this figure stands in row {faults.row_number(other.row):,} too, with something else in it."
        help_ = "Both speak of the same measure, period, series and category. Take out the one that is wrong."
        faults.at("QAF509", candidate.row, column, words, help=help_, other_row=other.row)
    return list(first.values())


def compare(
    candidates: Sequence[Candidate], store: Store, faults: Faults, *, import_id: str, recipe: str, restates: bool
) -> Compared:
    """Set new figures beside the stored ones.

    Other content for a stored key is a restatement where the earlier import had the same recipe, or the user says so
    (`restates`); else it is an error that names both imports.
    """
    result = Compared()
    for candidate in candidates:
        old = store.by_key.get(candidate.figure.key)
        if old is None:
            result.added += 1
        elif same_content(old, candidate.figure):
            result.unchanged += 1
        elif restates or (recipe and _recipe_of(store, old) == recipe):
            result.restated += 1
            result.imports[old.import_id] = None
        else:
            _refuse(candidate, old, store, faults, import_id)
    order = {entry.import_id: entry.order for entry in store.ledger}
    result.restates = tuple(sorted(result.imports, key=lambda each: order[each]))
    return result


def _recipe_of(store: Store, figure: Figure) -> str:
    entry = store.entry(figure.import_id)
    return entry.recipe if entry else ""


def _refuse(candidate: Candidate, old: Figure, store: Store, faults: Faults, import_id: str) -> None:
    entry = store.entry(old.import_id)
    came = f" (`{shown_name(entry.file)}`, taken in as at {entry.on.isoformat()})" if entry else ""
    words = f"import `{old.import_id}`{came} says otherwise of this figure than this file, import `{import_id}`."
    help_ = "Give --restates if this file puts the earlier one right; if not, take these rows out."
    faults.at("QAF514", candidate.row, None, words, help=help_, same=old.import_id)


def first_difference(candidate: Candidate, other: Figure) -> int | None:
    """The column of the first part in which a figure is not as another one of the same key."""
    for role in ("value", "numerator", "denominator", "note"):
        if getattr(candidate.figure, role) != getattr(other, role):
            return candidate.columns.get(role)
    return None
