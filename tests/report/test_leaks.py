"""No trace of a hidden number in anything that leaves: forms, exports, lists, findings, charts, in every format.

Small numbers are stored with digits that stand nowhere else. And the stronger proof: with other hidden numbers in their
places every byte that leaves is the same.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path
from threading import Event
from urllib.request import urlopen

import pytest
from forms_folder import FORMS
from helpers import ROOT, build_tree, run_qaf

from qaf.api.serving import Wished, serve
from qaf.cli.app import COMMANDS
from qaf.model.figure import Figure, FigureKey
from qaf.model.period import Period
from qaf.workspace.ledger import LedgerEntry
from qaf.workspace.store import Store, commit_import

EXAMPLE = ROOT / "examples" / "northmoor-council"
AS_AT = ("--as-at", "2025-06-15")
PLACES = "abcdefg"
YEAR = ("--period", "2024/25")
PERIODS = {"quarterly": ("--period", "2024/25 Q4")}
MARKS = ("0000417", "9999583", "0000931", "9999069")
SETTINGS = f"""\
schema: 2
organisation: {{id: northmoor, name: Northmoor Council, kind: organisation}}
breakdowns:
  - id: place
    name: Place
    parts: all
    categories: [{", ".join(f"{{id: {place}, name: Place {place.upper()}}}" for place in PLACES)}]
scales:
  - {{id: safety, good_from: good, grades: [{{id: poor}}, {{id: fair}}, {{id: good}}]}}
"""
AREA = """\
name: Front door
group: practice
priority: 1
why: Because children come back.
measures:
  - {id: seen, kind: outcome, text: Children seen alone, unit: percent, of: contacts, key: true, breakdowns: [place],
     frequency: annual, better: higher}
  - {id: visits, kind: quality, text: Visits in time, unit: percent, of: planned, counts: events, protect: people,
     breakdowns: [place], frequency: quarterly, better: higher}
  - {id: planned, kind: quantity, text: Visits planned, unit: count, counts: events, breakdowns: [place],
     frequency: quarterly}
  - {id: contacts, kind: quantity, text: Contacts, unit: count, key: true, breakdowns: [place], frequency: annual}
  - {id: graded, kind: quality, text: Files by grade, unit: shares, base: files, scale: safety, key: true,
     covers: sample, drawn: random, frequency: annual}
  - {id: safer, kind: outcome, text: Children who are safer, unit: before_after, base: children, scale: safety,
     follow_up: [closure, 6m], key: true, frequency: annual}
