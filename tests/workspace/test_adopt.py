"""What an adoption copies, where it puts it, what it leaves out, and what it will not do."""

import pytest
from helpers import MINIMAL_SETTINGS, build_tree
from small_catalogue import AREA, CHILD, adopting_folder, small_catalogue

from qaf.api import adopt, catalogue, open_folder
from qaf.ground.errors import QafError, RefusedError
from qaf.workspace.yaml_reader import read_yaml


@pytest.fixture
def shelf(tmp_path):
    return small_catalogue(tmp_path / "catalogue")


@pytest.fixture
def folder(tmp_path):
    return adopting_folder(tmp_path / "ours")


@pytest.fixture
def take(folder, shelf):
    def call(*ids, into="", with_=(), write=True, root=folder):
        return adopt(open_folder(root), ids, into, with_, source=shelf, write=write)

    return call


def data_of(root, path="areas/domestic-abuse.yaml"):
    return read_yaml((root / path).read_bytes()).data


def entry(root, id_, path="areas/domestic-abuse.yaml"):
    data = data_of(root, path)
    (found,) = [
        item for key in ("good", "sources", "measures", "questions") for item in data.get(key, ()) if item["id"] == id_
    ]
    return found


def contents(root):
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def errors(root):
    return [item for item in open_folder(root).loaded.findings if item.level == "error"]


def test_the_small_catalogue_has_no_errors(shelf):
    assert errors(shelf) == []


# what is copied ---------------------------------------------------------------------------------------------------


def test_an_entry_is_copied_with_its_origin_and_the_rest_of_the_file_stays(folder, take):
    plan = take("dv-asked")
    new = (folder / "areas/domestic-abuse.yaml").read_text()
    added = (
        "  - id: dv-asked\n    kind: outcome\n    text: Children who say that they are safer\n    unit: percent\n"
        "    base: children asked\n    based_on: dv-asked\n"
    )
    assert new == AREA.replace("asked'\n", "asked'\n" + added)
    assert [(one.id, one.type, one.path) for one in plan.adopted] == [
        ("dv-asked", "measure", "areas/domestic-abuse.yaml")
    ]
    assert errors(folder) == []


def test_the_cite_comes_along_and_free_keys_do_not(folder, take):
    take("dv-stops")
    assert entry(folder, "dv-stops") == {
        "id": "dv-stops", "kind": "outcome", "text": "The violence stops: for good.", "cite": "Module 2",
        "based_on": "dv-stops",
    }  # fmt: skip
    text = (folder / "areas/domestic-abuse.yaml").read_text()
    assert "x-reading" not in text
    assert text.index("\ngood:") < text.index("\nmeasures:"), "lists stand in their usual order"


def test_an_area_is_a_file_of_its_own_with_its_head_alone(tmp_path, take):
    root = build_tree(tmp_path / "empty", {"qaf.yaml": MINIMAL_SETTINGS})
    plan = take("domestic-violence", root=root)
    assert data_of(root, "areas/domestic-violence.yaml") == {
        "name": "Domestic violence",
        "group": "practice",
        "why": read_yaml(CHILD.encode()).data["why"],
        "evidence": [{"cite": "Somebody (2009): a study", "says": "Much."}],
        "cite": "Module 1",
        "based_on": "domestic-violence",
    }
    assert {(item.key, item.target) for item in plan.left_out} == {
        ("within", "risks"), ("interacts_with", "risks"), ("interacts_with", "housing"),
    }  # fmt: skip
    (suggested,) = plan.next
    assert [choice.id for choice in suggested.measures] == ["dv-stopped", "dv-asked", "dv-steps", "dv-referrals"]
    assert suggested.others == (("good", 1), ("source", 1), ("question", 1))
    assert errors(root) == []


