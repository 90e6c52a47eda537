"""Gaps: what the framework cannot answer yet, the accepted ones apart, and the working behind each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qaf.ground.findings import Finding
from qaf.rules.facts import Facts
from qaf.rules.registry import Rule, gap_rules, run

if TYPE_CHECKING:
    from qaf.model.accepted_gap import AcceptedGap

OUTCOME_CODE = "QAF301"
"""The code of the gap that matters most: an area without outcome measure."""

KIND_CODES = {
    "QAF301": "outcome",
    "QAF302": "quality",
    "QAF303": "quantity",
    "QAF315": "outcome",
    "QAF316": "quality",
    "QAF317": "quantity",
}
"""The kind that an area lacks, by the code of the gap: a measure of the kind, or a source for it."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap. `accepted` is who took responsibility for it and until when, None where nobody did."""

    finding: Finding
    accepted: AcceptedGap | None = None

    @property
    def code(self) -> str:
        """The code of its rule."""
        return self.finding.code

    @property
    def about(self) -> str:
        """The id of what it is about."""
        return self.finding.subject

    @property
    def name(self) -> str:
        """How a gap is called: `QAF301 poverty-and-housing`."""
        return f"{self.code} {self.about}"


def switched_off(facts: Facts) -> list[str]:
    """Codes of gaps that the folder's `levels:` turns off."""
    levels = facts.framework.settings.levels
    return [rule.code for rule in gap_rules() if levels.get(rule.code) == "off"]


def find_gaps(facts: Facts) -> list[Gap]:
    """Every gap on the day, in the order of areas and codes; those of codes that are switched off are left out."""
    off = set(switched_off(facts))
    live = _live(facts)
    found = [item for item in run(gap_rules(), facts) if item.code not in off]
    order = {area: index for index, area in enumerate(_area_order(facts))}
    found.sort(key=lambda item: (order.get(item.area, len(order)), item.code, item.subject))
    return [Gap(item, live.get((item.code, item.subject))) for item in found]


def areas_without_outcome(facts: Facts) -> list[Gap]:
    """The gaps that answer which areas lack outcome measures, whatever `levels:` turns off, in the order of areas."""
    live = _live(facts)
    found = {item.subject: item for item in run((rule_of(OUTCOME_CODE),), facts)}
    return [Gap(found[area], live.get((OUTCOME_CODE, area))) for area in _area_order(facts) if area in found]


def areas_unsure_of_outcome(facts: Facts) -> list[str]:
    """Ids of the areas whose outcome measures may stand where something could not be read, in the order of areas."""
    judged = {item.area.id for item in facts.areas}
    return [area for area in _area_order(facts) if area not in judged and not facts.coverage[area].of_kind("outcome")]


def rule_of(code: str) -> Rule:
    """The rule that finds the gaps of a code. Raises `KeyError` where it is no code of a gap."""
    return {rule.code: rule for rule in gap_rules()}[code]


def _live(facts: Facts) -> dict[tuple[str, str], AcceptedGap]:
    """Accepted gaps that have not run out, by code and id."""
    return {(gap.code, gap.about): gap for gap, _ in facts.framework.accepted_gaps if facts.as_at <= gap.until}


def _area_order(facts: Facts) -> list[str]:
    """Priority areas first, each followed by the areas below it, then the rest."""
    framework = facts.framework
    order: dict[str, None] = {}
    for area in (*framework.priorities(), *framework.areas.values()):
        for one in framework.below(area.id):
            order.setdefault(one.id)
    return list(order)


def is_of_kind(gap: Gap, kind: str, facts: Facts) -> bool:
    """Whether a gap concerns quantity, quality or outcome: the area's, a measure's or a good statement's."""
    if gap.code in KIND_CODES:
        return KIND_CODES[gap.code] == kind
    framework = facts.framework
    thing = framework.measures.get(gap.about) or framework.goods.get(gap.about)
    return thing is not None and thing.kind == kind
