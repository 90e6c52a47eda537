"""The page that says how information is used: to whom, when, in what form, how considered, and what it leads to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qaf.analysis.governance import BOARDS, TESTS, BodyUse, Governance, ReportUse, TestTrend, governance
from qaf.ground.text import listing, plural
from qaf.model.framework import Framework
from qaf.report import governance_words as gw
from qaf.report import words
from qaf.report.body_pack_page import BodyPackPage, body_pack_page
from qaf.report.parts import Cell, Row, Table
from qaf.report.who import who

TITLE = "How information is used"
NOT_GOVERNED = (
    "Nobody has written down yet to whom this information goes, when, in what form, how it is considered, and how it "
    "is linked to improvement."
)


@dataclass(frozen=True, slots=True)
class GovernancePage:
    """The page as plain data. A table is None where there is nothing to put into it.

    `missing`: what to say where no report and no body is there. `remarks` are sentences about what is not settled.
    `pack` is what a body should hear back, where the page is made for one.
    """

    questions: Table | None = None
    bodies: Table | None = None
    plan: Table | None = None
    tests: Table | None = None
    remarks: tuple[str, ...] = ()
    missing: str = ""
    pack: BodyPackPage | None = None


def governance_page(framework: Framework, as_at: date, body: str = "") -> GovernancePage:
    """The page of a folder on a day; `body` is the id of the body that it is made for, with what that should hear back.

    What is still to be written has to have been left out of the framework before. No figure is on it.
    """
    held = governance(framework, as_at)
    pack = body_pack_page(framework, body, as_at) if body else None
    if not held.reports and not held.bodies:
        return GovernancePage(missing=NOT_GOVERNED, pack=pack)
    return GovernancePage(
        _questions(framework, held, as_at),
        _bodies(framework, held, as_at),
        _plan(framework, held),
        _tests(framework, held.tests),
        tuple(_remarks(framework, held)),
        pack=pack,
    )


def _questions(framework: Framework, held: Governance, as_at: date) -> Table | None:
    rows = tuple(Row(use.report.name, _answers(framework, use, as_at)) for use in held.reports)
    head = ("Report", *gw.QUESTIONS.values())
    return Table("The five questions, answered report by report", head, rows) if rows else None


def _answers(framework: Framework, use: ReportUse, as_at: date) -> tuple[Cell, ...]:
    report = use.report
    due = f", next by {words.day(use.next)}" if use.next and isinstance(report.when, str) else ""
    told = {
        "to": listing(framework.title(body) for body in report.to),
        "when": "" if report.when is None else f"{gw.when(report.when, as_at)}{due}",
        "form": gw.form(framework, report),
        "considered": report.considered or "",
        "leads_to": report.leads_to or "",
    }
    return tuple(_cell(told[key]) for key in gw.QUESTIONS)


def _cell(text: str) -> Cell:
    return Cell(" ".join(text.split()) or gw.NOT_SAID)


def _bodies(framework: Framework, held: Governance, as_at: date) -> Table | None:
    spent = {one.body: one for one in held.time}
    rows = []
    for use in held.bodies:
        body = use.body
        minutes = spent.get(body.id)
        time = f"{minutes.spent} of {plural(minutes.planned, 'minute')} planned" if minutes else "Not on record"
        rows.append(
            Row(
                body.name,
                (
                    Cell(gw.ROLES[body.role].capitalize()),
                    Cell(gw.when(body.meets, as_at)),
                    _cell(_gets(framework, use)),
                    Cell(gw.trained(body) if body.trained or body.role in BOARDS else "Not asked of it"),
                    Cell(_last(use)),
                    Cell(time),
                ),
            )
        )
    head = ("Body", "What it is", "Meets", "Gets", "Trained in safeguarding", "Last meeting", "Time spent on this")
    return Table("The bodies that information goes to", head, tuple(rows)) if rows else None


def _gets(framework: Framework, use: BodyUse) -> str:
    if use.reports:
        return listing((framework.title(id_) for id_ in use.reports), "and")
    return f"Through {framework.title(use.through)}" if use.through else "No report"


def _last(use: BodyUse) -> str:
    """The day of the last meeting, and how much was asked and agreed there; in numbers, without anybody's words."""
    if use.last is None:
        return "None on record"
    counts = [
        plural(len(items), one, many)
        for items, one, many in (
            (use.last.asked, "question", "questions"),
            (use.last.challenges, "challenge", "challenges"),
            (use.last.concerns, "concern", "concerns"),
            (use.last.agreed, "thing agreed", "things agreed"),
        )
        if items
    ]
    return f"{words.day(use.last.on)}{': ' if counts else ''}{listing(counts, 'and')}"


def _plan(framework: Framework, held: Governance) -> Table | None:
    rows = tuple(
        Row(
            words.day(one.planned.on.end) if one.planned.on and one.planned.on.start == one.planned.on.end
            else str(one.planned.on or "No day yet"),
            (
                Cell(who(framework, one.planned.body) or gw.NOT_SAID),
                _cell(gw.focus(framework, one)),
                _cell(one.planned.purpose or ""),
            ),
        )
        for one in held.ahead
    )  # fmt: skip
    head = ("When", "Body", "Looks at", "What for")
    return Table("Meetings to come", head, rows) if rows else None


def _tests(framework: Framework, trends: Sequence[TestTrend]) -> Table | None:
    by_body: dict[str, dict[str, TestTrend]] = {}
    for trend in trends:
        by_body.setdefault(trend.body, {})[trend.question] = trend
    rows = []
    for body, held in by_body.items():
        days = sorted({day for trend in held.values() for day, _, _ in trend.scores})
        cells = (Cell(_scores(held.get(question))) for question in TESTS)
        rows.append(Row(who(framework, body) or "Nobody named", (*cells, Cell(listing(map(words.day, days), "and")))))
    head = ("Who asked themselves", *gw.TESTS.values(), "When")
    notes = ("Scores from 1 (no) to 4 (yes), oldest first, by those who asked themselves. They are not added up.",)
    return Table("Leaders test themselves", head, tuple(rows), notes) if rows else None


def _scores(trend: TestTrend | None) -> str:
    return ", then ".join(str(score) for _, score, _ in trend.scores) if trend else "Not asked"


def _remarks(framework: Framework, held: Governance) -> list[str]:
    found = []
    unanswered = [use for use in held.reports if use.open]
    if unanswered:
        names = listing((use.report.name for use in unanswered), "and")
        found.append(f"Not every one of the five questions is answered for: {names}.")
    silent = [use.body.name for use in held.bodies if not use.reports and not use.through]
    if silent:
        found.append(f"No report goes to: {listing(silent)}.")
    if not held.ahead:
        found.append("No meeting to come says what it will look at.")
    if held.never:
        found.append(f"No meeting to come looks at: {listing(area.name for area in held.never)}.")
    if not held.tests:
        found.append("Leaders have not yet asked themselves the five questions of the guidance.")
    if held.ended:
        posts = listing((f"{post.title} (since {words.day(post.until)})" for post in held.ended if post.until), "and")
        found.append(f"Posts that have ended: {posts}.")
    if any(use.body.role in ("senior_leadership", "scrutiny") for use in held.bodies) and not framework.meetings:
        found.append("No meeting is on record, so nobody can see what was asked and what came of it.")
    return found
