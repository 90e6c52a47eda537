"""A curve as a reader meets it: on its own page, in the book, in the gaps, and beside the actions."""

import json

import pytest
from helpers import build_tree, run_qaf

AREA = """\
name: Visits
group: practice
priority: 1
measures:
  - {id: visits, kind: quality, text: Visits on time, unit: mean, base: visits, covers: whole_group,
     better: higher, key: true}
"""
CURVE = """\
measure: visits
began: 2024-04-01
baseline: {from: 2022/23 Q1, to: 2023/24 Q4}
forecast: {method: level}
story: "Nobody had asked <script>alert(1)</script> why. It stood at {{ figure('visits', '2023/24 Q4') }}."
partners: [{who: Families, can: Say when}]
what_works:
  - {idea: Ask first, low_cost: true, leverage: Some, values: Theirs}
  - {idea: More people, low_cost: false}
plan: [ask-first]
reviews: [{on: 2026-05-01, says: It holds}]
"""
ACTIONS = """\
actions:
  - {id: ask-first, text: Ask first, status: under_way, start: 2024-05-01, due: 2026-12-31, aims_at: [visits]}
  - {id: later, text: Later, status: under_way, start: 2026-02-01, aims_at: [visits]}
"""
BEFORE = [50, 53, 49, 52, 51, 48, 53, 50]


@pytest.fixture
def folder(tmp_path):
    def build(*after, curve=CURVE):
        numbers = [*BEFORE, *after]
        rows = [f"visits,{2022 + at // 4}/{23 + at // 4} Q{at % 4 + 1},{number}" for at, number in enumerate(numbers)]
        folder = build_tree(
            tmp_path,
            {
                "qaf.yaml": "schema: 2\norganisation: {id: org, name: Org, kind: organisation}\n",
                "areas/visiting.yaml": AREA,
                "curves/on-time.yaml": curve,
                "actions.yaml": ACTIONS,
                "in.csv": "measure,period,value\n" + "\n".join(rows) + "\n",
            },
        )
        assert qaf(folder, "ingest", folder / "in.csv").code == 0
        return folder

    return build


def qaf(folder, *words):
    return run_qaf("-C", folder, "--as-at", "2026-06-15", *words, cwd=folder)


def gap_codes(folder):
    return {gap["code"]: gap for gap in json.loads(qaf(folder, "gaps", "--format", "json").out)["gaps"]}


def test_its_page_says_whether_it_turned_and_never_why(folder):
    told = qaf(folder(60, 61, 62, 60, 63, 61, 60, 62), "curve", "on-time").out
    assert "**The curve has turned.** The 8 figures since 1 April 2024 lie above the forecast" in told
    assert "not what moved them" in told
    assert "If nothing changed, 50.8 in 2025/26 Q4" in told
    assert "| Ask first | yes | Some | not said | not said | Theirs |" in told
    assert "| 2025/26 Q4 | 62.0 | 50.8 | 46.2 to 55.3 |" in told


@pytest.mark.parametrize(
    ("after", "headline"),
    [
        ((), "Too early to tell"),
        ((60, 61), "Too early to tell"),
        ((51, 50, 52), "Not turned, as far as figures can tell"),
        ((40, 41, 39), "Worse than the forecast"),
        ((70, 70, 70, 70, 49), "Better for a time, and back at the forecast now"),
        ((60, "c", 61, 62), "Whether it turned cannot be told"),
    ],
)
def test_the_headline_follows_the_stated_test(folder, after, headline):
    assert f"**{headline}.**" in qaf(folder(*after), "curve", "on-time").out


