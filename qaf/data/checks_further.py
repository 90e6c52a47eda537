"""What figures that can each be read still have against them: sentinels, totals, jumps, places that change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qaf.data.candidates import Candidate
from qaf.data.case_columns import is_case_level
from qaf.data.counted_twice import check_counted_twice
from qaf.data.faults import Faults
from qaf.data.ingest_request import IngestRequest
from qaf.data.jumps import check_jumps
from qaf.data.places_over_time import check_places
from qaf.data.sentinels import check_sentinels
from qaf.data.shares_of_one import check_shares_of_one
from qaf.data.sheet import Sheet
from qaf.data.totals import check_totals
from qaf.workspace.store import Store


def check_further(
    candidates: Sequence[Candidate],
    request: IngestRequest,
    sheet: Sheet,
    store: Store,
    faults: Faults,
    at: Mapping[str, int] | None = None,
) -> None:
    """Record sentinels, which are errors, and if nothing is wrong yet everything that looks odd and may be right.

    `at`: where the columns of the recipe stand, if the candidates are all that the file gives, so that a period
    without one is a period that a series lacks.
    """
    recipe = request.recipe
    check_sentinels(candidates, faults)
    if faults.has_errors:
        return
    if not is_case_level(recipe):  # what is counted in the whole alone is told case by case there
        check_totals(candidates, request.framework, store, faults)
    check_counted_twice(candidates, request.framework, store, faults)
    check_shares_of_one(candidates, sheet, faults)
    if recipe is not None and recipe.jump is not None:
        check_jumps(candidates, recipe.jump, store, faults)
    if at and recipe is not None and recipe.preset != "tidy":
        check_places(sheet, recipe, request.framework, candidates, at, faults)
