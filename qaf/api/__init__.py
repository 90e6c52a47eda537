"""The public functions, which the command line calls too: open a folder, check it, find its gaps, take in, report."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from qaf.api.book import Built, Progress, report
from qaf.api.folder import Folder, open_folder
from qaf.api.forms import Wanted
from qaf.api.sharing import Shared, share
from qaf.ground.errors import QafError
from qaf.workspace.tree import FolderTree

if TYPE_CHECKING:
    from qaf.analysis.steps import Step
    from qaf.data.forms import Form
    from qaf.data.ingest import IngestResult
    from qaf.data.one_run import OneRun
    from qaf.ground.findings import Finding
    from qaf.model.period import Period
    from qaf.rules.gaps import Gap
    from qaf.workspace.adopt import AdoptionPlan
    from qaf.workspace.new_entry import NewEntry
    from qaf.workspace.scaffold import InitWish
    from qaf.workspace.stubs import Wish
    from qaf.workspace.undo import Undone

__all__ = [
    "Built",
    "Folder",
    "Progress",
    "Shared",
    "Wanted",
    "adopt",
    "catalogue",
    "check",
    "export_figures",
    "form",
    "gaps",
    "ingest",
    "init_folder",
    "new_entry",
    "open_folder",
    "report",
    "share",
    "steps",
    "undo_import",
]


def catalogue(folder: Path | None = None) -> Folder:
    """The catalogue that comes with qaf, or another one that lies in `folder`."""
    from qaf.workspace.shipped import shipped_folder

    return open_folder(folder or shipped_folder("framework"))


def check(folder: Folder, as_at: date) -> list[Finding]:
    """Every finding about a folder on a day, sorted by place; paths are relative to the folder."""
    from qaf.rules.ignore_comments import read_all
    from qaf.rules.judge import judge

    documents = folder.loaded.documents
    comments = read_all((document.path, document.yaml) for document in documents.by_path.values())
    found = [*folder.loaded.findings, *folder.templates.findings, *map(documents.place, folder.edition_problems)]
    if folder.has_figures:
        from qaf.data.in_git import check_tracked
        from qaf.data.stored import check_stored
        from qaf.disclosure.check import check_figures

        framework, store = folder.framework, folder.store
        later = [*check_figures(framework, store.figures), *check_tracked(framework, folder.figures_folder, store)]
        found = [*found, *check_stored(framework, store), *map(documents.place, later)]
    return judge(found, folder.facts(as_at), comments, documents.place)


def gaps(folder: Folder, as_at: date) -> list[Gap]:
    """Every gap of a folder on a day, accepted ones included and marked."""
    from qaf.rules.gaps import find_gaps

    return find_gaps(folder.facts(as_at))


def steps(folder: Folder, as_at: date) -> list[Step]:
    """Where a folder stands on a day in the eight steps. Raises `QafError` for a catalogue, which takes none."""
    from qaf.analysis.steps_cycle import steps as judge

    if folder.framework.settings.organisation.kind == "catalogue":
        raise QafError(
            "This folder is a catalogue, and the eight steps are for a framework of somebody's own.",
            help="`qaf init DIR` makes one; `qaf gaps` shows what the catalogue cannot answer.",
        )
    adopted = any(a.based_on or any(good.based_on for good in a.good) for a in folder.framework.areas.values())
    return judge(folder.written, catalogue().framework if adopted else None, folder.facts(as_at).collected_now, as_at)


def init_folder(target: Path, wish: InitWish, as_at: date) -> list[str]:
    """Make a new folder that validates; returns the files written. Raises `QafError`, and nothing is written then."""
    from qaf.workspace.scaffold import make_folder, planned_folder

    files = planned_folder(wish, None if wish.blank else catalogue().loaded, as_at)
    make_folder(target, files)
    return sorted(files)


def new_entry(folder: Folder, wish: Wish, as_at: date) -> NewEntry:
    """Begin an entry with a stub in the right file. Raises `QafError`, and nothing is written then."""
    from qaf.analysis.curve_wish import with_what_is_known
    from qaf.workspace.new_entry import plan_entry, write_entry

    wish = with_what_is_known(wish, folder.written, folder.figures) if wish.kind == "curve" else wish
    planned = plan_entry(folder.loaded, FolderTree(folder.root), wish, as_at)
    write_entry(folder.root, planned)
    return planned


def ingest(
    folder: Folder,
    file: Path,
    *,
    recipe: str = "",
    as_at: date,
    dry_run: bool = False,
    restates: bool = False,
    keep_good_to: Path | None = None,
    progress: Progress | None = None,
    run: OneRun | None = None,
) -> IngestResult:
    """Take a file in, all or nothing. Raises `QafError` where the file or the recipe cannot be found.

    With `keep_good_to` rows with errors are written to that folder, and the others taken in. Files of one run share a
    `run`: none of them may say something else of a figure than an earlier one.
    """
    from qaf.data.ingest import IngestRequest
    from qaf.data.ingest import ingest as take_in
    from qaf.data.inputs import read_input, recipe_for

    found = recipe_for(folder.framework, file, recipe)
    path = folder.framework.where(found).path if found else ""
    model = folder.framework.recipes[found] if found else None
    given = read_input(file, model)
    result = take_in(
        IngestRequest(
            framework=folder.framework,
            folder=folder.figures_folder,
            file=str(file),
            content=given.content,
            large=given.large,
            recipe=model,
            recipe_content=(folder.loaded.documents.source(path) or b"") if found else b"",
            recipe_path=path,
            as_at=as_at,
            dry_run=dry_run,
            restates=restates,
            keep_good=keep_good_to is not None,
            out=keep_good_to,
            progress=progress,
            run=run,
        )
    )
    place = folder.loaded.documents.place
    return replace(result, findings=tuple(item if item.span else place(item) for item in result.findings))


def undo_import(folder: Folder, import_id: str, *, dry_run: bool = False) -> Undone:
    """Take an import back, whatever came later. Raises `QafError` where there is none of that id."""
    from qaf.workspace.undo import undo

    return undo(folder.figures_folder, import_id, folder.framework.area_of, dry_run=dry_run)


def export_figures(folder: Folder, out: Path, formats: Sequence[str], as_at: date) -> list[Path]:
    """Write all figures as they may be shown into `out`: `csv`, `xlsx`. Raises `QafError` where there are none."""
    from qaf.report.exports import write_exports

    if folder.has_figures and folder.store.problems:
        raise QafError("Some stored figures are damaged, so what may be shown cannot be told. See `qaf validate`.")
    if not len(folder.figures):
        raise QafError("There are no figures to write out.", help="`qaf ingest` takes figures in.")
    return write_exports(out, folder.framework, folder.figures, formats, as_at)


def form(folder: Folder, wanted: str, as_at: date, period: Period | None = None) -> Form:
    """A blank collection sheet for a measure, a category or a member. Raises `QafError` where there is none."""
    from qaf.data.forms import make_form

    stored = [figure.key for figure in folder.store.figures] if folder.has_figures else []
    return make_form(folder.framework, wanted, as_at, period=period, stored=stored)


def adopt(
    folder: Folder, ids: Sequence[str], into: str = "", with_: Collection[str] = (), *, source: Path | None = None,
    write: bool = True,
) -> AdoptionPlan:  # fmt: skip
    """Copy entries of the catalogue (or of the folder `source`) into a folder, or plan to. Raises `QafError`."""
    from qaf.workspace.adopt import plan_adoption
    from qaf.workspace.file_changes import write_changes

    plan = plan_adoption(folder.loaded, catalogue(source).loaded, ids, into, with_)
    write_changes(folder.root, plan.changes if write else ())
    return plan
