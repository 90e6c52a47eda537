"""The book and its smaller forms as PDF files: tagged, with the numbers of the page, the same bytes every time."""

from __future__ import annotations

import builtins
import html as entities
import io
import re

import pytest
from helpers import ROOT, build_tree, run_qaf

from qaf.ground.errors import QafError
from qaf.report import render, write
from qaf.report.pdf import scalable, to_pdf

EXAMPLE = ROOT / "examples" / "northmoor-council"
AS_AT = ("--as-at", "2025-06-15")
FOLDER = {"qaf.yaml": "schema: 2\norganisation: {id: n, name: N, kind: organisation}\n"}
A3 = (1190.55, 841.89)


@pytest.fixture
def read(weasyprint):
    """Reads a PDF file from its bytes."""
    pypdf = pytest.importorskip("pypdf")
    return lambda content: pypdf.PdfReader(io.BytesIO(content))


def texts(reader):
    """The text of each page; the foot, which only paper has, left out."""
    return [re.sub(r"Page \d+ of \d+", "", page.extract_text()) for page in reader.pages]


def structure(reader):
    """Every element of the tags: its kind and its alternative text."""
    found, open_ = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while open_:
        element = open_.pop()
        if not hasattr(element, "get"):
            continue
        if "/S" in element and element.get("/Type") == "/StructElem":
            found.append((str(element["/S"])[1:], str(element.get("/Alt", ""))))
        kids = element.get("/K", [])
        open_ += [kid.get_object() for kid in (kids if isinstance(kids, list) else [kids])]
    return found


def headings_within_headings(reader):
    """How many headings stand inside another one."""

    def count(element, within):
        if not hasattr(element, "get"):
            return 0
        kind = str(element.get("/S", ""))
        heading = re.fullmatch(r"/H[1-6]", kind) is not None
        kids = element.get("/K", [])
        kids = [kid.get_object() for kid in (kids if isinstance(kids, list) else [kids])]
        return (heading and within) + sum(count(kid, within or heading) for kid in kids)

    return count(reader.trailer["/Root"]["/StructTreeRoot"]["/K"][0].get_object(), False)


def outline(entries):
    """The titles of the bookmarks, however deep."""
    return [title for one in entries for title in (outline(one) if isinstance(one, list) else [one.title])]


def numbers(text):
    return set(re.findall(r"\d[\d,.]*\d|\d", text))


def on_the_page(html):
    """What a page says on paper: no style sheet, no second drawing for telephones, no alternative text."""
    apart = r'<style>.*?</style>|<title[ >].*?</title>|<nav class="turn".*?</nav>|<aside.*?</aside>|<footer.*?</footer>'
    shown = re.sub(rf'(?s){apart}|<div class="narrow">.*?</svg>', " ", html)
    return entities.unescape(re.sub(r"<[^>]+>", " ", shown))


def test_a_book_is_tagged_and_says_what_its_page_says(book, read):
    made = book()
    drawn = render.drawings(made)
    html = render.html(made, drawn).decode()
    content = to_pdf(render.html(made, drawn, render.PDF_STYLES))
    reader = read(content)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/Lang"] == "en-GB"
    assert reader.metadata.title == "Northmoor Council: Safeguarding children: report book, 2024/25"
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_data()
    assert "/CreationDate" not in reader.metadata and "/ID" not in reader.trailer
    assert not {"/OpenAction", "/AA", "/AcroForm"} & {*root} and "/JavaScript" not in root.get("/Names", {})

    tags = structure(reader)
    kinds = {kind for kind, _ in tags}
    assert {"H1", "H2", "H3", "P", "L", "LI", "Table", "TR", "TH", "TD", "Caption", "Figure", "Link"} <= kinds
    assert headings_within_headings(reader) == 0
    alts = [alt for kind, alt in tags if kind == "Figure"]
    wide = [one for one in made.drawings() if not one.id.endswith("_narrow")]
    assert len(alts) == len(wide) and all(alts)
    told = {re.sub(r"\s+", " ", re.search(r"<title[^>]*>(.*?)</title>", drawn[one.id])[1]) for one in wide}
    assert told <= {alt.replace("&", "&amp;") for alt in alts}

    marks = outline(reader.outline)
    assert marks[:2] == ["Safeguarding children: Report book 2024/25", "In this book"]
    assert {"The front door", "Voices: The front door", "Index of measures", "How this book was made"} <= {*marks}
    assert {(round(float(page.mediabox.width)), round(float(page.mediabox.height))) for page in reader.pages} == {
        tuple(map(round, A3))
    }
    pages = texts(reader)
    sheet = next(number for number, text in enumerate(pages) if "Questions to ask" in text)
    assert "Why it matters" in pages[sheet] and "Voices: The front door" in pages[sheet + 1]
    said = numbers(on_the_page(html))
    assert said - numbers("\n".join(pages)) == set()
    assert numbers("\n".join(pages[1:])) - said == set(), "only the contents say more: the numbers of pages"
    assert "Table instead of graph" not in "".join(pages) and "Only what changed" not in "".join(pages)


