"""Markdown that users wrote, made safe: HTML for the page, and plain Markdown for the Markdown book.

Raw HTML is never passed on, links lead only to web and mail addresses, pictures become their description, and headings
are set at one level below the page's own, so that the page's headings stay in order.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from qaf.report.filled import FilledText

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

LINK_SCHEMES = frozenset({"http", "https", "mailto"})
_ADDRESS = re.compile(r"https?://[^\s/\\]\S*|mailto:[^\s/]\S*", re.IGNORECASE)
_TAGS = {
    "p", "br", "hr", "ul", "ol", "li", "blockquote", "strong", "em", "s", "code", "pre", "a",
    "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$@])")
_BULLET = re.compile(r"^(\s*)([-+=])", re.MULTILINE)
_ORDERED = re.compile(r"^(\s*\d+)([.)])(?=\s|$)", re.MULTILINE)


def to_html(filled: FilledText, heading: int) -> str:
    """Safe HTML; every heading of the text becomes one of level `heading`."""
    import nh3

    parser = _parser()
    tokens = parser.parse(filled.text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{heading}"
        token.children = _with_safe_links(token.children) if token.children else token.children
    rendered = parser.renderer.render(tokens, parser.options, {})
    clean = nh3.clean(
        rendered, tags=_TAGS, attributes={"a": {"href"}}, url_schemes=set(LINK_SCHEMES), link_rel="noopener noreferrer"
    )
    return filled.put_back(clean, html.escape)


def page_to_html(text: str) -> str:
    """Safe HTML of a page of Markdown that keeps its headings, the first level as the second.

    Each cell of a table carries its column's heading as `data-head`, for screens on which they stand in one column.
    """
    import nh3

    parser = _parser()
    tokens = parser.parse(text)
    for token in tokens:
        token.tag = "h2" if token.tag == "h1" else token.tag
    _name_cells(tokens)
    kept = {"td": {"data-head"}, "th": {"scope"}}
    return str(nh3.clean(parser.renderer.render(tokens, parser.options, {}), tags=_TAGS, attributes=kept))


def _name_cells(tokens: Sequence[Token]) -> None:
    heads: list[str] = []
    column = 0
    for token, inside in zip(tokens, tokens[1:], strict=False):
        if token.type == "table_open":
            heads = []
        elif token.type == "tr_open":
            column = 0
        elif token.type == "th_open":
            token.attrSet("scope", "col")
            heads.append(" ".join(child.content for child in inside.children or ()).strip())
        elif token.type == "td_open":
            token.attrSet("data-head", heads[column] if column else "")
            column += 1


def to_markdown(filled: FilledText) -> str:
    """The same text as plain Markdown in which nothing but simple marks is left; headings become bold lines."""
    tokens = _parser().parse(filled.text)
    return filled.put_back("\n\n".join(_blocks(tokens)), escape)


def escape(text: str) -> str:
    """The text so that Markdown prints it as it is, on one line."""
    return _at_start(_SPECIAL.sub(r"\\\1", " ".join(text.split())))


def _with_safe_links(children: Sequence[Token]) -> list[Token]:
    """Without the links that lead anywhere but to the web or to mail; their text stays."""
    kept: list[Token] = []
    opened: list[bool] = []
    for token in children:
        if token.type == "link_open":
            opened.append(bool(safe_link(str(token.attrGet("href") or ""))))
        safe = opened[-1] if token.type in ("link_open", "link_close") else True
        if token.type == "link_close":
            opened.pop()
        if safe:
            kept.append(token)
    return kept


def safe_link(address: str) -> str:
    """The address where a page may link to it (web or mail), else ""."""
    return address.strip() if _ADDRESS.fullmatch(address.strip()) else ""


def link_target(address: str) -> str:
    """A safe link as it stands between angle brackets in Markdown."""
    return safe_link(address).replace("<", "%3C").replace(">", "%3E")


def sections(text: str) -> list[tuple[str, str]]:
    """The parts of a text by its `## ` headings: (heading, body), the part before the first under ""."""
    found: list[tuple[str, list[str]]] = [("", [])]
    fence = ""
    for line in text.splitlines():
        mark = re.match(r" {0,3}(`{3,}|~{3,})", line)
        if mark and not fence:
            fence = mark[1][:3]
        elif mark and line.strip().startswith(fence):
            fence = ""
        heading = re.match(r" {0,3}##\s+(.+?)\s*#*\s*$", line)
        if heading and not fence:
            found.append((heading[1], []))
        else:
            found[-1][1].append(line)
    parts = [(title, "\n".join(body).strip()) for title, body in found]
    return [(title, body) for title, body in parts if title or body]


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False})
    parser.enable("table")
    parser.add_render_rule("image", _picture_as_words)
    return parser


def _picture_as_words(self: object, tokens: Sequence[Token], index: int, options: object, env: object) -> str:
    return html.escape(tokens[index].content)


def _blocks(tokens: Sequence[Token]) -> list[str]:
    """Paragraphs, list items, headings and quotations, one string each."""
    blocks: list[str] = []
    lists: list[str] = []
    quotes = 0
    fresh_item = heading = False
    cells: list[str] | None = None
    for token in tokens:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                lists.append("1." if token.type.startswith("ordered") else "-")
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "list_item_open":
                fresh_item = True
            case "blockquote_open":
                quotes += 1
            case "blockquote_close":
                quotes -= 1
            case "heading_open" | "heading_close":
                heading = token.type == "heading_open"
            case "tr_open":
                cells = []
            case "tr_close":
                blocks.append(" / ".join(cells or []))
                cells = None
            case "inline" | "code_block" | "fence":
                text = _inline(token.children or []) if token.type == "inline" else escape(token.content)
                if cells is not None:
                    cells.append(text)
                    continue
                text = f"**{text}**" if heading and text else text
                if lists:
                    indent = "   " * (len(lists) - 1)
                    text = f"{indent}{lists[-1]} {text}" if fresh_item else f"{indent}   {text}"
                    fresh_item = False
                blocks.append("> " * quotes + text)
            case "hr":
                blocks.append("---")
    return [block for block in blocks if block.strip()]


def _inline(children: Sequence[Token]) -> str:
    parts: list[str] = []
    links: list[str] = []
    for token in children:
        match token.type:
            case "text" | "text_special" | "image":
                parts.append(_SPECIAL.sub(r"\\\1", token.content))
            case "softbreak" | "hardbreak":
                parts.append(" ")
            case "code_inline":
                parts.append(escape(token.content))
            case "em_open" | "em_close":
                parts.append("*")
            case "strong_open" | "strong_close":
                parts.append("**")
            case "link_open":
                links.append(link_target(str(token.attrGet("href") or "")))
                parts.append("[" if links[-1] else "")
            case "link_close":
                target = links.pop()
                parts.append(f"](<{target}>)" if target else "")
    return _at_start("".join(parts))


def _at_start(text: str) -> str:
    """The text with what would begin a list, a rule or a heading's underline escaped."""
    return _ORDERED.sub(r"\1\\\2", _BULLET.sub(r"\1\\\2", text))
