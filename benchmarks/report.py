"""How long the report book takes, beside a plain pandas and pyplot script and a notebook that draw the same charts.

    python benchmarks/report.py [--areas 20] [--rounds 3] [--check]

Each area has three measures with ten years of invented figures, and a chart of each. Measured are: the script; the
notebook by nbconvert (left out where the extra `bench` is not installed); `qaf report` from nothing, with nothing
changed, and with one figure changed; and `qaf serve`, from the saved figure to the new page. `--check` leaves with exit
code 1 where a target is missed.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import shutil
import statistics
import sys
import tempfile
import threading
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from measuring import QAF, Run, run

from qaf.api.serving import Wished, serve

AS_AT = "2026-06-15"
YEARS = range(2016, 2026)
LARGEST_CHART = 20 * 1024
TARGETS = {
    "cold": ("cold, of the script", 0.5),
    "notebook": ("the notebook, of cold (at least)", 4.0),
    "unchanged": ("nothing changed, of cold", 0.15),
    "one": ("one figure changed, seconds", 4.0),
    "served": ("one figure changed to the page served, seconds", 1.5),
    "chart": ("the largest chart, KiB", LARGEST_CHART / 1024),
}
SETTINGS = "schema: 2\norganisation: {id: measured-council, name: Measured Council, kind: organisation}\n"
AREA = """\
name: Area {n}
group: practice
priority: {n}
why: Because the last two inspections asked about it.
measures:
  - {{id: a{n}-cases, kind: quantity, text: Cases of area {n}, unit: count, counts: cases, key: true}}
  - {{id: a{n}-heard, kind: quality, text: Cases of area {n} with the child's words in them, unit: percent,
     of: a{n}-cases, counts: cases, better: higher, key: true}}
  - {{id: a{n}-safer, kind: outcome, text: Cases of area {n} closed as safer, unit: percent, of: a{n}-cases,
     counts: cases, protect: people, better: higher, key: true}}
"""
SCRIPT = """\
import matplotlib
matplotlib.use("svg")
matplotlib.rcParams["svg.fonttype"] = "none"
import matplotlib.pyplot as plt
import pandas as pd
from pathlib import Path
figures = pd.read_csv({csv!r})
out = Path({out!r})
out.mkdir(exist_ok=True)
figures["shown"] = figures["value"].fillna(100 * figures["numerator"] / figures["denominator"])
for measure, rows in figures.groupby("measure"):
    chart, axes = plt.subplots(figsize=(6, 3.4))
    axes.plot(rows["period"], rows["shown"], marker="o", color="#12436D")
    axes.set_title(measure)
    axes.set_ylabel("Cases" if measure.endswith("cases") else "%")
    axes.set_ylim(bottom=0)
    axes.spines[["top", "right"]].set_visible(False)
    chart.tight_layout()
    chart.savefig(out / f"{{measure}}.svg")
    plt.close(chart)
"""


def figures_csv(areas: int, changed: int = 0) -> str:
    """The figures as a tidy table; `changed` is added to the last one of the first area's outcome."""
    rows = ["measure,period,numerator,denominator,value"]
    for n in range(1, areas + 1):
        for at, year in enumerate(YEARS):
            period, cases = f"{year}/{(year + 1) % 100:02}", 1000 + 10 * n + 7 * ((at * n) % 11)
            more = changed if n == 1 and year == YEARS[-1] else 0
            rows.append(f"a{n}-cases,{period},,,{cases}")
            rows.append(f"a{n}-heard,{period},{400 + 13 * at + n},{cases},")
            rows.append(f"a{n}-safer,{period},{300 + 9 * ((at + n) % 5) + more},{cases},")
    return "\n".join(rows) + "\n"


def make_folder(root: Path, areas: int) -> Path:
    """A framework folder with its figures taken in."""
    folder = root / "folder"
    (folder / "areas").mkdir(parents=True)
    (folder / "qaf.yaml").write_text(SETTINGS, encoding="utf-8")
    for n in range(1, areas + 1):
        (folder / "areas" / f"a{n}.yaml").write_text(AREA.format(n=n), encoding="utf-8")
    take_in(folder, root, figures_csv(areas))
    return folder


def take_in(folder: Path, root: Path, text: str, *options: str) -> None:
    """Take figures in."""
    (root / "figures.csv").write_text(text, encoding="utf-8")
    done = run([*QAF, "-C", str(folder), "ingest", str(root / "figures.csv"), *options])
    if done.code:
        raise SystemExit("The figures were not taken in.")


