"""Every form in a real browser: in light, in the dark, on a telephone, on paper, under its own policy."""

from __future__ import annotations

import pytest
from axe import axe_finds
from forms_folder import AS_AT, FORMS, forms_folder
from helpers import MINIMAL_SETTINGS, ROOT, build_tree, run_qaf

EXAMPLE = ROOT / "examples" / "northmoor-council"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The forms of the example, of a small folder, and of one with nothing in it."""
    where = tmp_path_factory.mktemp("forms")
    folders = {
        "example": EXAMPLE,
        "small": forms_folder(where / "small" / "folder"),
        "bare": build_tree(where / "bare" / "folder", {"qaf.yaml": MINIMAL_SETTINGS}),
    }

    def build(name, form):
        file = where / "out" / name / f"{form}.html"
        if not file.exists():
            ran = run_qaf(*AS_AT, "-C", folders[name], "report", form, "--to", "html", "--out", file.parent)
            assert ran.code == 0, ran.err
        return file

    return build


@pytest.fixture
def opened(browser, built):
    """Opens a form; console messages are kept in a list."""
    pages = []

    def open_(name, form, width=1280, **options):
        page = browser.new_page(viewport={"width": width, "height": 900}, **options)
        pages.append(page)
        messages = []
        page.on("console", lambda message: messages.append(message.text))
        page.goto(built(name, form).as_uri())
        return page, messages

    yield open_
    for page in pages:
        page.close()


SEEN = [("example", 1280, "light"), ("example", 1280, "dark"), ("example", 320, "light"), ("bare", 320, "dark")]


@pytest.mark.parametrize(("name", "width", "scheme"), SEEN)
@pytest.mark.parametrize("form", FORMS)
def test_axe_finds_nothing(opened, name, form, width, scheme):
    page, _ = opened(name, form, width, color_scheme=scheme, bypass_csp=True)
    page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
    assert axe_finds(page) == []


@pytest.mark.parametrize("width", [320, 820])
@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_wider_than_the_screen(opened, form, width):
    page, _ = opened("example", form, width)
    page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("form", FORMS)
def test_the_policy_lets_styles_and_marks_through_and_nothing_else(opened, form):
    page, messages = opened("example", form)
    assert messages == []
    fills = page.evaluate("[...document.querySelectorAll('svg use')].map(e => getComputedStyle(e).fill)")
    assert form not in ("quarterly", "team") or "rgb(18, 67, 109)" in fills
    heads = page.evaluate("[...document.querySelectorAll('h1')].length")
    assert heads == 1


def _pages(pdf):
    return pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ")


@pytest.mark.parametrize("name", ["example", "small", "bare"])
@pytest.mark.parametrize("form", ["supervision", "summary"])
def test_one_page_is_one_page(opened, name, form):
    page, _ = opened(name, form)
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    assert _pages(pdf) == 1
    a3 = b"/MediaBox [0 0 119" in pdf
    assert a3 == (form == "summary")


def test_each_team_and_each_area_begins_a_sheet_of_paper(opened):
    page, _ = opened("small", "team")
    sections = page.locator("section.page").count()
    assert sections == 6
    tops = page.evaluate("[...document.querySelectorAll('section.page')].map(e => getComputedStyle(e).breakBefore)")
    assert tops[0] == "auto" or tops[0] == "page"
    assert _pages(page.pdf(prefer_css_page_size=True)) >= sections
