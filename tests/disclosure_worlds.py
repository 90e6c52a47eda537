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
BESIDE = {"age": "all", "need": "overlapping", "area": "some"}
OTHERS = 3
ELSEWHERE = ("area", "elsewhere")


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
    between: list[tuple[Cell, Cell]] = field(default_factory=list)
    """Numbers since the start of a year, and the one before each: what happened in between is nobody's to know."""

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
        place = WHOLE if cell.place == ELSEWHERE else cell.place
        cell = Cell(cell.measure, "n", cell.period, place, cell.grade)
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
    beside: tuple[str, ...] = ()
    """Breakdowns beside the teams: `age` (all parts), `need` (overlapping), `area` (some)."""


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
    for kind, parts in BESIDE.items():
        if kind in shape.beside:
            categories = tuple({"id": f"{kind}-{n}"} for n in range(OTHERS))
            breakdowns.append({"id": kind, "parts": parts, "categories": categories})
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
        "ytd": {"id": "ytd", "kind": "quantity", "unit": "count", "window": "year_to_date"},
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
    _beside(world, shape, random)
    if "ytd" in names:
        _add_up_since_the_start(world, shape)
    world.stored = {cell for cell in world.numbers if cell.role == "n"}
    world.imports = dict.fromkeys(world.stored, "a")
    _over_places(world, teams)
    _over_time(world, shape)
    _over_others(world, shape)
    for period in {cell.period for cell in world.numbers}:
        for place in {cell.place for cell in world.numbers}:
            _within(world, names, period, place)
    return world


def restate(world: World, share: float, random: Random) -> World:
    """The same world after an import that says some figures anew; all sums still hold."""
    new = World(
        world.framework, dict(world.numbers), world.sums, world.at_most, world.same, set(world.stored),
        dict(world.imports), world.units, world.between,
    )  # fmt: skip
    before = sorted(c for c in world.stored if c.measure == "count" and c.place[0] == "team")
    for cell in before:
        if random.random() < share:
            change = random.randint(1, 4)
            for measure, role, grade in _moving_with_the_count(world):
                for place in (cell.place, *_above(world, cell.place), *_first_of_others(world)):
                    for period in (cell.period, *_years(world, cell.period)):
                        at = Cell(measure, role, period, place, grade)
                        if at in new.numbers:
                            new.numbers[at] += change
                        rest = Cell(measure, role, period, ELSEWHERE, grade)
                        if place == WHOLE and rest in new.numbers:
                            new.numbers[rest] += change
    for cell, number in new.numbers.items():
        figure = Cell(cell.measure, "n", cell.period, cell.place, cell.grade)
        if number != world.numbers[cell] and figure in new.stored:
            new.imports[figure] = "b"
    return new


def _moving_with_the_count(world: World) -> list[tuple[str, str, str]]:
    """What is more by one for each one more: the count, and whatever is of it or makes it up."""
    found = [("count", "n", ""), ("percent", "d", ""), ("safe", "d", ""), ("part-b", "n", "")]
    found += [("shares", "d", grade) for grade in GRADES] + [("shares", "n", GRADES[-1])]
    return [one for one in found if one[0] in world.units]


def _first_of_others(world: World) -> list[tuple[str, str]]:
    """In breakdowns beside the teams it is always the first category that grows."""
    return [(kind, f"{kind}-0") for kind in ("age", "need") if kind in world.framework.breakdowns]


def _above(world: World, place: tuple[str, str]) -> list[tuple[str, str]]:
    team = next(c for c in world.framework.breakdowns["team"].categories if c.id == place[1])
    return [("locality", team.within or ""), WHOLE]


def _years(world: World, period: str) -> list[str]:
    return [year for year in {c.period for c in world.numbers} if year != period and period.startswith(year)]


def _draw(world: World, names: list[str], period: str, place: tuple[str, str], shape: Shape, random: Random) -> None:
    def put(measure: str, role: str, number: int, grade: str = "") -> None:
        world.numbers[Cell(measure, role, period, place, grade)] = number

    count = _some(random, shape.mean)
    if "ytd" in names:
        put("ytd", "n", _some(random, shape.mean))
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
            counted = quarters[-1:] if cell.measure == "ytd" else quarters
            parts = tuple(Cell(cell.measure, cell.role, quarter, cell.place, cell.grade) for quarter in counted)
            whole = Cell(cell.measure, cell.role, year, cell.place, cell.grade)
            world.numbers[whole] = sum(world.numbers[part] for part in parts)
            world.sums.append((whole, parts))
    for cell in [c for c in world.numbers if c.period in years and c.place[0] in ("locality", "team")]:
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