def test_areas_adopted_together_keep_their_links(tmp_path, take):
    root = build_tree(tmp_path / "empty", {"qaf.yaml": MINIMAL_SETTINGS})
    take("domestic-violence", "risks", "housing", root=root)
    data = data_of(root, "areas/domestic-violence.yaml")
    assert data["within"] == "risks"
    assert data["interacts_with"] == ["housing", "risks"]


def test_an_area_brings_what_is_asked_for(tmp_path, take):
    root = build_tree(tmp_path / "empty", {"qaf.yaml": MINIMAL_SETTINGS})
    take("domestic-violence", root=root, with_=["good", "sources", "questions"])
    data = data_of(root, "areas/domestic-violence.yaml")
    assert [item["id"] for key in ("good", "sources", "questions") for item in data[key]] == [
        "dv-stops", "dv-files", "dv-what-changed",
    ]  # fmt: skip
    assert data["questions"][0]["about"] == ["dv-stops"]
    assert "measures" not in data
    assert "supplied_by" not in data["sources"][0]


def test_what_a_percentage_is_of_is_said_in_words_until_it_is_there(folder, take):
    plan = take("dv-stopped")
    measure = entry(folder, "dv-stopped")
    assert measure["base"] == "Referrals about domestic violence"
    assert not measure.keys() & {"of", "covers", "shows", "sources"}
    assert {(item.key, item.target, item.brings) for item in plan.left_out} == {
        ("of", "dv-referrals", "base"), ("shows", "dv-stops", "good"), ("shows", "home-is-safe", "good"),
        ("sources", "dv-files", "sources"), ("sources", "survey", "sources"),
    }  # fmt: skip
    assert errors(folder) == []


def test_with_brings_along_what_a_percentage_needs(folder, take):
    plan = take("dv-stopped", with_=["base", "good", "sources", "questions"])
    measure = entry(folder, "dv-stopped")
    assert measure["of"] == "dv-referrals"
    assert measure["covers"] == "whole_group"
    assert measure["shows"] == ["dv-stops", "home-is-safe"]
    assert measure["sources"] == ["dv-files", "survey"]
    assert entry(folder, "dv-referrals")["sources"] == ["dv-files"]
    assert entry(folder, "dv-what-changed")["about"] == ["dv-stopped", "dv-stops"]
    assert data_of(folder, "sources.yaml")["sources"] == [
        {"id": "survey", "family": "children_parents_carers", "method": "survey", "areas": ["domestic-abuse"],
         "based_on": "survey"}
    ]  # fmt: skip
    assert {item.key for item in plan.left_out} == {"supplied_by", "areas"}
    ids = [item["id"] for item in data_of(folder)["measures"]]
    assert ids.index("dv-referrals") < ids.index("dv-stopped"), "the count stands before its share"
    assert errors(folder) == []


def test_what_comes_along_later_is_linked(folder, take):
    take("dv-stopped")
    plan = take("dv-stopped", with_=["base", "good"])
    assert {(link.key, link.target) for link in plan.linked} == {
        ("of", "dv-referrals"), ("shows", "dv-stops"), ("shows", "home-is-safe"),
    }  # fmt: skip
    measure = entry(folder, "dv-stopped")
    assert measure["of"] == "dv-referrals"
    assert measure["shows"] == ["dv-stops", "home-is-safe"]
    assert list(measure).index("of") < list(measure).index("shows") < list(measure).index("better")
    assert take("dv-stopped", with_=["base", "good"]).changes == ()


# twice, clashes ---------------------------------------------------------------------------------------------------


def test_adopting_twice_changes_nothing(folder, take):
    take("dv-stopped", "dv-stops", "housing", with_=["base"])
    before = contents(folder)
    plan = take("dv-stopped", "dv-stops", "housing", with_=["base"])
    assert contents(folder) == before
    assert plan.changes == ()
    assert plan.adopted == ()
    assert {one.origin for one in plan.present} == {"dv-stopped", "dv-stops", "housing", "dv-referrals"}


