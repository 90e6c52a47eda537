"""A large file, read piece by piece, gives what the same file gives when it is read as a whole."""

from __future__ import annotations

import csv
import dataclasses
import datetime
import io

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from qaf.data import large_batches
from qaf.data.ingest import ingest
from qaf.data.ingest_request import IngestRequest
from qaf.data.large_file import look_over
from qaf.model.recipe import Recipe

RECIPE = {
    "id": "long",
    "file": "long*.csv",
    "period": {"column": "year"},
    "where": [{"column": "sex", "is": "Total"}],
    "places": {"column": "place", "lookup": {"Nth": "North"}},
    "series": [
        {"series": "own", "where": [{"column": "place", "is": "North"}]},
        {"series": "england", "where": [{"column": "place", "in": ["England", "ENG"]}]},
    ],
    "measures": [
        {"measure": "referrals", "where": [{"column": "what", "is": "Referrals"}], "value": "n"},
        {"measure": "children", "where": [{"column": "what", "is": "Children"}], "value": "n"},
    ],
}
HEADER = "year,place,sex,what,n"


class Both:
    """Takes a file in twice, as a whole and piece by piece, and sets the results side by side."""

    def __init__(self, bench, tmp_path):
        self.bench, self.tmp_path, self.taken = bench, tmp_path, 0

    def take(self, content, recipe=RECIPE, *, block=64, name="long.csv", outs=(None, None), dry_run=True, **more):
        content = content.encode() if isinstance(content, str) else content
        path = self.tmp_path / "long.csv"
        path.write_bytes(content)
        model = Recipe.model_validate(recipe)
        self.taken += 1
        folders = [self.tmp_path / f"{kind} {self.taken}" for kind in ("whole", "pieces")]
        whole = IngestRequest(
            self.bench.framework,
            folders[0],
            name,
            content,
            datetime.date(2026, 3, 31),
            model,
            b"recipe",
            "imports/long.yaml",
            dry_run=dry_run,
            out=outs[0],
            **more,
        )
        over = look_over(path, model.read.encoding if model.read else None)
        pieces = dataclasses.replace(whole, content=b"", large=over, block=block, folder=folders[1], out=outs[1])
        expected, found = ingest(whole), ingest(pieces)
        assert len(found.rejects) == len(expected.rejects)
        assert dataclasses.replace(found, rejects=()) == dataclasses.replace(expected, rejects=())
        stores = [files_below(folder) for folder in folders]
        assert stores[0] == stores[1] and bool(stores[0]) == found.written
        return found


