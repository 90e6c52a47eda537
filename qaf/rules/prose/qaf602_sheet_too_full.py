"""QAF602: a sheet that is too full for its page.

Each area with a priority has one A3 sheet. Where its texts are too long to be read on one page, the sheet keeps the
first of each list, and the rest stands on its continuation, among the detail. The message names what went there. It
is found when a report is built.

Shorten the longest texts: a board reads one page. What a list keeps in front is what stands first in the file.
"""

from __future__ import annotations

from qaf.rules.example_folder import SUPERVISION, Files

CODE = "QAF602"

_LONG = "Somebody wrote this with care and it goes on for longer than a page has room for. "
_AREA = SUPERVISION.replace("measures:", "priority: 1\nmeasures:", 1)


def _good(count: int, times: int) -> str:
    return "good:\n" + "".join(
        f"  - {{id: good-{number}, kind: quality, text: {(_LONG * times).strip()}}}\n" for number in range(count)
    )


_BESIDE: Files = {"incoming/figures.csv": "measure,period,value\nsessions-due,2025/26,120\n"}
BAD: Files = {**_BESIDE, "areas/supervision.yaml": _AREA + _good(12, 3)}
GOOD: Files = {**_BESIDE, "areas/supervision.yaml": _AREA + _good(2, 1)}
