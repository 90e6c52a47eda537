"""How long `qaf ingest` takes beside reading the same file with pandas, and beside `frictionless validate`.

    python benchmarks/ingest.py [--sizes 10_000,100_000,1_000_000] [--rounds 5] [--stored 10_000,100_000] [--check]

The file is a national one with a row for each year, authority, category and age group; the recipe takes one authority
and one comparator in a hundred and fifty. Whole processes are timed, with `--dry-run`: the file is read, looked through
for identifiers and checked, and nothing is written. Times depend on the machine; the ratios, medians of runs made in
turn, much less. 10,000,000 rows (1.3 GB) are run when asked for. After that come lines about folders with 10,000 and
100,000 stored figures: what it costs to take them in, to add to them, to show them and to take them back. `--check`
leaves with exit code 1 where a target is missed.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from measuring import QAF, ROOT, Pairing, paired, run
from national import USED_COLUMNS, write_file, write_folder
from stored import stored_lines
from validate import Line

TEXT, CATEGORIES, QAF_NAME = "pandas.read_csv as text", "with usecols and categories", "qaf ingest"
MOST_OF_CATEGORIES = 2.0
FRICTIONLESS_LEAST = 12.0
MOST_SCREENING = 0.3
MOST_MEMORY = 500
WHOLE_TARGETS_FROM = 1_000_000

_READ_TEXT = "import sys, pandas; pandas.read_csv(sys.argv[1], dtype=str, keep_default_na=False)"
_READ_CATEGORIES = (
    "import sys, pandas\npandas.read_csv(sys.argv[1], usecols=sys.argv[2:], dtype='category', keep_default_na=False)"
)
_SHARE = """
import contextlib, io, json, sys, time
sys.path.insert(0, sys.argv.pop(1))
from qaf.cli.boundary import run
import qaf.data.ingest as module
seconds = {}
def timed(name):
    function = getattr(module, name)
    def wrapped(*arguments, **options):
        start = time.process_time()
        try:
            return function(*arguments, **options)
        finally:
            seconds[name] = time.process_time() - start
    setattr(module, name, wrapped)
timed("screen_file")
start = time.process_time()
with contextlib.redirect_stdout(io.StringIO()):
    run(sys.argv[1:])
