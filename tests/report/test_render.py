"""The book as bytes: one HTML file under a strict policy, and Markdown with its charts."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from qaf.report import render

HOSTILE = '<script>alert("x")</script>{{ 7*7 }}</style>"\'&'
ARROWS = "↑↓→←▲▼△▽🔺🔻⬆⬇🟢🔴"


class Page(HTMLParser):
    """Tags in order, ids, headings, and the text of sections that are sheets."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.ids, self.headings = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.append((tag, found))
        if "id" in found:
            self.ids.append(found["id"])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))


@pytest.fixture
def html(book):
    return lambda *args, **options: render.html(book(*args, **options)).decode()


def test_one_file_needs_nothing_else(html):
    text = html()
    page = Page(text)
    assert text.startswith("<!DOCTYPE html>")
    assert '<html lang="en-GB">' in text
    assert not {tag for tag, _ in page.tags} & {"script", "link", "iframe", "object", "img", "form"}
    assert not re.search(r'\b(?:src|style)="', text)
    outside = {attrs["href"] for tag, attrs in page.tags if tag == "a" and not attrs["href"].startswith("#")}
    assert outside == {"https://example.org/study"}


def test_the_policy_allows_this_style_sheet_and_nothing_more(html):
    text = html()
    css = re.search(r"<style>(.*?)</style>", text, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)[1].replace("&#39;", "'")
    assert policy.startswith("default-src 'none'; ")
    assert f"style-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def test_ids_are_unique_and_every_link_inside_leads_somewhere(html):
    page = Page(html())
    assert len(page.ids) == len(set(page.ids))
    links = {attrs["href"][1:] for tag, attrs in page.tags if tag == "a" and attrs["href"].startswith("#")}
    assert links
    assert links <= set(page.ids)


def test_headings_are_in_order_even_where_the_prose_has_its_own(html):
    page = Page(
        html({"analysis/front-door/2024_25.md": "# Big\n\n###### Small\n\n## Other explanations\n\n#### Deep\n"})
    )
    assert page.headings[0] == 1
    assert page.headings.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in zip(page.headings, page.headings[1:], strict=False))


def test_tables_have_captions_and_scoped_heads(html):
    text = html()
    assert text.count("<table") == text.count("<caption")
    assert not re.search(r"<th(?! scope=)", text.replace("<thead", ""))


def test_every_page_says_marking_period_day_and_commit(html):
    text = html()
    sheets = re.split(r'(?=<section class="sheet)', text)[1:]
    assert len(sheets) == 10
    for sheet in sheets:
        for said in ("OFFICIAL", "Northmoor Council", "2024/25", "15 June 2025", "abc1234567", "invented"):
            assert said in sheet


def test_outside_git_the_page_says_so(html):
    assert "as at 15 June 2025 · not in git · qaf" in html(commit="")


def test_titles_state_the_fact(html):
    flat = re.sub(r"<[^>]+>", "", html())
    assert "Repeat referrals: 18.0 % in 2024/25" in flat
    assert "339 of 1,879, against 20.4 % the year before; a difference of this size could be chance." in flat


def test_no_arrow_stands_anywhere(html, book):
    pages = html() + render.markdown(book())["book.md"].decode()
    assert not set(ARROWS) & set(pages)


def test_hostile_names_are_text(html):
    quoted = HOSTILE.replace("'", "''")
    area = f"id: front-door\nname: '{quoted}'\ngroup: practice\npriority: 1\nwhy: '{quoted}'\n"
    area += f"questions: [{{id: q, text: '{quoted}'}}]\nevidence: [{{cite: '{quoted}', link: 'javascript:alert(1)'}}]\n"
    settings = f"schema: 2\norganisation: {{id: n, name: '{quoted}', kind: organisation}}\nmarking: '{quoted}'\n"
    text = html({"qaf.yaml": settings, "areas/front-door.yaml": area, "stories/second-time.md": "", "actions.yaml": ""})
    assert "<script" not in text
    assert "javascript:" not in text
    assert "49" not in re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)
    assert text.count("</style>") == 1
    assert "&lt;script&gt;alert(&#34;x&#34;)" in text


def test_withheld_numbers_leave_no_trace(inputs):
    from qaf.report.book import make_book

    figures = (
        "measure,period,breakdown,category,numerator,denominator,value\n"
        "repeat-referrals,2023/24,,,40,1878,\nrepeat-referrals,2024/25,,,3.0000417,1879,0.1596\n"
        "repeat-referrals,2024/25,locality,north,2.0000417,52,\nreferrals,2024/25,,,,,1879\n"
    )
    made = make_book(inputs(figures=figures))
    drawn = render.drawings(made)
    everything = render.html(made, drawn) + b"".join(render.markdown(made, drawn).values())
    assert not re.search(rb"0000417|0\.1596|3\.8461|0\.16", everything)
    assert b"Withheld" in everything
    assert b"1 point withheld to protect people" in everything


def test_markdown_has_the_same_numbers_and_its_charts_beside_it(book):
    made = book()
    files = render.markdown(made)
    text = files["book.md"].decode()
    charts = ["book-charts/repeat-referrals.svg", "book-charts/repeat-referrals_funnel_locality.svg"]
    assert sorted(files) == [*charts, "book.md"]
    assert "](book-charts/repeat-referrals.svg)" in text
    assert files["book-charts/repeat-referrals.svg"].startswith(b"<?xml")
    for said in ("**18.0 %** in 2024/25", "339 of 1,879", "England (22.6 %", "\\[c\\]", "Not written yet", "18.0 %."):
        assert said in text
    assert "## The front door" in text
    assert "\n\n\n" not in text


def test_the_same_book_gives_the_same_bytes(inputs):
    from qaf.report.book import make_book

    first, second = (make_book(inputs()) for _ in range(2))
    assert first == second
    assert render.html(first) == render.html(second)
    assert render.markdown(first) == render.markdown(second)


def test_a_bare_folder_is_worth_opening(html):
    bare = {"qaf.yaml": "schema: 2\norganisation: {id: new, name: New Council, kind: organisation}\n"}
    text = html(bare, figures="measure,period,value\n", only=True)
    assert "What to do next" in text
    assert "<svg" not in text
    assert Page(text).headings[:2] == [1, 2]


def test_characters_that_turn_text_reach_no_page(book):
    made = book(
        {
            "stories/second-time.md": "---\nid: s\nvoice: child\narea: front-door\nconsent: {given: 2025-01-01, "
            "how: In person, for: [book], until: 2026-01-01}\nnames_changed: true\n---\nA \u202eb &#x202e;c\n"
        }
    )
    pages = render.html(made) + b"".join(render.markdown(made).values())
    assert "\u202e" not in pages.decode()
    assert "A b c" in pages.decode()


def test_every_printed_page_carries_marking_period_day_and_commit(html):
    margins = re.search(r"@page\{@bottom-left\{content:(.*?)\}@bottom-right\{content:(.*?)\}\}", html())
    assert "OFFICIAL" in margins[1]
    for said in ("2024", "as at 15 June 2025", "last commit abc1234567"):
        assert said in margins[2]
