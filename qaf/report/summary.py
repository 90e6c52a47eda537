"""The one page that answers: how safe are children, and how do we know?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from qaf.analysis.balance import shares
from qaf.analysis.trends import total
from qaf.ground.codes import CODES
from qaf.ground.text import listing, plural
from qaf.model.action import Action
from qaf.model.area import Area
from qaf.model.measure import Measure
from qaf.report import terms, words
from qaf.report.action_lines import OPEN, action_line, overdue
from qaf.report.changes_words import year_sentence
from qaf.report.desk import KIND_ORDER, Desk
from qaf.report.page import Summary
from qaf.report.parts import Tally, UnknownLine
from qaf.report.since_words import since_lines
from qaf.report.summary_answer import answer, finished, next_steps, past_words
from qaf.report.summary_areas import with_areas
from qaf.report.unwritten import unwritten_in_all
from qaf.report.words_tests import tests_sentence

NEXT_DUE = 3
"""How many actions the summary names where fewer are overdue."""

_ELSEWHERE = frozenset(f"QAF{number}" for number in (334, *range(338, 342), *range(344, 353), 354, 356, 357))
"""Gaps about upkeep and governance: `qaf gaps` lists them, and the page about the use of information says the main."""

_UNKNOWN_FIRST = ("QAF301", "QAF310", "QAF311", "QAF306", "QAF312", "QAF302")


def make_summary(desk: Desk, withheld: int) -> Summary:
    """The summary over all areas, priority areas first; `withheld` figures of the book are printed as [c]."""
    inputs = desk.inputs
    actions = [action for action in desk.framework.actions if action.status in OPEN]
    late = [action for action in actions if overdue(action, inputs.as_at)]
    summary = Summary(
        opening=_opening(desk),
        tallies=_tallies(desk),
        areas=(),
        unknown=_unknown(desk),
        accepted=sum(gap.accepted for gap in inputs.gaps),
        next_due=tuple(action_line(desk, action) for action in _next_due(actions, late)),
        actions=_actions(len([a for a in actions if a.status == "under_way"]), len(actions), len(late)),
        kinds=_kinds(desk),
        withheld=words.withheld_words(withheld, _coarser(desk)),
        tests=tests_sentence(total(desk.facts(m) for m in desk.framework.measures.values())),
        balance=_balance(desk),
        next_steps=next_steps(desk),
        answer=answer(desk),
        past=tuple(action_line(desk, action) for action in finished(desk)),
        past_words=past_words(desk),
        since=since_lines(desk.framework, inputs.since),
        since_edition=inputs.since.edition if inputs.since else "",
    )
    return with_areas(desk, summary)


def _opening(desk: Desk) -> str:
    chosen = desk.framework.priorities()
    name = desk.framework.settings.organisation.name
    if not desk.framework.areas:
        return f"{name} has not chosen any content area yet, so this book has nothing to report on."
    if not chosen:
        areas = plural(len(desk.framework.areas), "content area")
        return f"{name} has described {areas} and given none of them a priority yet, so no area has a sheet."
    return (
        f"{name} looks at {plural(len(chosen), 'area')} first. Outcomes for children stand before how well the work "
        "was done, and that before how much. Better or worse is said only where a test tells it from chance."
    )


def _balance(desk: Desk) -> str:
    """The outcome share beside that of a year ago; where no history tells it, that."""
    before = desk.inputs.a_year_ago
    if before is not None:
        return year_sentence(before, shares(desk.framework.measures.values()))
    if not desk.inputs.commit:
        return "The folder is not kept in git, so nobody can tell what share of the measures was about outcomes before."
    return "The folder’s history does not tell what share of the measures was about outcomes a year ago."


def _coarser(desk: Desk) -> int:
    """How many measures are shown less finely than they were collected."""
    coarsened = desk.inputs.figures.coarsened
    return len({c.measure for c in coarsened if any(p.end <= desk.inputs.period.end for p in c.periods)})


# counts ------------------------------------------------------------------------------------------------------------


def _tallies(desk: Desk) -> tuple[Tally, ...]:
    measures = list(desk.framework.measures.values())
    chosen = desk.framework.priorities()
    if not measures:
        return ()
    known = sum(any(_shown(desk, m) for m in _outcomes(desk, area)) for area in chosen)
    current = sum(desk.has_figure_for_period(measure) for measure in measures)
    outcomes = [measure for measure in measures if measure.kind == "outcome"]
    period = words.short(desk.inputs.period)
    tallies = [
        Tally(str(known), str(len(chosen)), "priority areas have an outcome figure that can be shown"),
        Tally(str(len(outcomes)), str(len(measures)), "measures are about outcomes"),
        Tally(str(current), str(len(measures)), f"measures have a figure for {period}"),
    ]
    return tuple(tallies)


def _shown(desk: Desk, measure: Measure) -> bool:
    return any(line.shown for line in desk.series(measure).own)


def _outcomes(desk: Desk, area: Area) -> list[Measure]:
    return [m for below in desk.framework.below(area.id) for m in below.measures if m.kind == "outcome"]


def _kinds(desk: Desk) -> tuple[tuple[str, str], ...]:
    """(kind, how many measures and how many of them have a figure for the period)."""
    found = []
    for kind in KIND_ORDER:
        measures = [measure for measure in desk.framework.measures.values() if measure.kind == kind]
        current = sum(desk.has_figure_for_period(measure) for measure in measures)
        found.append((terms.KINDS[kind], f"{len(measures)}, of which {current} with a figure for the period"))
    return tuple(found)


def _next_due(actions: Sequence[Action], late: Sequence[Action]) -> list[Action]:
    """All that are overdue, then those due next, as far as there is room."""
    rest = sorted((a for a in actions if a not in late and a.due), key=lambda action: action.due or date.max)
    return [*late, *rest[: max(0, NEXT_DUE - len(late))]]


def _actions(under_way: int, open_: int, late: int) -> str:
    if not open_:
        return "No action is under way or planned."
    planned = f", {open_ - under_way} planned" if open_ > under_way else ""
    overdue_words = f"{late} of them overdue" if late else "none of them overdue"
    return f"{plural(under_way, 'action')} under way{planned}; {overdue_words}."


# what is not known -------------------------------------------------------------------------------------------------


def _unknown(desk: Desk) -> tuple[UnknownLine, ...]:
    """Open gaps, one line a code: areas without an outcome measure first, with what each is about."""
    about: dict[str, list[str]] = {}
    for gap in desk.inputs.gaps:
        if not gap.accepted and gap.code not in _ELSEWHERE:
            area = desk.framework.areas.get(gap.area)
            about.setdefault(gap.code, []).append(area.name if area else desk.framework.title(gap.about))
    order = [*_UNKNOWN_FIRST, *sorted(about.keys() - set(_UNKNOWN_FIRST))]
    lines = tuple(UnknownLine(_plural_title(code), tuple(about[code])) for code in order if code in about)
    return lines + unwritten_in_all(desk.framework)


_TITLES = {
    "QAF301": "Is anyone better off? No outcome measure",
    "QAF302": "No measure of quality",
    "QAF303": "No measure of quantity",
    "QAF304": "No reason given for choosing the area",
    "QAF305": "No evidence given",
    "QAF306": "What good looks like, but no measure shows it",
    "QAF307": "Nobody has said where the figures come from",
    "QAF308": "Seen through one kind of source only",
    "QAF309": "Nobody owns it",
    "QAF310": "Children, parents and carers are not heard",
    "QAF311": "Frontline staff are not heard",
    "QAF312": "A measure without figures",
    "QAF313": "No source at all",
    "QAF314": "No figures yet",
    "QAF315": "No source could tell whether anyone is better off",
    "QAF316": "No source could tell how well the work is done",
    "QAF317": "No source could tell how much is done",
    "QAF318": "Nobody has said what good looks like",
    "QAF335": "Only staff say whether anyone is better off",
    "QAF336": "Nobody rates cases before and after",
    "QAF337": "Nobody asks again after closure",
    "QAF342": "No story stands beside the figures",
    "QAF343": "A survey result, and nothing on what lies behind it",
    "QAF353": "An action is done, and nothing has moved",
    "QAF355": "People's judgement and the figures disagree",
}


def _plural_title(code: str) -> str:
    return _TITLES.get(code) or CODES[code].title


def unknown_text(line: UnknownLine, most: int = 6) -> str:
    """Where it is not known, as a list with an end: each area once, with how often where that is more than once."""
    often = Counter(line.about)
    return listing((f"{name} ({count})" if count > 1 else name for name, count in often.items()), limit=most)
