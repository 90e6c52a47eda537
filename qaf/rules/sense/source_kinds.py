"""What the rules about kinds of source share: which areas lack a kind of source, and what was counted."""

from __future__ import annotations

from collections.abc import Iterator

from qaf.analysis.coverage import AreaCoverage
from qaf.ground.findings import Finding, finding
from qaf.ground.text import listing, plural
from qaf.rules.facts import Facts

_TELLS = {
    "outcome": "whether anyone is better off",
    "quality": "how well it is done",
    "quantity": "how much is done",
}


def find_areas_without_source(facts: Facts, code: str, kind: str) -> Iterator[Finding]:
    """One gap for each area whose sources all say what they are for, and none of them says this kind."""
    for item in facts.areas_with_sources:
        if not _all_say(item) or any(kind in source.kinds for source in item.sources):
            continue
        below = " nor in the areas below it" if len(item.counted) > 1 else ""
        many = len(item.sources)
        named = "its only source is not" if many == 1 else f"none of its {many} sources is"
        message = f"{item.area.name} has no {kind} source{below}: {named} said to tell {_TELLS[kind]}."
        advice = f"Add a source with `kinds: [{kind}]`, or add {kind} to the `kinds` of one that tells."
        yield finding(code, facts.place(item.area.id), message, help=advice, subject=item.area.id, area=item.area.id)


def explain_source_kinds(facts: Facts, about: str, kind: str) -> Iterator[str]:
    """Lines that say of each source of an area what it is for, and whether it was counted."""
    item = facts.coverage[about]
    names = ", ".join(f"`{area.id}`" for area in item.counted)
    yield f"Looked at {plural(len(item.counted), 'area')}: {names}."
    if not item.sources:
        yield "There are no sources of any kind, which is a gap of its own (QAF313)."
    for source in item.sources:
        if not source.kinds:
            yield f"`{source.id}` does not say in `kinds` what it is for, so it may tell this too."
            continue
        verdict = "counted" if kind in source.kinds else "not counted"
        yield f"`{source.id}` is for {listing(source.kinds)}: {verdict}."
    if item.sources and not _all_say(item):
        yield "Nothing is said to be missing while a source leaves open what it is for."
    yield "Not counted: sources of areas above, and sources that only other areas use."


def _all_say(item: AreaCoverage) -> bool:
    return bool(item.sources) and all(source.kinds for source in item.sources)
