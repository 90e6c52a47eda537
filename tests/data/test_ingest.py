from __future__ import annotations

import datetime
import hashlib
import os

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qaf.data import ingest as ingest_module
from qaf.data.ingest import import_id
from qaf.ground.errors import QafError
from qaf.workspace.store import commit_import

RECIPE = {
    "id": "ours",
    "file": "ours*.csv",
    "period": {"column": "year"},
    "measures": [{"measure": "referrals", "value": "n"}],
}


def test_the_id_is_that_of_file_and_recipe():
    assert import_id(b"a,b", b"id: x") == hashlib.sha256(b"a,b\0id: x").hexdigest()[:10]
    assert import_id(b"a,b") == hashlib.sha256(b"a,b\0").hexdigest()[:10]


def test_the_ledger_says_what_came_when(bench):
    bench.take("year,n\n2023,5\n2024,\n", recipe=RECIPE, name="C:\\sent\\ours 2024.csv")
    (entry,) = bench.store().ledger
    assert (entry.order, entry.on, entry.recipe, entry.file) == (1, datetime.date(2026, 3, 31), "ours", "ours 2024.csv")
    assert (entry.rows, entry.left_out, entry.restates) == (2, 1, ())


def test_the_same_file_twice_changes_nothing(bench):
    first = bench.rows("referrals,2023/24,5")
    before = bench.bytes_on_disk()
    again = bench.rows("referrals,2023/24,5")
    assert (again.id, again.already, again.written, again.findings) == (first.id, True, False, ())
    assert (again.rows, again.left_out) == (1, 0)
    assert bench.bytes_on_disk() == before


def test_the_same_run_gives_the_same_bytes(bench, tmp_path):
    files = ("referrals,2023/24,5", "referrals,2022/23,4"), ("children,2023/24,50",)
    for rows in files:
        bench.rows(*rows)
    first = bench.bytes_on_disk()
    bench.folder = tmp_path / "second"
    for rows in files:
        bench.rows(*rows)
    assert bench.bytes_on_disk() == first


def test_the_order_of_rows_does_not_show_in_the_store(bench):
    bench.rows("referrals,2023/24,5", "children,2022/23,4", "referrals,2021/22,3")
    (name,) = (name for name in bench.bytes_on_disk() if name.startswith("imports" + os.sep))
    lines = bench.bytes_on_disk()[name].decode().splitlines()
    assert [line.split(",")[:2] for line in lines[1:]] == [
        ["children", "2022/23"],
        ["referrals", "2021/22"],
        ["referrals", "2023/24"],
    ]


def test_a_dry_run_judges_everything_and_writes_nothing(bench):
    result = bench.rows("referrals,2023/24,5", dry_run=True)
    assert (result.added, result.written) == (1, False)
    assert not bench.folder.exists()


def test_one_error_keeps_the_whole_file_out(bench):
    bench.rows("referrals,2022/23,4")
    before = bench.bytes_on_disk()
    result = bench.rows("referrals,2023/24,5", "referrals,2024/25,text")
    assert result.refused and not result.written
    assert bench.bytes_on_disk() == before


def test_a_stored_figure_with_another_value_is_refused_naming_both_imports(bench, words):
    first = bench.rows("referrals,2023/24,71", name="march.csv")
    before = bench.bytes_on_disk()
    second = bench.rows("referrals,2023/24,72", "referrals,2024/25,9", name="april.csv")
    (found,) = second.findings
    assert found.code == "QAF514"
    assert f"`{first.id}` (`march.csv`" in found.message and f"`{second.id}`" in found.message
    assert "--restates" in found.help
    assert "71" not in words(second)
    assert bench.bytes_on_disk() == before


def test_a_restatement_keeps_the_old_figure_among_the_revisions(bench):
    first = bench.rows("referrals,2023/24,71", "referrals,2022/23,60")
    second = bench.rows("referrals,2023/24,72", "referrals,2022/23,60", restates=True)
    assert (second.added, second.restated, second.unchanged) == (0, 1, 1)
    store = bench.store()
    assert store.ledger[1].restates == (first.id,)
    assert [(figure.value, figure.import_id) for figure in store.figures] == [("60", first.id), ("72", second.id)]
    (revision,) = store.revisions
    assert (revision.old.value, revision.old.import_id, revision.replaced_by) == ("71", first.id, second.id)
    assert bench.bytes_on_disk()["revisions.csv"].decode().splitlines() == [
        "measure,period,series,breakdown,category,grade,point,rater,import,replaced_by,numerator,denominator,value,note",
        f"referrals,2023/24,own,,,,,,{first.id},{second.id},,,71,",
    ]


def test_the_same_recipe_restates_without_being_told(bench):
    bench.take("year,n\n2023,5\n", recipe=RECIPE)
    assert bench.take("year,n\n2023,6\n2024,7\n", recipe=RECIPE).restated == 1
    other = {**RECIPE, "id": "theirs"}
    assert [item.code for item in bench.take("year,n\n2023,8\n", recipe=other).findings] == ["QAF514"]


