"""Whatever an area's file looks like: what is adopted is added, and qaf finds in the rest what it found before."""

import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st
from small_catalogue import adopting_folder, small_catalogue
from yaml_files import area_files

from qaf.api import adopt, open_folder
from qaf.ground.errors import RefusedError
from qaf.workspace.yaml_reader import read_yaml

IDS = [["dv-asked"], ["dv-stopped"], ["dv-stops", "dv-files", "dv-what-changed"]]
PATH = "areas/domestic-abuse.yaml"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    return small_catalogue(tmp_path_factory.mktemp("catalogue"))


def told(loaded, new):
    """What qaf finds, with the beginning of the line that each finding points at; not what it says of new entries.

    A key that is missing has no line of its own: such a finding points at the file's first key, whichever that is.
    """
    found = Counter()
    for item in loaded.findings:
        lines = (loaded.documents.source(item.where.path) or b"").decode().splitlines()
        line = lines[item.span.line - 1][: item.span.column] if item.span and lines and item.code != "QAF102" else ""
        if item.subject not in new:
            found[item.code, item.where, item.message, line] += 1
    return found


@settings(max_examples=120)
@given(area_files(), st.sampled_from(IDS), st.booleans())
def test_the_rest_of_the_folder_is_found_to_be_as_it_was(shelf, text, ids, with_all):
    brings = ["base", "good", "sources", "questions"] if with_all else []
    with tempfile.TemporaryDirectory() as name:
        root = adopting_folder(Path(name), **{"areas__domestic-abuse": text})
        before = open_folder(root)
        areas = [one.id for one in before.framework.entries.values() if (one.kind, one.where.path) == ("area", PATH)]
        assume(areas)
        try:
            plan = adopt(before, ids, areas[0], brings, source=shelf)
        except RefusedError as refused:
            event(str(refused)[:70])
            assert "line end" in str(refused) or "fault" in str(refused) or "an error" in str(refused), refused
            assert (root / PATH).read_bytes() == text.encode()
            return
        after = open_folder(root)
    new = {one.id for one in plan.adopted}
    assert set(ids) <= new
    assert told(after.loaded, new) == told(before.loaded, new)
    old_data, new_data = read_yaml(text.encode()).data, read_yaml(after.loaded.documents.source(PATH)).data
    for key, value in new_data.items():
        if isinstance(value, list) and value != old_data.get(key):
            known = old_data.get(key, [])
            assert value[: len(known)] == known
            assert {one["id"] for one in value[len(known) :]} <= new
        else:
            assert value == old_data[key]
    again = adopt(after, ids, areas[0], brings, source=shelf, write=False)
    assert again.changes == ()
