"""What the rules about the timetable say, and what they keep quiet about."""

import pytest
from folders import findings_of, place
from helpers import build_tree, run_qaf
from timetable_folder import SETTINGS, files


def found(tmp_path, code, activities="activities: []\n", **more):
    """Messages of one code, each with its place."""
    folder = build_tree(tmp_path, files(activities, **more))
    items = [item for item in findings_of(folder) if item.code == code]
    return [f"{place(item.where.path, item.span)} {item.message}" for item in items]


def activity(keys, id_="act"):
    return f"activities:\n  - {{id: {id_}, name: Act, kind: audit, {keys}}}\n"


@pytest.mark.parametrize(
    ("years", "said"),
    [
        ("2025/26", "names 1 year, and a timetable is made for three"),
        (", ".join(f"20{y}/{y + 1}" for y in range(20, 30)), "names 10 years"),
        ("2025/26, 2027/28, 2028/29", "after `2025/26` comes `2027/28`"),
        ("2027/28, 2026/27, 2025/26", "after `2027/28` comes `2026/27`"),
        ("2025/26, 2025/26, 2026/27", "`2025/26` stands twice"),
        ("2025/26, 2026/27, 2027/28 Q1", "`2027/28 Q1` in `timetable_years` is not a year"),
        ("2025/26, 2026/27, 2027/28", ""),
        ("2025/26, 2026/27, 2027/28, 2028/29", ""),
        ("2025 , 2026, 2027", ""),
    ],
)
def test_years(tmp_path, years, said):
    settings = SETTINGS.replace("2025/26, 2026/27, 2027/28", years)
    messages = found(tmp_path, "QAF403", qaf=settings)
    assert len(messages) == bool(said)
    assert said in "".join(messages)


def test_no_years_is_a_remark_only_where_there_are_activities(tmp_path):
    settings = SETTINGS.replace("timetable_years: [2025/26, 2026/27, 2027/28]\n", "")
    assert found(tmp_path / "none", "QAF403", qaf=settings) == []
    folder = build_tree(tmp_path / "one", files(activity("due: [2026-10-30]"), qaf=settings))
    (item,) = [item for item in findings_of(folder) if item.code == "QAF403"]
    assert item.level == "info"
    assert "does not name its years" in item.message


def test_the_years_left_out_are_named(tmp_path):
    (message,) = found(tmp_path, "QAF404", activity("frequency: six_monthly, due: [2025-10-31]"))
    assert message.startswith("timetable.yaml:2:")
    assert "`act` (Act) is six-monthly, and has no date in 2026/27 and 2027/28." in message


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("frequency: three_yearly, due: [2029-01-31]", "takes place in none of the timetable's years"),
        ("frequency: three_yearly, due: [2023-01-31], done: [{on: 2023-01-31}]", "in none of the timetable's years"),
        ("areas: [neglect]", "does not say when it takes place"),
        ("due: [2023-01-31], done: [{on: 2023-01-31}]", ""),
        ("frequency: three_yearly", ""),
        ("frequency: three_yearly, due: [2023-01-31], done: [{on: 2025-05-01}]", ""),
        ("frequency: on_event", ""),
        ("frequency: continuous", ""),
        ("frequency: annual, due: [2029-01-31]", ""),
    ],
)
def test_never_in_the_years(tmp_path, keys, said):
    messages = found(tmp_path, "QAF405", activity(keys))
    assert len(messages) == bool(said)
    assert said in "".join(messages)


def test_dates_that_cannot_be(tmp_path):
    text = activity("due: [2026-10-30, 2062-10-30, 2026-10-30], done: [{on: 2026-06-16}, {on: 2026-06-15}]")
    messages = found(tmp_path, "QAF407", text)
    assert [message.partition(" ")[2] for message in messages] == [
        "`act` is due in 2062-10-30, more than 10 years from now.",
        "`act` is due twice in 2026-10-30.",
    ]
    assert messages[0].startswith("timetable.yaml:")


def test_a_post_that_ends(tmp_path):
    posts = "posts:\n  - {id: officer, name: Officer, until: 2026-07-31}\n"
    areas = {"areas/neglect": "name: Neglect\ngroup: practice\n"}
    for due, count in (("2026-07-31", 0), ("2026-08-01", 1), ("2026/27 Q2", 1), ("2026-05-01", 0)):
        text = activity(f"areas: [neglect], lead: officer, due: [{due}]")
        messages = found(tmp_path / due.replace("/", "_"), "QAF408", text, governance=posts, **areas)
        assert len(messages) == count, due


def test_a_circle_of_activities_is_one_error_and_no_warning(tmp_path):
    text = """\
activities:
  - {id: a, name: A, kind: audit, follows: b, due: [2026-10-01]}
  - {id: b, name: B, kind: audit, follows: a, due: [2026-10-30]}
"""
    assert len(found(tmp_path, "QAF211", text)) == 1


def test_an_area_never_reached_can_be_accepted_and_explained(tmp_path):
    accepted = """\
accepted:
  - {code: QAF330, about: supervision, reason: Inspected last year, by: analyst, until: 2026-12-31}
"""
    text = activity("areas: [neglect], due: [2026-10-30], lead: analyst")
    folder = build_tree(tmp_path, files(text, **{"accepted-gaps": accepted}))
    assert not [item for item in findings_of(folder) if item.code in ("QAF330", "QAF402")]
    ran = run_qaf("--as-at", "2026-06-15", "gaps", "--explain", "QAF330 supervision", cwd=folder)
    assert "In 2026/27 it is reached by no activity." in ran.out
    assert "Not counted, for they look elsewhere or at no time in these years: `act`." in ran.out
    assert "It is a gap, and accepted by Analyst until 2026-12-31: Inspected last year" in ran.out


@pytest.mark.parametrize("code", ["QAF330", "QAF332"])
def test_an_empty_timetable_is_left_to_the_steps(tmp_path, code):
    assert found(tmp_path, code) == []


def test_a_timetable_that_cannot_be_read_hides_no_gaps_that_are_none(tmp_path):
    text = "activities:\n  - {id: act, name: Act, kind: audt, areas: [neglect], due: [2026-10-30]}\n"
    assert found(tmp_path, "QAF330", text) == []


@pytest.mark.parametrize(
    ("keys", "gap"),
    [
        ("due: [2026-10-30]", True),
        ("due: [2026-10-30], lead: analyst", False),
        ("due: [2025-10-30], done: [{on: 2025-10-30}]", False),
        ("due: [2026-05-30]", True),
        ("due: [2025/26 Q4]", True),
        ("due: [2026/27 Q4]", False),
        ("frequency: on_event", False),
        ("frequency: monthly", False),
    ],
)
def test_lead(tmp_path, keys, gap):
    assert bool(found(tmp_path, "QAF331", activity(f"areas: [neglect], {keys}"))) is gap


@pytest.mark.parametrize(("code", "about"), [("QAF331", "act"), ("QAF333", "act")])
def test_gaps_about_activities_can_be_explained(tmp_path, code, about):
    folder = build_tree(tmp_path, files(activity("due: [2026-10-30]")))
    ran = run_qaf("--as-at", "2026-06-15", "gaps", "--explain", f"{code} {about}", cwd=folder)
    assert ran.out.startswith(f"{code} ")
    assert "It is a gap." in ran.out
    wrong = run_qaf("gaps", "--explain", f"{code} neglect", cwd=folder)
    assert wrong.code == 2
