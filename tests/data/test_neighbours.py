from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from helpers import MINIMAL_SETTINGS, build_tree, run_qaf

from qaf.data.ingest_request import IngestRequest
from qaf.data.neighbours import Neighbour, in_words, read_neighbours

WIDE = (
    "Code,Place,Code again,Region,SN1,How,SN2,How,\n"
    "11,Ash,11,3,22,Very Close,33,Close,\n"
    "22,Birch,22,3,11,Close,33,Close,\n"
    "33,Cedar,33,4,44,Close,11,Close,\n"
    "44,Dogwood,44,4,33,Close,22,Close,\n"
)


def read(framework_of, text, code, columns=(), name="list.csv"):
    content = text if isinstance(text, bytes) else text.encode()
    request = IngestRequest(framework_of(), Path("nowhere"), name, content, datetime.date(2026, 3, 31))
    return read_neighbours(request, code, columns)


def test_the_columns_of_codes_are_found_whatever_they_are_called(framework_of):
    found, findings = read(framework_of, WIDE, "11")
    assert findings == ()
    assert found == (Neighbour("22", "Birch"), Neighbour("33", "Cedar"))
    assert in_words(found) == "Birch (22) and Cedar (33)"


def test_an_appendix_with_gaps_and_places_that_are_gone(framework_of):
    text = WIDE + ",,,,,,,,\n,Old:,,,,,,,\n55,Elder (old),55,4,99,Close,11,Close,\n"
    found, findings = read(framework_of, text, "55")
    assert findings == ()
    assert found == (Neighbour("99"), Neighbour("11", "Ash"))


def test_neighbours_by_name_become_codes(framework_of):
    text = "Code,Place,First,Second\nE1,Ash,Birch,Cedar\nE2,Birch,Ash,Cedar\nE3,Cedar,Birch,Ash\n"
    assert read(framework_of, text, "E2") == ((Neighbour("E1", "Ash"), Neighbour("E3", "Cedar")), ())


def test_a_row_for_each_pair(framework_of):
    text = "Area,Neighbour,Rank\n11,22,1\n11,33,2\n22,11,1\n22,33,2\n33,11,1\n33,22,2\n"
    assert read(framework_of, text, "33") == ((Neighbour("11"), Neighbour("22")), ())


def test_columns_can_be_named(framework_of):
    found, findings = read(framework_of, WIDE, "33", ["SN2"])
    assert (found, findings) == ((Neighbour("11", "Ash"),), ())
    found, (finding,) = read(framework_of, WIDE, "33", ["Regoin"])
    assert found == ()
    assert (finding.code, finding.help) == ("QAF533", "Did you mean `Region`?")


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        (WIDE, "12", "No row of the list is of the place with code `12`."),
        ("Code,Place,n\n11,Ash,5\n22,Birch,6\n", "11", "No column of the list holds codes of other places"),
        (WIDE + "11,Ash,11,3,44,Close,33,Close,\n", "11", "and other neighbours"),
        (WIDE + "55,Elder,55,4,,,,,\n", "55", "names no neighbour"),
    ],
)
def test_a_list_that_cannot_be_followed(framework_of, text, code, words):
    found, (finding,) = read(framework_of, text, code)
    assert found == ()
    assert (finding.code, finding.level) == ("QAF533", "error")
    assert words in finding.message


def test_a_file_with_identifiers_or_without_a_table_is_refused(framework_of):
    found, findings = read(framework_of, "CHILD,DOB\n11,2015-01-01\n22,2016-02-02\n", "11")
    assert found == ()
    assert {item.code for item in findings} == {"QAF550"}
    found, findings = read(framework_of, b"\x00\x01", "11")
    assert found == ()
    assert [item.code for item in findings] == ["QAF501"]
    found, findings = read(framework_of, WIDE, "11", name="943 476 5919.csv")
    assert found == ()
    assert [item.code for item in findings] == ["QAF551"]


def test_the_options_belong_together(tmp_path):
    comparators = "comparators:\n- {id: sn, method: mean}   # a flow mapping\n- id: england\n"
    folder = build_tree(tmp_path / "ours", {"qaf.yaml": MINIMAL_SETTINGS + comparators})
    build_tree(tmp_path, {"list.csv": WIDE})
    file = tmp_path / "list.csv"
    assert "--comparator needs --code" in run_qaf("-C", folder, "ingest", "--comparator", "sn", file).err
    assert "belong to --comparator" in run_qaf("-C", folder, "ingest", "--code", "11", file).err
    unknown = run_qaf("-C", folder, "ingest", "--comparator", "englnad", "--code", "11", file)
    assert "Did you mean `england`?" in unknown.err
    ran = run_qaf("-C", folder, "ingest", "--comparator", "sn", "--code", "11", file)
    assert ran.code == 0, ran.err
    text = (folder / "qaf.yaml").read_text()
    assert text.endswith(
        "- {id: sn, method: mean, members: [{code: 22, name: Birch}, {code: 33, name: Cedar}]}   # a flow mapping\n"
        "- id: england\n"
    )
    published = run_qaf("-C", folder, "ingest", "--comparator", "england", "--code", "11", file)
    assert "is published, and such a comparator uses no members" in published.err
    assert run_qaf("-C", folder, "validate").code == 0


@pytest.mark.parametrize("members", ["", "    members:\n", "    members: []  # none yet\n", "    members: ~\n"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_members_that_are_empty_are_filled(tmp_path, members, line_end):
    text = MINIMAL_SETTINGS + f"comparators:\n  - id: sn\n    method: mean\n{members}    cite: A list # of 2021\n"
    folder = build_tree(tmp_path / "ours", {"qaf.yaml": text.replace("\n", line_end)})
    build_tree(tmp_path, {"list.csv": WIDE})
    ran = run_qaf("-C", folder, "ingest", "--comparator", "sn", "--code", "11", tmp_path / "list.csv")
    assert ran.code == 0, ran.err
    after = (folder / "qaf.yaml").read_bytes().decode()
    assert after.count("\n") == after.count(line_end)
    assert "    cite: A list # of 2021" in after
    assert after.replace(line_end, "\n").count("      - code: ") == 2
    assert run_qaf("-C", folder, "validate").code == 0