"""
ANALYSIS = """\
In A there were {{ figure("contacts", "2024/25", category="a") }} contacts, and
{{ figure("seen", "2024/25", category="a") }} were seen alone.
"""
FILES = {
    "qaf.yaml": SETTINGS,
    "areas/front-door.yaml": AREA,
    "analysis/front-door/2024_25.md": ANALYSIS,
    "curves/seen-more.yaml": "measure: contacts\nbegan: 2025-01-01\nstory: Fewer come back.\n",
}
SMALL = ("3.0000417", "11.9999583")
OTHER = ("4.0000931", "10.9999069")


def figures(small, partner):
    """Two years of figures; A is small in both, B is what A could be told from."""
    others = {"c": "40", "d": "50", "e": "60", "f": "70", "g": "80"}
    for year in ("2023/24", "2024/25"):
        contacts = {"": "315", "a": small, "b": partner, **others}
        for place, number in contacts.items():
            yield _figure("contacts", year, place, value=number)
        seen = {"": "215", "c": "30", "d": "35", "e": "40", "f": "45", "g": "50"}
        for place, number in seen.items():
            yield _figure("seen", year, place, number, contacts[place])
        for quarter in (f"{year} Q{n}" for n in range(1, 5)):
            for place, number in contacts.items():
                of = "400" if place else "2800"
                key = FigureKey(
                    "planned", Period.canonical(quarter), breakdown="place" if place else "", category=place
                )
                yield Figure(key, value=of, import_id="aaaaaaaaaa")
                yield _figure("visits", quarter, place, number, of)
        yield _figure("seen", year, "a", small, small)
        yield _figure("seen", year, "b", partner, partner)
        for grade, number in (("poor", small), ("fair", partner), ("good", "85")):
            yield Figure(
                FigureKey("graded", Period.canonical(year), grade=grade), number, "100", import_id="aaaaaaaaaa"
            )
        for (rater, point, grade), (number, of) in _ratings(small, partner).items():
            key = FigureKey("safer", Period.canonical(year), grade=grade, point=point, rater=rater)
            yield Figure(key, number, of, import_id="aaaaaaaaaa")


def _ratings(small, partner):
    """Ratings before and after: for parents few got worse, for children few were lost for one of two reasons."""
    return {
        ("parent", "closure", "improved"): ("60", "75"),
        ("parent", "closure", "same"): (partner, "75"),
        ("parent", "closure", "worse"): (small, "75"),
        ("parent", "closure", "not_rated"): ("25", "100"),
        ("parent", "6m", "sustained"): ("30", "45"),
        ("child", "closure", "improved"): ("50", "90"),
        ("child", "closure", "same"): ("20", "90"),
        ("child", "closure", "worse"): ("20", "90"),
        ("child", "closure", "not_rated"): ("15", "105"),
        ("child", "closure", "not_rated/moved-away"): (small, "105"),
        ("child", "closure", "not_rated/no-reply"): (partner, "105"),
    }


def _figure(measure, year, place, numerator="", denominator="", value=""):
    key = FigureKey(measure, Period.canonical(year), breakdown="place" if place else "", category=place)
    note = "3.0000417 of them" if place == "a" else ""
    return Figure(key, numerator, denominator, value, note, import_id="aaaaaaaaaa")


def folder_with(path, numbers):
    folder = build_tree(path, FILES)
    kept = list(figures(*numbers))
    entry = LedgerEntry("aaaaaaaaaa", 1, date(2025, 6, 1), "", "figures.csv", len(kept), 0)
    commit_import(folder / "data", Store(), entry, kept, lambda _: "front-door")
    return folder


def everything_that_leaves(folder, out):
    """Every file and every text that qaf makes of a folder, by name."""
    found = {}
    for name, arguments in {
        "report": ("report", "--period", "2024/25", "--out", out / "book"),
        **{
            form: ("report", form, *(() if form == "monthly" else PERIODS.get(form, YEAR)), "--out", out / "forms")
            for form in FORMS
        },
        "team-a": ("report", "team", "--team", "a", *YEAR, "--out", out / "team-a"),
        "export": ("data", "export", "--out", out / "export"),
        **{f"show-{form}": ("data", "show", "--format", form) for form in ("table", "md", "csv", "json")},
        "revisions": ("data", "show", "--revisions"),
        "imports": ("data", "show", "--imports"),
        "validate": ("validate", "--format", "json"),
        "gaps": ("gaps", "--format", "json"),
        "steps": ("steps",),
        **{f"list-{what}": ("list", what) for what in ("measures", "areas", "bodies")},
        "trace": ("trace", "seen"),
        "balance": ("balance",),
        "timetable": ("timetable",),
        "due": ("due",),
        "governance": ("governance",),
        **{f"curve-{form}": ("curve", "seen-more", "--format", form) for form in ("md", "html")},
        "doctor": ("doctor",),
        "migrate": ("migrate",),
    }.items():
        ran = run_qaf(*AS_AT, "-C", folder, *arguments)
        assert ran.code == (name == "validate"), (name, ran.out, ran.err)  # Counts with decimals, which it refuses.
        found[name] = (ran.out + ran.err).replace(str(out), "OUT").replace(str(folder), "FOLDER").encode()
    found |= {"serve": served(folder)}
    for file in sorted(path for path in out.rglob("*") if path.is_file()):
        found[file.relative_to(out).as_posix()] = file.read_bytes()
        if file.suffix == ".xlsx":
            with zipfile.ZipFile(file) as package:
                found |= {f"{file.name}/{name}": package.read(name) for name in package.namelist()}
    return found


def served(folder):
    """The page that `qaf serve` shows in a browser."""
    heard, pages, stop = [], [], Event()

    def said(words):
        heard.append(words)
        if len(heard) > 1:
            with urlopen(heard[0]) as answer:
                pages.append(answer.read())
            stop.set()

    serve(Wished(folder, date.fromisoformat(AS_AT[1])), 0, said, stop)
    assert b"The book cannot be built" not in pages[0], heard
    return pages[0]


READING_NO_STORE = {"init", "new", "diff", "form", "adopt", "catalogue", "rules", "schema", "ingest"}
REFUSING_MARKS = {"share", "overview"}
"""Commands not run above: they make or compare files of the framework, take figures in, or explain.

