"""The commit that last touched a folder, where there is git. Nothing of the repository's own settings is run."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_SETTINGS_THAT_RUN_CODE = ("core.fsmonitor=false", "core.hooksPath=", "core.pager=cat", "log.showSignature=false")


def commit_of(folder: Path) -> str:
    """The short hash of the last commit that touched `folder`; "" without git, or where none has."""
    options = [part for setting in _SETTINGS_THAT_RUN_CODE for part in ("-c", setting)]
    command = ["git", *options, "rev-list", "-1", "--abbrev-commit", "--abbrev=10", "HEAD", "--", "."]
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    try:
        result = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return result.stdout.strip() if result.returncode == 0 else ""
