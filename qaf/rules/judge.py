"""All findings of a folder, once: what loading found, what the rules find, levels and ignore comments applied."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from qaf.ground.codes import at_least, can_change
from qaf.ground.findings import Finding, Level
from qaf.rules.facts import Facts
from qaf.rules.gaps import Gap, find_gaps
from qaf.rules.governance.qaf402_accepted_gap_unknown import find_unused
from qaf.rules.ignore_comments import IgnoreComment, apply_comments
from qaf.rules.registry import other_rules, run


def judge(
    loaded: Sequence[Finding],
    facts: Facts,
    comments: Iterable[IgnoreComment],
    place: Callable[[Finding], Finding],
    gaps: Sequence[Gap] | None = None,
) -> list[Finding]:
    """Every finding at its final level, sorted by place. Accepted gaps are left out.

    `loaded` have their spans already; `place` gives one to the others, and only after levels have been applied, so
    that nothing is looked up for a finding that nobody sees.
    """
    found = gaps if gaps is not None else find_gaps(facts)
    ruled = run(other_rules(), facts)
    ruled += find_unused(facts, (gap.finding for gap in found))
    ruled += (gap.finding for gap in found if gap.accepted is None)
    levels = facts.framework.settings.levels
    kept = [place(item) for item in _levelled(ruled, levels)]
    everything = apply_comments([*_levelled(loaded, levels), *kept], comments, facts.as_at)
    return sorted(everything, key=Finding.sort_key)


def _levelled(findings: Iterable[Finding], levels: Mapping[str, str]) -> list[Finding]:
    if not levels:
        return list(findings)
    changed = (
        replace(item, level=Level(levels[item.code])) if _applies(item, levels.get(item.code)) else item
        for item in findings
    )
    return [item for item in changed if item.level is not Level.OFF]


def _applies(item: Finding, level: str | None) -> bool:
    """Whether a folder may give a finding this level: any may be raised, and not all be lowered."""
    return level is not None and (can_change(item.code) or at_least(level, item.level.value))