def test_an_entry_that_was_renamed_and_moved_is_known_by_its_origin(folder, take):
    take("dv-asked")
    path = folder / "areas/domestic-abuse.yaml"
    path.write_text(path.read_text().replace("id: dv-asked", "id: felt-safety").replace("safer\n", "secure\n"))
    plan = take("dv-asked")
    assert [one.id for one in plan.present] == ["felt-safety"]
    assert plan.changes == ()


def test_a_copy_made_by_hand_is_known_by_its_id_and_words(folder, take):
    path = folder / "areas/domestic-abuse.yaml"
    path.write_text(path.read_text() + 'good: [{id: dv-stops, kind: outcome, text: "The violence stops: for good."}]\n')
    assert take("dv-stops").changes == ()


def test_an_id_that_is_taken_gets_a_number_and_references_follow_it(tmp_path, take):
    other = "name: X\ngroup: wider\nsources: [{id: dv-files, family: external, method: research}]\n"
    root = adopting_folder(tmp_path / "clash", areas__other=other, areas__housing="name: Ours\ngroup: wider\n")
    take("dv-stopped", "dv-files", root=root)
    assert entry(root, "dv-files-2")["based_on"] == "dv-files"
    assert entry(root, "dv-stopped")["sources"] == ["dv-files-2"]
    take("housing", root=root)
    assert data_of(root, "areas/housing-2.yaml")["based_on"] == "housing"
    assert data_of(root, "areas/housing.yaml") == {"name": "Ours", "group": "wider"}
    assert errors(root) == []


def test_an_id_of_a_file_that_is_not_checked_yet_is_taken_too(tmp_path, take):
    root = adopting_folder(tmp_path / "x", ideas="ideas:\n  - {id: dv-asked, team: a, text: b, on: 2026-01-01}\n")
    take("dv-asked", root=root)
    assert entry(root, "dv-asked-2")["based_on"] == "dv-asked"


def test_a_count_is_no_base_unless_it_counts(tmp_path, take):
    other = "name: X\ngroup: wider\nmeasures: [{id: dv-referrals, kind: quality, text: y, unit: percent, base: z}]\n"
    root = adopting_folder(tmp_path / "x", areas__other=other)
    take("dv-stopped", root=root)
    assert "of" not in entry(root, "dv-stopped")
    assert errors(root) == []


# where it goes ----------------------------------------------------------------------------------------------------


def test_into_says_where_and_what_comes_along_goes_there_too(tmp_path, take):
    root = adopting_folder(tmp_path / "x", areas__deep__other="name: X\ngroup: wider\n")
    take("dv-stopped", into="other", with_=["good"], root=root)
    assert entry(root, "dv-stopped", "areas/deep/other.yaml")
    assert entry(root, "dv-stops", "areas/deep/other.yaml")
    assert entry(root, "home-is-safe", "areas/deep/other.yaml")


def test_into_an_area_that_is_adopted_at_the_same_time(tmp_path, take):
    root = adopting_folder(tmp_path / "x", areas__housing="name: Ours\ngroup: wider\n")
    take("risks", "dv-asked", into="risks", root=root)
    assert entry(root, "dv-asked", "areas/risks.yaml")
    with pytest.raises(QafError, match="an area gets a file of its own"):
        take("risks", into="risks", root=root)


def test_a_statement_of_the_area_above_goes_there_where_the_folder_has_it(tmp_path, take):
    root = adopting_folder(tmp_path / "x", areas__risks="name: Risks\ngroup: practice\n")
    take("dv-stopped", with_=["good"], root=root)
    assert entry(root, "home-is-safe", "areas/risks.yaml")
    assert entry(root, "dv-stops")


def test_without_a_matching_area_the_user_has_to_say_which(folder, take):
    with pytest.raises(QafError, match=r"no area that matches `housing` \(Housing\)") as caught:
        take("decent-homes")
    assert "qaf adopt housing" in caught.value.help
    assert "Its areas are `domestic-abuse`." in caught.value.help


