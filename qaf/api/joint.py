"""What a partnership's members show of the measures that it has too, for the protection of its own figures."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from qaf.ground.errors import QafError

if TYPE_CHECKING:
    from qaf.disclosure.jointly import MemberFigures
    from qaf.model.framework import Framework
    from qaf.model.protected import ProtectedFigures
    from qaf.model.settings import Member


class Joint(NamedTuple):
    """What the members show, and the ids of those who sent something that cannot be read."""

    held: list[MemberFigures]
    unread: list[str]


def held_by_members(root: Path, framework: Framework) -> Joint:
    """What the members' bundles and folders show, one after the other.

    What cannot be used shows nothing here, and is named; `qaf overview` says why it cannot.
    """
    from qaf.disclosure.jointly import member_figures
    from qaf.sharing.manifest import BundleError

    joint = Joint([], [])
    for member in framework.settings.members:
        try:
            read = _read(root, member)
        except (BundleError, QafError):
            joint.unread.append(member.id)
            continue
        held = member_figures(member.id, framework, *read) if read else None
        if held is not None:
            joint.held.append(held)
    return joint


def _read(root: Path, member: Member) -> tuple[Framework, ProtectedFigures] | None:
    """The member's framework and what it shows; None where nothing of it is there. Raises where it cannot be used."""
    from qaf.api.folder import open_folder
    from qaf.sharing.unpack import read_bundle

    if member.bundle:
        if not os.path.lexists(root / member.bundle):
            return None
        bundle = read_bundle(root / member.bundle, member.id)
        return bundle.framework, bundle.figures
    if not member.folder or not (root / member.folder).is_dir():
        return None
    folder = open_folder(root / member.folder)
    if folder.root == root or folder.framework.settings.organisation.kind == "partnership":
        return None
    return folder.framework, folder.figures
