"""What the page of the eight steps says of each fact, in one table: plain words, no judgement."""

from __future__ import annotations

from typing import NamedTuple

FAMILY_COLUMNS = ("families", "staff", "case files", "own systems", "outside")
"""Headings for the families of sources, in their order."""
FAMILY_POINTS = ("voices_not_heard", "families_not_heard", "not_in_daily_work")
"""Facts that are about families of sources."""


class PointWords(NamedTuple):
    """A fact in words for one and for several, and what moves it on ("" where nothing has to).

    `{n}` is how many, `{of}` out of how many, `{ids}` which, `{first}` the first of them and `{path}` its file;
    `{places}` is where each stands that is still to be written.
    """

    one: str
    many: str
    do: str = ""


def _both(text: str, do: str = "") -> PointWords:
    return PointWords(text, text, do)


HAS_WORDS: dict[str, PointWords] = {
    "areas": PointWords("1 content area", "{n} content areas"),
    "areas_practice": _both("{n} of practice"),
    "areas_organisational": _both("{n} of the organisation"),
    "areas_wider": _both("{n} of the wider picture"),
    "good_outcome": PointWords("1 outcome statement", "{n} outcome statements"),
    "good_quality": PointWords("1 quality statement", "{n} quality statements"),
    "collected": _both("{n} of {of} measures are collected now"),
    "planned": PointWords("1 measure planned or proposed", "{n} measures planned or proposed"),
    "good_shown": _both("{n} of {of} good statements shown by a measure"),
    "sources_routine": PointWords("1 source in daily work", "{n} sources in daily work"),
    "sources_exercise": PointWords("1 exercise of its own", "{n} exercises of their own"),
    "sources_of_several_areas": PointWords(
        "1 source that serves several areas ({ids})", "{n} sources that serve several areas ({ids})"
    ),
    "priorities": PointWords("1 priority area of {of} ({ids})", "{n} priority areas of {of} ({ids})"),
    "key_measures": PointWords("1 key outcome or quality measure", "{n} key outcome and quality measures"),
    "activities": PointWords("1 activity", "{n} activities"),
    "activities_every_year": _both("{n} that come round every year or more often"),
    "activities_by_leaders": _both("{n} by leaders themselves"),
    "bodies": PointWords("1 body", "{n} bodies"),
    "reports": PointWords("1 report", "{n} reports"),
    "actions": PointWords("1 action", "{n} actions"),
    "meetings": PointWords("1 meeting on record", "{n} meetings on record"),
    "ideas": PointWords("1 idea from a team", "{n} ideas from teams"),
    "self_assessments": PointWords("1 self-assessment", "{n} self-assessments"),
}
"""What a step has."""

