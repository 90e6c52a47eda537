"""`qaf ingest` of bundles that members of a partnership shared."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from qaf.cli.output import note
from qaf.ground.errors import QafError, RefusedError

if TYPE_CHECKING:
    from qaf.api import Folder

_SAID = {
    "new": "taken in",
    "newer": "taken in, in the place of an older one",
    "same": "taken in already. Nothing to do",
}


def take_bundles(folder: Folder, files: Sequence[Path], as_at: date, dry_run: bool, options: bool) -> int:
    """Take bundles in one by one and say what became of each; the exit code. A bad one keeps no other out.

    `options`: whether any was given that belongs to files of figures.
    """
    from qaf.api.intake import take_in_bundle
    from qaf.data.file_name import shown_name
    from qaf.sharing.pack import ENDING

    if options:
        raise QafError("A member's bundle is taken in as it is: of the options only --dry-run goes with it.")
    others = [file for file in files if not file.name.lower().endswith(ENDING)]
    if others:
        raise QafError(
            "Bundles of members and files of figures cannot be taken in together.", help="Take them in one by one."
        )
    code = 0
    for file in files:
        name = shown_name(file.name)
        try:
            taken = take_in_bundle(folder, file, as_at, dry_run=dry_run)
        except RefusedError as error:
            code = 1
            note(f"{name}: {error.message}" + (f"\n  help: {error.help}" if error.help else ""))
            continue
        manifest = taken.manifest
        said = "would be " + _SAID[taken.state] if dry_run and taken.state != "same" else _SAID[taken.state]
        sys.stdout.write(
            f"{name}: the bundle of `{taken.member}` of {manifest.as_at.isoformat()}, figures up to {manifest.period}; "
            f"{said}.\n"
        )
    return code
