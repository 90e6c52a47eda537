"""`qaf gaps` by the front door."""

import csv
import io
import json

import pytest
from helpers import MINIMAL_SETTINGS, ROOT, build_tree, run_qaf

PARENT = """\
name: Domestic abuse
group: practice
priority: 1
why: One in three assessments speaks of it.
"""
CHILD = """\
name: Children who go missing
group: practice
within: domestic-abuse
good:
  - id: good-safer
    kind: outcome
    text: Children are safer.
measures:
  - id: safer
    kind: outcome
    text: Children who say that they are safer
    unit: percent
    base: children asked
    shows: [good-safer]
"""
ALONE = """\
name: Poor housing
group: wider
sources:
  - id: housing-records
    family: case_records
    method: management_information
"""
ACCEPTED = """\
accepted:
  - code: QAF301
    about: poor-housing
    reason: We start with the practice areas.
    by: head-of-quality
    until: 2026-12-31
"""


@pytest.fixture
def folder(tmp_path):
    return build_tree(
        tmp_path,
        {
            "qaf.yaml": MINIMAL_SETTINGS,
            "areas/domestic-abuse.yaml": PARENT,
            "areas/missing.yaml": CHILD,
            "areas/poor-housing.yaml": ALONE,
        },
    )


def found(folder, *options, as_at="2026-06-15"):
    ran = run_qaf("-C", folder, "--as-at", as_at, "gaps", "--format", "json", *options)
    assert ran.code == 0, ran.err
    return json.loads(ran.out)["gaps"]


def names(gaps, code=""):
    return [f"{gap['code']} {gap['about']}" for gap in gaps if gap["code"].startswith(code)]


def test_a_parent_counts_the_outcome_measures_below_it(folder):
    assert names(found(folder), "QAF301") == ["QAF301 poor-housing"]


def test_each_gap_has_its_code_id_area_and_message(folder):
    gaps = found(folder)
    keys = ("code", "about", "area", "message", "accepted", "closed_by", "closed_by_as")
    assert {tuple(gap) for gap in gaps} == {keys}
    (shown,) = [gap for gap in gaps if gap["code"] == "QAF307"]
    assert shown["about"] == "safer"
    assert shown["area"] == "missing"
    assert shown["accepted"] is False
    assert "does not say where its figures come from" in shown["message"]


def test_the_default_view_answers_first_which_areas_lack_outcome_measures(folder):
    ran = run_qaf("-C", folder, "--as-at", "2026-06-15", "gaps")
    lines = ran.out.splitlines()
    assert lines[0] == "Which content areas lack outcome measures?"
    assert "1 of 3 areas" in lines[2]
    assert lines[3] == "- Poor housing (`poor-housing`)"
    assert "Domestic abuse:" in ran.out


def test_voices_sources_owners_and_figures_are_asked_for(folder):
    everything = names(found(folder))
    assert "QAF308 poor-housing" in everything
    assert "QAF310 poor-housing" in everything
    assert "QAF311 poor-housing" in everything
    assert "QAF309 domestic-abuse" in everything
    assert "QAF314 missing" in everything
    assert "QAF313 missing" in everything
    assert "QAF305 missing" in everything
    assert "QAF304 missing" in everything


def test_an_area_with_all_below_it(folder):
    assert {gap["area"] for gap in found(folder, "--area", "domestic-abuse")} == {"domestic-abuse", "missing"}
    assert {gap["area"] for gap in found(folder, "--area", "missing")} == {"missing"}
    ran = run_qaf("-C", folder, "gaps", "--area", "misssing")
    assert ran.code == 2
    assert "Did you mean `missing`?" in ran.err


def test_one_kind_of_information(folder):
    assert names(found(folder, "--kind", "outcome")) == ["QAF307 safer", "QAF301 poor-housing"]
    assert names(found(folder, "--kind", "quality"), "QAF3")[0].startswith("QAF302")


