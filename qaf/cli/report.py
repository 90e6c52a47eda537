"""`qaf report`: the report book and its smaller forms."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import typer

from qaf.cli import complete
from qaf.cli.context import Context
from qaf.cli.output import note, show_findings
from qaf.ground.errors import QafError
from qaf.ground.places import build_folder
from qaf.ground.text import quoted

if TYPE_CHECKING:
    from datetime import date

    from qaf.api import Built, Folder
    from qaf.api.forms import Wanted
    from qaf.model.period import Period

FORMATS = ("html", "md", "pdf")
FURTHEST = 3660

Form = Literal["book", "quarterly", "monthly", "team", "supervision", "questions", "stories", "summary"]


def report(
    ctx: typer.Context,
    form: Annotated[
        Form | None, typer.Argument(help="Which form. Default: the book, or with --body what that body gets.")
    ] = None,
    period: Annotated[
        str, typer.Option("--period", help="What it is about. Default: the latest whole year, quarter or month.")
    ] = "",
    area: Annotated[
        str,
        typer.Option(
            "--area",
            metavar="AREA",
            autocompletion=complete.areas,
            help="Only this area and all below it (not for book, summary).",
        ),
    ] = "",
    team: Annotated[
        str, typer.Option("--team", metavar="TEAM", help="For the form team: the id of a category. Default: each team.")
    ] = "",
    to: Annotated[str, typer.Option("--to", help="html, md or pdf, with commas between them.")] = "html,md",
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Where to build. Default: build/<organisation>.")
    ] = None,
    body: Annotated[
        str,
        typer.Option(
            "--body",
            metavar="BODY",
            autocompletion=complete.bodies,
            help="Whom it is for: the id of a body in governance.yaml.",
        ),
    ] = "",
    publish: Annotated[
        str | None,
        typer.Option("--publish", metavar="NAME", help="Record it as an edition, so that later ones are tied to it."),
    ] = None,
    due: Annotated[bool, typer.Option("--due", help="Build all that falls due by governance.yaml.")] = False,
    within: Annotated[
        int, typer.Option("--within", metavar="DAYS", min=0, max=FURTHEST, help="With --due: within so many days.")
    ] = 30,
) -> int:
    """Build the report book, or a smaller form of it: one file to open, print or send."""
    gc.enable()
    context: Context = ctx.obj
    asked = _Asked(period, area, team, body, publish, _formats(to))
    if due:
        return _due(context, out, asked, form, within)
    if publish == "":
        raise QafError("--publish needs a name.", help="Name the edition by its occasion, such as `board-june-2026`.")
    return _report(context, out, asked, form)


class _Asked(NamedTuple):
    """What was asked for on the command line, besides the form."""

    period: str
    area: str
    team: str
    body: str
    publish: str | None
    formats: Sequence[str]


def _report(context: Context, out: Path | None, asked: _Asked, form: str | None) -> int:
    """Build the form that was named, or those that a body gets."""
    from qaf.api.book import refuse_errors
    from qaf.api.forms import Wanted, period_for

    if _stands(context, out, asked, form):
        return 0
    folder = context.open()
    target = _target(folder, out, asked.body, asked.publish or "")
    forms = [form] if form else _forms(folder, asked)
    if asked.publish and len(forms) > 1:
        raise QafError(f"`{asked.body}` gets more than one form.", help=f"Say which to publish: {quoted(forms)}.")
    starts = folder.framework.settings.year_starts
    periods = [period_for(one, asked.period, context.as_at, starts) for one in forms]
    refuse_errors(folder)
    for one, period in zip(forms, periods, strict=True):
        _build(folder, target, Wanted(one, asked.area, asked.team), period, context.as_at, asked)
    return 0


def _stands(context: Context, out: Path | None, asked: _Asked, form: str | None) -> bool:
    """Whether what is asked for stands there already, made from what is there now; it is said then as if built."""
    from qaf.api.folder import root_of
    from qaf.api.unchanged import Asked, default_out, unchanged

    if asked.publish is not None or asked.body or (form is None and asked.team):
        return False
    root = root_of(context.directory)
    target = out or default_out(root)
    if target is None:
        return False
    options = (asked.period, asked.area, asked.team)
    built = unchanged(Asked(root, target, form or "book", context.as_at, asked.formats, options))
    if built is not None:
        _say(root, built)
    return built is not None


def _build(folder: Folder, target: Path, wanted: Wanted, period: Period, as_at: date, asked: _Asked) -> None:
    """Build one form, and say what came of it."""
    from qaf.api import report as build
    from qaf.api.unchanged import Asked, before_building, forget, record
    from qaf.cli.progress import progress_bar
    from qaf.disclosure.editions import FOLDER
    from qaf.ground.relative_paths import display_prefix

    options = (asked.period, asked.area, asked.team)
    wish = Asked(folder.root, target, wanted.form, as_at, asked.formats, options)
    mark = "" if asked.body or asked.publish else before_building(wish, folder)
    forget(wish)
    with progress_bar() as progress:
        built = build(
            folder, target, period=period, as_at=as_at, formats=asked.formats, progress=progress,
            body=asked.body, publish=asked.publish or "", wanted=wanted,
        )  # fmt: skip
    record(wish, folder, mark, built)
    _say(folder.root, built)
    if built.edition:
        note(
            f"Recorded as the edition `{asked.publish}` in {display_prefix(folder.root)}{FOLDER}/{asked.publish}. Keep "
            "that folder as it is: later books are protected beside what this one showed."
        )


def _say(root: Path, built: Built) -> None:
    from qaf.ground.relative_paths import relative_to_here

    if built.notes:
        show_findings(list(relative_to_here(root, built.notes)), lambda _: None, "text", to_stderr=True)
    for path in built.files:
        sys.stdout.write(f"{path}\n")


def _due(context: Context, out: Path | None, asked: _Asked, form: str | None, within: int) -> int:
    """Build all that falls due; 1 where something of it could not be built."""
    from qaf.api.book import refuse_errors
    from qaf.api.forms import report_due
    from qaf.cli.progress import progress_bar

    if any((form, asked.period, asked.area, asked.team, asked.body, asked.publish is not None)):
        raise QafError(
            "--due builds what governance.yaml says, so it goes with no form, --period, --area, --team, --body or "
            "--publish.",
            help="`qaf report --due --out DIR`",
        )
    folder = context.open()
    refuse_errors(folder)
    with progress_bar() as progress:
        made = report_due(
            folder, out, as_at=context.as_at, within=within, formats=asked.formats, progress=progress
        )  # fmt: skip
    for _, built in made.built:
        _say(folder.root, built)
    for text in (*made.never, *made.refused):
        note(text)
    if not made.built and not made.refused:
        note(f"No report of governance.yaml falls due within {within} days. `qaf due` says what comes when.")
    return 1 if made.refused else 0


def _forms(folder: Folder, asked: _Asked) -> list[str]:
    """The forms that a body gets; with --team the page of a team, whoever it is for."""
    from qaf.api.forms import forms_for

    if asked.area and not (asked.body or asked.team):
        raise QafError("--area needs a form.", help="`qaf report questions --area ID` makes a pack about one area.")
    return ["team"] if asked.team else forms_for(folder.written, asked.body)


def _target(folder: Folder, out: Path | None, body: str, publish: str) -> Path:
    """Where to build. A pack in which nothing is withheld goes only where somebody has said."""
    from qaf.api.operational import check_operational, sees_operational

    if sees_operational(folder.framework, body):
        check_operational(folder, body, out, publish)
    return out if out is not None else build_folder(folder.framework.settings.organisation.id)


def _formats(text: str) -> list[str]:
    formats = [part.strip() for part in text.split(",") if part.strip()]
    for one in formats:
        if one not in FORMATS:
            raise QafError(f"`{one}` is no format of a report.", help=f"It is {quoted(FORMATS)}.")
    if not formats:
        raise QafError("--to names no format.", help=f"It is {quoted(FORMATS)}, or more than one with commas.")
    return formats
