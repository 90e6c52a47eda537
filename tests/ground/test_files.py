"""Files are written whole or not at all."""

import os

import pytest

from qaf.ground import files
from qaf.ground.errors import QafError


def test_a_file_is_replaced_whole(tmp_path):
    target = tmp_path / "a" / "b.txt"
    files.write_file(target, b"one")
    files.write_file(target, b"two")
    assert target.read_bytes() == b"two"
    assert [path.name for path in target.parent.iterdir()] == ["b.txt"]


def test_permissions_of_the_old_file_are_kept(tmp_path):
    target = tmp_path / "x"
    target.write_bytes(b"1")
    target.chmod(0o640)
    files.write_file(target, b"2")
    assert target.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_file_and_nothing_aside(tmp_path, monkeypatch, step):
    target = tmp_path / "x"
    target.write_bytes(b"old")

    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, full)
    with pytest.raises(QafError, match="no space left on device"):
        files.write_file(target, b"new")
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_an_interruption_leaves_nothing_aside(tmp_path, monkeypatch):
    def interrupted(*_args):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        files.write_file(tmp_path / "x", b"new")
    assert list(tmp_path.iterdir()) == []


def test_several_files_below_a_folder(tmp_path):
    files.write_folder(tmp_path, {"b/c.txt": b"c", "a.txt": b"a"})
    assert (tmp_path / "b" / "c.txt").read_bytes() == b"c"
    files.remove_folder(tmp_path / "b")
    files.remove_folder(tmp_path / "never-there")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt"]


def test_what_a_killed_run_had_laid_aside_is_taken_away_and_what_a_living_one_holds_is_not(tmp_path):
    path = tmp_path / "book[1].html"
    (tmp_path / ".book[1].html.abc.aside").write_bytes(b"half")
    (tmp_path / ".other.html.abc.aside").write_bytes(b"another file's")
    with files.written_aside(path, b"slow") as put:
        files.write_file(path, b"quick")
        assert len(list(tmp_path.glob(".book*.aside"))) == 1
        put()
    assert path.read_bytes() == b"slow"
    assert sorted(left.name for left in tmp_path.iterdir()) == [".other.html.abc.aside", "book[1].html"]