LACK_WORDS: dict[str, PointWords] = {
    "still_to_write": PointWords(
        "1 entry is still to be written: {places}",
        "{n} entries are still to be written: {places}",
        "Write what is asked for there, or take the entry out; until then it does not count.",
    ),
    "areas_without_why": PointWords(
        "1 area does not say why it was chosen: {ids}",
        "{n} areas do not say why they were chosen: {ids}",
        "Write `why:` in {path}: what your own place tells you.",
    ),
    "areas_with_borrowed_why": PointWords(
        "1 area gives the catalogue's reason, word for word: {ids}",
        "{n} areas give the catalogue's reason, word for word: {ids}",
        "Write `why:` in {path} anew: what does your own place tell you?",
    ),
    "areas_without_evidence": PointWords(
        "1 area names no evidence: {ids}",
        "{n} areas name no evidence: {ids}",
        "Write `evidence:` in {path}: who found what (research, a review, an inspection).",
    ),
    "areas_without_good": PointWords(
        "1 area does not say what good looks like: {ids}",
        "{n} areas do not say what good looks like: {ids}",
        "`qaf new good --area {first}`, or take an example over: `qaf catalogue search WORDS`, then `qaf adopt ID`.",
    ),
    "areas_with_borrowed_good": PointWords(
        "Nobody here has said what good looks like in 1 area, where every statement is the catalogue's: {ids}",
        "Nobody here has said what good looks like in {n} areas, where every statement is the catalogue's: {ids}",
        "Ask families and staff. Write `text:` in {path} in their words, or say in `informed_by:` who agreed to it.",
    ),
    "areas_without_good_outcome": PointWords(
        "1 area has no outcome statement: {ids}",
        "{n} areas have no outcome statement: {ids}",
        "`qaf new good --area {first}`: how would a child's life be better?",
    ),
    "areas_without_good_quality": PointWords(
        "1 area has no quality statement: {ids}",
        "{n} areas have no quality statement: {ids}",
        "`qaf new good --area {first} --kind quality`: how would the work be done?",
    ),
    "outcomes_not_collected": _both(
        "No outcome is collected: nothing tells whether anybody is better off",
        "Begin with one: `qaf catalogue list --type measure --kind outcome` has examples; `qaf new measure` begins "
        "your own.",
    ),
    "kinds_not_collected": _both(
        "Not collected at all: {ids}",
        "Where it is and the files do not say so, take `status: planned` out, or begin it with `qaf new measure`.",
    ),
    "voices_not_heard": _both(
        "No measure that is collected comes from {ids}",
        "Name the source that asks them under `sources:` of a measure; `qaf new source` begins one.",
    ),
    "figures_and_planned": PointWords(
        "1 measure has figures and still says that it is planned: {ids}",
        "{n} measures have figures and still say that they are planned: {ids}",
        "Take the line `status:` of `{first}` out in {path}; without it a measure is being collected.",
    ),
    "areas_without_measure": PointWords(
        "1 area has no measure, so nobody can tell what is collected there: {ids}",
        "{n} areas have no measure, so nobody can tell what is collected there: {ids}",
        "`qaf new measure --area {first}` for what you collect today, or `qaf adopt ID` from the catalogue.",
    ),
    "collected_without_source": PointWords(
        "1 measure is collected and does not say from where: {ids}",
        "{n} measures are collected and do not say from where: {ids}",
        "Write `sources:` for `{first}` in {path}.",
    ),
    "stock_not_taken": _both(
        "What is collected now has not been told yet, so nobody can say what is needed besides",
        "Take stock first (step 3).",
    ),
    "good_not_shown": PointWords(
        "1 of {of} good statements is shown by no measure: {ids}",
        "{n} of {of} good statements are shown by no measure: {ids}",
        "What would tell you? `qaf catalogue show` has examples; write `shows: [{first}]` in a measure.",
    ),
    "areas_without_outcome": PointWords(
        "1 area has no outcome measure: {ids}",
        "{n} areas have no outcome measure: {ids}",
        "`qaf new measure --area {first} --kind outcome`: is anybody better off?",
    ),
    "areas_without_quality": PointWords(
        "1 area has no quality measure: {ids}",
        "{n} areas have no quality measure: {ids}",
        "`qaf new measure --area {first} --kind quality`: how well is it done?",
    ),
    "areas_without_children_parents_carers": PointWords(
        "1 area does not hear children, parents or carers: {ids}",
        "{n} areas do not hear children, parents or carers: {ids}",
        "`qaf new source --area {first} --family children_parents_carers`.",
    ),
    "areas_without_frontline_staff": PointWords(
        "1 area does not hear frontline staff: {ids}",
        "{n} areas do not hear frontline staff: {ids}",
        "`qaf new source --area {first} --family frontline_staff`.",
    ),
    "areas_without_source": PointWords(
        "1 area names no source: {ids}",
        "{n} areas name no source: {ids}",
        "`qaf new source --area {first}`, or name the area under `areas:` of a source in sources.yaml.",
    ),
    "planned_without_source": PointWords(
        "1 planned measure does not say where it will come from: {ids}",
        "{n} planned measures do not say where they will come from: {ids}",
        "Write `sources:` for `{first}` in {path}.",
    ),
    "routine_or_exercise": PointWords(
        "1 source does not say whether it is part of daily work or an exercise of its own: {ids}",
        "{n} sources do not say whether they are part of daily work or an exercise of their own: {ids}",
        "Write `routine: true` or `routine: false` for `{first}` in {path}.",
    ),
    "priority_without_owner": PointWords(
        "1 priority area has nobody who answers for it: {ids}",
        "{n} priority areas have nobody who answers for them: {ids}",
        "Write `owner:` with the id of a post in {path}.",
    ),
    "priority_without_key": PointWords(
        "1 priority area has no key measure of outcome or quality: {ids}",
        "{n} priority areas have no key measure of outcome or quality: {ids}",
        "Write `key: true` for the two or three measures of {path} that matter most.",
    ),
    "years_not_three": _both(
        "qaf.yaml does not name three years for the timetable",
        "Write `timetable_years: [...]` in qaf.yaml, with three years such as 2026/27.",
    ),
    "years_without_activity": PointWords(
        "In 1 of {of} years nothing is planned: {ids}",
        "In {n} of {of} years nothing is planned: {ids}",
        "`qaf new activity`, with a day or a period under `due:`.",
    ),
    "priority_without_activity": PointWords(
        "1 priority area is looked at by no activity: {ids}",
        "{n} priority areas are looked at by no activity: {ids}",
        "`qaf new activity --area {first}`.",
    ),
    "exercise_without_activity": PointWords(
        "1 exercise is in no activity of the timetable: {ids}",
        "{n} exercises are in no activity of the timetable: {ids}",
        "`qaf new activity`, and write `sources: [{first}]` in it.",
    ),
    "activity_without_lead": PointWords(
        "1 activity has nobody who sees to it: {ids}",
        "{n} activities have nobody who sees to them: {ids}",
        "Write `lead:` for `{first}` in {path}.",
    ),
    "nobody_from_outside": _both(
        "Nobody from outside looks at the work in these years",
        "`qaf new activity`: a peer review, an external peer review, or the inspection you expect.",
    ),
    "partnership_without": _both(
        "What a partnership is advised to do at least is not planned, or not every year: {ids}",
        "`qaf new activity`: a deep dive and a turning-the-curve exercise a year, an external peer review in three "
        "years, a review of your own impact every two.",
    ),
    "no_leading_body": _both(
        "No body that leads (senior leadership or partnership) is named",
        "`qaf new body`, with `role: senior_leadership` or `role: partnership`.",
    ),
    "no_scrutiny": _both(
        "No body that scrutinises is named",
        "`qaf new body`, with `role: scrutiny` or `role: independent_scrutiny`.",
    ),
    "no_yearly_report": _both(
        "No report goes to anybody once a year",
        "Write one under `reports:` in governance.yaml: `form: book`, `when: annual`, `to:` the bodies that get it.",
    ),
    "report_to_nobody": PointWords(
        "1 report goes to nobody: {ids}",
        "{n} reports go to nobody: {ids}",
        "Write `to:` for `{first}` in {path}.",
    ),
    "report_without_use": PointWords(
        "1 report does not say how it is considered and what it leads to: {ids}",
        "{n} reports do not say how they are considered and what they lead to: {ids}",
        "Write `considered:` and `leads_to:` for `{first}` in {path}.",
    ),
    "no_actions": _both(
        "No action is written down",
        "`qaf new action`: what you will do, and which measure or good statement it is meant to move.",
    ),
    "action_without_aim": PointWords(
        "1 action aims at no measure and no good statement: {ids}",
        "{n} actions aim at no measure and no good statement: {ids}",
        "Write `aims_at:` for `{first}` in {path}.",
    ),
    "action_without_owner_or_day": PointWords(
        "1 action has no owner or no day: {ids}",
        "{n} actions have no owner or no day: {ids}",
        "Write `owner:` and `due:` for `{first}` in {path}.",
    ),
}
"""What stands between a step and being done."""

