"""What changed in the figures since an edition: a list of them, and the sentences that go with it."""

from __future__ import annotations

from qaf.analysis.since_edition import WHAT, FigureChange, SinceEdition
from qaf.formats.tables import TextTable
from qaf.ground.text import listing, plural
from qaf.model.protected import NOT_GIVEN, Shown
from qaf.report.figure_list import COLUMNS, NUMBER_COLUMNS, cell_text

_WORDS = {
    "restated": "restated",
    "withheld": "newly withheld",
    "shown": "newly shown",
    "new": "new",
    "gone": "gone",
}
_ALL = "nothing has changed in the figures"


def changes_table(since: SinceEdition) -> TextTable:
    """A row a figure: what became of it, its key, its numbers as the edition showed them and as they are shown now."""
    columns = ("change", *COLUMNS[:8], *(f"was_{name}" for name in NUMBER_COLUMNS), *NUMBER_COLUMNS)
    return TextTable(columns, [_row(change) for change in since.changes])


def changes_sentence(since: SinceEdition) -> str:
    """How many figures changed in which way, in a sentence."""
    counts = []
    for what in WHAT:
        changes = since.of(what)
        if changes:
            later = sum(1 for change in changes if change.later)
            more = f" ({later} of later periods)" if later and later < len(changes) else ""
            more = " (all of later periods)" if later and later == len(changes) else more
            counts.append(f"{len(changes)} {_WORDS[what]}{more}")
    same = f"{plural(since.same, 'figure is', 'figures are')} as it showed {'it' if since.same == 1 else 'them'}"
    if not counts:
        return f"Since the edition `{since.edition}` {_ALL}: {same}."
    return f"Since the edition `{since.edition}`: {listing(counts, limit=len(counts))}. {same}."


def changes_remarks(since: SinceEdition) -> list[str]:
    """What has to be said beside the list: why a number of the edition is not repeated, and what is coarser."""
    lines = []
    if since.of("withheld") or since.of("gone"):
        lines.append("Numbers of the edition that are withheld or gone today are not repeated here.")
    finer = [change for change in since.of("gone") if change.instead is not None]
    if finer:
        lines.append(
            f"{plural(len(finer), 'figure that is gone is', 'figures that are gone are')} shown less finely today, for "
            "a longer period or a coarser breakdown, because too many small numbers would have been withheld."
        )
    return lines


def _row(change: FigureChange) -> tuple[str, ...]:
    figure, was = change.figure, change.was
    key = (
        figure.measure, str(figure.period), figure.series, figure.breakdown, figure.category,
        figure.grade, figure.point, figure.rater,
    )  # fmt: skip
    before = (was.numerator, was.denominator, was.value) if was is not None else (NOT_GIVEN,) * 3
    return (_WORDS[change.what], *key, *map(_text, before), *map(_text, _now(change)))


def _now(change: FigureChange) -> tuple[Shown, Shown, Shown]:
    return change.figure.numerator, change.figure.denominator, change.figure.value


def _text(cell: Shown) -> str:
    return cell_text(cell)
