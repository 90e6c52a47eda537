"""What a partnership's members show of the measures that it has too, for the protection of its own figures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from qaf.ground.errors import QafError

if TYPE_CHECKING:
    from qaf.disclosure.jointly import MemberFigures
    from qaf.model.framework import Framework
    from qaf.model.protected import ProtectedFigures
    from qaf.model.settings import Member


def held_by_members(root: Path, framework: Framework) -> list[MemberFigures]:
    """What the members' bundles and folders show, one after the other.

    A bundle that cannot be used shows nothing here; `qaf overview` says why.
    """
    from qaf.disclosure.jointly import member_figures

    found = []
    for member in framework.settings.members:
        for theirs, figures in _read(root, member):
            held = member_figures(member.id, framework, theirs, figures)
            if held is not None:
                found.append(held)
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
            if folder.root != root and folder.framework.settings.organisation.kind != "partnership":
                yield folder.framework, folder.figures
    except (BundleError, QafError):
        return