def test_two_matching_areas_are_not_chosen_between(tmp_path, take):
    other = "name: X\ngroup: wider\nbased_on: domestic-violence\n"
    root = adopting_folder(tmp_path / "x", areas__other=other)
    with pytest.raises(QafError, match="it is not clear where measure `dv-asked` goes"):
        take("dv-asked", root=root)
    take("dv-asked", into="other", root=root)
    assert entry(root, "dv-asked", "areas/other.yaml")


def test_a_shared_source_goes_into_the_shared_file_or_where_one_says(tmp_path, folder, take):
    take("survey")
    text = (folder / "sources.yaml").read_text()
    assert text.startswith("sources:\n  - id: survey\n")
    root = adopting_folder(
        tmp_path / "x", sources="# Ours.\nsources:\n- id: own\n  family: external\n  method: other\n"
    )
    take("survey", root=root)
    assert (
        (root / "sources.yaml")
        .read_text()
        .endswith(
            "  method: other\n- id: survey\n  family: children_parents_carers\n  method: survey\n"
            "  areas: [domestic-abuse]\n  based_on: survey\n"
        )
    )
    other = adopting_folder(tmp_path / "y")
    take("survey", into="domestic-abuse", root=other)
    assert "areas" not in entry(other, "survey")


# what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ids", "options", "message", "advice"),
    [
        (["dv-stoped"], {}, "no entry `dv-stoped` in the catalogue", "Did you mean `dv-stopped`?"),
        (["../../etc/passwd"], {}, "no entry `../../etc/passwd`", "qaf catalogue search"),
        (["x" * 300], {}, "no entry `xxx", "qaf catalogue search"),
        (["ours"], {}, "no entry `ours`", "It is a measure of this folder already."),
        (["spring-audit"], {}, "is an activity of the catalogue", "areas, good statements, sources"),
        (["three-steps"], {}, "is a scale of the catalogue", "measures and questions"),
        (["dv-asked"], {"into": "domestic-abus"}, "no area `domestic-abus`", "Did you mean `domestic-abuse`?"),
        (["dv-asked"], {"into": "housing"}, "no area `housing` in this folder", "`qaf adopt housing`"),
        (["dv-asked"], {"into": "ours"}, "no area `ours`", "Its areas are `domestic-abuse`."),
        (["dv-asked"], {"with_": ["bases"]}, "`bases` cannot be brought along", "Did you mean `base`?"),
        (["dv-asked", "nothing"], {}, "no entry `nothing`", ""),
    ],
)
def test_what_does_not_exist_is_said_and_nothing_happens(folder, take, ids, options, message, advice):
    before = contents(folder)
    with pytest.raises(QafError) as caught:
        take(*ids, **options)
    assert message in str(caught.value)
    assert advice in caught.value.help
    assert len(str(caught.value)) < 200
    assert contents(folder) == before


def test_a_measure_that_would_be_wrong_here_is_refused_with_the_reason(folder, take):
    before = contents(folder)
    with pytest.raises(RefusedError, match="would have an error that it does not have now") as caught:
        take("dv-steps")
    assert [item.code for item in caught.value.findings] == ["QAF110"]
    assert contents(folder) == before
    settings = folder / "qaf.yaml"
    settings.write_text(settings.read_text() + "scales: [{id: three-steps, name: T, grades: [{id: a, name: A}]}]\n")
    take("dv-steps")
    assert entry(folder, "dv-steps")["scale"] == "three-steps"


