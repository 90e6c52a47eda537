"""`qaf validate` by the front door: what is printed, which findings are chosen, and how it ends."""

import json
import os

import pytest
from helpers import MINIMAL_SETTINGS, build_tree, run_qaf, run_qaf_process

AREA = """\
name: Front door
group: practise
measures:
  - id: repeat-referrals
    kind: quality
    text: Repeat referrals
    unit: percent
    of: referals
  - id: referrals
    kind: quantity
    text: Referrals
    unit: count
"""


@pytest.fixture
def folder(tmp_path):
    return build_tree(tmp_path / "Größe ü", {"qaf.yaml": MINIMAL_SETTINGS, "areas/front-door.yaml": AREA})


def test_every_finding_has_its_line_excerpt_and_advice(folder):
    ran = run_qaf("validate", cwd=folder)
    assert ran.code == 1
    assert "areas/front-door.yaml:2:8: error QAF104 `group` is `practise`" in ran.out
    assert "Did you mean `practice`?" in ran.out
    assert "areas/front-door.yaml:8:9: error QAF202" in ran.out
    assert "    of: referals" in ran.out
    assert "^^^^^^^^" in ran.out
    assert "Did you mean `referrals`?" in ran.out
    assert ran.err == ""


def test_paths_are_relative_to_the_working_directory(folder):
    above = run_qaf("-C", folder.name, "validate", "--format", "concise", cwd=folder.parent)
    assert above.out.startswith("Größe ü/areas/front-door.yaml:")
    below = run_qaf("validate", "--format", "concise", cwd=folder / "areas")
    assert below.out.startswith("../areas/front-door.yaml:")


def test_json_has_the_promised_keys(folder):
    ran = run_qaf("validate", "--format", "json", cwd=folder)
    document = json.loads(ran.out)
    assert list(document) == ["format", "qaf", "summary", "findings"]
    assert document["format"] == "qaf-findings/1"
    assert document["summary"]["error"] == 2
    first = document["findings"][0]
    assert set(first) == {
        "code", "level", "path", "line", "column", "end_line", "end_column", "message", "help", "subject", "related",
    }  # fmt: skip
    assert (first["line"], first["column"]) == (2, 8)


def test_inside_github_actions_lines_are_marked(folder):
    ran = run_qaf("validate", cwd=folder, environment={"GITHUB_ACTIONS": "true"})
    assert "::error file=areas/front-door.yaml,line=2," in ran.out


def test_select_and_ignore_by_code_and_family(folder):
    only = run_qaf("validate", "--select", "QAF2", "--format", "concise", cwd=folder)
    assert only.out.count("QAF") == 1
    assert "QAF202" in only.out
    without = run_qaf("validate", "--ignore", "QAF1,QAF2", "--format", "concise", cwd=folder)
    assert without.code == 0
    assert "QAF104" not in without.out
    wrong = run_qaf("validate", "--select", "QAF777", cwd=folder)
    assert wrong.code == 2
    assert "is no code of qaf" in wrong.err


def test_only_findings_of_some_files(folder):
    build_tree(folder, {"areas/other.yaml": "name: Other\n"})
    ran = run_qaf("validate", "areas/other.yaml", "--format", "concise", cwd=folder)
    assert "front-door" not in ran.out
    assert "QAF102" in ran.out
    assert run_qaf("validate", "areas", "--format", "concise", cwd=folder).out.count("error") == 3
    missing = run_qaf("validate", "areas/nothing.yaml", cwd=folder)
    assert missing.code == 2
    outside = run_qaf("validate", "/", cwd=folder)
    assert outside.code == 2
    assert "outside the framework folder" in outside.err


def test_strict_makes_warnings_fail(folder):
    clean = AREA.replace("practise", "practice").replace("referals", "referrals")
    files = {
        "areas/front-door.yaml": clean,
        "accepted-gaps.yaml": "accepted:\n"
        "  - {code: QAF301, about: front-door, reason: later, by: lead, until: 2020-01-01}\n",
    }
    build_tree(folder, files)
    assert run_qaf("--as-at", "2026-06-15", "validate", cwd=folder).code == 0
    assert run_qaf("--as-at", "2026-06-15", "validate", "--strict", cwd=folder).code == 1


def test_levels_of_the_folder(folder):
    levels = "levels:\n  QAF301: error\n  QAF302: off\n"
    build_tree(folder, {"qaf.yaml": MINIMAL_SETTINGS + levels, "areas/front-door.yaml": "name: X\ngroup: wider\n"})
    ran = run_qaf("validate", "--format", "concise", cwd=folder)
    assert ran.code == 1
    assert "error QAF301" in ran.out
    assert "QAF302" not in ran.out


def test_no_folder_and_no_qaf_yaml(tmp_path):
    nowhere = run_qaf("-C", tmp_path / "nowhere", "validate")
    assert nowhere.code == 2
    assert "There is no folder" in nowhere.err
    empty = run_qaf("validate", cwd=tmp_path)
    assert empty.code == 2
    assert "There is no qaf.yaml" in empty.err
    assert empty.out == ""


