"""How the pages become a site: `make docs`. Nothing in it is loaded from elsewhere, so it needs no network.

Sphinx reads the settings here by their names. Its source folder is the whole checkout, so that links from one page to
any file of the project work in the site as they do where the code is kept.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from qaf.ground.version import VERSION

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "qaf"
project_copyright = "2026, the qaf maintainers"
author = "The qaf maintainers"
version = release = VERSION
language = "en"

extensions = ["myst_parser"]
root_doc = "docs/index"
include_patterns = ["*.md", "docs/**/*.md", "docs/*.md", "examples/*/README.md"]
exclude_patterns = [".*", "build", "dist", "qaf", "tests", "framework", "templates", "benchmarks"]
myst_heading_anchors = 4
smartquotes = False  # Two hyphens are the beginning of an option.

html_theme = "furo"
html_title = "qaf"
html_copy_source = False
html_show_sourcelink = False
html_use_index = False
html_show_search_summary = False  # It would be fetched, which browsers refuse for pages that lie on disk.
templates_path = ["_templates"]
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_additional_pages = {"index": "first.html"}

_SECTION = re.compile(r"^## (.+)\n((?:(?!^## ).*\n?)*)", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]+)\]\(([^)#:\s]+\.md)[^)\s]*\)")


def setup(app: Sphinx) -> None:
    """Called by Sphinx before it begins."""
    from pygments.lexers.special import TextLexer

    app.add_lexer("csv", TextLexer)
    app.connect("source-read", _add_menu)


def _add_menu(app: Sphinx, page: str, source: list[str]) -> None:
    """The menu is what the first page links to, under the headings where it does, and whatever it has forgotten.

    So that page is plain text wherever else it is read.
    """
    if page != root_doc:
        return
    linked: dict[str, str] = {}
    for heading, text in _SECTION.findall(source[0]):
        entries = {
            name: " ".join(words.replace("`", "").split())
            for words, name in reversed(_LINK.findall(text))
            if name not in linked
        }
        linked.update(entries)
        source[0] += _menu(heading, [f"{words} <{name}>" for name, words in reversed(entries.items())])
    folder = Path(app.confdir)
    pages = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.md"))
    source[0] += _menu("Further pages", [name for name in pages if name not in linked and name != "index.md"])


def _menu(heading: str, entries: list[str]) -> str:
    head = ["", "```{toctree}", ":hidden:", f":caption: {heading}", ""]
    return "\n".join([*head, *entries, "```", ""]) if entries else ""
