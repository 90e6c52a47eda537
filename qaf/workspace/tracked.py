"""Which files below a folder git keeps, where there is git. Nothing of the repository's own settings is run."""

from __future__ import annotations

from pathlib import Path

from qaf.ground.places import real
from qaf.workspace.commit import run_git


def tracked_files(folder: Path) -> tuple[str, ...]:
    """The files below `folder` that git tracks, staged ones included, by their paths from it, sorted.

    Empty without git, where the folder is in no repository, and where git cannot tell.
    """
    if not any((above / ".git").exists() for above in (real(folder), *real(folder).parents)):
        return ()
    listed = run_git(folder, "ls-files", "-z", "--", ".")
    return tuple(sorted(name for name in listed.split("\0") if name))
