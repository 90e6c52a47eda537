"""What each key of a framework file means, in a line: for editors, which show it beside the key, and for the reference.

By the model that has the key, then by the key as it is written. `COMMON` holds keys that mean the same everywhere.
"""

from __future__ import annotations

from qaf.model.meanings_records import RECORDS

COMMON: dict[str, str] = {
    "about": "what it is about",
    "action": "the action that came of it",
    "area": "the content area that it belongs to",
    "areas": "the content areas that it is about",
    "arises_from": "what led to it: an id, or text",
    "based_on": "the entry of the catalogue that it was copied from",
    "because": "the reason",
    "body": "the body that it belongs to",
    "breakdown": "the breakdown of the figure",
    "by": "who did it: a post, never a person's name",
    "category": "the category of the breakdown",
    "cite": "where it comes from",
    "column": "the heading of the column, or its letter (`[F]`)",
    "due": "when it falls due",
    "evidence": "what is known from elsewhere",
    "from": "from when it counts",
    "id": "the short name by which other entries name it",
    "led_to": "the actions that came of it",
    "link": "an address where more can be read",
    "measure": "the measure that it is about",
    "measures": "the measures that it is about",
    "name": "what it is called, as printed",
    "note": "a remark for whoever keeps the framework",
    "on": "the day",
    "owner": "who answers for it: a post or a member, never a person's name",
    "period": "the period that it is about",
    "says": "what it says",
    "sources": "where its information comes from",
    "story": "what lies behind it, in words",
    "supplied_by": "the members who send the figures",
    "text": "what it says, as printed",
    "until": "the last day on which it counts",
    "where": "only rows for which all of these conditions hold",
    "why": "the reason, in your own words",
    "with": "the members who take part",
    "within": "the wider one that it lies within",
}
"""Keys that mean the same wherever they stand."""

SETTINGS: dict[str, dict[str, str]] = {
    "Settings": {
        "schema": "the version of these rules for files: 1",
        "organisation": "whose framework it is",
        "year_starts": "the month in which a reporting year begins",
        "timetable_years": "the three years of the timetable",
        "marking": "the protective marking on every page of a report",
        "marking_operational": "the marking of packs in which nothing is withheld",
        "approved": "who approved the framework, and when",
        "figures": "where the figures lie",
        "disclosure": "how small numbers are protected",
        "breakdowns": "the ways in which figures are divided: by team, age, locality",
        "comparators": "what own figures are read against",
        "members": "the agencies that feed this framework",
        "events": "dated events that readers of charts should know",
        "scales": "the scales of ratings and judgements",
        "at_most": "how much is enough",
        "levels": "the level of a finding, by its code; 0xx, 1xx and 55x stay as they are",
    },
    "Organisation": {
        "name": "what the organisation is called, as printed on every report",
        "kind": "whether it is one organisation, a partnership, or a catalogue to adopt from",
        "sector": "council, health, police, education, or your own word",
    },
    "Approval": {
        "by": "the post or body that approved it",
        "version": "the version that was approved",
        "review_by": "the day by which it is to be looked at again",
    },
    "FiguresSettings": {
        "folder": "the folder of the figures; it may lie outside",
        "in_git": "whether figures may be kept in git: raw small numbers do not belong in history",
    },
    "Disclosure": {"profile": "whose rules for small numbers are followed"},
    "Breakdown": {
        "parts": "whether the categories make the whole (`all`), only some of it, or overlap",
        "within": "the coarser breakdown: teams within localities",
        "categories": "its categories, in the order in which they are printed",
    },
    "Category": {"within": "the category of the coarser breakdown that it lies in", "until": "the last day or period"},
    "Comparator": {
        "method": "published as it is, or worked out from its members",
        "members": "the places that it is worked out over",
        "as_at": "the day of the list of members",
    },
    "ComparatorMember": {"code": "the official code of the place"},
    "Member": {
        "sector": "health, police, education: for readers of the overview",
        "folder": "where the member's framework folder lies, if on the same disk",
        "bundle": "the file that the member shares",
    },
    "Scale": {
        "good_from": "the first grade that counts as good",
        "grades": "its grades, the worst first",
    },
    "Event": {"text": "what happened"},
    "Grade": {"means": "what the grade means, for those who rate"},
    "AtMost": {
        "measures": "how many measures an area should collect, at most",
        "actions": "how many actions should be open at a time, at most",
    },
}
"""Keys of `qaf.yaml`."""

