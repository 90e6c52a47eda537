"""From the SVG that matplotlib writes to one that can stand inside a page: no inline styles, no shared ids, smaller.

A strict Content-Security-Policy blanks `style` attributes, so each becomes presentation attributes; ids are prefixed
with the chart's own, so that two charts on a page never share one.
"""

from __future__ import annotations

import re
from html import escape
from xml.etree import ElementTree

FONTS = "Helvetica Neue, Arial, Liberation Sans, sans-serif"
"""The fonts of the text in a chart. Widths are reserved for a wider one, so that these always fit."""

_BAND = 24
"""How high the band is in which a marking stands above a chart, in CSS pixels."""

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_NUMBER = re.compile(r"-?\d+\.\d{2,}")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_NO_TURN = re.compile(r"rotate\(-?0(?:\.0+)?(?: [^)]*)?\)\s*")


def for_page(raw: bytes, prefix: str, title: str) -> str:
    """The chart as an `<svg>` element that scales with its place; `title` is its text alternative."""
    root = ElementTree.fromstring(raw)
    _drop(root)
    for element in root.iter():
        _attributes(element, prefix)
    root.attrib.pop("width", None)
    root.attrib.pop("height", None)
    root.attrib.pop("version", None)
    root.set("stroke-linejoin", "round")
    root.set("font-family", FONTS)
    root.set("role", "img")
    root.set("aria-labelledby", f"{prefix}_title")
    name = ElementTree.Element(f"{{{_SVG}}}title", {"id": f"{prefix}_title"})
    name.text = title
    root.insert(0, name)
    ElementTree.register_namespace("", _SVG)
    return ElementTree.tostring(root, encoding="unicode").replace("\n", "")


def for_file(element: str, width: int, height: int, marking: str = "") -> bytes:
    """The same chart as a file of its own, `width` by `height` CSS pixels, below its marking where it has one."""
    sized = element.replace("<svg ", f'<svg width="{width}" height="{height}" ', 1)
    if marking:
        sized = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height + _BAND}">'
            f'<rect width="{width}" height="{height + _BAND}" fill="#ffffff"/>'
            f'<text x="8" y="16" font-family="sans-serif" font-size="14" font-weight="bold">{escape(marking)}</text>'
            f'<g transform="translate(0 {_BAND})">{sized}</g></svg>'
        )
    return ('<?xml version="1.0" encoding="utf-8"?>\n' + sized + "\n").encode()


def _drop(root: ElementTree.Element) -> None:
    """Metadata, style sheets and comments; groups that hold nothing."""
    for parent in list(root.iter()):
        for child in list(parent):
            name = str(child.tag).rpartition("}")[2]
            if name in ("metadata", "style"):
                parent.remove(child)
    for parent in list(root.iter()):
        for child in list(parent):
            if str(child.tag).endswith("}defs") and len(child) == 0:
                parent.remove(child)


def _attributes(element: ElementTree.Element, prefix: str) -> None:
    style = element.attrib.pop("style", "")
    for part in style.split(";"):
        name, _, value = part.partition(":")
        if value and name.strip() != "font-family":
            element.set(name.strip(), value.strip().removesuffix("px"))
    if _XLINK in element.attrib:
        element.set("href", "#" + _prefixed(prefix, element.attrib.pop(_XLINK).removeprefix("#")))
    if "id" in element.attrib:
        if element.tag == f"{{{_SVG}}}g":
            del element.attrib["id"]
        else:
            element.set("id", _prefixed(prefix, element.attrib["id"]))
    for name, value in list(element.attrib.items()):
        if name in ("d", "transform", "x", "y", "width", "height", "points") or "url(" in value:
            value = _REFERENCE.sub(lambda match: f"url(#{_prefixed(prefix, match[1])})", value)
            value = _NUMBER.sub(lambda match: _short(match[0]), _NO_TURN.sub("", value))
            element.set(name, " ".join(value.split()))
    if element.get("transform") == "":
        del element.attrib["transform"]
    if element.text is not None and not element.text.strip():
        element.text = None
    if element.tail is not None and not element.tail.strip():
        element.tail = None


def _prefixed(prefix: str, name: str) -> str:
    return f"{prefix}_{name}"


def _short(number: str) -> str:
    text = f"{float(number):.1f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