def test_the_html_page_is_whole_and_inert(folder):
    held = folder(60, 61, 62, 60)
    assert qaf(held, "curve", "on-time", "--format", "html", "--out", held / "one.html").code == 0
    page = (held / "one.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "Content-Security-Policy" in page
    assert page.count("<svg") == 2
    assert "It stood at 50." in page
    assert 'class="low-cost"' in page
    assert qaf(held, "curve", "on-time", "--format", "html", "--out", held / "two.html").code == 0
    assert (held / "two.html").read_bytes() == (held / "one.html").read_bytes()


def test_the_book_has_the_page_a_link_from_the_measure_and_one_from_the_contents(folder):
    held = folder(60, 61, 62, 60)
    assert qaf(held, "report", "--out", held / "out").code == 0
    page = (held / "out" / "book.html").read_text(encoding="utf-8")
    assert page.count('href="#curve_on-time"') == 2
    assert page.count('id="curve_on-time"') == 1
    plain = (held / "out" / "book.md").read_text(encoding="utf-8")
    assert "## Turning the curve: Visits on time" in plain
    assert (held / "out" / "book-charts" / "curve_on-time.svg").exists()


def test_the_actions_say_what_the_chart_shows_since_they_began(folder):
    held = folder(60, 61, 62, 60, 63, 61, 60, 62)
    qaf(held, "report", "--out", held / "out")
    plain = (held / "out" / "book.md").read_text(encoding="utf-8")
    assert "since it began on 1 May 2024 the chart shows an improvement" in plain
    assert "It does not say why." in plain
    assert "since it began on 1 February 2026 there are too few figures to tell (0 of 7)." in plain


def test_a_curve_that_does_not_exist_is_refused_with_a_near_miss(folder):
    ran = qaf(folder(), "curve", "ontime")
    assert ran.code == 2
    assert "Did you mean `on-time`?" in ran.err


def test_a_curve_in_order_has_no_gap(folder):
    assert not {code for code in gap_codes(folder(60)) if code.startswith("QAF36")}


@pytest.mark.parametrize(
    ("old", "new", "code", "says"),
    [
        ("low_cost: true", "low_cost: false", "QAF360", "no idea that costs little"),
        ("plan: [ask-first]\n", "", "QAF361", "No action follows"),
        ("2026-05-01", "2024-09-01", "QAF362", "since 2024-09-01"),
        ("forecast: {method: level}\n", "", "QAF363", "does not say how"),
        ("from: 2022/23 Q1", "from: 2023/24 Q1", "QAF363", "fewer than 5 figures"),
        ("began: 2024-04-01", "began: 2023-07-05", "QAF363", "goes on after the exercise began"),
    ],
)
def test_what_a_curve_lacks_is_a_gap(folder, old, new, code, says):
    held = folder(60, curve=CURVE.replace(old, new))
    found = gap_codes(held)
    assert code in found and says in found[code]["message"]
    explained = qaf(held, "gaps", "--explain", f"{code} on-time").out
    assert "It is a gap." in explained


def test_a_withheld_figure_of_the_baseline_is_never_reckoned_with(folder):
    held = folder(60, 61, 62)
    file = held / "data" / "visiting.csv"
    assert "51" in file.read_text(encoding="utf-8")
    (held / "again.csv").write_text("measure,period,value\nvisits,2023/24 Q1,c\n", encoding="utf-8")
    qaf(held, "ingest", "--restates", held / "again.csv")
    told = qaf(held, "curve", "on-time").out
    assert "No forecast can be made, because figures are withheld" in told
    assert "Forecast: if nothing" not in told


def test_texts_of_actions_meetings_and_curves_quote_figures_as_they_may_be_shown(folder):
    held = folder(60, 61, curve=CURVE.replace("says: It holds", "says: \"Now {{ figure('visits', '2024/25 Q2') }}\""))
    text = ACTIONS.replace("text: Ask first", "text: \"From {{ figure('visits', '2023/24 Q4') }} up\"")
    later = text.replace("text: Later", "text: \"Past {{ figure('visits', '2030/31 Q1') }}\"")
    asked = "  - {on: 2026-05-01, body: board, asked: [{question: \"Why {{ figure('visits', '2024/25 Q1') }}?\"}]}\n"
    bodies = "bodies: [{id: board, name: Board, role: senior_leadership}]\n"
    reports = "reports: [{id: book, name: Book, form: quarterly, to: [board]}]\n"
    build_tree(
        held, {"actions.yaml": later, "meetings.yaml": f"meetings:\n{asked}", "governance.yaml": bodies + reports}
    )
    told = qaf(held, "curve", "on-time").out
    assert "From 50.0 up" in told
    assert "Now 61.0" in told
    assert "Why 60.0?" in qaf(held, "governance", "board").out
    ran = qaf(held, "report", "quarterly", "--body", "board", "--to", "md")
    assert "actions.yaml:3:23: warning QAF601" in ran.err
    page = (held / "build" / "org" / "quarterly.md").read_text(encoding="utf-8")
    assert "Why 60.0?" in page
    assert "figure(" not in page
