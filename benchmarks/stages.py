"""Where the time of `qaf validate` goes: seconds by stage, in one process so that they add up.

    python benchmarks/stages.py FOLDER

Prints JSON, `{"stage": seconds}`; `stage_lines` runs it and sets each stage beside the parsing of the same files.
"""

from __future__ import annotations

import builtins
import contextlib
import importlib
import io
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any

from measuring import ROOT, parse_command, run

ROUNDS = 3
STAGES = {
    "find and read files": ["workspace.tree:FolderTree.files", "workspace.tree:FolderTree.read"],
    "parse": ["workspace.yaml_reader:read_yaml"],
    "shape": ["workspace.shape:check_shape"],
    "ids": ["workspace.identity:register_document", "workspace.assemble:assemble"],
    "references": [
        "workspace.references:ReferenceCheck.check",
        "workspace.links:check_links",
        "workspace.fit:check_fit",
        "workspace.prose_check:check_prose",
    ],
    "places": ["workspace.documents:Documents.place"],
    "rules": ["rules.judge:judge", "analysis.coverage:coverage"],
    "print": ["cli.output:show_findings"],
}
"""What belongs to each stage, by the module that defines it; all else is counted as such."""
IMPORTS = "imports"
REST = "everything else"


class Clock:
    """Charges time to the innermost stage that is under way."""

    def __init__(self) -> None:
        self.seconds = dict.fromkeys((IMPORTS, *STAGES, REST), 0.0)
        self.under_way = [REST]
        self.since = time.perf_counter()

    def charge(self) -> None:
        """Charge what has passed since the last charge."""
        now = time.perf_counter()
        self.seconds[self.under_way[-1]] += now - self.since
        self.since = now

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, its time charged to `stage`."""

        @wraps(function)
        def wrapped(*arguments: Any, **options: Any) -> Any:
            self.charge()
            self.under_way.append(stage)
            try:
                return function(*arguments, **options)
            finally:
                self.charge()
                self.under_way.pop()

        return wrapped


def replace(name: str, stage: str, clock: Clock) -> None:
    """Put the timed function in the place of `name`, and of the same function wherever it was imported."""
    module_name, path = name.split(":")
    owner: Any = importlib.import_module(f"qaf.{module_name}")
    *outer, last = path.split(".")
    for part in outer:
        owner = getattr(owner, part)
    original = getattr(owner, last)
    timed = clock.timed(stage, original)
    setattr(owner, last, timed)
    for module in [module for key, module in sys.modules.items() if key.startswith("qaf.")]:
        if getattr(module, last, None) is original:
            setattr(module, last, timed)


def measure(folder: Path) -> dict[str, float]:
    """Run `qaf validate` of a folder in this process, each stage timed; returns seconds by stage."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    sys.path.insert(0, str(ROOT))
    clock = Clock()
    builtins.__import__ = clock.timed(IMPORTS, builtins.__import__)
    importlib.import_module = clock.timed(IMPORTS, importlib.import_module)
    from qaf.cli.boundary import run as run_qaf

    for stage, names in STAGES.items():
        for name in names:
            replace(name, stage, clock)
    with contextlib.redirect_stdout(io.StringIO()):
        code = run_qaf(["-C", str(folder), "--as-at", "2026-06-15", "validate", "--format", "concise"])
    if code > 1:
        sys.exit(f"qaf validate ended with exit code {code}, so its stages say nothing.")
    clock.charge()
    return clock.seconds


def stage_lines(folder: Path) -> Iterator[tuple[str, str]]:
    """For each stage its name, and its median time beside that of starting Python and parsing the same files."""
    rounds = []
    for _ in range(ROUNDS):
        floor = run(parse_command(folder)).wall
        start = run([sys.executable, "-c", "pass"]).wall
        done = subprocess.run([sys.executable, __file__, str(folder)], stdout=subprocess.PIPE, check=True, cwd=ROOT)
        stages = {"start Python": start, **json.loads(done.stdout)}
        rounds.append({name: (seconds, seconds / floor) for name, seconds in stages.items()})
    for name in rounds[0]:
        seconds = statistics.median(one[name][0] for one in rounds)
        ratio = statistics.median(one[name][1] for one in rounds)
        yield f"    {name}", f"{seconds * 1000:8.1f} ms {ratio:6.2f} x parsing"


if __name__ == "__main__":
    json.dump(measure(Path(sys.argv[1])), sys.stdout)
