"""Search: best match first, slips and other spellings forgiven, the same answer every time."""

import pytest
from helpers import MINIMAL_SETTINGS, build_tree

from qaf.analysis.entries import area_entries, picked
from qaf.analysis.search import search
from qaf.api import open_folder

DOMESTIC = """\
name: Domestic violence
group: practice
why: Many reviews speak of it.
good:
  - id: dv-stops
    kind: outcome
    text: The violence stops, and the children's behaviour shows it.
measures:
  - id: dv-cases
    kind: quantity
    text: Cases with domestic violence
    unit: count
  - id: dv-stopped
    kind: outcome
    text: Cases in which the violence had stopped at closure
    unit: percent
    of: dv-cases
    sources: [dv-mothers]
sources:
  - id: dv-mothers
    family: children_parents_carers
    method: interview
    text: Mothers are asked at closure.
    kinds: [quality, outcome]
questions:
  - id: dv-ask
    text: How does our parenting programme help families?
    about: [dv-stopped]
"""
SUPERVISION = """\
name: Supervision and support
group: organisational
measures:
  - id: supervision-on-time
    kind: quality
    text: Supervision sessions held when they were due
    unit: percent
    base: sessions due
    sources: [staff-survey]
"""
SHARED = """\
sources:
  - id: staff-survey
    family: frontline_staff
    method: survey
    kinds: [quality]
    areas: [supervision]
"""


@pytest.fixture(scope="module")
def framework(tmp_path_factory):
    files = {
        "qaf.yaml": MINIMAL_SETTINGS.replace("organisation\n", "catalogue\n"),
        "areas/domestic-violence.yaml": DOMESTIC,
        "areas/supervision.yaml": SUPERVISION,
        "sources.yaml": SHARED,
    }
    return open_folder(build_tree(tmp_path_factory.mktemp("catalogue"), files)).framework


def found(framework, words, **limits):
    among = picked(framework, area_entries(framework), **limits) if limits else None
    return [entry.id for entry in search(framework, words, among).entries]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("domestic violence", "domestic-violence"),
        ("Domestic Abuse", "domestic-violence"),
        ("children's behavior", "dv-stops"),
        ("behaviors of a child", "dv-stops"),
        ("parenting programs", "dv-ask"),
        ("supervison", "supervision"),
        ("supervisors", "supervision"),
        ("sesions due", "supervision-on-time"),
        ("closrue", "dv-mothers"),
        ("moms", "dv-mothers"),
        ("dv-stopped", "dv-stopped"),
        ("stopped at closure", "dv-stopped"),
    ],
)
def test_the_best_match_comes_first(framework, words, first):
    assert found(framework, words)[0] == first


def test_nothing_fits_nonsense_or_nothing(framework):
    assert found(framework, "zqxj") == []
    assert found(framework, "") == []
    assert found(framework, "the of and") == []
    assert search(framework, "zqxj violence").unknown == ("zqxj",)
    assert found(framework, "zqxj violence")[0] == "domestic-violence"


def test_what_holds_more_of_the_words_comes_before_what_holds_less(framework):
    ids = found(framework, "violence cases closure")
    assert ids == ["dv-stopped", "dv-cases", "dv-mothers"]


def test_the_same_question_has_the_same_answer(framework):
    assert found(framework, "violence") == found(framework, "violence")


def test_limits_are_kept(framework):
    assert found(framework, "violence", type_="measure") == ["dv-cases", "dv-stopped"]
    assert found(framework, "violence", kind="outcome")[0] == "dv-stopped"
    assert found(framework, "violence", area="supervision") == []


def picked_ids(framework, **limits):
    return [entry.id for entry in picked(framework, area_entries(framework), **limits)]


def test_entries_are_listed_area_by_area(framework):
    assert picked_ids(framework) == [
        "domestic-violence",
        "dv-stops",
        "dv-mothers",
        "dv-cases",
        "dv-stopped",
        "dv-ask",
        "supervision",
        "supervision-on-time",
        "staff-survey",
    ]


def test_a_family_is_a_source_s_and_reaches_measures_where_they_are_asked_for(framework):
    assert picked_ids(framework, family="children_parents_carers") == ["dv-mothers"]
    assert picked_ids(framework, family="children_parents_carers", type_="measure") == ["dv-stopped"]
    assert picked_ids(framework, family="frontline_staff", area="supervision") == ["staff-survey"]
    assert picked_ids(framework, family="external") == []


def test_a_source_of_two_kinds_is_of_both(framework):
    assert "dv-mothers" in picked_ids(framework, kind="quality")
    assert "dv-mothers" in picked_ids(framework, kind="outcome")
    assert next(e for e in area_entries(framework) if e.id == "dv-mothers").kind == "quality, outcome"
