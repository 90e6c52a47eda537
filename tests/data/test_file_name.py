from __future__ import annotations

import pytest

from qaf.data.file_name import kinds_in_name, shown_name, shown_path
from qaf.data.identifiers import Kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("John Smith 9434765919.csv", Kind.NHS_NUMBER),
        ("9434765919.csv", Kind.NHS_NUMBER),
        ("export_9434765919_final.csv", Kind.NHS_NUMBER),
        ("C:\\sent\\A123456789012.csv", Kind.UPN),
        ("visits_A123456789012.xlsx", Kind.UPN),
        ("QQ 12 34 56 C.csv", Kind.NATIONAL_INSURANCE_NUMBER),
        ("born 01-02-2012.csv", Kind.DATE_OF_BIRTH),
        ("jane.doe@example.org.csv", Kind.EMAIL),
    ],
)
def test_identifiers_in_a_name_are_seen(name, kind):
    assert kind in kinds_in_name(name)
    assert (shown_name(name), shown_path("sent/" + name)) == ("the file", "the file")


@pytest.mark.parametrize(
    "name",
    [
        "figures.csv",
        "front_door.csv",
        "b1_children_in_need_2013_to_2024.csv",
        "staff_survey_october_2025.csv",
        "export 2026-06-15 1030.csv",
        "SFR61-2017_Main_tables.xlsx",
        "cin_202425_q3_v2.csv",
        "data-absence-by-geographic-level.csv",
        "20260615103000.csv",
        "caf\udce9.csv",
    ],
)
def test_ordinary_names_are_let_through(name):
    assert kinds_in_name(name) == []
    assert shown_name("sent/" + name) == name


def test_a_file_named_after_somebody_is_refused_and_its_name_is_never_said(bench, words):
    name = "John Smith 9434765919.csv"
    result = bench.rows("referrals,2023/24,5", name=name)
    (found,) = result.findings
    assert (found.code, found.level, found.where.path) == ("QAF551", "error", "the file")
    assert found.message == "The file's name has what looks like an NHS number."
    assert "Smith" not in words(result) and "9434765919" not in words(result)
    assert not bench.folder.exists()


def test_it_is_refused_even_where_the_same_bytes_came_in_before(bench):
    assert bench.rows("referrals,2023/24,5").written
    before = bench.bytes_on_disk()
    assert bench.rows("referrals,2023/24,5", name="9434765919.csv").refused
    assert bench.bytes_on_disk() == before


def test_a_name_that_an_older_ledger_holds_is_not_said_again(bench, words):
    bench.rows("referrals,2023/24,71", name="john.csv")
    ledger = bench.folder / "imports.csv"
    ledger.write_text(ledger.read_text().replace("john.csv", "John 9434765919.csv"))
    result = bench.rows("referrals,2023/24,72", name="april.csv")
    assert "QAF514" in words(result) and "(`the file`, taken in as at" in words(result)
    assert "9434765919" not in words(result)


@pytest.mark.parametrize(
    "path", ["Tommy 943 476 5919/zz.csv", "C:\\sent\\A123456789012\\zz.csv", "/a/9434765919/b/c.csv"]
)
def test_a_folder_named_after_somebody_is_never_said(bench, words, path):
    assert (shown_path(path), kinds_in_name(path)) == ("the file", [])
    result = bench.take("measure,period,value\nreferrals,2023/24,text\n", name=path)
    assert result.refused
    assert {item.where.path for item in result.findings} == {"the file"}
    assert not any(part in words(result) for part in ("943", "A123456789012"))


def test_the_file_in_a_folder_named_after_somebody_goes_in_under_its_own_name(bench):
    assert bench.take("measure,period,value\nreferrals,2023/24,5\n", name="Tommy 943 476 5919/zz.csv").written
    assert bench.store().ledger[0].file == "zz.csv"
