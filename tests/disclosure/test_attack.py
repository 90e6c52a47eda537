"""A reader who works against us finds nothing: invented folders, protected, restated, protected again, then attacked.

The attacker (`disclosure_attacker`) holds all that was printed in every edition and solves for the rest in whole
numbers; it shares no code with disclosure control.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from random import Random

import pytest
from disclosure_attacker import Attack
from disclosure_worlds import Shape, World, make_world, restate

from qaf.disclosure.editions import Edition, shown_figures
from qaf.disclosure.primary import PROFILES
from qaf.disclosure.protect import protect, protect_primary
from qaf.model.protected import ProtectedFigures

QUARTERS = tuple(f"2024/25 Q{n}" for n in range(1, 5))
MEASURES = (
    ("count",), ("count", "percent"), ("percent", "safe"), ("part-a",), ("shares",), ("pairs",), ("shares", "safe"),
    ("ytd",),
)  # fmt: skip
FEW = 12
MANY = 360


def shape_of(random: Random) -> Shape:
    """Any shape of a folder."""
    measures = random.choice(MEASURES)
    periods = random.choice((("2024/25",), QUARTERS, ("2023/24", "2024/25"), QUARTERS[:2]))
    return Shape(
        localities=random.choice((1, 2, 3)),
        teams=random.choice((2, 3, 4, 6)),
        periods=random.choice((QUARTERS, QUARTERS[:2], QUARTERS[:3])) if measures == ("ytd",) else periods,
        measures=measures,
        mean=random.choice((4.0, 8.0, 12.0, 25.0, 60.0)),
        profile=random.choice(("dfe", "dfe", "nhs", "strict")),
        beside=random.choice(((), (), ("age",), ("need",), ("area",), ("age", "need"))),
    )


def errors(figures: ProtectedFigures) -> list[str]:
    """What protection itself says it could not do; small groups of which none or all are shown are no such thing."""
    return [item.message for item in figures.findings if item.code != "QAF545"]


def attack(seed: int) -> None:
    """Two editions of one folder, the second restated; nothing comes out of the first, nor of both together."""
    random = Random(seed)
    shape = shape_of(random)
    world = make_world(shape, random)
    first = protect(world.framework, world.figures())
    attacker = Attack()
    attacker.see(world, first)
    assert (errors(first), attacker.recovered()) == ([], []), shape
    if random.random() < 0.5:
        later = restate(world, 0.2, random)
        edition = Edition("spring", PROFILES[first.profile], tuple(shown_figures(first)))
        second = protect(later.framework, later.figures(), editions=[edition])
        attacker.see(later, second)
        assert (errors(second), attacker.recovered()) == ([], []), f"restated: {shape}"


@pytest.mark.parametrize("seed", range(FEW))
def test_nothing_hidden_comes_out(seed):
    attack(seed)


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(1000, 1000 + MANY))
def test_nothing_hidden_comes_out_of_hundreds_of_folders(seed):
    attack(seed)


def test_the_attacker_can_attack():
    """Where sums are not looked at, a number does come out: the test above could fail."""
    found = []
    for seed in range(8):
        world = make_world(Shape(teams=4, measures=("count",), mean=12.0), Random(seed))
        attacker = Attack()
        attacker.see(world, protect_primary(world.framework, world.figures()))
        found += attacker.recovered()
    assert found


def test_an_edition_that_gave_a_number_away_is_told():
    """Where an edition was printed without the audit, later ones say so instead of mending in silence."""
    codes = set()
    for seed in range(8):
        world: World = make_world(Shape(teams=4, measures=("count",), mean=12.0), Random(seed))
        careless = protect_primary(world.framework, world.figures())
        edition = Edition("careless", PROFILES["dfe"], tuple(shown_figures(careless)))
        codes |= {item.code for item in protect(world.framework, world.figures(), editions=[edition]).findings}
    assert codes == {"QAF541"}


@pytest.mark.parametrize(("profile", "room"), [("dfe", 10), ("nhs", 14), ("strict", 18)])
def test_the_notice_gives_nothing_away_to_who_knows_how_it_comes_about(framework, figure, profile, room):
    """All splits of totals over two localities that print the same, notices included, lie far enough apart."""
    places = {"id": "locality", "parts": "all", "categories": ({"id": "a"}, {"id": "b"})}
    built = framework({"id": "m"}, breakdowns=(places,), profile=profile)
    same = defaultdict(list)
    for first, second in product(range(31), repeat=2):
        if first + second <= 30:
            rows = [figure("m", value=str(first + second))]
            rows += [
                figure("m", value=str(n), breakdown="locality", category=c) for n, c in ((first, "a"), (second, "b"))
            ]
            shown = protect(built, rows)
            assert errors(shown) == []
            texts = tuple((f.category, f.value.text or f.value.symbol) for f in shown)
            same[texts, shown.coarsened].append({"a": first, "b": second, "": first + second})
    assert any(coarsened for _, coarsened in same)
    for (texts, _), splits in same.items():
        for place in ("a", "b", ""):
            numbers = [split[place] for split in splits]
            if dict(texts).get(place, "c") == "c":
                assert max(numbers) - min(numbers) > room, (texts, splits)


def test_the_notice_over_three_places_gives_nothing_away(framework, figure):
    """As above, of all splits of totals from nine to fourteen over three localities."""
    names = ("a", "b", "c")
    places = {"id": "locality", "parts": "all", "categories": tuple({"id": name} for name in names)}
    built = framework({"id": "m"}, breakdowns=(places,))
    same = defaultdict(list)
    for split in product(range(15), repeat=3):
        if 9 <= sum(split) <= 14:
            rows = [figure("m", value=str(sum(split)))]
            rows += [
                figure("m", value=str(n), breakdown="locality", category=c) for c, n in zip(names, split, strict=True)
            ]
            shown = protect(built, rows)
            texts = tuple((f.category, f.value.text or f.value.symbol) for f in shown)
            same[texts, shown.coarsened].append(dict(zip(names, split, strict=True)))
    for (texts, _), splits in same.items():
        for name in names:
            numbers = [split[name] for split in splits]
            if dict(texts).get(name, "c") == "c":
                assert max(numbers) - min(numbers) > 10, (texts, splits)
