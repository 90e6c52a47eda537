"""A page as a PDF file: tagged for screen readers (PDF/UA), with bookmarks, by WeasyPrint, which is an extra.

The file holds nothing that depends on the day or the machine's clock. Which type it is set in depends on the fonts that
the machine has.
"""

from __future__ import annotations

import contextlib
import io
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from qaf.ground.errors import QafError

VARIANT = "pdf/ua-1"
MEDIUM = "pdf"
"""WeasyPrint leaves out what the style sheets say of screen and print; those of the PDF say it anew."""

PACKAGE = "weasyprint>=70,<71"

DEBIAN = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation"
"""Debian's packages that WeasyPrint needs, and the type that the sheets are made for."""

SCALES = (0.95, 0.9, 0.85, 0.8)
"""How much smaller a sheet is set, step by step, where it is longer than its page."""

_STYLE = re.compile(r"(<style>)(.*?)(</style>)", re.DOTALL)
_REM = re.compile(r'"[^"]*"|(?<![\w.#-])(-?\d*\.?\d+)rem\b')
_START = re.compile(r'(?=<section class="sheet )')
_SHEET = re.compile(r'<section class="sheet ([a-z]+)[^"]*" id="([^"]+)"')
_FAILURES = (ValueError, TypeError, AttributeError, LookupError, AssertionError, ArithmeticError, RecursionError)
"""What it raises where a layout is beyond it, such as grids within grids over a page's end."""

_ONE_PAGE = ("front", "summary", "voices")


class _Engine(NamedTuple):
    """The parts of WeasyPrint that are needed, and what refuses it every address but those that hold their content."""

    html: Any
    fetcher: Any
    version: str


def check_pdf() -> None:
    """Raises `QafError` where PDF files cannot be made on this machine; the sentence says what to install."""
    _engine()


def to_pdf(page: bytes) -> bytes:
    """The HTML page as a PDF file. Nothing is read but the page itself, from no disk and no network.

    A sheet that should be one page and is longer is set smaller, down to a floor; then it runs on. Raises `QafError`
    where WeasyPrint is missing, or cannot set the page.
    """
    engine = _engine()
    text = _STYLE.sub(lambda found: f"{found[1]}{scalable(found[2])}{found[3]}", page.decode(), count=1)
    try:
        return _set(engine, text)
    except _FAILURES as error:
        raise QafError(
            f"WeasyPrint {engine.version} could not set this report ({type(error).__name__}).",
            help="Some layouts are beyond it. Where the folder has style sheets or templates of its own, try without "
            "them, or open the HTML file in a browser and print it.",
        ) from error


def _set(engine: _Engine, text: str) -> bytes:
    with _quiet():
        document = _laid_out(engine, text)
        longer = _too_long(text, [page.anchors for page in document.pages])
        if longer:
            document = _laid_out(engine, _with(text, "".join(_smaller(engine, text, id_) for id_ in longer)))
        made: bytes = document.write_pdf(pdf_variant=VARIANT)
    return made


def scalable(css: str) -> str:
    """The style sheet with every length in rem multiplied by two properties: how large, and how much smaller again.

    `--scale` is the size that the book has estimated for a sheet, `--shrunk` what is taken off it where it is too long.
    """
    size = "calc(var(--rem) * var(--scale) * var(--shrunk) * "
    return _REM.sub(lambda found: f"{size}{found[1]})" if found[1] else found[0], css)


def _laid_out(engine: _Engine, text: str) -> Any:
    return engine.html(string=text, media_type=MEDIUM, base_url=None, url_fetcher=engine.fetcher).render(
        pdf_variant=VARIANT
    )


def _too_long(text: str, pages: Sequence[Mapping[str, Any]]) -> list[str]:
    """The ids of the sheets that should be one page and are not; `pages`: the anchors of each."""
    return [id_ for kind, id_ in _SHEET.findall(text) if kind in _ONE_PAGE and sum(id_ in page for page in pages) > 1]


def _smaller(engine: _Engine, text: str, id_: str) -> str:
    """The rule that sets a sheet small enough for one page, or as small as it may be; each size is tried on its own."""
    head, *sheets = _START.split(text)
    alone = head + next(one for one in sheets if f' id="{id_}"' in one.partition(">")[0])
    rule = ""
    for scale in SCALES:
        rule = f'[id="{id_}"] > :not(.sheet-head) {{--shrunk: {scale}}}'
        if len(_laid_out(engine, _with(alone, rule)).pages) == 1:
            break
    return rule


def _with(text: str, rules: str) -> str:
    return text.replace("</style>", f"{rules}</style>", 1)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """WeasyPrint notes each rule that it does not know; nobody who wants a book can do anything about that."""
    log = logging.getLogger("weasyprint")
    before = log.disabled
    log.disabled = True
    try:
        yield
    finally:
        log.disabled = before


def _engine() -> _Engine:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            import weasyprint
            from weasyprint.urls import URLFetcher
        except ImportError as error:
            raise QafError(
                "PDF files are made by WeasyPrint, which is not installed here, or is older than qaf needs.",
                help=f'Install it with `pip install "{PACKAGE}"`, or open the HTML file in a browser and print it.',
            ) from error
        except OSError as error:
            raise QafError(
                "WeasyPrint, which makes PDF files, did not find the library Pango or one that Pango needs.",
                help=f"On Debian and Ubuntu: `apt install {DEBIAN}`. Or open the HTML file in a browser and print it.",
            ) from error
    return _Engine(
        weasyprint.HTML, URLFetcher(allowed_protocols=("data",), allow_redirects=False), weasyprint.__version__
    )
