"""Taking a file in, from its bytes to the store: all of it or nothing.

The steps: the table; identifiers, which stop everything else; the recipe or the tidy layout; the figures one by one;
figures beside each other; figures beside the stored ones; and only if nothing is wrong, the store.
"""

from __future__ import annotations

import fnmatch
import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from qaf.data.against_store import Compared, compare, without_doubles
from qaf.data.before_and_after import read_cases, without_cases
from qaf.data.candidates import Candidate, Reading
from qaf.data.cells import CellReader
from qaf.data.checks import FrameworkChecks, Problem, record
from qaf.data.checks_further import check_further
from qaf.data.checks_numbers import NumberChecks
from qaf.data.checks_together import check_together
from qaf.data.conditions import AllOf, CellTest
from qaf.data.faults import Faults
from qaf.data.file_name import base_name, with_shown_path
from qaf.data.ingest_request import IngestRequest, IngestResult
from qaf.data.keep_good import keep_good, write_rejects
from qaf.data.nothing_taken import nothing_taken
from qaf.data.open_file import Opened, opened
from qaf.data.presets import filled
from qaf.data.recipe import RecipeReader, find_columns
from qaf.data.recipe_cells import cell_reader
from qaf.data.recipe_keys import recipe_faults
from qaf.data.screening import named_after_somebody, screen_file
from qaf.data.sheet import Sheet
from qaf.data.table import TableError
from qaf.data.tidy import read_tidy
from qaf.data.wide import lengthened
from qaf.data.workbook import SheetTable
from qaf.ground.errors import QafError
from qaf.ground.findings import Finding, Level, Span, Where, finding
from qaf.ground.text import listing
from qaf.model.framework import Framework
from qaf.model.period import MONTHS
from qaf.model.recipe import Recipe
from qaf.workspace.ledger import LedgerEntry
from qaf.workspace.store import StaleStoreError, Store, commit_import, read_store, refresh_views

__all__ = ["IngestRequest", "IngestResult", "base_name", "choose_recipe", "import_id", "ingest"]

_STEP = 5000
_MOST_TRIES = 5


def import_id(content: bytes, recipe_content: bytes = b"") -> str:
    """The ledger's id: the first ten characters of sha256 over the file, a NUL, and the recipe (or nothing)."""
    return hashlib.sha256(content + b"\0" + recipe_content).hexdigest()[:10]


def choose_recipe(framework: Framework, file_name: str) -> list[Recipe]:
    """The recipes whose `file` fits the file's own name, capitals aside; none means that the file is tidy."""
    name = _folded(base_name(file_name))
    return [
        recipe for recipe in framework.recipes.values() if fnmatch.fnmatchcase(name, _folded(base_name(recipe.file)))
    ]


def ingest(request: IngestRequest) -> IngestResult:
    """Take a file in. Nothing is written where any finding is an error, or in a dry run.

    Raises `QafError` where the store itself cannot be read or written, or another run holds it; whatever is wrong
    with the file is a finding.
    """
    for _ in range(_MOST_TRIES):
        try:
            result = _ingest(request)
            return replace(result, findings=with_shown_path(result.findings, request.file))
        except StaleStoreError:
            continue
    raise QafError("Other runs of qaf keep changing the figures. Wait until they have finished, then try again.")


def _ingest(request: IngestRequest) -> IngestResult:
    recipe_content = request.recipe_content if request.recipe else b""
    id_ = request.large.import_id(recipe_content) if request.large else import_id(request.content, recipe_content)
    named = named_after_somebody(request.file)
    if named:
        return IngestResult(id_, named)
    store = read_store(request.folder, request.framework.settings.figures.folder)
    if store.problems:
        return IngestResult(id_, store.problems)
    if store.entry(id_) is not None:
        return _already(request, store, id_)
    store = request.run.on_top_of(store) if request.run else store
    if request.recipe is not None:
        found = recipe_faults(request.recipe, request.framework, request.recipe_path)
        if found:
            return IngestResult(id_, tuple(found))
        request = replace(request, recipe=filled(request.recipe))
    try:
        file = opened(request)
    except TableError as error:
        return IngestResult(id_, (_not_a_table(request.file, error),))
    except (OSError, UnicodeError) as error:
        raise QafError("The file could be opened, but not read to its end.", help="Try again.") from error
    return _judge(request, store, id_, file)


