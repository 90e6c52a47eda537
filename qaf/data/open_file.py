"""The table in a file that somebody takes in: of a CSV file, or of one sheet of an Excel workbook."""

from __future__ import annotations

from typing import NamedTuple

from qaf.data.column_names import tidy_name
from qaf.data.faults import Faults
from qaf.data.headings import below_titles, until
from qaf.data.ingest_request import IngestRequest
from qaf.data.large_choice import RowChoice
from qaf.data.large_file import LargeFile
from qaf.data.large_table import bare_sheet, can_follow, read_head, read_large
from qaf.data.presets import preset_of
from qaf.data.recipe import find_columns, recipe_columns
from qaf.data.recipe_cells import period_columns
from qaf.data.row_labels import filled_down, merged_down, no_such_column
from qaf.data.sheet import Sheet
from qaf.data.table import Table, TableError, read_csv_table
from qaf.data.tidy import REQUIRED_COLUMNS, TIDY_COLUMNS
from qaf.data.wide import fitting_names, label_columns, lengthened
from qaf.data.workbook import is_workbook, read_workbook_table, sheet_names
from qaf.data.workbook_about_people import EXPLAINING_SHEETS
from qaf.ground.findings import Finding, Where, finding
from qaf.ground.text import quoted
from qaf.model.recipe import Reading, Recipe


class Opened(NamedTuple):
    """The whole file, the table in it with its header first, and what is to be said about finding it there."""

    whole: Table
    sheet: Sheet
    findings: tuple[Finding, ...] = ()


def open_file(request: IngestRequest) -> tuple[Table, Sheet]:
    """The whole file, and the table in it with its header first. Raises `TableError` as `opened`."""
    found = opened(request)
    return found.whole, found.sheet


def opened(request: IngestRequest) -> Opened:
    """The table of a file, cut out of the file as the recipe says.

    Raises `TableError` where the file holds no table, or none as the recipe says that it is to be read.
    """
    recipe = request.recipe
    read = (recipe.read if recipe else None) or Reading()
    opened = None
    if request.large:
        opened = _open_large(request, recipe, read) if recipe else _without_recipe(request, request.large)
    if opened is not None:
        return opened
    request = request.whole
    workbook = is_workbook(request.content)
    whole = _workbook(request.content, read) if workbook else _csv(request.content, read)
    skipped = read.skip_rows or 0
    above = sum(1 for number in whole.row_numbers if number <= skipped)
    if above >= len(whole.rows):
        raise TableError("The recipe skips every row of the file.", help="Look at `skip_rows` under `read`.")
    ends_at = read.ends_at or (preset_of(recipe).ends_at if recipe else ())
    headed = below_titles(whole, above, 1 if read.header_rows is None else read.header_rows)
    table, ended = until(headed, ends_at)
    # A workbook has no lines of text: its findings stand at the row that the spreadsheet shows.
    content = b"" if workbook else request.content
    tidy = recipe is None or recipe.preset == "tidy"
    known = frozenset((*(TIDY_COLUMNS if tidy else ()), *(recipe_columns(recipe) if recipe else ())))
    sheet = Sheet(request.file, content, table.squared(), known)
    if recipe is not None:
        labelled = _with_labels(sheet, recipe, read)
        sheet = Sheet(request.file, content, labelled, known | fitting_names(sheet, recipe))
    missed = recipe is not None and read.ends_at is not None and not ended
    return Opened(whole, sheet, (_no_end(recipe, request.recipe_path),) if missed and recipe else ())


def _open_large(request: IngestRequest, recipe: Recipe, read: Reading) -> Opened | None:
    """The table of a large file, which is read piece by piece; None where it has to be read as a whole."""
    file = request.large
    head = read_head(file, read, request.block) if file and file.encoding and can_follow(recipe, read) else None
    if file is None or head is None:
        return None
    known = frozenset(recipe_columns(recipe))
    bare = bare_sheet(request.file, file, head, known)
    bare = bare_sheet(request.file, file, head, known | fitting_names(bare, recipe))
    unsaid = Faults(bare)
    wide = lengthened(bare, recipe, request.framework, unsaid)
    columns = find_columns(bare, wide.recipe, unsaid) if wide else None
    choice = RowChoice(wide.recipe if wide else recipe, columns)
    together = [columns[name] for name in period_columns(recipe)] if columns else []
    ends_at = read.ends_at or preset_of(recipe).ends_at

    def tell(done: int) -> None:
        if request.progress is not None:
            request.progress("Reading the file", done, max(file.size, done))

    large = read_large(file, head, choice, together, ends_at, tell, request.block)
    sheet = Sheet(request.file, b"", large.table, bare.known, large.survey)
    missed = read.ends_at is not None and not large.ended
    return Opened(large.outside, sheet, (_no_end(recipe, request.recipe_path),) if missed else ())


def _without_recipe(request: IngestRequest, file: LargeFile) -> Opened | None:
    """The header alone of a large file that cannot be read without a recipe, to be refused; None of any other."""
    head = read_head(file, Reading(), request.block) if file.encoding else None
    if head is None or not {tidy_name(name).casefold() for name in head.header}.isdisjoint(REQUIRED_COLUMNS):
        return None
    bare = bare_sheet(request.file, file, head, frozenset(TIDY_COLUMNS))
    return Opened(bare.table, bare)


def _with_labels(sheet: Sheet, recipe: Recipe, read: Reading) -> Table:
    """The sheet's table with labels that stand once in each row that they are about."""
    down = []
    for name in read.fill_down or ():
        columns = sheet.find(name)
        if len(columns) != 1:
            raise no_such_column(name)
        down += columns
    return filled_down(merged_down(sheet.table, label_columns(sheet, recipe)), down)


def _no_end(recipe: Recipe, path: str) -> Finding:
    texts = quoted((recipe.read.ends_at if recipe.read else None) or (), "or", 6)
    message = f"No row of the file starts with {texts}, so the table was read to the end of the file."
    help_ = "Has the publisher changed the words of the notes below the table? Then put the new words into the recipe."
    return finding("QAF523", Where(path, ("read", "ends_at")), message, help=help_, subject=recipe.id)


def _workbook(content: bytes, read: Reading) -> Table:
    for key, value in (("encoding", read.encoding), ("delimiter", read.delimiter)):
        if value is not None:
            raise TableError(
                f"The recipe gives `{key}` under `read`, and this file is an Excel workbook, which has none.",
                help="Take it out of the recipe, or make a recipe of its own for the workbook.",
            )
    return read_workbook_table(content, sheet=read.sheet or _beside_notes(content), square=False, everywhere=True)


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
