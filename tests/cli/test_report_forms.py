"""`qaf report FORM`, `--body`, `--team`, `--due` by the front door: what is built where, and what is refused."""

from __future__ import annotations

import json

import pytest
from forms_folder import AS_AT, FORMS, OUTSIDE_CI, forms_folder
from helpers import run_qaf


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return forms_folder(tmp_path_factory.mktemp("forms") / "folder")


def report(folder, out, *more, environment=None):
    where = ("--out", out) if out else ()
    return run_qaf(
        *AS_AT, "-C", folder, "report", *more, *where, cwd=folder.parent, environment=environment or OUTSIDE_CI
    )


def names(out):
    """The pages; charts, and what is kept of them for the next build, are left out."""
    return sorted(
        path.relative_to(out).as_posix()
        for path in out.rglob("*")
        if path.is_file() and path.suffix in (".html", ".md")
    )


def test_forms_stand_beside_each_other_and_each_replaces_only_itself(folder, tmp_path):
    for form in ("questions", "quarterly"):
        ran = report(folder, tmp_path / "out", form)
        assert ran.code == 0 and ran.out.splitlines() == [
            str(tmp_path / "out" / f"{form}.html"),
            str(tmp_path / "out" / f"{form}.md"),
        ]
    assert report(folder, tmp_path / "out", "quarterly", "--to", "html").code == 0
    assert names(tmp_path / "out") == ["quarterly.html", "questions.html", "questions.md"]
    assert not (tmp_path / "out" / "quarterly-charts").exists()


def test_the_same_folder_gives_the_same_bytes(folder, tmp_path):
    for form in FORMS:
        for out in ("one", "two"):
            assert report(folder, tmp_path / out, form).code == 0
    files = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*") if path.is_file())
    assert len(files) > 2 * len(FORMS)
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("quarterly", "--period", "2025/26"), "one quarter"),
        (("monthly", "--period", "2025/26 Q4"), "one month"),
        (("monthly", "--period", "2026-12"), "not begun"),
        (("quarterly", "--team", "hill"), "goes with the form team"),
        (("team", "--team", "hil"), "did you mean `hill`"),
        (("questions", "--area", "front-dor"), "did you mean `front-door`"),
        (("summary", "--area", "front-door"), "about all areas"),
        (("--area", "front-door"), "needs a form"),
        (("quarterly", "--body", "bord"), "did you mean `board`"),
        (("quarterly", "--due"), "goes with no form"),
        (("--due", "--publish", "x"), "goes with no form"),
        (("nonsense",), "nonsense"),
    ],
)
def test_what_cannot_be_asked_for(folder, tmp_path, options, said):
    ran = report(folder, tmp_path / "out", *options)
    assert ran.code == 2
    assert said.casefold() in ran.err.casefold()
    assert not (tmp_path / "out").exists()


def test_a_category_of_two_breakdowns_has_to_be_named_in_full(tmp_path):
    from forms_folder import SETTINGS

    twice = SETTINGS.replace(
        "{id: hill, name: Hill team, within: north}", "{id: north, name: North team, within: north}"
    )
    folder = forms_folder(tmp_path / "folder", {"qaf.yaml": twice}, "measure,period,value\ncalls-made,2026-04,404\n")
    ran = report(folder, tmp_path / "out", "team", "--team", "north")
    assert ran.code == 2 and "--team `locality/north` or `team/north`" in ran.err


def test_without_a_form_a_body_gets_what_governance_says(folder, tmp_path):
    assert report(folder, tmp_path / "board", "--body", "board").code == 0
    assert names(tmp_path / "board") == ["book.html", "book.md", "quarterly.html", "quarterly.md"]
    book = (tmp_path / "board" / "book.md").read_text(encoding="utf-8")
    assert "Wood team" not in book and "Made for The board" in book
    assert report(folder, tmp_path / "teams", "--body", "teams").code == 0
    assert names(tmp_path / "teams") == ["book.html", "book.md"]


def test_an_operational_pack_withholds_nothing_and_carries_its_marking(folder, tmp_path):
    ran = report(folder, tmp_path / "out", "--body", "duty-team")
    assert ran.code == 0, ran.err
    html = (tmp_path / "out" / "monthly.html").read_text(encoding="utf-8")
    assert html.count("SENSITIVE-ONLY-HERE") >= 3 and "Operational pack for Duty team only" in html
    refused = report(folder, None, "--body", "duty-team")
    assert refused.code == 1 and "--out" in refused.err


def test_due_builds_what_falls_due_for_each_body_in_a_folder_of_its_own(folder, tmp_path):
    ran = report(folder, tmp_path / "packs", "--due")
    assert ran.code == 0, ran.err
    found = [name for name in names(tmp_path / "packs") if name.endswith(".html")]
    assert found == [
        "board-quarter/board/quarterly.html",
        "duty-month/duty-team/monthly.html",
        "locality-quarter/managers/quarterly.html",
        "voices/partners/stories.html",
    ]
    assert "`letter` (A letter) is never built by --due" in ran.err
    board = (tmp_path / "packs/board-quarter/board/quarterly.md").read_text(encoding="utf-8")
    managers = (tmp_path / "packs/locality-quarter/managers/quarterly.md").read_text(encoding="utf-8")
    assert "The north" in managers and "The north" not in board


def test_due_leaves_out_and_names_what_may_not_be_built_here(folder, tmp_path):
    ran = report(folder, tmp_path / "packs", "--due", environment={"CI": "true", "GITHUB_ACTIONS": None})
    assert ran.code == 1
    assert "`duty-month` for `duty-team` was not built" in ran.err and "build server" in ran.err
    assert not (tmp_path / "packs" / "duty-month").exists()
    assert (tmp_path / "packs" / "board-quarter" / "board" / "quarterly.html").is_file()


def test_nothing_due_is_said(folder, tmp_path):
    ran = report(folder, tmp_path / "packs", "--due", "--within", "3")
    assert ran.code == 0 and "falls due within 3 days" in ran.err
    assert not (tmp_path / "packs").exists()


def test_a_form_can_be_recorded_as_an_edition(tmp_path):
    folder = forms_folder(tmp_path / "folder")
    ran = report(folder, tmp_path / "out", "quarterly", "--publish", "quarter-four")
    assert ran.code == 0, ran.err
    said = json.loads((folder / "published/quarter-four/book.json").read_text(encoding="utf-8"))
    assert (said["forms"], said["period"], said["sheets"]) == (["quarterly"], "2025/26 Q4", [])
    assert (folder / "published/quarter-four/figures.csv").is_file()
    assert report(folder, tmp_path / "out", "quarterly").code == 0
