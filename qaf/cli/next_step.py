"""`qaf` alone: what to do next in this folder."""

from __future__ import annotations

from qaf.cli.context import Context, count_errors
from qaf.cli.output import columns, print_result
from qaf.ground.errors import QafError
from qaf.workspace.tree import find_root


def next_step(context: Context) -> int:
    """Print what comes next in the folder, or how to begin one."""
    from qaf.report.next_page import NO_FOLDER, next_page

    if context.directory.is_dir() and find_root(context.directory) is None:
        print_result(NO_FOLDER, "table")
        return 0
    from qaf.api import gaps, steps
    from qaf.api.timetable import due
    from qaf.report.steps_page import next_words

    folder = context.open()
    written = folder.written
    try:
        words = next_words(written, steps(folder, context.as_at))
    except QafError as error:
        words = error.message
    open_gaps = sum(not gap.accepted for gap in gaps(folder, context.as_at))
    overdue = sum(item.overdue for item in due(folder, context.as_at, 0, ""))
    known = folder.facts(context.as_at).collected_now
    counts = (len(written.areas), len(written.measures), len(set(known) & set(written.measures)))
    name = written.settings.organisation.name
    print_result(next_page(name, counts, count_errors(folder), words, overdue, open_gaps, columns()), "table")
    return 0
