"""The example partnership's yearly report, and its overview as a page: what they say, and how they show."""

from __future__ import annotations

import re

import pytest
from axe import axe_finds
from helpers import ROOT, run_qaf

PARTNERSHIP = ROOT / "examples" / "northmoor-partnership"
DAY = ("--as-at", "2026-06-15")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    out = tmp_path_factory.mktemp("yearly")
    for ran in (
        run_qaf(*DAY, "-C", PARTNERSHIP, "report", "--out", out),
        run_qaf(*DAY, "-C", PARTNERSHIP, "overview", "--format", "html", "--out", out / "overview.html"),
    ):
        assert ran.code == 0, ran.err
    return out


def section(page, name):
    """The text below a heading of the second level."""
    return page.partition(f"\n## {name}\n")[2].partition("\n## ")[0]


def test_the_book_is_a_yearly_report_and_says_what_it_does_not_answer(built):
    page = (built / "book.md").read_text(encoding="utf-8")
    assert "yearly report" in page.partition("\n## ")[0].lower()
    assert "Not in this picture: Northmoor Probation" in section(page, "Overview")
    assert "| Violence at home |" in section(page, "Areas across members")

    singly, _, together = section(page, "Effectiveness").partition("### The same measure across members")
    assert "| Northmoor Police | Children at incidents" in singly
    assert "(255 of 503)" in together and "book-charts/pooled_pw-parents-say-agencies-work-well.svg" in together
    assert (built / "book-charts/pooled_pw-parents-say-agencies-work-well.svg").exists()

    learning = section(page, "Learning")
    assert "We stopped two meetings that nobody missed" in learning
    kept = [line.split("|")[-2].strip() for line in learning.partition("minimum programme")[2].splitlines()[4:]]
    assert [word for word in kept if word in ("yes", "no")] == ["yes"] * 5

    assert "| no reply after 62 days |" in section(page, "Scrutiny")
    assert "No assurance is on record." in section(page, "Scrutiny")
    assert "| All members ask children the same question" in section(page, "Actions")
    assert "Lead safeguarding partners" in section(page, "Who gets this")
    duties = section(page, "What is answered")
    assert "11 matters; 2 not answered, or only in part." in duties
    assert "| What the arrangements cost, and who paid what | nowhere in this report | no:" in duties


def test_the_page_of_the_overview_stands_alone_and_anybody_can_use_it(built, browser):
    file = built / "overview.html"
    page = file.read_text(encoding="utf-8")
    assert "default-src &#39;none&#39;" in page
    assert not re.search(r"<script|https?://(?!www\.w3\.org/)|style=", page)
    assert "\u25bc 1 worse, by its test" in page and "\u2013 not covered" in page
    assert page.count('role="img"') == 1 and "Northmoor Police: another definition" in page

    for width, scheme in ((1280, "light"), (1280, "dark"), (320, "light")):
        opened = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
        opened.goto(file.as_uri())
        assert axe_finds(opened) == [], (width, scheme)
        assert opened.evaluate("document.documentElement.scrollWidth") <= width
        opened.close()
