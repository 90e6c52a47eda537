"""Runs of whole processes, side by side: what each took, and the median of the ratios between them."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
QAF = [sys.executable, "-c", "from qaf.__main__ import main; main()"]
"""What the installed command `qaf` does, from this checkout."""

_PARSE = """
import os, sys, yaml
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        with open(os.path.join(folder, name), "rb") as file:
            yaml.load(file, Loader=yaml.CSafeLoader)
"""


@dataclass(frozen=True)
class Run:
    """One process: seconds by the clock, seconds of processor time (of all its processes), and peak memory in MiB."""

    wall: float
    processor: float
    peak: float
    code: int


@dataclass(frozen=True)
class Pairing:
    """Several commands run in turn, round after round; the first is what the others are compared to."""

    runs: Mapping[str, Sequence[Run]]

    def wall(self, name: str) -> float:
        """Median seconds of one command."""
        return statistics.median(run.wall for run in self.runs[name])

    def ratio(self, name: str, to: str, what: str = "wall") -> float:
        """Median over the rounds of one command's seconds over another's; `what` may be "processor"."""
        pairs = zip(self.runs[name], self.runs[to], strict=True)
        return statistics.median(getattr(one, what) / getattr(other, what) for one, other in pairs)

    def peak(self, name: str) -> float:
        """The most memory that one command took in any round, in MiB."""
        return max(run.peak for run in self.runs[name])


def parse_command(folder: Path) -> list[str]:
    """Start Python and parse every file of a folder with the C loader: the least that any check could cost."""
    return [sys.executable, "-c", _PARSE, str(folder)]


def validate_command(folder: Path) -> list[str]:
    """`qaf validate` of a folder, on a given day."""
    return [*QAF, "-C", str(folder), "--as-at", "2026-06-15", "validate", "--format", "concise"]


def yamllint_command(folder: Path) -> list[str]:
    """yamllint with its relaxed settings."""
    return [sys.executable, "-m", "yamllint", "-d", "relaxed", "--no-warnings", str(folder)]


def run(command: Sequence[str]) -> Run:
    """Run one command to its end, its output thrown away."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / scale, process.returncode)


def paired(commands: Mapping[str, Sequence[str]], rounds: int) -> Pairing:
    """Run all commands once to warm up, then in turn, `rounds` times, forwards and backwards alternately."""
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        names = list(commands) if number % 2 else list(reversed(commands))
        for name in names:
            one = run(commands[name])
            if number:
                runs[name].append(one)
    return Pairing(runs)
