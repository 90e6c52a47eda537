"""QAF315 to QAF318: which sources an area lacks, and where nobody says what good looks like."""

import json
from pathlib import Path

import pytest
from helpers import MINIMAL_SETTINGS, build_tree, run_qaf

AS_AT = "2026-06-15"


def source(id_: str, kinds: str | None) -> str:
    said = "" if kinds is None else f"    kinds: [{kinds}]\n"
    return f"  - id: {id_}\n    family: frontline_staff\n    method: survey\n{said}"


def area(*sources: str, within: str = "", good: bool = False) -> str:
    text = "name: Supervision\ngroup: organisational\n"
    text += f"within: {within}\n" if within else ""
    text += "good:\n  - id: heard\n    kind: quality\n    text: Staff are heard.\n" if good else ""
    return text + ("sources:\n" + "".join(sources) if sources else "")


def gaps(folder: Path, files: dict[str, str], *codes: str) -> set[str]:
    build_tree(folder, {"qaf.yaml": MINIMAL_SETTINGS, **files})
    ran = run_qaf("-C", folder, "--as-at", AS_AT, "gaps", "--format", "json")
    found = json.loads(ran.out)["gaps"]
    return {f"{gap['code']} {gap['about']}" for gap in found if gap["code"] in codes}


KINDS = ("QAF315", "QAF316", "QAF317")


def test_each_kind_that_no_source_is_for_is_a_gap(tmp_path):
    files = {"areas/a.yaml": area(source("one", "quality"), source("two", "quality"))}
    assert gaps(tmp_path, files, *KINDS) == {"QAF315 a", "QAF317 a"}


@pytest.mark.parametrize("other", [None, "outcome, quantity"])
def test_a_source_that_leaves_its_kinds_open_may_be_for_any(tmp_path, other):
    files = {"areas/a.yaml": area(source("one", "quality"), source("two", other))}
    assert gaps(tmp_path, files, *KINDS) == set()


def test_an_area_without_sources_is_one_gap_and_not_four(tmp_path):
    assert gaps(tmp_path, {"areas/a.yaml": area()}, "QAF313", *KINDS) == {"QAF313 a"}


def test_a_parent_has_the_sources_of_the_areas_below_and_they_not_its_own(tmp_path):
    files = {
        "areas/a.yaml": area(source("one", "outcome, quantity")),
        "areas/b.yaml": area(source("two", "quality, outcome"), within="a"),
    }
    assert gaps(tmp_path, files, *KINDS) == {"QAF317 b"}


def test_a_shared_source_counts_for_the_areas_it_serves(tmp_path):
    shared = "sources:\n" + source("shared", "outcome, quality") + "    areas: [a]\n"
    files = {"areas/a.yaml": area(source("one", "quantity")), "sources.yaml": shared}
    assert gaps(tmp_path, files, *KINDS) == set()


def test_nothing_is_missing_where_the_shared_sources_cannot_be_read(tmp_path):
    files = {"areas/a.yaml": area(source("one", "quality")), "sources.yaml": "sources: [\n"}
    assert gaps(tmp_path, files, *KINDS) == set()


def test_the_message_counts_the_sources_and_the_working_says_what_each_is_for(tmp_path):
    build_tree(tmp_path, {"qaf.yaml": MINIMAL_SETTINGS, "areas/a.yaml": area(source("one", "quality"))})
    ran = run_qaf("-C", tmp_path, "--as-at", AS_AT, "gaps", "--format", "csv")
    assert "Supervision has no outcome source: its only source is not said to tell whether anyone is better off" in (
        ran.out
    )
    ran = run_qaf("-C", tmp_path, "--as-at", AS_AT, "gaps", "--explain", "QAF315 a")
    assert "`one` is for quality: not counted." in ran.out
    assert ran.out.endswith("It is a gap.\nAs at 2026-06-15.\n")
    ran = run_qaf("-C", tmp_path, "--as-at", AS_AT, "gaps", "--explain", "QAF316 a")
    assert "`one` is for quality: counted." in ran.out
    assert ran.out.endswith("It is no gap.\nAs at 2026-06-15.\n")


def test_gaps_of_one_kind_include_those_of_its_sources(tmp_path):
    build_tree(tmp_path, {"qaf.yaml": MINIMAL_SETTINGS, "areas/a.yaml": area(source("one", "quality"))})
    ran = run_qaf("-C", tmp_path, "--as-at", AS_AT, "gaps", "--kind", "outcome", "--format", "json")
    assert {gap["code"] for gap in json.loads(ran.out)["gaps"]} == {"QAF301", "QAF315"}


def test_a_statement_counts_for_the_areas_above_and_below(tmp_path):
    files = {
        "areas/a.yaml": area(),
        "areas/b.yaml": area(within="a", good=True),
        "areas/c.yaml": area(within="b"),
        "areas/d.yaml": area(within="a"),
    }
    assert gaps(tmp_path, files, "QAF318") == {"QAF318 d"}


def test_nothing_is_missing_where_an_area_above_cannot_be_read(tmp_path):
    files = {"areas/a.yaml": "name: [\n", "areas/b.yaml": area(within="a"), "areas/c.yaml": area()}
    assert gaps(tmp_path, files, "QAF318") == {"QAF318 c"}
