"""How long disclosure control takes: whole folders of invented figures, and how that grows.

    python benchmarks/disclosure.py [--sizes 45x20x8,200x12x8] [--profile dfe] [--check]

A size is measures × periods × teams. A third of the measures are counts, the others percentages, outcomes among them,
of the count before them; teams lie in localities, periods are quarters. `--check` leaves with exit code 1 where a
target is missed.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass
from random import Random

from qaf.disclosure.primary import PROFILES
from qaf.disclosure.protect import protect
from qaf.disclosure.protection import protected
from qaf.disclosure.rows import rows_of
from qaf.model.area import Area
from qaf.model.figure import Figure, FigureKey
from qaf.model.framework import Framework
from qaf.model.period import Period
from qaf.model.protected import ProtectedFigures
from qaf.model.settings import Settings

TARGETS = {"45x20x8": 10.0, "200x12x8": 60.0}
LOCALITIES = 3
FIRST_YEAR = 2010


@dataclass(frozen=True)
class Size:
    """How large a folder is."""

    measures: int
    periods: int
    teams: int

    @classmethod
    def of(cls, text: str) -> Size:
        """The size that `45x20x8` means."""
        return cls(*(int(part) for part in text.split("x")))


def framework_of(size: Size, profile: str) -> Framework:
    """A framework with so many measures and teams."""
    localities = [f"locality-{n}" for n in range(LOCALITIES)]
    teams = [{"id": f"team-{n}", "within": localities[n % LOCALITIES]} for n in range(size.teams)]
    settings = Settings.model_validate(
        {
            "schema": "1",
            "organisation": {"id": "northmoor", "name": "Northmoor", "kind": "organisation"},
            "disclosure": {"profile": profile},
            "breakdowns": (
                {"id": "locality", "parts": "all", "categories": tuple({"id": one} for one in localities)},
                {"id": "team", "parts": "all", "within": "locality", "categories": tuple(teams)},
            ),
        }
    )
    measures = []
    for n in range(size.measures):
        made = {"id": f"m-{n}", "kind": "quantity", "text": "A measure", "unit": "count"}
        if n % 3:
            kind = "outcome" if n % 3 == 2 else "quality"
            made = {**made, "kind": kind, "unit": "percent", "of": f"m-{n - n % 3}"}
        measures.append(made)
    area = Area.model_validate({"id": "area", "name": "Area", "group": "practice", "measures": tuple(measures)})
    return Framework(settings=settings, areas={"area": area})


def figures_of(size: Size, seed: int = 1) -> list[Figure]:
    """Figures for every measure, period and team, their localities and the whole."""
    random = Random(seed)
    found = []
    for n in range(size.measures):
        if n % 3 == 0:
            mean = random.choice((7, 12, 25, 60, 150))
            bases = {
                (period, team): max(0, round(random.gauss(mean, mean**0.5)))
                for period in range(size.periods)
                for team in range(size.teams)
            }
        share = random.uniform(0.1, 0.9)
        for period in range(size.periods):
            for place, teams in _places(size.teams).items():
                base = sum(bases[period, team] for team in teams)
                parts = sum(round(bases[period, team] * share) for team in teams)
                key = FigureKey(f"m-{n}", _quarter(period), "own", *place)
                cells = ("", "", str(base)) if n % 3 == 0 else (str(parts), str(base), "")
                found.append(Figure(key, *cells, import_id="a"))
    return found


def _places(teams: int) -> dict[tuple[str, str], list[int]]:
    places = {("", ""): list(range(teams))}
    for n in range(LOCALITIES):
        places["locality", f"locality-{n}"] = [team for team in range(teams) if team % LOCALITIES == n]
    return {**places, **{("team", f"team-{n}"): [n] for n in range(teams)}}


def _quarter(number: int) -> Period:
    year = FIRST_YEAR + number // 4
    return Period.canonical(f"{year}/{(year + 1) % 100:02} Q{number % 4 + 1}")


def visible(figures: ProtectedFigures) -> tuple[int, int]:
    """How many numbers are shown, and how many are withheld."""
    cells = [cell for f in figures for cell in (f.numerator, f.denominator, f.value)]
    return sum(cell.given for cell in cells), sum(cell.symbol == "c" for cell in cells)


def measure(text: str, profile: str) -> float:
    """Protect a folder of this size, say how long that took and what stayed visible; the seconds."""
    size = Size.of(text)
    framework, figures = framework_of(size, profile), figures_of(size)
    start = time.perf_counter()
    protection = protect(framework, figures)
    seconds = time.perf_counter() - start
    errors = [item.message for item in protection.findings]
    assert not errors, errors
    print(
        f"{text:<12} {len(figures):>7,} figures  {seconds:7.2f} s  shown, withheld: {visible(protection)}", flush=True
    )
    return seconds


def without_coarser(text: str, profile: str) -> None:
    """Say what would stay visible were cells only hidden."""
    size = Size.of(text)
    framework, figures = framework_of(size, profile), figures_of(size)
    rules = PROFILES[profile]
    start = time.perf_counter()
    protection = protected(framework, rules, rows_of(framework, figures, rules), coarsen=False)
    seconds = time.perf_counter() - start
    print(f"{text:<12} cells only hidden       {seconds:7.2f} s  shown, withheld: {visible(protection)}", flush=True)


def main() -> int:
    """Run what was asked for; 1 where a target was missed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", default="11x20x8,22x20x8,45x20x8,90x20x8,200x12x8")
    parser.add_argument("--profile", default="dfe", choices=sorted(PROFILES))
    parser.add_argument("--only-hide", action="store_true", help="also what hiding alone would leave")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    missed = False
    for text in options.sizes.split(","):
        seconds = measure(text, options.profile)
        most = TARGETS.get(text)
        if most is not None:
            missed |= seconds > most
            print(f"{'':<12} target: under {most:g} s: {'met' if seconds <= most else 'MISSED'}")
        if options.only_hide:
            without_coarser(text, options.profile)
    return int(options.check and missed)


if __name__ == "__main__":
    sys.exit(main())
