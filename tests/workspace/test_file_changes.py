"""Several files are changed together or not at all, and a diff of them is one that git takes."""

import os
import shutil
import subprocess
import threading

import pytest
from helpers import build_tree

from qaf.ground import files
from qaf.ground.errors import QafError, RefusedError
from qaf.workspace import file_changes
from qaf.workspace.file_changes import FileChange, unified_diff, write_changes

OLD = {"areas/a.yaml": b"one\ntwo\n", "areas/b b.yaml": b"\xef\xbb\xbfone\r\ntwo", "c.yaml": b"x\n"}
CHANGES = [
    FileChange("areas/a.yaml", OLD["areas/a.yaml"], b"one\nnew\ntwo\n"),
    FileChange("areas/b b.yaml", OLD["areas/b b.yaml"], b"\xef\xbb\xbfone\r\ntwo\r\nthr\xc3\xa9\xe2\x80\xa8e"),
    FileChange("d/new.yaml", None, b"first\n"),
]
NEW = {**OLD, **{change.path: change.after for change in CHANGES}}


def contents(root):
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def folder(tmp_path):
    return build_tree(tmp_path / "folder", OLD)


def test_all_files_are_written_and_nothing_is_left_aside(folder):
    (folder / "areas/a.yaml").chmod(0o640)
    write_changes(folder, CHANGES)
    assert contents(folder) == NEW
    assert (folder / "areas/a.yaml").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("broken", [0, 1, 2])
def test_where_one_file_cannot_be_swapped_in_the_others_are_put_back(folder, monkeypatch, broken):
    calls = []

    def replace(source, target):
        if str(source).endswith(".aside"):
            calls.append(source)
            if len(calls) == broken + 1:
                raise PermissionError(13, "Permission denied")
        os.rename(source, target)

    monkeypatch.setattr(file_changes.os, "replace", replace)
    with pytest.raises(QafError, match=r"Could not write .*: permission denied\. Nothing was changed\.$"):
        write_changes(folder, CHANGES)
    assert contents(folder) == OLD


def test_where_one_file_cannot_be_written_aside_nothing_is_touched(folder, monkeypatch):
    begun = []

    def written_aside(path, content):
        begun.append(path)
        if len(begun) == 2:
            raise QafError(f"Could not write {path}: no space left on device. Nothing was changed.")
        return files.written_aside(path, content)

    monkeypatch.setattr(file_changes, "written_aside", written_aside)
    with pytest.raises(QafError, match=r"Could not write .*/areas/b b\.yaml: no space left"):
        write_changes(folder, CHANGES)
    assert contents(folder) == OLD


def test_a_file_that_is_not_what_it_was_is_left_alone(folder):
    (folder / "areas/b b.yaml").write_bytes(b"edited")
    with pytest.raises(RefusedError, match="areas/b b.yaml was changed by something else"):
        write_changes(folder, CHANGES)
    assert (folder / "areas/a.yaml").read_bytes() == OLD["areas/a.yaml"]
    build_tree(folder, {**OLD, "d/new.yaml": "here already"})
    with pytest.raises(RefusedError, match="d/new.yaml was changed by something else"):
        write_changes(folder, CHANGES)


def test_a_link_is_followed_inside_the_folder_and_not_out_of_it(folder, tmp_path):
    shutil.move(folder / "areas/a.yaml", folder / "real.yaml")
    (folder / "areas/a.yaml").symlink_to(folder / "real.yaml")
    write_changes(folder, CHANGES[:1])
    assert (folder / "areas/a.yaml").is_symlink()
    assert (folder / "real.yaml").read_bytes() == CHANGES[0].after
    (tmp_path / "outside").mkdir()
    (folder / "d").symlink_to(tmp_path / "outside")
    with pytest.raises(RefusedError, match="d/new.yaml leads out of the folder"):
        write_changes(folder, CHANGES[2:])
    assert list((tmp_path / "outside").iterdir()) == []


def test_runs_that_change_the_same_file_go_one_after_the_other(folder):
    """Each adds a line to what it has read, and says so where another was quicker: no line that was taken is lost."""
    taken = []

    def add(number):
        while True:
            before = (folder / "c.yaml").read_bytes()
            try:
                write_changes(folder, [FileChange("c.yaml", before, before + b"%d\n" % number)])
            except RefusedError:
                continue
            taken.append(number)
            return

    threads = [threading.Thread(target=add, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lines = (folder / "c.yaml").read_text().splitlines()
    assert sorted(lines[1:]) == sorted(map(str, taken)) == sorted(map(str, range(8)))
    assert contents(folder).keys() == OLD.keys()


def test_the_diff_is_readable_and_says_where_no_line_end_is():
    assert unified_diff(CHANGES[:1]) == ("--- a/areas/a.yaml\n+++ b/areas/a.yaml\n@@ -1,2 +1,3 @@\n one\n+new\n two\n")
    text = unified_diff([FileChange("a", b"x", b"x\ny")])
    assert text.endswith("-x\n\\ No newline at end of file\n+x\n+y\n\\ No newline at end of file\n")
    assert unified_diff([FileChange("a", b"x\n", b"x\n")]) == ""


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git on this machine")
def test_git_applies_the_diff(folder):
    diff = unified_diff(CHANGES).encode()
    subprocess.run(["git", "apply", "-"], input=diff, cwd=folder, check=True, env={**os.environ, "GIT_DIR": "/none"})
    assert contents(folder) == NEW


@pytest.mark.parametrize("closed", ["areas/a.yaml", "areas/b b.yaml"])
def test_a_file_that_is_set_read_only_is_left_and_all_others_with_it(folder, closed):
    (folder / closed).chmod(0o444)
    with pytest.raises(QafError, match=rf"Could not write .*/{closed}: permission denied\. Nothing was changed\.$"):
        write_changes(folder, CHANGES)
    assert contents(folder) == OLD
    assert (folder / closed).stat().st_mode & 0o777 == 0o444
