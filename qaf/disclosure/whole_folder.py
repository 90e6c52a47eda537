"""Everything a reader could lay side by side, as one system: the folder now, and each edition that is out."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace

from qaf.disclosure.audit import audit
from qaf.disclosure.bounds import bounds
from qaf.disclosure.editions import Edition
from qaf.disclosure.hide import Choice, hide
from qaf.disclosure.jointly import MemberFigures, periods_beside, tie_members
from qaf.disclosure.primary import Hidden, Profile
from qaf.disclosure.relations import BASE, COUNT, PART, About, Snapshot, relate, within_figures
from qaf.disclosure.rows import Row, Rows, rows_of
from qaf.disclosure.said import Said, notices
from qaf.disclosure.second import TwoAtWork
from qaf.disclosure.small import combined
from qaf.disclosure.sums import across_figures
from qaf.disclosure.unknowns import Block, System, Unknown
from qaf.model.figure import FigureKey
from qaf.model.framework import Framework


@dataclass
class WholeFolder:
    """The system of a folder, its editions and its members. `now` is what the folder shows today."""

    system: System
    now: Snapshot
    editions: list[tuple[Edition, Snapshot]] = field(default_factory=list)
    theirs: list[Snapshot] = field(default_factory=list)

    @property
    def doubts(self) -> list[About]:
        """Sums that do not add up."""
        return [about for snapshot in (self.now, *(s for _, s in self.editions)) for about in snapshot.doubts]


@dataclass
class Outcome:
    """What was chosen over all blocks: places that are hidden, places that cannot be protected, sums left out.

    `plain`: zeros that nothing can hide, since the total that they are a part of is zero and is shown.
    """

    hidden: set[int] = field(default_factory=set)
    plain: set[int] = field(default_factory=set)
    exposed: list[tuple[Block, int]] = field(default_factory=list)
    doubts: list[About] = field(default_factory=list)


def whole_folder(
    framework: Framework,
    rules: Profile,
    rows: Rows,
    editions: Sequence[Edition],
    truth: System | None = None,
    saids: Sequence[Said] = (),
    members: Sequence[MemberFigures] = (),
) -> WholeFolder:
    """Put rows and editions together: first every number, then every sum, then what notices say (`saids`).

    `truth`: see `Snapshot`. `members`: what the members of a partnership show; it is out as an edition is.
    """
    system = System()
    earlier = [
        (edition, Snapshot(framework, edition.profile, _rows(framework, edition), system, edition.name))
        for edition in editions
    ]
    folder = WholeFolder(system, Snapshot(framework, rules, rows, system, truth=truth), earlier)
    ours = [folder.now, *(snapshot for _, snapshot in earlier)]
    theirs = {member.id: _of_member(member, system) for member in members}
    snapshots = [*ours, *theirs.values()]
    for snapshot in snapshots:
        relate(snapshot)
    beside = periods_beside(ours, theirs, members)
    for snapshot in snapshots:
        across_figures(snapshot, beside[id(snapshot)])
        within_figures(snapshot)
    system.notices += notices(folder.now, saids)
    tie_members(ours, theirs, members)
    folder.theirs = list(theirs.values())
    return folder


def _of_member(member: MemberFigures, system: System) -> Snapshot:
    rows = rows_of(member.framework, member.figures, member.profile, fixed=True)
    return Snapshot(member.framework, member.profile, rows, system, member.id)


def _rows(framework: Framework, edition: Edition) -> dict[FigureKey, Row]:
    return rows_of(framework, edition.figures, edition.profile, fixed=True)


Memory = dict[tuple[object, ...], Choice]
"""What was chosen for blocks that look alike: the same numbers and the same sums."""


def choose(folder: WholeFolder, memory: Memory, two: TwoAtWork, *, thorough: bool) -> Outcome:
    """What to hide, block by block."""
    outcome = Outcome()
    guarded: list[tuple[Block, tuple[object, ...]]] = []
    new: dict[tuple[object, ...], Block] = {}
    for block in folder.system.blocks():
        if not block.guarded():
            outcome.hidden |= {block.places[i] for i in block.start()}
            continue
        looks = (thorough, *block.looks())
        guarded.append((block, looks))
        if looks not in memory:
            new.setdefault(looks, block)
    chosen = two.choices(list(new.values()), _thoroughly if thorough else _quickly)
    memory.update(zip(new, chosen, strict=True))
    for block, looks in guarded:
        _take(outcome, block, memory[looks])
    return outcome


def _thoroughly(block: Block) -> Choice:
    return _choice(block, thorough=True)


def _quickly(block: Block) -> Choice:
    return _choice(block, thorough=False)


def _choice(block: Block, *, thorough: bool) -> Choice:
    """What to hide in a block; where what notices tell cannot be guarded by hiding, as if they told nothing."""
    choice = hide(block, thorough=thorough)
    if not choice.exposed or not block.notices:
        return choice
    without = hide(replace(block, notices=[]), thorough=thorough)
    return without if len(without.exposed) < len(choice.exposed) else choice


def _take(outcome: Outcome, block: Block, choice: Choice) -> None:
    found = bounds(block, choice.hidden, set(choice.broken))
    plain = {i for i in choice.exposed if block.unknowns[i].true == (0.0, 0.0) and not found.is_open(i)}
    outcome.hidden |= {block.places[i] for i in choice.hidden - plain}
    outcome.plain |= {block.places[i] for i in plain}
    outcome.exposed += [(block, i) for i in sorted(choice.exposed - plain)]
    outcome.doubts += [block.equations[rule].about for rule in choice.broken]


def too_close(folder: WholeFolder) -> list[Unknown]:
    """Numbers that are not shown, and whose range is not wide enough for a reader of all that is shown.

    Not a zero that no page prints: where the total that it is a part of is shown as zero, nothing can hide it.
    """
    found = []
    for block in folder.system.blocks():
        if block.guarded():
            found += [block.unknowns[i] for i in audit(block, block.start()).too_close]
    return [unknown for unknown in found if not (unknown.replaced and unknown.true == (0.0, 0.0))]


def hidden_cells(snapshot: Snapshot, row: Row, hidden: Set[int], plain: Set[int] = frozenset()) -> Hidden:
    """Which cells of a row are hidden, its own account and what was chosen taken together.

    A value goes with its numerator or denominator: beside the one that is shown it would give the other back.
    """
    if row.fixed:
        return row.small
    if row.measure.unit == "count":
        gone = row.small.value or snapshot.place(row.key, COUNT) in hidden
        return Hidden(gone, gone, gone)
    at_part = snapshot.place(row.key, PART)
    part, base = at_part in hidden, snapshot.place(row.key, BASE) in hidden
    small = row.small._replace(numerator=row.small.numerator and at_part not in plain)
    return combined(small, Hidden(part, base, part or base))
