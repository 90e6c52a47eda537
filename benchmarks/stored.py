"""What ten times as many stored figures cost: to take them in, to add to them, to take them back, to show them.

    python benchmarks/stored.py [--sizes 10_000,100_000] [--rounds 3]

`benchmarks/ingest.py` prints the same lines among its own.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import islice, product
from pathlib import Path

from measuring import QAF, Run, run
from validate import Line

MONTHS = [f"{2004 + number // 12}-{number % 12 + 1:02}" for number in range(100)]
AGES = 9
PER_MEASURE = len(MONTHS) * (AGES + 1)
MOST_A_FIGURE = 1.5
"""What a figure may cost among the most figures, of what it costs among the fewest; 1 is linear."""
_COLUMNS = "measure,period,breakdown,category,numerator,denominator\n"


def write_folder(folder: Path, measures: int) -> Path:
    """A framework folder with so many percentages, broken down by age."""
    (folder / "areas").mkdir(parents=True)
    ages = ", ".join(f"{{id: age-{number}, name: Age {number}}}" for number in range(AGES))
    (folder / "qaf.yaml").write_text(
        "schema: 2\norganisation: {id: northmoor, name: Northmoor, kind: organisation}\n"
        f"breakdowns: [{{id: age, parts: all, categories: [{ages}]}}]\n"
    )
    rules = "".join(
        f"  - {{id: share-{number}, kind: quantity, text: Share {number}, unit: percent, base: children, "
        "breakdowns: [age]}\n"
        for number in range(measures)
    )
    (folder / "areas" / "children.yaml").write_text(
        f"id: children\nname: Children\ngroup: practice\nwhy: To measure by\nmeasures:\n{rules}"
    )
    return folder


def write_files(folder: Path, figures: int) -> tuple[Path, Path]:
    """A tidy file with so many figures, and a second one with ten more for months after them."""
    rows = _rows(max(figures // PER_MEASURE, 1), MONTHS)
    first, second = folder / "first.csv", folder / "second.csv"
    first.write_text(_COLUMNS + "".join(islice(rows, figures)))
    second.write_text(_COLUMNS + "".join(_rows(1, ["2014-01"])))
    return first, second


def _rows(measures: int, months: Sequence[str]) -> Iterator[str]:
    numbers = random.Random(4)
    for measure, month in product(range(measures), months):
        parts = [numbers.randrange(10, 999) for _ in range(AGES)]
        wholes = [part + numbers.randrange(10, 900) for part in parts]
        yield f"share-{measure},{month},,,{sum(parts)},{sum(wholes)}\n"
        for age, (part, whole) in enumerate(zip(parts, wholes, strict=True)):
            yield f"share-{measure},{month},age,age-{age},{part},{whole}\n"


def one_round(scratch: Path, figures: int) -> dict[str, Run]:
    """Every command once, in a fresh folder."""
    shutil.rmtree(scratch, ignore_errors=True)
    folder = write_folder(scratch / "folder", max(figures // PER_MEASURE, 1))
    first, second = write_files(scratch, figures)
    start = [*QAF, "-C", str(folder), "--as-at", "2026-09-01"]
    runs = {"ingest": run([*start, "ingest", str(first)]), "ingest ten more": run([*start, "ingest", str(second)])}
    runs["ingest the same again"] = run([*start, "ingest", str(first)])
    runs["data show"] = run([*start, "data", "show", "share-0"])
    ledger = (folder / "data" / "imports.csv").read_text().splitlines()[1:]
    runs["undo the first"] = run([*start, "data", "undo", ledger[0].partition(",")[0]])
    failed = [name for name, one in runs.items() if one.code]
    if failed:
        sys.exit(f"`{failed[0]}` failed, so nothing can be said of how fast it is.")
    return runs


def stored_lines(scratch: Path, sizes: Sequence[int], rounds: int) -> Iterator[Line]:
    """For each command its times and peaks, and what a figure costs among the most and among the fewest.

    Seconds of processor time, which other work on the machine disturbs less; what a start costs is taken off.
    """
    kept: dict[str, dict[int, list[Run]]] = {}
    sizes = sorted(sizes)
    for _ in range(rounds):
        for size in (PER_MEASURE // 100, *sizes):
            for name, one in one_round(scratch / "stored", size).items():
                kept.setdefault(name, {}).setdefault(size, []).append(one)
    for name, runs in kept.items():
        times = {size: statistics.median(one.processor for one in some) for size, some in runs.items()}
        base = times.pop(min(times))
        shown = ", ".join(f"{size:,}: {times[size]:.2f} s, {_peak(runs[size]):.0f} MiB" for size in sizes)
        few, most = sizes[0], sizes[-1]
        beyond = {size: max(times[size] - base, 0.01) / size for size in (few, most)}
        ratio = beyond[most] / beyond[few]
        # Where fewer figures cost next to nothing, a ratio would be one of chance.
        met = ratio <= MOST_A_FIGURE if times[few] - base >= 0.05 else None
        target = f"at most {MOST_A_FIGURE:g} x a figure"
        yield Line(f"stored figures: {name}", f"{shown}; a figure {ratio:.2f} x", met, target)


def _peak(runs: Sequence[Run]) -> float:
    return max(one.peak for one in runs)


def main() -> None:
    """Measure what the command line asks for and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="10_000,100_000", help="numbers of stored figures")
    parser.add_argument("--rounds", type=int, default=3, help="how often everything is run")
    arguments = parser.parse_args()
    sizes = [int(part) for part in arguments.sizes.split(",")]
    with tempfile.TemporaryDirectory(prefix="qaf-benchmark-") as scratch:
        for line in stored_lines(Path(scratch), sizes, arguments.rounds):
            print(line, flush=True)


if __name__ == "__main__":
    main()
