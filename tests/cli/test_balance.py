"""`qaf balance` by the front door: outcome, quality and quantity, voices, and the outcome share over time."""

from __future__ import annotations

import csv
import io
import json

import pytest
from helpers import MINIMAL_SETTINGS, ROOT, build_tree, run_qaf
from repository import NEEDS_GIT, Repository, only_our_git  # noqa: F401

from qaf.analysis.balance import Shares

AREA = """\
name: Domestic abuse
group: practice
priority: 1
sources:
  - {id: children-asked, family: children_parents_carers, method: interview, routine: false}
  - {id: case-system, family: case_records, method: management_information, routine: true}
measures:
  - {id: safer, kind: outcome, text: Children safer, unit: percent, base: children asked, drawn: random}
  - {id: plans, kind: quantity, text: Plans, unit: count, frequency: annual}
  - {id: visits, kind: quantity, text: Visits, unit: count, status: planned}
"""
BELOW = """\
name: Children who go missing
group: practice
within: domestic-abuse
measures:
  - {id: read, kind: quality, text: Files read that are good, unit: percent, base: files read}
"""
SHARED = """\
sources:
  - {id: file-reading, family: case_records, method: case_audit, areas: [domestic-abuse, missing]}
"""
FILES = {
    "qaf.yaml": MINIMAL_SETTINGS,
    "areas/domestic-abuse.yaml": AREA,
    "areas/missing.yaml": BELOW,
    "sources.yaml": SHARED,
}


@pytest.fixture
def folder(tmp_path):
    return build_tree(tmp_path / "framework", FILES)


def balance(folder, *options, as_at="2026-06-15"):
    ran = run_qaf("-C", folder, "--as-at", as_at, "balance", *options)
    assert ran.code == 0, ran.err
    return ran.out


def data(folder, *options, as_at="2026-06-15"):
    return json.loads(balance(folder, "--format", "json", *options, as_at=as_at))


def test_the_whole_and_each_area_by_kind(folder):
    found = {one["area"]: one for one in data(folder)["balances"]}
    assert list(found) == ["", "domestic-abuse", "missing"]
    whole = found[""]["measures"]
    assert whole["all"] == {"outcome": 1, "quality": 1, "quantity": 2, "outcome_share": 25}
    assert whole["collecting"] == {"outcome": 1, "quality": 1, "quantity": 1, "outcome_share": 33}
    assert whole["fresh"] == {"outcome": 0, "quality": 0, "quantity": 0, "outcome_share": None}
    assert found["domestic-abuse"]["measures"]["all"]["quality"] == 1
    assert found["missing"]["measures"]["all"]["outcome_share"] == 0


def test_sources_voices_and_samples(folder):
    whole = data(folder)["balances"][0]
    assert whole["families"] == {
        "children_parents_carers": 1,
        "frontline_staff": 0,
        "case_records": 2,
        "organisational_information": 0,
        "external": 0,
    }
    assert whole["sources"] == {"routine": 1, "exercise": 1, "not_said": 1}
    assert whole["whole_group"] == 2
    assert whole["sample"] == {"random": 1, "chosen": 1}
    text = balance(folder)
    assert "No source lets us hear frontline staff." in text
    assert "Of 3 sources 1 is part of daily business and 1 a specific exercise; of 1 the folder does not say." in text
    assert "2 measures of whole groups, 2 of samples (1 drawn at random and 1 chosen)." in text


def test_one_source_that_serves_several_areas(folder):
    assert data(folder)["sources_that_serve_several_areas"] == [
        {
            "source": "file-reading",
            "method": "case_audit",
            "family": "case_records",
            "areas": ["domestic-abuse", "missing"],
        }
    ]
    assert "1 source serves several areas: `file-reading` (2 areas)." in balance(folder)


def test_fresh_is_what_nothing_says_is_overdue_and_no_figure_is_shown(folder, tmp_path):
    build_tree(tmp_path, {"rows.csv": "measure,period,value\nplans,2024/25,8317\n"})
    assert run_qaf("-C", folder, "--as-at", "2025-06-15", "ingest", tmp_path / "rows.csv").code == 0
    assert data(folder, as_at="2026-03-31")["balances"][0]["measures"]["fresh"]["quantity"] == 1
    assert data(folder, as_at="2026-04-01")["balances"][0]["measures"]["fresh"]["quantity"] == 0
    for form in ("table", "md", "csv", "json"):
        assert "8317" not in balance(folder, "--format", form)


def test_damaged_figures_are_not_called_old(folder, tmp_path):
    build_tree(tmp_path, {"rows.csv": "measure,period,value\nplans,2024/25,8317\n"})
    assert run_qaf("-C", folder, "--as-at", "2025-06-15", "ingest", tmp_path / "rows.csv").code == 0
    (folder / "data/imports.csv").unlink()
    ran = run_qaf("-C", folder, "--as-at", "2026-03-31", "balance")
    assert "may be incomplete" in ran.err
    assert "with fresh figures  cannot be told" in ran.out


