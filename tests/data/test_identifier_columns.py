"""Whole columns: names, shapes, ten-digit numbers, dates of birth, names of people."""

from __future__ import annotations

import csv
import datetime
import io
import os
from pathlib import Path

import pytest

from qaf.data.file_text import decode
from qaf.data.identifier_columns import Identifier, screen_columns
from qaf.data.identifiers import Kind, passes_nhs_check

REAL = Path(os.environ.get("QAF_REAL_DATA") or Path(__file__).parents[2].parent / "shared" / "data")
real_data = pytest.mark.skipif(not REAL.is_dir(), reason="the real input files are not here")

PASSING = [number for number in map(str, range(4_000_000_000, 4_000_000_200)) if passes_nhs_check(number)]
FAILING = [number for number in map(str, range(4_000_000_000, 4_000_000_200)) if not passes_nhs_check(number)]
BIRTHS = ["27/03/2008", "09/09/2011", "14/02/2013", "04/05/2008", "15/04/2002"]
MARCH_2025 = datetime.date(2025, 3, 31)


def kinds(header: str, cells: list[str], **settings) -> list[Kind]:
    return [item.kind for item in screen_columns([header], {0: cells}, **settings)]


def screened(name: str, header_row: int = 0) -> dict[str, Kind]:
    text, _encoding = decode((REAL / name).read_bytes())
    rows = list(csv.reader(io.StringIO(text, newline="")))
    header, body = rows[header_row], rows[header_row + 1 :]
    cells = {index: dict.fromkeys(row[index] for row in body if index < len(row)) for index in range(len(header))}
    return {header[item.column_index]: item.kind for item in screen_columns(header, cells, MARCH_2025)}


@real_data
def test_case_level_returns_are_refused_by_every_column_that_identifies():
    assert screened("fake_ssda903_header.csv") == {
        "CHILD": Kind.CHILD_ID,
        "DOB": Kind.DATE_OF_BIRTH,
        "UPN": Kind.UPN,
        "MC_DOB": Kind.DATE_OF_BIRTH,
    }
    assert screened("fake_ssda903_oc2.csv") == {"CHILD": Kind.CHILD_ID, "DOB": Kind.DATE_OF_BIRTH}


@real_data
@pytest.mark.parametrize(
    ("name", "header_row"),
    [
        ("dfe_cin_referrals_2013_2025.csv", 0),
        ("dfe_cla_number_and_rate_2021_2025.csv", 0),
        ("dfe_social_work_workforce_2017_2025.csv", 0),
        ("dfe_statistical_neighbours_2021.csv", 0),
        ("fingertips_injury_admissions_2022_23.csv", 0),
        ("ofsted_providers_joiners_leavers_2023.csv", 3),
        ("ofsted_providers_joiners_leavers_2023.csv", 0),
        ("sfr34_2015_missing_from_care.csv", 0),
        ("sfr49_2014_exclusions_looked_after.csv", 5),
        ("sfr49_2014_exclusions_looked_after.csv", 0),
        ("trafford_child_protection_plans.csv", 0),
    ],
)
def test_published_statistics_are_let_through(name, header_row):
    assert screened(name, header_row) == {}


def test_a_shape_in_one_cell_of_many_is_enough_and_says_which_cell():
    cells = [f"Team {number}" for number in range(50)] + ["H801200001001", "A801200001001"]
    assert screen_columns(["team"], {0: cells}) == [Identifier(0, False, Kind.UPN, True, 50)]


def test_a_file_without_a_header_is_caught_by_its_first_row():
    found = screen_columns(["North", "H801200001001"], {0: ["South"], 1: ["x"], 2: ["M33 7ZF"]})
    assert found == [Identifier(1, False, Kind.UPN, True), Identifier(2, False, Kind.POSTCODE, False, 0)]
    assert kinds("4000000004", ["12", "13"]) == []


def test_no_value_stands_in_the_result():
    found = screen_columns(["x", "dob"], {0: ["a@b.example", "M33 7ZF"], 1: BIRTHS})
    assert len(found) == 3
    assert not any(cell in repr(found) for cell in ["a@b", "7ZF", *BIRTHS])


