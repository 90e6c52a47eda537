"""Findings are plain data, levels come from the table of codes."""

from qaf.ground.codes import CODES, can_change, is_gap
from qaf.ground.findings import Level, Span, Where, count_levels, finding


def test_the_level_comes_from_the_table_unless_given():
    made = finding("QAF301", Where("areas/a.yaml"), "No outcome measure.")
    assert made.level is Level.INFO
    assert finding("QAF301", Where("a"), "m", level=Level.ERROR).level is Level.ERROR


def test_where_walks_down():
    where = Where("a.yaml", ("measures", 2)).at("of")
    assert where == Where("a.yaml", ("measures", 2, "of"))
    assert where.at("x", part="key").part == "key"


def test_order_of_printing():
    first = finding("QAF102", Where("a.yaml"), "m", span=Span(2, 1, 2, 3))
    second = finding("QAF101", Where("a.yaml"), "m", span=Span(10, 1, 10, 3))
    third = finding("QAF101", Where("b.yaml"), "m", span=Span(1, 1, 1, 3))
    assert sorted([third, second, first], key=lambda item: item.sort_key()) == [first, second, third]
    assert count_levels([first, second]) == {"error": 2, "warning": 0, "info": 0}


def test_codes_are_well_formed():
    for code, entry in CODES.items():
        assert code.startswith("QAF")
        assert len(code) == 6
        assert entry.level in ("error", "warning", "info")
        assert entry.title[0].isupper()
    assert not can_change("QAF001")
    assert not can_change("QAF104")
    assert not can_change("QAF550")
    assert can_change("QAF507")
    assert is_gap("QAF312")
    assert not is_gap("QAF401")
