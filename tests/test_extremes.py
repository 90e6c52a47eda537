"""A disk that is full, very many files, and very many findings."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys

import pytest
from forms_folder import AS_AT, forms_folder
from helpers import ROOT, build_tree, run_qaf

SETTINGS = "schema: 2\norganisation: {id: any, name: Any, kind: organisation}\n"
AREA = "name: Home\ngroup: practice\nwhy: Because.\n"


def files_below(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != ".lock"}


def on_a_full_disk(folder, *words, room):
    """Run qaf where no file can grow beyond `room` bytes."""
    return subprocess.run(
        [sys.executable, "-m", "qaf", "-C", folder, *map(str, (*AS_AT, *words))],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "PATH": os.defpath, "HOME": str(folder.parent)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_full_disk_is_a_sentence_and_leaves_everything_as_it_was(tmp_path):
    folder = forms_folder(tmp_path / "folder")
    more = tmp_path / "more.csv"
    run_qaf(*AS_AT, "-C", folder, "data", "export", "--out", tmp_path / "out", "--to", "csv")
    more.write_text((tmp_path / "out/figures.csv").read_text(encoding="utf-8").replace("2025/26", "2026/27"))
    before = files_below(folder)
    for words in (
        ("report", "--out", tmp_path / "book"),
        ("share", "--period", "2025/26", "--out", tmp_path / "any.qafbundle"),
        ("ingest", more),
        ("adopt", "neglect"),
    ):
        ran = on_a_full_disk(folder, *words, room=300)
        assert ran.returncode in (1, 2), (words, ran.returncode, ran.stderr)
        assert "Traceback" not in ran.stderr and "bug in qaf" not in ran.stderr
        assert files_below(folder) == before, words
    assert not (tmp_path / "any.qafbundle").exists()
    assert not list((tmp_path / "book").rglob("*.html"))


@pytest.mark.prove
def test_a_hundred_thousand_files_beside_the_framework_are_no_trouble(tmp_path):
    folder = build_tree(tmp_path, {"qaf.yaml": SETTINGS, "areas/home.yaml": AREA})
    for at in range(200):
        inside = folder / f"minutes/{at}"
        inside.mkdir(parents=True)
        for one in range(500):
            (inside / f"{one}.txt").touch()
    assert run_qaf(*AS_AT, "-C", folder, "validate").code == 0
    assert run_qaf(*AS_AT, "-C", folder, "report", "--out", tmp_path / "out").code == 0


@pytest.mark.prove
def test_ten_thousand_findings_are_all_told_and_few_are_annotated(tmp_path):
    actions = "".join(f"  - {{id: a{at}, text: Do it, ownr: nobody}}\n" for at in range(10_000))
    folder = build_tree(
        tmp_path, {"qaf.yaml": SETTINGS, "areas/home.yaml": AREA, "actions.yaml": f"actions:\n{actions}"}
    )
    wanted = ("-C", folder, "validate", "--select", "QAF101", "--format")
    concise = run_qaf(*AS_AT, *wanted, "concise")
    assert concise.code == 1 and concise.out.count("QAF101") == 10_000
    assert len(json.loads(run_qaf(*AS_AT, *wanted, "json").out)["findings"]) == 10_000
    assert len(json.loads(run_qaf(*AS_AT, *wanted, "sarif").out)["runs"][0]["results"]) == 10_000
    assert run_qaf(*AS_AT, *wanted, "github").out.count("::error") <= 10