def test_bare_ten_digit_numbers_are_judged_by_the_column():
    assert kinds("budget", FAILING[:3] + PASSING[:2]) == []
    assert kinds("budget", FAILING[:2] + PASSING[:2]) == []
    assert kinds("number", FAILING[:2] + PASSING[:3]) == [Kind.NHS_NUMBER]
    assert kinds("number", [f"{number}.0" for number in PASSING[:3]]) == [Kind.NHS_NUMBER]
    assert kinds("NHS number", FAILING[:3]) == [Kind.NHS_NUMBER]
    assert kinds("note", [*FAILING[:3], f"see {PASSING[0]} in the file"]) == [Kind.NHS_NUMBER]
    assert kinds("note", [f"see {FAILING[0]} in the file"]) == []


def test_a_recipe_can_allow_a_kind_in_a_column_and_no_other():
    assert kinds("number", PASSING[:3], allowed={0: [Kind.NHS_NUMBER]}) == []
    assert kinds("postcode", ["M33 7ZF", "a@b.example"], allowed={0: [Kind.POSTCODE]}) == [Kind.EMAIL]
    assert kinds("postcode", ["M33 7ZF"], allowed={1: [Kind.POSTCODE]}) == [Kind.POSTCODE]


@pytest.mark.parametrize(
    "cells",
    [
        BIRTHS,
        ["2008-03-27 00:00:00", "2011-09-09 00:00:00", "2013-02-14 00:00:00"],
        ["27 March 2008", "9 Sep 2011", "14-Feb-13", "#N/A"],
        ["20080327", "20110909", "20130214"],
    ],
)
def test_full_dates_within_childhood_are_taken_for_births(cells):
    assert kinds("d1", cells, period_hint=MARCH_2025) == [Kind.DATE_OF_BIRTH]
    assert kinds("d1", cells) == [Kind.DATE_OF_BIRTH]
    assert kinds("d1", cells, declared=[0]) == []
    assert kinds("d1", cells, allowed={0: [Kind.DATE_OF_BIRTH]}) == []


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Registration date", BIRTHS),
        ("First effective date (that the provider closed)", BIRTHS),
        ("period", BIRTHS),
        ("d1", ["27/03/1958", "09/09/1961", "14/02/1963"]),
        ("d1", ["31/03/2021", "31/03/2022", "30/06/2022"]),
        ("d1", ["01/04/2021", "01/05/2021", "01/07/2021"]),
        ("d1", [f"2024-0{month}-{day:02d}" for month, day in [(1, 1), (1, 8), (1, 15), (1, 22), (1, 29), (2, 5)]]),
        ("d1", ["2008", "2011", "2013"]),
        ("d1", [*BIRTHS, *"abcdef"]),
        ("d1", ["27/03/2008"]),
        ("d1", ["12183016", "20220000", "19900231"]),
    ],
)
def test_other_dates_are_not_taken_for_births(header, cells):
    assert kinds(header, cells, period_hint=MARCH_2025) == []


def test_a_date_of_birth_by_its_name_needs_no_cells_and_no_declaration_helps():
    assert kinds("DOB", []) == [Kind.DATE_OF_BIRTH]
    assert kinds("DOB", BIRTHS, declared=[0]) == [Kind.DATE_OF_BIRTH]


def test_a_column_called_name_is_judged_by_its_cells():
    assert kinds("Name", ["REDACTED", "Action Breaks", "Northmoor Care Limited", "The Lodge"]) == []
    assert kinds("Name", ["Trafford", "Hackney", "Kingston upon Thames"]) == []
    assert kinds("Name", ["Amelia Clarke", "Khan, Mohammed", "Mrs O’Neill", "Zed Unknown"]) == [Kind.NAME]
    assert kinds("Social worker", ["Dustin\u00a0Hazlett", "PETRA WILLS", "Jae Vang"]) == [Kind.NAME]
    assert kinds("Social worker", ["12", "7", "c"]) == []


def test_a_column_called_name_beside_a_date_of_birth_is_refused():
    found = screen_columns(["Name", "DOB"], {0: ["Zed", "Qux"], 1: BIRTHS})
    assert [item.kind for item in found] == [Kind.NAME, Kind.DATE_OF_BIRTH]


def test_counts_and_answers_under_a_telling_name_are_no_identifiers():
    assert kinds("Email", ["12", "1,204", "c"]) == []
    assert kinds("NHS number", ["Yes", "No"]) == []
    assert kinds("Email", ["12", "a@b.example"]) == [Kind.EMAIL]
    assert kinds("CHILD", ["1", "2", "3"]) == [Kind.CHILD_ID]


