"""Small helpers for sentences."""

from qaf.ground.text import column_letter, listing, plural, quoted, shortened


def test_listing():
    assert listing([]) == ""
    assert listing(["a"]) == "a"
    assert listing(["a", "b"]) == "a and b"
    assert listing(["a", "b", "c"], "or") == "a, b or c"
    assert listing("abcdef", "or", limit=3) == "a, b, c and 3 more"


def test_plural():
    assert [plural(n, "area") for n in (0, 1, 2, 1200)] == ["0 areas", "1 area", "2 areas", "1,200 areas"]
    assert plural(2, "entry", "entries") == "2 entries"


def test_quoted():
    assert quoted(["a", "b"]) == "`a` or `b`"


def test_shortened():
    assert shortened("one\n  two") == "one two"
    assert shortened("word " * 50, 20) == "word word word…"
    assert len(shortened("x" * 500, 30)) <= 30


def test_column_letters_are_those_of_a_spreadsheet():
    assert [column_letter(n) for n in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
