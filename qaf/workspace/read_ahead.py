"""Reading and parsing many files with a second process, begun before the heavy imports of the first.

Chunks of files are handed out as tokens in a pipe, which both processes take from; the second hands over what it has
parsed through another. It is there for speed alone: a file that it did not deliver, for whatever reason, is simply read
by the first.
"""

from __future__ import annotations

import marshal
import os
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import NamedTuple

from qaf.workspace.tree import Tree, UnreadableError

FEWEST_FILES = 300
"""Below this many files a second process costs more than it saves."""
_CHUNK = 32
_TOKEN = 4
_MOST_TOKENS = 8_000
_LENGTH = 8


class Parsed(NamedTuple):
    """The bytes of one file, and its data: only files without any problem are parsed ahead."""

    content: bytes
    data: object


class ReadAhead:
    """What is known of the files before they are asked for."""

    def __init__(self, tree: Tree, paths: Sequence[str]) -> None:
        self.tree = tree
        self.paths = paths
        self.parsed: dict[str, Parsed] = {}
        self._left: Iterator[Sequence[str]] = iter(())
        self._results = -1

    def begin(self, tokens: int, results: int) -> None:
        """Share the work with a second process through these two pipes."""
        self._left, self._results = _claimed(tokens, self.paths), results

    def take(self, path: str) -> Parsed | None:
        """What is known of a file, once. While the second process is at work others are parsed here."""
        while path not in self.parsed and self._results >= 0:
            if _is_ready(self._results):
                self._receive()
            elif paths := next(self._left, None):
                self.parsed.update(_parse(self.tree, paths))
            else:
                self._receive()
        return self.parsed.pop(path, None)

    def _receive(self) -> None:
        blob = _received(self._results)
        if blob:
            self.parsed.update((path, Parsed(*both)) for path, both in marshal.loads(blob).items())
            return
        self._results = -1
        for paths in self._left:
            self.parsed.update(_parse(self.tree, paths))


@contextmanager
def read_ahead(tree: Tree) -> Iterator[ReadAhead]:
    """Start a second process where there are many files and it can help; it has ended when the block is left."""
    paths = [path for path in tree.files() if path.endswith(".yaml") and path.startswith("areas/")]
    ahead = ReadAhead(tree, paths)
    if not _worth_it(len(paths)):
        yield ahead
        return
    tokens, token_source = os.pipe()
    results, result_sink = os.pipe()
    _widen(results)
    chunks = -(-len(paths) // _CHUNK)
    os.write(token_source, b"".join(index.to_bytes(_TOKEN, "big") for index in range(chunks)))
    os.close(token_source)
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        os.close(results)
        _work(tree, paths, tokens, result_sink)
    os.close(result_sink)
    ahead.begin(tokens, results)
    try:
        yield ahead
    finally:
        os.close(tokens)
        os.close(results)
        with suppress(ChildProcessError):
            os.waitpid(child, 0)


def _worth_it(count: int) -> bool:
    """Whether a second process helps, and can be had: forking is sure only where there is a single thread."""
    if count < FEWEST_FILES or count > _MOST_TOKENS * _CHUNK or sys.platform != "linux":
        return False
    return len(os.sched_getaffinity(0)) > 1 and threading.active_count() == 1


def _work(tree: Tree, paths: Sequence[str], tokens: int, sink: int) -> None:
    """The second process: parse, keep, hand over, and leave without running anything of the first."""
    import gc

    gc.disable()
    try:
        for claimed in _claimed(tokens, paths):
            blob = marshal.dumps({path: tuple(parsed) for path, parsed in _parse(tree, claimed).items()})
            _write(sink, len(blob).to_bytes(_LENGTH, "big") + blob)
    finally:
        os._exit(0)


def _claimed(tokens: int, paths: Sequence[str]) -> Iterator[Sequence[str]]:
    """Chunks of files, each taken by one process only, until none is left."""
    while token := os.read(tokens, _TOKEN):
        start = int.from_bytes(token, "big") * _CHUNK
        yield paths[start : start + _CHUNK]


def _parse(tree: Tree, paths: Sequence[str]) -> dict[str, Parsed]:
    from qaf.workspace.yaml_reader import read_yaml

    found = {}
    for path in paths:
        try:
            content = tree.read(path)
        except UnreadableError:
            continue
        reading = read_yaml(content)
        if reading.data is not None and not reading.problems and not reading.empty:
            found[path] = Parsed(content, reading.data)
    return found


def _widen(pipe: int) -> None:
    """Let the pipe hold more, so that the second process need not wait while the first is still importing."""
    import fcntl

    with suppress(OSError):
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, 1 << 20)


def _is_ready(source: int) -> bool:
    import select

    return bool(select.select([source], [], [], 0)[0])


def _write(sink: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(sink, view) :]


def _received(source: int) -> bytes:
    """The next blob, or b"" where the second process has no more (or has gone)."""
    length = _read(source, _LENGTH)
    if len(length) < _LENGTH:
        return b""
    wanted = int.from_bytes(length, "big")
    blob = _read(source, wanted)
    return blob if len(blob) == wanted else b""


def _read(source: int, wanted: int) -> bytes:
    parts = []
    while wanted and (part := os.read(source, min(wanted, 1 << 20))):
        parts.append(part)
        wanted -= len(part)
    return b"".join(parts)
