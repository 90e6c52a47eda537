"""`make docs`: the site is built without a warning, every page is in it, and nothing in it is loaded from elsewhere."""

from __future__ import annotations

import re
import shutil
import sys
from html.parser import HTMLParser

import pytest
from helpers import ROOT, run_process
from test_docs import AT_THE_TOP, DOCS

LOADED = {
    ("script", "src"), ("img", "src"), ("iframe", "src"), ("source", "src"), ("video", "src"), ("audio", "src"),
    ("embed", "src"), ("object", "data"), ("link", "href"), ("use", "href"), ("image", "href"),
}  # fmt: skip
"""Attributes that make a browser load something; a link that a reader clicks is none."""


class Loads(HTMLParser):
    """What a page makes a browser load."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found += [value or "" for name, value in attrs if (tag, name) in LOADED]
        self.found += [part.split()[0] for name, value in attrs if name == "srcset" for part in value.split(",")]


def from_elsewhere(text: str) -> list[str]:
    """What a page loads from another place."""
    return [address for address in Loads(text).found if re.match(r"(https?:)?//", address)]


def styles_from_elsewhere(text: str) -> list[str]:
    """What a style sheet loads from another place."""
    return re.findall(r"(?:url\(|@import)\s*['\"]?((?:https?:)?//[^'\")\s]+)", text)


def test_what_is_loaded_from_elsewhere_is_noticed():
    page = '<a href="https://a.example">a</a><script src="//b.example/b.js"></script><link href="x.css">'
    assert from_elsewhere(page) == ["//b.example/b.js"]
    assert styles_from_elsewhere("@import 'https://c.example/c.css'; a {background: url(d.png)}") == [
        "https://c.example/c.css"
    ]


def build(source, folder):
    command = [sys.executable, "-m", "sphinx", "--fail-on-warning", "--keep-going", "-q", "-b", "html", "-c"]
    return run_process([*command, str(source / "docs"), "-d", str(folder / "cache"), str(source), str(folder / "site")])


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    built = build(ROOT, folder)
    assert (built.code, built.out + built.err) == (0, "")
    return folder / "site"


@pytest.mark.prove
def test_every_page_is_in_the_site_and_in_its_menu(site):
    pages = [
        path.relative_to(ROOT).with_suffix(".html") for path in (*DOCS.rglob("*.md"), *map(ROOT.joinpath, AT_THE_TOP))
    ]
    assert [page.as_posix() for page in pages if not (site / page).is_file()] == []
    menu = re.findall(r'class="toctree-l1.*?href="([^"#]*)', (site / "docs" / "index.html").read_text(encoding="utf-8"))
    listed = {(site / "docs" / name).resolve() for name in menu if name}
    assert [
        page.as_posix() for page in pages if (site / page).resolve() not in listed and page.name != "index.html"
    ] == []
    assert 'url=docs/index.html"' in (site / "index.html").read_text(encoding="utf-8")
    assert "The house" in next((site / "_images").glob("house*.svg")).read_text(encoding="utf-8")


@pytest.mark.prove
def test_nothing_is_loaded_from_elsewhere(site):
    pages = list(site.rglob("*.html"))
    assert len(pages) > 30
    assert [(page.name, found) for page in pages if (found := from_elsewhere(page.read_text(encoding="utf-8")))] == []
    styles = [*site.rglob("*.css"), *pages]
    assert [path.name for path in styles if styles_from_elsewhere(path.read_text(encoding="utf-8"))] == []


@pytest.mark.prove
def test_a_browser_asks_for_files_of_the_site_only(site, chromium):
    playwright = pytest.importorskip("playwright.sync_api")
    asked, wrong = [], []
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        for name in ("index.html", "docs/architecture.html", "docs/reference/keys.html", "search.html?q=figure"):
            page.goto((site / name.partition("?")[0]).as_uri() + "".join(name.partition("?")[1:]))
            page.wait_for_load_state("networkidle")
        page.wait_for_selector("#search-results li")
        browser.close()
    assert len(asked) > 10
    assert [url for url in asked if not url.startswith((site.as_uri(), "data:"))] == []
    assert wrong == []


@pytest.mark.prove
def test_a_link_that_leads_nowhere_stops_the_build(tmp_path):
    source = tmp_path / "checkout"
    shutil.copytree(DOCS, source / "docs")
    for name in AT_THE_TOP:
        shutil.copy2(ROOT / name, source / name)
    page = source / "docs" / "serving.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n[gone](no-such-page.md)\n", encoding="utf-8")
    built = build(source, tmp_path)
    assert built.code != 0
    assert "no-such-page" in built.err
