"""`--keep-good`: rows in which something is wrong are left out, and the others are taken in.

What is left out goes into a folder that the user names, never into the framework's: the rows as they stood, so that
they can be mended and taken in as well, and beside them what is wrong with each. A file with anything that looks like
an identifier is refused whole, since its rows would be written. So is a file of which rows are counted: a count
without some of its rows would be too small.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qaf.data.against_store import Compared
from qaf.data.candidates import Candidate, Reading
from qaf.data.case_columns import is_case_level
from qaf.data.checks_together import RESULTS_OF_PAIRS
from qaf.data.faults import Faults
from qaf.data.file_name import base_name
from qaf.data.ingest_request import IngestRequest
from qaf.data.sheet import Sheet
from qaf.ground.errors import QafError
from qaf.ground.files import write_file
from qaf.ground.findings import Finding, Level, Span, Where, finding
from qaf.ground.places import lies_in
from qaf.ground.text import plural, reason
from qaf.model.figure import FigureKey, number

Judged = tuple[list[Candidate], Compared]
_TOGETHER = "it belongs together with another row that has an error."
_GROUPED = ("shares", "before_after")


@dataclass(frozen=True, slots=True)
class Kept:
    """What is left of a file. `bad`: the rows that were left out; `findings`: all, those of these rows as warnings."""

    figures: list[Candidate]
    compared: Compared
    findings: tuple[Finding, ...]
    bad: frozenset[int]


def refuse_out(out: Path | None, folder: Path, figures: Path) -> None:
    """Raises `QafError` where rows that are left out have no place to go, or would go into the framework folder."""
    if out is None:
        raise QafError("--keep-good needs --out, the folder for the rows that are left out.", help="Such as --out out.")
    for kept in (folder, figures):
        if lies_in(out, kept):
            raise QafError(
                f"{out} lies in the framework folder, and rows that are left out must not go there.",
                help="Name a folder outside with --out: people may read what lies in the framework folder.",
            )


def keep_good(
    request: IngestRequest,
    sheet: Sheet,
    reading: Reading,
    faults: Faults,
    judge: Callable[[Sequence[Candidate], Faults], Judged],
) -> Kept | None:
    """The good rows of a file, judged again without the bad ones; None where the file is refused whole.

    `judge` sets candidates beside each other and beside the stored figures, and records what is wrong.
    """
    if faults.of_the_file or _must_not(request, faults):
        return None
    bad = set(faults.bad_rows)
    told = list(faults.findings())
    while True:
        bad |= _beside(reading.candidates, bad)
        good = [candidate for candidate in reading.candidates if candidate.row not in bad]
        fresh = Faults(sheet)
        figures, compared = judge(good, fresh)
        told += [item for item in fresh.findings() if item not in told]
        if fresh.of_the_file or not good:
            return None
        if not fresh.bad_rows:
            break
        for row, why in fresh.bad_rows.items():
            faults.bad_rows.setdefault(row, why)
        bad |= fresh.bad_rows.keys()
    said = [item if item.level is not Level.ERROR else replace(item, level=Level.WARNING) for item in told]
    said.append(_left_out(request, len(bad)))
    return Kept(figures, compared, tuple(sorted(said, key=Finding.sort_key)), frozenset(bad))


def write_rejects(
    request: IngestRequest, import_id: str, sheet: Sheet, faults: Faults, bad: Iterable[int]
) -> tuple[Path, ...]:
    """Write the rows that were left out, and why; the paths written. Raises `QafError` where that is not possible."""
    assert request.out is not None  # keep_good is refused without
    stem = Path(base_name(request.file)).stem
    rows = sorted(bad)
    files = {
        f"{stem}-left-out-{import_id}.csv": _rows(request, sheet, rows),
        f"{stem}-why-{import_id}.csv": _reasons(request, sheet, faults, rows),
    }
    try:
        request.out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise QafError(f"Could not write to {request.out}: {reason(error)}. Nothing was taken in.") from error
    for name, content in files.items():
        write_file(request.out / name, content)
    return tuple(request.out / name for name in files)


def _must_not(request: IngestRequest, faults: Faults) -> bool:
    """Record why rows of this file cannot be left out, if they cannot."""
    words = ""
    if any(item.code.startswith("QAF55") for item in faults.findings()):
        words = "--keep-good would write rows out, and something in this file looks like an identifier of a person."
    elif is_case_level(request.recipe):
        words = "--keep-good would write rows out, and rows about single cases are never written anywhere."
    elif request.recipe is not None and request.recipe.count_rows:
        words = "--keep-good would leave rows out, and a count of rows without them would be too small."
    if words:
        help_ = "Put the file right first, or take the columns or rows out of it."
        faults.add(
            finding("QAF532", Where(request.file), words, help=help_, level=Level.ERROR, excerpt=False, span=Span())
        )
    return bool(words)


def _beside(candidates: Sequence[Candidate], bad: set[int]) -> set[int]:
    """Rows that are parts of one figure with a bad row: the other grades of a distribution.

    Of a row that could not be read nobody knows to which figure it belongs. Where there is one, the grades of a figure
    stay only if they make the whole: a share of the rest would be wrong.
    """
    groups: dict[FigureKey, list[Candidate]] = {}
    for each in candidates:
        if each.measure.unit in _GROUPED:
            groups.setdefault(each.figure.key._replace(grade=""), []).append(each)
    unread = bool(bad - {each.row for each in candidates})
    broken = (
        group for group in groups.values() if any(each.row in bad for each in group) or (unread and not _whole(group))
    )
    return {each.row for group in broken for each in group}


def _whole(group: Sequence[Candidate]) -> bool:
    """Whether the grades of a figure add up to their denominator."""
    pairs = group[0].measure.unit == "before_after"
    parts = [each.figure for each in group if not pairs or each.figure.key.grade in RESULTS_OF_PAIRS]
    numbers = [number(each.numerator) for each in parts]
    wholes = {number(each.denominator) for each in parts}
    known = [each for each in numbers if each is not None]
    return len(known) == len(numbers) and wholes == {sum(known)}


def _left_out(request: IngestRequest, count: int) -> Finding:
    have = "has an error and was" if count == 1 else "have errors and were"
    words = f"{plural(count, 'row')} of the file {have} left out; what is above as a warning kept them out."
    help_ = (
        "Mend them in the file that was written and take that in too. If it was the folder that was wrong, take this "
        "import back with `qaf data undo` and take the whole file in again."
    )
    return finding("QAF532", Where(request.file), words, help=help_, excerpt=False, span=Span())


def _rows(request: IngestRequest, sheet: Sheet, rows: Sequence[int]) -> bytes:
    """The rows below the file's header, written as the file is, so that its recipe reads them too."""
    read = request.recipe.read if request.recipe else None
    is_text = bool(sheet.content)
    buffer = io.StringIO(newline="")
    buffer.write("\r\n" * ((read.skip_rows or 0) if read else 0))
    writer = csv.writer(buffer, delimiter=sheet.table.delimiter if is_text else ",", lineterminator="\r\n")
    writer.writerow(sheet.table.header)
    writer.writerows(sheet.rows[row] for row in rows)
    try:
        return buffer.getvalue().encode(sheet.table.encoding if is_text else "utf-8")
    except UnicodeEncodeError:
        return buffer.getvalue().encode("utf-8")


def _reasons(request: IngestRequest, sheet: Sheet, faults: Faults, rows: Sequence[int]) -> bytes:
    """Which row of the file stands in which of the rows written, and what is wrong with it; no cell of the file."""
    read = request.recipe.read if request.recipe else None
    header = 1 + ((read.skip_rows or 0) if read else 0)
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(("row", "row_here", "code", "column", "what"))
    for index, row in enumerate(rows, start=1):
        code, column, words = faults.bad_rows.get(row, ("QAF532", None, _TOGETHER))
        name = "" if column is None else sheet.column(column)
        writer.writerow((sheet.row_number(row), header + index, code, name, words))
    return buffer.getvalue().encode("utf-8-sig")