def test_an_accepted_gap_stands_apart_until_its_day(folder):
    build_tree(folder, {"accepted-gaps.yaml": ACCEPTED})
    assert [gap["accepted"] for gap in found(folder) if gap["code"] == "QAF301"] == [True]
    ran = run_qaf("-C", folder, "--as-at", "2026-06-15", "gaps")
    assert "Accepted: 1 gap" in ran.out
    assert "We start with the practice areas." in ran.out
    late = found(folder, as_at="2027-01-01")
    assert [gap["accepted"] for gap in late if gap["code"] == "QAF301"] == [False]
    checked = run_qaf("-C", folder, "--as-at", "2027-01-01", "validate", "--format", "concise")
    assert "accepted-gaps.yaml:6:12: warning QAF401" in checked.out


def test_check_fails_only_on_gaps_that_nobody_accepted(folder, tmp_path):
    assert run_qaf("-C", folder, "gaps", "--check").code == 1
    assert run_qaf("-C", folder, "gaps").code == 0
    empty = build_tree(tmp_path / "empty", {"qaf.yaml": MINIMAL_SETTINGS})
    assert run_qaf("-C", empty, "gaps", "--check").code == 0


def test_explain_shows_what_was_counted_and_what_was_not(folder):
    ran = run_qaf("-C", folder, "gaps", "--explain", "QAF301 domestic-abuse")
    assert ran.code == 0
    assert "Looked at 2 areas: `domestic-abuse`, `missing`." in ran.out
    assert "`safer` (Children who say that they are safer): counted." in ran.out
    assert "It is no gap." in ran.out
    other = run_qaf("-C", folder, "gaps", "--explain", "QAF302 missing")
    assert "not counted: it is a outcome measure" not in other.out
    assert "not counted: it is an outcome measure" in other.out
    assert "It is a gap." in other.out


@pytest.mark.parametrize("name", ["QAF301", "nonsense", "QAF301 nowhere", "QAF999 missing"])
def test_explain_of_nothing(folder, name):
    ran = run_qaf("-C", folder, "gaps", "--explain", name)
    assert ran.code == 2
    assert ran.err.startswith("qaf: ")


