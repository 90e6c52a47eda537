"""Whatever a file looks like: an edit changes what it should and nothing else, or it is refused."""

import re

import yaml
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st
from yaml_files import ENTRIES, KEYS, LISTS, TEXTS, area_files

from qaf.ground.errors import RefusedError
from qaf.workspace.rewrite import append_item, insert_key, set_text
from qaf.workspace.yaml_reader import read_yaml

ORDER = KEYS[:-1]
BOM = "\ufeff"
COMMENTED = ("A head", "a note", "far", "on the next", "after", "why b", "above", "a comment", "header")


def changed_part(old, new):
    """What stands in `old` and `new` between what they share at the beginning and at the end."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return old[start : len(old) - end], new[start : len(new) - end]


def only_emptiness_went(gone, come):
    """Whether nothing was taken away but an empty value; what followed it on its line stands there still."""
    rest = re.sub(r"^\s*(\[\]|~)?", "", gone)
    return rest.strip() in come


def by_another_reader(text):
    return yaml.load(text.removeprefix(BOM), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))


@settings(max_examples=400)
@given(area_files(), st.sampled_from(LISTS), ENTRIES, st.booleans())
def test_an_entry_is_added_and_every_other_byte_stays(text, key, entry, with_mark):
    old = (BOM * with_mark + text).encode()
    reading = read_yaml(old)
    try:
        new = append_item(old, (key,), entry, order=ORDER)
    except RefusedError as refused:
        event(f"refused: {str(refused)[:60]}")
        assert reading.problems or "line end" in str(refused) or "alias" in str(refused), refused
        return
    assert not reading.problems or reading.problems[0].code == "QAF005"
    data = reading.data or {}
    assert read_yaml(new).data == {**data, key: [*data.get(key, []), entry]}
    gone, come = changed_part(old.decode(), new.decode())
    assert come and only_emptiness_went(gone, come)
    if "\r\n" in text:
        assert "\n" not in new.decode().replace("\r\n", "")
    before, after = by_another_reader(text) or {}, by_another_reader(new.decode())
    assert after == {**before, key: [*(before[key] if key in data else []), entry]}


@settings(max_examples=150)
@given(area_files(), st.sampled_from(KEYS[:7]), TEXTS)
def test_a_key_is_added_or_filled_and_every_other_byte_stays(text, key, value):
    reading = read_yaml(text.encode())
    assume(not reading.problems)
    try:
        new = insert_key(text.encode(), (), key, value, order=ORDER)
    except RefusedError as refused:
        event(f"refused: {str(refused)[:60]}")
        assert key in reading.data or f"{key}:" in text or "line end" in str(refused)
        return
    assert key not in reading.data
    assert read_yaml(new).data == {**reading.data, key: value}
    assert only_emptiness_went(*changed_part(text, new.decode()))


@settings(max_examples=150)
@given(area_files(), TEXTS, st.data())
def test_a_text_is_replaced_and_every_other_byte_stays(text, value, data):
    reading = read_yaml(text.encode())
    assume(not reading.problems)
    places = [(key,) for key in reading.data if isinstance(reading.data[key], str)]
    for key in LISTS:
        for number, entry in enumerate(reading.data.get(key, ())):
            places += [(key, number, name) for name in (entry if isinstance(entry, dict) else ())]
    assume(places)
    loc = data.draw(st.sampled_from(places))
    expected = read_yaml(text.encode()).data
    inner = expected
    for step in loc[:-1]:
        inner = inner[step]
    try:
        new = set_text(text.encode(), loc, value)
    except RefusedError as refused:
        event(f"refused: {str(refused)[:60]}")
        return
    replaced, inner[loc[-1]] = inner[loc[-1]], value
    assert read_yaml(new).data == expected
    kept = [comment for comment in COMMENTED if comment not in replaced]
    assert all(new.decode().count(f"# {comment}") >= text.count(f"# {comment}") for comment in kept)
    if "\r\n" in text:
        assert "\n" not in new.decode().replace("\r\n", "")


@settings(max_examples=100)
@given(area_files(), ENTRIES, ENTRIES)
def test_entries_can_be_added_one_after_the_other(text, first, second):
    reading = read_yaml(text.encode())
    assume(not reading.problems)
    try:
        new = append_item(text.encode(), ("measures",), first)
        new = append_item(new, ("measures",), second)
    except RefusedError as refused:
        event(f"refused: {str(refused)[:60]}")
        return
    assert read_yaml(new).data["measures"][-2:] == [first, second]


@settings(max_examples=150)
@given(st.binary(max_size=80) | area_files().map(str.encode), st.sampled_from(LISTS))
def test_any_bytes_are_edited_or_refused_and_never_an_error(content, key):
    try:
        new = append_item(content, (key,), {"id": "a"}, name="x.yaml")
    except RefusedError as refused:
        assert str(refused).startswith("x.yaml was left as it is")
        return
    assert read_yaml(new).data[key][-1] == {"id": "a"}
