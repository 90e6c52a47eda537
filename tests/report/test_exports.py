"""Figures as files for other programs: numbers stay numbers, texts stay texts, the same figures give the same bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from qaf.model.area import Area
from qaf.model.framework import Framework
from qaf.model.period import Period
from qaf.model.protected import NOT_GIVEN, WITHHELD, ProtectedFigure, ProtectedFigures, Shown
from qaf.model.settings import Settings
from qaf.report.exports import tidy_csv, workbook, write_exports

AS_AT = date(2026, 6, 15)
ARMED = ["=1+1", "+1+1", "-cmd", "@SUM(A1)", " =1+1", "\uff1d1"]


def framework(**settings) -> Framework:
    organisation = {"id": "o", "name": "=Northmoor & <Co>", "kind": "organisation"}
    measures = ({"id": "plans", "kind": "quantity", "text": "+Plans", "unit": "count"},)
    area = {"id": "front-door", "name": "Front door", "group": "practice", "measures": measures}
    return Framework(
        settings=Settings.model_validate({"schema": "1", "organisation": organisation, **settings}),
        areas={"front-door": Area.model_validate(area)},
    )


def figures(*cells: tuple[str, Shown, str], profile: str = "dfe") -> ProtectedFigures:
    made = [
        ProtectedFigure(
            "plans", Period.canonical(period), "own", "", "", "", "", "", NOT_GIVEN, NOT_GIVEN, value, note=note
        )
        for period, value, note in cells
    ]
    return ProtectedFigures(profile, tuple(made))


def loaded(content: bytes):
    return openpyxl.load_workbook(io.BytesIO(content))


def test_numbers_keep_their_decimals_and_absences_their_symbols():
    shown = figures(
        ("2022", Shown(18.0, "18.0"), ""), ("2023", Shown(1879.0, "1879"), ""), ("2024", WITHHELD, ""),
        ("2025", Shown(-0.25, "-0.25"), ""), ("2026", NOT_GIVEN, ""),
    )  # fmt: skip
    sheet = loaded(workbook(framework(), shown, AS_AT))["Figures"]
    column = [(cell.value, cell.number_format) for cell in sheet["K"][1:]]
    assert column[:4] == [(18, "0.0"), (1879, "0"), ("c", "@"), (-0.25, "0.00")]
    assert column[4][0] is None
    assert [cell.value for cell in sheet["B"]] == ["period", "2022", "2023", "2024", "2025", "2026"]
    assert sheet.freeze_panes == "A2"


def test_text_that_a_spreadsheet_would_run_stays_text():
    shown = figures(*((f"20{20 + index}", Shown(9.0, "9"), text) for index, text in enumerate(ARMED)))
    content = workbook(framework(), shown, AS_AT)
    cells = loaded(content)["Figures"]["L"][1:]
    assert [(cell.value, cell.data_type, cell.quotePrefix) for cell in cells] == [(text, "s", True) for text in ARMED]
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = [package.read(name) for name in package.namelist() if "sheets/" in name]
    assert len(parts) == 3
    assert not any(b"<f>" in part or b"<f " in part for part in parts)
    lines = tidy_csv(shown).decode("utf-8").splitlines()[1:]
    assert all(line.rsplit(",", 1)[1].lstrip('"').startswith("'") for line in lines)


def test_the_same_figures_give_the_same_bytes_whatever_the_clock_says(monkeypatch):
    shown = figures(("2024", Shown(9.0, "9"), ""))
    first = workbook(framework(), shown, AS_AT)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert workbook(framework(), shown, AS_AT) == first
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = package.read("docProps/core.xml")
    assert core.count(b"2026-06-15T00:00:00Z") == 2


def test_characters_that_no_workbook_can_hold_are_left_out():
    shown = figures(("2024", Shown(9.0, "9"), "a\x07b\x00c\nd"))
    assert loaded(workbook(framework(), shown, AS_AT))["Figures"]["L2"].value == "abc\nd"


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        ("dfe", "from 1 to 5 are withheld"),
        ("nhs", "rounded to the nearest 5"),
        ("strict", "from 0 to 9 are withheld"),
        ("operational", "Nothing is withheld"),
    ],
)
def test_the_notes_say_how_small_numbers_are_protected(profile, words):
    shown = figures(("2024", Shown(9.0, "9"), ""), profile=profile)
    rows = loaded(workbook(framework(), shown, AS_AT))["Notes"].iter_rows(values_only=True)
    assert words in dict(rows)["How small numbers are protected"]


def test_the_notes_name_breakdowns_comparators_and_the_marking():
    settings = {
        "marking": "OFFICIAL",
        "breakdowns": [{"id": "team", "name": "Team", "categories": [{"id": "north", "name": "North team"}]}],
        "comparators": [
            {"id": "england", "name": "England", "cite": "DfE"},
            {"id": "near", "name": "Neighbours", "method": "median", "as_at": "2021-04-01"},
        ],
    }
    book = loaded(workbook(framework(**settings), figures(("2024", Shown(9.0, "9"), "")), AS_AT))
    notes = dict(book["Notes"].iter_rows(values_only=True))
    assert notes["Marking"] == "OFFICIAL"
    assert notes["team"] == "Breakdown Team. north: North team."
    assert notes["england"] == "Comparator England, as published. Source: DfE"
    assert notes["near"] == "Comparator Neighbours, the median of its members, list of 1 April 2021."
    assert [cell.value for cell in book["Measures"][2]] == [
        "plans", "Front door", "Quantity", "+Plans", "Number of children", None,
    ]  # fmt: skip


def test_files_are_written_in_the_order_asked_for_and_once(tmp_path):
    shown = figures(("2024", Shown(9.0, "9"), ""))
    written = write_exports(tmp_path / "out", framework(), shown, ["xlsx", "csv", "xlsx"], AS_AT)
    assert [path.name for path in written] == ["figures.xlsx", "figures.csv"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["figures.csv", "figures.xlsx"]
