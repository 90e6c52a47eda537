"""Self-assessments on an area's page: who judged each good statement how, over time, beside what the figures say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qaf.analysis.judgements import Bearing, Judged, Sitting, judged
from qaf.ground.text import listing
from qaf.model.area import Area
from qaf.report import words
from qaf.report.desk import Desk

TIERS = {
    "board": "the board", "service": "the service", "team": "a team", "practitioner": "practitioners",
    "organisation": "the organisation", "peer": "peers", "scrutineer": "a scrutineer",
    "inspectorate": "the inspectorate",
}  # fmt: skip
SAYS = {
    "better": "The tests of the measures that show it say better",
    "worse": "The tests of the measures that show it say worse",
    "both_ways": "The tests of the measures that show it point both ways",
    "no_difference": "The tests of the measures that show it find no difference beyond chance",
    "no_test": "No test can be made of the measures that show it",
}
NOTHING_SHOWS = "No measure shows it, so the judgement stands alone."


@dataclass(frozen=True, slots=True)
class JudgedLine:
    """A good statement with its judgements in order of time, what the figures say, and where the two disagree.

    `apart` is "" where they do not.
    """

    text: str
    judgements: tuple[str, ...]
    figures: str
    apart: str = ""


def judged_lines(desk: Desk, area: Area) -> tuple[JudgedLine, ...]:
    """The statements of an area that were judged up to the day, with figures up to the end of the book's period."""
    inputs = desk.inputs
    goods = [good.id for good in area.good]
    found = judged(desk.framework, inputs.figures, inputs.as_at, inputs.period.end, only=goods) if goods else []
    return tuple(
        JudgedLine(
            one.good.text, tuple(_sitting(desk, each) for each in one.sittings), _figures(one.bearings), _apart(one)
        )
        for one in found
    )


def _sitting(desk: Desk, one: Sitting) -> str:
    """`21 May 2026, the service (Principal Social Worker): mostly; moderated to partly by ...`."""
    by = desk.who(one.sitting.by)
    said = f"{words.day(one.sitting.on)}, {TIERS[one.sitting.tier]}{f' ({by})' if by else ''}: {one.own or one.title}"
    if not one.judgement.moderated:
        return said
    moderator = desk.who(one.judgement.moderated_by)
    who = f" by {moderator}" if moderator else ""
    return f"{said}; moderated to {one.title}{who}" if one.moderated_otherwise else f"{said}; confirmed{who}"


def _figures(bearings: Sequence[Bearing]) -> str:
    if not bearings:
        return NOTHING_SHOWS
    by: dict[str, list[str]] = {}
    for bearing in bearings:
        by.setdefault(bearing.says, []).append(bearing.measure.text.rstrip("."))
    return " ".join(f"{SAYS[says]}: {listing(texts)}." for says, texts in by.items())


def _apart(one: Judged) -> str:
    apart = [each for each in one.latest if each.apart]
    if not apart:
        return ""
    who = listing((TIERS[each.sitting.tier] for each in apart), "and")
    way = "worse" if apart[0].apart == "figures_worse" else "better"
    return f"The judgement of {who} and the figures disagree: the figures say {way}."
