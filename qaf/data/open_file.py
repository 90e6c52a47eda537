"""The table in a file that somebody takes in: of a CSV file, or of one sheet of an Excel workbook."""

from __future__ import annotations

from qaf.data.ingest_request import IngestRequest
from qaf.data.recipe import recipe_columns
from qaf.data.sheet import Sheet
from qaf.data.table import Table, TableError, read_csv_table
from qaf.data.tidy import TIDY_COLUMNS
from qaf.data.workbook import is_workbook, read_workbook_table, sheet_names
from qaf.model.recipe import Reading

EXPLAINING_SHEETS = frozenset({"Notes", "Lists", "Measures"})
"""Sheets of the forms and exports that qaf itself writes, beside the one with the figures."""


def open_file(request: IngestRequest) -> tuple[Table, Sheet]:
    """The whole file, and the table in it with its header first.

    Raises `TableError` where the file holds no table, or none as the recipe says that it is to be read.
    """
    recipe = request.recipe
    read = (recipe.read if recipe else None) or Reading()
    workbook = is_workbook(request.content)
    whole = _workbook(request.content, read) if workbook else _csv(request.content, read)
    skipped = read.skip_rows or 0
    above = sum(1 for number in whole.row_numbers if number <= skipped)
    if above >= len(whole.rows):
        raise TableError("The recipe skips every row of the file.", help="Look at `skip_rows` under `read`.")
    tidy = recipe is None or recipe.preset == "tidy"
    known = (*(TIDY_COLUMNS if tidy else ()), *(recipe_columns(recipe) if recipe else ()))
    # A workbook has no lines of text: its findings stand at the row that the spreadsheet shows.
    content = b"" if workbook else request.content
    return whole, Sheet(request.file, content, whole.squared(above), frozenset(known))


def _workbook(content: bytes, read: Reading) -> Table:
    for key, value in (("encoding", read.encoding), ("delimiter", read.delimiter)):
        if value is not None:
            raise TableError(
                f"The recipe gives `{key}` under `read`, and this file is an Excel workbook, which has none.",
                help="Take it out of the recipe, or make a recipe of its own for the workbook.",
            )
    return read_workbook_table(content, sheet=read.sheet or _beside_notes(content), square=False)


def _beside_notes(content: bytes) -> str | None:
    """The one visible sheet that is none of those which qaf's own workbooks explain their figures on, if they do."""
    visible = [sheet.name for sheet in sheet_names(content) if not sheet.hidden]
    others = [name for name in visible if name not in EXPLAINING_SHEETS]
    return others[0] if len(others) == 1 < len(visible) else None


def _csv(content: bytes, read: Reading) -> Table:
    table = read_csv_table(content, encoding=read.encoding, delimiter=read.delimiter, square=False)
    if read.sheet is not None:
        raise TableError(
            "The recipe names a sheet under `read`, and this file is no Excel workbook, so it has no sheets.",
            help="Take the workbook itself in, or take `sheet` out of the recipe.",
        )
    return table
