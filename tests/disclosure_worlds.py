"""Invented folders with numbers that add up by construction, for the attack test.

A world knows which of its numbers make up which others because it made them so; nothing here looks at how
`qaf.disclosure` finds that out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from qaf.model.area import Area
from qaf.model.figure import Figure, FigureKey
from qaf.model.framework import Framework
from qaf.model.period import Period
from qaf.model.settings import Settings

WHOLE = ("", "")
GRADES = ("weak", "fair", "good")
RESULTS = ("improved", "same", "worse")


@dataclass(frozen=True, order=True)
class Cell:
    """One number: `n` of a count or a numerator, `d` a denominator."""

    measure: str
    role: str
    period: str
    place: tuple[str, str]
    grade: str = ""


@dataclass
class World:
    """A folder: its numbers, the sums that hold between them, and which import each figure came with."""

    framework: Framework
    numbers: dict[Cell, int] = field(default_factory=dict)
    sums: list[tuple[Cell, tuple[Cell, ...]]] = field(default_factory=list)
    at_most: list[tuple[Cell, Cell]] = field(default_factory=list)
    same: list[tuple[Cell, Cell]] = field(default_factory=list)
    stored: set[Cell] = field(default_factory=set)
    imports: dict[Cell, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)

    def figures(self) -> list[Figure]:
        """What lies in the store."""
        found = []
        for cell in sorted(self.stored):
            if cell.role == "n":
                base = self.numbers.get(Cell(cell.measure, "d", cell.period, cell.place, cell.grade))
                number = str(self.numbers[cell])
                numerator, denominator, value = ("", "", number) if base is None else (number, str(base), "")
                key = FigureKey(
                    cell.measure, Period.canonical(cell.period), "own", *cell.place, cell.grade, *self._point(cell)
                )
                found.append(Figure(key, numerator, denominator, value, import_id=self.imports[cell]))
        return found

    def _point(self, cell: Cell) -> tuple[str, str]:
        return ("closure", "child") if self.units[cell.measure] == "before_after" else ("", "")

    def import_of(self, cell: Cell) -> str:
        """The import of a stored number, or of all those that it is the sum of."""
        cell = Cell(cell.measure, "n", cell.period, cell.place, cell.grade)
        if cell in self.imports:
            return self.imports[cell]
        parts = next((parts for whole, parts in self.sums if whole == cell and parts[0].place == cell.place), ())
        return "+".join(sorted({self.import_of(part) for part in parts}))


@dataclass(frozen=True)
class Shape:
    """How a world is built: breakdowns, periods, and which measures it has."""

    localities: int = 2
    teams: int = 4
    periods: tuple[str, ...] = ("2024/25",)
    measures: tuple[str, ...] = ("count",)
    mean: float = 12.0
    profile: str = "dfe"


def framework_of(shape: Shape, teams: dict[str, str]) -> Framework:
    """The framework of a world: localities, teams within them, and the measures that its shape names."""
    localities = sorted(set(teams.values()))
    breakdowns = [
        {"id": "locality", "parts": "all", "categories": tuple({"id": one} for one in localities)},
        {
            "id": "team",
            "parts": "all",
            "within": "locality",
            "categories": tuple({"id": team, "within": inside} for team, inside in teams.items()),
        },
    ]
    settings = Settings.model_validate(
        {
            "schema": "1",
            "organisation": {"id": "northmoor", "name": "Northmoor", "kind": "organisation"},
            "disclosure": {"profile": shape.profile},
            "breakdowns": tuple(breakdowns),
            "scales": ({"id": "scale", "grades": tuple({"id": grade} for grade in GRADES)},),
        }
    )
    made = {
        "count": {"id": "count", "kind": "quantity", "unit": "count"},
        "part-a": {"id": "part-a", "kind": "quantity", "unit": "count"},
        "part-b": {"id": "part-b", "kind": "quantity", "unit": "count"},
        "percent": {"id": "percent", "kind": "quality", "unit": "percent", "of": "count"},
        "safe": {"id": "safe", "kind": "outcome", "unit": "percent", "of": "count"},
        "shares": {"id": "shares", "kind": "quality", "unit": "shares", "of": "count", "scale": "scale"},
        "pairs": {"id": "pairs", "kind": "outcome", "unit": "before_after", "base": "cases", "scale": "scale"},
    }
    if "part-a" in shape.measures:
        made["count"]["parts"] = ("part-a", "part-b")
    wanted = ["count", *shape.measures, *(["part-b"] if "part-a" in shape.measures else [])]
    measures = tuple({"text": "A measure", **made[name]} for name in dict.fromkeys(wanted))
    area = Area.model_validate({"id": "area", "name": "Area", "group": "practice", "measures": measures})
    return Framework(settings=settings, areas={"area": area})


def make_world(shape: Shape, random: Random) -> World:
    """A world of this shape with numbers drawn at random."""
    teams = {f"team-{n}": f"locality-{n % shape.localities}" for n in range(shape.teams)}
    world = World(framework_of(shape, teams))
    names = list(world.framework.measures)
    world.units = {name: measure.unit for name, measure in world.framework.measures.items()}
    for period in shape.periods:
        for team in teams:
            _draw(world, names, period, ("team", team), shape, random)
    for cell, number in list(world.numbers.items()):
        for place in (("locality", teams[cell.place[1]]), WHOLE):
            above = Cell(cell.measure, cell.role, cell.period, place, cell.grade)
            world.numbers[above] = world.numbers.get(above, 0) + number
    world.stored = {cell for cell in world.numbers if cell.role == "n"}
    world.imports = dict.fromkeys(world.stored, "a")
    _over_places(world, teams)
    _over_time(world, shape)
    for period in {cell.period for cell in world.numbers}:
        for place in {cell.place for cell in world.numbers}:
            _within(world, names, period, place)
    return world


def restate(world: World, share: float, random: Random) -> World:
    """The same world after an import that says some figures of one measure anew; the sums still hold."""
    new = World(
        world.framework, dict(world.numbers), world.sums, world.at_most, world.same, set(world.stored),
        dict(world.imports), world.units,
    )  # fmt: skip
    team_cells = sorted(c for c in world.stored if c.measure == "count" and c.place[0] == "team")
    for cell in team_cells:
        if random.random() < share and len(world.units) == 1:
            change = random.randint(1, 4)
            for place in (cell.place, *_above(world, cell.place)):
                for period in (cell.period, *_years(world, cell.period)):
                    at = Cell(cell.measure, "n", period, place)
                    new.numbers[at] = new.numbers[at] + change
                    if at in new.stored:
                        new.imports[at] = "b"
    return new


def _above(world: World, place: tuple[str, str]) -> list[tuple[str, str]]:
    team = next(c for c in world.framework.breakdowns["team"].categories if c.id == place[1])
    return [("locality", team.within or ""), WHOLE]


def _years(world: World, period: str) -> list[str]:
    return [year for year in {c.period for c in world.numbers} if year != period and period.startswith(year)]


def _draw(world: World, names: list[str], period: str, place: tuple[str, str], shape: Shape, random: Random) -> None:
    def put(measure: str, role: str, number: int, grade: str = "") -> None:
        world.numbers[Cell(measure, role, period, place, grade)] = number

    count = _some(random, shape.mean)
    if "part-a" in names:
        put("part-a", "n", first := random.randint(0, count))
        put("part-b", "n", count - first)
    put("count", "n", count)
    for name in ("percent", "safe"):
        if name in names:
            put(name, "n", random.randint(0, count))
            put(name, "d", count)
    for name, grades in (("shares", GRADES), ("pairs", RESULTS)):
        if name in names:
            base = count if name == "shares" else _some(random, shape.mean)
            cuts = sorted(random.randint(0, base) for _ in range(2))
            for grade, number in zip(grades, (cuts[0], cuts[1] - cuts[0], base - cuts[1]), strict=True):
                put(name, "n", number, grade)
                put(name, "d", base, grade)


def _some(random: Random, mean: float) -> int:
    """A count, often small, now and then large or none."""
    if random.random() < 0.08:
        return 0
    return max(0, round(random.gauss(mean, mean / 2)))


def _over_places(world: World, teams: dict[str, str]) -> None:
    for cell in list(world.numbers):
        if cell.place == WHOLE:
            parts = tuple(
                Cell(cell.measure, cell.role, cell.period, ("locality", one), cell.grade)
                for one in sorted(set(teams.values()))
            )
            world.sums.append((cell, parts))
        elif cell.place[0] == "locality":
            inside = [team for team, locality in teams.items() if locality == cell.place[1]]
            parts = tuple(Cell(cell.measure, cell.role, cell.period, ("team", one), cell.grade) for one in inside)
            world.sums.append((cell, parts))


def _over_time(world: World, shape: Shape) -> None:
    """Years that nobody stored, where all four quarters are there."""
    years: dict[str, list[str]] = {}
    for period in shape.periods:
        year, _, quarter = period.partition(" ")
        if quarter:
            years.setdefault(year, []).append(period)
    for year, quarters in years.items():
        if len(quarters) < 4:
            continue
        for cell in [c for c in world.numbers if c.period == quarters[0]]:
            parts = tuple(Cell(cell.measure, cell.role, quarter, cell.place, cell.grade) for quarter in quarters)
            whole = Cell(cell.measure, cell.role, year, cell.place, cell.grade)
            world.numbers[whole] = sum(world.numbers[part] for part in parts)
            world.sums.append((whole, parts))
    for cell in [c for c in world.numbers if c.period in years and c.place != WHOLE]:
        above = ("locality", _inside(world, cell.place)) if cell.place[0] == "team" else WHOLE
        whole = Cell(cell.measure, cell.role, cell.period, above, cell.grade)
        parts = tuple(
            sorted(
                c for c in world.numbers
                if (c.measure, c.role, c.period, c.grade) == (cell.measure, cell.role, cell.period, cell.grade)
                and c.place[0] == cell.place[0] and (above == WHOLE or _inside(world, c.place) == above[1])
            )
        )  # fmt: skip
        if (whole, parts) not in world.sums:
            world.sums.append((whole, parts))


def _inside(world: World, place: tuple[str, str]) -> str:
    return next((c.within or "" for c in world.framework.breakdowns[place[0]].categories if c.id == place[1]), "")


def _within(world: World, names: list[str], period: str, place: tuple[str, str]) -> None:
    def cell(measure: str, role: str, grade: str = "") -> Cell:
        return Cell(measure, role, period, place, grade)

    count = cell("count", "n")
    if "part-a" in names:
        world.sums.append((count, (cell("part-a", "n"), cell("part-b", "n"))))
    for name in ("percent", "safe"):
        if name in names:
            world.same.append((count, cell(name, "d")))
            world.at_most.append((cell(name, "n"), cell(name, "d")))
    for name, grades in (("shares", GRADES), ("pairs", RESULTS)):
        if name in names:
            for grade in grades:
                world.same.append((cell(name, "d", grades[0]), cell(name, "d", grade)))
                world.at_most.append((cell(name, "n", grade), cell(name, "d", grade)))
            world.sums.append((cell(name, "d", grades[0]), tuple(cell(name, "n", grade) for grade in grades)))
    if "shares" in names:
        world.same.append((count, cell("shares", "d", GRADES[0])))
