"""qaf as people get it: the wheel, made from the source distribution, installed elsewhere and run there."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest
from helpers import ROOT, run_process, run_qaf

EXAMPLE = ROOT / "examples" / "northmoor-council"
DATE = "2026-06-15"
WHAT_A_BUILD_NEEDS = ("pyproject.toml", "setup.py", "MANIFEST.in", "README.md", "LICENSE", "constraints.txt")
FOLDERS = ("qaf", "framework", "templates")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built without network from a copy of the checkout by way of the source distribution."""
    folder = tmp_path_factory.mktemp("build")
    checkout = folder / "checkout"
    for name in FOLDERS:
        shutil.copytree(ROOT / name, checkout / name, ignore=shutil.ignore_patterns("__pycache__", "_shipped"))
    for name in WHAT_A_BUILD_NEEDS:
        shutil.copy2(ROOT / name, checkout / name)
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder / "dist"), str(checkout)]
    built = run_process(command, cwd=folder)
    assert built.code == 0, built.out + built.err
    (found,) = (folder / "dist").glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The `bin` folder of a new environment that holds the wheel, and borrows the packages it needs from this one."""
    folder = tmp_path_factory.mktemp("elsewhere") / "an environment"
    venv.EnvBuilder(with_pip=False, symlinks=sys.platform != "win32").create(folder)
    scripts = folder / ("Scripts" if sys.platform == "win32" else "bin")
    python = scripts / "python"
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", str(wheel)]
    done = run_process([*command, "--quiet", "--disable-pip-version-check"], cwd=folder)
    assert done.code == 0, done.out + done.err
    asked = [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    packages = Path(subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip())
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return scripts


@pytest.fixture
def elsewhere(tmp_path):
    """A copy of the example, far from any checkout."""
    return shutil.copytree(EXAMPLE, tmp_path / "a copied example")


def test_the_wheel_holds_the_code_and_what_comes_with_it(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for folder in ("framework", "templates"):
        files = [path for path in (ROOT / folder).rglob("*") if path.is_file() and not path.name.startswith(".")]
        expected = {f"qaf/_shipped/{path.relative_to(ROOT).as_posix()}" for path in files}
        assert expected, f"{folder}/ is empty"
        assert expected <= names
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "qaf").rglob("*.py")}
    assert modules | {"qaf/py.typed"} <= names
    first_parts = {name.split("/")[0] for name in names}
    assert {part for part in first_parts if not part.endswith(".dist-info")} == {"qaf"}
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_wheel_has_the_name_that_a_new_folder_is_told_to_look_for(wheel, tmp_path):
    ran = run_qaf("init", tmp_path / "new", "--name", "X", "--from", "blank")
    assert ran.code == 0, ran.err
    for name in ("README.md", ".github/workflows/qaf.yaml"):
        assert f"tools/{wheel.name}" in (tmp_path / "new" / name).read_text(encoding="utf-8")


def test_the_installed_command_is_the_one_of_the_wheel(installed, tmp_path):
    code = "import qaf, qaf.workspace.shipped as s; print(qaf.__file__); print(s.shipped_folder('templates'))"
    ran = run_process([str(installed / "python"), "-c", code], cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert str(ROOT) not in ran.out
    module, templates = (Path(line) for line in ran.out.splitlines())
    assert module.is_relative_to(installed.parent)
    assert templates == module.parent / "_shipped" / "templates"


def test_validate_runs_elsewhere(installed, elsewhere):
    ran = run_process([str(installed / "qaf"), "--as-at", DATE, "validate"], cwd=elsewhere)
    assert ran.code == 0, ran.out + ran.err
    assert "error" not in ran.out


def test_report_runs_elsewhere(installed, elsewhere):
    ran = run_process([str(installed / "qaf"), "--as-at", DATE, "report", "--out", "book"], cwd=elsewhere)
    assert ran.code == 0, ran.out + ran.err
    page = (elsewhere / "book" / "book.html").read_text(encoding="utf-8")
    assert "Northmoor Council" in page
    assert "<svg" in page
    assert (elsewhere / "book" / "book.md").is_file()