def test_nothing_is_fetched_but_what_the_page_holds(read, tmp_path):
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><text y="15">{}</text></svg>'
    (tmp_path / "a.svg").write_text(picture.format("Outside"), encoding="utf-8")
    inside = "data:image/svg+xml," + picture.format("Inside").replace("#", "%23").replace('"', "'")
    page = (
        '<html lang="en"><head><title>T</title><style>p { width: 2rem }</style></head><body><p>Words</p>'
        f'<img alt="in" src="{inside}"><img alt="out" src="{(tmp_path / "a.svg").as_uri()}">'
        f'<link rel="stylesheet" href="{(tmp_path / "a.svg").as_uri()}"></body></html>'
    )
    text = "".join(texts(read(to_pdf(page.encode()))))
    assert "Words" in text and "Inside" in text and "Outside" not in text


def test_lengths_are_made_scalable_and_words_are_not():
    css = scalable('a{margin:-0.5rem 1rem;content:"5rem of rope";width:3px}.x2rem{top:.5rem}')
    size = "calc(var(--rem) * var(--scale) * var(--shrunk) * "
    assert css == f'a{{margin:{size}-0.5) {size}1);content:"5rem of rope";width:3px}}.x2rem{{top:{size}.5)}}'


LONG = "A sentence that somebody wrote with care, and that goes on for a while. " * 4
FULL = "id: full\nname: A very full area\ngroup: wider\npriority: 2\nwhy: {0} {0}\ngood:\n{1}questions:\n{2}".format(
    LONG,
    "".join(f"  - {{id: good-{n}, kind: quality, text: {LONG} {n}}}\n" for n in range(9)),
    "".join(f"  - {{id: question-{n}, text: {LONG}}}\n" for n in range(12)),
)


def test_a_sheet_that_is_very_full_is_still_one_page(book, read):
    made = book({"areas/full.yaml": FULL, **FOLDER})
    pages = texts(read(to_pdf(render.html(made, None, render.PDF_STYLES))))
    first = next(number for number, text in enumerate(pages) if "Priority 2" in text and "Questions to ask" in text)
    assert "Voices: A very full area" in pages[first + 1]


def test_what_is_beyond_weasyprint_is_a_sentence(weasyprint, monkeypatch):
    monkeypatch.setattr("weasyprint.HTML.render", lambda *_, **__: [][0])
    with pytest.raises(QafError, match=r"WeasyPrint [\d.]+ could not set this report \(IndexError\)") as raised:
        to_pdf(b"<html lang=en><title>T</title><style></style><p>Words")
    assert "browser" in raised.value.help


def test_a_book_in_another_format_takes_the_old_file_away(book, tmp_path, monkeypatch):
    monkeypatch.setattr(write, "to_pdf", lambda page: b"%PDF" + page[:0])
    made, out = book(), tmp_path / "out"
    assert write.write_book(out, made, ("pdf",)) == [out / "book.pdf"]
    assert sorted(path.name for path in out.iterdir()) == [".cache", "book.pdf"]
    write.write_book(out, made, ("md",))
    assert sorted(path.name for path in out.iterdir()) == [".cache", "book-charts", "book.md"]


@pytest.mark.parametrize(
    ("error", "said"),
    [(ModuleNotFoundError("No module named 'weasyprint'"), "pip install"), (OSError("cannot load"), "libpango-1.0-0")],
)
def test_what_is_missing_is_a_sentence_and_nothing_is_written(tmp_path, monkeypatch, error, said):
    plain = builtins.__import__

    def import_(name, *rest):
        if name.partition(".")[0] == "weasyprint":
            print("A notice of the library's own")
            raise error
        return plain(name, *rest)

    folder = build_tree(tmp_path / "folder", FOLDER)
    monkeypatch.setattr(builtins, "__import__", import_)
    ran = run_qaf(*AS_AT, "-C", folder, "report", "--to", "html,pdf", "--out", tmp_path / "out")
    assert ran.code == 2 and ran.out == ""
    assert said in ran.err and "WeasyPrint" in ran.err and "Traceback" not in ran.err and "notice" not in ran.err
    assert not (tmp_path / "out").exists()


@pytest.mark.prove
def test_the_example_as_a_pdf_has_every_number_and_each_sheet_on_a_page(read, tmp_path):
    out = tmp_path / "out"
    for form in ("book", "quarterly", "team"):
        ran = run_qaf("--as-at", "2026-06-15", "-C", EXAMPLE, "report", form, "--to", "html,pdf", "--out", out)
        assert ran.code == 0, ran.err
        html = (out / f"{form}.html").read_text(encoding="utf-8")
        reader = read((out / f"{form}.pdf").read_bytes())
        pages = texts(reader)
        assert numbers(on_the_page(html)) - numbers("\n".join(pages)) == set(), form
        assert all(alt for kind, alt in structure(reader) if kind == "Figure"), form
        for id_, name in re.findall(r'<h2 id="(?!detail_|stories_|the_|curve_)([^"]+)_title">([^<]+)</h2>', html):
            if form == "book":
                front = next(number for number, text in enumerate(pages) if name in text and "Why it matters" in text)
                assert f"Voices: {name}" in pages[front + 1], id_
