"""A folder as it stood at a revision, read without touching the work tree."""

from __future__ import annotations

from datetime import date

import pytest
from helpers import MINIMAL_SETTINGS, build_tree
from repository import NEEDS_GIT, Repository, only_our_git  # noqa: F401

from qaf.ground.errors import QafError
from qaf.workspace.history import NoHistoryError, open_history
from qaf.workspace.load import load
from qaf.workspace.revision_tree import RevisionTree
from qaf.workspace.tree import UnreadableError

pytestmark = [NEEDS_GIT, pytest.mark.usefixtures("only_our_git")]

AREA = "name: {}\ngroup: practice\n"


@pytest.fixture
def repository(tmp_path):
    """A framework in a folder of a repository, with an accent and a space in its name, committed once."""
    made = Repository(tmp_path.resolve() / "our repository", "Größe und Maß")
    made.at("2024-01-10", {"qaf.yaml": MINIMAL_SETTINGS, "areas/neglect.yaml": AREA.format("Neglect")}, tag="v1")
    return made


def tree_at(repository, name):
    with open_history(repository.root) as history:
        tree = RevisionTree(history, history.find(name))
        return {path: tree.read(path) for path in tree.files()}


def test_a_revision_holds_what_was_committed_and_nothing_else(repository):
    build_tree(repository.root, {"areas/neglect.yaml": AREA.format("Changed"), "areas/new.yaml": AREA.format("New")})
    (repository.top / "outside.yaml").write_text("not ours")
    found = tree_at(repository, "v1")
    assert list(found) == ["areas/neglect.yaml", "qaf.yaml"]
    assert found["areas/neglect.yaml"] == AREA.format("Neglect").encode()


def test_the_loader_reads_a_revision_as_it_reads_a_folder(repository):
    repository.at("2024-02-01", {"areas/neglect.yaml": AREA.format("Neglect") + "grup: x\n"}, tag="v2")
    with open_history(repository.root) as history:
        before = load(RevisionTree(history, history.find("v1")))
        after = load(RevisionTree(history, history.find("v2")))
    assert before.framework.areas["neglect"].name == "Neglect"
    assert before.findings == []
    assert [(item.code, item.where.path) for item in after.findings] == [("QAF101", "areas/neglect.yaml")]


def test_the_work_tree_and_the_index_stay_as_they_are(repository):
    build_tree(repository.root, {"areas/neglect.yaml": AREA.format("Changed")})
    before = repository.git("status", "--porcelain")
    listed = {path: path.stat().st_mtime_ns for path in repository.top.rglob("*") if ".git" not in path.parts}
    index = (repository.top / ".git/index").read_bytes()
    tree_at(repository, "v1")
    assert {p: p.stat().st_mtime_ns for p in repository.top.rglob("*") if ".git" not in p.parts} == listed
    assert (repository.top / ".git/index").read_bytes() == index
    assert repository.git("status", "--porcelain") == before


def test_hidden_files_and_other_frameworks_are_no_part_of_it(repository):
    other = {"members/police/qaf.yaml": MINIMAL_SETTINGS, "members/police/areas/x.yaml": AREA.format("X")}
    repository.at("2024-02-01", {**other, ".github/workflow.yaml": "x", "areas/.x.yaml.swp": "x"})
    assert list(tree_at(repository, "HEAD")) == ["areas/neglect.yaml", "qaf.yaml"]


def test_links_are_not_followed_and_that_is_said(repository):
    (repository.root / "areas/link.yaml").symlink_to("neglect.yaml")
    build_tree(repository.root, {"shared/poverty.yaml": AREA.format("Poverty")})
    (repository.root / "areas/shared").symlink_to("../shared")
    (repository.root / "stories").symlink_to("/nowhere")
    repository.at("2024-02-01", {})
    with open_history(repository.root) as history:
        tree = RevisionTree(history, history.find("HEAD"))
        assert "areas/shared" not in tree.files()
        with pytest.raises(UnreadableError, match="links are not followed"):
            tree.read("areas/link.yaml")
        said = [item.message for item in load(tree).findings if item.code == "QAF011"]
    assert any("areas/link.yaml cannot be opened" in one for one in said)
    assert any("areas/shared cannot be looked into: it is a link" in one for one in said)
    assert any("folder stories cannot be looked into" in one for one in said)


def test_a_submodule_is_not_followed(repository):
    commit = repository.git("rev-parse", "HEAD")
    repository.git("update-index", "--add", "--cacheinfo", f"160000,{commit},{repository.root.name}/areas/theirs")
    repository.git("commit", "--quiet", "--message", "theirs", day="2024-02-01")
    with open_history(repository.root) as history:
        tree = RevisionTree(history, history.find("HEAD"))
    assert tree.files() == ["areas/neglect.yaml", "qaf.yaml"]
    assert tree.unlisted == {"areas/theirs": "it is another repository, and those are not followed in the history"}