def _add_up_since_the_start(world: World, shape: Shape) -> None:
    """What was drawn for each quarter, put on top of what was there before."""
    for cell in sorted(c for c in world.numbers if c.measure == "ytd"):
        earlier = [p for p in shape.periods if p < cell.period and p[:7] == cell.period[:7]]
        if earlier and " " in cell.period:
            before = Cell(cell.measure, cell.role, earlier[-1], cell.place, cell.grade)
            world.numbers[cell] += world.numbers[before]
            world.between.append((cell, before))
            world.at_most.append((before, cell))


def _beside(world: World, shape: Shape, random: Random) -> None:
    """The whole of the count and of what is of it, by what else there is."""
    wholes = [c for c in world.numbers if c.place == WHOLE and (c.measure, c.role) == ("count", "n")]
    for kind in shape.beside:
        for whole in wholes:
            total = world.numbers[whole]
            if kind == "need":
                split = [random.randint(0, total) for _ in range(OTHERS)]
            else:
                cuts = sorted(random.randint(0, total) for _ in range(OTHERS - (kind == "age")))
                split = [high - low for low, high in zip([0, *cuts], [*cuts, total], strict=True)][:OTHERS]
            if kind == "need" and total:
                split[0] = min(split[0], total)
            for n, number in enumerate(split):
                place = (kind, f"{kind}-{n}")
                world.numbers[Cell("count", "n", whole.period, place)] = number
            for name in ("percent", "safe"):
                part = Cell(name, "n", whole.period, WHOLE)
                if kind == "age" and part in world.numbers:
                    _split_part(world, part, split, random)


def _split_part(world: World, part: Cell, bases: list[int], random: Random) -> None:
    people = [n for n, base in enumerate(bases) for _ in range(base)]
    chosen = random.sample(people, world.numbers[part])
    for n, base in enumerate(bases):
        place = ("age", f"age-{n}")
        world.numbers[Cell(part.measure, "n", part.period, place)] = chosen.count(n)
        world.numbers[Cell(part.measure, "d", part.period, place)] = base


def _over_others(world: World, shape: Shape) -> None:
    """All ages make the whole, needs are each a part of it, and so are some areas together."""
    for whole in [c for c in world.numbers if c.place == WHOLE]:
        for kind in shape.beside:
            cells = [
                Cell(whole.measure, whole.role, whole.period, (kind, f"{kind}-{n}"), whole.grade) for n in range(OTHERS)
            ]
            if not all(cell in world.numbers for cell in cells):
                continue
            if kind == "age":
                world.sums.append((whole, tuple(cells)))
            elif kind == "need":
                world.at_most += [(cell, whole) for cell in cells]
            else:
                rest = Cell(whole.measure, whole.role, whole.period, ELSEWHERE, whole.grade)
                world.numbers[rest] = world.numbers[whole] - sum(world.numbers[cell] for cell in cells)
                world.sums.append((whole, (*cells, rest)))


def _inside(world: World, place: tuple[str, str]) -> str:
    if place[0] not in ("team", "locality"):
        return ""
    return next((c.within or "" for c in world.framework.breakdowns[place[0]].categories if c.id == place[1]), "")


def _within(world: World, names: list[str], period: str, place: tuple[str, str]) -> None:
    def cell(measure: str, role: str, grade: str = "") -> Cell:
        return Cell(measure, role, period, place, grade)

    count = cell("count", "n")
    if "part-a" in names and cell("part-a", "n") in world.numbers:
        world.sums.append((count, (cell("part-a", "n"), cell("part-b", "n"))))
    if count not in world.numbers:
        return
    for name in ("percent", "safe"):
        if name in names and cell(name, "d") in world.numbers:
            world.same.append((count, cell(name, "d")))
            world.at_most.append((cell(name, "n"), cell(name, "d")))
    for name, grades in (("shares", GRADES), ("pairs", RESULTS)):
        if name in names and cell(name, "n", grades[0]) in world.numbers:
            for grade in grades:
                world.same.append((cell(name, "d", grades[0]), cell(name, "d", grade)))
                world.at_most.append((cell(name, "n", grade), cell(name, "d", grade)))
            world.sums.append((cell(name, "d", grades[0]), tuple(cell(name, "n", grade) for grade in grades)))
    if "shares" in names and cell("shares", "d", GRADES[0]) in world.numbers:
        world.same.append((count, cell("shares", "d", GRADES[0])))