AREAS: dict[str, dict[str, str]] = {
    "Area": {
        "name": "what the area is called, as the head of its sheet",
        "group": "whether it is about practice, the organisation, or the wider world",
        "within": "the area that this is a topic of",
        "priority": "1 comes first; absent: relevant, but not yet chosen",
        "why": "why it matters where you are; the words that a sheet begins with",
        "interacts_with": "areas that it depends on or affects",
        "good": "statements of what good looks like",
        "sources": "where information about the area comes from",
        "measures": "performance information: quantity, quality, outcome",
        "questions": "what a board asks about it",
    },
    "Evidence": {"cite": "who says it, and where"},
    "Good": {
        "kind": "whether it is an outcome for children, or quality of the work",
        "text": "the statement",
        "informed_by": "the families of sources that it was written from",
    },
    "Source": {
        "family": "who or what the information comes from",
        "method": "how it is obtained",
        "text": "what it is, as printed",
        "kinds": "what it can tell about",
        "routine": "part of daily business (`true`), or an exercise of its own",
    },
    "SharedSource": {
        "family": "who or what the information comes from",
        "method": "how it is obtained",
        "text": "what it is, as printed",
        "kinds": "what it can tell about",
        "routine": "part of daily business (`true`), or an exercise of its own",
        "areas": "the content areas that it serves",
    },
    "Measure": {
        "kind": "how much was done, how well, or whether anyone is better off",
        "text": "what is measured, as printed",
        "unit": "what its figures are",
        "ref": "the code by which people know it",
        "counts": "what is counted; `things` are never withheld",
        "counted_in": "the printed noun: referrals, plans, visits",
        "per": "what a rate is per; 10,000 where it is left out",
        "scale": "the scale of shares, grades and ratings before and after",
        "decimals": "decimals as printed; 1 where it is left out, 0 for counts and rates",
        "of": "the count that a percentage or rate is of",
        "base": "what it is of, in words: parents interviewed at closure",
        "covers": "the whole group, or a sample of it; told from `of` and `base` where it is left out",
        "drawn": "how a sample was drawn; tests are made for random ones only",
        "asked": "the wording of a survey's question",
        "shows": "the good statements that it shows",
        "better": "which way is better",
        "about_partner": "the member whose work it is about",
        "frequency": "how often there is a new figure",
        "window": "what a figure covers: its period, its end, the year to date, twelve months",
        "distinct": "different people in the period, so that quarters do not add up to the year",
        "ready_after": "how long after its period a figure is normally there",
        "breakdowns": "the ways in which its figures are divided",
        "follow_up": "when it is asked again, for ratings before and after",
        "parts": "the measures that add up to this one",
        "protect": "whose small numbers are withheld: the counted, also those not counted, or none",
        "protect_why": "why nothing is withheld; required with `none`",
        "breaks": "points from which figures no longer compare with those before",
        "chart": "settings of its control chart",
        "reach": "whether it is about those served, or about all who live here",
        "defined_by": "whose definition it follows",
        "ambitions": "local levels to reach, each with a day and a reason",
        "status": "collected already, planned, or only proposed",
        "key": "belongs on the sheet of its area",
    },
    "Break": {"because": "what changed", "rebase": "a remark: limits are worked out anew at every break"},
    "Chart": {
        "screen": "leave moving ranges that stand far out out of its limits",
        "baseline": "the period whose points alone set its limits",
    },
    "Definition": {"set": "by whom it is set"},
    "Ambition": {
        "period": "the period for which it holds",
        "at_least": "the figure is this or more",
        "at_most": "the figure is this or less",
        "between": "the figure lies from the one to the other",
        "no_worse_than": "the comparator that it should not fall behind",
        "grade": "the grade to reach",
        "role": "hoped for, the least that will do, or expected",
        "set_by": "who set it: an id, or text",
        "agreed_on": "the day on which it was agreed",
        "why": "why this level",
    },
    "Question": {"about": "the measures or good statements that it asks about"},
    "Consent": {
        "given": "the day on which consent was given",
        "how": "how it was given",
        "for": "what it covers: the book, the partnership, the public",
        "until": "the last day on which the story may be printed",
        "withdrawn": "the day on which it was taken back",
    },
    "Story": {
        "voice": "whose account it is",
        "about": "the measures or good statements beside which it stands",
        "consent": "that the teller agreed, and to what",
        "names_changed": "that no name in it is real; without it a story is not kept",
    },
}
"""Keys of areas, sources and stories."""


def meaning_of(model: str, key: str) -> str:
    """What a key of a model means, in a few words that could end in a full stop; "" where nothing is known of it."""
    for table in (SETTINGS, AREAS, RECORDS):
        if key in table.get(model, {}):
            return table[model][key]
    return COMMON.get(key, "")
