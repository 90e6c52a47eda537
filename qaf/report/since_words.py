"""What changed in the figures since the last edition, as the summary says it: how many, and the restated ones."""

from __future__ import annotations

from qaf.analysis.since_edition import FigureChange, SinceEdition
from qaf.ground.text import listing, plural, shortened
from qaf.model.framework import Framework
from qaf.report import words

NAMED = 3
"""How many restated figures the summary names."""

_WORDS = {
    "restated": "restated", "withheld": "newly withheld", "shown": "newly shown", "new": "new", "gone": "gone",
}  # fmt: skip


def since_lines(framework: Framework, since: SinceEdition | None) -> tuple[str, ...]:
    """A sentence of counts, one for each restated figure of a whole as far as there is room; none without an edition.

    Numbers that the edition showed and that are withheld or gone today are not repeated.
    """
    if since is None:
        return ()
    counts = [f"{len(held)} {name}" for what, name in _WORDS.items() if (held := _of(since, what))]
    if not counts:
        return ("No figure that it showed has changed.",)
    lines = [f"{words.upper_first(listing(counts))}; {plural(since.same, 'figure is', 'figures are')} as it showed."]
    restated = [change for change in since.of("restated") if not change.figure.breakdown and not change.figure.grade]
    lines += [text for change in restated if (text := _restated(framework, change))][:NAMED]
    return tuple(lines)


def _of(since: SinceEdition, what: str) -> list[FigureChange]:
    return [change for change in since.changes if change.what == what]


def _restated(framework: Framework, change: FigureChange) -> str:
    """A restated value beside the old one; "" where either may not be said."""
    figure, was = change.figure, change.was
    measure = framework.measures.get(figure.measure)
    if measure is None or was is None or not figure.value.given or not was.value.given:
        return ""
    now, before = (words.number(measure, one.value, framework) for one in (figure, was))
    if now == before:
        return ""
    name = shortened(measure.text.rstrip("."), 80)
    series = "" if figure.series == "own" else f", {framework.title(figure.series)}"
    return f"{name}{series}, {words.short(figure.period)}: {now}, it showed {before}."
