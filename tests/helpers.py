"""What several tests need: a folder made from a dict, and qaf called by its front door."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
"""The checkout."""

MINIMAL_SETTINGS = """\
schema: 2
organisation:
  id: northmoor
  name: Northmoor
  kind: organisation
"""
"""A `qaf.yaml` with nothing in it but what is required."""

_COLOURS = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE")
_NOT_OURS = ("CI", "GITHUB_ACTIONS", *_COLOURS, "QAF_NO_SKIPS", "PYTHONSTARTUP")


@dataclass(frozen=True)
class Ran:
    """How one run of qaf ended, and what it printed."""

    code: int
    out: str
    err: str


def build_tree(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write each file below `folder`, text as UTF-8 with the line ends given; returns `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return folder


def run_qaf(
    *arguments: str | Path, cwd: Path | None = None, environment: Mapping[str, str | None] | None = None
) -> Ran:
    """Run the command line in this process, in the folder `cwd`.

    `environment` adds variables; one that is None is taken away. What the machine has set itself (GitHub Actions,
    colours) is not seen, so that a test sees the same everywhere.
    """
    from qaf.cli.boundary import run

    out, err = _stream(), _stream()
    captured = contextlib.redirect_stdout(out), contextlib.redirect_stderr(err)
    with _environment(environment or {}), _working_in(cwd), captured[0], captured[1]:
        code = run([str(argument) for argument in arguments])
    return Ran(code, _text(out), _text(err))


def run_qaf_process(
    *arguments: str | Path,
    cwd: Path | None = None,
    environment: Mapping[str, str | None] | None = None,
    stdin: str | None = None,
    python: Path | str = sys.executable,
) -> Ran:
    """Run `python -m qaf` of this checkout as a process of its own; as `run_qaf` else."""
    command = [str(python), "-m", "qaf", *(str(argument) for argument in arguments)]
    return run_process(command, cwd=cwd, environment={"PYTHONPATH": str(ROOT), **(environment or {})}, stdin=stdin)


def run_process(
    command: list[str],
    cwd: Path | None = None,
    environment: Mapping[str, str | None] | None = None,
    stdin: str | None = None,
) -> Ran:
    """Run any command, with output as UTF-8 text and the machine's own settings of colour taken away."""
    with _environment({"PYTHONUTF8": "1", **(environment or {})}):
        done = subprocess.run(
            command,
            cwd=cwd,
            input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None,
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
    return Ran(done.returncode, done.stdout, done.stderr)


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="", write_through=True)


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    content = stream.buffer
    assert isinstance(content, io.BytesIO)
    return content.getvalue().decode("utf-8")


@contextlib.contextmanager
def _environment(wanted: Mapping[str, str | None]):
    before = dict(os.environ)
    changes: dict[str, str | None] = {**dict.fromkeys(_NOT_OURS), "COLUMNS": "100", **wanted}
    for name, value in changes.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


@contextlib.contextmanager
def _working_in(folder: Path | None):
    before = Path.cwd()
    os.chdir(folder or before)
    try:
        yield
    finally:
        os.chdir(before)
