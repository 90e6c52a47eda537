"""docs/first-session.md: the README's tutorial as somebody new goes through it, in an environment of their own.

    python tests/first_session.py

installs qaf from this checkout into a fresh environment, follows the tutorial in an empty folder, and writes down every
command with all that it printed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from test_readme import Reader, follow

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "first-session.md"
DAY = "2026-06-15"
HEAD = f"""\
# A first session

Everything below was run in a fresh environment with nothing in it but Python and pip, outside the checkout, by
`tests/first_session.py`; it follows the [tutorial](../README.md) and leaves out no line. Files were saved and changed
in between as the tutorial says. The day is taken to be {DAY}. Organisation, people and figures are invented.

"""


@dataclass
class NewUser(Reader):
    """Somebody with qaf in an environment of their own, who writes down what they see."""

    environment: Path = Path()
    said: list[str] = field(default_factory=list)

    def run(self, words: list[str]) -> str:
        printed = super().run(words) if words[0] != "qaf" else self._qaf(words[1:])
        self.said.append(f"$ {' '.join(_quoted(word) for word in words)}\n{printed}")
        return printed

    def _qaf(self, words: list[str]) -> str:
        home = {"HOME": str(self.environment), "PATH": os.defpath, "COLUMNS": "100", "LANG": "C.UTF-8"}
        command = [self.environment / "bin" / "qaf", "--as-at", DAY, *words]
        ran = subprocess.run(command, cwd=self.folder, env=home, capture_output=True, text=True, check=False)
        assert ran.returncode in (0, 1), ran.stderr
        return ran.stdout + ran.stderr


def _quoted(word: str) -> str:
    return f'"{word}"' if re.search(r"\s", word) else word


def first_session(place: Path) -> str:
    """The page, from an environment and a folder that are made below `place`."""
    source = shutil.copytree(ROOT, place / "source", ignore=shutil.ignore_patterns(".*", "build", "*.egg-info"))
    environment = place / "environment"
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    pip = [environment / "bin" / "python", "-m", "pip", "install", "--quiet", "--constraint"]
    subprocess.run([*pip, source / "constraints.txt", source], cwd=place, check=True, capture_output=True)
    folder = place / "work"
    folder.mkdir()
    user = NewUser(folder, environment=environment, said=["$ pip install .\n"])
    user.run(["qaf", "--version"])
    follow((ROOT / "README.md").read_text(encoding="utf-8"), user)
    user.run(["qaf", "gaps"])
    return HEAD + "".join(f"```text\n{one.rstrip()}\n```\n\n" for one in user.said).rstrip() + "\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        PAGE.write_text(first_session(Path(name)), encoding="utf-8", newline="\n")
