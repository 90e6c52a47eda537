"""What rules judge: the framework, what its areas are known by, the figures as they may be shown, and the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from qaf.analysis.coverage import AreaCoverage
from qaf.ground.findings import Where
from qaf.model.framework import Framework
from qaf.model.protected import ProtectedFigures

if TYPE_CHECKING:
    from qaf.analysis.due_collections import Awaited
    from qaf.analysis.programme import Programme

ANY_FOLDER = ("organisation", "partnership", "catalogue")
WORKING_FOLDER = ("organisation", "partnership")
"""Kinds of folder that a rule can apply to: a catalogue is asked for no figures, owners or dates."""
_NO_FIGURE = ("x", "z")
"""Symbols that say that somebody looked and there is none; any other stands for a figure that is there."""


@dataclass(frozen=True)
class Facts:
    """Everything that a rule may look at.

    `figures_damaged` says that some stored figures cannot be read, so that none can be said to be missing.
    """

    framework: Framework
    coverage: dict[str, AreaCoverage]
    figures: ProtectedFigures
    as_at: date
    figures_damaged: bool = False

    @property
    def unsure(self) -> frozenset[str]:
        """Ids of areas that could not be read whole."""
        return self.framework.unsure

    @cached_property
    def areas(self) -> tuple[AreaCoverage, ...]:
        """Coverage of each area that could be read whole; of the others nothing can be said to be missing."""
        everything = tuple(self.coverage.values())
        if not self.unsure:
            return everything
        return tuple(item for item in everything if not self.unsure.intersection(area.id for area in item.counted))

    @property
    def areas_with_sources(self) -> tuple[AreaCoverage, ...]:
        """The same areas, where all sources could be read; none where `sources.yaml` could not."""
        return () if "sources" in self.framework.unread else self.areas

    @property
    def areas_with_figures(self) -> tuple[AreaCoverage, ...]:
        """The same areas, where all stored figures could be read; none where some are damaged."""
        return () if self.figures_damaged else self.areas

    @cached_property
    def with_figures(self) -> frozenset[str]:
        """Ids of the measures that have a figure of the organisation's own, a typed absence included."""
        return frozenset(figure.measure for figure in self.figures if figure.series == "own")

    @cached_property
    def collected_now(self) -> frozenset[str]:
        """Ids of the measures that have a figure of the organisation's own; that there is none does not count."""
        return frozenset(f.measure for f in self.figures if f.series == "own" and f.value.symbol not in _NO_FIGURE)

    @cached_property
    def programme(self) -> Programme:
        """The timetable on the day; without activities where its file could not be read."""
        from qaf.analysis.programme import programme

        return programme(self.framework, self.as_at)

    @cached_property
    def awaited(self) -> tuple[Awaited, ...]:
        """The next figure that each measure awaits, where its frequency says when; none where figures are damaged."""
        from qaf.analysis.due_collections import collections_due

        return () if self.figures_damaged else tuple(collections_due(self.framework, self.figures, self.as_at))

    @property
    def late(self) -> tuple[Awaited, ...]:
        """Those whose day has passed."""
        return tuple(wait for wait in self.awaited if wait.due < self.as_at)

    def place(self, id_: str) -> Where:
        """Where an entry stands: its id, or its file where the file is the entry."""
        entry, where = self.framework.entries.get(id_), self.framework.where(id_)
        return Where(where.path) if entry is not None and entry.kind == "area" else where