def _judge(request: IngestRequest, store: Store, id_: str, file: Opened) -> IngestResult:
    whole, sheet = file.whole, file.sheet
    faults = Faults(sheet)
    for item in file.findings:
        faults.add(item)
    for remark in whole.remarks() if isinstance(whole, SheetTable) else ():
        faults.add(finding("QAF522", Where(request.file), remark, excerpt=False, span=Span()))
    _tell(request, "Looking for identifiers", 0, sheet.row_count)
    declared = [index for name in sheet.known for index in sheet.find(name)]
    screen_file(sheet, whole, request.recipe, declared, faults)
    if faults.has_errors:
        return IngestResult(id_, faults.findings(), rows=sheet.row_count)
    reading = _read_figures(request, sheet, faults)
    if reading is None:
        return IngestResult(id_, faults.findings(), rows=sheet.row_count)
    if request.recipe is not None and request.recipe.before_and_after is not None:
        reading.candidates += without_cases(reading, store, request.recipe)
    if not reading.candidates and not faults.has_errors:
        faults.add(nothing_taken(request, sheet))
    _check_each(request, reading, faults)

    def beside(candidates: Sequence[Candidate], faults: Faults) -> tuple[list[Candidate], Compared]:
        at = reading.at if candidates is reading.candidates else None
        return _beside(request, sheet, store, id_, candidates, faults, at)

    figures, compared = beside(reading.candidates, faults)
    kept = keep_good(request, sheet, reading, faults, beside) if request.keep_good and faults.has_errors else None
    if kept is None:
        result = _counted(id_, reading, compared, faults.findings())
    else:
        figures = kept.figures
        result = _counted(id_, reading, kept.compared, kept.findings, kept.bad)
    if result.refused:
        return result
    entry = _entry(request, store, result, kept.compared if kept else compared)
    if not request.dry_run:
        if kept is not None:
            result = replace(result, rejects=write_rejects(request, id_, sheet, faults, kept.bad))
        result = _commit(request, store, result, figures, entry)
    if request.run is not None:
        request.run.takes(request.file, entry, figures, faults)
    return result


def _beside(
    request: IngestRequest,
    sheet: Sheet,
    store: Store,
    id_: str,
    candidates: Sequence[Candidate],
    faults: Faults,
    at: Mapping[str, int] | None,
) -> tuple[list[Candidate], Compared]:
    """Figures beside each other, and beside the stored ones."""
    figures = without_doubles(candidates, faults)
    if request.run is not None:
        figures = request.run.without_contradictions(request.file, figures, faults)
    check_together(figures, request.framework, store, faults)
    check_further(figures, request, sheet, store, faults, at)
    recipe_id = request.recipe.id if request.recipe else ""
    return figures, compare(figures, store, faults, import_id=id_, recipe=recipe_id, restates=request.restates)


def _read_figures(request: IngestRequest, sheet: Sheet, faults: Faults) -> Reading | None:
    recipe, framework = request.recipe, request.framework
    total = len(sheet.rows)

    def step(row: int) -> None:
        if row % _STEP == 0:
            _tell(request, "Reading rows", row, total)

    if recipe is None:
        return read_tidy(sheet, framework, CellReader(), faults, step=step)
    wide = lengthened(sheet, recipe, framework, faults)
    columns = find_columns(sheet, wide.recipe, faults) if wide else None
    if wide is None or columns is None:
        return None
    if recipe.before_and_after is not None:
        return read_cases(sheet, recipe, framework, faults, columns, request.as_at, step)
    if recipe.preset == "tidy":
        cells = cell_reader(recipe)
        also = frozenset(sheet.names[index] for index in columns.values())
        test = AllOf([CellTest(each, columns[each.column], {}) for each in recipe.where])
        return read_tidy(sheet, framework, cells, faults, published=recipe.published, test=test, also=also, step=step)
    return RecipeReader(sheet, wide.recipe, framework, faults, columns, wide.origins).read(request.recipe_path, step)


