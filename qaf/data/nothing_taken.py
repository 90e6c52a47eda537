"""What to say where no row of a file gives a figure."""

from __future__ import annotations

from qaf.data.ingest_request import IngestRequest
from qaf.data.recipe_cells import near_rows
from qaf.data.sheet import Sheet
from qaf.ground.findings import Finding, Span, Where, finding


def nothing_taken(request: IngestRequest, sheet: Sheet) -> Finding:
    """The finding for a file of which no row gives a figure."""
    where, span = Where(request.file), Span()
    if request.recipe is None or request.recipe.preset == "tidy":
        message = "The file has no row that gives a figure."
        help_ = "Each figure is a row with a measure, a period and a numerator, denominator or value."
        return finding("QAF501", where, message, help=help_, excerpt=False, span=span)
    message = f"Recipe `{request.recipe.id}` takes no figure from this file."
    conditions = [*request.recipe.where, *(each for rule in request.recipe.series for each in rule.where)]
    help_ = "Look at `where`, at the `where` of each series and at that of each measure: no row fulfils them together."
    help_ = near_rows(sheet, conditions) or help_
    return finding("QAF512", where, message, help=help_, excerpt=False, span=span)
