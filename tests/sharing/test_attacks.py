"""Bundles made to do harm, each by the front door: refused with a sentence, nothing of them used, the others go on."""

from __future__ import annotations

import io
import os
import stat
import struct
import tracemalloc
import zipfile

import pytest
from bundles import AREA, SETTINGS, contents, done, listed, member, overview, partnership, share, take_in, zipped
from hypothesis import given
from hypothesis import strategies as st

from qaf.sharing.manifest import BundleError
from qaf.sharing.unpack import read_bundle

BACKSLASH = "framework\\areas\\x.yaml"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Good bundles of two members."""
    root = tmp_path_factory.mktemp("made")
    for id_ in ("council", "police"):
        done(share(member(root, id_), root / f"{id_}.qafbundle"))
    return root


@pytest.fixture
def good(made):
    return contents(made / "police.qafbundle")


@pytest.fixture
def lsp(tmp_path, made):
    folder = partnership(tmp_path)
    (folder / "bundles").mkdir()
    (folder / "bundles/council.qafbundle").write_bytes((made / "council.qafbundle").read_bytes())
    return folder


def refused(lsp, content, *words):
    """The bundle is refused where it lies and at the door; the other member is read; nothing else is written."""
    place = lsp / "bundles/police.qafbundle"
    place.write_bytes(content)
    ran = done(overview(lsp))
    assert "1 member of 2 could be read" in ran.out and "Not in this picture: Police" in ran.out
    place.unlink()
    sent = lsp.parent / "sent.qafbundle"
    sent.write_bytes(content)
    before = sorted(lsp.rglob("*"))
    ran = take_in(lsp, sent)
    assert ran.code == 1 and "Nothing was written" in ran.err and "Traceback" not in ran.err
    assert sorted(lsp.rglob("*")) == before
    for word in words:
        assert word in ran.err
    return ran.err


def entry(name, mode=0o100644):
    found = zipfile.ZipInfo(name)
    found.create_system = 3
    found.external_attr = mode << 16
    return found


@pytest.mark.parametrize(
    "name",
    [
        "../evil.yaml", "framework/../../evil.yaml", "/etc/evil.yaml", BACKSLASH, "C:/evil.yaml", "C:evil.yaml",
        "framework//evil.yaml", "framework/./evil.yaml", "framework/", "framework/.hidden.yaml", "a\nb.yaml",
        "framework/" + "x" * 300 + ".yaml", "framework/caf\u00e9.yaml", "a/" * 20 + "b.yaml", "nul\x01.yaml",
    ],
)  # fmt: skip
def test_names_that_lead_out_or_are_none(lsp, good, name):
    said = refused(lsp, zipped([*listed({**good, name: b"x: 1\n"}).items()]))
    assert "no plain name" in said or "damaged" in said or "a link, a folder" in said


@pytest.mark.parametrize("mode", [stat.S_IFLNK | 0o777, stat.S_IFDIR | 0o755, stat.S_IFIFO | 0o644])
def test_links_folders_and_pipes(lsp, good, mode):
    refused(lsp, zipped([*good.items(), (entry("framework/link.yaml", mode), b"/etc/passwd")]), "a link, a folder")


@pytest.mark.parametrize("name", ["figures.csv", "FIGURES.csv", "Framework/qaf.yaml"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name(lsp, good, name):
    refused(lsp, zipped([*good.items(), (name, b"x")]), "two files of the same name")


def test_a_bomb_is_refused_before_it_fills_the_memory(lsp, good):
    content = zipped([*listed({**good, "figures.csv": b"0" * (40 * 1024 * 1024)}).items()])
    assert len(content) < 200_000
    refused(lsp, content, "more than 32 MiB")
    tracemalloc.start()
    with pytest.raises(BundleError):
        read_bundle(lsp.parent / "sent.qafbundle", "police")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2_000_000


@pytest.mark.parametrize("size", [10 * 1024**3 % 2**32, 100, 2**32 - 2, 31 * 1024 * 1024])
def test_lengths_that_lie(lsp, good, size):
    """Ten gibibytes of zeros, or fewer bytes than there are: the announced length is held against what comes out."""
    content = bytearray(zipped([*good.items(), ("more.csv", b"0" * 3_000_000)]))
    local, central = content.rfind(b"PK\x03\x04"), content.rfind(b"PK\x01\x02")
    struct.pack_into("<L", content, local + 22, size)
    struct.pack_into("<L", content, central + 24, size)
    refused(lsp, bytes(content))


def patched(content, place, value):
    """The last entry with a field replaced, both where it lies and where it is listed."""
    found = bytearray(content)
    struct.pack_into("<H", found, found.rfind(b"PK\x03\x04") + place, value)
    struct.pack_into("<H", found, found.rfind(b"PK\x01\x02") + place + 2, value)
    return bytes(found)


def test_encrypted_and_strangely_packed(lsp, good):
    refused(lsp, patched(zipped(good), 6, 1), "encrypted")
    for method in (12, 14, 99):
        refused(lsp, patched(zipped(good), 8, method), "packed in a way")


def test_something_before_or_behind(lsp, good):
    content = zipped(good)
    refused(lsp, b"MZ" + b"\x00" * 100 + content, "before or behind")
    refused(lsp, content + b"<script>", "no zip file")
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as archive:
        archive.comment = b"hello"
    refused(lsp, out.getvalue(), "no zip file")


@pytest.mark.parametrize("content", [b"", b"PK", b"\x00" * 1000, b"PK\x05\x06" + b"\x00" * 18, b"measure,period\n"])
def test_what_is_no_zip(lsp, content):
    refused(lsp, content)


def test_five_thousand_and_one_files(lsp, good):
    more = {f"framework/areas/a{number}.yaml": b"" for number in range(5001)}
    refused(lsp, zipped({**good, **more}), "more than 5,000 files")


# a manifest that lies ----------------------------------------------------------------------------------------------


def test_files_that_are_not_what_the_manifest_says(lsp, good):
    changed = {**good, "figures.csv": good["figures.csv"].replace(b"40", b"50")}
    refused(lsp, zipped(changed), "was changed after")
    refused(lsp, zipped({**good, "framework/areas/more.yaml": b"name: More\ngroup: wider\n"}), "not those that")
    refused(lsp, zipped({path: good[path] for path in good if path != "measures.csv"}), "not those that")
    refused(lsp, zipped(listed({path: good[path] for path in good if path != "coarser.csv"})), "no coarser.csv")
    refused(lsp, zipped({path: good[path] for path in good if path != "datapackage.json"}), "no datapackage.json")
    said = good["datapackage.json"].replace(b'"bytes": ', b'"bytes": 1')
    refused(lsp, zipped({**good, "datapackage.json": said}), "was changed after")
    twice = good["datapackage.json"].replace(b'"areas.csv",\n', b'"measures.csv",\n')
    refused(lsp, zipped({**good, "datapackage.json": twice}))


@pytest.mark.parametrize(
    ("about", "word"),
    [
        ({"organisation": {"id": "council", "name": "C", "kind": "organisation"}}, "do not say the same"),
        ({"organisation": {"id": "fire", "name": "F", "kind": "organisation"}}, "no member"),
        ({"organisation": {"id": "../x", "name": "F", "kind": "organisation"}}, "cannot be read"),
        ({"organisation": "police"}, "whose bundle"),
        ({"profile": "nhs"}, "do not say the same"),
        ({"profile": "operational"}, "by which profile"),
        ({"format": "qaf-bundle/2"}, "a newer qaf"),
        ({"format": "qaf-bundle/0"}, "never had"),
        ({"format": "other"}, "not made by qaf"),
        ({"schema": 3}, "needs a newer qaf"),
        ({"schema": 0}, "in schema 0, which is older than any that qaf can read"),
        ({"schema": -3}, "older than any that qaf can read"),
        ({"schema": True}, "no whole number"),
        ({"number": 0}, "no whole number"),
        ({"number": 10**400}, "no whole number"),
        ({"as_at": "2026-13-01"}, "no date"),
        ({"as_at": "2099-01-01"}, "after 2026-06-15"),
        ({"period": "soon"}, "cannot be read"),
        ({"marking": "x" * 500}, "no plain text"),
        ({"marking": "a\x00b"}, "no plain text"),
        ({"commit": "; rm"}, "cannot be read"),
    ],
)
def test_a_manifest_that_says_what_is_not_so(lsp, good, about, word):
    refused(lsp, zipped(listed(good, about)), word)


@pytest.mark.parametrize("text", [b"[" * 100_000, b"{", b"\xff", b"[]", b'{"qaf": 1}', b'{"a": ' + b"9" * 5000 + b"}"])
def test_a_manifest_that_is_none(lsp, good, text):
    refused(lsp, zipped({**good, "datapackage.json": text}))


def test_another_organisation_s_bundle_at_a_member_s_place(lsp, made):
    (lsp / "bundles/police.qafbundle").write_bytes((made / "council.qafbundle").read_bytes())
    assert "another organisation" in " ".join(done(overview(lsp)).out.split())


# figures and framework ---------------------------------------------------------------------------------------------

HEADER = b"measure,period,series,breakdown,category,grade,point,rater,numerator,denominator,value,published\n"


@pytest.mark.parametrize(
    ("row", "word"),
    [
        (b"seen,2025/26,own,,,,,,,,3,false", "small number of people"),
        (b"seen,2025/26,own,,,,,,,,00003,false", "small number of people"),
        (b"seen,2025/26,own,,,,,,,,-3,false", "small number of people"),
        (b"safer,2025/26,own,,,,,,4,52,7.7,false", "small number of people"),
        (b"safer,2025/26,own,,,,,,4,52,7.7,true", "small number of people"),
        (b"seen,2025/26,own,,,,,,,,3,true", "small number of people"),
        (b"safer,2025/26,own,,,,,,49,52,94.2,false", "small number of people"),
        (b"other,2025/26,own,,,,,,,,30,false", "does not have"),
        (b"seen,2025/26,own,team,,,,,,,30,false", "no whole figure"),
        (b"seen,2025/26,own,,,,,,,,30,perhaps", "no whole figure"),
        (b"seen,soon,own,,,,,,,,30,false", "period that cannot be read"),
        (b"seen,2025/26,own,,,,,,,,=1+1,false", "neither a number nor a symbol"),
        (b"seen,2025/26,own,,,,,,,,1e999,false", "neither a number nor a symbol"),
        (b"seen,2025/26,own,,,,,,,,nan,false", "neither a number nor a symbol"),
        (b"seen,2025/26,own,,,,,,,,30", "not as many cells"),
        (b'seen,2025/26,own,,,,,,,,"30,false', "not a CSV file"),
        (b"seen,2025/26,own,,,,,,,,30,false\nseen,2025/26,own,,,,,,,,31,false", "holds already"),
        (b"\xff", "not a CSV file"),
        (b"seen\x00,2025/26,own,,,,,,,,30,false", ""),
    ],
)
def test_figures_that_cannot_be(lsp, good, row, word):
    refused(lsp, zipped(listed({**good, "figures.csv": HEADER + row + b"\n"})), word)


def test_zeros_under_a_profile_that_hides_them(lsp, good):
    """And none is let pass because of a zero that its sender calls published in another year."""
    settings = good["framework/qaf.yaml"] + b"disclosure: {profile: strict}\n"
    for row in (b"seen,2025/26,own,,,,,,,,0,false", b"safer,2025/26,own,,,,,,0,40,0.0,false",
                b"seen,2025/26,own,,,,,,,,0,false\nseen,2024/25,own,,,,,,,,0,true"):  # fmt: skip
        content = {**good, "framework/qaf.yaml": settings, "figures.csv": HEADER + row + b"\n"}
        refused(lsp, zipped(listed(content, {"profile": "strict"})), "small number of people")


def test_more_figures_than_any_member_has(lsp, good):
    many = b"".join(b"seen,%d,own,,,,,,,,30,false\n" % number for number in range(1000, 1000 + 200_001))
    refused(lsp, zipped(listed({**good, "figures.csv": HEADER + many.replace(b",own", b"-01,own")})))


BOMB = b"a: &a [x, x, x, x, x, x, x, x, x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (letter, letter, b", ".join([b"*%c" % (letter - 1)] * 9)) for letter in range(98, 108)
)


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        b"[" * 100_000,
        b"a: " * 3000,
        b"\x00",
        b"name: X\ngroup: practice\nx: &a [*a]\n",
        b"\xff\xfe",
        b"!!python/x y",
    ],
)
def test_framework_files_that_are_traps(lsp, good, text):
    refused(lsp, zipped(listed({**good, "framework/areas/front.yaml": text})))


@pytest.mark.parametrize(
    "path",
    ["framework/meetings.yaml", "framework/data/imports.csv", "framework/imports/x.yaml", "evil.exe",
     "framework/evil.exe", "framework/published/x/known.yaml", "framework/templates/sheet.html", "framework/README.md"],
)  # fmt: skip
def test_files_that_no_bundle_holds(lsp, good, path):
    refused(lsp, zipped(listed({**good, path: b"x: 1\n"})))


def test_a_framework_of_another_or_a_newer_schema(lsp, good):
    theirs = good["framework/qaf.yaml"]
    refused(lsp, zipped(listed({**good, "framework/qaf.yaml": theirs.replace(b"id: police", b"id: fire")})), "the same")
    refused(lsp, zipped(listed({**good, "framework/qaf.yaml": theirs.replace(b"schema: 2", b"schema: 3")})))
    refused(lsp, zipped(listed({**good, "framework/qaf.yaml": b"schema: 2\n"})))
    refused(lsp, zipped(listed({**good, "framework/qaf.yaml": b"x" * 9_000_000})), "more than 8 MiB")


def test_an_older_schema_is_read_with_a_note_and_a_newer_one_refused(lsp, made, good):
    """The format of bundles and the schema of frameworks count apart."""
    old = {**good, "framework/qaf.yaml": good["framework/qaf.yaml"].replace(b"schema: 2", b"schema: 1")}
    (lsp / "bundles/police.qafbundle").write_bytes(zipped(listed(old, {"schema": 1})))
    ran = done(overview(lsp))
    assert "2 members of 2 could be read" in ran.out and "older schema" in " ".join(ran.out.split()).lower()
    refused(lsp, zipped(listed(good, {"schema": 3})), "needs a newer qaf")
    refused(lsp, zipped(listed(good, {"format": "qaf-bundle/2"})), "a newer qaf made it")


# names that spreadsheets and browsers run --------------------------------------------------------------------------

FORMULA = "=cmd|' /C calc'!A0"
HTML = "<script>alert(1)</script>"


def test_formulas_in_names_are_neutral_in_every_table(tmp_path):
    text = AREA.replace("name: Front door", f'name: "{FORMULA}"').replace("text: Children seen", f'text: "{FORMULA}"')
    folder = member(tmp_path, "police", more={"areas/front.yaml": text})
    done(share(folder, tmp_path / "one.qafbundle"))
    files = contents(tmp_path / "one.qafbundle")
    for table in ("areas.csv", "measures.csv"):
        assert f"'{FORMULA}".encode() in files[table] and f",{FORMULA}".encode() not in files[table]
        assert f'"{FORMULA}'.encode() not in files[table]


def test_html_in_names_is_no_html_in_markdown(tmp_path, lsp):
    settings = SETTINGS.format(id="police", name=f'"{HTML}"')
    text = AREA.replace("name: Front door", f'name: "{HTML}"')
    folder = member(tmp_path, "police", more={"areas/front.yaml": text, "qaf.yaml": settings})
    done(share(folder, lsp / "bundles/police.qafbundle"))
    assert HTML not in done(overview(lsp, "--format", "md")).out
    readme = contents(lsp / "bundles/police.qafbundle")["README.md"].decode()
    assert HTML not in readme.replace("\\<", "")
    assert "\\<script" in readme


# anything at all ---------------------------------------------------------------------------------------------------


@given(changes=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=6))
def test_a_bundle_with_flipped_bytes_is_refused_or_the_same(made, changes):
    good = made / "police.qafbundle"
    content = bytearray(good.read_bytes())
    for place, byte in changes:
        content[int(place * len(content))] = byte
    broken = made / f"broken-{os.getpid()}.qafbundle"
    broken.write_bytes(bytes(content))
    whole = read_bundle(good, "police")
    try:
        found = read_bundle(broken, "police")
    except BundleError as fault:
        assert fault.why
    else:
        assert (found.manifest, found.figures.figures) == (whole.manifest, whole.figures.figures)


@given(place=st.floats(0, 1, exclude_max=True), text=st.binary(max_size=12), length=st.integers(0, 40))
@pytest.mark.parametrize("path", ["figures.csv", "coarser.csv", "framework/qaf.yaml", "framework/areas/front.yaml"])
def test_a_file_with_anything_in_it_and_a_manifest_that_agrees(made, path, place, text, length):
    """What a liar could send: the hashes fit, the content is torn. It is refused, or read as it stands."""
    files = contents(made / "police.qafbundle")
    at = int(place * len(files[path]))
    torn = files[path][:at] + text + files[path][at + length :]
    sent = made / f"torn-{os.getpid()}.qafbundle"
    sent.write_bytes(zipped(listed({**files, path: torn})))
    try:
        read_bundle(sent, "police")
    except BundleError as fault:
        assert fault.why and fault.why.isprintable()
