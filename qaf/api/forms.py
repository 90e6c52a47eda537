"""The forms of the report: which is wanted, of which area and team, and all that falls due by `governance.yaml`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from qaf.ground.errors import QafError, RefusedError
from qaf.ground.near_miss import did_you_mean
from qaf.ground.places import build_folder

if TYPE_CHECKING:
    from qaf.analysis.packs import Pack
    from qaf.api.book import Built, Progress
    from qaf.api.folder import Folder
    from qaf.model.framework import Framework
    from qaf.model.period import Period
    from qaf.report.desk import BookInputs
    from qaf.report.forms.paper import Paper
    from qaf.report.page import Book


class Wanted(NamedTuple):
    """Which form of the report: of an area and all below it ("" for all), and of the form team, of which team."""

    form: str = "book"
    area: str = ""
    team: str = ""


BOOK = Wanted()


class DueBuilt(NamedTuple):
    """What `report_due` came to: packs with what was built, and sentences on those that were not.

    `refused`: they are due and could not be built. `never`: what the file says of them does not let them fall due.
    """

    built: list[tuple[Pack, Built]]
    refused: list[str]
    never: list[str]


def forms_for(framework: Framework, body: str) -> list[str]:
    """The forms that a body gets by `governance.yaml`; the book where it says nothing, and for everybody ("")."""
    from qaf.analysis.packs import packs_for

    return [pack.form for pack in packs_for(framework, body)] or ["book"]


def period_for(form: str, text: str, as_at: date, year_starts: str) -> Period:
    """The period given, or the form's own: the latest whole year, quarter or month before the day.

    Raises `QafError` where it cannot be read, has not begun, or is of another length than the form is about.
    """
    from qaf.analysis.packs import default_period, wrong_length
    from qaf.model.period import Period, PeriodError

    if not text:
        return default_period(form, as_at, year_starts)
    try:
        period = Period.canonical(text)
    except PeriodError as error:
        raise QafError(f"The period given with --period cannot be read: {error}.") from None
    if period.start > as_at:
        raise QafError(f"{period} has not begun on {as_at.isoformat()}, so there is nothing to report on it.")
    if problem := wrong_length(form, period):
        raise QafError(f"`{period}` does not fit. {problem}")
    return period


def make_form(framework: Framework, inputs: BookInputs, wanted: Wanted) -> Book | Paper:
    """What a form says. Raises `QafError` where there is no such area or team."""
    from qaf.analysis.packs import packs_for
    from qaf.report.book import make_book
    from qaf.report.forms.make import Wish, make_paper, make_summary_alone
    from qaf.report.forms.teams import teams_wanted

    _check(framework, wanted)
    if wanted.form == "book":
        return make_book(inputs)
    if wanted.form == "summary":
        return make_summary_alone(inputs)
    detail = next((pack.detail for pack in packs_for(framework, inputs.body) if pack.form == wanted.form), "")
    teams = teams_wanted(framework, wanted.team, detail, inputs.body) if wanted.form == "team" else ()
    return make_paper(inputs, Wish(wanted.form, wanted.area, teams))


def _check(framework: Framework, wanted: Wanted) -> None:
    if wanted.team and wanted.form != "team":
        raise QafError(
            f"--team goes with the form team, and this is {wanted.form}.", help="`qaf report team --team ID`"
        )
    if wanted.area and wanted.form in ("book", "summary"):
        raise QafError(
            f"--area does not go with the form {wanted.form}, which is about all areas.",
            help="`qaf report questions --area ID` makes a pack about one area.",
        )
    if wanted.area and wanted.area not in framework.areas:
        known = sorted(framework.areas)
        raise QafError(
            f"There is no area `{wanted.area}`.", help=did_you_mean(wanted.area, known) or "See `qaf list areas`."
        )


def report_due(
    folder: Folder,
    out: Path | None,
    *,
    as_at: date,
    within: int,
    formats: Sequence[str] = ("html", "md"),
    progress: Progress | None = None,
) -> DueBuilt:
    """Build every report that falls due within so many days, each body's into a folder of its own.

    They lie in `out`/report/body; `out` is None where nobody said where, so that packs in which nothing is withheld
    are left out.
    """
    from qaf.analysis.packs import due_packs, not_planned
    from qaf.api.book import report

    settings = folder.framework.settings
    never = [f"`{item.id}` ({item.name}) is never built by --due: {why}." for item, why in not_planned(folder.written)]
    refused: list[str] = []
    found: list[tuple[Pack, Built]] = []
    for pack in due_packs(folder.written, as_at, within):
        base = out if out is not None else build_folder(settings.organisation.id)
        target = base / pack.report / (pack.body or "everybody")
        try:
            _check_pack(folder, pack, out)
            period = period_for(pack.form, "", as_at, settings.year_starts)
            built = report(
                folder, target, period=period, as_at=as_at, formats=formats, progress=progress,
                body=pack.body, wanted=Wanted(pack.form),
            )  # fmt: skip
        except RefusedError as error:
            refused.append(f"`{pack.report}` for `{pack.body}` was not built. {error.message} {error.help}".strip())
            continue
        found.append((pack, built))
    return DueBuilt(found, refused, never)


def _check_pack(folder: Folder, pack: Pack, out: Path | None) -> None:
    """Raises `RefusedError` where a pack with nothing withheld may not be made, or nobody said where."""
    from qaf.api.operational import check_operational, sees_operational

    if sees_operational(folder.framework, pack.body):
        check_operational(folder, pack.body, out)
