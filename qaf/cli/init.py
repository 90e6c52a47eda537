"""`qaf init`: a new folder that validates at once."""

from __future__ import annotations

import os
import shlex
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qaf.cli.context import Context
from qaf.cli.output import note
from qaf.ground.errors import QafError
from qaf.ground.near_miss import nearest
from qaf.ground.text import listing, plural

if TYPE_CHECKING:
    from qaf.workspace.scaffold import InitWish

_KINDS = ("organisation", "partnership")
_SECTORS = ("council", "health", "police", "education")
_NONE = "none"


def init(
    ctx: typer.Context,
    directory: Annotated[
        str, typer.Argument(metavar="DIR", help="The new folder. It may exist, where nothing is in the way.")
    ] = "",
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="What the organisation is called.")] = "",
    kind: Annotated[
        Literal["organisation", "partnership"] | None,
        typer.Option("--kind", help="Whose framework it is. Default: organisation."),
    ] = None,
    sector: Annotated[
        Literal["council", "health", "police", "education"] | None,
        typer.Option("--sector", help="Whose areas and bodies to begin with."),
    ] = None,
    start: Annotated[
        Literal["starter", "blank"], typer.Option("--from", help="Begin with a few areas and bodies, or with none.")
    ] = "starter",
) -> int:
    """Make a new framework folder that validates at once."""
    from qaf.api import init_folder
    from qaf.workspace.scaffold import InitWish

    context: Context = ctx.obj
    wish = InitWish(name, kind or "", sector or "", start == "blank")
    if not (name and directory) and _somebody_is_there():
        wish, directory = _asked(wish, directory)
    wish = replace(wish, kind=wish.kind or "organisation")
    if not directory.strip():
        raise QafError("Say which folder to make.", help='Such as: qaf init anytown --name "Anytown Council"')
    if not wish.name:
        raise QafError("Say with --name what the organisation is called.", help='Such as: --name "Anytown Council"')
    target = context.directory / directory
    remarks = _remarks(target)
    files = init_folder(target, wish, context.as_at)
    for remark in remarks:
        note(remark)
    sys.stdout.write(_told(target, files, wish, _state(target, context.as_at)))
    return 0


def _somebody_is_there() -> bool:
    """Whether questions can be asked: a terminal to read from, and one to write to."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def _asked(wish: InitWish, directory: str) -> tuple[InitWish, str]:
    """The wish and the folder, with what was not given asked for; of the wish nothing where it has a name."""
    from qaf.workspace.ids import id_from

    note("A new framework. Press Enter to take what stands in brackets.")
    if not wish.name:
        name = _ask_name()
        kind = wish.kind or _choose("Is it an organisation or a partnership?", _KINDS, "organisation")
        sector = wish.sector
        if not sector and not wish.blank:
            usual = "council" if kind == "organisation" else _NONE
            chosen = _choose("Which sector is it of?", (*_SECTORS, _NONE), usual)
            sector = "" if chosen == _NONE else chosen
        wish = replace(wish, name=name, kind=kind, sector=sector)
    return wish, directory or _ask("Which folder shall it go into?", id_from(wish.name, "framework"))


def _ask_name() -> str:
    """A name that can be kept; asked for again where it holds what no text should."""
    from qaf.workspace.names import checked_name

    while True:
        try:
            return checked_name(_ask("What is the organisation or partnership called?"), "--name")
        except QafError:
            note("There is a character in it that cannot be seen. Please type the name anew.")


def _ask(question: str, usual: str = "") -> str:
    while True:
        answer: str = typer.prompt(question, default=usual, show_default=bool(usual), prompt_suffix=" ", err=True)
        if answer.strip():
            return answer.strip()


def _choose(question: str, words: Sequence[str], usual: str) -> str:
    while True:
        answer = _ask(f"{question} ({listing(words, 'or')})", usual)
        chosen = nearest(answer, words)
        if chosen:
            return chosen
        note(f"Please answer {listing(words, 'or')}.")


def _remarks(target: Path) -> list[str]:
    """What somebody should know of the place: another framework around it, and what stands there already."""
    from qaf.workspace.tree import find_root

    remarks = []
    around = find_root(Path(os.path.realpath(target)).parent)
    if around is not None:
        remarks.append(
            f"Note: {target} lies inside the framework folder {around}. The two stay apart: a folder with a qaf.yaml "
            "of its own is no part of the one around it."
        )
    try:
        others = sum(1 for _ in target.iterdir())
    except OSError:
        others = 0
    if others:
        remarks.append(f"Note: {target} was not empty. What stood there is as it was.")
    return remarks


def _state(target: Path, as_at: date) -> str:
    """What is wrong in the finished folder: what stood there before is part of it now."""
    from qaf.api import check, open_folder
    from qaf.ground.findings import Level

    try:
        levels = Counter(item.level for item in check(open_folder(target), as_at))
    except QafError as error:
        return f"With what stood there before it cannot be checked: {error.message}"
    found = [plural(levels[level], level.value) for level in (Level.ERROR, Level.WARNING) if levels[level]]
    if not found:
        return "Nothing is wrong in it."
    return f"With what stood there before it has {listing(found)}: `qaf validate` shows what is wrong."


def _told(target: Path, files: Sequence[str], wish: InitWish, state: str) -> str:
    """What was made, what is wrong in it, and what comes next."""
    areas = sum(1 for path in files if path.startswith("areas/"))
    what = f", with {plural(areas, 'area')} to begin with" if areas else ""
    lines = [f"Made {target}: {plural(len(files), 'file')}{what}. {state}"]
    if areas and not wish.sector and wish.kind == "organisation":
        lines.append("The areas and bodies are a council's; --sector health, police or education has others.")
    lines += ["", "Next:"]
    if str(target) != ".":
        lines.append(f"  cd {shlex.quote(str(target))}")
    lines += ["  qaf steps      where you stand, and what moves you on", "  qaf validate   what is wrong, if anything"]
    return "\n".join(lines) + "\n"
