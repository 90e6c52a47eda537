"""`qaf ingest --draft`: a first recipe for a file that nobody has described, and how its first rows would be read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from qaf.cli.output import note, show_findings
from qaf.ground.errors import QafError
from qaf.ground.places import real
from qaf.ground.text import plural

if TYPE_CHECKING:
    from qaf.cli.context import Context
    from qaf.data.drafting import Drafted

_MOST_ROWS = 10


def draft_recipes(context: Context, files: list[Path], out: Path | None) -> int:
    """Draft a recipe for each file and write it; 1 where a file was refused."""
    if out is not None and len(files) > 1:
        raise QafError("--out names one file, and several were given.", help="Draft their recipes one by one.")
    return max(_draft(context, file, out) for file in files)


def _draft(context: Context, file: Path, out: Path | None) -> int:
    from qaf.data.drafting import draft_for
    from qaf.data.file_name import shown_name

    folder = context.open()
    drafted = draft_for(folder.root, folder.framework, folder.figures_folder, file, out, context.as_at)
    if drafted.findings:
        show_findings(list(drafted.findings), lambda _: None, "text", to_stderr=True)
    if drafted.advice:
        note(drafted.advice)
    name = shown_name(file.name)
    if drafted.path is None:
        name = name[:1].upper() + name[1:] if name == "the file" else name
        sys.stdout.write(f"{name}: no recipe was drafted. Nothing was written.\n")
        return 1
    sys.stdout.write(f"{_shown(drafted.path)}: a first recipe for {name}; {drafted.said}.\n")
    if is_terminal():
        _show_rows(drafted)
    _say_next(drafted)
    return 0


def is_terminal() -> bool:
    """Whether results go to a screen that somebody looks at."""
    return sys.stdout.isatty()


def _shown(path: Path) -> str:
    try:
        return real(path).relative_to(real(Path())).as_posix()
    except (OSError, ValueError):
        return str(path)


def _show_rows(drafted: Drafted) -> None:
    from qaf.formats.tables import TextTable, as_text

    if not drafted.rows:
        return
    columns = ("measure", "period", "series", "category", "numerator", "denominator", "value")
    sys.stdout.write("\n" + as_text(TextTable(columns, drafted.rows[:_MOST_ROWS])))
    if drafted.figures > _MOST_ROWS:
        sys.stdout.write(f"... of {plural(drafted.figures, 'figure')}. Numbers are shown once they are taken in.\n")


def _say_next(drafted: Drafted) -> None:
    if drafted.figures and not drafted.problems:
        note(
            f"As it stands it takes {plural(drafted.figures, 'figure')} from the file. `--dry-run` shows what it reads."
        )
        return
    if drafted.problems:
        note("As it stands it takes nothing in, because:")
        for problem in drafted.problems[:5]:
            note(f"- {problem}")
        if len(drafted.problems) > 5:
            note(f"- and {len(drafted.problems) - 5} more, which `--dry-run` shows")
