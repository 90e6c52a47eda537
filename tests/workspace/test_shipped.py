"""Folders that come with qaf."""

from __future__ import annotations

import pytest

from qaf.ground.errors import QafError
from qaf.workspace import shipped


def test_the_templates_are_found_in_a_checkout():
    assert (shipped.shipped_folder("templates") / "book.html.j2").is_file()


def test_what_is_inside_the_package_comes_first(tmp_path, monkeypatch):
    inside = tmp_path / "qaf" / "_shipped" / "templates"
    inside.mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    monkeypatch.setattr(shipped, "_PACKAGE", tmp_path / "qaf")
    assert shipped.shipped_folder("templates") == inside


def test_a_missing_folder_is_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(shipped, "_PACKAGE", tmp_path / "qaf")
    with pytest.raises(QafError, match="`templates` that belongs to qaf is missing"):
        shipped.shipped_folder("templates")
