"""Charts: what is drawn, from which marks, and an SVG that can stand in any page."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from qaf.report.charts import draw_all
from qaf.report.charts.control import SHAPES
from qaf.report.charts.facts import (
    Bar,
    BarChart,
    ColumnChart,
    Drawing,
    Drawn,
    EventMark,
    FunnelChart,
    FunnelLimits,
    FunnelUnit,
    Level,
    LineChart,
    Mark,
    Signal,
    Stretch,
    Tick,
)
from qaf.report.charts.funnel import _box, _clash, _crossed, _offsets, _short
from qaf.report.charts.gaps import gap_labels
from qaf.report.charts.line import _apart, _runs
from qaf.report.charts.style import BLUE, CHARCOAL, LIGHT, ORANGE, nice_ticks, tick_text, ticks_that_fit, wrapped


def _mark(x, y, text="", absence=""):
    return Mark(x, x - 6, x + 6, y, text or (str(y) if y is not None else ""), absence)


def _line_chart(*values, cuts=(), label="Own & <1>"):
    marks = tuple(_mark(12 * i, v, absence="" if v is not None else "[c]") for i, v in enumerate(values))
    england = tuple(_mark(12 * i, 20.0) for i in range(len(values)))
    lines = (Drawn("Own", "own", marks, label), Drawn("England", "comparator", england, "England 20"))
    return LineChart(lines, tuple(Tick(12 * i, f"202{i}") for i in range(len(values))), cuts, " %")


CHARTS = {
    "line": _line_chart(10.0, 12.0, None, 14.0),
    "columns": ColumnChart(
        tuple(_mark(12 * i, v) for i, v in enumerate((30, 40))), (Tick(0, "2020"), Tick(12, "2021"))
    ),
    "bars": BarChart((Bar("Own", "own", 18.0, "18.0 %"), Bar("England", "comparator", None, "[c]"))),
    "control": replace(
        _line_chart(10.0, 12.0, None, 14.0),
        stretches=(Stretch(-6, 42, 12.0, (8.0, 16.0)), Stretch(42, 50, 13.0)),
        signals=(Signal(36, 14.0, "improvement"), Signal(0, 10.0, "concern"), Signal(12, 12.0, "neutral")),
        levels=(Level(20.0, "ambition 20 % (2027/28)"),),
        caption="XmR, Making Data Count",
    ),
    "intervals": ColumnChart((replace(_mark(0, 30), interval=(20.0, 41.0)),), (Tick(0, "2020"),)),
    "funnel": FunnelChart(
        (
            FunnelUnit("North", 90, 30.0, "differs"),
            FunnelUnit("South", 80, 12.0, "watch"),
            FunnelUnit("West", 70, 19.0),
        ),
        tuple(FunnelLimits(x, (20 - 90 / x, 20 + 90 / x), (20 - 180 / x, 20 + 180 / x)) for x in (40, 70, 100)),
        20.0,
        " %",
        "Referrals",
    ),
    "nothing": ColumnChart((_mark(0, None, absence="[x]"),), (Tick(0, "2020"),)),
}


@pytest.fixture(scope="module")
def drawn():
    return draw_all([Drawing(f"chart_{name}", chart, 400, 180, f"The {name} & more") for name, chart in CHARTS.items()])


@pytest.mark.parametrize("name", CHARTS)
def test_an_svg_can_stand_in_a_page_under_a_strict_policy(drawn, name):
    text = drawn[f"chart_{name}"]
    root = ElementTree.fromstring(text)
    assert root.get("role") == "img"
    assert root.find("{*}title").text == f"The {name} & more"
    assert "style=" not in text
    assert "<style" not in text
    assert "<metadata" not in text
    assert "xlink" not in text
    assert len(text) < 20_000


def test_ids_are_never_shared_and_every_reference_is_kept(drawn):
    page = "".join(drawn.values())
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    references = re.findall(r'(?:href="#|url\(#)([^")]+)', page)
    assert references
    assert set(references) <= set(ids)


def test_text_is_text_and_gaps_are_labelled(drawn):
    texts = [element.text for element in ElementTree.fromstring(drawn["chart_line"]).findall(".//{*}text")]
    assert {"Own & <1>", "England 20", "[c]", "2020", "2023", "0 %"} <= set(texts)
    assert "[c]" in [element.text for element in ElementTree.fromstring(drawn["chart_bars"]).findall(".//{*}text")]


def _texts(drawn, name):
    return [element.text for element in ElementTree.fromstring(drawn[f"chart_{name}"]).findall(".//{*}text")]


def test_a_control_chart_names_its_profile_and_tells_signals_apart_by_shape_and_colour(drawn):
    assert {"XmR, Making Data Count", "ambition 20 % (2027/28)"} <= set(_texts(drawn, "control"))
    assert all(colour.lower() in drawn["chart_control"].lower() for colour in (BLUE, ORANGE, CHARCOAL))
    assert len(SHAPES) == len({shape for shape, _ in SHAPES.values()}) == 3


def test_a_scale_has_room_for_limits_levels_and_intervals(drawn):
    assert "20 %" in _texts(drawn, "control")
    assert "8 %" not in _texts(drawn, "line")


def test_a_funnel_names_its_units_and_says_what_their_size_counts(drawn):
    assert {"North", "South", "West", "Referrals"} <= set(_texts(drawn, "funnel"))


def test_names_in_a_funnel_do_not_cover_each_other():
    apart = [_box((50.0, 50.0), one, 40.0) for one in _offsets(40.0)]
    room = (400.0, 200.0)
    assert _clash(apart[0], [apart[0]], room) > 0
    assert _clash(apart[0], [apart[1]], room) == 0
    assert _clash((390, 0, 430, 12), [], room) > 0
    assert _clash((0, 195, 40, 207), [], room) > 0


def test_names_in_a_funnel_keep_off_its_lines():
    level = [[(0.0, 50.0), (400.0, 50.0)]]
    assert _crossed((100, 44, 140, 56), level) > _crossed((100, 47, 140, 59), level) > 0
    assert _crossed((100, 57, 140, 69), level) == 0


def test_the_same_chart_gives_the_same_bytes():
    drawing = Drawing("a", CHARTS["line"], 400, 180, "A")
    assert draw_all([drawing]) == draw_all([drawing])


def test_symbols_of_gaps_that_would_touch_are_told_once_or_stand_higher():
    withheld = [_mark(3 * at, None, absence="[c]") for at in range(5)]
    assert [text for _, text, _ in gap_labels(withheld, BLUE, 3.0)] == ["[c]"]
    assert [text for _, text, _ in gap_labels(withheld, BLUE, 9.0)] == ["[c]"] * 5
    mixed = [_mark(0, None, absence="[c]"), _mark(3, None, absence="[x]"), _mark(6, 4.0), _mark(9, None, absence="–")]
    assert [text for _, text, _ in gap_labels(mixed, BLUE, 3.0)] == ["[c]", "[x]", "–"]
    drawn = draw_all([Drawing("a", ColumnChart(tuple(mixed), (Tick(0, "2020"),)), 60, 136, "A")])["a"]
    heights = re.findall(r"translate\([\d.]+ ([\d.]+)\)[^>]*>\[[cx]\]", drawn) or re.findall(
        r'y="([\d.]+)"[^>]*>\[[cx]\]', drawn
    )
    assert len(set(heights)) == 2


def test_events_mark_columns_above_their_numbers():
    columns = replace(CHARTS["columns"], events=(EventMark(3.0, "a"), EventMark(3.1, "b")), cuts=(6.0,))
    drawn = draw_all([Drawing("a", columns, 300, 160, "A")])["a"]
    found = [element.text for element in ElementTree.fromstring(drawn).findall(".//{*}text")]
    assert {"a", "b", "break", "30", "40"} <= set(found)


def test_a_control_chart_of_a_third_of_the_sheet_has_small_markers():
    points = tuple(_mark(3 * at, 10.0 + at % 3) for at in range(20))
    chart = LineChart((Drawn("Own", "own", points, "12"),), (Tick(0, "2020"),), signals=(Signal(3, 11.0, "concern"),))
    narrow, wide = (draw_all([Drawing("a", chart, size, 136, "A")])["a"] for size in (264, 806))
    assert 'stroke-width="1.4"' in narrow
    assert 'stroke-width="2.2"' in wide


def test_dollar_signs_are_no_formula():
    chart = BarChart((Bar("$x^2$", "own", 18.0, "$\\alpha$"),))
    assert "$x^2$" in draw_all([Drawing("a", chart, 300, 100, "A")])["a"]


def test_a_line_crosses_no_gap_and_no_break():
    marks = tuple(_mark(i, y) for i, y in enumerate((1.0, 2.0, None, 4.0, 5.0)))
    assert [[mark.y for mark in run] for run in _runs(marks, (3.5,))] == [[1.0, 2.0], [4.0], [5.0]]


def test_labels_are_moved_apart_and_stay_inside():
    placed = _apart([(50.0, 24.0, "a", "", True), (51.0, 12.0, "b", "", False), (99.0, 12.0, "c", "", False)], 100.0)
    centres = {label[2]: y for y, label in placed}
    assert centres["b"] - centres["a"] >= 18
    assert centres["c"] <= 94


def test_ticks_that_would_touch_are_left_out_from_the_latest_back():
    ticks = [Tick(float(i), f"201{i}/1{i}") for i in range(7)]
    kept = ticks_that_fit(ticks, 30.0)
    assert [tick.x for tick in kept] == [0.0, 2.0, 4.0, 6.0]


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(0, 26.4, [0, 10, 20, 30]), (55, 66.2, [55, 60, 65, 70]), (0, 0.4, [0, 0.1, 0.2, 0.3, 0.4]), (0, 0, [0, 0.25])],
)
def test_ticks_are_round(low, high, expected):
    assert nice_ticks(low, high)[: len(expected)] == expected


def test_words_in_charts():
    assert tick_text(1500.0) == "1,500"
    assert tick_text(2.5, " %") == "2.5 %"
    assert wrapped("Statistical neighbours of the council", 13) == "Statistical\nneighbours…"


def test_charts_are_drawn_where_no_folder_can_be_written(tmp_path):
    code = (
        "from qaf.report.charts import draw_all\n"
        "from qaf.report.charts.facts import Bar, BarChart, Drawing\n"
        "print(len(draw_all([Drawing('a', BarChart((Bar('A', 'own', 1.0, '1'),)), 300, 100, 'A')])['a']) > 500)\n"
    )
    nowhere = str(tmp_path / "nowhere")
    environment = {
        k: v for k, v in os.environ.items() if k not in ("MPLCONFIGDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
    }
    environment |= {"HOME": nowhere, "USERPROFILE": nowhere}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False, timeout=120
    )
    assert (done.stdout, done.returncode) == ("True\n", 0)
    assert "not a writable directory" not in done.stderr


def test_columns_of_many_years_leave_labels_out():
    marks = tuple(_mark(12 * i, 30.0) for i in range(13))
    chart = ColumnChart(marks, tuple(Tick(12 * i, f"20{10 + i}/{11 + i}") for i in range(13)))
    labels = re.findall(r">(20../..)<", draw_all([Drawing("a", chart, 264, 136, "A")])["a"])
    assert "2022/23" in labels
    assert len(labels) <= 5


def test_a_comparator_looks_like_no_limit():
    """Limits are dashed; a comparator is whole, thick and grey with hollow marks, and has its name beside it."""
    drawn = draw_all([Drawing("c", CHARTS["control"], 264, 170, "A chart")])["c"]
    dashed = re.findall(r'<path d="[^"]*"[^>]*stroke-dasharray[^>]*>', drawn)
    assert not [path for path in dashed if LIGHT.lower() in path.lower()]
    thick = [path for path in re.findall(r"<path [^>]*>", drawn) if LIGHT.lower() in path.lower()]
    assert thick and all('stroke-width="2.6"' in path for path in thick)
    assert "England" in drawn


def test_a_long_word_of_a_narrow_label_stays_whole():
    drawn = draw_all([Drawing("n", _line_chart(1.0, 2.0, label="Rated by professionals 66.2"), 260, 180, "A chart")])[
        "n"
    ]
    assert "professionals" in drawn


def test_units_of_a_funnel_are_named_without_the_word_they_share():
    assert _short(["Castle Quay team", "Millgate team"]) == ["Castle Quay", "Millgate"]
    assert _short(["North", "South team"]) == ["North", "South team"]
    assert _short(["Team", "Team"]) == ["Team", "Team"]