def _check_each(request: IngestRequest, reading: Reading, faults: Faults) -> None:
    parts, numbers = FrameworkChecks(request.framework), NumberChecks(request.framework)
    total = len(reading.candidates)
    for done, candidate in enumerate(reading.candidates):
        if done % _STEP == 0:
            _tell(request, "Checking figures", done, total)
        for problem in parts.problems(candidate.measure, candidate.figure):
            record(faults, candidate, problem)
        for problem in numbers.problems(candidate.measure, candidate.figure, candidate.step):
            record(faults, candidate, problem)
        if candidate.figure.key.period.start > request.as_at:
            record(faults, candidate, _not_begun(candidate, request.as_at))
    _tell(request, "Checking figures", total, total)


def _not_begun(candidate: Candidate, as_at: date) -> Problem:
    words = f"this period has not begun on {as_at.day} {MONTHS[as_at.month - 1]} {as_at.year}, the date of this run."
    advice = "Is the year right? A target or a forecast is no figure. `--as-at` says for which date qaf is run."
    return Problem("QAF521", "period", words, advice, same=str(candidate.figure.key.period))


def _counted(
    id_: str, reading: Reading, compared: Compared, findings: tuple[Finding, ...], bad: Collection[int] = ()
) -> IngestResult:
    return IngestResult(
        id_,
        findings,
        rows=reading.rows,
        added=compared.added,
        restated=compared.restated,
        unchanged=compared.unchanged,
        left_out=reading.rows - len(reading.taken - set(bad)),
        not_given=reading.empty,
        bad=len(bad),
    )


def _entry(request: IngestRequest, store: Store, result: IngestResult, compared: Compared) -> LedgerEntry:
    return LedgerEntry(
        result.id,
        order=max((entry.order for entry in store.ledger), default=0) + 1,
        on=request.as_at,
        recipe=request.recipe.id if request.recipe else "",
        file=base_name(request.file).encode("utf-8", "replace").decode("utf-8"),
        rows=result.rows,
        left_out=result.left_out,
        restates=compared.restates,
    )


def _commit(
    request: IngestRequest, store: Store, result: IngestResult, figures: list[Candidate], entry: LedgerEntry
) -> IngestResult:
    _tell(request, "Storing figures", 0, len(figures))
    stored = [replace(candidate.figure, import_id=result.id) for candidate in figures]
    behind = commit_import(request.folder, store, entry, stored, _areas(request.framework).__getitem__, request.wait)
    _tell(request, "Storing figures", len(figures), len(figures))
    return replace(result, written=True, findings=(*result.findings, *_behind(store, behind)))


def _already(request: IngestRequest, store: Store, id_: str) -> IngestResult:
    """The same file again: nothing to do, but for views that a killed run has left behind."""
    entry = store.entry(id_)
    assert entry is not None  # that is how the caller knows that it came before
    behind: tuple[str, ...] = ()
    if not request.dry_run:
        behind = refresh_views(request.folder, store, _areas(request.framework).__getitem__, request.wait)
    found = _behind(store, behind)
    return IngestResult(id_, found, rows=entry.rows, left_out=entry.left_out, already=True)


def _areas(framework: Framework) -> dict[str, str]:
    """The area of each measure; "" for a measure that no area has any more."""
    areas = {measure.id: area.id for area in framework.areas.values() for measure in area.measures}
    return defaultdict(str, areas)


def _behind(store: Store, names: tuple[str, ...]) -> tuple[Finding, ...]:
    if not names:
        return ()
    message = f"The figures are stored, but {listing(names)} could not be brought up to date."
    help_ = "Another program may hold it open. Close it and take the same file in again: that rebuilds it."
    where = Where(f"{store.shown}/{names[0]}")
    return (finding("QAF518", where, message, help=help_, level=Level.WARNING, excerpt=False, span=Span()),)


def _not_a_table(file: str, error: TableError) -> Finding:
    at = max(error.line, 1)
    return finding(error.code, Where(file), error.message, help=error.help, excerpt=False, span=Span(at, 1, at, 1))


def _tell(request: IngestRequest, what: str, done: int, total: int) -> None:
    if request.progress is not None:
        request.progress(what, done, total)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
