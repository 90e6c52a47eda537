"""A small framework folder, its figures, and the book made of them, by the front door of loader and protection."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from helpers import build_tree

from qaf.disclosure.protect import protect
from qaf.model.figure import Figure, FigureKey
from qaf.model.period import Period
from qaf.report import render
from qaf.report.book import BookInputs, GapLine, make_book
from qaf.workspace.load import load
from qaf.workspace.tree import FolderTree

AS_AT = date(2025, 6, 15)

SETTINGS = """\
schema: 2
organisation: {id: northmoor, name: Northmoor Council, kind: organisation}
marking: OFFICIAL
figures: {in_git: invented}
breakdowns:
  - id: locality
    name: Locality
    parts: all
    categories: [{id: north, name: North}, {id: south, name: South}, {id: west, name: West},
      {id: east, name: East}, {id: coast, name: Coast}]
comparators:
  - {id: england, name: England, cite: National tables}
"""

AREA = """\
id: front-door
name: The front door
group: practice
priority: 1
owner: head
why: Because children come back.
evidence:
  - {cite: A study, says: It happens often., link: "https://example.org/study"}
good:
  - {id: no-return, kind: outcome, text: Families do not need to come back.}
  - {id: heard, kind: quality, text: Parents are heard.}
sources:
  - {id: records, family: case_records, method: management_information}
measures:
  - {id: referrals, kind: quantity, text: Referrals, unit: count, counts: events, sources: [records], frequency: annual}
  - id: repeat-referrals
    kind: outcome
    text: Repeat referrals
    unit: percent
    of: referrals
    counts: events
    protect: people
    shows: [no-return]
    sources: [records]
    frequency: annual
    better: lower
    key: true
    breakdowns: [locality]
  - {id: parents-heard, kind: quality, text: Parents who felt heard, unit: percent, base: parents asked,
     status: planned, key: true}
questions:
  - {id: why-back, text: Why do they come back?, about: [repeat-referrals]}
"""

GOVERNANCE = """\
posts: [{id: head, name: Head of service}]
"""

ACTIONS = """\
actions:
  - {id: talk, text: Talk before closing, area: front-door, aims_at: [repeat-referrals], owner: head,
     due: 2025-03-31, status: under_way,
     milestones: [{text: One, due: 2025-01-31, done: 2025-01-20}, {text: Two, due: 2025-02-28}]}
  - {id: old, text: An old idea, area: front-door, aims_at: [no-return], owner: head, status: stopped,
     result: It did not help.}
"""

ANALYSIS = """\
Fewer came back: {{ figure("repeat-referrals", "2024/25") }}.

## repeat-referrals

In the north {{ figure("repeat-referrals", "2024/25", category="north") }}.

## Other explanations

Perhaps chance.
"""

STORY = """\
---
id: second-time
voice: child
area: front-door
consent: {given: 2025-01-01, how: In person, for: [book], until: 2026-01-01}
names_changed: true
period: 2024/25
---
# The second time

She asked me first.
"""

FILES = {
    "qaf.yaml": SETTINGS,
    "areas/front-door.yaml": AREA,
    "governance.yaml": GOVERNANCE,
    "actions.yaml": ACTIONS,
    "analysis/front-door/2024_25.md": ANALYSIS,
    "stories/second-time.md": STORY,
}

FIGURES = """\
measure,period,series,breakdown,category,numerator,denominator,value,published
referrals,2021/22,,,,,,1500,
referrals,2022/23,,,,,,1600,
referrals,2024/25,,,,,,1879,
repeat-referrals,2021/22,,,,300,1500,,
repeat-referrals,2022/23,,,,x,x,x,
repeat-referrals,2023/24,,,,383,1878,,
repeat-referrals,2024/25,,,,339,1879,18,
repeat-referrals,2024/25,,locality,north,3,52,,
repeat-referrals,2024/25,,locality,south,250,1250,,
repeat-referrals,2024/25,,locality,east,25,125,,
repeat-referrals,2024/25,,locality,coast,25,125,,
repeat-referrals,2024/25,,locality,west,36,327,,
repeat-referrals,2023/24,england,,,,,22.4,yes
repeat-referrals,2024/25,england,,,,,22.6,yes
"""


def read_figures(text):
    """Raw figures from the text of a CSV file."""
    found = []
    for row in csv.DictReader(io.StringIO(text)):
        key = {name: row.get(name) or "" for name in ("breakdown", "category", "grade", "point", "rater")}
        found.append(
            Figure(
                FigureKey(row["measure"], Period.canonical(row["period"]), row.get("series") or "own", **key),
                *(row.get(name) or "" for name in ("numerator", "denominator", "value", "note")),
                published=bool(row.get("published")),
            )
        )
    return found


@pytest.fixture
def inputs(tmp_path):
    """Builds the inputs of a book from files, laid over the small folder, and figures."""

    def build(files=None, figures=FIGURES, gaps=(), period="2024/25", as_at=AS_AT, commit="abc1234567", only=False):
        folder = build_tree(tmp_path / "folder", {**({} if only else FILES), **(files or {})})
        framework = load(FolderTree(folder)).framework
        shown = protect(framework, read_figures(figures))
        return BookInputs(framework, shown, gaps, Period.canonical(period), as_at, commit, "0.1.0")

    return build


@pytest.fixture
def book(inputs):
    """Builds a book as `inputs` does."""
    return lambda *args, **options: make_book(inputs(*args, **options))


@pytest.fixture
def gap():
    """A gap with its usual words."""
    return lambda code, about, area="", accepted=False: GapLine(code, about, area, f"{about} has a gap", accepted)


@pytest.fixture(scope="session")
def browser(chromium):
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture
def opened(browser, book, tmp_path):
    """Opens a book; console messages are kept in a list."""

    def build(width=1440, files=None, figures=FIGURES, **options):
        path = tmp_path / "book.html"
        path.write_bytes(render.html(book(files, figures=figures)))
        page = browser.new_page(viewport={"width": width, "height": 900}, **options)
        messages = []
        page.on("console", lambda message: messages.append(message.text))
        page.goto(path.as_uri())
        return page, messages

    return build
