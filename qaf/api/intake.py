"""A member's bundle comes in: verified as a whole, and put at the place that qaf.yaml names for that member."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from qaf.api.folder import Folder
from qaf.ground.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qaf.model.settings import Member
    from qaf.sharing.manifest import Manifest


class TakenIn(NamedTuple):
    """What became of a bundle: whose it is, where it lies, and whether it is `new`, newer, or there already."""

    member: str
    place: Path
    state: Literal["new", "newer", "same"]
    manifest: Manifest


def take_in_bundle(folder: Folder, file: Path, as_at: date, *, dry_run: bool = False) -> TakenIn:
    """Verify a bundle and put it into its place, whole or not at all.

    Raises `RefusedError` with the reason where it is not right, not a member's, or not newer than what is there; what
    is there stays as it is then.
    """
    from qaf.disclosure.record import check_place
    from qaf.ground.files import write_file
    from qaf.sharing.archive import read_archive
    from qaf.sharing.manifest import BundleError
    from qaf.sharing.unpack import organisation_of, verified

    try:
        files = read_archive(file)
        member = _member(folder, organisation_of(files))
        manifest = verified(files, member.id).manifest
        refuse_future(manifest, as_at)
        refuse_older(folder.root, manifest)
        place = folder.root / str(member.bundle)
        check_place(folder.root, place)
        _refuse_other(folder.root, place)
        state = _state(place, manifest)
    except BundleError as fault:
        raise RefusedError(f"The bundle was refused: {fault.why}. Nothing was written.", help=fault.advice) from None
    if state != "same" and not dry_run:
        write_file(place, _bytes_of(file, files))
    return TakenIn(member.id, place, state, manifest)


def _refuse_other(root: Path, place: Path) -> None:
    """Raises `BundleError` where a bundle would be written over something else outside of the folder."""
    from qaf.ground.places import lies_in
    from qaf.sharing.manifest import BundleError
    from qaf.sharing.pack import ENDING

    if place.suffix != ENDING and not lies_in(place, root):
        raise BundleError(
            f"qaf.yaml would have it written to {place}, which is outside of the folder and no name of a bundle",
            f"Name a file that ends in {ENDING} at that member.",
        )


def refuse_future(manifest: Manifest, as_at: date) -> None:
    """Raises `BundleError` for a bundle that is dated after the day: it would keep out whatever comes before then."""
    from qaf.sharing.manifest import BundleError

    if manifest.as_at > as_at:
        raise BundleError(
            f"it is dated {manifest.as_at.isoformat()}, which is after {as_at.isoformat()}",
            "Ask its sender to share again with the right day.",
        )


def refuse_older(root: Path, manifest: Manifest) -> None:
    """Raises `BundleError` where an edition of the partnership was made with a newer bundle of this member."""
    from qaf.sharing.manifest import BundleError
    from qaf.sharing.seen import newest_used

    used = newest_used(root).get(manifest.organisation)
    if used is not None and manifest.order < used:
        raise BundleError(
            "it is older than the one that a published edition was made with",
            "Put the newer one back, or ask its sender for the latest.",
        )


def _member(folder: Folder, organisation: str) -> Member:
    from qaf.sharing.manifest import BundleError

    member = next((one for one in folder.framework.settings.members if one.id == organisation), None)
    if member is None:
        raise BundleError(
            f"it is that of `{organisation}`, which is no member here",
            f"Add it to `members:` in qaf.yaml: {{id: {organisation}, bundle: bundles/{organisation}.qafbundle}}.",
        )
    if not member.bundle:
        raise BundleError(
            f"qaf.yaml names no place for the bundle of `{organisation}`",
            f"Write `bundle: bundles/{organisation}.qafbundle` at that member.",
        )
    return member


def _state(place: Path, manifest: Manifest) -> Literal["new", "newer", "same"]:
    """What the bundle is beside the one that lies there; one that cannot be used is replaced by any that can."""
    from qaf.sharing.manifest import BundleError
    from qaf.sharing.unpack import read_manifest_of

    if not place.exists():
        return "new"
    try:
        there = read_manifest_of(place, manifest.organisation)
    except BundleError:
        return "newer"
    if there.resources == manifest.resources and there.order == manifest.order:
        return "same"
    if manifest.order < there.order:
        raise BundleError("it is older than the one that is there already", "The newer one stays.")
    if manifest.order == there.order:
        raise BundleError(
            "it has the day and the number of the one that is there already, and yet is not the same",
            "Ask its sender which of the two is right, and to share again.",
        )
    return "newer"


def _bytes_of(file: Path, files: Mapping[str, bytes]) -> bytes:
    """The bytes of the file, which has to hold still what was verified."""
    from qaf.sharing.archive import read_archive_bytes
    from qaf.sharing.manifest import BundleError

    try:
        content = file.read_bytes()
        same = read_archive_bytes(content) == files
    except (OSError, BundleError):
        same = False
    if not same:
        raise RefusedError("The bundle changed while it was read. Nothing was written.", help="Try again.")
    return content
