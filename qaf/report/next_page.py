"""What to do next in a folder, on one screen: what `qaf` alone says."""

from __future__ import annotations

from collections.abc import Sequence

from qaf.formats.display import one_line, wrapped
from qaf.ground.text import plural

NO_FOLDER = """\
There is no framework folder here. A framework is a folder of YAML files with a `qaf.yaml` at its top.

  qaf init DIR      begins one, and asks what it needs to know
  qaf catalogue list   the areas that others have thought through, to adopt from
  qaf -C DIR        says what comes next in a folder that is elsewhere
  qaf --help        all commands
"""

_KEPT_GOING = (
    ("qaf report", "the report book, as a board reads it"),
    ("qaf --help", "all commands; `qaf COMMAND --help` has an example of each"),
)


def next_page(
    name: str, counts: tuple[int, int, int], errors: int, step: str, overdue: int, gaps: int, columns: int = 100
) -> str:
    """The screen. `counts`: areas, measures, and measures with figures; `step`: what moves the folder on."""
    areas, measures, with_figures = counts
    has = f"{plural(areas, 'area')}, {plural(measures, 'measure')}, {with_figures:,} of them with figures"
    rows: list[tuple[str, str]] = []
    if errors:
        rows.append(
            ("qaf validate", f"{plural(errors, 'error')} to mend first: no book is built from a folder with any")
        )
    if overdue:
        rows.append(("qaf due", f"{plural(overdue, 'thing is', 'things are')} overdue"))
    if gaps:
        rows.append(("qaf gaps", f"{plural(gaps, 'gap')}: what nobody can answer yet, and who can close it"))
    if not with_figures and measures:
        rows.append(("qaf ingest FILE --draft", "looks at a file of figures and writes the recipe that reads it"))
    lines = [*wrapped(f"{one_line(name)}: {has}.", columns, cut=False), "", *wrapped(step, columns, cut=False), ""]
    return "\n".join([*lines, *_table([*rows, *_KEPT_GOING], columns)]) + "\n"


def _table(rows: Sequence[tuple[str, str]], columns: int) -> list[str]:
    width = max(len(command) for command, _ in rows)
    lines = []
    for command, about in rows:
        first, *more = wrapped(about, max(20, columns - width - 4), cut=False)
        lines.append(f"  {command:<{width}}  {first}")
        lines += [" " * (width + 4) + row for row in more]
    return lines
