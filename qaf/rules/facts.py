"""What rules judge: the framework, what its areas are known by, the figures as they may be shown, and the day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from qaf.analysis.coverage import AreaCoverage
from qaf.ground.findings import Where
from qaf.model.framework import Framework
from qaf.model.protected import ProtectedFigures

ANY_FOLDER = ("organisation", "partnership", "catalogue")
WORKING_FOLDER = ("organisation", "partnership")
"""Kinds of folder that a rule can apply to: a catalogue is asked for no figures, owners or dates."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that a rule may look at."""

    framework: Framework
    coverage: dict[str, AreaCoverage]
    figures: ProtectedFigures
    as_at: date

    @property
    def unsure(self) -> frozenset[str]:
        """Ids of areas that could not be read whole."""
        return self.framework.unsure

    def areas(self) -> Iterator[AreaCoverage]:
        """Coverage of each area that could be read whole; of the others nothing can be said to be missing."""
        for item in self.coverage.values():
            if not self.unsure.intersection(area.id for area in item.counted):
                yield item

    def key(self, id_: str, key: str = "") -> Where:
        """Where the `key` of an entry stands (or its id): a finding walks up from there to the nearest known place."""
        where = self.framework.where(id_)
        if not key:
            return where
        loc = where.loc[:-1] if where.loc and where.loc[-1] == "id" else where.loc
        return Where(where.path, (*loc, key))
