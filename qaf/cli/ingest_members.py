"""`qaf ingest --comparator`: a list of neighbours gives a comparator its members in qaf.yaml."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from qaf.cli.output import note, print_result, show_findings
from qaf.ground.errors import QafError
from qaf.ground.text import plural

if TYPE_CHECKING:
    from datetime import date

    from qaf.api import Folder


def take_members(
    folder: Folder, file: Path, comparator: str, code: str, columns: str, recipe: str, as_at: date, dry_run: bool
) -> int:
    """Take a list of neighbours in; the exit code. With `dry_run` the change of qaf.yaml is shown as a diff."""
    from qaf.data.file_name import shown_name
    from qaf.data.ingest_request import IngestRequest
    from qaf.data.inputs import read_content, recipe_for
    from qaf.data.neighbours import in_words, read_neighbours
    from qaf.model.settings import ComparatorMember
    from qaf.workspace.file_changes import unified_diff, write_changes
    from qaf.workspace.set_members import plan_members

    if not code:
        raise QafError("--comparator needs --code, the code of your own place in the list.", help="Such as --code 358.")
    found = recipe_for(folder.framework, file, recipe)
    request = IngestRequest(
        folder.framework,
        folder.figures_folder,
        str(file),
        read_content(file),
        as_at,
        folder.framework.recipes[found] if found else None,
    )
    members, findings = read_neighbours(request, code, [name.strip() for name in columns.split(",") if name.strip()])
    if findings:
        show_findings(list(findings), lambda _: None, "text", to_stderr=True)
    if not members:
        sys.stdout.write(f"{shown_name(file.name)}: refused. Nothing was written.\n")
        return 1
    rows = [ComparatorMember.model_validate({"code": each.code, "name": each.name or None}) for each in members]
    change = plan_members(folder.loaded, comparator, rows)
    if dry_run and change is not None:
        print_result(unified_diff([change]), "diff")
        note("Nothing was written.")
        return 0
    if change is not None:
        write_changes(folder.root, [change])
    done = "written to qaf.yaml" if change else "in qaf.yaml already. Nothing to do"
    sys.stdout.write(
        f"{shown_name(file.name)}: {plural(len(members), 'member')} of `{comparator}`, {done}: {in_words(members)}.\n"
    )
    _say_next(folder, comparator)
    return 0


def _say_next(folder: Folder, comparator_id: str) -> None:
    comparator = folder.framework.comparators[comparator_id]
    if comparator.method == "published":
        note(f"`{comparator_id}` is published, and such a comparator uses no members: say `method: mean` or another.")
    if comparator.as_at is None:
        note("`as_at` of the comparator can say of which day the list is.")
    note(
        f"Their figures come in by a recipe with `series: {comparator_id}/*` and `places`, the column with these codes."
    )
