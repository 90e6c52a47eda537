"""The pages that one command makes each (curve, governance, gaps, balance, timetable), and theirs in the book, in a
real browser: in light, in the dark, on a telephone."""

from __future__ import annotations

import pytest
from axe import axe_finds
from forms_folder import AS_AT
from helpers import MINIMAL_SETTINGS, ROOT, build_tree, run_qaf

EXAMPLE = ROOT / "examples" / "northmoor-council"
TURNED, UNTURNED = "talks-on-return", "first-visits"
SCREENS = ((1280, "light"), (320, "light"), (320, "dark"))
EMPTY = {
    "qaf.yaml": MINIMAL_SETTINGS,
    "areas/visiting.yaml": "name: Visits\ngroup: practice\nmeasures:\n"
    "  - {id: visits, kind: quality, text: Visits on time, unit: mean, base: visits}\n",
    "curves/bare.yaml": "measure: visits\n",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Builds the page of a command, of the example or of a folder with next to nothing in it."""
    where = tmp_path_factory.mktemp("pages")
    folders = {"example": EXAMPLE, "empty": build_tree(where / "empty", EMPTY)}

    def build(name, *command):
        file = where / f"{name}-{'-'.join(command)}.html"
        if not file.exists():
            ran = run_qaf(*AS_AT, "-C", folders[name], *command, "--format", "html", "--out", file, cwd=where)
            assert ran.code == 0, ran.err
        return file

    return build


def look(browser, file, width=1280, scheme="light"):
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page.goto(file.as_uri())
    return page


PAGES = [
    ("example", "curve", TURNED),
    ("example", "curve", UNTURNED),
    ("example", "governance"),
    ("example", "governance", "cabinet"),
    ("example", "gaps"),
    ("example", "balance"),
    ("example", "timetable"),
    ("empty", "curve", "bare"),
    ("empty", "governance"),
]


@pytest.mark.parametrize("page", PAGES, ids="-".join)
def test_anybody_can_use_it(browser, built, page):
    opened = look(browser, built(*page))
    for width, scheme in SCREENS:
        opened.set_viewport_size({"width": width, "height": 900})
        opened.emulate_media(color_scheme=scheme)
        assert axe_finds(opened) == [], (width, scheme)
        assert opened.evaluate("document.documentElement.scrollWidth") <= width
        ground = opened.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (sum(map(int, ground[4:-1].split(", "))) < 150) == (scheme == "dark"), ground
    opened.close()


def test_on_a_telephone_each_cell_of_a_list_says_what_it_is(browser, built):
    file = built("example", "governance")
    before = "getComputedStyle(document.querySelectorAll('tbody tr td')[1], '::before').content"
    opened = look(browser, file, 320)
    assert opened.evaluate(before) == '"To whom does it go?"'
    named = "[...document.querySelectorAll('tbody td:not(:first-child)')].every(td => td.dataset.head)"
    assert opened.evaluate(named)
    opened.set_viewport_size({"width": 1280, "height": 900})
    assert opened.evaluate(before) == "none"
    opened.close()


def test_their_sections_of_the_book_are_as_good(browser, tmp_path):
    ran = run_qaf(*AS_AT, "-C", EXAMPLE, "report", "--body", "cabinet", "--to", "html", "--out", tmp_path, cwd=tmp_path)
    assert ran.code == 0, ran.err
    opened = look(browser, tmp_path / "book.html")
    # The rest of the book has tests of its own, and axe takes seconds over all of its sheets.
    opened.evaluate(
        "document.querySelectorAll('main > section, body > :not(main)')"
        ".forEach(e => e.matches('.curve, .governance, .cover') || e.remove());"
        "document.querySelectorAll('a[href^=\"#\"]').forEach(e => e.removeAttribute('href'))"
    )
    assert opened.locator("section.curve").count() == 3
    assert opened.locator("section.governance").count() == 2
    for width, scheme in SCREENS:
        opened.set_viewport_size({"width": width, "height": 900})
        opened.emulate_media(color_scheme=scheme)
        assert axe_finds(opened) == [], (width, scheme)
        assert opened.evaluate("document.documentElement.scrollWidth") <= width
    opened.close()