`share` refuses a folder with errors, which counts with decimals are, and `overview` reads what it made: the tests of
sharing look through both.
"""


def test_every_command_is_searched_for_traces():
    """A new command stands among those that are run above, or in the list of those that print no figures."""
    source = Path(__file__).read_text(encoding="utf-8")
    run = {name for name in COMMANDS if f'("{name}"' in source or f'{{"{name}": {name}d(' in source}
    assert run | READING_NO_STORE | REFUSING_MARKS == set(COMMANDS)
    assert not run & READING_NO_STORE


def test_no_trace_of_a_hidden_number_in_anything_that_leaves(tmp_path):
    folder = folder_with(tmp_path / "folder", SMALL)
    left = everything_that_leaves(folder, tmp_path / "out")
    assert {"book/book.html", "book/book.md", "export/figures.csv", "figures.xlsx/xl/worksheets/sheet1.xml"} <= set(
        left
    )
    for name, content in left.items():
        assert not [mark for mark in MARKS if mark.encode() in content], name
        assert b"3.00" not in content, name
    markdown = left["book/book.md"].decode()
    assert "[withheld to protect people] contacts" in markdown.replace("\\", "")
    rows = list(csv.DictReader(io.StringIO(left["export/figures.csv"].decode())))
    hidden = {(row["measure"], row["category"]) for row in rows if row["value"] == "c"}
    assert {("contacts", "a"), ("contacts", "b"), ("seen", "a"), ("seen", "b"), ("graded", "")} <= hidden
    assert "withheld in this book to protect people" in markdown
    assert {f"forms/{form}.html" for form in FORMS} <= set(left)
    pack = left["forms/quarterly.md"].decode().replace("\\", "")
    assert "| Place A | [c] | [c] | [c] | [c] | 400 |" in pack and "| Place C | 10.0 |" in pack
    assert "**Withheld** to protect people" in left["team-a/team.md"].decode()
    for rater in ("parent", "child"):
        flow = left[f"book/book-charts/safer_flow_{rater}.svg"].decode()
        assert "[c]" in flow and "No lengths are drawn" in flow, rater


def test_other_hidden_numbers_leave_the_same_bytes(tmp_path):
    folder, out = tmp_path / "folder", tmp_path / "out"
    first = everything_that_leaves(folder_with(folder, SMALL), out)
    shutil.rmtree(folder)
    shutil.rmtree(out)
    second = everything_that_leaves(folder_with(folder, OTHER), out)
    assert first.keys() == second.keys()
    for name, content in first.items():
        assert _at_any_time(name, content) == _at_any_time(name, second[name]), name


def _at_any_time(name, content):
    """The same whenever it was made: of figures a record of a build knows only when they were saved."""
    if name.endswith(".record.json"):
        return re.sub(rb'"[0-9a-f]{64}"', b'"-"', content, count=1)
    return content


def test_a_trace_would_be_found(tmp_path):
    folder = folder_with(tmp_path / "folder", SMALL)
    ran = run_qaf(*AS_AT, "-C", folder, "data", "show", "--internal")
    assert MARKS[0] in ran.out and "Not for sharing" in ran.out


def test_no_trace_on_paper(tmp_path, browser):
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not here")
    folder = folder_with(tmp_path / "folder", SMALL)
    assert run_qaf(*AS_AT, "-C", folder, "report", "--period", "2024/25", "--out", tmp_path / "out").code == 0
    page = browser.new_page()
    page.goto((tmp_path / "out" / "book.html").as_uri())
    page.pdf(path=tmp_path / "book.pdf", prefer_css_page_size=True, print_background=True)
    page.close()
    text = subprocess.run(["pdftotext", tmp_path / "book.pdf", "-"], capture_output=True, text=True, check=True).stdout
    assert "Children seen alone" in text
    assert "3.00" not in text and not any(mark in text for mark in MARKS)


@pytest.mark.parametrize(
    "forms", [("summary",), pytest.param(("book", *FORMS), marks=pytest.mark.prove)], ids=["one form", "all forms"]
)
def test_no_trace_in_pdf_files_and_other_hidden_numbers_leave_the_same_bytes(tmp_path, weasyprint, forms):
    pypdf = pytest.importorskip("pypdf")
    made = []
    for name, numbers in (("one", SMALL), ("two", OTHER)):
        folder, out = folder_with(tmp_path / name / "folder", numbers), tmp_path / name / "out"
        for form in forms:
            period = () if form == "monthly" else PERIODS.get(form, YEAR)
            ran = run_qaf(*AS_AT, "-C", folder, "report", form, *period, "--to", "pdf", "--out", out)
            assert ran.code == 0, (form, ran.err)
        made.append({file.stem: file.read_bytes() for file in out.glob("*.pdf")})
    assert {*made[0]} == {*forms}
    for form, content in made[0].items():
        assert content == made[1][form], form
        reader = pypdf.PdfReader(io.BytesIO(content))
        text = "".join(page.extract_text() for page in reader.pages)
        held = [str(reader.get_object(number)) for number in range(1, int(reader.trailer["/Size"]))]
        assert "3.00" not in text and not any(mark in one for mark in MARKS for one in (text, *held)), form
        assert any("/Alt" in one for one in held) or form not in ("book", "quarterly", "team"), form
        assert form != "team" or "Withheld" in text


# the example -------------------------------------------------------------------------------------------------------

RESTATED = """\
measure,period,breakdown,category,numerator,denominator
repeat-referrals,2025/26 Q4,,,126,749
repeat-referrals,2025/26 Q4,locality,north,16,245
repeat-referrals,2025/26 Q4,team,fellside,3,131
"""


@pytest.fixture
def restated(tmp_path):
    """The example after one team's number was set to three, with the totals that follow."""
    copy = shutil.copytree(EXAMPLE, tmp_path / "northmoor")
    file = tmp_path / "restated.csv"
    file.write_text(RESTATED, encoding="utf-8")
    ran = run_qaf("--as-at", "2026-06-15", "-C", copy, "ingest", file, "--restates")
    assert ran.code == 0, ran.err
    return copy


