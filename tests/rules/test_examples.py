"""The examples in the documentation are true: the bad one is found, the good one is fine."""

from pathlib import Path

import pytest
from folders import AS_AT, findings_of, summary
from helpers import build_tree

from qaf.api import Folder, ingest, open_folder
from qaf.ground.codes import CODES
from qaf.ground.errors import QafError, RefusedError
from qaf.ground.findings import Finding, Level
from qaf.model.period import Period
from qaf.report.desk import BookInputs, Desk
from qaf.report.filled import Filler
from qaf.report.overflow import does_not_fit
from qaf.report.sheet import make_sheet
from qaf.rules import example_folder
from qaf.rules.documentation import read_documentation

SHOWN = [code for code in CODES if read_documentation(code).bad is not None]


def everything_about(folder: Path) -> list[Finding]:
    """Findings of taking in what lies below `incoming/`, of the folder, of protecting figures and filling its prose."""
    found: list[Finding] = []
    incoming = sorted((folder / "incoming").glob("*"))
    for file in incoming:
        found += ingest(open_folder(folder), file, as_at=AS_AT).findings
    found += findings_of(folder, AS_AT)
    if incoming:
        opened = open_folder(folder)
        found += _of_protection(opened)
        filler = Filler(opened.framework, opened.primary_figures)
        for analysis in opened.framework.analyses:
            filler.fill(analysis.prose)
        found += filler.findings
        found += _too_full(opened)
    return found


def _too_full(folder: Folder) -> list[Finding]:
    """Sheets that have no room for all that belongs on them."""
    framework, figures = folder.written, folder.primary_figures
    inputs = BookInputs(framework, figures, (), Period.canonical("2025/26"), AS_AT, "", "")
    desk = Desk(inputs, Filler(framework, figures))
    notes = (does_not_fit(framework, make_sheet(desk, area)) for area in framework.priorities())
    return [folder.loaded.documents.place(note) for note in notes if note is not None]


def _of_protection(folder: Folder) -> list[Finding]:
    """What stops a report, or goes with it."""
    try:
        return [folder.loaded.documents.place(item) for item in folder.figures.findings]
    except RefusedError as refused:
        return list(refused.findings)


def test_the_day_of_the_examples():
    assert AS_AT.isoformat() == example_folder.AS_AT


def test_the_minimal_folder_is_valid(tmp_path):
    assert everything_about(build_tree(tmp_path, example_folder.MINIMAL)) == []


@pytest.mark.parametrize("code", SHOWN)
def test_the_bad_example_is_found(tmp_path, code):
    files = {**example_folder.MINIMAL, **read_documentation(code).bad}
    found = everything_about(build_tree(tmp_path, files))
    assert code in {item.code for item in found}, summary(found)
    expected = {item.level for item in found if item.code == code}
    assert Level(CODES[code].level) in expected


@pytest.mark.parametrize("code", SHOWN)
def test_the_good_example_is_mended(tmp_path, code):
    files = {**example_folder.MINIMAL, **read_documentation(code).good}
    found = everything_about(build_tree(tmp_path, files))
    assert [line for line in summary(found) if f" {code} " in line] == []
    assert [item.message for item in found if item.level is Level.ERROR] == []


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    folder = build_tree(tmp_path / "ours", example_folder.MINIMAL)
    outside = build_tree(tmp_path / "theirs", {"area.yaml": "name: Theirs\ngroup: practice\n"})
    (folder / "areas").mkdir()
    (folder / "areas" / "linked.yaml").symlink_to(outside / "area.yaml")
    found = findings_of(folder)
    assert [(item.code, item.where.path) for item in found] == [("QAF011", "areas/linked.yaml")]
    assert "Theirs" not in found[0].message


def test_an_older_schema_is_read_with_a_remark(tmp_path):
    older = {"qaf.yaml": example_folder.SETTINGS.replace("schema: 2", "schema: 1")}
    found = findings_of(build_tree(tmp_path, {**example_folder.MINIMAL, **older}))
    assert [(item.code, item.level) for item in found] == [("QAF012", Level.INFO)]
    assert "qaf migrate" in found[0].help


def test_a_newer_schema_stops_everything(tmp_path):
    folder = build_tree(tmp_path, read_documentation("QAF015").bad)
    with pytest.raises(QafError, match="newer qaf") as stopped:
        open_folder(folder)
    assert stopped.value.exit_code == 2