def test_first_halves_of_postcodes_only_warn():
    (found,) = screen_columns(["postcode"], {0: ["M33", "SW1A", "E1 4"]})
    assert found.kind is Kind.POSTCODE_DISTRICT
    assert not found.kind.refused


@pytest.mark.parametrize(
    "cells",
    ["SW1A M33 SK8 WA14", "M33 M14 M20 M21", "SW1A SW1P SW1V", "SK8 SK9 SK14", "m33 sk8 wa3 other"],
)
def test_a_column_of_first_halves_of_postcodes_warns_whatever_it_is_called(cells):
    assert kinds("Where", cells.split()) == [Kind.POSTCODE_DISTRICT]


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Period", [f"M{month}" for month in range(1, 13)]),
        ("When", [f"W{week}" for week in range(1, 53)]),
        ("Worker", ["SW1", "SW2", "SW3", "SW4"]),
        ("Route", ["S17", "S20", "S47"]),
        ("Placement", ["N1", "N2", "N3", "N5", "N8"]),
        ("Legal status", ["C1", "C2", "D1", "E1", "J1", "L1", "L2", "V2"]),
        ("Stage of school", ["S1", "S2", "S3", "S4"]),
        ("geo", ["DE11", "DE12", "DE21", "SE11", "SE22"]),
        ("Trust", ["R0A", "R1A", "RM1", "RM3", "RH8", "RN7", "RWA", "RA2"]),
        ("Area", ["E06000001", "W06000001", "N09000001"]),
        ("Provider", ["SC123456", "EY123456"]),
        ("Half", ["H1", "H2"]),
        ("Place", ["M33", "Sale", "Altrincham"]),
    ],
)
def test_other_short_codes_are_no_first_halves_of_postcodes(header, cells):
    assert kinds(header, cells) == []


def test_hidden_characters_do_not_hide_a_column():
    assert kinds("x", ["\uff28\uff18\uff10\uff11\uff12\uff10\uff10\uff10\uff10\uff11\uff10\uff10\uff11"]) == [Kind.UPN]
    assert kinds("D\u00adO\u200bB", []) == [Kind.DATE_OF_BIRTH]


def test_cells_may_come_as_a_stream():
    found = screen_columns(["a", "b"], {1: (cell for cell in ["x", "QQ123456C"])})
    assert found == [Identifier(1, False, Kind.NATIONAL_INSURANCE_NUMBER, False, 1)]


@pytest.mark.parametrize("header", ["Young person", "Service user", "Allocated", "Allocated to", "Assigned to"])
def test_columns_that_may_hold_names_are_judged_by_their_cells(header):
    assert kinds(header, ["Tommy Atkinson", "Kyle Brown (YP)"]) == [Kind.NAME]


@pytest.mark.parametrize("header", ["Young person", "Service user", "Allocated", "Allocated cases", "Allocated to"])
def test_the_same_columns_may_hold_counts_and_teams(header):
    assert kinds(header, ["12", "7", "1,204"]) == []
    assert kinds(header, ["East team", "Duty team", "Dale (ward)"]) == []


def test_headings_that_are_names_of_people_are_seen_where_there_are_two():
    names = ["Year", "Tommy Atkinson", "Kyle Brown", "Connor, Sarah (SW)"]
    assert [(item.column_index, item.kind, item.among_headings) for item in screen_columns(names, {})] == [
        (1, Kind.NAME, True), (2, Kind.NAME, True), (3, Kind.NAME, True)
    ]  # fmt: skip
    assert screen_columns(["Year", "Tommy Atkinson", "Referrals"], {}) == []
    assert screen_columns(["Year", "Tommy Atkinson", "Tommy Atkinson"], {}) == []


def test_other_headings_that_begin_with_a_given_name_are_let_through():
    headings = [
        "Jan Total", "Max Value", "Grant Funding", "Mark Band", "Harris Academy", "Ashley House", "Stanley Road Team",
        "Frances Olive Anderson Primary School", "Alice children", "Christian Brethren", "Dean Court", "Adam 2024",
    ]  # fmt: skip
    assert screen_columns(headings, {}) == []
