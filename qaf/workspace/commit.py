"""The commit that last touched a folder, where there is git. Nothing of the repository's own settings is run."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_NOT_THE_REPOSITORY_S = (
    *("core.fsmonitor=false", "core.hooksPath=", "core.pager=cat", "log.showSignature=false"),
    *("protocol.allow=never", "i18n.logOutputEncoding=UTF-8", "log.mailmap=false", "color.ui=false"),
)
"""What a repository's own settings would have git run, or print otherwise than it is read here."""

_TOLD_BY_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")


def commit_of(folder: Path) -> str:
    """The short hash of the last commit that touched `folder`; "" without git, or where none has."""
    return run_git(folder, "rev-list", "-1", "--abbrev-commit", "--abbrev=10", "HEAD", "--", ".").strip()


def git_command(*command: str) -> list[str]:
    """The command line of git, by which nothing of the repository's own settings is run."""
    return ["git", *(part for setting in _NOT_THE_REPOSITORY_S for part in ("-c", setting)), *command]


def git_environment() -> dict[str, str]:
    """The variables that git is run with: it takes no locks, asks nothing, fetches nothing, and speaks English.

    That it fetches nothing is told here too, for a repository can allow what `protocol.allow` forbids. Where the
    repository lies is told by the folder alone: inside a hook git names one itself, and the wrong folder.
    """
    inherited = {name: value for name, value in os.environ.items() if name not in _TOLD_BY_A_HOOK}
    alone = {"GIT_ALLOW_PROTOCOL": "", "GIT_NO_LAZY_FETCH": "1"}
    return {**inherited, **alone, "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}


def run_git(folder: Path, *command: str) -> str:
    """What a command of git prints about `folder`; "" without git, or where it fails."""
    try:
        result = subprocess.run(
            git_command(*command),
            cwd=folder,
            env=git_environment(),
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            timeout=20,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return result.stdout if result.returncode == 0 else ""
