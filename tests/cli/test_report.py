"""`qaf report` by the front door."""

import shutil

import pytest
from helpers import MINIMAL_SETTINGS, ROOT, build_tree, run_qaf

EXAMPLE = ROOT / "examples" / "northmoor-council"
AS_AT = ("--as-at", "2026-06-15")


@pytest.fixture
def copy(tmp_path):
    return shutil.copytree(EXAMPLE, tmp_path / "Größe ü" / "northmoor")


def test_it_says_where_the_book_is(copy, tmp_path):
    ran = run_qaf("-C", copy, *AS_AT, "report", cwd=tmp_path)
    assert ran.code == 0, ran.err
    html = tmp_path / "build" / "northmoor-council" / "book.html"
    assert str(html.relative_to(tmp_path)) in ran.out
    assert html.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert (html.parent / "book.md").is_file()


def test_the_same_folder_gives_the_same_bytes(copy, tmp_path):
    for name in ("one", "two"):
        run_qaf("-C", copy, *AS_AT, "report", "--out", tmp_path / name)
    files = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*") if path.is_file())
    assert len(files) > 5
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


@pytest.mark.parametrize(
    ("file", "was", "now"),
    [
        ("qaf.yaml", "profile: dfe", "profile: dfee"),
        ("qaf.yaml", "marking:", "markng:"),
        ("areas/supervision-and-workforce.yaml", "group:", "bad: [\ngroup:"),
    ],
)
def test_no_book_is_built_from_a_folder_with_errors(copy, tmp_path, file, was, now):
    text = (copy / file).read_text(encoding="utf-8")
    assert was in text
    (copy / file).write_text(text.replace(was, now, 1), encoding="utf-8")
    ran = run_qaf("-C", copy, *AS_AT, "report", "--out", tmp_path / "out")
    assert ran.code == 1
    assert "could mislead" in ran.err
    assert f"{file}:" in ran.err
    assert not (tmp_path / "out").exists()


def test_no_book_is_built_while_stored_figures_are_lost(copy, tmp_path):
    next((copy / "data" / "imports").iterdir()).unlink()
    ran = run_qaf("-C", copy, *AS_AT, "report", "--out", tmp_path / "out")
    assert ran.code == 1
    assert "QAF518" in ran.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--to", "docx"), "docx"),
        (("--to", ","), "no format"),
        (("--period", "2024/26"), "period"),
        (("--period", "2030/31"), "not begun"),
        (("nonsense",), "nonsense"),
    ],
)
def test_what_cannot_be_asked_for(copy, tmp_path, options, said):
    ran = run_qaf("-C", copy, *AS_AT, "report", "--out", tmp_path / "out", *options)
    assert ran.code == 2
    assert said in ran.err
    assert not (tmp_path / "out").exists()


def test_a_new_folder_gives_a_book_that_says_what_to_do_next(tmp_path):
    folder = build_tree(tmp_path / "new", {"qaf.yaml": MINIMAL_SETTINGS})
    ran = run_qaf("-C", folder, *AS_AT, "report", "--out", tmp_path / "out")
    assert ran.code == 0, ran.err
    assert "What to do next" in (tmp_path / "out" / "book.md").read_text(encoding="utf-8")