def test_csv_and_markdown(folder):
    ran = run_qaf("-C", folder, "gaps", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert set(rows[0]) == {"code", "about", "area", "message", "accepted", "closed by", "closed by as"}
    assert len(rows) == len(found(folder))
    text = run_qaf("-C", folder, "gaps", "--format", "md").out
    assert text.startswith("# Which content areas lack outcome measures?")
    assert "| QAF302 | poor-housing |" in text


def test_a_catalogue_is_asked_for_no_figures_and_no_owners(folder):
    build_tree(folder, {"qaf.yaml": MINIMAL_SETTINGS.replace("kind: organisation", "kind: catalogue")})
    codes = {gap["code"] for gap in found(folder)}
    assert "QAF309" not in codes
    assert "QAF314" not in codes
    assert "QAF301" in codes


def test_a_folder_with_errors_says_that_the_answer_may_be_incomplete(folder):
    build_tree(folder, {"areas/poor-housing.yaml": ALONE + "meassures: []\n"})
    ran = run_qaf("-C", folder, "gaps", "--format", "json")
    assert "may be incomplete" in ran.err
    assert names(json.loads(ran.out)["gaps"], "QAF301") == []


def page(folder, *options, as_at="2026-06-15"):
    ran = run_qaf("-C", folder, "--as-at", as_at, "gaps", *options)
    assert ran.code == 0, ran.err
    return ran.out


def explained(folder, name, as_at="2026-06-15"):
    return page(folder, "--explain", name, as_at=as_at)


HEADLINE = "1 of 3 areas: nothing says there whether anyone is better off.\n- Poor housing (`poor-housing`)"


@pytest.mark.parametrize(
    "options", [("--kind", "quality"), ("--area", "missing"), ("--kind", "quality", "--area", "missing")]
)
def test_the_headline_is_about_all_areas_whatever_was_asked_for(folder, options):
    assert HEADLINE in page(folder, *options)


def test_the_headline_answers_although_its_code_is_switched_off(folder):
    build_tree(folder, {"qaf.yaml": MINIMAL_SETTINGS + "levels: {QAF301: off, QAF503: off}\n"})
    text = page(folder)
    assert HEADLINE in text
    assert "Switched off in qaf.yaml: QAF301.\n" in text
    said = explained(folder, "QAF301 poor-housing")
    assert "QAF301 is switched off in qaf.yaml, so it is not listed." in said
    assert "It is a gap." in said
    assert "It is no gap." in explained(folder, "QAF301 missing")


def test_the_headline_without_a_lack(folder):
    (folder / "areas/poor-housing.yaml").unlink()
    assert "None (2 areas in the folder)." in page(folder)


@pytest.mark.parametrize("content", [ALONE + "meassures: []\n", "name: Poor housing\n\tgroup: [\n"])
def test_the_headline_names_areas_that_could_not_be_judged(folder, content):
    build_tree(folder, {"areas/poor-housing.yaml": content})
    text = page(folder)
    assert "None of those that could be judged (2 of 3 areas)." in text
    assert "1 area could not be judged, for a file has errors:\n- P" in text.replace("- poor", "- Poor")
    assert "(`poor-housing`)" in text


def test_check_fails_where_something_could_not_be_read(tmp_path):
    area = {"areas/a.yaml": "name: [\n"}
    folder = build_tree(tmp_path, {"qaf.yaml": MINIMAL_SETTINGS, **area})
    ran = run_qaf("-C", folder, "gaps", "--check", "--format", "json")
    assert ran.code == 1
    assert json.loads(ran.out) == {"gaps": []}
    assert "--check fails, because gaps may be hidden behind the errors." in ran.err
    assert run_qaf("-C", folder, "gaps", "--format", "json").code == 0


MEASURES = """\
name: Front door
group: practice
measures:
  - {id: referrals, kind: quantity, text: Referrals, unit: count}
  - {id: contacts, kind: quantity, text: Contacts, unit: count}
"""
ROWS = "measure,period,value\nreferrals,2024/25,1900\n"


@pytest.fixture
def with_figures(tmp_path):
    folder = build_tree(tmp_path / "f", {"qaf.yaml": MINIMAL_SETTINGS, "areas/front-door.yaml": MEASURES})
    (tmp_path / "rows.csv").write_text(ROWS)
    assert run_qaf("-C", folder, "--as-at", "2026-06-15", "ingest", tmp_path / "rows.csv").code == 0
    return folder


def test_a_lost_ledger_is_said_and_no_figures_are_called_missing(with_figures):
    assert names(found(with_figures), "QAF312") == ["QAF312 contacts"]
    (with_figures / "data/imports.csv").unlink()
    checked = run_qaf("-C", with_figures, "validate", "--format", "concise")
    assert checked.code == 1
    assert "QAF518" in checked.out
    ran = run_qaf("-C", with_figures, "gaps", "--format", "json")
    assert "The folder has 1 error" in ran.err
    assert {"QAF312", "QAF314"}.isdisjoint(gap["code"] for gap in json.loads(ran.out)["gaps"])
    said = explained(with_figures, "QAF314 front-door")
    assert "Some stored figures are damaged, so none are said to be missing." in said
    assert run_qaf("-C", with_figures, "gaps", "--check").code == 1


def test_a_first_run_that_was_killed_can_be_made_again(with_figures, tmp_path):
    for path in (with_figures / "data").glob("*.csv"):
        path.unlink()
    assert "QAF518" not in run_qaf("-C", with_figures, "validate").out
    assert run_qaf("-C", with_figures, "--as-at", "2026-06-15", "ingest", tmp_path / "rows.csv").code == 0


def test_a_measure_that_is_worked_out_is_asked_for_no_figures(with_figures):
    change = "  - {id: change-in-referrals, kind: quantity, text: Change, unit: change, of: referrals}\n"
    build_tree(with_figures, {"areas/front-door.yaml": MEASURES + change})
    assert names(found(with_figures), "QAF312") == ["QAF312 contacts"]
    assert "never stored, so none are asked for." in explained(with_figures, "QAF312 change-in-referrals")


def test_the_working_of_figures(with_figures, folder):
    said = explained(with_figures, "QAF312 referrals")
    assert "1 stored figure of its own." in said
    assert "0 figures of comparators." in said
    assert said.endswith("It is no gap.\nAs at 2026-06-15.\n")
    whole = explained(folder, "QAF312 safer")
    assert "which is one gap for the whole area: QAF314 missing." in whole


def test_the_working_of_an_accepted_gap(folder):
    build_tree(folder, {"accepted-gaps.yaml": ACCEPTED})
    said = explained(folder, "QAF301 poor-housing")
    assert "accepted by head-of-quality until 2026-12-31: We start with the practice areas." in said
    late = explained(folder, "QAF301 poor-housing", as_at="2027-01-01")
    assert "It is a gap. It was accepted until 2026-12-31, which has passed." in late


def test_the_working_in_a_catalogue_and_of_what_could_not_be_read(folder):
    build_tree(folder, {"areas/poor-housing.yaml": ALONE + "meassures: []\n"})
    assert "so nothing is said to be missing." in explained(folder, "QAF301 poor-housing")
    build_tree(folder, {"qaf.yaml": MINIMAL_SETTINGS.replace("kind: organisation", "kind: catalogue")})
    assert "It is no gap: this is not asked of a catalogue." in explained(folder, "QAF314 missing")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("QAF301 safer", "QAF301 is about an area, and that is a measure."),
        ("QAF306 missing", "QAF306 is about a good statement, and that is an area."),
        ("QAF312 good-safer", "QAF312 is about a measure, and that is a good statement."),
        ("QAF201 safer", "QAF201 is no code of a gap."),
        ("QAF301 misssing", "Did you mean `missing`?"),
        ("QAF301 broken", "could not be read"),
    ],
)
def test_explain_of_the_wrong_kind_of_thing(folder, name, words):
    build_tree(folder, {"areas/broken.yaml": "name: [\n"})
    ran = run_qaf("-C", folder, "gaps", "--explain", name)
    assert ran.code == 2
    assert words in ran.err
    assert name.endswith("misssing") or "Did you mean" not in ran.err