def test_how_a_number_is_written_is_part_of_it(bench):
    bench.rows("felt-safer,2023/24,18")
    assert bench.rows("felt-safer,2023/24,18.0", restates=True).restated == 1


def test_a_changed_mind_about_being_published_is_a_restatement(bench):
    bench.take("year,n\n2023,5\n", recipe=RECIPE)
    result = bench.take("year,n\n2023,5\n", recipe={**RECIPE, "published": "true"})
    assert result.restated == 1
    assert bench.store().figures[0].published


def test_views_are_one_file_an_area(bench):
    bench.rows("referrals,2023/24,5")
    assert set(bench.bytes_on_disk()) >= {"front-door.csv", "imports.csv", "revisions.csv"}
    first, row = bench.bytes_on_disk()["front-door.csv"].decode().splitlines()
    assert first.endswith("numerator,denominator,value,note,published,import")
    assert row == f"referrals,2023/24,own,,,,,,,,5,,false,{bench.store().ledger[0].import_id}"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\n\n  \n", ""),
        (b"\x00\x01\x02\xff" * 50, "binary"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "web page"),
        (b"PK\x03\x04xl/workbook.xml", "Excel"),
        (b"measure\nreferrals\n", "one column"),
        (b'measure,period,value\nreferrals,2023/24,"5\n', "quotation mark"),
        (b"measure,period,value\nreferrals,2023/24,1,879\n", "4 cells"),
    ],
)
def test_what_is_no_table_is_a_finding(bench, content, words):
    (found,) = bench.take(content).findings
    assert found.code == "QAF501"
    assert words in found.message
    assert found.where.path == "figures.csv"
    assert found.span is not None and not found.excerpt


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400), st.sampled_from([b"", b"measure,period,value\n", b"measure,period,value\nreferrals,"]))
def test_any_bytes_give_findings_and_never_more(bench, content, head):
    result = bench.take(head + content, dry_run=True)
    assert result.findings or result.added
    assert all(item.span is not None for item in result.findings)
    assert not bench.folder.exists()


def test_progress_is_told_in_rows(bench):
    told = []
    bench.rows("referrals,2023/24,5", progress=lambda what, done, total: told.append((what, done, total)))
    assert told[0] == ("Looking for identifiers", 0, 1)
    assert told[-1] == ("Storing figures", 1, 1)


def test_a_run_that_meets_another_waits_and_then_says_so(bench):
    bench.rows("referrals,2023/24,5")
    before = bench.bytes_on_disk()
    with FileLock(str(bench.folder / ".lock")), pytest.raises(QafError, match="Another run of qaf"):
        bench.rows("referrals,2024/25,6", wait=0.05)
    assert bench.bytes_on_disk() == before


def test_figures_are_judged_again_where_another_run_was_quicker(bench, monkeypatch):
    bench.rows("children,2023/24,50")

    def quicker(folder, store, entry, figures, area_of, wait):
        monkeypatch.setattr(ingest_module, "commit_import", commit_import)
        assert bench.rows("referrals,2023/24,71", name="quicker.csv").written
        return commit_import(folder, store, entry, figures, area_of, wait)

    monkeypatch.setattr(ingest_module, "commit_import", quicker)
    result = bench.rows("referrals,2023/24,72", name="slower.csv")
    assert [item.code for item in result.findings] == ["QAF514"]
    assert [row[-1] for row in bench.contents()] == ["50", "71"]


def test_damaged_figures_are_not_built_upon(bench):
    bench.rows("referrals,2023/24,5")
    path = bench.folder / "imports.csv"
    path.write_bytes(path.read_bytes().replace(b",1,2026-03-31", b",one,2026-03-31"))
    before = bench.bytes_on_disk()
    (found,) = bench.rows("referrals,2024/25,6").findings
    assert (found.code, found.where.path, found.span.line) == ("QAF518", "data/imports.csv", 2)
    assert bench.bytes_on_disk() == before


def test_a_view_that_another_program_holds_open_does_not_undo_the_import(bench, monkeypatch):
    bench.rows("referrals,2022/23,5")
    replace = os.replace

    def held(source, target):
        if str(target).endswith("front-door.csv"):
            raise PermissionError(13, "Permission denied")
        replace(source, target)

    monkeypatch.setattr(os, "replace", held)
    result = bench.rows("referrals,2023/24,6")
    assert result.written
    assert [(item.code, item.level) for item in result.findings] == [("QAF518", "warning")]
    assert len(bench.contents()) == 2
    monkeypatch.setattr(os, "replace", replace)
    assert b"2023/24" not in bench.bytes_on_disk()["front-door.csv"]
    assert bench.rows("referrals,2023/24,6").already
    assert b"2023/24" in bench.bytes_on_disk()["front-door.csv"]


def test_a_file_name_that_no_encoding_can_write(bench):
    assert bench.rows("referrals,2023/24,6", name="caf\udce9.csv").written
    assert bench.store().ledger[0].file == "caf?.csv"
