"""Which teams a page is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qaf.ground.errors import QafError
from qaf.ground.near_miss import did_you_mean
from qaf.ground.text import quoted
from qaf.model.framework import Framework
from qaf.model.settings import Breakdown, Category


@dataclass(frozen=True, slots=True)
class Team:
    """A category of a breakdown, of which a page is made."""

    breakdown: Breakdown
    category: Category

    @property
    def slug(self) -> str:
        """What the ids of its page begin with."""
        return f"{self.breakdown.id}_{self.category.id}"


def teams_wanted(framework: Framework, wanted: str, detail: str = "", body: str = "") -> list[Team]:
    """The teams to make a page of: the one that is named, that of the body, or every one of the finest breakdown.

    `wanted` is the id of a category, or breakdown/category where several have it. Raises `QafError` where there is
    none.
    """
    every = [
        Team(breakdown, category) for breakdown in framework.settings.breakdowns for category in breakdown.categories
    ]
    if wanted:
        return [_named(every, wanted)]
    same = [team for team in every if body and team.category.id == body]
    if len(same) == 1:
        return same
    chosen = _finest(framework, detail)
    return [team for team in every if chosen is not None and team.breakdown.id == chosen.id]


def _named(every: Sequence[Team], wanted: str) -> Team:
    found = [team for team in every if wanted in (team.category.id, f"{team.breakdown.id}/{team.category.id}")]
    if len(found) == 1:
        return found[0]
    if found:
        spelt = quoted([f"{team.breakdown.id}/{team.category.id}" for team in found])
        raise QafError(f"More than one breakdown has a category `{wanted}`.", help=f"Say which: --team {spelt}.")
    names = [team.category.id for team in every]
    known = f"There are {quoted(names, 'and', 12)}." if names else "qaf.yaml has no `breakdowns:` yet."
    raise QafError(
        f"`{wanted}` is no team or place of the breakdowns in qaf.yaml.",
        help=" ".join(filter(None, (did_you_mean(wanted, names), known))),
    )


def _finest(framework: Framework, detail: str) -> Breakdown | None:
    """The breakdown of the detail; else `team`; else the last that lies within another; else the only one."""
    breakdowns = framework.settings.breakdowns
    by_id = framework.breakdowns
    for id_ in (detail, "team", "teams"):
        if id_ in by_id:
            return by_id[id_]
    within = [one for one in breakdowns if one.within]
    return within[-1] if within else breakdowns[0] if len(breakdowns) == 1 else None


def around(framework: Framework, team: Team) -> Team | None:
    """The place that a team lies in, such as its locality; None where the settings name none."""
    breakdown = framework.breakdowns.get(team.breakdown.within or "")
    if breakdown is None:
        return None
    found = next((one for one in breakdown.categories if one.id == team.category.within), None)
    return Team(breakdown, found) if found is not None else None
