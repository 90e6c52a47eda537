"""A partnership's yearly report: its members singly and together, learning, scrutiny, actions, and who gets it.

What the duties ask of such a report is in the catalogue's `mappings/yearly-report.yaml`; the last section says of each
where it is answered here, or that it is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from qaf.analysis.checklist import CHECKLIST
from qaf.analysis.member_facts import MemberArea, MemberFacts
from qaf.analysis.minimum_programme import EVERY, Requirement, requirement
from qaf.analysis.overview import Overview
from qaf.analysis.programme import programme
from qaf.formats.tables import TextTable
from qaf.ground.text import listing, plural
from qaf.model.mapping import Mapping as Duties
from qaf.report import governance_words as gw
from qaf.report import overview_page, words
from qaf.report import overview_words as ow
from qaf.report.action_lines import OPEN
from qaf.report.desk import Desk
from qaf.report.overview_part import Part
from qaf.report.timetable_words import KIND_WORDS
from qaf.report.yearly_parts import YearlyReport, YearlySection

TWELVE_MONTHS = timedelta(days=365)
_PARTS = "Parts:"


def yearly_report(desk: Desk, found: Overview, duties: Duties | None) -> YearlyReport:
    """The report over the members that could be read; `duties` is what it is held against, None where that is gone."""
    parts = overview_page.named_parts(found)
    answer = overview_page.answer(found)
    concerns, shared = parts["concerns"], parts["shared"]
    sections = [
        _section("overview", "Who is heard", "Overview", answer, parts["seen"]),
        _section(
            "areas", "What we look at", "Areas across members", _areas_lede(found), parts["areas"], concerns, shared,
        ),
        _section(
            "effectiveness", "Is anyone better off?", "Effectiveness",
            "First each member by itself, then all together. Nobody is ranked.",
            _singly(found), parts["pooled"], parts["views"], parts["checklist"],
        ),
        _section("learning", "What we learnt", "Learning", _learning_lede(desk), _learnt(desk), _minimum(desk)),
        _section("voices", "In their own words", "Voices", "Stories whose tellers agreed that the partnership hears "
                 "them; the stories themselves stand in the members' books.", overview_page.voices_by_title(found)),
        _section("scrutiny", "Who asks us", "Scrutiny", "What was put to members, what worried us, and of what we "
                 "were assured.", parts["challenges"], _worries(desk), _assured(desk)),
        _section("actions", "What comes next", "Actions", "What is open now, and is due in the next twelve months or "
                 "was due before.", _own_actions(desk), parts["needs"]),
        _section("receivers", "Who reads on", "Who gets this", "The bodies to which information goes, and what it is "
                 "to lead to there.", _receivers(desk)),
    ]  # fmt: skip
    held = _duties(duties, sections)
    lede = "What a yearly report has to say, and where this one says it. What it does not answer is said as well."
    return YearlyReport((*sections, _section("duties", "Is it all there?", "What is answered", lede, held)))


def _section(id_: str, eyebrow: str, title: str, lede: str, *parts: Part) -> YearlySection:
    return YearlySection(f"the_{id_}", eyebrow, title, lede, parts)


def _areas_lede(found: Overview) -> str:
    return (
        f"{plural(len(found.areas), 'area')} over {plural(len(found.members), 'member')}; "
        f"{len(found.shared) or 'none'} chosen by two members or more."
    )


def _singly(found: Overview) -> Part:
    rows = [
        [
            member.name,
            listing(area.name for area in sorted(_chosen(member), key=lambda one: one.priority or 0)) or "none chosen",
            _outcomes(member),
            f"{sum(area.fresh for area in _chosen(member))} of {len(_chosen(member))}",
            listing(dict.fromkeys(CHECKLIST[key][0].lower() for key in found.open_to(member.id))) or "none",
        ]
        for member in found.members
    ]
    header = ["member", "areas it chose", "its outcomes there", "areas with a fresh outcome", "questions left open"]
    return Part("Each member by itself", table=TextTable(header, rows))


def _chosen(member: MemberFacts) -> list[MemberArea]:
    return [area for area in member.areas if area.priority is not None]


def _outcomes(member: MemberFacts) -> str:
    return ow.states_words([state for area in _chosen(member) for state in area.states]) or "none measured"


def _learning_lede(desk: Desk) -> str:
    done = _done(desk)
    return f"{plural(len(done), 'activity', 'activities')} recorded as done in {words.short(desk.inputs.period)}."


def _done(desk: Desk) -> list[list[str]]:
    period = desk.inputs.period
    found = [
        (one.on, activity)
        for activity in desk.framework.timetable.activities
        for one in activity.done
        if one.on is not None and period.start <= one.on <= min(period.end, desk.inputs.as_at)
    ]
    rows = []
    for on, activity in sorted(found, key=lambda pair: (pair[0], pair[1].id)):
        result = next((one.result for one in activity.done if one.on == on and one.result), "") or "none recorded"
        partners = listing(desk.framework.title(id_) for id_ in activity.with_)
        rows.append([activity.name, KIND_WORDS[activity.kind].lower(), on.isoformat(), partners, result])
    return rows


def _learnt(desk: Desk) -> Part:
    rows = _done(desk)
    header = ["activity", "kind", "done", "with", "what came of it"]
    none = "" if rows else "Nothing is recorded as done in the period."
    return Part("What was looked into, and what came of it", none, TextTable(header, rows))


def _minimum(desk: Desk) -> Part:
    """The minimum programme, year by year."""
    held = programme(desk.framework, desk.inputs.as_at)
    found = [requirement(desk.framework, held, kind) for kind in EVERY]
    often = {1: "each year", 2: "every two years", 3: "every three years"}
    rows = [
        [KIND_WORDS[one.kind], often[one.every], *(_in_year(desk, one, at) for at in range(len(held.years))),
         "no" if one.without else "yes"]
        for one in found
    ]  # fmt: skip
    header = ["kind", "at least", *(year.name for year in held.years), "kept"]
    said = "What the guidance asks of a partnership at least, and an event at which what all found is shared."
    return Part("The minimum programme over the years", said, TextTable(header, rows))


def _in_year(desk: Desk, one: Requirement, at: int) -> str:
    counted = [desk.framework.title(item.activity) for item in one.by_year[at][1] if not item.why_not]
    return "; ".join(counted) or "none"


def _worries(desk: Desk) -> Part:
    rows = [
        [concern.why or "", desk.framework.title(concern.area) if concern.area else "", meeting.on.isoformat(),
         concern.rating or "not rated"]
        for meeting in desk.framework.meetings
        for concern in meeting.concerns
        if meeting.on <= desk.inputs.as_at
    ]  # fmt: skip
    header = ["concern", "area", "raised", "rated"]
    return Part("Concerns on record", "" if rows else "None is on record.", TextTable(header, rows))


def _assured(desk: Desk) -> Part:
    told = {"assured": "assured", "partly": "partly assured", "not": "not assured"}
    rows = [
        [one.about or "", told.get(one.is_ or "", "not said"), one.because or "", str(one.revisit or "no day named")]
        for meeting in desk.framework.meetings
        for one in meeting.assurance
        if meeting.on <= desk.inputs.as_at
    ]
    bodies = [one.name for one in desk.framework.governance.bodies if one.role == "independent_scrutiny"]
    said = f"Independent scrutiny: {listing(bodies)}." if bodies else "No body for independent scrutiny is named."
    header = ["about", "was it assured", "because", "looked at again"]
    return Part("Scrutiny and assurance", said, TextTable(header, rows), "" if rows else "No assurance is on record.")


def _own_actions(desk: Desk) -> Part:
    last = desk.inputs.as_at + TWELVE_MONTHS
    held = [one for one in desk.framework.actions if one.status in OPEN and (one.due is None or one.due <= last)]
    rows = [
        [one.text, desk.who(one.owner) or "nobody named", listing(desk.framework.title(id_) for id_ in one.with_),
         one.due.isoformat() if one.due else "no date", one.status.replace("_", " "),
         listing(desk.framework.title(id_).rstrip(".") for id_ in one.aims_at) or "not said"]
        for one in sorted(held, key=lambda one: (one.due is None, one.due or last, one.id))
    ]  # fmt: skip
    header = ["action", "who answers for it", "with", "due", "status", "meant to move"]
    return Part("The partnership's own, in the next twelve months", "" if rows else "None is open.",
                TextTable(header, rows))  # fmt: skip


def _receivers(desk: Desk) -> Part:
    framework = desk.framework
    rows = [
        [report.name, listing(framework.title(id_) for id_ in report.to) or "nobody named",
         gw.when(report.when, desk.inputs.as_at) if report.when else "not said", report.considered or "not said",
         report.leads_to or "not said"]
        for report in framework.governance.reports
    ]  # fmt: skip
    header = ["report", "goes to", "when", "how it is considered", "what it leads to"]
    return Part("What goes to which body", "" if rows else "No report is written down.", TextTable(header, rows))


def _duties(duties: Duties | None, sections: Sequence[YearlySection]) -> Part:
    by_title = {section.title.lower(): section for section in sections}
    rows = [[line.theirs or "", *_answered(line.note or "", by_title)] for line in (duties.maps if duties else ())]
    if duties is None:
        return Part("What a yearly report has to say", "The list of duties was not found in the catalogue.")
    missing = sum(not row[-1].startswith("yes") for row in rows)
    said = f"{plural(len(rows), 'matter')}; {missing or 'none'} not answered, or only in part."
    source = f"Held against: {duties.cite}" if duties.cite else ""
    header = ["what it has to say", "where it is said", "is anything on record there"]
    return Part("What a yearly report has to say", said, TextTable(header, rows), source)


def _answered(note: str, by_title: Mapping[str, YearlySection]) -> Iterator[str]:
    """Where a duty is answered, and whether anything stands there."""
    named = [name.strip() for name in note.partition(_PARTS)[2].split(",") if name.strip()]
    known = [by_title[name.lower()] for name in named if name.lower() in by_title]
    yield listing(section.title for section in known) or "nowhere in this report"
    empty = [section.title for section in known if not section.holds_something]
    if not known:
        yield "no: the framework holds nothing about it; say it beside this report"
    elif empty:
        yield f"{'no' if len(empty) == len(known) else 'in part'}: nothing is on record under {listing(empty)}"
    else:
        yield "yes"