def test_names_are_no_markup(folder):
    build_tree(folder, {"areas/poor-housing.yaml": ALONE.replace("Poor housing", '"A | B <b> [l](u) &lt; #"')})
    text = page(folder, "--format", "md")
    escaped = r"A \| B \<b\> \[l\](u) \&lt; \#"
    assert f"## {escaped}: " in text
    assert f"- {escaped} (`poor-housing`)" in text
    assert "A | B <b> [l](u) &lt; #: " in page(folder)


@pytest.mark.parametrize("columns", ["80", "60", "40"])
def test_what_is_to_be_copied_is_whole_on_a_narrow_terminal(columns):
    example = ROOT / "examples" / "northmoor-council"
    narrow = {"COLUMNS": columns}
    gaps = json.loads(run_qaf("-C", example, "--as-at", "2026-06-15", "gaps", "--format", "json").out)["gaps"]
    words = run_qaf("-C", example, "--as-at", "2026-06-15", "gaps", environment=narrow).out.split()
    assert gaps
    for gap in gaps:
        assert gap["about"] in words or gap["accepted"], gap["about"]
    steps = run_qaf("-C", example, "--as-at", "2026-06-15", "steps", environment=narrow).out
    assert "areas/poverty-and-housing.yaml." in steps.split()
    rules = run_qaf("rules", environment=narrow).out.split("\n\n")[0]
    assert max(map(len, rules.splitlines())) <= int(columns)
    figures = run_qaf("-C", example, "--as-at", "2026-06-15", "data", "show", environment=narrow).out
    assert "repeat-referrals" in figures.splitlines()


def test_an_area_that_could_not_be_read_is_not_said_to_be_missing(folder):
    build_tree(folder, {"areas/broken.yaml": "name: Broken\ngroup: [\n"})
    ran = run_qaf("-C", folder, "gaps", "--area", "broken")
    assert ran.code == 1
    assert "The area `broken` could not be read: areas/broken.yaml has 1 error, the first on line" in ran.err
    assert "There is no area" not in ran.err
    assert "written" not in ran.err
    ran = run_qaf("-C", folder, "gaps", "--area", "brokn")
    assert ran.code == 2
    assert "There is no area `brokn`." in ran.err
