"""Files that are not what they should be: each is refused with a plain sentence, and the store stays as it was."""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import sys
import zipfile

import pytest
from helpers import MINIMAL_SETTINGS, ROOT, build_tree, run_qaf

AREA = """\
name: Front door
group: practice
measures:
  - {id: referrals, kind: quantity, text: Referrals, unit: count}
"""
RECIPE = """\
file: "sent*.csv"
period: {column: year}
where: [{column: place, is: North}]
measures: [{measure: referrals, value: n}]
"""
GOOD = "measure,period,value\nreferrals,2022/23,1900\n"
SENT = "year,place,n\n2023/24,North,1879\n2023/24,South,1900\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.fixture
def folder(tmp_path):
    """A folder with figures, so that there is a store to be left alone."""
    files = {"qaf.yaml": MINIMAL_SETTINGS, "areas/front-door.yaml": AREA, "imports/sent.yaml": RECIPE}
    folder = build_tree(tmp_path / "folder", files)
    assert take_in(folder, "first.csv", GOOD).code == 0
    return folder


def take_in(folder, name, content, *options):
    file = folder.parent / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return run_qaf("--as-at", "2026-06-15", "-C", folder, "ingest", file, *options)


def store(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def zipped(parts):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


BAD = {
    "an empty file": (b"", "empty file"),
    "blanks": (b" \n\n", "nothing but blanks"),
    "only a header": (b"measure,period,value\n", "no row that gives a figure"),
    "a PDF": (b"%PDF-1.7\n1 0 obj\n", "a PDF"),
    "a compressed folder": (zipped({"figures.csv": GOOD}), "compressed folder (ZIP)"),
    "gzip": (gzip.compress(GOOD.encode()), "gzip"),
    "JSON": (b'[{"measure": "referrals"}]', "JSON"),
    "JSON over lines": (b'{\n  "measure": "referrals",\n  "value": 1\n}\n', "JSON"),
    "a web page": (b"\n<!-- saved -->\n<html><body>Sign in</body></html>", "web page"),
    "XML": (b'<?xml version="1.0"?><rows/>', "XML"),
    "NUL bytes": (GOOD.encode() + b"referrals,2023/24,\x0012\n", "binary"),
    "a line of ten million characters": (GOOD.encode() + b"x" * 10_000_000 + b",2023/24,1\n", "far too long"),
    "ten million empty cells": (GOOD.encode() + b"," * 10_000_000 + b"1\n", "cells, but the header"),
    "a quotation mark left open": (b'measure,period,value\nreferrals,"2023/24,1\n' * 3, "quotation mark"),
    "an encrypted workbook": (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "an old workbook": (OLE + "Workbook".encode("utf-16-le"), "XLSX"),
    "a zip bomb": (zipped({"xl/workbook.xml": b"<x/>", "xl/media/x.bin": b"0" * 30_000_000}), "far more than its size"),
}  # fmt: skip


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("case", BAD)
def test_it_is_refused_in_a_sentence(folder, case, ending):
    content, words = BAD[case]
    before = store(folder)
    ran = take_in(folder, f"given.{ending}", content)
    assert ran.code == 1
    assert words in ran.err
    assert "refused. Nothing was written." in ran.out
    assert "bug in qaf" not in ran.err and "Traceback" not in ran.err
    assert store(folder) == before


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("case", BAD)
def test_it_is_refused_by_a_recipe_too_whatever_its_size(folder, case, large, monkeypatch):
    if large:
        monkeypatch.setattr("qaf.data.inputs.LARGE", 0)
    before = store(folder)
    ran = take_in(folder, "sent.csv", BAD[case][0])
    assert ran.code == 1
    assert "bug in qaf" not in ran.err and "Traceback" not in ran.err
    assert store(folder) == before


def test_a_recipe_that_matches_no_row(folder, monkeypatch):
    before = store(folder)
    said = []
    for least in (10_000_000, 0):
        monkeypatch.setattr("qaf.data.inputs.LARGE", least)
        ran = take_in(folder, "sent.csv", SENT.replace("North", "Northe"))
        assert ran.code == 1
        assert "QAF512" in ran.err and "Recipe `sent` takes no figure" in ran.err
        said.append((ran.err, ran.out))
    assert said[0] == said[1]
    assert store(folder) == before


def test_a_recipe_that_matches_no_file(folder):
    before = store(folder)
    ran = take_in(folder, "other.csv", SENT)
    assert ran.code == 1
    assert "cannot be read without a recipe" in ran.err
    assert store(folder) == before


def test_two_files_with_the_same_figure(folder):
    before = store(folder)
    ran = take_in(folder, "second.csv", GOOD.replace("1900", "1901"))
    assert ran.code == 1
    assert "`first.csv`" in ran.err and "1901" not in ran.err
    assert store(folder) == before
    again = take_in(folder, "second.csv", GOOD.replace("\n", "\r\n"))
    assert again.code == 0 and "1 stored already" in again.out


def test_two_runs_at_once_both_get_in(folder):
    files = []
    for year in range(2010, 2014):
        files.append(folder.parent / f"{year}.csv")
        files[-1].write_text(f"measure,period,value\nreferrals,{year}/{year % 100 + 1},{year}\n")
    code = "import sys; from qaf.__main__ import main; main()"
    start = [sys.executable, "-c", code, "--as-at", "2026-06-15", "-C", str(folder), "ingest"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    quiet = subprocess.DEVNULL
    running = [subprocess.Popen([*start, str(file)], env=environment, stdout=quiet, stderr=quiet) for file in files]
    assert [process.wait(timeout=60) for process in running] == [0] * len(files)
    ledger = (folder / "data/imports.csv").read_text().splitlines()
    assert sorted(line.split(",")[4] for line in ledger[2:]) == [file.name for file in files]
    assert [line.split(",")[1] for line in ledger[1:]] == ["1", "2", "3", "4", "5"]
    assert len((folder / "data/front-door.csv").read_text().splitlines()) == 6


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process that can be ended from within")
@pytest.mark.parametrize("at", range(1, 5))
def test_a_large_file_whose_run_is_killed_comes_in_the_next_time(folder, at, monkeypatch):
    monkeypatch.setattr("qaf.data.inputs.LARGE", 0)
    before = (folder / "data/imports.csv").read_bytes()
    child = os.fork()
    if not child:
        replace, calls = os.replace, []

        def ending(source, target):
            calls.append(target)
            if len(calls) == at:
                os._exit(9)
            replace(source, target)

        os.replace = ending
        try:
            take_in(folder, "sent.csv", SENT)
        finally:
            os._exit(0)
    killed = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    after = (folder / "data/imports.csv").read_bytes()
    assert killed == (at <= 3)
    assert (after == before) == (at <= 2)
    assert take_in(folder, "sent.csv", SENT).code == 0
    assert "1879" in (folder / "data/front-door.csv").read_text()
    assert not list(folder.rglob("*.aside"))
