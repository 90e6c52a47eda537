"""What killed runs left among the editions: what is not whole goes, what is whole or being written stays."""

from __future__ import annotations

import os

import pytest
from helpers import build_tree

from qaf.disclosure.record import record
from qaf.ground.files import hold

FILES = {"figures.csv": b"figures\n", "book.json": b"{}\n"}


@pytest.fixture
def published(tmp_path):
    left = {
        ".spring.a.aside/spring/figures.csv": "half",
        ".summer.b.aside/summer/figures.csv": "x",
        ".summer.b.aside/summer/book.json": "{}",
        ".autumn.c.aside/autumn/figures.csv": "being written",
        "winter/figures.csv": "out",
    }
    return build_tree(tmp_path / "published", left)


def test_what_a_killed_run_left_goes_and_all_else_stays(tmp_path, published):
    held = hold(published / ".autumn.c.aside")
    try:
        with record(tmp_path, "spring", FILES) as begun:
            begun.finish()
    finally:
        os.close(held)
    assert sorted(path.name for path in published.iterdir()) == [
        ".autumn.c.aside", ".summer.b.aside", "spring", "winter"
    ]  # fmt: skip
    assert (published / "spring" / "figures.csv").read_bytes() == FILES["figures.csv"]


def test_a_link_that_looks_like_a_leaving_is_not_followed(tmp_path, published):
    kept = build_tree(tmp_path / "elsewhere", {"precious.txt": "kept"})
    (published / ".gone.d.aside").symlink_to(kept)
    with record(tmp_path, "spring", FILES) as begun:
        begun.finish()
    assert (kept / "precious.txt").exists()
