"""The desk at which a book is written: everything that goes into it, and what several pages ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from qaf.analysis.balance import Shares
from qaf.analysis.overview import Overview
from qaf.analysis.series import MeasureSeries, lines
from qaf.analysis.since_edition import SinceEdition
from qaf.analysis.trends import MeasureFacts, facts
from qaf.model.area import Area
from qaf.model.framework import Framework
from qaf.model.mapping import Mapping
from qaf.model.measure import Measure
from qaf.model.period import Period
from qaf.model.protected import ProtectedFigures
from qaf.model.story import Use
from qaf.report.filled import Filler
from qaf.report.who import who
from qaf.workspace.own_templates import NO_TEMPLATES, OwnTemplates

KIND_ORDER = ("outcome", "quality", "quantity")


@dataclass(frozen=True, slots=True)
class GapLine:
    """A gap as `qaf gaps` found it: code, the id it is about, its area, its sentence, and whether it is accepted."""

    code: str
    about: str
    area: str
    message: str
    accepted: bool = False


@dataclass(frozen=True, slots=True)
class BookInputs:
    """All that a book is made of. `commit` is "" outside git; figures of periods after `period` are left out.

    `a_year_ago`: how many measures of each kind there were a year before `as_at`; None where no history tells.
    `since`: what changed in the figures since the last edition; None where there is none to tell it from.
    `body`: the id of the body that it is made for, "" where it is for everybody. `detail`: the breakdowns by which
    figures are shown, None where by all. `use`: what consent has to cover where a story is printed. `templates`: the
    folder's own. `overview`: a partnership's picture over its members; `duties`: what its yearly report has to say.
    """

    framework: Framework
    figures: ProtectedFigures
    gaps: Sequence[GapLine]
    period: Period
    as_at: date
    commit: str
    version: str
    a_year_ago: Shares | None = None
    body: str = ""
    detail: frozenset[str] | None = None
    use: Use = "book"
    since: SinceEdition | None = None
    templates: OwnTemplates = NO_TEMPLATES
    overview: Overview | None = None
    duties: Mapping | None = None


@dataclass(frozen=True)
class Desk:
    """The inputs, the lines and facts of each measure worked out once, and the one filler of placeholders."""

    inputs: BookInputs
    filler: Filler
    _series: dict[str, MeasureSeries] = field(default_factory=dict)
    _facts: dict[str, MeasureFacts] = field(default_factory=dict)

    @property
    def framework(self) -> Framework:
        """The framework that the book is about."""
        return self.inputs.framework

    def series(self, measure: Measure) -> MeasureSeries:
        """The lines of a measure up to the end of the book's period."""
        if measure.id not in self._series:
            found = lines(self.framework, self.inputs.figures, measure, until=self.inputs.period.end)
            kept = tuple(b for b in found.breakdowns if self.shows(b.id))
            left = any(line.points for b in found.breakdowns if b not in kept for line in b.lines)
            self._series[measure.id] = replace(found, breakdowns=kept, only_whole=left)
        return self._series[measure.id]

    def shows(self, breakdown: str) -> bool:
        """Whether figures are shown by this breakdown."""
        return self.inputs.detail is None or breakdown in self.inputs.detail

    def facts(self, measure: Measure) -> MeasureFacts:
        """What the figures of a measure say up to the end of the book's period: tested where they can be."""
        if measure.id not in self._facts:
            series, inputs = self.series(measure), self.inputs
            self._facts[measure.id] = facts(self.framework, series, inputs.figures.profile, inputs.as_at)
        return self._facts[measure.id]

    def has_figure_for_period(self, measure: Measure) -> bool:
        """Whether a number that may be shown stands for the book's period or a part of it."""
        return any(
            point.value.given and self.inputs.period.contains(point.period)
            for line in self.series(measure).own
            for point in line.points
        )

    def who(self, id_: str | None) -> str:
        """The title of a post or the name of a member or body; other text as it is; "" where nobody is named."""
        return who(self.framework, id_)

    def sections_of(self, area: Area) -> list[Area]:
        """The areas that share the sheet of `area`: itself, and those below it that have no sheet of their own."""
        return [below for below in self.framework.below(area.id) if self.framework.sheet_of(below.id) == area.id]


def by_kind(measures: Sequence[Measure]) -> list[Measure]:
    """Outcome first, then quality, then quantity; inside a kind those marked for the sheet first."""
    return sorted(measures, key=lambda measure: (KIND_ORDER.index(measure.kind), not measure.key))
