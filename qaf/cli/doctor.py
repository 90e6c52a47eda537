"""`qaf doctor`: what is installed and missing, what lies about, which recipes have not run for too long. Only looks."""

from __future__ import annotations

import gc
import importlib.util
import json
import platform
import shutil
import sys
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import typer

from qaf.cli.context import Context
from qaf.cli.output import print_result
from qaf.ground.errors import QafError
from qaf.ground.text import plural
from qaf.ground.version import VERSION

if TYPE_CHECKING:
    from qaf.api import Folder

State = Literal["fine", "missing", "look", "broken"]

_NEEDED = (
    "filelock", "jinja2", "markdown_it", "matplotlib", "nh3", "openpyxl", "pyarrow", "pydantic", "rich", "typer",
    "yaml",
)  # fmt: skip
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")


class Check(NamedTuple):
    """One thing that was looked at. `broken` things stop qaf; `missing` ones only what they are for."""

    about: Literal["qaf", "folder", "figures", "recipes"]
    name: str
    state: State
    words: str


def doctor(
    ctx: typer.Context,
    format_: Annotated[Literal["table", "md", "json"], typer.Option("--format", help="How to print it.")] = "table",
) -> int:
    """What is installed and missing, what killed runs left lying, which recipes have not run for too long."""
    gc.enable()
    context: Context = ctx.obj
    checks = [*_installed(), *_folder(context)]
    print_result(_page(checks, context.as_at, format_), format_)
    return 1 if any(check.state == "broken" for check in checks) else 0


def _installed() -> Iterator[Check]:
    yield Check("qaf", "qaf", "fine", f"{VERSION}, with Python {platform.python_version()}")
    for name in _NEEDED:
        if not _is_there(name):
            yield Check("qaf", name, "broken", "qaf needs this library: install qaf again")
    yield _fast_yaml()
    yield _program("git", ("git",), "which commit a page was made from, and history")
    browser = _program("Chromium", _BROWSERS, "printing pages as PDF, and looking at them in tests")
    yield browser
    yield _optional("WeasyPrint", _is_there("weasyprint"), "PDF files without a browser")
    if _is_there("weasyprint") or browser.state == "missing":
        import ctypes.util

        yield _optional("Pango", bool(ctypes.util.find_library("pango-1.0")), "the type that WeasyPrint sets")


def _is_there(library: str) -> bool:
    return importlib.util.find_spec(library) is not None


def _optional(name: str, found: bool, what_for: str) -> Check:
    words = f"for {what_for}" if found else f"not found; it is for {what_for}"
    return Check("qaf", name, "fine" if found else "missing", words)


def _program(name: str, commands: tuple[str, ...], what_for: str) -> Check:
    return _optional(name, any(shutil.which(command) for command in commands), what_for)


def _fast_yaml() -> Check:
    if not _is_there("yaml"):
        return Check("qaf", "libyaml", "missing", "PyYAML is missing")
    import yaml

    return _optional("libyaml", bool(yaml.__with_libyaml__), "reading large folders quickly")


def _folder(context: Context) -> Iterator[Check]:
    from qaf.workspace.tree import find_root

    if not context.directory.is_dir() or find_root(context.directory) is None:
        yield Check("folder", str(context.directory), "look", "no framework folder here, nor in a folder above")
        return
    try:
        folder = context.open()
    except QafError as error:
        yield Check("folder", "qaf.yaml", "broken", error.message)
        return
    errors = sum(item.level == "error" for item in folder.loaded.findings)
    words = f"{plural(errors, 'error')}; see `qaf validate`" if errors else "it can be read"
    yield Check("folder", str(folder.root), "look" if errors else "fine", words)
    try:
        yield from _figures(folder)
        yield from _recipes(folder, context.as_at)
    except QafError as error:
        yield Check("figures", str(folder.figures_folder), "broken", error.message)


def _figures(folder: Folder) -> Iterator[Check]:
    from qaf.workspace.leftovers import leftovers, lock_is_held
    from qaf.workspace.store import Store

    place = str(folder.figures_folder)
    store = folder.store if folder.has_figures else Store()
    if store.problems:
        words = f"{plural(len(store.problems), 'place')} damaged; see `qaf validate`"
        yield Check("figures", place, "broken", words)
    elif not store.ledger:
        yield Check("figures", place, "fine", "nothing has been taken in yet")
    else:
        counted = f"{plural(len(store.figures), 'figure')} from {plural(len(store.ledger), 'import')}"
        yield Check("figures", place, "fine", counted)
    if lock_is_held(folder.figures_folder):
        yield Check("figures", place, "look", "another run is writing figures now; if none is, a run hangs")
    areas = {measure.id: area.id for area in folder.framework.areas.values() for measure in area.measures}
    for path, what in leftovers(folder.root, folder.figures_folder, store, lambda id_: areas.get(id_, "")):
        yield Check("figures", path, "look", what)


def _recipes(folder: Folder, as_at: date) -> Iterator[Check]:
    from qaf.data.recipes_due import recipe_runs
    from qaf.workspace.store import Store

    for run in recipe_runs(folder.framework, folder.store if folder.has_figures else Store()):
        if run.last is None:
            yield Check("recipes", run.recipe, "look", "it has never run")
        elif run.is_late(as_at):
            words = f"last run as at {run.last}; by `{run.because}` the next was due by {run.due}"
            yield Check("recipes", run.recipe, "look", words)
        else:
            next_ = f"; the next is due by {run.due}" if run.due else ""
            yield Check("recipes", run.recipe, "fine", f"last run as at {run.last}{next_}")


def _page(checks: list[Check], as_at: date, format_: str) -> str:
    from qaf.formats.tables import TextTable, as_markdown, as_text

    if format_ == "json":
        listed = [{"about": c.about, "name": c.name, "state": c.state, "what": c.words} for c in checks]
        data = {"format": "qaf-doctor/1", "qaf": VERSION, "as_at": as_at.isoformat(), "checks": listed}
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    rows = [(check.about, check.name, check.state, check.words) for check in checks]
    table = TextTable(("about", "name", "state", "what"), rows)
    last = f"As at {as_at.isoformat()}. {_verdict(checks)}\n"
    return f"{as_markdown(table)}\n{last}" if format_ == "md" else f"{as_text(table, _columns())}\n{last}"


def _columns() -> int:
    return shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() else 100


def _verdict(checks: list[Check]) -> str:
    broken = sum(check.state == "broken" for check in checks)
    look = sum(check.state == "look" for check in checks)
    if broken:
        return f"{plural(broken, 'thing')} broken."
    return f"Nothing is broken; {plural(look, 'thing')} to look at." if look else "All is well."
