"""What a reader of the notices knows of the numbers that something coarser stands for: that enough of them are small.

More than a third of the figures of a slot would have been hidden. Each small one takes one other with it at most, so
that half of so many are small at least. No more is said than is true: where fewer were small, so many are taken to be
known to be small.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qaf.disclosure.coarser import Coarser, Place
from qaf.disclosure.notice import Notice
from qaf.disclosure.relations import ROLES, Snapshot
from qaf.model.figure import FigureKey
from qaf.model.period import Period

Asked = tuple[tuple[FigureKey, ...], ...]
"""A slot: its figures, each the keys that add up to it."""

Said = tuple[Asked, ...]
"""One notice: in one at least of these slots enough figures are small."""


def said(coarser: Coarser) -> Iterator[Said]:
    """What each notice says, in keys."""
    for place, shown in coarser.shown_as.items():
        stored = coarser.periods_of(place)
        longer = {to for to in shown.values() if to is not None}
        yield from (tuple(_asked(coarser, place, [at]) for at in shown if shown[at] == to) for to in sorted(longer))
        alone = [at for at, to in shown.items() if to is None]
        for to in sorted({to for at, to in coarser.fired if at == place and to not in stored}):
            parts = [at for at in alone if to.contains(at)]
            if parts:
                yield (_asked(coarser, place, parts),)
                yield tuple(_asked(coarser, place, [at]) for at in parts)
                alone = [at for at in alone if at not in parts]
        yield from ((_asked(coarser, place, [at]),) for at in alone)


def notices(snapshot: Snapshot, saids: Sequence[Said]) -> Iterator[Notice]:
    """As they bear on the numbers of a system; one that says nothing is left out."""
    rules = snapshot.rules
    bare = Notice(0.0 if rules.zeros else 1.0, float(rules.threshold), ())
    for slots in saids:
        found = [_slot(snapshot, asked, bare) for asked in slots]
        kept = tuple(slot for slot in found if slot[0] > 0)
        if kept:
            yield bare._replace(slots=kept)


def _slot(snapshot: Snapshot, asked: Asked, bare: Notice) -> tuple[int, tuple[tuple[tuple[int, ...], ...], ...]]:
    """How many figures of a slot are small at least, of those that are not known for good, and all of these."""
    figures = []
    small = known = 0
    for keys in asked:
        options = tuple(_options(snapshot, keys))
        is_small = any(_is_small(snapshot, numbers, bare) for numbers in options)
        small += is_small
        if options and not any(_is_settled(snapshot, index) for numbers in options for index in numbers):
            figures.append(options)
        else:
            known += is_small
    hidden = len(asked) // 3 + 1
    return min((hidden + 1) // 2, small) - known, tuple(figures)


def _options(snapshot: Snapshot, keys: Sequence[FigureKey]) -> Iterator[tuple[int, ...]]:
    for role in ROLES:
        places = [place for key in keys if (place := snapshot.place(key, role)) is not None]
        if len(places) == len(keys):
            yield tuple(places)


def _is_small(snapshot: Snapshot, numbers: Sequence[int], bare: Notice) -> bool:
    low, high = snapshot.system.true_sum((index, 1.0) for index in numbers)
    return low == high and bare.least <= low <= bare.most


def _is_settled(snapshot: Snapshot, index: int) -> bool:
    low, high = snapshot.system.unknowns[index].known
    return low == high


# slots -------------------------------------------------------------------------------------------------------------


def _asked(coarser: Coarser, place: Place, periods: Sequence[Period]) -> Asked:
    """The figures of a slot, or of the longer one that these periods make up."""
    figures: dict[tuple[str, ...], list[FigureKey]] = {}
    for period in sorted(periods):
        for node, row in coarser.slot(place, period).items():
            if any(cell is not None for cell in row.cells):
                figures.setdefault(node, []).append(row.key)
    return tuple(map(tuple, figures.values()))