def test_a_folder_that_was_called_something_else_then(repository):
    repository.git("mv", repository.root.name, "framework")
    repository.git("commit", "--quiet", "--message", "renamed", day="2024-02-01")
    with open_history(repository.top / "framework") as history:
        RevisionTree(history, history.find("HEAD"))
        then = RevisionTree(history, history.find("v1"))
        assert history.earlier_prefixes == (f"{repository.root.name}/",)
    assert "qaf.yaml" in then.files()


def test_a_folder_that_came_later_says_where_another_framework_was(repository):
    repository.git("mv", repository.root.name, "framework")
    (repository.top / "framework" / "qaf.yaml").unlink()
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--message", "gone", day="2024-02-01")
    (repository.top / "framework" / "qaf.yaml").write_text("schema: 2\n# another one altogether\n")
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--message", "another", day="2024-02-02")
    refusal = pytest.raises(QafError, match="The folder `framework` held no framework at v1")
    with open_history(repository.top / "framework") as history, refusal as refused:
        RevisionTree(history, history.find("v1"))
    assert refused.value.help == "There was one in `Größe und Maß`: the folder may have been renamed since."


def test_a_repository_that_is_the_framework(tmp_path):
    made = Repository(tmp_path.resolve())
    made.at("2024-01-01", {"README.md": "nothing yet"}, tag="v0")
    made.at("2024-01-10", {"qaf.yaml": MINIMAL_SETTINGS})
    assert list(tree_at(made, "HEAD")) == ["README.md", "qaf.yaml"]
    with open_history(made.root) as history, pytest.raises(QafError, match="The repository held no framework at v0"):
        RevisionTree(history, history.find("v0"))


def test_the_last_revision_of_the_branch_up_to_a_day(repository):
    first = repository.git("rev-parse", "HEAD")
    second = repository.at("2024-03-31", {"areas/poverty.yaml": AREA.format("Poverty")})
    with open_history(repository.root) as history:
        assert history.last_at(date(2024, 1, 9)) is None
        assert history.last_at(date(2024, 3, 30)).commit == first
        assert history.last_at(date(2024, 3, 31)).commit == second


def test_what_was_merged_later_was_not_there_before(repository):
    repository.git("switch", "--quiet", "--create", "proposal")
    repository.at("2024-02-01", {"areas/poverty.yaml": AREA.format("Poverty")})
    repository.git("switch", "--quiet", "main")
    repository.git("merge", "--quiet", "--no-ff", "--message", "merged", "proposal", day="2024-05-01")
    with open_history(repository.root) as history:
        assert history.last_at(date(2024, 4, 1)) == history.branch[-1]


@pytest.mark.parametrize("name", ["v9", "--help", "-1", "", " v1", "v1\n", "HEAD:qaf.yaml", "@{999}", "v1 v1", "ä\0"])
def test_a_revision_that_is_none(repository, name):
    with open_history(repository.root) as history, pytest.raises(QafError, match="There is no revision") as refused:
        history.find(name)
    assert "git log" in refused.value.help


def test_a_shallow_clone_says_what_brings_the_rest(repository, tmp_path):
    repository.at("2024-02-01", {"areas/poverty.yaml": AREA.format("Poverty")})
    clone = tmp_path.resolve() / "clone"
    repository.git("clone", "--quiet", "--depth", "1", repository.top.as_uri(), str(clone))
    with open_history(clone / repository.root.name) as history:
        assert history.is_shallow
        assert len(history.branch) == 1
        with pytest.raises(QafError) as refused:
            history.find("v1")
    assert "git fetch --unshallow" in refused.value.help


def test_a_file_that_this_copy_does_not_hold(repository):
    blob = repository.git("rev-parse", f"HEAD:{repository.root.name}/areas/neglect.yaml")
    path = repository.top / ".git/objects" / blob[:2] / blob[2:]
    path.chmod(0o600)
    path.unlink()
    with open_history(repository.root) as history:
        tree = RevisionTree(history, history.find("v1"))
        with pytest.raises(UnreadableError, match="this copy of the repository does not hold it"):
            tree.read("areas/neglect.yaml")
        assert tree.read("qaf.yaml") == MINIMAL_SETTINGS.encode()


def test_bytes_come_as_they_were_committed(repository):
    odd = {"areas/empty.yaml": b"", "areas/odd.yaml": b"\xef\xbb\xbfname: x\r\n\0", "areas/a\nb.yaml": b"x" * 200_000}
    repository.at("2024-02-01", odd)
    found = tree_at(repository, "HEAD")
    assert {path: found[path] for path in odd} == odd


def test_without_a_repository(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.resolve().parent))
    with pytest.raises(NoHistoryError, match="The folder is not kept in git"), open_history(tmp_path.resolve()):
        pass


def test_before_the_first_commit(tmp_path):
    made = Repository(tmp_path.resolve())
    with pytest.raises(NoHistoryError, match="Nothing has been committed"), open_history(made.root):
        pass


def test_without_git(repository, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoHistoryError, match="Git is not installed here"), open_history(repository.root):
        pass