def test_one_area_with_all_below_it(folder):
    assert [one["area"] for one in data(folder, "--area", "domestic-abuse")["balances"]] == [
        "domestic-abuse",
        "missing",
    ]
    assert "Of 1 measure 0 % are about outcomes" in balance(folder, "--area", "missing")
    ran = run_qaf("-C", folder, "balance", "--area", "misssing")
    assert ran.code == 2
    assert "Did you mean `missing`?" in ran.err


def test_csv_and_markdown(folder):
    rows = list(csv.DictReader(io.StringIO(balance(folder, "--format", "csv"))))
    assert [row["area"] for row in rows] == ["", "domestic-abuse", "missing"]
    assert rows[0]["outcome_share_all"] == "25"
    text = balance(folder, "--format", "md")
    assert text.startswith("# How balanced is what we look at?")
    assert "| all measures | 1 (25 %) | 1 (25 %) | 2 (50 %) | 4 |" in text


def test_a_framework_without_anything(tmp_path):
    folder = build_tree(tmp_path, {"qaf.yaml": MINIMAL_SETTINGS})
    text = balance(folder)
    assert "There are no measures yet." in text
    assert "No source has been named yet." in text


@pytest.mark.parametrize(
    ("shares", "expected"),
    [(Shares(1, 0, 7), 13), (Shares(1, 1, 1), 33), (Shares(0, 1, 0), 0), (Shares(), None), (Shares(3), 100)],
)
def test_a_share_is_rounded_halves_up(shares, expected):
    assert shares.share("outcome") == expected


@pytest.mark.parametrize(
    ("since", "words"),
    [
        ("2024-4-1", "is not a date"),
        ("2024-02-30", "is not a date"),
        ("last year", "is not a date"),
        ("2026-06-16", "comes after 2026-06-15"),
    ],
)
def test_a_day_to_begin_with_that_cannot_be(folder, since, words):
    ran = run_qaf("-C", folder, "--as-at", "2026-06-15", "balance", "--since", since)
    assert ran.code == 2
    assert words in ran.err


# over time ---------------------------------------------------------------------------------------------------------

in_git = pytest.mark.usefixtures("only_our_git")


def measures(outcomes, others):
    lines = [f"  - {{id: o{i}, kind: outcome, text: Outcome {i}, unit: count}}\n" for i in range(outcomes)]
    lines += [f"  - {{id: q{i}, kind: quantity, text: Quantity {i}, unit: count}}\n" for i in range(others)]
    return "name: Neglect\ngroup: practice\nmeasures:\n" + "".join(lines)


@pytest.fixture
def eight_quarters(tmp_path):
    """A history of eight quarters, with a quarter before the folder, one with errors, and one where nothing changed."""
    made = Repository(tmp_path.resolve() / "repository", "framework")
    (made.top / "README.md").write_text("About us")
    made.git("add", "--all")
    made.git("commit", "--quiet", "--message", "before the framework", day="2024-04-10")
    made.at("2024-07-01", {"qaf.yaml": MINIMAL_SETTINGS, "areas/neglect.yaml": measures(0, 5)})
    made.at("2024-12-31", {"areas/neglect.yaml": measures(1, 6)})
    made.at("2025-02-01", {"areas/neglect.yaml": "name: [\n"})
    made.at("2025-04-01", {"areas/neglect.yaml": measures(2, 6), "sources.yaml": "surces: []\n"})
    made.at("2025-09-30", {"areas/neglect.yaml": measures(3, 5), "sources.yaml": None})
    made.at("2025-10-02", {"areas/neglect.yaml": measures(3, 4)})
    made.at("2026-03-15", {"qaf.yaml": "schema: [\n"})
    made.at("2026-04-02", {"qaf.yaml": MINIMAL_SETTINGS})
    return made


@NEEDS_GIT
@in_git
def test_the_share_at_the_end_of_each_of_eight_quarters(eight_quarters):
    found = data(eight_quarters.root, "--since", "2024-04-01")["over_time"]
    assert [(one["day"], one["outcome_share"]) for one in found] == [
        ("2024-06-30", None),
        ("2024-09-30", 0),
        ("2024-12-31", 14),
        ("2025-03-31", None),
        ("2025-06-30", 25),
        ("2025-09-30", 38),
        ("2025-12-31", 43),
        ("2026-03-31", None),
        ("2026-06-15", 43),
    ]
    notes = {one["day"]: one["note"] for one in found}
    assert notes["2024-06-30"].startswith("The folder `framework` held no framework at ")
    assert notes["2025-03-31"] == "The measures cannot be counted, for there are errors in `areas/neglect.yaml`."
    assert notes["2025-06-30"] == "There are errors in 1 file; the measures could be counted all the same."
    assert "qaf.yaml cannot be read" in notes["2026-03-31"]
    assert notes["2026-06-15"] == notes["2025-12-31"] == ""
    assert found[2]["commit"] == eight_quarters.git("log", "-1", "--format=%H", "--before=2025-01-01")[:10]