ASIDE_WORDS: dict[str, PointWords] = {
    "groups_without_area": _both("No area of this group is named: {ids}. Was it left out on purpose?"),
    "good_informed_by_nobody": _both(
        "{n} of {of} good statements do not say that families or staff had a part in them (`informed_by:`)."
    ),
    "families_not_heard": _both("No measure that is collected comes from {ids}."),
    "collected_without_figures": _both(
        "{n} of {of} collected measures have no figures yet: `qaf ingest` takes them in."
    ),
    "not_in_daily_work": _both("In the course of daily work nobody asks {ids}."),
    "no_source_of_several_areas": _both("No source serves more than one area. Could one of them?"),
    "many_priorities": _both("{n} priority areas are many. Could some wait?"),
    "many_key_measures": _both("More key measures than a sheet can carry: {ids}."),
    "teams_left_out": _both("Nothing goes to frontline teams, who could use it tomorrow."),
    "no_self_test": _both("No body has asked itself the five questions yet (`self_tests:` in governance.yaml)."),
    "idea_unanswered": PointWords(
        "1 idea of {of} from a team has no answer yet: {ids}.",
        "{n} ideas of {of} from teams have no answer yet: {ids}.",
    ),
    "priority_without_question": _both("Nobody has written down what to ask about {ids}: `qaf new question`."),
}
"""What is worth a thought."""
