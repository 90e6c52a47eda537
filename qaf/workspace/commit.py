"""The commit that last touched a folder, where there is git. Nothing of the repository's own settings is run."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_SETTINGS_THAT_RUN_CODE = ("core.fsmonitor=false", "core.hooksPath=", "core.pager=cat", "log.showSignature=false")

_TOLD_BY_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")


def commit_of(folder: Path) -> str:
    """The short hash of the last commit that touched `folder`; "" without git, or where none has."""
    return run_git(folder, "rev-list", "-1", "--abbrev-commit", "--abbrev=10", "HEAD", "--", ".").strip()


def git_command(*command: str) -> list[str]:
    """The command line of git, by which nothing of the repository's own settings is run."""
    return ["git", *(part for setting in _SETTINGS_THAT_RUN_CODE for part in ("-c", setting)), *command]


def git_environment() -> dict[str, str]:
    """The variables that git is run with: it takes no locks, asks nothing, and speaks English.

    Where the repository lies is told by the folder alone: inside a hook git names one itself, and the wrong folder.
    """
    inherited = {name: value for name, value in os.environ.items() if name not in _TOLD_BY_A_HOOK}
    return {**inherited, "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}


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