@NEEDS_GIT
@in_git
def test_what_is_printed_is_the_same_each_time_and_from_anywhere(eight_quarters, monkeypatch):
    for form in ("table", "md", "csv", "json"):
        first = balance(eight_quarters.root, "--since", "2024-04-01", "--format", form)
        monkeypatch.setenv("TZ", "Pacific/Kiritimati")
        assert balance(eight_quarters.root / "areas", "--since", "2024-04-01", "--format", form) == first
        monkeypatch.delenv("TZ")
    rows = balance(eight_quarters.root, "--since", "2025-12-01", "--format", "csv").splitlines()
    assert rows[0] == "day,commit,outcome,quality,quantity,total,outcome_share,note"
    assert rows[1].endswith(",3,0,4,7,43,")


@NEEDS_GIT
@in_git
def test_quarters_before_the_history_are_left_out_and_that_is_said(eight_quarters):
    text = balance(eight_quarters.root, "--since", "2010-01-01")
    assert "The history that is held here begins on 2024-04-10; quarters before it are left out." in text
    assert "2010-" not in text
    assert "2024-06-30" in text


@NEEDS_GIT
@in_git
def test_the_quarters_are_those_of_the_folder_s_own_year(eight_quarters):
    eight_quarters.at("2026-04-03", {"qaf.yaml": MINIMAL_SETTINGS + "year_starts: september\n"})
    found = data(eight_quarters.root, "--since", "2025-08-31")["over_time"]
    assert [one["day"] for one in found] == ["2025-08-31", "2025-11-30", "2026-02-28", "2026-05-31", "2026-06-15"]


@NEEDS_GIT
@in_git
def test_an_area_over_time(eight_quarters):
    other = "name: Poverty\ngroup: wider\nmeasures:\n  - {id: poor, kind: outcome, text: Poor, unit: count}\n"
    eight_quarters.at("2026-04-03", {"areas/poverty.yaml": other})
    found = data(eight_quarters.root, "--area", "poverty", "--since", "2025-10-01")["over_time"]
    assert [(one["day"], one["outcome_share"]) for one in found] == [
        ("2025-12-31", None),
        ("2026-03-31", None),
        ("2026-06-15", 100),
    ]
    assert found[0]["note"] == "There was no area `poverty`."


@NEEDS_GIT
@in_git
def test_what_is_not_committed_counts_only_now(eight_quarters):
    build_tree(eight_quarters.root, {"areas/neglect.yaml": measures(9, 1)})
    found = data(eight_quarters.root, "--since", "2025-12-01")["over_time"]
    assert [one["outcome_share"] for one in found] == [43, None, 90]


@in_git
def test_a_folder_that_is_not_in_git(folder, monkeypatch, tmp_path):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.resolve().parent))
    text = balance(folder, "--since", "2024-04-01")
    assert "history" in text.split("Over time")[1]
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "Git is not installed here" in balance(folder, "--since", "2024-04-01")


@NEEDS_GIT
@in_git
def test_a_shallow_clone(eight_quarters, tmp_path):
    clone = tmp_path / "clone"
    eight_quarters.git("clone", "--quiet", "--depth", "1", eight_quarters.top.as_uri(), str(clone))
    text = balance(clone / "framework", "--since", "2024-04-01")
    assert "begins on 2026-04-02; quarters before it are left out. `git fetch --unshallow`" in text


@NEEDS_GIT
@in_git
@pytest.mark.parametrize(
    ("as_at", "sentence"),
    [
        ("2026-01-15", "Outcome measures are 43 % of all measures; a year ago 14 %."),
        ("2025-10-01", "Outcome measures are 43 % of all measures; a year ago 0 %."),
        ("2026-03-01", ""),
        ("2025-05-01", ""),
        ("2024-01-01", ""),
    ],
)
def test_the_book_says_how_it_was_a_year_ago(eight_quarters, tmp_path, as_at, sentence):
    out = tmp_path / "book"
    ran = run_qaf("-C", eight_quarters.root, "--as-at", as_at, "report", "--out", out)
    assert ran.code == 0, ran.err
    for name in ("book.md", "book.html"):
        page = (out / name).read_text(encoding="utf-8")
        assert ("history does not tell" in page) != bool(sentence)
        assert sentence in page


def test_the_example_is_balanced_as_it_says():
    text = balance(ROOT / "examples/northmoor-council")
    assert text.startswith("How balanced is what we look at?\n\nOf ")
    assert "Over time" not in text


def test_a_catalogue_is_asked_for_no_figures(folder):
    build_tree(folder, {"qaf.yaml": MINIMAL_SETTINGS.replace("kind: organisation", "kind: catalogue")})
    for form in ("table", "md"):
        assert "fresh" not in balance(folder, "--format", form)
    assert data(folder)["balances"][0]["measures"]["fresh"]["outcome"] is None


@pytest.mark.parametrize("columns", ["100", "60", "40"])
def test_ids_are_whole_on_a_narrow_terminal(folder, columns):
    ran = run_qaf("-C", folder, "balance", environment={"COLUMNS": columns})
    assert "domestic-abuse" in ran.out.split()
