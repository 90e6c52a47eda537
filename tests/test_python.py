"""`from qaf import ...`: typed, small, and protected unless asked for by a name that says so."""

from __future__ import annotations

import contextlib
import inspect
import io
import re
import sys
from datetime import date

import pytest
from helpers import MINIMAL_SETTINGS, ROOT, build_tree, run_process, run_qaf

import qaf

DAY = date(2026, 6, 15)
EXAMPLE = ROOT / "examples" / "northmoor-council"


def test_the_page_does_what_it_says_and_names_all_there_is(monkeypatch):
    monkeypatch.chdir(ROOT)
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    code = re.search(r"```python\n(.*?)```", page, re.S)
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(code.group(1), {})
    told = run_qaf("-C", EXAMPLE, "--as-at", "2026-06-15").out
    count = re.search(r"(\d+) things that nobody can answer yet", out.getvalue()).group(1)
    assert f"{count} gaps" in told
    assert re.search(r"^2024/25 Q4 \d+\.\d$", out.getvalue(), re.M)
    assert all(f"`{name}" in page for name in qaf.__all__ if name not in ("VERSION", "Folder"))


def test_what_is_not_there_is_said_as_python_says_it(tmp_path):
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        qaf.nothing  # noqa: B018
    assert set(qaf.__all__) <= set(dir(qaf))
    with pytest.raises(qaf.QafError, match=r"no qaf\.yaml"):
        qaf.load(tmp_path)


def test_it_is_typed_and_documented():
    for name in ("load", "check", "gaps", "figures", "unprotected_figures"):
        function = getattr(qaf, name)
        assert function.__doc__ and inspect.signature(function).return_annotation is not inspect.Signature.empty
    assert (ROOT / "qaf" / "py.typed").is_file()


def test_nothing_withheld_is_there_unless_asked_for_by_name(tmp_path):
    area = "name: Heat\ngroup: wider\npriority: 1\nmeasures:\n  - {id: cold, kind: quantity, text: Cold, unit: count}\n"
    folder = build_tree(tmp_path / "f", {"qaf.yaml": MINIMAL_SETTINGS, "areas/heat.yaml": area})
    (tmp_path / "cold.csv").write_text("measure,period,value\ncold,2024/25,3\ncold,2023/24,40\n", encoding="utf-8")
    ran = run_qaf("-C", folder, "ingest", tmp_path / "cold.csv")
    assert ran.code == 0, ran.err
    opened = qaf.load(folder)
    shown = {str(figure.period): figure.value for figure in qaf.figures(opened)}
    assert shown["2024/25"].number is None and "3" not in shown["2024/25"].text
    assert shown["2023/24"].number == 40
    assert sorted(figure.value for figure in qaf.unprotected_figures(opened)) == ["3", "40"]
    assert qaf.unprotected_figures(qaf.load(build_tree(tmp_path / "g", {"qaf.yaml": MINIMAL_SETTINGS}))) == ()


def test_importing_qaf_alone_loads_next_to_nothing():
    code = "import sys, qaf; print(sorted(m for m in sys.modules if m.split('.')[0] in ('pydantic', 'typer', 'yaml')))"
    assert run_process([sys.executable, "-c", code], environment={"PYTHONPATH": str(ROOT)}).out.strip() == "[]"
