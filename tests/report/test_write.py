"""Onto disk: all of a book or nothing of it."""

from __future__ import annotations

import os

import pytest

from qaf.ground.errors import QafError
from qaf.report import write


def _files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_book_is_written_in_the_formats_asked_for(book, tmp_path):
    made, out = book(), tmp_path / "with spaces and é" / "out"
    said = []
    written = write.write_book(out, made, ("html", "md"), lambda what, done, of: said.append((what, done, of)))
    assert written == [out / "book.html", out / "book.md"]
    charts = ["book-charts/repeat-referrals.svg", "book-charts/repeat-referrals_funnel_locality.svg"]
    assert sorted(_files(out)) == [".cache/book.json", *charts, "book.html", "book.md"]
    assert said[-1] == ("Drawing charts", 3, 3)


def test_only_what_is_named_is_replaced_and_folders_as_a_whole(tmp_path):
    write.write_files(tmp_path, {"book.html": b"old", "book-charts/old.svg": b"old", "book.md": b"kept"})
    (tmp_path / "notes.txt").write_bytes(b"mine")
    write.write_files(tmp_path, {"book.html": b"new", "book-charts/new.svg": b"new"})
    assert _files(tmp_path) == {
        "book.html": b"new", "book-charts/new.svg": b"new", "book.md": b"kept", "notes.txt": b"mine",
    }  # fmt: skip


def test_what_fails_in_the_middle_is_put_back(tmp_path, monkeypatch):
    before = {"book.html": b"old", "book.md": b"old", "book-charts/a.svg": b"old"}
    write.write_files(tmp_path, before)
    replace = os.replace

    def fail_on_markdown(source, target):
        if str(target) == str(tmp_path / "book.md") and "new" in str(source):
            raise OSError(13, "Permission denied")
        replace(source, target)

    monkeypatch.setattr(os, "replace", fail_on_markdown)
    after = {"book.html": b"new", "book.md": b"new", "book-charts/b.svg": b"new", "extra.html": b"new"}
    with pytest.raises(QafError, match=r"Could not replace .*book\.md: permission denied\. Nothing was changed\."):
        write.write_files(tmp_path, after)
    assert _files(tmp_path) == before


def test_a_full_disk_changes_nothing(tmp_path, monkeypatch):
    write.write_files(tmp_path, {"book.html": b"old"})

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(QafError, match="no space left"):
        write.write_files(tmp_path, {"book.html": b"new"})
    monkeypatch.undo()
    assert _files(tmp_path) == {"book.html": b"old"}


def test_a_file_in_the_way_is_a_sentence(tmp_path):
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(QafError, match="Could not write to"):
        write.write_files(tmp_path / "out", {"book.html": b"new"})


def test_what_a_killed_run_left_is_put_back_and_swept(tmp_path):
    aside = tmp_path / ".book.abc.aside"
    write.write_files(aside / "old", {"book-charts/a.svg": b"old"})
    write.write_files(aside / "new", {"book.html": b"half"})
    write._recover(tmp_path)
    assert _files(tmp_path) == {"book-charts/a.svg": b"old"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["book-charts"]


def test_a_finished_swap_is_not_undone(tmp_path):
    aside = tmp_path / ".book.abc.aside"
    write.write_files(aside / "old", {"book.html": b"old"})
    (aside / "done").touch()
    (tmp_path / "book.html").write_bytes(b"new")
    write._recover(tmp_path)
    assert _files(tmp_path) == {"book.html": b"new"}


def test_a_book_in_one_format_leaves_none_in_another(book, tmp_path):
    made, out = book(), tmp_path / "out"
    write.write_book(out, made)
    write.write_book(out, made, ("md",))
    assert sorted(path.name for path in out.iterdir()) == [".cache", "book-charts", "book.md"]
    write.write_book(out, made, ("html",))
    assert sorted(path.name for path in out.iterdir()) == [".cache", "book.html"]


def test_a_failed_book_leaves_no_folder_behind(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(QafError):
        write.write_files(tmp_path / "a" / "b", {"book.html": b"new"})
    assert list(tmp_path.iterdir()) == []
