"""`qaf init` by the front door: every folder it makes validates, nothing is written over, nothing is left by half."""

import json
import os
import pty
import re
import subprocess
import sys

import pytest
import yaml
from helpers import ROOT, build_tree, run_qaf, run_qaf_process

from qaf.ground.version import VERSION
from qaf.model.layout import FILE_KINDS

SECTORS = ("council", "health", "police", "education")
KINDS = ("organisation", "partnership")
DAY = "2026-06-15"


def init(folder, *options, name="Anytown Council", as_at=DAY, code=0, cwd=None):
    ran = run_qaf("--as-at", as_at, "init", folder, "--name", name, *options, cwd=cwd)
    assert ran.code == code, ran.out + ran.err
    return ran


def qaf(folder, *words, as_at=DAY):
    return run_qaf("-C", folder, "--as-at", as_at, *words)


def is_clean(folder, as_at=DAY):
    ran = qaf(folder, "validate", "--strict", "--ignore", "QAF3", as_at=as_at)
    return ran.code == 0 and ran.out.startswith("No findings")


def files_of(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def settings_of(folder):
    return yaml.load((folder / "qaf.yaml").read_bytes(), yaml.BaseLoader)


@pytest.mark.parametrize("start", ["starter", "blank"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("sector", [*SECTORS, ""])
def test_every_folder_validates_at_once(tmp_path, sector, kind, start):
    folder = tmp_path / "new"
    init(folder, "--kind", kind, "--from", start, *(["--sector", sector] if sector else []))
    assert is_clean(folder)
    listed = json.loads(qaf(folder, "gaps", "--format", "json").out)["gaps"]
    assert bool(listed) is (start == "starter")
    assert qaf(folder, "steps").code == 0
    organisation = settings_of(folder)["organisation"]
    assert organisation["kind"] == kind
    assert organisation.get("sector", "") == sector


def starters():
    return [(sector, kind) for sector in (*SECTORS, "") for kind in KINDS]


def areas_of(folder):
    return [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((folder / "areas").iterdir())]


@pytest.mark.parametrize(("sector", "kind"), starters())
def test_a_starter_is_small_outcomes_first_and_collects_nothing_yet(tmp_path, sector, kind):
    folder = tmp_path / "new"
    init(folder, "--kind", kind, *(["--sector", sector] if sector else []))
    areas = areas_of(folder)
    assert 3 <= len(areas) <= 5
    for area in areas:
        kinds = [measure["kind"] for measure in area["measures"]]
        assert 2 <= len(kinds) <= 3
        assert kinds[0] == "outcome"
        assert "quality" in kinds
        assert "owner" not in area
    for measure in (measure for area in areas for measure in area["measures"]):
        assert measure["status"] == "planned"
        assert measure["sources"]
        assert "ambitions" not in measure
    assert sorted(area["priority"] for area in areas if "priority" in area) == [1, 2, 3]
    roles = {body["role"] for body in yaml.safe_load((folder / "governance.yaml").read_bytes())["bodies"]}
    assert roles & {"senior_leadership", "partnership"}
    assert roles & {"scrutiny", "independent_scrutiny"}
    assert {"frontline_team", "young_people"} <= roles
    assert bool(settings_of(folder).get("members")) is (kind == "partnership")


@pytest.mark.parametrize(("sector", "kind"), starters())
def test_in_a_starter_what_good_looks_like_and_the_measures_hold_together(tmp_path, sector, kind):
    folder = tmp_path / "new"
    init(folder, "--kind", kind, *(["--sector", sector] if sector else []))
    sources = {source["id"]: source for source in yaml.safe_load((folder / "sources.yaml").read_bytes())["sources"]}
    for area in areas_of(folder):
        good = {statement["id"]: statement["kind"] for statement in area["good"]}
        assert "outcome" in good.values()
        shown = set()
        for measure in area["measures"]:
            assert set(measure.get("shows", ())) <= set(good)
            assert measure.get("shows") or measure["kind"] == "quantity", measure["id"]
            shown |= set(measure.get("shows", ()))
            told = [sources[source] for source in measure["sources"]]
            assert all(measure["kind"] in source["kinds"] for source in told), measure["id"]
            if measure.get("of"):
                assert {source["method"] for source in told} & {"management_information", "survey"}, "of all, not some"
        assert shown == set(good)
        for evidence in area.get("evidence", ()):
            assert "bibliography" not in evidence["says"], "a list of reading says nothing of what was found"
    codes = {gap["code"] for gap in json.loads(qaf(folder, "gaps", "--format", "json").out)["gaps"]}
    owners_alone = {"QAF303", "QAF305", "QAF309"} | {"QAF336", "QAF342", "QAF344", "QAF350"}
    assert codes <= owners_alone, (
        "numbers, evidence, owners; a scale to rate on, stories, training, leaders' own visits"
    )


def test_a_measure_of_the_starters_own_says_no_catalogue_entry_is_behind_it(tmp_path):
    init(tmp_path / "new", "--sector", "education")
    own = [one for area in areas_of(tmp_path / "new") for one in area["measures"] if "based_on" not in one]
    assert [one["id"] for one in own] == ["glad-to-be-back"]
    assert "cite" not in own[0]


@pytest.mark.parametrize(("sector", "kind"), starters())
def test_a_starter_claims_nothing_that_nobody_did(tmp_path, sector, kind):
    folder = tmp_path / "new"
    init(folder, "--kind", kind, *(["--sector", sector] if sector else []))
    text = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.yaml"))
    assert not re.findall(r"(?m)^\s*-? ?(?:approved|owner|lead|done|agreed_on|informed_by):", text)


@pytest.mark.parametrize(("sector", "kind"), [*((sector, "organisation") for sector in SECTORS), ("", "partnership")])
def test_the_report_of_a_new_folder_has_a_sheet_for_each_priority(tmp_path, sector, kind):
    folder = tmp_path / "new"
    init(folder, "--kind", kind, *(["--sector", sector] if sector else []))
    ran = qaf(folder, "report", "--out", tmp_path / "book", "--to", "md")
    assert ran.code == 0, ran.err
    text = (tmp_path / "book" / "book.md").read_text(encoding="utf-8")
    assert "Anytown Council" in text
    for area in areas_of(folder):
        assert (f"\n## {area['name']}\n" in text) is ("priority" in area)
    assert "Nothing shows this yet" not in text
    assert "bibliography" not in text


def test_a_new_folder_is_told_where_to_begin(tmp_path):
    init(tmp_path / "new")
    page = json.loads(qaf(tmp_path / "new", "steps", "--format", "json").out)
    assert [step["status"] for step in page["steps"]][:4] == ["begun", "begun", "not begun", "begun"]
    assert "word for word" in page["steps"][0]["missing"][0]["text"]


@pytest.mark.parametrize(
    ("as_at", "sector", "years"),
    [
        ("2026-06-15", "council", ["2026/27", "2027/28", "2028/29"]),
        ("2026-10-01", "council", ["2027/28", "2028/29", "2029/30"]),
        ("2026-09-30", "council", ["2026/27", "2027/28", "2028/29"]),
        ("2026-06-15", "education", ["2026/27 academic", "2027/28 academic", "2028/29 academic"]),
        ("2026-09-01", "education", ["2026/27 academic", "2027/28 academic", "2028/29 academic"]),
    ],
)
def test_three_years_begin_where_there_is_time_left(tmp_path, as_at, sector, years):
    folder = tmp_path / "new"
    init(folder, "--sector", sector, as_at=as_at)
    assert settings_of(folder)["timetable_years"] == years
    assert is_clean(folder, as_at)
    dues = re.findall(r"due: \[([^\]]+)\]", (folder / "timetable.yaml").read_text(encoding="utf-8"))
    assert dues
    assert not re.search(r"[A-Z]{4,}", (folder / "timetable.yaml").read_text(encoding="utf-8"))
    step = json.loads(qaf(folder, "steps", "--format", "json", as_at=as_at).out)["steps"][6]
    assert not any("years" in line["text"] for line in step["missing"])


@pytest.mark.parametrize("as_at", ["1899-01-01", "2198-06-01", "9999-12-31"])
def test_a_day_without_three_years_after_it(tmp_path, as_at):
    assert "too far away" in init(tmp_path / "new", as_at=as_at, code=2).err
    assert list(tmp_path.iterdir()) == []


def test_the_same_wish_gives_the_same_bytes(tmp_path):
    init(tmp_path / "a")
    init(tmp_path / "b")
    assert files_of(tmp_path / "a") == files_of(tmp_path / "b")


NAMES = {
    "quotes": "St. \"Mary's\" & Co: 'Trust' #1",
    "emoji": "🦊 Fox & Family 👩‍👩‍👧 Trust",
    "long": "Very " * 60 + "long",
    "path": "../../etc/passwd",
    "backslash": "A \\ B \\n C",
    "yaml": "- {a: b} # c: &d *e !f %g @h `i`",
    "word": "no",
    "nothing": "~",
    "number": "2024",
    "reserved": "Own",
    "body": "Scrutiny committee",
    "area": "Front door",
    "spaces": "  Any\n  town \t Council  ",
    "accents": "Ynys Môn: Gwasanaethau Plant",
    "script": "北京市 儿童",
    "brackets": "{{ figure('x') }} <script>alert(1)</script>",
    "at": "@TITLE@ @AREAS@",
}


@pytest.mark.parametrize("case", NAMES)
def test_any_name_is_safe(tmp_path, case):
    folder = tmp_path / "new"
    init(folder, "--from", "blank", name=NAMES[case])
    assert is_clean(folder)
    organisation = settings_of(folder)["organisation"]
    expected = " ".join(NAMES[case].split())
    assert organisation["name"] == expected
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", organisation["id"])
    assert len(organisation["id"]) <= 60
    assert [path.name for path in tmp_path.iterdir()] == ["new"]
    listed = json.loads(qaf(folder, "steps", "--format", "json").out)
    assert listed["organisation"] == organisation["id"]
    assert expected.split()[0] in qaf(folder, "steps").out
    readme = (folder / "README.md").read_text(encoding="utf-8")
    assert "<script>" not in readme
    assert readme.count("Where to begin") == 1


def test_ids_made_of_names(tmp_path):
    wanted = {
        "accents": "ynys-mon-gwasanaethau-plant",
        "path": "etc-passwd",
        "script": "our-organisation",
        "word": "no",
    }
    wanted |= {
        "reserved": "own-organisation",
        "body": "scrutiny-committee-organisation",
        "area": "front-door-organisation",
    }
    for case, id_ in wanted.items():
        init(tmp_path / case, name=NAMES[case])
        assert re.search(rf"(?m)^  id: {id_}$", (tmp_path / case / "qaf.yaml").read_text(encoding="utf-8")), case


@pytest.mark.parametrize("name", ["", "   ", "bell \x07", "turn \u202e round", "half \udce9"])
def test_a_name_that_is_none_is_refused(tmp_path, name):
    ran = init(tmp_path / "new", name=name, code=2)
    assert ran.err.startswith("qaf: ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("directory", ["a b/ü/d", "~", "$HOME", "-x", "it's", "a/../b", "ends.", "{x}", "100%"])
def test_the_folder_is_taken_literally(tmp_path, directory):
    words = ["--", directory] if directory.startswith("-") else [directory]
    ran = run_qaf("--as-at", DAY, "init", "--name", "X", "--from", "blank", *words, cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert is_clean(tmp_path / directory)


def test_the_folder_may_be_here_and_may_be_named_by_c(tmp_path):
    here = tmp_path / "here"
    here.mkdir()
    assert run_qaf("--as-at", DAY, "init", ".", "--name", "X", cwd=here).code == 0
    assert is_clean(here)
    assert run_qaf("-C", tmp_path, "--as-at", DAY, "init", "there", "--name", "X").code == 0
    assert is_clean(tmp_path / "there")


def test_what_is_in_the_way_is_listed_and_nothing_is_written(tmp_path):
    build_tree(
        tmp_path / "new", {"README.md": "ours", "areas/front-door.yaml": "ours", ".vscode": "a file", "notes.txt": "x"}
    )
    before = files_of(tmp_path)
    ran = init(tmp_path / "new", code=1)
    assert "in the way" not in ran.out
    for name in ("  README.md\n", "  areas/front-door.yaml\n", "  .vscode (no folder)\n"):
        assert name in ran.err
    assert "notes.txt" not in ran.err
    assert "3 files" in ran.err
    assert "Nothing was written." in ran.err
    assert files_of(tmp_path) == before


def test_a_second_time_everything_is_in_the_way(tmp_path):
    init(tmp_path / "new")
    before = files_of(tmp_path)
    ran = init(tmp_path / "new", name="Other", code=1)
    assert "qaf.yaml" in ran.err
    assert files_of(tmp_path) == before
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert "is no folder" in init(tmp_path / "file", code=1).err
    assert init(tmp_path / "file" / "below", code=2).err.startswith("qaf: Could not write")


def test_a_folder_with_other_things_in_it_keeps_them(tmp_path):
    kept = {"notes.txt": "x", ".github/workflows/other.yaml": "on: push\n", "areas/.keep": ""}
    build_tree(tmp_path / "new", kept)
    init(tmp_path / "new")
    assert is_clean(tmp_path / "new")
    now = files_of(tmp_path / "new")
    assert {name: now[name].decode() for name in kept} == kept
    assert ".github/workflows/qaf.yaml" in now


def test_a_folder_that_was_not_empty_is_said(tmp_path):
    build_tree(tmp_path / "new", {"notes.txt": "x"})
    assert "was not empty. What stood there is as it was." in init(tmp_path / "new").err
    (tmp_path / "empty").mkdir()
    assert init(tmp_path / "empty").err == ""


def test_that_nothing_is_wrong_is_said_of_the_finished_folder(tmp_path):
    assert "files, with 5 areas to begin with. Nothing is wrong in it.\n" in init(tmp_path / "clean").out
    folder = build_tree(tmp_path / "used", {"areas/old.yaml": "name: [\n", "areas/older.yaml": "nome: Older\n"})
    out = init(folder).out
    assert "Nothing is wrong" not in out
    errors = json.loads(qaf(folder, "validate", "--format", "json").out)["findings"]
    count = sum(item["level"] == "error" for item in errors)
    assert count >= 2
    assert f"With what stood there before it has {count} errors: `qaf validate` shows what is wrong.\n" in out


def test_a_folder_inside_a_framework_is_said_to_stay_apart(tmp_path):
    init(tmp_path / "outer")
    before = qaf(tmp_path / "outer", "steps").out
    ran = init(tmp_path / "outer" / "below" / "inner", name="Inner")
    assert f"lies inside the framework folder {tmp_path / 'outer'}" in ran.err
    assert "no part of the one around it" in ran.err
    assert is_clean(tmp_path / "outer" / "below" / "inner")
    assert qaf(tmp_path / "outer", "steps").out == before
    assert run_qaf("--as-at", DAY, "init", "here", "--name", "X", cwd=tmp_path).err == ""


def test_a_folder_beside_a_framework_or_above_it_is_not_inside(tmp_path):
    init(tmp_path / "outer")
    assert init(tmp_path / "outer" / ".." / "beside").err == ""
    assert "inside" not in init(tmp_path, "--from", "blank").err


def test_a_link_out_of_the_folder_is_not_written_through(tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "new").mkdir()
    os.symlink(tmp_path / "outside", tmp_path / "new" / "areas")
    os.symlink(tmp_path / "nowhere", tmp_path / "new" / "README.md")
    ran = init(tmp_path / "new", code=1)
    assert "areas (no folder)" in ran.err
    assert "README.md" in ran.err
    assert list((tmp_path / "outside").iterdir()) == []
    assert not (tmp_path / "nowhere").exists()


def test_a_disk_that_refuses_halfway_leaves_nothing(tmp_path, monkeypatch):
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "notes.txt").write_text("x", encoding="utf-8")
    renamed = []
    rename = os.rename

    def fails(source, target):
        if len(renamed) == 7:
            raise OSError(28, "No space left on device", str(target))
        renamed.append(target)
        rename(source, target)

    monkeypatch.setattr("qaf.workspace.place_folder.os.rename", fails)
    ran = init(tmp_path / "old", code=2)
    assert "no space left on device. Nothing was written." in ran.err
    assert len(renamed) == 7
    assert files_of(tmp_path) == {"old/notes.txt": b"x"}
    assert [path.name for path in tmp_path.rglob("*")] == ["old", "notes.txt"]


def test_a_new_folder_appears_by_one_rename(tmp_path, monkeypatch):
    monkeypatch.setattr("qaf.workspace.place_folder.os.rename", lambda source, target: 1 / 0)
    ran = run_qaf("--as-at", DAY, "init", tmp_path / "a" / "b", "--name", "X")
    assert ran.code == 3
    assert list(tmp_path.iterdir()) == []


def test_a_name_too_long_for_the_disk(tmp_path):
    ran = init(tmp_path / ("x" * 300), code=2)
    assert "Nothing was written." in ran.err
    assert list(tmp_path.iterdir()) == []


def test_figures_and_builds_stay_out_of_git(tmp_path):
    init(tmp_path / "new")
    ignored = (tmp_path / "new" / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {"/data/", "/build/", ".lock"} <= set(ignored)


def workflow_of(folder):
    return yaml.safe_load((folder / ".github" / "workflows" / "qaf.yaml").read_bytes())


def test_the_workflow_validates_and_writes_nothing(tmp_path):
    init(tmp_path / "new")
    workflow = workflow_of(tmp_path / "new")
    assert workflow["permissions"] == {"contents": "read"}
    steps = workflow["jobs"]["validate"]["steps"]
    assert steps[-1]["run"] == "qaf validate"
    assert steps[-2]["run"] == 'python -m pip install "$QAF_FROM"'


def test_the_workflow_asks_where_qaf_comes_from_before_it_does_anything(tmp_path):
    init(tmp_path / "new")
    workflow = workflow_of(tmp_path / "new")
    assert workflow["env"] == {"QAF_FROM": ""}
    first = workflow["jobs"]["validate"]["steps"][0]
    assert first["if"] == "env.QAF_FROM == ''"
    ran = subprocess.run(["sh", "-c", first["run"]], capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert ran.stdout.startswith("::error file=.github/workflows/qaf.yaml")
    assert "Say at QAF_FROM in .github/workflows/qaf.yaml where qaf is installed from." in ran.stdout
    readme = (tmp_path / "new" / "README.md").read_text(encoding="utf-8")
    assert f'QAF_FROM: "tools/qaf-{VERSION}-py3-none-any.whl"' in readme
    assert not re.search(r"@[A-Z]+@", readme + (tmp_path / "new/.github/workflows/qaf.yaml").read_text("utf-8"))


def test_editors_find_a_schema_for_every_yaml_file_and_it_accepts_the_folder(tmp_path):
    from check_jsonschema import main as check_schema

    folder = tmp_path / "new"
    init(folder)
    settings = json.loads((folder / ".vscode" / "settings.json").read_bytes())
    patterns = {pattern: path for path, found in settings["yaml.schemas"].items() for pattern in found}
    for kind in FILE_KINDS:
        if kind.model and kind.pattern.endswith(".yaml"):
            assert (folder / patterns[f"/{kind.pattern}"]).is_file()
    for pattern, path in patterns.items():
        for file in folder.glob(pattern.lstrip("/")):
            found = _exit_code(check_schema, ["--schemafile", str(folder / path), str(file)])
            assert found == 0, file


def _exit_code(command, arguments):
    with pytest.raises(SystemExit) as left:
        command(arguments, standalone_mode=True)
    return left.value.code or 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "Say which folder to make."),
        (("new",), "--name"),
        (("--name", "X"), "Say which folder to make."),
        (("", "--name", "X"), "Say which folder to make."),
        (("new", "--name", "X", "--sector", "army"), "army"),
        (("new", "--name", "X", "--kind", "club"), "club"),
    ],
)
def test_piped_it_never_waits(tmp_path, words, says):
    ran = run_qaf_process("init", *words, cwd=tmp_path, stdin="Y\n\n\n\n")
    assert ran.code == 2
    assert says in ran.err
    assert list(tmp_path.iterdir()) == []


def on_a_terminal(folder, *words, answers):
    """Run `qaf init` as somebody at a terminal does; returns the exit code and what they saw."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "qaf", "--as-at", DAY, "init", *words]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "dumb"}
    process = subprocess.Popen(command, cwd=folder, env=environment, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    os.write(ours, answers.encode())
    seen = b""
    try:
        while chunk := os.read(ours, 4096):
            seen += chunk
    except OSError:
        pass
    os.close(ours)
    return process.wait(timeout=60), seen.decode("utf-8", "replace")


def test_on_a_terminal_it_asks_with_sensible_defaults(tmp_path):
    code, seen = on_a_terminal(tmp_path, answers="Ynys Môn\n\n\n\n")
    assert code == 0, seen
    assert "[organisation]" in seen
    assert "[council]" in seen
    assert "[ynys-mon]" in seen
    assert settings_of(tmp_path / "ynys-mon")["organisation"]["sector"] == "council"
    assert is_clean(tmp_path / "ynys-mon")


def test_on_a_terminal_answers_are_understood_or_asked_for_again(tmp_path):
    code, seen = on_a_terminal(tmp_path, "here", answers="\nNorth\nquango\npartnersip\nnone\n")
    assert code == 0, seen
    assert "Please answer organisation or partnership." in seen
    organisation = settings_of(tmp_path / "here")["organisation"]
    assert (organisation["kind"], "sector" in organisation) == ("partnership", False)


def test_on_a_terminal_a_name_that_is_none_is_asked_for_again(tmp_path):
    code, seen = on_a_terminal(tmp_path, "here", answers="turn \u202e round\nNorth\n\n\n")
    assert code == 0, seen
    assert "Please type the name anew." in seen
    assert settings_of(tmp_path / "here")["organisation"]["name"] == "North"


def test_on_a_terminal_only_the_folder_is_asked_for_where_the_name_is_given(tmp_path):
    code, seen = on_a_terminal(tmp_path, "--name", "North End", "--kind", "partnership", answers="\n")
    assert code == 0, seen
    assert seen.count("?") == 1
    assert settings_of(tmp_path / "north-end")["organisation"]["kind"] == "partnership"


@pytest.mark.parametrize("case", ["quotes", "emoji", "long", "path", "script"])
def test_on_a_terminal_any_name_is_safe(tmp_path, case):
    code, seen = on_a_terminal(tmp_path, answers=f"{NAMES[case]}\n\n\n\n")
    assert code == 0, seen
    (made,) = tmp_path.iterdir()
    assert settings_of(made)["organisation"]["name"] == NAMES[case]
    assert len(made.name) <= 60
    assert is_clean(made)


def test_on_a_terminal_nothing_is_asked_where_the_name_is_given(tmp_path):
    code, seen = on_a_terminal(tmp_path, "here", "--name", "North", answers="")
    assert code == 0
    assert "?" not in seen


def test_on_a_terminal_it_can_be_left(tmp_path):
    code, seen = on_a_terminal(tmp_path, answers="North\n\x04")
    assert code == 130, seen
    assert list(tmp_path.iterdir()) == []
