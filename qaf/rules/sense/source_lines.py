"""What the rules about sources share: lines that say which sources were counted."""

from __future__ import annotations

from collections.abc import Iterator

from qaf.analysis.coverage import FAMILIES
from qaf.ground.text import plural
from qaf.rules.facts import Facts


def explain_sources(facts: Facts, about: str) -> Iterator[str]:
    """Lines that say which sources an area can count on, by family, and what is not counted."""
    item = facts.coverage[about]
    names = ", ".join(f"`{area.id}`" for area in item.counted)
    yield f"Looked at {plural(len(item.counted), 'area')}: {names}."
    for family, words in FAMILIES.items():
        found = item.from_family(family)
        listed = ", ".join(f"`{source.id}`" for source in found) or "none"
        yield f"{words.capitalize()}: {listed}."
    yield "Not counted: stories, `informed_by` of good statements, and sources that only other areas use."
