"""Blank collection sheets: for a measure, for a team (or another category), or for a member that supplies figures.

A form is a tidy table with the keys filled in and the numbers left blank, so that it comes straight back through
`qaf ingest` without a recipe. A row that is left blank is "not given" and is passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from qaf.data.form_periods import due_period, same_length
from qaf.data.form_rows import Place, places_of, rows_for
from qaf.formats.tables import TextTable, as_csv
from qaf.ground.errors import QafError
from qaf.ground.near_miss import did_you_mean
from qaf.ground.text import quoted
from qaf.model.figure import CONTENT_COLUMNS, KEY_COLUMNS, FigureKey
from qaf.model.framework import Framework
from qaf.model.measure import Measure
from qaf.model.period import Period

FORM_FORMATS = ("xlsx", "csv")
COLUMNS = (*KEY_COLUMNS, *CONTENT_COLUMNS)


@dataclass(frozen=True, slots=True)
class Form:
    """A blank sheet. `id` and `title`: what it is for. `keys`: its rows, in order. `as_at`: for which day it was made.

    `left_out`: measures that are not collected for the period that was asked for.
    """

    id: str
    title: str
    as_at: date
    measures: tuple[Measure, ...]
    keys: tuple[FigureKey, ...]
    left_out: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of its file, without an ending."""
        periods = {key.period for key in self.keys}
        return f"form-{self.id}-{periods.pop().path}" if len(periods) == 1 else f"form-{self.id}"


def make_form(
    framework: Framework,
    wanted: str,
    as_at: date,
    *,
    period: Period | None = None,
    stored: Iterable[FigureKey] = (),
) -> Form:
    """The form for a measure, a category (`north` or `team/north`), a breakdown or a member, by its id.

    `period`: what to ask for; without it the latest that is due for each measure. `stored`: the keys of the figures
    that there are, whose kinds of period are kept. Raises `QafError` where there is no such id, or nothing to ask for.
    """
    title, asked = _asked(framework, wanted)
    latest = _latest(stored)
    one = len(asked) == 1 and wanted in framework.measures
    taken, left_out, keys = [], [], []
    for measure, places in asked:
        if period is not None and not one and not same_length(measure, period, latest.get(measure.id)):
            left_out.append(measure.id)
            continue
        taken.append(measure)
        due = _periods(framework, measure, as_at, period, latest)
        keys += list(rows_for(measure, framework, places, due))
    if not keys:
        raise QafError(
            f"There is nothing to fill in for `{wanted}` in this period.",
            help="Name another with --period, or leave it out: the latest that is due is taken.",
        )
    return Form(wanted.replace("/", "-"), title, as_at, tuple(taken), tuple(keys), tuple(left_out))


def form_csv(form: Form) -> bytes:
    """The form as a tidy CSV (UTF-8): its rows alone."""
    blank = [""] * len(CONTENT_COLUMNS)
    return as_csv(TextTable(COLUMNS, [(*key.texts(), *blank) for key in form.keys])).encode("utf-8")


class _Periods:
    """The period to ask for at each point of follow-up of a measure."""

    def __init__(self, framework: Framework, measure: Measure, as_at: date, stored: Period | None) -> None:
        self._measure, self._as_at, self._stored = measure, as_at, stored
        self._starts = framework.settings.year_starts

    def __call__(self, point: str) -> Period:
        return due_period(self._measure, self._starts, self._as_at, self._stored, point)


class _Fixed:
    """The period that was asked for, at every point."""

    def __init__(self, period: Period) -> None:
        self._period = period

    def __call__(self, point: str) -> Period:
        return self._period


def _periods(
    framework: Framework, measure: Measure, as_at: date, period: Period | None, latest: Mapping[str, Period]
) -> _Periods | _Fixed:
    return _Fixed(period) if period is not None else _Periods(framework, measure, as_at, latest.get(measure.id))


def _latest(stored: Iterable[FigureKey]) -> dict[str, Period]:
    latest: dict[str, Period] = {}
    for key in stored:
        if key.series == "own" and (key.measure not in latest or latest[key.measure] < key.period):
            latest[key.measure] = key.period
    return latest


def _asked(framework: Framework, wanted: str) -> tuple[str, list[tuple[Measure, Sequence[Place]]]]:
    """What an id means: its title, and the measures with the places to ask for. Raises `QafError` for none."""
    measure = framework.measures.get(wanted)
    if measure is not None:
        if measure.unit == "change":
            raise QafError(
                f"`{wanted}` is a change, which is worked out from two figures and never collected.",
                help="Make the form for the measure that it is the change of.",
            )
        return measure.text, [(measure, places_of(measure, framework))]
    title, measures = _group(framework, wanted)
    collected = [(each, places) for each, places in measures if each.unit != "change" and each.status == "collecting"]
    if not collected:
        raise QafError(
            f"No measure that is collected has figures for `{wanted}`.",
            help="A measure says which `breakdowns` it has, and by which member it is `supplied_by`.",
        )
    return title, collected


def _group(framework: Framework, wanted: str) -> tuple[str, list[tuple[Measure, Sequence[Place]]]]:
    """The measures of a member, of a breakdown, or of one category."""
    everything = framework.measures.values()
    member = next((each for each in framework.settings.members if each.id == wanted), None)
    if member is not None:
        return member.name, [(each, places_of(each, framework)) for each in everything if wanted in each.supplied_by]
    breakdown = framework.breakdowns.get(wanted)
    if breakdown is not None:
        places = [(wanted, category.id) for category in breakdown.categories]
        return breakdown.title, [(each, places) for each in everything if wanted in each.breakdowns]
    found = _categories(framework, wanted)
    if len(found) == 1:
        ((place, title),) = found.items()
        return title, [(each, [place]) for each in everything if place[0] in each.breakdowns]
    if found:
        spelt = [f"{breakdown}/{category}" for breakdown, category in found]
        raise QafError(f"`{wanted}` is a category of {len(found)} breakdowns.", help=f"Write {quoted(spelt)}.")
    raise _unknown(framework, wanted)


def _categories(framework: Framework, wanted: str) -> dict[Place, str]:
    within, _, id_ = wanted.rpartition("/")
    return {
        (breakdown.id, category.id): category.title
        for breakdown in framework.breakdowns.values()
        for category in breakdown.categories
        if category.id == id_ and within in ("", breakdown.id)
    }


def _unknown(framework: Framework, wanted: str) -> QafError:
    categories = [category.id for breakdown in framework.breakdowns.values() for category in breakdown.categories]
    members = [member.id for member in framework.settings.members]
    known = [*framework.measures, *categories, *framework.breakdowns, *members]
    entry = framework.entries.get(wanted)
    if entry is not None and wanted not in known:
        words = f"`{wanted}` is of kind {entry.kind}, and a form is made for a measure, a team or a member."
        return QafError(words, help="Name a measure, a category of a breakdown (a team), or a member that supplies.")
    help_ = did_you_mean(wanted, known) or "Name a measure, a category of a breakdown (a team), or a member."
    return QafError(f"There is no measure, category or member `{wanted}`.", help=help_)
