"""A repository of git made by a test: fixed days, one author, nothing of the machine's own settings."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from helpers import build_tree

NEEDS_GIT = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git on this machine")

ENVIRONMENT: Mapping[str, str] = {
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_SYSTEM": "/dev/null",
    "GIT_AUTHOR_NAME": "A. Author",
    "GIT_AUTHOR_EMAIL": "author@example.org",
    "GIT_COMMITTER_NAME": "A. Author",
    "GIT_COMMITTER_EMAIL": "author@example.org",
}


@pytest.fixture
def only_our_git(monkeypatch):
    """Nothing that the machine tells git reaches the test, nor a repository around the test's own folder."""
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"):
        monkeypatch.delenv(name, raising=False)


class Repository:
    """A repository with the framework in `folder` of it. `at` makes a commit on a day."""

    def __init__(self, top: Path, folder: str = "") -> None:
        self.top = top
        self.root = top / folder
        top.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *command: str, day: str = "2024-01-01") -> str:
        """Run git in the repository; returns what it printed, without the last line end."""
        import os

        moment = f"{day}T12:00:00+00:00"
        environment = {**os.environ, **ENVIRONMENT, "GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
        done = subprocess.run(
            ["git", *command], cwd=self.top, env=environment, check=True, capture_output=True, encoding="utf-8"
        )
        return done.stdout.rstrip("\n")

    def at(self, day: str, files: Mapping[str, str | bytes | None], tag: str = "") -> str:
        """Write files of the framework (None takes one away), commit everything, and tag it; returns the hash."""
        build_tree(self.root, {name: content for name, content in files.items() if content is not None})
        for name, content in files.items():
            if content is None:
                (self.root / name).unlink()
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", f"As on {day}", day=day)
        if tag:
            self.git("tag", tag)
        return self.git("rev-parse", "HEAD")
