"""What is still to be written never passes for content: in validate, gaps, steps and the report book."""

import json

import pytest
from helpers import MINIMAL_SETTINGS, build_tree, run_qaf

AREA = """\
name: Neglect
group: practice
priority: 1
why: It is common here.
evidence:
  - {cite: A study, says: It lasts.}
good:
  - {id: warm, kind: outcome, text: Children are warm and fed.}
sources:
  - {id: records, family: case_records, method: management_information, text: The case system.}
measures:
  - {id: cases, kind: quantity, text: Cases, unit: count, sources: [records]}
"""
POSTS = "posts: [{id: head-of-practice, name: Head of practice}]\n"
KINDS = ("idea", "mapping", "good", "measure", "source", "question", "activity", "body", "action", "story")


@pytest.fixture
def folder(tmp_path):
    return build_tree(tmp_path, {"qaf.yaml": MINIMAL_SETTINGS, "areas/neglect.yaml": AREA, "governance.yaml": POSTS})


def qaf(folder, *options, code=0):
    ran = run_qaf("-C", folder, "--as-at", "2026-06-15", *options, cwd=folder)
    assert ran.code == code, ran.out + ran.err
    return ran


def begin(folder, kind, *options):
    where = [] if kind in ("body", "idea", "mapping") else ["--area", "neglect"]
    out = qaf(folder, "new", kind, *where, *options).out
    for path in (folder / "stories").glob("*.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("consent: {}", "consent: {given: 2026-01-01, for: [book]}"), encoding="utf-8")
    return out


def change(folder, path, old, new):
    file = folder / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def told(folder):
    ran = run_qaf("-C", folder, "--as-at", "2026-06-15", "validate", "--format", "json", cwd=folder)
    found = json.loads(ran.out)
    return [item for item in found["findings"] if item["code"] == "QAF319"]


def open_gaps(folder):
    gaps = json.loads(qaf(folder, "gaps", "--format", "json").out)["gaps"]
    return {f"{gap['code']} {gap['about']}" for gap in gaps if not gap["accepted"]}


def book(folder):
    qaf(folder, "report", "--period", "2025/26", "--out", folder / "build")
    return [(folder / "build" / name).read_text(encoding="utf-8") for name in ("book.md", "book.html")]


@pytest.mark.parametrize("kind", KINDS)
def test_validate_tells_each_stub_at_the_line_of_its_text(folder, kind):
    begin(folder, kind)
    found = told(folder)
    assert found
    for item in found:
        line = (folder / item["path"]).read_text(encoding="utf-8").splitlines()[item["line"] - 1]
        assert "To be written" in line
        assert item["level"] == "warning"
        assert f"`new-{kind}`" in item["message"]
    assert "QAF319" in qaf(folder, "validate", "--strict", "--format", "concise", code=1).out


@pytest.mark.parametrize("kind", KINDS)
def test_the_book_prints_no_stub_and_counts_it(folder, kind):
    begin(folder, kind)
    for text in book(folder):
        assert "to be written (" not in text.lower()
        assert "Begun, and still to be written" in text
        if kind not in ("activity", "body", "idea", "mapping"):
            word = "good statement" if kind == "good" else kind
            assert f"Begun and still to be written, so not counted or printed here: 1 {word}." in text
    if kind == "story":
        assert "No story may be printed here yet" in text


@pytest.mark.parametrize("kind", KINDS)
def test_a_stub_closes_no_gap(folder, kind):
    before = open_gaps(folder)
    begin(folder, kind)
    assert open_gaps(folder) == before


@pytest.mark.parametrize("kind", KINDS)
def test_steps_name_the_stub_with_file_and_line_and_the_step_is_not_done(folder, kind):
    place = begin(folder, kind).split(": ")[0]
    steps = json.loads(qaf(folder, "steps", "--format", "json").out)["steps"]
    every = [(step["status"], line) for step in steps for line in step["missing"]]
    ((status, line),) = [(status, line) for status, line in every if "still to be written" in line["text"]]
    assert status in ("begun", "not begun")
    assert line["about"] == [f"new-{kind}"]
    assert line["text"].startswith("1 entry is still to be written: ")
    path, number = place.rsplit(":", 1)
    shown, _, _ = line["text"].removeprefix("1 entry is still to be written: ").partition(" (")
    assert shown.rsplit(":", 1)[0] == path
    assert int(shown.rsplit(":", 1)[1]) >= int(number)


def test_once_written_it_counts(folder):
    begin(folder, "measure", "--id", "safer")
    assert "QAF301 neglect" in open_gaps(folder)
    change(folder, "areas/neglect.yaml", "text: To be written (what is measured)", "text: Children who are safer")
    assert [item["message"] for item in told(folder)] == ["`base` of measure `safer` is still to be written."]
    assert "QAF301 neglect" in open_gaps(folder)
    change(folder, "areas/neglect.yaml", "base: To be written (of whom)", "base: children asked at closure")
    assert told(folder) == []
    assert "QAF301 neglect" not in open_gaps(folder)
    assert all("Children who are safer" in text and "Begun, and" not in text for text in book(folder))


def test_the_working_behind_a_gap_says_what_was_not_counted(folder):
    begin(folder, "measure")
    begin(folder, "good")
    out = qaf(folder, "gaps", "--explain", "QAF301 neglect").out
    assert "Not counted, for still to be written: `new-measure`." in out
    assert "It is a gap." in out
    assert "it is still to be written" in qaf(folder, "gaps", "--explain", "QAF306 new-good", code=2).err


def test_a_key_that_can_be_left_out_counts_as_not_given(folder):
    change(folder, "areas/neglect.yaml", "why: It is common here.", "why: To be written")
    change(folder, "areas/neglect.yaml", "says: It lasts.", "says: To be written.")
    assert {item["message"] for item in told(folder)} == {
        "`why` of area `neglect` is still to be written.",
        "`says` of area `neglect` is still to be written.",
    }
    assert {"QAF304 neglect", "QAF305 neglect"} <= open_gaps(folder)
    for text in book(folder):
        assert "To be written" not in text
        assert "No reason has been written down yet." in text


def test_an_area_without_a_name_goes_by_its_id(folder):
    change(folder, "areas/neglect.yaml", "name: Neglect", "name: To be written (what it is called)")
    for text in book(folder):
        assert "To be written" not in text
        assert "What this area is called is still to be written." in text
        assert "Children are warm and fed" in text


def test_a_section_of_the_story_behind_the_figures_that_is_not_written(folder):
    text = "It was a hard year.\n\n## Other explanations\n\nTo be written.\n\n## cases\n\nTo be written (why)\n"
    build_tree(folder, {"analysis/neglect/2025_26.md": text})
    for page in book(folder):
        assert "It was a hard year." in page
        assert "to be written" not in page.lower()


def test_an_accepted_gap_accepts_nothing_before_reason_and_name_are_written(folder):
    qaf(folder, "new", "accepted-gap", "--gap", "QAF301 neglect")
    text = (folder / "accepted-gaps.yaml").read_text(encoding="utf-8")
    assert "head-of-practice" not in text
    assert "QAF301 neglect" in open_gaps(folder)
    assert {(item["line"], item["message"]) for item in told(folder)} == {
        (4, "`reason` of the accepted gap `QAF301 neglect` is still to be written."),
        (5, "`by` of the accepted gap `QAF301 neglect` is still to be written."),
    }
    assert "accepts nothing" in qaf(folder, "gaps", "--explain", "QAF301 neglect").out
    assert "accepted-gaps.yaml:4 (QAF301 neglect)" in qaf(folder, "steps", "--format", "md").out
    change(folder, "accepted-gaps.yaml", "To be written (the post that takes it upon itself)", "head-of-practice")
    assert "QAF301 neglect" in open_gaps(folder)
    assert len(told(folder)) == 1
    change(folder, "accepted-gaps.yaml", "To be written (why you accept it for now)", "Agreed for a year.")
    assert "QAF301 neglect" not in open_gaps(folder)
    assert told(folder) == []
    assert qaf(folder, "validate", "--strict").code == 0


def test_that_something_is_to_be_written_is_no_gap_that_one_could_accept(folder):
    begin(folder, "good")
    assert "--gap" in qaf(folder, "new", "accepted-gap", "--gap", "QAF319 new-good", code=2).err
    assert not any(name.startswith("QAF319") for name in open_gaps(folder))


def test_a_new_folder_holds_no_stub(tmp_path):
    run_qaf("--as-at", "2026-06-15", "init", tmp_path / "new", "--name", "Northmoor")
    assert told(tmp_path / "new") == []
    assert qaf(tmp_path / "new", "validate", "--strict").code == 0


def test_what_leads_to_a_stub_is_printed_and_says_so(folder):
    begin(folder, "measure", "--id", "open-cases", "--kind", "quantity")
    text = "  - {id: safer, kind: outcome, text: Children who are safer, unit: percent, of: open-cases}\n"
    change(folder, "areas/neglect.yaml", "measures:\n", f"measures:\n{text}")
    action = "{id: visit, text: Visit more often, status: planned, area: neglect, aims_at: [open-cases, warm]}"
    build_tree(folder, {"actions.yaml": f"actions: [{action}]\n"})
    figures = "measure,period,numerator,denominator,value\nopen-cases,2025/26,,,120\nsafer,2025/26,60,120,\n"
    build_tree(folder, {"figures.csv": figures})
    qaf(folder, "ingest", folder / "figures.csv")
    for page in book(folder):
        assert "to be written (" not in page.lower()
        assert "Children who are safer" in page
        assert "Per cent of open-cases (still to be written)" in page
        assert "Aims at: open-cases (still to be written); Children are warm and fed" in page
    qaf(folder, "data", "export", "--out", folder / "build")
    assert "To be written" not in (folder / "build" / "figures.csv").read_text(encoding="utf-8")


def test_a_story_is_not_printed_before_somebody_says_that_the_names_are_changed(folder):
    begin(folder, "story")
    assert {item["level"] for item in told(folder)} == {"warning"}
    path = "stories/new-story.md"
    stub = next(line for line in (folder / path).read_text(encoding="utf-8").splitlines() if line.startswith("names_"))
    change(folder, path, "To be written (the story)", "Ben from Mill Lane was cold.")
    assert [item["message"] for item in told(folder)] == [
        "`names_changed` of story `new-story` is still to be written."
    ]
    assert all("Mill Lane" not in text for text in book(folder))
    change(folder, path, stub, "names_changed: no")
    assert "QAF104" in run_qaf("-C", folder, "validate", "--format", "concise", cwd=folder).out
    change(folder, path, "names_changed: no\n", "")
    ran = run_qaf("-C", folder, "validate", "--format", "concise", cwd=folder)
    assert "QAF102 `names_changed` is missing" in ran.out
    change(folder, path, "voice:", "names_changed: true\nvoice:")
    assert told(folder) == []
    assert all("Mill Lane" in text for text in book(folder))


@pytest.mark.parametrize("more", ["", "priority: 1\nowner: head-of-practice\n", "why: To be written\n"])
def test_an_area_that_says_nothing_yet_is_no_area(folder, more):
    before = open_gaps(folder)
    qaf(folder, "new", "area")
    path = folder / "areas/new-area.yaml"
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    assert open_gaps(folder) == before
    assert "`name` of area `new-area` is still to be written." in [item["message"] for item in told(folder)]
    first = json.loads(qaf(folder, "steps", "--format", "json").out)["steps"][0]
    assert first["has"] == {"areas": 1, "areas_practice": 1}
    assert "areas/new-area.yaml:1 (new-area)" in first["missing"][0]["text"]
    for text in book(folder):
        assert "Begun, and still to be written" in text
        assert "Area new-area" in text
        assert "To be written" not in text
        assert text.count("new-area") == 1
    ran = qaf(folder, "gaps", "--area", "new-area", code=2)
    assert "The area `new-area` is still to be written" in ran.err


def test_what_leads_to_an_area_that_says_nothing_yet_stays_as_it_is(folder):
    qaf(folder, "new", "area")
    for kind in ("activity", "action", "story", "source"):
        qaf(folder, "new", kind, "--area", "new-area", "--name", f"Our {kind}")
    inner = "name: To be written\ngroup: practice\nwithin: new-area\npriority: 2\n"
    build_tree(folder, {"areas/inner.yaml": inner, "analysis/new-area/2025_26.md": "It was a hard year.\n"})
    qaf(folder, "validate")
    assert {item["message"] for item in told(folder) if "`name`" in item["message"]} == {
        "`name` of area `new-area` is still to be written.",
        "`name` of area `inner` is still to be written.",
    }
    for text in book(folder):
        assert "Area inner" in text
        assert "hard year" not in text
    build_tree(folder, {"areas/inner.yaml": inner + "why: It is cold there.\n"})
    assert any("It is cold there." in text for text in book(folder))
    steps = json.loads(qaf(folder, "steps", "--format", "json").out)["steps"]
    assert steps[0]["has"]["areas"] == 3


def test_stubs_alone_begin_no_step(tmp_path):
    folder = build_tree(tmp_path / "new", {"qaf.yaml": MINIMAL_SETTINGS})
    for kind in ("area", "activity", "body"):
        qaf(folder, "new", kind)
    steps = json.loads(qaf(folder, "steps", "--format", "json").out)["steps"]
    assert [step["status"] for step in steps] == ["not begun"] * 8
    assert [step["missing"][0]["text"].startswith("1 entry is still") for step in steps] == [
        number in (1, 7, 8) for number in range(1, 9)
    ]
    assert "Nothing is there yet" not in steps[0]["missing"][0]["text"]
