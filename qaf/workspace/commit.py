"""The commit that last touched a folder, where there is git. Nothing of the repository's own settings is run."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_SETTINGS_THAT_RUN_CODE = ("core.fsmonitor=false", "core.hooksPath=", "core.pager=cat", "log.showSignature=false")


def commit_of(folder: Path) -> str:
    """The short hash of the last commit that touched `folder`; "" without git, or where none has."""
    return run_git(folder, "rev-list", "-1", "--abbrev-commit", "--abbrev=10", "HEAD", "--", ".").strip()


def run_git(folder: Path, *command: str) -> str:
    """What a command of git prints about `folder`; "" without git, or where it fails."""
    options = [part for setting in _SETTINGS_THAT_RUN_CODE for part in ("-c", setting)]
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    try:
        result = subprocess.run(
            ["git", *options, *command],
            cwd=folder,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            timeout=20,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return result.stdout if result.returncode == 0 else ""