def files_below(folder):
    """What a store holds, byte by byte; the lock's file is empty and says nothing."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")
    return {path.relative_to(folder): path.read_bytes() for path in files}


@pytest.fixture
def both(bench, tmp_path):
    return Both(bench, tmp_path)


def rows_of(count=400, sep=",", end="\n"):
    """Rows of three years, three places, two sexes and two measures, in a file with more than a recipe takes."""
    kept = []
    for index in range(count):
        year, place = 2018 + index // 100 % 8, ("North", "South", "England")[index % 3]
        sex, what = ("Total", "Boys")[index // 3 % 2], ("Referrals", "Children", "Other")[index // 6 % 3]
        kept.append(sep.join((str(year), place, sex, what, str(index))))
    unique = {tuple(line.split(sep)[:4]): line for line in kept}
    return end.join([HEADER.replace(",", sep), *unique.values()]) + end


@pytest.mark.parametrize("block", [1, 7, 64, 1000, 1 << 20])
def test_whatever_the_pieces(both, block):
    result = both.take(rows_of(), block=block)
    assert result.added > 10 and not result.refused and result.left_out


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: "\ufeff" + text,
        lambda text: text.rstrip("\n"),
        lambda text: text + "\n\n",
        lambda text: text.replace(",", ";"),
        lambda text: "sep=|\n" + text.replace(",", "|"),
        lambda text: text.replace(",", "\t"),
        lambda text: "\n".join(line + ",," for line in text.splitlines()),
        lambda text: "\n".join(line + (",," if number else "") for number, line in enumerate(text.splitlines())),
        lambda text: text.replace("South,", '"South, ""the""\nother",'),
        lambda text: text.replace("South,", '"South\r\nby sea",'),
        lambda text: text.replace("South,", 'So"uth,'),
        lambda text: text.replace("South,", '"So"uth,', 1),
        lambda text: text.replace("South,", '"South,', 1),
        lambda text: text.replace("2019,North", "\n,,,,\n2019,North", 3),
        lambda text: text.replace("2019,North", "2019", 1),
        lambda text: text.replace("2019,North", "2019,North,more", 1),
        lambda text: text.replace("2019,North", "2019,North,more", 1).replace("2021,South", '2021,"South', 1),
        lambda text: text.replace("North", "Nth", 9),
        lambda text: text.replace("North", "north"),
        lambda text: text.replace("England", "ENG", 3),
        lambda text: text.replace("South", "2019 A1 1AA", 1),
        lambda text: text.replace("South", "M1 1AE", 2),
        lambda text: text.replace("South", "M1"),
        lambda text: text.replace("sex", "forename"),
        lambda text: text.replace("sex,", "gender,"),
        lambda text: text.replace("2019,", "2019/20,"),
        lambda text: text.replace("2019,", "?,"),
        lambda text: text.replace("2019,", "201920,").replace("2020,", "202021,"),
        lambda text: text.replace("Referrals,", "Referrals,x", 4),
        lambda text: text + "2019,North,Total,Referrals,5\n",
        lambda text: text + "1 Source: somebody\nyear,more,and,more,and,more\n",
        lambda text: HEADER + "\n",
        lambda text: "",
        lambda text: "\n \n",
        lambda text: "<html><body>Sign in</body></html>" + text,
        lambda text: text + "\0",
        lambda text: text.replace("South", "\ufdd0"),
        lambda text: text.replace("South", "So\x1cuth\x85\u2028"),
    ],
)
@pytest.mark.parametrize("block", [50, 1 << 20])
def test_whatever_the_file(both, change, block):
    both.take(change(rows_of()), block=block)


@pytest.mark.parametrize("length", [1 << 20, (1 << 20) + 1])
def test_a_cell_beyond_the_bound(both, length):
    both.take(rows_of().replace("South", "S" * length, 1), block=1 << 16)


def test_a_record_that_goes_on_and_on(both, monkeypatch):
    monkeypatch.setattr(large_batches, "LONGEST_RECORD", 1000)
    both.take(rows_of().replace("South", "S" * 2000, 1), block=100)


def test_a_large_file_is_not_read_as_a_whole(both, monkeypatch):
    whole = IngestRequest.whole.fget
    refusing = property(lambda request: pytest.fail("read as a whole") if request.large else whole(request))
    monkeypatch.setattr(IngestRequest, "whole", refusing)
    assert both.take(rows_of()).added
    assert both.take(rows_of().replace("South", 'So"uth').encode("utf-16"), block=500).added


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-32", "utf-16-le", "latin-1"])
@pytest.mark.parametrize("declared", [False, True])
@pytest.mark.parametrize("block", [5, 1000])
def test_whatever_the_encoding(both, encoding, declared, block):
    recipe = {**RECIPE, "read": {"encoding": encoding}} if declared else RECIPE
    content = rows_of().replace("South", "Sôuth").encode(encoding)
    both.take(content, recipe, block=block)
    both.take(content.replace(b"Boys", b"B\x81ys"), recipe, block=block)


@pytest.mark.parametrize("bad", [b"\x96", b"\x81", b"\xc3", b"\xc2\xa3\x96"])
def test_a_bad_byte_late_in_the_file_decides(both, bad):
    lines = rows_of(20).encode() + b"2019,South,Boys,Other,1\n" * 9_000 + b"2019,Sou" + bad + b"th,Boys,Other,1\n"
    both.take(lines, block=1 << 16)


@pytest.mark.parametrize(
    "change",
    [
        {"read": {"skip_rows": "2"}},
        {"read": {"skip_rows": "2000"}},
        {"read": {"ends_at": "Source"}},
        {"read": {"ends_at": ["blank row"]}},
        {"read": {"ends_at": ["blank row", "Source"]}},
        {"read": {"delimiter": "semicolon"}},
        {"read": {"delimiter": "¦"}},
        {"read": {"delimiter": "too long"}},
        {"read": {"sheet": "One"}},
        {"read": {"header_rows": "2"}},
        {"read": {"header_rows": "0"}},
        {"read": {"fill_down": "place"}},
        {"where": []},
        {"where": [{"column": "sex", "is": "total"}]},
        {"where": [{"column": "sex", "is": "Nobody"}]},
        {"series": []},
        {"series": [{"series": "own"}, {"series": "england", "where": [{"column": "place", "is": "England"}]}]},
        {"series": [{"series": "own", "where": [{"column": "place", "is": "Nroth"}]}]},
        {"places": None, "series": [{"series": "own", "where": [{"column": "place", "not": "South"}]}]},
        {"period": {"column": "year", "with": "what"}},
        {"period": {"constant": "2023/24"}},
        {"period": {"column": "year", "kind": "academic_year"}},
        {"measures": [{"measure": "referrals", "value": "n"}, {"measure": "children", "value": "place"}]},
        {"measures": [{"measure": "referrals", "where": [{"column": "what", "is": "Nothing"}], "value": "n"}]},
        {"measures": [{"measure": "referrals", "value": "{period}"}]},
        {"allow": [{"column": "place", "kind": "postcode", "why": "They are of schools."}]},
        {"breakdown": {"id": "team", "column": "sex", "lookup": {"Total": "whole", "Boys": "north"}}, "where": []},
        {"preset": "sheet"},
        {"preset": "tidy"},
    ],
)
@pytest.mark.parametrize("block", [50, 1 << 20])
def test_whatever_the_recipe(both, change, block):
    text = "A title\n\n" + rows_of().replace("2020,North", "2020,M1 1AE", 2) + "\nSource: somebody\n\nNote,1,2,3,4,5\n"
    skipped = {"skip_rows": "1", **change.get("read", {})}
    both.take(text, {**RECIPE, **change, "read": skipped}, block=block)
    both.take(rows_of() + "Source: somebody, and M1 1AE\n", {**RECIPE, **change}, block=block)


def test_periods_in_headings(both):
    recipe = {**RECIPE, "period": None, "measures": [{"measure": "referrals", "value": "n {period}"}]}
    text = "place,sex,n 2019,n 2020,n 2021\nNorth,Total,1,2,3\nSouth,Total,4,5,6\nEngland,Total,7,8,x\n"
    assert both.take(text, recipe).added == 6


SEVERAL = {
    "totals": {"totals": {"where": [{"column": "place", "is": "England"}]}},
    "jump": {"jump": "50"},
    "two codes": {"series": [{"series": "own", "where": [{"column": "place", "in": ["North", "South"]}]}]},
    "members": {"series": [{"series": "neighbours/*"}]},
    "members and one more": {
        "series": [{"series": "own", "where": [{"column": "place", "is": "England"}]}, {"series": "neighbours/*"}]
    },
    "numerators": {
        "measures": [
            {"measure": "looked-after", "where": [{"column": "what", "is": "Other"}], "numerator": "n", "value": "n"},
            {"measure": "referrals", "where": [{"column": "what", "is": "Referrals"}], "value": "n"},
        ]
    },
    "two columns of periods": {"period": {"column": "year", "with": "sex"}},
    "everything": {"where": [], "series": [{"series": "own", "where": [{"column": "place", "is": "North"}]}]},
}
LATER = [
    lambda text: text,
    lambda text: text.replace("2021,North", "2021,N2"),
    lambda text: text.replace("2021,North", "2021,N2").replace("2020,North", "2020,N2"),
    lambda text: "\n".join(line for line in text.split("\n") if not line.startswith("2021,North")),
    lambda text: "\n".join(line for line in text.split("\n") if not line.startswith(("2021,South", "2020,Eng"))),
    lambda text: text.replace("2021,South", "2021,North").replace("2020,North,Total,Referrals,", "2020,North,Total,x,"),
    lambda text: text.replace("2021,North,Total,Referrals,", "2021,North,Total,Referrals,x"),
]


def with_codes(text):
    """The same with another column that says North for the rows of one place."""
    lines = text.split("\n")
    keys = {"North": "N1", "N2": "N1", "South": "S1"}
    more = [keys.get(line.split(",")[1], "E1") for line in lines[1:-1]]
    return "\n".join([lines[0] + ",key", *(f"{line},{key}" for line, key in zip(lines[1:-1], more, strict=True)), ""])


@pytest.fixture
def neighbours(both, framework_of):
    members = [{"code": "North", "name": "North"}, {"code": "South", "name": "South"}]
    several = {"id": "neighbours", "name": "Neighbours", "method": "mean", "members": members}
    both.bench.framework = framework_of(comparators=[{"id": "england", "name": "England"}, several])
    return both


@pytest.mark.parametrize("change", LATER)
@pytest.mark.parametrize("recipe", SEVERAL.values(), ids=SEVERAL)
def test_places_that_change(neighbours, change, recipe):
    neighbours.take(with_codes(change(rows_of())), {**RECIPE, **recipe}, block=200)


def test_a_place_that_goes_on_under_another_code(both, words):
    text = with_codes(rows_of().replace("2021,North", "2021,N2"))
    assert "has the same text here as the rows of series `own`" in words(both.take(text, block=50))


@pytest.mark.parametrize("block", [50, 1 << 20])
def test_rows_left_out_are_the_true_ones(both, tmp_path, block):
    text = "A title\n\n" + rows_of().replace("2021,North,Total,Referrals,", "2021,North,Total,Referrals,?").replace(
        "South,", '"South, ""the""\nother",'
    )
    out = [tmp_path / "whole", tmp_path / "pieces"]
    both.take(text, {**RECIPE, "read": {"skip_rows": "2"}}, block=block, dry_run=False, keep_good=True, outs=out)
    written = [{path.name: path.read_bytes() for path in folder.iterdir()} for folder in out]
    assert written[0] == written[1] and len(written[0]) == 2


CELLS = st.sampled_from(
    ["2019", "2020", "2019/20", "North", "South", "England", "Total", "Referrals", "Children", "1", "", " ", "x", "-"]
    + ['"', '""', '"a"', '"a,b"', '"a\nb"', 'a"b', '"a"b', "\r", "é", "M1 1AE", "0123", "Source", "\u2028"]
)
ENDS = st.sampled_from(["\n", "\n", "\n", "\r\n", "\r", "\n\n", ""])


@st.composite
def tables(draw):
    lines = draw(st.lists(st.tuples(st.lists(CELLS, max_size=7), ENDS), max_size=12))
    good = draw(st.lists(st.tuples(st.sampled_from(rows_of().split("\n")[1:-1]), ENDS), max_size=20))
    parts = [",".join(cells) + end for cells, end in lines] + [line + end for line, end in good]
    return HEADER + "\n" + "".join(draw(st.permutations(parts)))


def check_any_table(neighbours, table, block, ends_at, recipe):
    neighbours.take(table, {**recipe, "read": {"ends_at": ends_at} if ends_at else None}, block=block)


KINDS = st.sampled_from([None, "Source", ["blank row"], ["blank row", "North"]])


@st.composite
def recipes(draw):
    return {**RECIPE, **draw(st.sampled_from([{}, *SEVERAL.values()]))}


NUMBERS = st.one_of(
    st.integers(0, 99_999).map(str), st.sampled_from(["", "c", "~", "1,234", "12.5", "<5", "999999", "?"])
)


@st.composite
def long_tables(draw):
    """Many rows of which a recipe keeps some, each about something else: most of them are good."""
    keys = [
        (str(year), place, sex, what)
        for year in range(2015, 2024)
        for place in ("North", "South", "England")
        for sex in ("Total", "Boys")
        for what in ("Referrals", "Children", 'Other, "or"\nnone')
    ]
    some = draw(st.lists(st.sampled_from(keys), unique=draw(st.integers(0, 9)) > 0, max_size=60))
    usual = draw(st.booleans())
    cells = [(*key, str(draw(st.integers(10, 9999))) if usual else draw(NUMBERS)) for key in some]
    text = io.StringIO()
    end = draw(st.sampled_from(["\n", "\r\n"]))
    csv.writer(text, lineterminator=end).writerows([HEADER.split(","), *cells])
    return text.getvalue()


STORED = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@STORED
@given(long_tables(), st.sampled_from([1, 37, 400, 5000]), st.booleans())
def test_the_same_store(both, table, block, keep_good):
    outs = [both.tmp_path / f"out {kind} {both.taken}" for kind in ("whole", "pieces")]
    both.take(table, block=block, dry_run=False, keep_good=keep_good, outs=outs)
    written = [files_below(folder) for folder in outs]
    assert written[0] == written[1]


def test_what_is_read_ahead_is_not_kept(both, monkeypatch):
    texts = []
    read = large_batches._by_arrow
    monkeypatch.setattr(large_batches, "_by_arrow", lambda *given: texts.append(given[-1]) or read(*given))
    both.take(
        rows_of() + "Source: somebody\n" + "note,,,,\n" * 5000, {**RECIPE, "read": {"ends_at": "Source"}}, block=500
    )
    assert 1 < len(texts) < 60


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tables(), st.sampled_from([1, 20, 90, 5000]), KINDS, recipes())
@example(HEADER + '\n2019,"North\r,Total', 1, None, RECIPE)
def test_any_table(neighbours, table, block, ends_at, recipe):
    check_any_table(neighbours, table, block, ends_at, recipe)


@pytest.mark.prove
@settings(max_examples=4000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tables(), st.sampled_from([1, 20, 90, 5000]), KINDS, recipes())
def test_any_table_of_many(neighbours, table, block, ends_at, recipe):
    check_any_table(neighbours, table, block, ends_at, recipe)


def test_a_large_file_without_a_recipe_is_refused_by_its_header(bench, tmp_path, monkeypatch):
    path = tmp_path / "long.csv"
    path.write_text(rows_of(), encoding="utf-8")
    wanted = IngestRequest(bench.framework, tmp_path / "store", "long.csv", b"", datetime.date(2026, 3, 31))
    monkeypatch.setattr(IngestRequest, "whole", property(lambda request: pytest.fail("read as a whole")))
    found = ingest(dataclasses.replace(wanted, large=look_over(path, None)))
    assert [item.code for item in found.findings] == ["QAF502"] and found.refused
    assert "cannot be read without a recipe" in found.findings[0].message
