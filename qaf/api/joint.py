"""What a partnership's members show of the measures that it has too, for the protection of its own figures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from qaf.ground.errors import QafError

if TYPE_CHECKING:
    from qaf.disclosure.jointly import Held, MemberFigure
    from qaf.model.framework import Framework
    from qaf.model.period import Period
    from qaf.model.protected import ProtectedFigures
    from qaf.model.settings import Member


def held_by_members(root: Path, framework: Framework) -> Held:
    """What the members' bundles and folders show, by the partnership's measure and the period.

    A measure is the same where both come from one entry of the catalogue, or bear the same id. A bundle that cannot be
    used shows nothing here; `qaf overview` says why.
    """
    from qaf.disclosure.jointly import MemberFigure
    from qaf.disclosure.primary import PROFILES

    found: dict[tuple[str, Period], list[MemberFigure]] = {}
    own = {measure.based_on or measure.id: measure.id for measure in framework.measures.values()}
    for member in framework.settings.members:
        for theirs, figures in _read(root, member):
            threshold = PROFILES[figures.profile].threshold
            for measure in theirs.measures.values():
                mine = own.get(measure.based_on or measure.id)
                for figure in figures.of(measure.id) if mine else ():
                    found.setdefault((str(mine), figure.period), []).append(MemberFigure(figure, threshold))
    return found


def _read(root: Path, member: Member) -> Iterator[tuple[Framework, ProtectedFigures]]:
    """The member's framework and what it shows; nothing where neither can be had."""
    from qaf.api.folder import open_folder
    from qaf.sharing.manifest import BundleError
    from qaf.sharing.unpack import read_bundle

    try:
        if member.bundle:
            bundle = read_bundle(root / member.bundle, member.id)
            yield bundle.framework, bundle.figures
        elif member.folder and (root / member.folder).is_dir():
            folder = open_folder(root / member.folder)
            if folder.root != root:
                yield folder.framework, folder.figures
    except (BundleError, QafError):
        return
