"""A second process reads ahead; what it finds is what the first would have found."""

import os
import sys

import pytest
from helpers import MINIMAL_SETTINGS, build_tree

from qaf.workspace import read_ahead as module
from qaf.workspace.load import load
from qaf.workspace.read_ahead import read_ahead
from qaf.workspace.tree import FolderTree

AREA = """\
name: Area {n}
group: practice
measures:
  - id: m{n}
    kind: quantity
    text: Referrals
    unit: {unit}
"""

linux_with_two_cores = pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2, reason="needs Linux and two cores"
)


@pytest.fixture
def folder(tmp_path):
    files = {f"areas/a{n}.yaml": AREA.format(n=n, unit="count") for n in range(120)}
    files["areas/a7.yaml"] = AREA.format(n=7, unit="cuont")
    files["areas/a8.yaml"] = "name: [unclosed\n"
    files["areas/a9.yaml"] = b"name: caf\xe9\n"
    return build_tree(tmp_path, {"qaf.yaml": MINIMAL_SETTINGS, **files})


def findings(folder, monkeypatch, fewest):
    monkeypatch.setattr(module, "FEWEST_FILES", fewest)
    monkeypatch.setattr(module.threading, "active_count", lambda: 1)
    tree = FolderTree(folder)
    with read_ahead(tree) as ahead:
        loaded = load(tree, ahead)
    return loaded, ahead


@linux_with_two_cores
def test_two_processes_find_what_one_finds(folder, monkeypatch):
    taken = []
    known = module.ReadAhead.take
    monkeypatch.setattr(module.ReadAhead, "take", lambda self, path: taken.append(known(self, path)) or taken[-1])
    alone, _ = findings(folder, monkeypatch, 10_000)
    assert not any(taken)
    together, ahead = findings(folder, monkeypatch, 10)
    assert sum(item is not None for item in taken) == 118
    assert ahead.parsed == {}
    assert together.findings == alone.findings
    assert {item.code for item in together.findings} == {"QAF001", "QAF002", "QAF104"}
    assert list(together.framework.areas) == list(alone.framework.areas)


@linux_with_two_cores
def test_a_second_process_that_dies_costs_nothing(folder, monkeypatch):
    alone, _ = findings(folder, monkeypatch, 10_000)
    monkeypatch.setattr(module, "_work", lambda *_: os._exit(9))
    together, _ = findings(folder, monkeypatch, 10)
    assert together.findings == alone.findings


@linux_with_two_cores
def test_half_a_blob_is_no_blob(monkeypatch):
    source, sink = os.pipe()
    os.write(sink, (100).to_bytes(8, "big") + b"short")
    os.close(sink)
    assert module._received(source) == b""
    os.close(source)
