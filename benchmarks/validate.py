"""How long `qaf validate` takes beside what starting Python and parsing the same files cost, and beside yamllint.

    python benchmarks/validate.py [--sizes 100,1000,10000] [--rounds 5] [--yamllint-max 10000] [--stages] [--check]

Times depend on the machine; the ratios, medians of runs made in turn, much less. `--stages` says where the time goes.
`--check` leaves with exit code 1 where a target is missed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generate import generate
from measuring import QAF, Pairing, paired, parse_command, run, validate_command, yamllint_command
from stages import stage_lines

FLOOR = "start Python and parse"
QAF_NAME = "qaf validate"
MOST_MEMORY = 300
START_TARGETS = {"qaf --version": 2.0, "qaf --help": 8.0}
FLOOR_TARGETS = {1_000: 1.3, 10_000: 0.8}
YAMLLINT_TARGETS = {1_000: 10.0, 10_000: 20.0}


@dataclass(frozen=True)
class Line:
    """One result: what was measured, as text, and whether a target was met (None where there is none)."""

    what: str
    result: str
    met: bool | None = None
    target: str = ""

    def __str__(self) -> str:
        mark = {None: "", True: f"  (target {self.target}: met)", False: f"  (target {self.target}: MISSED)"}[self.met]
        return f"{self.what:<44} {self.result}{mark}"


def start_lines(rounds: int) -> Iterator[Line]:
    """How long qaf takes to answer without a folder, beside an empty Python program."""
    empty = "python -c pass"
    commands = {empty: [sys.executable, "-c", "pass"], "qaf --version": [*QAF, "--version"]}
    pairing = paired({**commands, "qaf --help": [*QAF, "--help"]}, rounds * 3)
    yield Line(empty, f"{pairing.wall(empty) * 1000:8.1f} ms")
    for name, most in START_TARGETS.items():
        ratio = pairing.ratio(name, empty)
        yield Line(name, f"{pairing.wall(name) * 1000:8.1f} ms {ratio:6.2f} x", ratio <= most, f"at most {most:g} x")


def size_lines(folder: Path, size: int, rounds: int) -> Iterator[Line]:
    """`qaf validate` beside the floor, for one folder."""
    pairing = paired({FLOOR: parse_command(folder), QAF_NAME: validate_command(folder)}, rounds)
    _refuse_failures(pairing)
    ratio, most = pairing.ratio(QAF_NAME, FLOOR), FLOOR_TARGETS.get(size)
    processor = pairing.ratio(QAF_NAME, FLOOR, "processor")
    times = f"{pairing.wall(QAF_NAME):8.2f} s / {pairing.wall(FLOOR):.2f} s = {ratio:.2f} x"
    met = None if most is None else ratio <= most
    yield Line(
        f"{size:,} areas: validate / parsing", f"{times} (processor {processor:.2f} x)", met, f"at most {most} x"
    )
    peak = pairing.peak(QAF_NAME)
    yield Line(f"{size:,} areas: peak memory", f"{peak:8.0f} MiB", peak < MOST_MEMORY, f"under {MOST_MEMORY} MiB")


def yamllint_line(folder: Path, size: int) -> Line:
    """`qaf validate` beside yamllint, run once each, after a first run of qaf that counts for nothing."""
    run(validate_command(folder))
    own, other = run(validate_command(folder)), run(yamllint_command(folder))
    times, least = other.wall / own.wall, YAMLLINT_TARGETS.get(size)
    result = f"{other.wall:8.2f} s / {own.wall:.2f} s = {times:.1f} x faster"
    met = None if least is None else times >= least
    return Line(f"{size:,} areas: yamllint / validate", result, met, f"at least {least} x")


def broken_line(scratch: Path, rounds: int) -> Line:
    """A folder with 40 broken files in 1,000 beside the clean one."""
    folders = {"clean": generate(scratch / "clean", 1_000), "broken": generate(scratch / "broken", 1_000, broken=40)}
    pairing = paired({name: validate_command(folder) for name, folder in folders.items()}, rounds)
    ratio = pairing.ratio("broken", "clean")
    result = f"{pairing.wall('broken'):8.2f} s / {pairing.wall('clean'):.2f} s = {ratio:.2f} x"
    # Runs of one command on a shared machine differ by a few hundredths themselves.
    return Line("1,000 areas, 40 of them broken / clean", result, ratio <= 1.05, "no longer")


def gaps_line(scratch: Path, rounds: int) -> Line:
    """A folder in which every area has a gap to tell of, beside the clean one: placing and printing cost too."""
    folders = {"clean": generate(scratch / "whole", 1_000), "gaps": generate(scratch / "gaps", 1_000, gaps=True)}
    pairing = paired({name: validate_command(folder) for name, folder in folders.items()}, rounds)
    result = f"{pairing.wall('gaps'):8.2f} s / {pairing.wall('clean'):.2f} s = {pairing.ratio('gaps', 'clean'):.2f} x"
    return Line("1,000 areas, each with a gap / clean", result)


def _refuse_failures(pairing: Pairing) -> None:
    for name, runs in pairing.runs.items():
        if any(one.code for one in runs):
            sys.exit(f"`{name}` failed, so nothing can be said of how fast it is.")


def measure(scratch: Path, arguments: argparse.Namespace) -> Iterator[Line]:
    """All results, one after the other."""
    yield from start_lines(arguments.rounds)
    for size in arguments.sizes:
        folder = generate(scratch / str(size), size)
        yield from size_lines(folder, size, arguments.rounds)
        if size <= arguments.yamllint_max:
            yield yamllint_line(folder, size)
        if arguments.stages:
            yield from (Line(what, result) for what, result in stage_lines(folder))
    yield broken_line(scratch, arguments.rounds)
    yield gaps_line(scratch, arguments.rounds)


def _sizes(text: str) -> list[int]:
    return [int(part.replace("_", "")) for part in text.split(",")]


def main() -> None:
    """Measure what the command line asks for and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=_sizes, default=[100, 1_000, 10_000], help="numbers of area files")
    parser.add_argument("--rounds", type=int, default=5, help="how often each pair is run")
    parser.add_argument("--yamllint-max", type=int, default=10_000, help="the largest folder to give to yamllint")
    parser.add_argument("--stages", action="store_true", help="say where the time goes as well")
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
