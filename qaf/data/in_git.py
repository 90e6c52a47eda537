"""Whether git keeps figures that `figures.in_git` of `qaf.yaml` says it should not."""

from __future__ import annotations

from pathlib import Path

from qaf.ground.findings import Finding, Where, finding
from qaf.ground.text import listing, plural
from qaf.model.framework import Framework
from qaf.workspace.store import IMPORTS_FOLDER, LEDGER_FILE, REVISIONS_FILE, Store
from qaf.workspace.tracked import tracked_files

_MOST_NAMED = 3
_TABLES = (".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods", ".json", ".parquet")


def check_tracked(framework: Framework, folder: Path, store: Store) -> list[Finding]:
    """One error (QAF546) where git tracks files of `folder` that hold figures which do not belong in history."""
    allowed = framework.settings.figures.in_git
    if allowed == "invented":
        return []
    kept = [name for name in tracked_files(folder) if name.lower().endswith(_TABLES) and name != LEDGER_FILE]
    if allowed == "published":
        kept = [name for name in kept if _holds_unpublished(name, framework, store)]
    if not kept:
        return []
    named = listing((f"`{store.shown}/{name}`" for name in kept), limit=_MOST_NAMED)
    what = "figures" if allowed == "no" else "figures that nobody has published"
    verb = "is" if len(kept) == 1 else "are"
    return [
        finding(
            "QAF546",
            Where("qaf.yaml", ("figures", "in_git")),
            f"{plural(len(kept), 'file')} of {what} {verb} in git: {named}. Whoever has the history has small numbers.",
            help=f"Take them out with `git rm --cached`, put `{store.shown}/` into .gitignore, and ask whoever looks "
            "after the repository to clear its history. If the figures are invented, write `in_git: invented`.",
            subject="qaf.yaml",
        )
    ]


def _holds_unpublished(name: str, framework: Framework, store: Store) -> bool:
    """Whether a file of the store holds a figure that is not published; one that qaf did not write counts as such."""
    folder, _, file = name.rpartition("/")
    stem = file.removesuffix(".csv")
    if name == REVISIONS_FILE:
        return any(not revision.old.published for revision in store.revisions)
    if folder == IMPORTS_FOLDER:
        inside = [figure for figure in store.figures if figure.import_id == stem]
        inside += [revision.old for revision in store.revisions if revision.old.import_id == stem]
        return not inside or any(not figure.published for figure in inside)
    inside = [figure for figure in store.figures if framework.area_of(figure.key.measure) == stem]
    return bool(folder) or not inside or any(not figure.published for figure in inside)
