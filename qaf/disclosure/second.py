"""A second process that takes its share of the blocks to choose in. It is started afresh, and need not succeed.

What it is given and what it answers goes through pipes alone: blocks hold figures that are not protected yet, and none
of them is to lie on a disk.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import Thread
from types import TracebackType

from qaf.disclosure.hide import Choice
from qaf.disclosure.unknowns import Block
from qaf.ground.processes import module_paths, processors

Chooser = Callable[[Block], Choice]

PAYS_FROM = 2_000
"""With fewer numbers in all blocks together a process would take longer to start than it saves."""

_PATIENCE = 300.0
"""Seconds after which the second process is given up, once there is nothing left to do but to wait for it."""

_NO_ANSWER = (OSError, EOFError, ValueError, pickle.UnpicklingError, AttributeError, ImportError, IndexError)
"""What a pipe that broke, or an answer that is none, can raise."""


class TwoAtWork:
    """Chooses in blocks by two processes where that pays. To be used in a `with` block, at whose end both are done."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._failed = processors() < 2 or not sys.executable

    def __enter__(self) -> TwoAtWork:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()

    def choices(self, blocks: Sequence[Block], choose: Chooser) -> list[Choice]:
        """What `choose`, a function of a module, says of each block, in their order. The largest are taken first."""
        found: dict[int, Choice] = {}
        waiting = deque(sorted(range(len(blocks)), key=lambda at: (-len(blocks[at].places), at)))
        helper = None
        if sum(len(block.places) for block in blocks) >= PAYS_FROM and (process := self._started()) is not None:
            helper = Thread(target=self._elsewhere, args=(process, blocks, choose, waiting, found), daemon=True)
            helper.start()
        while (at := _next(waiting)) is not None:
            found[at] = choose(blocks[at])
        if helper is not None and self._process is not None:
            helper.join(_PATIENCE)
            if helper.is_alive():
                self._process.kill()
                helper.join()
        return [found[at] if at in found else choose(block) for at, block in enumerate(blocks)]

    def _started(self) -> subprocess.Popen[bytes] | None:
        if self._process is None and not self._failed:
            code = f"import sys; sys.path[:] = {module_paths()!r}; from qaf.disclosure.second import answer; answer()"
            try:
                self._process = subprocess.Popen(
                    [sys.executable, "-P", "-c", code],
                    stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                )  # fmt: skip
            except OSError:
                self._failed = True
        return None if self._failed else self._process

    def _elsewhere(
        self,
        process: subprocess.Popen[bytes],
        blocks: Sequence[Block],
        choose: Chooser,
        waiting: deque[int],
        found: dict[int, Choice],
    ) -> None:
        """Have the second process choose in one block after another, as long as it answers and there are any."""
        assert process.stdin is not None and process.stdout is not None
        while not self._failed and (at := _next(waiting)) is not None:
            self._failed = True
            with suppress(*_NO_ANSWER):
                pickle.dump((choose, blocks[at]), process.stdin)
                process.stdin.flush()
                found[at] = pickle.load(process.stdout)
                self._failed = False


def _next(waiting: deque[int]) -> int | None:
    try:
        return waiting.popleft()
    except IndexError:
        return None


def answer() -> None:
    """What the second process does: a block in by standard input, what was chosen out by standard output; again."""
    while True:
        try:
            choose, block = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        pickle.dump(choose(block), sys.stdout.buffer)
        sys.stdout.buffer.flush()
