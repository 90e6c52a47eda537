"""The only reader of a user's files."""

import pytest
from helpers import MINIMAL_SETTINGS, build_tree

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