@pytest.mark.parametrize(
    ("settings", "code", "said"),
    [
        (MINIMAL_SETTINGS.replace("schema: 2", "schema: 9"), "QAF015", "Install a newer qaf"),
        ("schema: [1\n", "QAF002", "qaf.yaml:"),
        ("", "QAF005", "empty"),
        (b"\xff\xfe\x00", "QAF001", "qaf.yaml"),
    ],
)
def test_a_qaf_yaml_that_cannot_be_used_is_told_and_ends_with_2(tmp_path, settings, code, said):
    build_tree(tmp_path, {"qaf.yaml": settings})
    ran = run_qaf("validate", cwd=tmp_path)
    assert ran.code == 2
    assert code in ran.out
    assert said in ran.out + ran.err
    assert ran.err.startswith("qaf: ")
    machine = run_qaf("-C", tmp_path.name, "validate", "--format", "json", cwd=tmp_path.parent)
    assert machine.code == 2
    assert [item["code"] for item in json.loads(machine.out)["findings"]] == [code]
    assert json.loads(machine.out)["findings"][0]["path"] == f"{tmp_path.name}/qaf.yaml"


def test_usage(folder):
    assert run_qaf("--help").code == 0
    assert "ingest" in run_qaf("--help").out
    wrong = run_qaf("vaildate", cwd=folder)
    assert wrong.code == 2
    assert "vaildate" in wrong.err
    day = run_qaf("--as-at", "31/03/2026", "validate", cwd=folder)
    assert day.code == 2
    assert "2026-03-31" in day.err
    assert run_qaf("validate", "--format", "xml", cwd=folder).code == 2


def test_the_version_is_one_line():
    assert run_qaf_process("--version").out.startswith("qaf 0.")
    assert run_qaf("--version").out == run_qaf_process("-V").out


def test_checking_never_writes(folder):
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    for command in (["validate"], ["gaps"], ["rules"], ["schema"]):
        run_qaf_process(*command, cwd=folder)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_a_reader_that_goes_away_is_no_fault(folder):
    many = {f"areas/a{n}.yaml": "name: X\ngroup: nope\n" for n in range(400)}
    build_tree(folder, many)
    command = f'"{os.sys.executable}" -m qaf -C "{folder}" validate | head -n 1; exit ${{PIPESTATUS[0]}}'
    import subprocess

    from helpers import ROOT

    done = subprocess.run(
        ["bash", "-c", command],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert "bug in qaf" not in done.stderr
    assert done.stdout.count("\n") == 1


def test_a_bug_in_qaf_says_so_without_data(folder, monkeypatch):
    import qaf.api

    def broken(*_args):
        raise ValueError("child 12345 Sophie")

    monkeypatch.setattr(qaf.api, "check", broken)
    ran = run_qaf("validate", cwd=folder)
    assert ran.code == 3
    assert "This is a bug in qaf" in ran.err
    assert "Sophie" not in ran.err
    assert "12345" not in ran.err


def test_interrupted(folder, monkeypatch):
    import qaf.api

    def interrupted(*_args):
        raise KeyboardInterrupt

    monkeypatch.setattr(qaf.api, "check", interrupted)
    assert run_qaf("validate", cwd=folder).code == 130


def test_a_full_disk_and_a_closed_output_are_no_bug(folder):
    import subprocess

    from helpers import ROOT

    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for command in ("--version", f'-C "{folder}" validate', "rules"):
        for target in (">/dev/full", ">&-", "| true"):
            line = f'"{os.sys.executable}" -m qaf {command} {target}'
            done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, env=environment, check=False)
            assert "Traceback" not in done.stderr, line
            assert "bug in qaf" not in done.stderr, line


def test_machine_formats_are_utf8_whatever_the_console(folder):
    import subprocess

    from helpers import ROOT

    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    build_tree(folder, {"areas/home.yaml": "name: \u0414\u043e\u043c\u043e\u0439\ngroup: wider\n"})
    command = [os.sys.executable, "-m", "qaf", "-C", folder, "gaps", "--format", "json"]
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert "\u0414\u043e\u043c\u043e\u0439" in done.stdout.decode("utf-8")


def test_where_options_stand(folder):
    late = run_qaf("validate", "-C", folder)
    assert late.code == 2
    assert "stand before the command" in late.err
    assert "Value error" not in run_qaf("validate", "--format", "xml", cwd=folder).err
    assert run_qaf("--as-at", "20260615", "validate", cwd=folder).code == 2


def test_a_command_named_like_a_folder(folder, tmp_path):
    build_tree(tmp_path / "gaps", {"qaf.yaml": MINIMAL_SETTINGS})
    ran = run_qaf("-C", "gaps", "vlidate", cwd=tmp_path)
    assert ran.code == 2
    assert "vlidate" in ran.err
    assert run_qaf("-C", "gaps", "validate", cwd=tmp_path).code == 0


def test_a_missing_working_directory(folder, tmp_path):
    gone = tmp_path / "gone"
    gone.mkdir()
    before = os.getcwd()
    os.chdir(gone)
    try:
        gone.rmdir()
        from qaf.cli.boundary import run

        assert run(["-C", str(folder), "validate"]) == 1
    finally:
        os.chdir(before)