def test_three_of_one_team_appear_nowhere_in_the_example(restated, tmp_path):
    ran = run_qaf("--as-at", "2026-06-15", "-C", restated, "report", "--out", tmp_path / "out")
    assert ran.code == 0, ran.err
    markdown = (tmp_path / "out" / "book.md").read_text(encoding="utf-8")
    row = next(line for line in markdown.splitlines() if line.startswith("| Referrals within") and "[c]" in plain(line))
    cells = [cell.strip() for cell in plain(row).split("|")[2:-1]]
    assert cells == ["16.8 (749)", "[c]", "[c]", "26.2 (130)", "22.6 (155)", "16.0 (100)", "21.0 (119)"]
    assert re.search(r"\b7 figures are withheld in this book to protect people", markdown)
    html = (tmp_path / "out" / "book.html").read_text(encoding="utf-8")
    assert "withheld to protect people" in html
    assert "3 of 131" not in html + markdown and "2.3 (131)" not in html + markdown


@pytest.mark.parametrize("asked", [("quarterly",), ("team", "--team", "fellside"), ("team", "--team", "millgate")])
def test_three_of_one_team_appear_in_no_form_of_the_example(restated, tmp_path, asked):
    ran = run_qaf("--as-at", "2026-06-15", "-C", restated, "report", *asked, "--out", tmp_path / "out")
    assert ran.code == 0, ran.err
    files = [path.read_text(encoding="utf-8") for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert not any(re.search(r"(?<![\d.])(3 of 131|2\.3 %)", text) for text in files)
    markdown = plain((tmp_path / "out" / f"{asked[0]}.md").read_text(encoding="utf-8"))
    if asked[0] == "quarterly":
        assert "| Fellside team | 17.4 | 19.7 | 18.2 | [c] | 131 |" in markdown
    elif asked[-1] == "fellside":
        assert "**Withheld** to protect people, in 2025/26 Q4" in markdown
    else:
        assert "Fellside" not in markdown


def test_no_total_of_the_example_gives_the_team_away(restated, tmp_path):
    assert run_qaf("--as-at", "2026-06-15", "-C", restated, "data", "export", "--out", tmp_path).code == 0
    rows = list(csv.DictReader(io.StringIO((tmp_path / "figures.csv").read_text(encoding="utf-8"))))
    quarter = {
        row["category"]: row["numerator"]
        for row in rows
        if (row["measure"], row["period"]) == ("repeat-referrals", "2025/26 Q4")
    }
    assert (quarter["fellside"], quarter["ravenbeck"]) == ("c", "c"), (
        "the two teams of the north, of which one is small"
    )
    assert quarter["north"] == "16", "so that each could be any number from 1 to 15"


def plain(text):
    return text.replace("\\", "")
