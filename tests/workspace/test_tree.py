"""The only reader of a user's files."""

import inspect
import os
import sys
from pathlib import Path

import pytest
from helpers import MINIMAL_SETTINGS, build_tree

from qaf.workspace.load import load
from qaf.workspace.tree import FolderTree, UnreadableError, find_root


def test_files_are_listed_without_hidden_ones_and_without_other_frameworks(tmp_path):
    build_tree(
        tmp_path,
        {
            "qaf.yaml": MINIMAL_SETTINGS,
            "areas/b.yaml": "x",
            "areas/deep/a.yaml": "x",
            ".github/workflow.yaml": "x",
            "areas/.b.yaml.swp": "x",
            "members/police/qaf.yaml": MINIMAL_SETTINGS,
            "members/police/areas/c.yaml": "x",
        },
    )
    assert FolderTree(tmp_path).files() == ["areas/b.yaml", "areas/deep/a.yaml", "qaf.yaml"]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    outside = tmp_path / "outside.yaml"
    outside.write_text("secret")
    inside = build_tree(tmp_path / "in", {"qaf.yaml": MINIMAL_SETTINGS, "real.yaml": "own"})
    (inside / "link.yaml").symlink_to(outside)
    (inside / "near.yaml").symlink_to(inside / "real.yaml")
    (inside / "folder").symlink_to(tmp_path)
    tree = FolderTree(inside)
    assert "link.yaml" in tree.files()
    with pytest.raises(UnreadableError, match="a link to a file outside the folder"):
        tree.read("link.yaml")
    assert tree.read("near.yaml") == b"own"
    assert not any(path.startswith("folder/") for path in tree.files())
    with pytest.raises(UnreadableError, match="outside"):
        FolderTree(inside).read("link.yaml")


def test_what_cannot_be_opened_says_why(tmp_path):
    tree = FolderTree(build_tree(tmp_path, {"qaf.yaml": MINIMAL_SETTINGS, "a/b": ""}))
    with pytest.raises(UnreadableError, match="no such file"):
        tree.read("missing.yaml")
    with pytest.raises(UnreadableError, match="directory"):
        tree.read("a")
    assert tree.exists("a/b")
    assert not tree.exists("a")


def test_the_root_is_the_nearest_folder_above_with_a_qaf_yaml(tmp_path):
    build_tree(tmp_path / "Größe und Maß", {"qaf.yaml": MINIMAL_SETTINGS, "areas/x.yaml": ""})
    root = tmp_path / "Größe und Maß"
    assert find_root(root / "areas") == root
    assert find_root(tmp_path) is None


def test_a_link_to_a_folder_inside_is_followed_once_and_never_in_circles(tmp_path):
    inside = build_tree(tmp_path, {"qaf.yaml": MINIMAL_SETTINGS, ".real/a.yaml": "x", "imports/b.yaml": "x"})
    (inside / "areas").symlink_to(".real")
    (inside / "again").symlink_to(".real")
    (inside / "same").symlink_to("imports")
    (inside / ".real" / "up").symlink_to("..")
    tree = FolderTree(inside)
    found = tree.files()
    assert [path for path in found if path.endswith("a.yaml")] == ["areas/a.yaml"]
    assert [path for path in found if path.endswith("b.yaml")] == ["imports/b.yaml"]
    assert tree.unlisted == {}


def test_folders_that_cannot_be_looked_into_are_findings(tmp_path, monkeypatch):
    inside = build_tree(tmp_path / "in", {"qaf.yaml": MINIMAL_SETTINGS, "stories/x": "", "sources.yaml": "sources: []"})
    (inside / "areas").symlink_to(tmp_path)
    (inside / "imports").symlink_to("gone")
    scandir = os.scandir

    def refuse(path):
        if str(path).endswith("stories"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    loaded = load(FolderTree(inside))
    assert [(item.code, item.where.path) for item in loaded.findings] == [
        ("QAF011", "areas"), ("QAF011", "imports"), ("QAF011", "stories"),
    ]  # fmt: skip
    assert {"area", "recipe", "story"} <= loaded.framework.unread
    assert "permission" in loaded.findings[2].message.lower()


def test_only_ordinary_files_are_opened(tmp_path):
    inside = build_tree(tmp_path, {"qaf.yaml": MINIMAL_SETTINGS, "areas/a.yaml": "name: A\ngroup: wider\n"})
    os.mkfifo(inside / "areas" / "pipe.yaml")
    (inside / "areas" / "link.yaml").symlink_to("pipe.yaml")
    found = load(FolderTree(inside)).findings
    assert [(item.code, item.where.path) for item in found] == [
        ("QAF011", "areas/link.yaml"), ("QAF011", "areas/pipe.yaml"),
    ]  # fmt: skip
    assert "a device or a pipe" in found[0].message


def test_very_deep_folders_are_walked(tmp_path):
    build_tree(tmp_path, {"qaf.yaml": MINIMAL_SETTINGS, "/".join(["d"] * 100) + "/x": ""})
    deepest = sys.getrecursionlimit()
    try:
        sys.setrecursionlimit(len(inspect.stack(0)) + 60)
        found = FolderTree(tmp_path).files()
    finally:
        sys.setrecursionlimit(deepest)
    assert found == ["/".join(["d"] * 100) + "/x", "qaf.yaml"]


def test_no_root_is_found_where_nothing_can_be_seen(tmp_path, monkeypatch):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert find_root(Path()) is None
