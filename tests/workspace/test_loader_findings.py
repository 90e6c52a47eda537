"""What loading says of a folder beyond what `tests/cases` pins down: what is quoted, and what can still be used."""

from folders import findings_of, summary
from helpers import MINIMAL_SETTINGS, build_tree

from qaf.api import open_folder
from qaf.ground.findings import Finding

AREA = "name: Supervision\ngroup: organisational\n"
MEASURE = "measures:\n  - {id: sessions-held, kind: quantity, text: Sessions held, unit: count}\n"
STORY = """\
---
voice: child
area: supervision
consent: {given: 2026-01-10, how: In writing, for: [book]}
names_changed: true
---
It was a Monday.
"""


GAP = "accepted:\n  - {code: QAF301, about: supervision, reason: Not yet, by: x, until: 2026-12-31}\n"


def found_in(folder, files) -> list[Finding]:
    return findings_of(build_tree(folder, {"qaf.yaml": MINIMAL_SETTINGS, **files}))


def codes(findings: list[Finding]) -> list[str]:
    return [item.code for item in findings if item.level != "info"]


def test_findings_in_stories_and_analyses_show_no_line_of_theirs(tmp_path):
    files = {
        "areas/supervision.yaml": AREA,
        "stories/monday.md": STORY.replace(": child", ": Molly Moon").replace(": supervision", ": Her School"),
        "analysis/supervision/2025_26.md": "{{ nothing }}\n",
    }  # fmt: skip
    found = [item for item in found_in(tmp_path, files) if item.where.path.endswith(".md")]
    assert len(found) == 3
    assert not any(item.excerpt for item in found)
    said = " ".join(f"{item.message} {item.help} {item.subject}" for item in found)
    assert "Molly" not in said and "School" not in said


def test_a_story_quotes_no_key_that_was_meant_as_text(tmp_path):
    files = {"areas/supervision.yaml": AREA, "stories/monday.md": STORY.replace("---\nIt", "Molly said: no\n---\nIt")}
    (found,) = [item for item in found_in(tmp_path, files) if item.where.path.endswith(".md")]
    assert found.code == "QAF101"
    assert "Molly" not in f"{found.message} {found.help}"


def test_a_story_whose_consent_is_wrong_is_not_used(tmp_path):
    files = {"areas/supervision.yaml": AREA, "stories/monday.md": STORY.replace("2026-01-10", "last January")}
    assert codes(found_in(tmp_path, files)) == ["QAF106"]
    assert open_folder(tmp_path).framework.stories == ()


def test_a_recipe_with_an_error_takes_nothing_in(tmp_path):
    recipe = "file: m*.csv\nwhere:\n  - {colum: Area, is: North}\nmeasures:\n  - {measure: sessions-held, value: n}\n"
    files = {"areas/supervision.yaml": AREA + MEASURE, "imports/monthly.yaml": recipe}
    assert codes(found_in(tmp_path, files)) == ["QAF101"]
    assert open_folder(tmp_path).framework.recipes == {}


def test_an_entry_with_an_error_leaves_the_others_usable(tmp_path):
    more = "  - {id: sessions-missed, kind: quantity, text: Sessions missed, unit: number}\n"
    files = {"areas/supervision.yaml": AREA + MEASURE + more}
    found = found_in(tmp_path, files)
    assert codes(found) == ["QAF104"]
    assert found[0].subject == "sessions-missed"
    assert "measure `sessions-missed` (Sessions missed)" in found[0].message
    framework = open_folder(tmp_path).framework
    assert list(framework.measures) == ["sessions-held"]
    assert "sessions-missed" in framework.entries


def test_settings_survive_a_wrong_organisation(tmp_path):
    settings = MINIMAL_SETTINGS.replace("kind: organisation", "kind: council")
    files = {
        "qaf.yaml": settings + "levels: {QAF304: warning}\nyear_starts: september\n",
        "areas/supervision.yaml": AREA,
    }
    assert codes(findings_of(build_tree(tmp_path, files))) == ["QAF304", "QAF104"]
    framework = open_folder(tmp_path).framework
    assert framework.settings.year_starts == "september"
    assert framework.settings.organisation.name == "Northmoor"


def test_settings_that_are_a_list_are_one_finding(tmp_path):
    files = {"qaf.yaml": "- schema: 2\n", "areas/supervision.yaml": AREA}
    assert codes(findings_of(build_tree(tmp_path, files))) == ["QAF103"]


def test_a_broken_area_is_not_said_to_lack_anything_nor_the_area_above_it(tmp_path):
    files = {
        "areas/front-door.yaml": AREA,
        "areas/referrals.yaml": AREA + "within: front-door\nwhy: Because: it is first.\n",
        "areas/workforce.yaml": AREA,
    }
    gaps = [item.subject for item in found_in(tmp_path, files) if item.code == "QAF301"]
    assert gaps == ["workforce"]


def test_a_near_miss_is_still_told_while_another_file_is_broken(tmp_path):
    files = {
        "areas/supervision.yaml": AREA + MEASURE,
        "areas/workforce.yaml": AREA + "why: Because: it is first.\n",
        "accepted-gaps.yaml": GAP.replace("supervision", "session-held"),
    }
    (found,) = [item for item in found_in(tmp_path, files) if item.code == "QAF202"]
    assert "Did you mean `sessions-held`?" in found.help


def test_a_list_where_one_word_belongs_is_not_printed_as_python(tmp_path):
    files = {"areas/supervision.yaml": "name: Supervision\ngroup: [practice, wider]\n"}
    (found,) = [item for item in found_in(tmp_path, files) if item.level != "info"]
    assert (found.code, found.message) == (
        "QAF103",
        "`group` has to be one word, and is a list. It belongs to area `supervision` (Supervision).",
    )


def test_a_file_out_of_place_is_one_finding_however_broken(tmp_path):
    found = found_in(tmp_path, {"area/deep/er.yaml": "[\n", "notes.yaml": "[\n"})
    assert [item.code for item in found] == ["QAF009", "QAF009"], summary(found)
    assert found[0].help.startswith("Did you mean `areas/deep/er.yaml`?")
    assert found[1].help.startswith("A framework folder holds `qaf.yaml`,")


def test_lines_are_counted_as_editors_count_them(tmp_path):
    unusual = 'name: Supervision\nwhy: "One\u2028two\x85three"\ngroup: organisational\ncolour: green\n'
    ignored = GAP.replace("Not yet", '"a\u2028b"').replace("2026-12-31}", "2026-01-31}  # qaf: ignore[QAF401] known")
    files = {"areas/supervision.yaml": unusual, "accepted-gaps.yaml": ignored}
    found = [item for item in found_in(tmp_path, files) if item.level != "info"]
    assert [(item.code, item.span.line) for item in found] == [("QAF101", 4)], summary(found)


def test_a_misspelt_profile_protects_more_and_never_less(tmp_path):
    settings = MINIMAL_SETTINGS + "disclosure: {profile: strct}\n"
    folder = open_folder(build_tree(tmp_path, {"qaf.yaml": settings}))
    assert [item.code for item in folder.loaded.findings] == ["QAF104"]
    assert folder.framework.settings.disclosure.profile == "strict"
