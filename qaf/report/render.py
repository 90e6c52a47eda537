"""A book as bytes: one self-contained HTML file, or Markdown with its charts beside it."""

from __future__ import annotations

import base64
import hashlib
import html as entities
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from qaf.report import markdown as md
from qaf.report import terms
from qaf.report.charts import Progress, draw_all
from qaf.report.charts.facts import Drawing
from qaf.report.filled import FilledText
from qaf.report.flows import LEGEND as FLOW_LEGEND
from qaf.report.funnels import LEGEND
from qaf.report.governance_text import governance_markdown
from qaf.report.page import Book
from qaf.report.summary import unknown_text
from qaf.workspace.shipped import shipped_folder

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

HTML_FILE = "book.html"
MARKDOWN_FILE = "book.md"
CHARTS_FOLDER = "book-charts"
STYLES = ("book.css", "governance.css")
_TURNING = dict.fromkeys(map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
_NUMBER_AND_UNIT = re.compile(r"\d[\d,.]* (?:%|per \d[\d,]*)|\d[\d,.]* of \d[\d,.]*")


def drawings(book: Book, progress: Progress | None = None) -> dict[str, str]:
    """The `<svg>` element of every chart of the book, by the chart's id."""
    return draw_all(book.drawings(), progress)


def html(book: Book, drawn: Mapping[str, str] | None = None) -> bytes:
    """The book as one HTML file that needs nothing else: no script, no network, styles allowed by their hash."""
    css = _css(book)
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    template = _environment(autoescape=True).get_template("book.html.j2")
    page = template.render(
        book=book,
        cover=book.cover,
        summary=book.summary,
        drawings=drawings(book) if drawn is None else drawn,
        css=css,
        policy=policy,
        kinds=terms.KINDS,
        questions=terms.KIND_QUESTIONS,
        funnel_legend=LEGEND,
        flow_legend=FLOW_LEGEND,
    )
    return _straight(_without_blank_lines(page)).encode()


def markdown(book: Book, drawn: Mapping[str, str] | None = None) -> dict[str, bytes]:
    """The book as Markdown, and its charts as SVG files: file name to bytes, forward slashes."""
    from qaf.report.charts.svg import for_file

    found = drawings(book) if drawn is None else drawn
    wide = [drawing for drawing in book.drawings() if not drawing.id.endswith("_narrow")]
    straight = {id_: _straight(text) for id_, text in found.items()}
    marking = _straight(book.cover.marking) if book.cover.operational else ""
    files = {
        _chart_file(drawing): for_file(straight[drawing.id], drawing.width, drawing.height, marking) for drawing in wide
    }
    template = _environment(autoescape=False).get_template("book.md.j2")
    page = template.render(
        book=book,
        cover=book.cover,
        summary=book.summary,
        kinds=terms.KINDS,
        questions=terms.KIND_QUESTIONS,
        funnel_legend=LEGEND,
        flow_legend=FLOW_LEGEND,
        chart_file=_chart_file,
    )
    return {MARKDOWN_FILE: _straight(_tidy(page)).encode(), **files}


def _chart_file(drawing: Drawing) -> str:
    return f"{CHARTS_FOLDER}/{drawing.id.removeprefix('chart_')}.svg"


def _environment(*, autoescape: bool) -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(shipped_folder("templates")),
        autoescape=autoescape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["figures"] = _figures
    environment.filters["prose"] = _prose
    environment.filters["unknown"] = unknown_text
    environment.filters["md"] = md.escape
    environment.filters["md_prose"] = md.to_markdown
    environment.filters["md_link"] = md.link_target
    environment.filters["md_governance"] = governance_markdown
    return environment


def _figures(text: str) -> Markup:
    """The text with each number kept on one line with its unit."""
    from markupsafe import Markup

    escaped = entities.escape(text)
    return Markup(_NUMBER_AND_UNIT.sub(lambda match: f'<span class="n">{match[0]}</span>', escaped))


def _prose(text: FilledText, heading: int) -> Markup:
    from markupsafe import Markup

    return Markup(md.to_html(text, heading))


def _css(book: Book) -> str:
    """The shipped style sheet, and what the margins of pages that run on say in print."""
    folder = shipped_folder("templates")
    shipped = "\n".join((folder / name).read_text(encoding="utf-8") for name in STYLES)
    cover = book.cover
    invented = "The figures are invented" if cover.invented else ""
    left = " · ".join(part for part in (cover.marking, cover.organisation, invented) if part)
    right = f"Period {cover.period} · as at {cover.as_at} · {cover.committed} · qaf {cover.version}"
    margins = f"@bottom-left{{content:{_css_text(left)}}}@bottom-right{{content:{_css_text(right)}}}"
    return _without_blank_lines(f"{shipped}\n@page{{{margins}}}")


def _straight(page: str) -> str:
    """Without the characters that turn the direction of text, which can make a page read otherwise than it is."""
    return page.translate(_TURNING)


def _css_text(text: str) -> str:
    """The text as a CSS string in which only plain letters stand as they are."""
    return '"' + "".join(c if c.isascii() and (c.isalnum() or c in " .,:-") else f"\\{ord(c):x} " for c in text) + '"'


def _without_blank_lines(page: str) -> str:
    return "\n".join(line for line in page.split("\n") if line.strip()) + "\n"


def _tidy(page: str) -> str:
    """No trailing blanks, never more than one empty line."""
    stripped = "\n".join(line.rstrip() for line in page.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", stripped).strip() + "\n"