def notebook_command(root: Path, script: str) -> list[str]:
    """The same script as a notebook, run and turned into a page."""
    cell = {"cell_type": "code", "metadata": {}, "execution_count": None, "outputs": [], "source": script, "id": "one"}
    name = {"name": "python3", "display_name": "Python 3", "language": "python"}
    book = {"cells": [cell], "metadata": {"kernelspec": name}, "nbformat": 4, "nbformat_minor": 5}
    (root / "charts.ipynb").write_text(json.dumps(book), encoding="utf-8")
    return [sys.executable, "-m", "nbconvert", "--execute", "--to", "html", str(root / "charts.ipynb")]


def served_seconds(folder: Path, root: Path, areas: int, rounds: int) -> float:
    """The median time from a saved figure to the page that shows it, while `qaf serve` runs."""
    stop, told = threading.Event(), threading.Semaphore(0)
    wished = Wished(folder, date.fromisoformat(AS_AT))
    server = threading.Thread(target=serve, args=(wished, 0, lambda _: told.release(), stop), daemon=True)
    server.start()
    told.acquire()
    told.acquire()
    found = []
    ready = root / "ready"
    for number in range(rounds):
        shutil.copytree(folder, ready)
        take_in(ready, root, figures_csv(areas, 100 + number), "--restates")
        begun = time.perf_counter()
        shutil.copytree(ready, folder, dirs_exist_ok=True)
        told.acquire()
        found.append(time.perf_counter() - begun)
        shutil.rmtree(ready)
    stop.set()
    server.join()
    return statistics.median(found)


def measured(root: Path, areas: int, rounds: int) -> tuple[dict[str, list[Run]], int]:
    """Every run by name, and the size of the largest chart in bytes."""
    folder, out = make_folder(root, areas), root / "out"
    script = SCRIPT.format(csv=str(root / "charts.csv"), out=str(root / "charts"))
    (root / "charts.csv").write_text(figures_csv(areas), encoding="utf-8")
    (root / "charts.py").write_text(script, encoding="utf-8")
    report = [*QAF, "-C", str(folder), "--as-at", AS_AT, "report", "--out", str(out)]
    commands = {"script": [sys.executable, str(root / "charts.py")]}
    if all(importlib.util.find_spec(name) for name in ("nbconvert", "ipykernel")):
        commands["notebook"] = notebook_command(root, script)
    runs: dict[str, list[Run]] = {name: [] for name in (*commands, "cold", "unchanged", "one")}
    for number in range(rounds + 1):
        shutil.rmtree(out, ignore_errors=True)
        found = {name: run(command) for name, command in commands.items()}
        found |= {"cold": run(report), "unchanged": run(report)}
        take_in(folder, root, figures_csv(areas, number + 1), "--restates")
        found["one"] = run(report)
        if wrong := [name for name, one in found.items() if one.code]:
            raise SystemExit(f"These runs failed: {', '.join(wrong)}.")
        for name, one in found.items() if number else ():
            runs[name].append(one)
    return runs, max(file.stat().st_size for file in (out / "book-charts").glob("*.svg"))


def ratio(runs: dict[str, list[Run]], name: str, to: str) -> float:
    """Median over the rounds of the clock's ratio of two runs."""
    return statistics.median(one.wall / other.wall for one, other in zip(runs[name], runs[to], strict=True))


def main() -> None:
    """Measure, and print what came out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--areas", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        runs, largest = measured(root, arguments.areas, arguments.rounds)
        served = served_seconds(root / "folder", root, arguments.areas, arguments.rounds)
    for name, found in runs.items():
        wall, processor = (statistics.median(getattr(one, what) for one in found) for what in ("wall", "processor"))
        print(f"{name:<10} {wall:6.2f} s   {processor:6.2f} s of processor time")
    results = {
        "cold": ratio(runs, "cold", "script"),
        "unchanged": ratio(runs, "unchanged", "cold"),
        "one": statistics.median(one.wall for one in runs["one"]),
        "served": served,
        "chart": largest / 1024,
    }
    if "notebook" in runs:
        results["notebook"] = ratio(runs, "notebook", "cold")
    missed = []
    for key, value in results.items():
        words, target = TARGETS[key]
        met = value >= target if key == "notebook" else value <= target
        missed += [] if met else [key]
        print(f"{words}: {value:.2f} (target {target:g}){'' if met else '  MISSED'}")
    sys.exit(1 if missed and arguments.check else 0)


if __name__ == "__main__":
    main()
