"""A book as bytes: one self-contained HTML file, or Markdown with its charts beside it."""

from __future__ import annotations

import base64
import hashlib
import html as entities
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from qaf.report import markdown as md
from qaf.report import terms
from qaf.report.charts import Progress, draw_all
from qaf.report.charts.facts import Drawing
from qaf.report.curve_parts import CurvePage
from qaf.report.filled import FilledText
from qaf.report.flows import LEGEND as FLOW_LEGEND
from qaf.report.funnels import LEGEND
from qaf.report.governance_text import governance_markdown
from qaf.report.overview_part import part_markdown
from qaf.report.page import Book, Cover
from qaf.report.summary import unknown_text
from qaf.report.words import lower_first
from qaf.report.words_standing import COLUMN_NAMES, in_two
from qaf.workspace.own_templates import DEFAULT, NO_TEMPLATES, OwnTemplates
from qaf.workspace.shipped import shipped_folder

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

HTML_FILE = "book.html"
MARKDOWN_FILE = "book.md"
PDF_FILE = "book.pdf"
STYLES = ("book.css", "curve.css", "governance.css", "overview.css")
PDF_STYLES = (*STYLES, "pdf.css")
CHARTS_FOLDER = "book-charts"
_TURNING = dict.fromkeys(map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
_NUMBER_AND_UNIT = re.compile(r"\d[\d,.]* (?:%|per \d[\d,]*)|\d[\d,.]* of \d[\d,.]*")


def drawings(book: Book, progress: Progress | None = None) -> dict[str, str]:
    """The `<svg>` element of every chart of the book, by the chart's id."""
    return draw_all(book.drawings(), progress)


def html(book: Book, drawn: Mapping[str, str] | None = None, styles: Sequence[str] = STYLES) -> bytes:
    """The book as one HTML file that needs nothing else: no script, no network, styles allowed by their hash."""
    css = css_of(book.cover, *styles)
    template = environment(autoescape=True, own=book.cover.templates).get_template("book.html.j2")
    page = template.render(
        book=book,
        cover=book.cover,
        summary=book.summary,
        drawings=drawings(book) if drawn is None else drawn,
        css=css,
        policy=policy_of(css),
        anchors=book.anchors,
        kinds=terms.KINDS,
        columns=COLUMN_NAMES,
        questions=terms.KIND_QUESTIONS,
        funnel_legend=LEGEND,
        flow_legend=FLOW_LEGEND,
    )
    return straight(without_blank_lines(page)).encode()


def markdown(book: Book, drawn: Mapping[str, str] | None = None) -> dict[str, bytes]:
    """The book as Markdown, and its charts as SVG files: file name to bytes, forward slashes."""
    from qaf.report.charts.svg import for_file

    found = drawings(book) if drawn is None else drawn
    wide = [drawing for drawing in book.drawings() if not drawing.id.endswith("_narrow")]
    kept = {id_: straight(text) for id_, text in found.items()}
    marking = straight(book.cover.marking) if book.cover.operational else ""
    files = {
        _chart_file(drawing): for_file(kept[drawing.id], drawing.width, drawing.height, marking) for drawing in wide
    }
    template = environment(autoescape=False, own=book.cover.templates).get_template("book.md.j2")
    page = template.render(
        book=book,
        cover=book.cover,
        summary=book.summary,
        kinds=terms.KINDS,
        columns=COLUMN_NAMES,
        questions=terms.KIND_QUESTIONS,
        funnel_legend=LEGEND,
        flow_legend=FLOW_LEGEND,
        chart_file=_chart_file,
    )
    return {MARKDOWN_FILE: straight(tidy(page)).encode(), **files}


def _chart_file(drawing: Drawing) -> str:
    return f"{CHARTS_FOLDER}/{drawing.id.removeprefix('chart_')}.svg"


def environment(*, autoescape: bool, own: OwnTemplates = NO_TEMPLATES) -> Environment:
    """The templates, strict about what is undefined, with the filters that they use.

    Where the folder has some of its `own` all of them run in a sandbox, and what its own do wrong is a `RefusedError`.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    options: dict[str, Any] = {
        "autoescape": autoescape,
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "keep_trailing_newline": True,
    }
    if own.texts:
        from qaf.report.own_templates import OwnEnvironment

        environment: Environment = OwnEnvironment(own, **options)
    else:
        environment = Environment(loader=FileSystemLoader(shipped_folder("templates")), **options)
    environment.filters["figures"] = _figures
    environment.filters["prose"] = _prose
    environment.filters["said"] = in_two
    environment.filters["unknown"] = unknown_text
    environment.filters["lower_first"] = lower_first
    environment.filters["md"] = md.escape
    environment.filters["md_prose"] = md.to_markdown
    environment.filters["md_link"] = md.link_target
    environment.filters["md_governance"] = governance_markdown
    environment.filters["md_part"] = part_markdown
    return environment


def _figures(text: str) -> Markup:
    """The text with each number kept on one line with its unit."""
    from markupsafe import Markup

    escaped = entities.escape(text)
    return Markup(_NUMBER_AND_UNIT.sub(lambda match: f'<span class="n">{match[0]}</span>', escaped))


def _prose(text: FilledText, heading: int) -> Markup:
    from markupsafe import Markup

    return Markup(md.to_html(text, heading))


def curve_html(curve: CurvePage, cover: Cover) -> bytes:
    """The page of one turning-the-curve exercise as an HTML file that needs nothing else."""
    css = css_of(cover)
    template = environment(autoescape=True, own=cover.templates).get_template("curve-page.html.j2")
    drawn = draw_all([chart for chart in (curve.chart, curve.narrow) if chart])
    page = template.render(curve=curve, cover=cover, drawings=drawn, css=css, policy=policy_of(css), with_sheet=())
    return straight(without_blank_lines(page)).encode()


def curve_markdown(curve: CurvePage, cover: Cover) -> bytes:
    """The same as Markdown; the chart is told in words and stands as a table."""
    template = environment(autoescape=False, own=cover.templates).get_template("curve-page.md.j2")
    page = template.render(curve=curve, cover=cover)
    return straight(tidy(page)).encode()


def policy_of(css: str) -> str:
    """The Content-Security-Policy of a page with this style sheet: no script, nothing from elsewhere."""
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"


def css_of(cover: Cover, *names: str) -> str:
    """Style sheets (none named: the book's), and what the margins of pages that run on say in print.

    The folder's own of a name stands in for the shipped one, which it can take in with `@import "default:NAME";`.
    """
    shipped = "\n".join(_style(cover.templates, name) for name in names or STYLES)
    invented = "The figures are invented" if cover.invented else ""
    left = " · ".join(part for part in (cover.marking, cover.organisation, invented) if part)
    right = f"Period {cover.period} · as at {cover.as_at} · {cover.committed} · qaf {cover.version}"
    margins = f"@bottom-left{{content:{css_text(left)}}}@bottom-right{{content:{css_text(right)}}}"
    return without_blank_lines(f"{shipped}\n@page{{{margins}}}")


def _style(own: OwnTemplates, name: str) -> str:
    shipped = (shipped_folder("templates") / name).read_text(encoding="utf-8")
    return own.texts.get(name, shipped).replace(f'@import "{DEFAULT}{name}";', shipped)


def straight(page: str) -> str:
    """Without the characters that turn the direction of text, which can make a page read otherwise than it is."""
    return page.translate(_TURNING)


def css_text(text: str) -> str:
    """The text as a CSS string in which only plain letters stand as they are."""
    return '"' + "".join(c if c.isascii() and (c.isalnum() or c in " .,:-") else f"\\{ord(c):x} " for c in text) + '"'


def without_blank_lines(page: str) -> str:
    """The page without empty lines."""
    return "\n".join(line for line in page.split("\n") if line.strip()) + "\n"


def tidy(page: str) -> str:
    """No trailing blanks, never more than one empty line."""
    stripped = "\n".join(line.rstrip() for line in page.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", stripped).strip() + "\n"
