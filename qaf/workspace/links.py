"""What references have to add up to: no circles, bases that are counts, areas not too deep, breakdowns that fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from qaf.ground.findings import Finding, Loc, Where, finding
from qaf.ground.near_miss import did_you_mean
from qaf.ground.text import quoted
from qaf.model.framework import Framework
from qaf.model.settings import Breakdown
from qaf.workspace.references import Broken

DEEPEST = 3
LONGEST_CHAIN = 5
"""How many ids of a chain are printed."""
_CIRCLES = {"QAF205": "are worked out from each other", "QAF211": "wait for each other"}


def check_links(framework: Framework, broken: Broken) -> Iterator[Finding]:
    """Findings about links that resolve, and still cannot be."""
    within = {area.id: (area.within,) for area in framework.areas.values() if area.within}
    yield from _circles(within, "QAF204", "Areas", lambda id_: _key(framework, id_, "within"))
    yield from _too_deep(framework)
    part_of = {body.id: (body.part_of,) for body in framework.governance.bodies if body.part_of}
    yield from _circles(part_of, "QAF204", "Bodies", lambda id_: _key(framework, id_, "part_of"))
    follows = {activity.id: (activity.follows,) for activity in framework.timetable.activities if activity.follows}
    yield from _circles(follows, "QAF211", "Activities", lambda id_: _key(framework, id_, "follows"))
    depends = {action.id: action.depends_on for action in framework.actions if action.depends_on}
    yield from _circles(depends, "QAF211", "Actions", lambda id_: _key(framework, id_, "depends_on"))
    yield from _bases(framework)
    yield from _shown_elsewhere(framework)
    yield from _breakdowns(framework)
    yield from _series(framework, broken)


def _key(framework: Framework, id_: str, key: str) -> Where:
    """Where the key of an entry stands."""
    where = framework.where(id_)
    loc = where.loc[:-1] if where.loc and where.loc[-1] == "id" else where.loc
    return Where(where.path, (*loc, key))


def _circles(
    links: Mapping[str, Sequence[str]], code: str, words: str, place: Callable[[str], Where]
) -> Iterator[Finding]:
    """Each circle among `links` once, told at its first member; depth-first without recursion."""
    items = {id_: [target for target in targets if target in links] for id_, targets in links.items()}
    done: set[str] = set()
    for start in items:
        path: list[str] = []
        on_path: set[str] = set()
        stack: list[tuple[str, Iterator[str]]] = []
        if start not in done:
            stack.append((start, iter(items[start])))
            path.append(start)
            on_path.add(start)
        while stack:
            current, rest = stack[-1]
            target = next(rest, None)
            if target is None:
                stack.pop()
                done.add(path.pop())
                on_path.discard(current)
            elif target in on_path:
                circle = path[path.index(target) :]
                first = min(circle)
                turn = circle.index(first)
                ordered = [*circle[turn:], *circle[:turn], first]
                message = (
                    f"{words} {_CIRCLES.get(code, 'lie within each other')} in a circle: {_chain(ordered, ' → ')}."
                )
                yield finding(code, place(first), message, help="Take one of these links away.", subject=first)
            elif target not in done:
                stack.append((target, iter(items[target])))
                path.append(target)
                on_path.add(target)


def _chain(ids: Sequence[str], between: str) -> str:
    """Ids one after the other; of many the first, and the last."""
    words = [f"`{id_}`" for id_ in ids]
    return between.join(words if len(words) <= LONGEST_CHAIN + 1 else [*words[:LONGEST_CHAIN], "…", words[-1]])


def _too_deep(framework: Framework) -> Iterator[Finding]:
    for area in framework.areas.values():
        if not area.within:
            continue
        above = [other.id for other in framework.above(area.id)]
        circle = framework.areas.get(above[-1])
        if len(above) > DEEPEST and not (circle and circle.within in above):
            message = f"Area `{area.id}` is on level {len(above)}: {_chain(above, ' within ')}."
            advice = f"Areas can be nested {DEEPEST} levels deep. Let it lie within an area further up."
            yield finding("QAF207", _key(framework, area.id, "within"), message, help=advice, subject=area.id)


def _bases(framework: Framework) -> Iterator[Finding]:
    measures = framework.measures
    for measure in measures.values():
        base = measures.get(measure.of or "")
        if base and base.unit != "count" and base.id != measure.id:
            message = f"`of` of measure `{measure.id}` names `{base.id}`, of unit `{base.unit}`; a base is a count."
            advice = "Name the count that the percentage or rate is of, or give that measure `unit: count`."
            yield finding("QAF206", _key(framework, measure.id, "of"), message, help=advice, subject=measure.id)
    links = {m.id: (*filter(None, [m.of]), *m.parts) for m in measures.values() if m.of or m.parts}
    yield from _circles(
        links, "QAF205", "Measures", lambda id_: _key(framework, id_, "of" if measures[id_].of else "parts")
    )


def _shown_elsewhere(framework: Framework) -> Iterator[Finding]:
    goods = framework.goods
    for measure in framework.measures.values():
        home = framework.area_of(measure.id)
        for index, good in enumerate(measure.shows):
            other = framework.area_of(good)
            if other != home and good in goods and other not in {area.id for area in framework.above(home)}:
                message = f"Measure `{measure.id}` shows `{good}`, a statement of area `{other}`."
                note = "A measure shows statements of its own area and of those above it; this link is only a note."
                where = _key(framework, measure.id, "shows").at(index)
                yield finding("QAF209", where, message, help=note, subject=measure.id, area=home)


def _breakdowns(framework: Framework) -> Iterator[Finding]:
    by_id = framework.breakdowns
    within = {breakdown.id: (breakdown.within,) for breakdown in by_id.values() if breakdown.within}
    yield from _circles(within, "QAF210", "Breakdowns", lambda id_: _key(framework, id_, "within"))
    for breakdown in by_id.values():
        yield from _categories(framework, breakdown, by_id.get(breakdown.within or ""))


def _categories(framework: Framework, breakdown: Breakdown, coarser: Breakdown | None) -> Iterator[Finding]:
    base = _key(framework, breakdown.id, "categories")
    seen: set[str] = set()
    coarse_ids = [category.id for category in coarser.categories] if coarser else []
    for index, category in enumerate(breakdown.categories):
        if category.id in seen:
            message = f"Category `{category.id}` stands twice in breakdown `{breakdown.id}`."
            advice = "Take one of the two out, or give it another id."
            yield finding("QAF113", base.at(index, "id"), message, help=advice, subject=breakdown.id)
        seen.add(category.id)
        if category.within and coarser is None and breakdown.within:
            continue
        if category.within and coarser is None:
            message = f"Category `{category.id}` lies within `{category.within}`, but breakdown `{breakdown.id}` "
            advice = "Give the breakdown `within:` with the coarser breakdown's id."
            yield finding(
                "QAF210", base.at(index, "within"), f"{message}lies within no other.", help=advice, subject=breakdown.id
            )
        elif category.within and category.within not in coarse_ids:
            message = f"Category `{category.id}` lies within `{category.within}`, which is no category of `"
            message += f"{coarser.id if coarser else ''}`."
            advice = did_you_mean(category.within, coarse_ids) or f"It is one of {quoted(coarse_ids, limit=12)}."
            yield finding("QAF210", base.at(index, "within"), message, help=advice, subject=breakdown.id)


def _series(framework: Framework, broken: Broken) -> Iterator[Finding]:
    known = ["own", *(entry.id for entry in framework.entries.values() if entry.kind == "comparator")]
    for recipe in framework.recipes.values():
        named: list[tuple[Loc, str]] = [
            (("series", at, "series"), each.series) for at, each in enumerate(recipe.series)
        ]
        named += [(("measures", at, "series"), each.series) for at, each in enumerate(recipe.measures) if each.series]
        for loc, series in named:
            comparator, _, code = series.partition("/")
            members = framework.comparators.get(comparator)
            where = Where(framework.where(recipe.id).path, loc)
            if broken.may_hold(comparator, ("comparator",)):
                continue
            if comparator not in known or (code and comparator == "own"):
                message = f"`series` names `{series}`, which is neither `own` nor a comparator of qaf.yaml."
                advice = did_you_mean(comparator, known) or f"It is one of {quoted(known, limit=12)}."
                yield finding("QAF202", where, message, help=advice, subject=recipe.id)
            elif code and code != "*" and members and members.members and code not in {m.code for m in members.members}:
                codes = [member.code for member in members.members]
                message = f"`series` names member `{code}` of comparator `{comparator}`, which has no such member."
                advice = did_you_mean(code, codes) or f"It is one of {quoted(codes, limit=12)}."
                yield finding("QAF202", where, message, help=advice, subject=recipe.id)