json.dump({"screening": seconds["screen_file"], "whole": time.process_time() - start}, sys.stdout)
"""


def ingest_command(folder: Path, file: Path) -> list[str]:
    """`qaf ingest` of a file, on a given day, without writing."""
    return [*QAF, *_arguments(folder, file)]


def _arguments(folder: Path, file: Path) -> list[str]:
    return ["-C", str(folder), "--as-at", "2026-09-01", "ingest", "--dry-run", str(file)]


def size_lines(folder: Path, file: Path, size: int, rounds: int) -> Iterator[Line]:
    """`qaf ingest` beside pandas, for one file."""
    commands = {
        TEXT: [sys.executable, "-c", _READ_TEXT, str(file)],
        CATEGORIES: [sys.executable, "-c", _READ_CATEGORIES, str(file), *USED_COLUMNS],
        QAF_NAME: ingest_command(folder, file),
    }
    if size > WHOLE_TARGETS_FROM:
        del commands[TEXT]  # it takes more memory than most machines have
    pairing = paired(commands, rounds)
    _refuse_failures(pairing)
    for name in commands:
        if name != QAF_NAME:
            ratio = pairing.ratio(QAF_NAME, name)
            times = f"{pairing.wall(QAF_NAME):8.2f} s / {pairing.wall(name):.2f} s = {ratio:.2f} x"
            times += f" ({pairing.ratio(QAF_NAME, name, 'processor'):.2f} x of processor time)"
            has_target = name == CATEGORIES and size >= WHOLE_TARGETS_FROM
            met = ratio <= MOST_OF_CATEGORIES if has_target else None
            yield Line(f"{size:,} rows: ingest / {name}", times, met, f"at most {MOST_OF_CATEGORIES:g} x")
    peaks = ", ".join(f"{name} {pairing.peak(name):.0f}" for name in commands)
    met = pairing.peak(QAF_NAME) < MOST_MEMORY
    yield Line(f"{size:,} rows: peak memory in MiB", peaks, met, f"qaf under {MOST_MEMORY}")


def screening_line(folder: Path, file: Path, size: int, rounds: int) -> Line:
    """How much of an ingest is the search for identifiers in different cells, imports counted in the whole.

    Shares of processor time.
    """
    shares = []
    for _ in range(rounds):
        command = [sys.executable, "-c", _SHARE, str(ROOT), *_arguments(folder, file)]
        found = json.loads(
            subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True, cwd=ROOT).stdout
        )
        shares.append(found["screening"] / found["whole"])
    share = statistics.median(shares)
    return Line(f"{size:,} rows: screening's share", f"{share:8.1%}", share <= MOST_SCREENING, f"{MOST_SCREENING:.0%}")


def frictionless_line(folder: Path, file: Path, size: int) -> Line:
    """`qaf ingest` beside `frictionless validate`, run once each, after a first run of qaf that counts for nothing."""
    what = f"{size:,} rows: frictionless validate / ingest"
    if importlib.util.find_spec("frictionless") is None:
        return Line(what, "frictionless is not installed: pip install -e '.[dev]'")
    run(ingest_command(folder, file))
    own = run(ingest_command(folder, file))
    # Frictionless refuses paths outside its folder, which `--trusted` allows.
    other = run([sys.executable, "-m", "frictionless", "validate", "--trusted", str(file)])
    if other.code:
        sys.exit("`frictionless validate` failed, so nothing can be said of how fast it is.")
    times = other.wall / own.wall
    met = times >= FRICTIONLESS_LEAST if size >= WHOLE_TARGETS_FROM else None
    result = f"{other.wall:8.2f} s / {own.wall:.2f} s = {times:.1f} x faster"
    return Line(what, result, met, f"at least {FRICTIONLESS_LEAST:g} x")


def linear_line(walls: dict[int, float]) -> Line | None:
    """What a row more costs between the two largest files, beside what it costs between the two before them."""
    sizes = sorted(walls)
    if len(sizes) < 3:
        return None
    least, middle, most = sizes[-3:]
    early = (walls[middle] - walls[least]) / (middle - least)
    late = (walls[most] - walls[middle]) / (most - middle)
    return Line(f"a row beyond {middle:,} / a row before", f"{late / early:8.2f} x")


def _refuse_failures(pairing: Pairing) -> None:
    for name, runs in pairing.runs.items():
        if any(one.code for one in runs):
            sys.exit(f"`{name}` failed, so nothing can be said of how fast it is.")


def measure(scratch: Path, arguments: argparse.Namespace) -> Iterator[Line]:
    """All results, one after the other."""
    folder = write_folder(scratch / "folder")
    walls: dict[int, float] = {}
    for size in arguments.sizes:
        file = write_file(scratch / f"national-{size}.csv", size)
        yield from size_lines(folder, file, size, arguments.rounds)
        yield screening_line(folder, file, size, arguments.rounds)
        if size <= arguments.frictionless_max:
            yield frictionless_line(folder, file, size)
        walls[size] = run(ingest_command(folder, file)).wall
        file.unlink()
    line = linear_line(walls)
    if line is not None:
        yield line
    if arguments.stored:
        yield from stored_lines(scratch, arguments.stored, max(arguments.rounds // 2, 1))


def _sizes(text: str) -> list[int]:
    return [int(part.replace("_", "")) for part in text.split(",") if part]


def main() -> None:
    """Measure what the command line asks for and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=_sizes, default=[10_000, 100_000, 1_000_000], help="numbers of rows")
    stored = "numbers of stored figures; none where it is empty"
    parser.add_argument("--stored", type=_sizes, default=[10_000, 100_000], help=stored)
    parser.add_argument("--rounds", type=int, default=5, help="how often each command is run")
    parser.add_argument("--frictionless-max", type=int, default=1_000_000, help="the largest file to give to it")
    parser.add_argument("--check", action="store_true", help="leave with exit code 1 where a target is missed")
    arguments = parser.parse_args()
    missed = 0
    with tempfile.TemporaryDirectory(prefix="qaf-benchmark-") as scratch:
        for line in measure(Path(scratch), arguments):
            missed += line.met is False
            print(line, flush=True)
    sys.exit(1 if missed and arguments.check else 0)


if __name__ == "__main__":
    main()
