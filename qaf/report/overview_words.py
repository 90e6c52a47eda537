"""The words of a partnership's overview: what stands in its cells, and the sentences around its tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qaf.analysis.checklist import CHECKLIST, Answer
from qaf.analysis.member_challenges import Put
from qaf.analysis.member_facts import MemberArea
from qaf.analysis.overview import Overview, Seen
from qaf.analysis.pooled import Part, PooledMeasure
from qaf.analysis.standing import State
from qaf.ground.text import listing, plural
from qaf.model.measure import Measure

DIRECTIONS: Mapping[State, str] = {
    "better": "better, by its test",
    "worse": "worse, by its test",
    "mixed": "tests disagree",
    "changed": "changed, by its test",
    "same": "no change told from chance",
    "untested": "no test possible",
    "first": "nothing earlier to hold it against",
    "withheld": "withheld to protect people",
    "none": "no figure",
}
SHAPES: Mapping[State, str] = {
    "better": "\u25b2", "worse": "\u25bc", "mixed": "\u25c6", "changed": "\u25c7", "same": "\u25cf",
    "untested": "\u25cb", "first": "\u25cb", "withheld": "\u25a0", "none": "\u2013",
}  # fmt: skip
"""A shape before the words of each state, so that a row of the crossover is seen at a glance; never alone."""
_PART_STATES = {
    "withheld": "withheld to protect people",
    "no_counts": "shown without the counts behind it",
    "no_figure": "no figure for that period",
}
_KEYS = {
    "kind": "its kind", "unit": "its unit", "per": "what it is per", "counts": "who or what is counted",
    "base": "what it is a share of", "covers": "whether it is of all or of a sample",
    "drawn": "how the sample was drawn",
    "window": "over what time",
    "distinct": "whether people are counted once", "follow_up": "when it is followed up",
    "better": "which way is better", "dates": "its periods",
}  # fmt: skip
_MOST, _FEW = 60, 3
"""How much of a text, and how many texts, an answer quotes."""
_UNITS = {"percent": "%", "count": "", "mean": "on average"}


def area_cell(areas: Sequence[MemberArea]) -> str:
    """What one member has in one row of the crossover."""
    if not areas:
        return "\u2013 not covered"
    return "; ".join(_area(area) for area in areas)


def _area(area: MemberArea) -> str:
    chosen = f"priority {area.priority}" if area.priority is not None else "not chosen"
    if not area.outcomes:
        return f"{chosen}, no outcome measured"
    told = states_words(area.states)
    measured = plural(area.outcomes, "outcome measure")
    return f"{chosen}, {measured} ({told}), {'fresh' if area.fresh else 'not fresh'}"


def states_words(states: Sequence[State]) -> str:
    """How many outcomes are in which state, each with its shape and its words."""
    return "; ".join(
        f"{SHAPES[state]} {states.count(state)} {words}" for state, words in DIRECTIONS.items() if state in states
    )


def seen_words(seen: Seen) -> str:
    """What came of reading a member, as a sentence."""
    if seen.state == "refused":
        return f"Refused: {seen.why}. {seen.help}".strip()
    if seen.state == "not_sent":
        return "Nothing has been sent."
    if seen.state == "supplies":
        return _supplies(seen)
    said = f"Up to {seen.period}" if seen.period else "Read from its folder"
    late = ", which is not the period asked for: it is late" if seen.late else ""
    older = ", in an older schema" if seen.older_schema else ""
    return f"{said}{late}{older}."


def _supplies(seen: Seen) -> str:
    if not seen.supplies:
        return "Has no framework here, and is named as the supplier of no measure."
    missing = f"; no figure yet of {listing(seen.without_figures)}" if seen.without_figures else ""
    return f"Supplies figures only: {listing(seen.supplies)}{missing}."


def part_words(part: Part) -> str:
    """Why a member is not in a pool."""
    if part.state == "differs":
        return f"another definition ({listing(_KEYS.get(key, key) for key in part.differing)})"
    return _PART_STATES[part.state]


def together(pooled: PooledMeasure) -> str:
    """The pooled figure with the numbers behind it; why there is none where there is none."""
    if not pooled.value.given:
        return "not pooled" if len(pooled.in_pool) > 1 else "too few members show it"
    value = f"{pooled.value.text} {unit_of(pooled.model)}".strip()
    if not pooled.denominator.given:
        return value
    return f"{value} ({pooled.numerator.text} of {pooled.denominator.text})"


def unit_of(measure: Measure) -> str:
    """The unit behind a number."""
    return f"per {measure.multiplier:,}" if measure.unit == "rate" else _UNITS.get(measure.unit, "")


def funnel_words(pooled: PooledMeasure, names: Mapping[str, str]) -> str:
    """Which members lie outside the funnel, never in an order of merit; what can be said of the others."""
    if not pooled.has_funnel:
        return "no test"
    found = {
        words: [
            f"{names[part.member]} ({part.standing.side})"
            for part in pooled.parts
            if part.standing is not None and part.standing.strength == strength
        ]
        for strength, words in (("differs", "outside the 99.8 % limits"), ("watch", "outside the 95 % limits only"))
    }
    said = [f"{words}: {listing(members)}" for words, members in found.items() if members]
    unsettled = [names[part.member] for part in pooled.in_pool if part.standing is None]
    if unsettled:
        said.append(f"cannot be told from rounded counts: {listing(unsettled)}")
    elif not said:
        said.append("all within the 95 % limits: no difference is told from chance")
    if pooled.rounded:
        said.append("some counts are rounded, so only what holds whatever they were is said")
    return "; ".join(said)


def answer_words(answer: Answer) -> str:
    """How a framework answers a question of the checklist."""
    if not answer.asked:
        return "no: there is nothing to ask it of"
    if answer.met:
        return "yes"
    shown = [text if len(text) <= _MOST else f"{text[:_MOST].rsplit(' ', 1)[0]}…" for text in answer.but]
    return f"no ({len(answer.but)} of {answer.asked}): {'; '.join(shown[:_FEW])}{'; …' if len(shown) > _FEW else ''}"


def put_words(put: Put) -> str:
    """How far a challenge has come."""
    if put.state == "waiting":
        return f"no reply after {plural(put.days, 'day')}"
    return "replied; what came of it is not on record" if put.state == "replied" else "closed"


def unchallenged(found: Overview, names: Mapping[str, str]) -> str:
    """Members whose framework leaves a question open and to whom nothing was put."""
    put = {one.member for one in found.challenges}
    left = [one.id for one in found.members if one.id not in put and found.open_to(one.id)]
    if not left:
        return ""
    asked = "; ".join(
        f"{names[id_]} ({listing(dict.fromkeys(CHECKLIST[key][0].lower() for key in found.open_to(id_)))})"
        for id_ in left
    )
    return f"Their frameworks leave questions open, and no challenge to them is on record: {asked}."
