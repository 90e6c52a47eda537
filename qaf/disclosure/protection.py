"""Protection of a whole folder: coarser until few cells would go, then hide what must, then audit what is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import partial

from qaf.disclosure import remarks
from qaf.disclosure.audit import audit
from qaf.disclosure.bounds import dark_around
from qaf.disclosure.coarser import Coarser, Slot, slot_of, too_many
from qaf.disclosure.editions import Edition, shown_figures
from qaf.disclosure.jointly import MemberFigures, is_members
from qaf.disclosure.primary import Hidden, Profile
from qaf.disclosure.reading import KEPT_BACK
from qaf.disclosure.rows import Row, Rows, rows_of
from qaf.disclosure.said import said
from qaf.disclosure.second import TwoAtWork
from qaf.disclosure.shown import shown_figure
from qaf.disclosure.unknowns import Block
from qaf.disclosure.whole_folder import Memory, Outcome, WholeFolder, choose, hidden_cells, too_close, whole_folder
from qaf.ground.findings import Finding
from qaf.model.figure import FigureKey
from qaf.model.framework import Framework
from qaf.model.protected import ProtectedFigure, ProtectedFigures


def protected(
    framework: Framework,
    rules: Profile,
    rows: Rows,
    editions: Sequence[Edition] = (),
    members: Sequence[MemberFigures] = (),
    *,
    coarsen: bool = True,
) -> ProtectedFigures:
    """The rows as they may be shown, with what was coarsened and what there is to say of them.

    `editions` and what `members` of a partnership show are out, and lie beside it. Without `coarsen` cells are hidden
    and nothing is made coarser, to see what that would cost.
    """
    coarser = Coarser(framework, rules, dict(rows))
    with TwoAtWork() as two:
        folder, outcome = _settled(framework, rules, coarser, editions, members, two, coarsen=coarsen)
    shown = [
        shown_row(framework, rules, row, hidden_cells(folder.now, row, outcome.hidden, outcome.plain))
        for row in coarser.current.values()
        if row.printed
    ]
    figures = ProtectedFigures(rules.name, in_order(shown), coarser.facts(), audited=True)
    exposed = _Exposed(framework, folder, outcome)
    findings = [
        *remarks.do_not_add_up(framework, [*folder.doubts, *outcome.doubts]),
        *remarks.none_or_all(framework, rules, figures),
        *exposed.findings(),
        *remarks.cannot_be_protected(
            framework, _still_open(framework, rules, figures, folder, exposed, editions, members)
        ),
    ]
    return ProtectedFigures(rules.name, figures.figures, figures.coarsened, tuple(findings), audited=True)


def shown_row(framework: Framework, rules: Profile, row: Row, hidden: Hidden) -> ProtectedFigure:
    """A row without its hidden cells."""
    return shown_figure(row.figure, row.measure, framework, rules, row.base, hidden)


def in_order(figures: Iterable[ProtectedFigure]) -> tuple[ProtectedFigure, ...]:
    """By measure, series, breakdown, category, period, and the rest of the key."""
    return tuple(sorted(figures, key=_order))


def _order(figure: ProtectedFigure) -> tuple[object, ...]:
    return (
        figure.measure, figure.series, figure.breakdown, figure.category, figure.period,
        figure.grade, figure.point, figure.rater,
    )  # fmt: skip


# coarser before hidden ---------------------------------------------------------------------------------------------


def _settled(
    framework: Framework,
    rules: Profile,
    coarser: Coarser,
    editions: Sequence[Edition],
    members: Sequence[MemberFigures],
    two: TwoAtWork,
    *,
    coarsen: bool,
) -> tuple[WholeFolder, Outcome]:
    """Go on making things coarser until no slot loses more than a third, or there is nothing coarser left."""
    while coarsen and _replace(framework, coarser, _full(coarser.current, lambda row: any(row.small))):
        coarser.rebuild()
    memory: Memory = {}
    thorough = not coarsen
    while True:
        folder = whole_folder(framework, rules, coarser.current, editions, saids=tuple(said(coarser)), members=members)
        outcome = choose(folder, memory, two, thorough=thorough)
        gone = outcome.hidden | outcome.plain
        full = _full(coarser.current, partial(_loses, folder, gone))
        if thorough:
            full |= dict.fromkeys(_beyond_hiding(folder, outcome), True)
        if coarsen and _replace(framework, coarser, full):
            coarser.rebuild()
        elif thorough:
            return folder, outcome
        else:
            thorough = True


def _loses(folder: WholeFolder, hidden: Set[int], row: Row) -> bool:
    return any(hidden_cells(folder.now, row, hidden))


def _beyond_hiding(folder: WholeFolder, outcome: Outcome) -> Iterator[Slot]:
    """Slots that hold a number which no hiding protects, where no edition has printed it: they need not be shown."""
    for block, index in outcome.exposed:
        key = block.unknowns[index].name.key
        if key.breakdown and key in folder.now.rows and not any(key in earlier.rows for _, earlier in folder.editions):
            yield slot_of(key)


def _full(rows: Rows, is_hidden: Callable[[Row], bool]) -> dict[Slot, bool]:
    """Slots that lose too many of their figures, and whether they may be left to the whole.

    What counts is a figure that has a number, or one that somebody holds back.
    """
    shown = {}
    for key, row in rows.items():
        if row.printed:
            texts = (row.figure.numerator, row.figure.denominator, row.figure.value)
            kept_back = not KEPT_BACK.isdisjoint(texts)
            if kept_back or any(cell is not None for cell in row.cells):
                shown[key] = not (kept_back or is_hidden(row))
    return dict(too_many(shown))


def _replace(framework: Framework, coarser: Coarser, full: Mapping[Slot, bool]) -> bool:
    """Make slots coarser, the finest breakdowns first: what coarser ones lose for their sake may stay then.

    Whether any was.
    """
    by_depth: dict[int, list[tuple[Slot, bool]]] = {}
    for slot, to_whole in full.items():
        by_depth.setdefault(_depth(framework, slot[0].breakdown), []).append((slot, to_whole))
    for _, slots in sorted(by_depth.items(), reverse=True):
        if sum(coarser.replace(slot, to_whole=to_whole) for slot, to_whole in slots):
            return True
    return False


def _depth(framework: Framework, breakdown: str) -> int:
    """How many coarser breakdowns there are above one."""
    seen: set[str] = set()
    current = framework.breakdowns.get(breakdown)
    while current is not None and current.within and current.id not in seen:
        seen.add(current.id)
        current = framework.breakdowns.get(current.within)
    return len(seen)


# the audit ---------------------------------------------------------------------------------------------------------


class _Exposed:
    """Numbers that cannot be protected whatever is hidden, and why."""

    def __init__(self, framework: Framework, folder: WholeFolder, outcome: Outcome) -> None:
        self.framework, self.folder = framework, folder
        self.by_edition: dict[tuple[str, ...], set[FigureKey]] = {}
        self.by_publisher: set[FigureKey] = set()
        self.unprotected: set[FigureKey] = set()
        self.of_members: dict[tuple[str, ...], set[FigureKey]] = {}
        self.keys: set[FigureKey] = set()
        known = {key for edition, _ in folder.editions for key in edition.known}
        for block, index in outcome.exposed:
            key = block.unknowns[index].name.key
            self.keys.add(key)
            if is_members(key):
                self._sort_of_member(block, index, key)
            elif key not in known:
                self._sort(block, index, key)

    def findings(self) -> list[Finding]:
        """What there is to say of them."""
        found: list[Finding] = []
        for names in sorted(self.by_edition):
            found += remarks.given_back(self.framework, names, self.by_edition[names])
        for names in sorted(self.of_members):
            found += remarks.given_back_of_member(names, self.of_members[names])
        found += remarks.published_by_others(self.framework, self.by_publisher)
        found += remarks.cannot_be_protected(self.framework, self.unprotected)
        return found

    def _sort(self, block: Block, index: int, key: FigureKey) -> None:
        everything = {i for i, unknown in enumerate(block.unknowns) if unknown.movable or unknown.hidden}
        if index not in audit(block, everything).too_close:
            self.unprotected.add(key)
            return
        names = self._shown_by(block, everything, index)
        others = {snapshot.name for snapshot in self.folder.theirs}
        if names & others and not names - others - {""}:
            row = self.folder.now.rows.get(key)
            if row is not None and any(row.small):
                self.by_publisher.add(key)
            return  # What a member shows of itself is no secret of ours; what is small in ours is told.
        names -= others
        if names - {""}:
            self.by_edition.setdefault(tuple(sorted(names - {""})), set()).add(key)
        elif names:
            self.by_publisher.add(key)
        else:
            self.unprotected.add(key)

    def _sort_of_member(self, block: Block, index: int, key: FigureKey) -> None:
        """What a member withholds: our business where an edition of ours helps to give it back, and not else."""
        everything = {i for i, unknown in enumerate(block.unknowns) if unknown.movable or unknown.hidden}
        ours = self._shown_by(block, everything, index) & {edition.name for edition, _ in self.folder.editions}
        if ours:
            self.of_members.setdefault(tuple(sorted(ours)), set()).add(key)

    def _shown_by(self, block: Block, hidden: Set[int], index: int) -> set[str]:
        """Who shows the numbers around one: names of editions and members, "" for a publisher."""
        rules, around = dark_around(block, hidden, [index])
        system = self.folder.system
        places = {block.places[i] for i in around}
        places |= {system.place(place) for rule in rules for place, _ in block.equations[rule].terms}
        return {name for place in places for name in system.unknowns[place].shown_by}


def _still_open(
    framework: Framework,
    rules: Profile,
    figures: ProtectedFigures,
    folder: WholeFolder,
    exposed: _Exposed,
    editions: Sequence[Edition],
    members: Sequence[MemberFigures],
) -> set[FigureKey]:
    """Figures that a reader of what is printed, and of the editions that are out, comes too close to.

    Nothing but the printed texts goes in, and that something coarser stands for others. The folder itself only decides
    which sums hold, and which hidden numbers are zero: a reader who ruled that out would be misled.
    """
    replaced = {key: row for key, row in folder.now.rows.items() if not row.printed}
    printed = rows_of(framework, shown_figures(figures), rules, fixed=True)
    seen = whole_folder(framework, rules, {**replaced, **printed}, editions, folder.system, members=members)
    return {unknown.name.key for unknown in too_close(seen)} - exposed.keys
