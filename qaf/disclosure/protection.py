"""Protection of a whole folder: coarser until few cells would go, then hide what must, then audit what is printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from qaf.disclosure import remarks
from qaf.disclosure.audit import audit
from qaf.disclosure.average import Side, decide
from qaf.disclosure.bounds import dark_around
from qaf.disclosure.coarser import Coarser
from qaf.disclosure.editions import Edition, shown_figures
from qaf.disclosure.jointly import MemberFigures, is_members
from qaf.disclosure.primary import Hidden, Profile
from qaf.disclosure.rows import Row, Rows, rows_of
from qaf.disclosure.shown import shown_figure
from qaf.disclosure.sides import still_to_tell
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
    folder, outcome, sides = _settled(framework, rules, coarser, editions, members, coarsen=coarsen)
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
            framework, _still_open(framework, rules, figures, folder, exposed, editions, members, sides)
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
    *,
    coarsen: bool,
) -> tuple[WholeFolder, Outcome, tuple[Side, ...]]:
    """Make coarser what has to be, then hide, until the reader is granted all that the decisions tell of what is hidden."""
    decisions = decide(coarser) if coarsen else ()
    memory: Memory = {}
    sides: dict[Side, None] = {}
    while True:
        told = tuple(sides)
        folder = whole_folder(framework, rules, coarser.current, editions, members=members, sides=told)
        outcome = choose(folder, memory, thorough=True)
        sides.update(dict.fromkeys(still_to_tell(folder.now, outcome.hidden, decisions)))
        if len(sides) == len(told):
            return folder, outcome, told


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
    sides: Sequence[Side],
) -> set[FigureKey]:
    """Figures that a reader of what is printed, and of the editions that are out, comes too close to.

    Nothing but the printed texts goes in, and that something coarser stands for others. The folder itself only decides
    which sums hold, and which hidden numbers are zero: a reader who ruled that out would be misled.
    """
    replaced = {key: row for key, row in folder.now.rows.items() if not row.printed}
    printed = rows_of(framework, shown_figures(figures), rules, fixed=True)
    seen = whole_folder(framework, rules, {**replaced, **printed}, editions, folder.system, members, sides)
    return {unknown.name.key for unknown in too_close(seen)} - exposed.keys
