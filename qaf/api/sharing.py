"""A member's bundle for its partnership: protected, recorded as an edition, written in one piece."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from qaf.api.folder import Folder
from qaf.ground.errors import RefusedError

if TYPE_CHECKING:
    from qaf.model.period import Period
    from qaf.model.protected import ProtectedFigures
    from qaf.sharing.manifest import Manifest

EDITION_FORMAT = "qaf-shared/1"


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

    `publish`: the name of that edition. Raises `QafError` where that may not be; no bundle is written then.
    """
    from qaf.api import check
    from qaf.api.book import refuse_errors
    from qaf.disclosure.editions import FIGURES_FILE, FOLDER, edition_bytes
    from qaf.disclosure.record import BOOK_FILE, check_name, check_place, record
    from qaf.ground.files import write_file
    from qaf.sharing.framework_files import shared_stories
    from qaf.sharing.pack import bundle_bytes, up_to

    check_place(folder.root, out)
    _refuse_kind(folder)
    refuse_errors(folder, check(folder, as_at))
    name = publish or f"shared-{as_at.isoformat()}"
    earlier = _shared_before(folder.root / FOLDER)
    number = earlier.get(name, max(earlier.values(), default=0) + 1)
    manifest = _manifest(folder, name, number, period, as_at)
    shown = up_to(folder.figures, manifest)
    content = bundle_bytes(manifest, folder.loaded.documents, folder.written, shown, as_at)
    edition = {FIGURES_FILE: edition_bytes(shown), BOOK_FILE: _said(manifest, shown)}
    stories = len(shared_stories(folder.written, as_at))
    known = name in earlier and _same(folder.root / FOLDER / name, edition)
    with ExitStack() as stack:
        if not known:
            check_name(folder.root, name)
            stack.enter_context(record(folder.root, name, edition)).finish()
        write_file(out, content)
    return Shared(out, name, len(shown), shown.withheld(), stories, not known)


def _refuse_kind(folder: Folder) -> None:
    if folder.framework.settings.organisation.kind == "catalogue":
        raise RefusedError(
            "A catalogue has no figures and belongs to no partnership, so there is nothing to share.",
            help="`qaf init DIR` makes a framework folder of your own.",
        )


def _manifest(folder: Folder, name: str, number: int, period: Period, as_at: date) -> Manifest:
    from qaf.ground.version import VERSION
    from qaf.sharing.manifest import Manifest
    from qaf.workspace.commit import commit_of
    from qaf.workspace.load import SCHEMA

    settings = folder.framework.settings
    organisation = settings.organisation
    return Manifest(
        organisation=organisation.id,
        name=organisation.name,
        kind=organisation.kind,
        edition=name,
        number=number,
        period=period,
        as_at=as_at,
        profile=settings.disclosure.profile,
        commit=commit_of(folder.root),
        marking=settings.marking or "",
        made_by=f"qaf {VERSION}",
        schema=SCHEMA,
    )


def _said(manifest: Manifest, shown: ProtectedFigures) -> bytes:
    said = {
        "format": EDITION_FORMAT,
        "qaf": manifest.made_by.removeprefix("qaf "),
        "edition": manifest.edition,
        "organisation": manifest.name,
        "period": str(manifest.period),
        "as_at": manifest.as_at.isoformat(),
        "forms": ["bundle"],
        "number": manifest.number,
        "profile": manifest.profile,
        "figures": len(shown),
        "withheld": {"in_figures": shown.withheld()},
    }
    return (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _shared_before(published: Path) -> Mapping[str, int]:
    """The number of each bundle that was shared, by the name of its edition."""
    from qaf.disclosure.record import BOOK_FILE

    found = {}
    for path in sorted(published.glob(f"*/{BOOK_FILE}")):
        try:
            said = json.loads(path.read_bytes())
        except (OSError, ValueError, RecursionError):
            continue
        if isinstance(said, dict) and said.get("format") == EDITION_FORMAT and isinstance(said.get("number"), int):
            found[path.parent.name] = said["number"]
    return found


def _same(edition: Path, files: Mapping[str, bytes]) -> bool:
    """Whether an edition that is recorded already shows the very same."""
    try:
        return all((edition / name).read_bytes() == content for name, content in files.items())
    except OSError:
        return False
