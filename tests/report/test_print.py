"""The book in a real browser: on A3 paper, on a telephone, in the dark."""

from __future__ import annotations

import pytest
from axe import axe_finds

from qaf.report import render

LONG = "A sentence that somebody wrote with care, and that goes on for a while. " * 4
MANY = "".join(f"  - {{id: good-{n}, kind: quality, text: {LONG} {n}}}\n" for n in range(9))
FULL = f"""\
id: full
name: A very full area with a name that is long enough to need two lines on most screens and in some prints
group: wider
priority: 2
why: {LONG} {LONG}
good:
{MANY}questions:
{"".join(f"  - {{id: question-{n}, text: {LONG}}}{chr(10)}" for n in range(12))}"""


def _pages(pdf):
    return pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ")


@pytest.mark.parametrize("files", [None, {"areas/full.yaml": FULL}], ids=["small", "full"])
def test_every_sheet_is_one_a3_page(opened, files):
    page, _ = opened(files=files)
    sheets = page.locator(".sheet").count()
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    assert _pages(pdf) == sheets
    assert b"/MediaBox [0 0 1191" in pdf or b"/MediaBox [0 0 1190" in pdf


def _many(count):
    files = {}
    for n in range(count):
        kinds = [("outcome", 2), ("quality", 2), ("quantity", 2)]
        held = "".join(
            f"  - {{id: m{n}-{kind}-{i}, kind: {kind}, text: What matters to families in place {n} number {i}, "
            "unit: percent, base: families, key: true}\n"
            for kind, many in kinds
            for i in range(many)
        )
        files[f"areas/more-{n}.yaml"] = (
            f"id: more-{n}\nname: Area of work number {n}\ngroup: wider\npriority: {n + 2}\nmeasures:\n{held}"
        )
    return files


@pytest.mark.parametrize("count", [4, 6, 7, 9])
def test_cover_and_summary_are_a_page_each_with_many_areas(browser, book, tmp_path, count):
    files = _many(count)
    ids = [
        line.split(",")[0].split("id: ")[1] for text in files.values() for line in text.splitlines() if "{id:" in line
    ]
    rows = "".join(f"{id_},{period},,{n},400\n" for id_ in ids for period, n in (("2023/24", 212), ("2024/25", 208)))
    made = book(files, figures="measure,period,value,numerator,denominator\n" + rows)
    path = tmp_path / "book.html"
    path.write_bytes(render.html(made, dict.fromkeys((d.id for d in made.drawings()), "")))
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(path.as_uri())
    page.evaluate("document.querySelectorAll('.sheet:not(.cover):not(.summary)').forEach(e => e.remove())")
    assert _pages(page.pdf(prefer_css_page_size=True)) == 2


def test_the_policy_lets_the_style_sheet_and_the_marks_of_charts_through(opened):
    page, messages = opened()
    assert messages == []
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.kind-outcome')).backgroundColor") == "rgb(18, 67, 109)"
    )
    marks = page.evaluate("[...document.querySelectorAll('.lead svg use')].map(e => getComputedStyle(e).fill)")
    assert "rgb(18, 67, 109)" in marks


@pytest.mark.parametrize("width", [320, 390, 820, 1440])
def test_nothing_is_wider_than_the_screen(opened, width):
    page, _ = opened(width, files={"areas/full.yaml": FULL})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1440, "dark"), (320, "light")])
def test_axe_finds_nothing(opened, width, scheme):
    page, _ = opened(width, color_scheme=scheme, bypass_csp=True)
    assert axe_finds(page) == []


def test_charts_keep_a_white_panel_in_the_dark(opened):
    page, _ = opened(color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.querySelector('.chart')).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('.sheet')).backgroundColor") != "rgb(255, 255, 255)"


@pytest.mark.parametrize("width", [320, 1440])
def test_a_very_long_word_and_areas_of_one_name_break_nothing(opened, width):
    settings = f"schema: 2\norganisation: {{id: n, name: {'Verylongword' * 6}, kind: organisation}}\n"
    twin = "id: twin\nname: The front door\ngroup: practice\npriority: 2\n"
    page, _ = opened(width, files={"qaf.yaml": settings, "areas/twin.yaml": twin}, bypass_csp=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe_finds(page) == []


@pytest.mark.parametrize("width", [320, 390])
def test_words_in_charts_are_large_enough_on_a_telephone(opened, width):
    page, _ = opened(width, files={"areas/full.yaml": FULL})
    sizes = page.evaluate(
        """() => [...document.querySelectorAll("figure.chart svg")].filter(e => e.getBoundingClientRect().width)
        .flatMap(svg => [...svg.querySelectorAll("text")].map(text => parseFloat(getComputedStyle(text).fontSize)
        * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width))"""
    )
    assert sizes and min(sizes) >= 10.9
