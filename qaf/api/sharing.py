"""A member's bundle for its partnership: protected, recorded as an edition, written in one piece."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from os.path import lexists
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from qaf.api.folder import Folder
from qaf.ground.errors import RefusedError
from qaf.ground.places import ordinary_bytes
from qaf.ground.text import listing

if TYPE_CHECKING:
    from qaf.model.period import Period
    from qaf.model.protected import ProtectedFigures
    from qaf.sharing.manifest import Manifest

EDITION_FORMAT = "qaf-shared/1"
_LINK = re.compile(r"https?://\S+")


class Shared(NamedTuple):
    """A bundle that was written: its file, the edition it is recorded as, how many figures it has and withholds.

    `recorded`: whether the edition is new; it is not where the very same was shared before. `stories`: how many went
    along.
    """

    file: Path
    edition: str
    figures: int
    withheld: int
    stories: int
    recorded: bool


def share(folder: Folder, out: Path, *, period: Period, as_at: date, publish: str = "") -> Shared:
    """Write the bundle to `out` and record below `published/` what it shows: whatever comes later is tied to it.

    `publish`: the name of that edition. The bundle is written aside first, and read again as its receiver will; then
    the edition is recorded; then the bundle is put into its place. Raises `QafError` where any of that may not be.
    """
    from qaf.api import check
    from qaf.api.book import refuse_errors
    from qaf.disclosure.editions import FIGURES_FILE, edition_bytes
    from qaf.disclosure.record import BOOK_FILE, check_name, check_place, record
    from qaf.ground.files import written_aside
    from qaf.sharing.pack import bundle_bytes, contents, up_to

    check_place(folder.root, out)
    _refuse_kind(folder)
    refuse_errors(folder, check(folder, as_at))
    manifest = _manifest(folder, period, as_at)
    shown = up_to(folder.figures, manifest)
    made = contents(manifest, folder.loaded.documents, folder.written, shown, as_at)
    refuse_identifiers(made.files)
    figures = edition_bytes(shown)
    name, number, known = _edition(folder.root, publish, as_at, made.digest, figures)
    manifest = replace(manifest, edition=name, number=number)
    content = bundle_bytes(manifest, made)
    stories = _read_again(content, manifest.organisation)
    if not known:
        check_name(folder.root, name)
    with written_aside(out, content) as put:
        if not known:
            said = _said(folder, manifest, shown, made.digest)
            begun = record(
                folder.root, name, {FIGURES_FILE: figures, BOOK_FILE: said}, failed="The bundle",
                advice="No bundle was written. Share again when that is mended.",
            )  # fmt: skip
            with begun as edition:
                edition.finish()
        put()
    return Shared(out, name, len(shown), shown.withheld(), stories, not known)


def refuse_identifiers(files: Mapping[str, bytes]) -> None:
    """Raises `RefusedError` where a text of the framework or a story holds what identifies a person."""
    from qaf.data.identifiers import screen

    for path, content in sorted(files.items()):
        if not path.startswith("framework/"):
            continue
        for line in _LINK.sub(" ", content.decode("utf-8")).splitlines():
            kinds = [kind.words for kind in screen(line) if kind.refused]
            if kinds:
                raise RefusedError(
                    f"{path.removeprefix('framework/')} holds what looks like an identifier of a person: "
                    f"{listing(kinds)}.",
                    help="Take it out, then share again. Nothing was written.",
                )


def _edition(root: Path, publish: str, as_at: date, digest: str, figures: bytes) -> tuple[str, int, bool]:
    """Name and number of the edition, and whether it is recorded already since the very same was shared before."""
    from qaf.disclosure.editions import FIGURES_FILE, FOLDER

    earlier = _shared_before(root / FOLDER)
    for name, (number, content) in earlier.items():
        if content == digest and publish in ("", name) and _holds(root / FOLDER / name / FIGURES_FILE, figures):
            return name, number, True
    number = max((number for number, _ in earlier.values()), default=0) + 1
    plain = f"shared-{as_at.isoformat()}"
    names = (plain, *(f"{plain}-{count}" for count in range(2, number + 2)))
    return publish or next(name for name in names if not lexists(root / FOLDER / name)), number, False


def _read_again(content: bytes, organisation: str) -> int:
    """How many stories the bundle holds, for one who reads it as its receiver will."""
    from qaf.sharing.archive import read_archive_bytes
    from qaf.sharing.manifest import BundleError
    from qaf.sharing.unpack import verified

    try:
        return len(verified(read_archive_bytes(content), organisation).framework.stories)
    except BundleError as fault:
        raise RefusedError(
            f"A bundle of this folder could not be read by its receiver: {fault.why}.",
            help="Nothing was written. `qaf validate` may name the cause.",
        ) from None


def _refuse_kind(folder: Folder) -> None:
    if folder.framework.settings.organisation.kind == "catalogue":
        raise RefusedError(
            "A catalogue has no figures and belongs to no partnership, so there is nothing to share.",
            help="`qaf init DIR` makes a framework folder of your own.",
        )


def _manifest(folder: Folder, period: Period, as_at: date) -> Manifest:
    """The manifest, before it is known as which edition it goes out."""
    from qaf.ground.version import VERSION
    from qaf.sharing.manifest import Manifest
    from qaf.workspace.commit import commit_of

    settings = folder.framework.settings
    organisation = settings.organisation
    return Manifest(
        organisation=organisation.id,
        name=organisation.name,
        kind=organisation.kind,
        edition="",
        number=0,
        period=period,
        as_at=as_at,
        profile=settings.disclosure.profile,
        commit=commit_of(folder.root),
        marking=settings.marking or "",
        made_by=f"qaf {VERSION}",
        schema=settings.schema_,
    )


def _said(folder: Folder, manifest: Manifest, shown: ProtectedFigures, digest: str) -> bytes:
    from qaf.sharing.seen import members_used

    said: dict[str, object] = {
        "format": EDITION_FORMAT,
        "qaf": manifest.made_by.removeprefix("qaf "),
        "edition": manifest.edition,
        "organisation": manifest.name,
        "period": str(manifest.period),
        "as_at": manifest.as_at.isoformat(),
        "forms": ["bundle"],
        "number": manifest.number,
        "content": digest,
        "profile": manifest.profile,
        "figures": len(shown),
        "withheld": {"in_figures": shown.withheld()},
    }
    if members := members_used(folder.root, folder.framework):
        said["members"] = members
    return (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _shared_before(published: Path) -> Mapping[str, tuple[int, str]]:
    """The number of each bundle that was shared, and what tells its content, by the name of its edition."""
    from qaf.disclosure.record import BOOK_FILE

    found = {}
    for path in sorted(published.glob(f"*/{BOOK_FILE}")):
        try:
            said = json.loads(ordinary_bytes(path, published))
        except (OSError, ValueError, RecursionError):
            continue
        if isinstance(said, dict) and said.get("format") == EDITION_FORMAT and isinstance(said.get("number"), int):
            found[path.parent.name] = (said["number"], str(said.get("content")))
    return found


def _holds(path: Path, content: bytes) -> bool:
    try:
        return ordinary_bytes(path) == content
    except OSError:
        return False