@pytest.mark.parametrize(
    "broken",
    [
        "name: [Domestic abuse\ngroup: practice\nbased_on: domestic-violence\n",
        "name: X\nname: Y\ngroup: practice\nbased_on: domestic-violence\n",
        "name: X\n\tgroup: practice\nbased_on: domestic-violence\n",
        "name: X\ngroup: practice\nbased_on: domestic-violence\n---\nname: Y\n",
        "name: X\ngroup: practice\nbased_on: domestic-violence\n<<<<<<< a\nwhy: a\n=======\nwhy: b\n>>>>>>> b\n",
        b"name: Caf\xe9\ngroup: practice\nbased_on: domestic-violence\n",
        "name: X\ngroup: practice\nbased_on: domestic-violence\nmeasures: &all\n  - id: a\nquestions: *all\n",
        "name: X\ngroup: practice\nbased_on: domestic-violence\nmeasures: none\n",
    ],
)
def test_a_file_that_cannot_be_edited_is_left_as_it_is(tmp_path, take, broken):
    root = adopting_folder(tmp_path / "x", **{"areas__domestic-abuse": broken})
    before = contents(root)
    for options in ({}, {"into": "domestic-abuse"}):
        with pytest.raises(RefusedError) as caught:
            take("dv-asked", root=root, **options)
        assert "areas/domestic-abuse.yaml" in str(caught.value)
    assert contents(root) == before


def test_a_broken_file_elsewhere_matters_only_if_it_may_hold_the_entry(tmp_path, take):
    root = adopting_folder(tmp_path / "x", areas__other="name: [\nmeasures:\n  - id: dv-asked\n")
    with pytest.raises(RefusedError, match=r"areas/other.yaml cannot be read, and it may hold `dv-asked` already"):
        take("dv-asked", root=root)
    assert take("dv-stops", root=root).adopted
    with pytest.raises(RefusedError, match=r"areas/housing.yaml cannot be read"):
        take("housing", root=adopting_folder(tmp_path / "y", areas__housing="name: ["))


def test_a_file_that_was_changed_in_the_meantime_is_left_as_it_is(folder, shelf):
    opened = open_folder(folder)
    (folder / "areas/domestic-abuse.yaml").write_text(AREA + "# edited\n")
    with pytest.raises(RefusedError, match="changed by something else in the meantime"):
        adopt(opened, ["dv-asked", "housing"], source=shelf)
    assert not (folder / "areas/housing.yaml").exists()
    assert (folder / "areas/domestic-abuse.yaml").read_text() == AREA + "# edited\n"


def test_planning_writes_nothing(folder, take):
    before = contents(folder)
    plan = take("dv-stopped", "housing", with_=["base", "good", "sources", "questions"], write=False)
    assert contents(folder) == before
    assert [change.path for change in plan.changes] == [
        "areas/domestic-abuse.yaml", "areas/housing.yaml", "sources.yaml",
    ]  # fmt: skip


def test_a_folder_that_is_the_catalogue_has_it_all_already(shelf, take):
    assert take("dv-stopped", "risks", "survey", root=shelf).changes == ()


def test_errors_that_the_folder_had_stay_as_they_were(tmp_path, take):
    root = adopting_folder(tmp_path / "x", areas__other="name: X\ngroup: wide\nwhy: 1\nwithin: nowhere\n")
    before = [(item.code, item.where, item.message) for item in errors(root)]
    assert before
    take("dv-asked", "housing", root=root)
    assert [(item.code, item.where, item.message) for item in errors(root)] == before


def test_the_shipped_catalogue_is_the_default_and_every_area_of_it_can_be_adopted(tmp_path):
    root = build_tree(tmp_path / "all", {"qaf.yaml": MINIMAL_SETTINGS})
    shipped = catalogue()
    plan = adopt(open_folder(root), list(shipped.framework.areas), with_=["good", "sources", "questions"])
    assert {one.origin for one in plan.adopted if one.type == "area"} == set(shipped.framework.areas)
    assert errors(root) == []
    plan = adopt(open_folder(root), list(shipped.framework.measures))
    assert len(plan.adopted) == len(shipped.framework.measures)
    assert {item.key for item in plan.left_out} <= {"supplied_by"}
    assert errors(root) == []
    ours = open_folder(root).framework
    for id_, measure in ours.measures.items():
        assert measure.model_copy(update={"based_on": None}) == shipped.framework.measures[id_], id_
