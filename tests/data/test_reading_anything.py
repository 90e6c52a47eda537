"""Whatever a file holds and a recipe says of it, the outcome is findings, never an exception."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from qaf.data.ingest import ingest
from qaf.data.ingest_request import IngestRequest
from qaf.model.recipe import Recipe
from qaf.workspace.load import load
from qaf.workspace.tree import FolderTree

FRAMEWORK = load(FolderTree(Path(__file__).parents[1] / "fixtures" / "real-recipes")).framework
AS_AT = date(2026, 3, 31)
CELLS = st.sampled_from(
    [
        "",
        " ",
        "2010",
        "2010-11",
        "20144",
        "Mar-20",
        "Area",
        "n",
        "5",
        "1,234",
        "90-99",
        "x",
        "(3)",
        "[A]",
        "<b>5</b>",
        "%",
    ]
    + ["Source: x", '"a\nb"', "12³", "Apr", "2023/24", "£", "-", "5 [r]"]
)
FILES = st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=7)
COLUMNS = st.sampled_from(["n", "[A]", "[B]", "[ZZZ]", "n [2]", "{period}", "{period} n", "n {period}", "2010"])
READING = st.fixed_dictionaries(
    {},
    optional={
        "header_rows": st.sampled_from(["0", "1", "2", "3"]),
        "skip_rows": st.sampled_from(["0", "1", "9"]),
        "ends_at": st.sampled_from(["Source", "blank row", "n"]),
        "fill_down": st.sampled_from(["[A]", "Area"]),
        "decimal": st.sampled_from(["comma", "point"]),
    },
)
PERIODS = st.sampled_from(
    [None, {"column": "[A]"}, {"kind": "reporting_year"}, {"with": "[A]"}, {"from_file_name": "f{period}.csv"}]
)


@given(FILES, READING, PERIODS, COLUMNS, st.sampled_from([None, "sheet", "fingertips", "dfe"]))
def test_any_table_by_any_recipe(rows, read, period, column, preset):
    content = "\n".join(",".join(row) for row in rows).encode()
    recipe = Recipe.model_validate(
        {
            "id": "r", "file": "*", "read": read, "period": period, "preset": preset,
            "series": [{"series": "own", "where": [{"column": "[A]", "not": "Area"}]}],
            "measures": [{"measure": "missing-incidents", "value": column}],
        }
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        result = ingest(
            IngestRequest(
                FRAMEWORK, Path(folder) / "data", "f2015.csv", content, AS_AT,
                recipe, b"r", "imports/r.yaml",
            )
        )  # fmt: skip
        assert result.written != any(item.level == "error" for item in result.findings)
