"""A partnership's overview as one page of HTML in the look of the book; it needs nothing besides itself."""

from __future__ import annotations

from typing import NamedTuple

from qaf.analysis.overview import Overview
from qaf.ground.text import plural
from qaf.ground.version import VERSION
from qaf.model.period import Period
from qaf.model.settings import Settings
from qaf.report.charts import draw_all
from qaf.report.funnels import LEGEND
from qaf.report.overview_page import answer, closing, overview_parts
from qaf.report.page import NOT_IN_GIT, Cover
from qaf.report.render import css_of, environment, policy_of, straight, without_blank_lines

TITLE = "The picture over its members"
STYLES = ("book.css", "governance.css", "overview.css")


class Card(NamedTuple):
    """A number of the page, and what it counts."""

    number: str
    words: str


def overview_html(found: Overview, settings: Settings, period: Period, as_at: str, commit: str) -> bytes:
    """The whole page; whatever members wrote is escaped."""
    cover = Cover(
        TITLE, settings.organisation.name, str(period), period.long, as_at, settings.marking or "",
        commit or NOT_IN_GIT, VERSION, settings.figures.in_git == "invented",
    )  # fmt: skip
    parts = tuple(overview_parts(found))
    css = css_of(cover, *STYLES)
    page = (
        environment(autoescape=True)
        .get_template("overview.html.j2")
        .render(
            cover=cover,
            cards=cards(found),
            answer=answer(found),
            parts=parts,
            drawings=draw_all([chart for part in parts for chart in part.funnels]),
            legend=LEGEND,
            closing=closing(as_at),
            css=css,
            policy=policy_of(css),
        )
    )
    return straight(without_blank_lines(page)).encode()


def cards(found: Overview) -> tuple[Card, ...]:
    """What the page comes to, in a few numbers; none of them is a score."""
    read = sum(one.state == "read" for one in found.seen)
    waiting = sum(one.state == "waiting" for one in found.challenges)
    late = sum(one.late for one in found.seen)
    return (
        Card(f"{read} of {len(found.seen)}", f"members could be read{f'; {late} late' if late else ''}"),
        Card(str(len(found.shared)), "areas chosen by two members or more"),
        Card(str(len(found.concerns)), "areas of concern, by the criteria below"),
        Card(str(len(found.not_covered)), "areas of the partnership that no member covers"),
        Card(str(waiting), f"of {plural(len(found.challenges), 'challenge')} to members without a reply"),
    )
