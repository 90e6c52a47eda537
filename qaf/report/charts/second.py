"""A second process that draws half of the charts. It is started afresh, never forked, and need not succeed."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO

from qaf.ground.processes import module_paths, processors
from qaf.report.charts.facts import Drawing

PAYS_FROM = 16
"""With fewer charts a process would take longer to start than it saves."""

_PATIENCE = 300.0
"""Seconds after which the second process is given up."""


class Second:
    """The second process and what it was given; `drawings` is empty where there is none."""

    def __init__(self, process: subprocess.Popen[bytes], drawings: Sequence[Drawing], out: IO[bytes]) -> None:
        self._process, self.drawings, self._out = process, drawings, out

    def result(self) -> dict[str, str]:
        """The `<svg>` elements by id; empty where the process failed, so that the caller draws them itself."""
        try:
            if self._process.wait(_PATIENCE):
                return {}
        except subprocess.TimeoutExpired:
            return {}
        self._out.seek(0)
        try:
            found = json.loads(self._out.read())
        except ValueError:
            return {}
        return found if set(found) == {drawing.id for drawing in self.drawings} else {}


@contextmanager
def second_process(drawings: Sequence[Drawing]) -> Iterator[Second | None]:
    """A process that draws every second of `drawings`; None where it would not pay, or none can be started."""
    if len(drawings) < PAYS_FROM or processors() < 2 or not sys.executable:
        yield None
        return
    part = drawings[1::2]
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out:
        pickle.dump(list(part), given)
        given.seek(0)
        code = (
            f"import sys; sys.path[:] = {module_paths()!r}; from qaf.report.charts.second import draw_half; draw_half()"
        )
        try:
            process = subprocess.Popen(
                [sys.executable, "-P", "-c", code], stdin=given, stdout=out, stderr=subprocess.DEVNULL
            )
        except OSError:
            yield None
            return
        try:
            yield Second(process, part, out)
        finally:
            process.kill()
            process.wait()


def draw_half() -> None:
    """What the second process does: drawings in by standard input, their `<svg>` elements out as JSON."""
    from qaf.report.charts import draw_here

    drawings = pickle.load(sys.stdin.buffer)
    sys.stdout.buffer.write(json.dumps(draw_here(drawings)).encode())
