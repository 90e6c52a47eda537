"""A small folder with everything that a form may show: teams in localities, parts of years, voices, ideas."""

from __future__ import annotations

from helpers import build_tree, run_qaf

AS_AT = ("--as-at", "2026-06-15")
OUTSIDE_CI = {"CI": None, "GITHUB_ACTIONS": None}
FORMS = ("quarterly", "monthly", "team", "supervision", "questions", "stories", "summary")
TEAMS = {"hill": "north", "lake": "north", "mill": "south", "quay": "south", "rock": "west", "wood": "west"}
PLACES = ("north", "south", "west")

SETTINGS = f"""\
schema: 2
organisation: {{id: anytown, name: Anytown Council, kind: organisation}}
marking: OFFICIAL
marking_operational: SENSITIVE-ONLY-HERE
breakdowns:
  - id: locality
    name: Locality
    parts: all
    categories: [{", ".join(f"{{id: {one}, name: The {one}}}" for one in PLACES)}]
  - id: team
    name: Team
    parts: all
    within: locality
    categories: [{", ".join(f"{{id: {one}, name: {one.title()} team, within: {at}}}" for one, at in TEAMS.items())}]
"""
AREA = """\
name: Front door
group: practice
priority: 1
owner: head
why: Because children come back.
evidence:
  - {cite: A study of 2019, says: Those who are heard come back less often.}
good:
  - {id: settled, kind: outcome, text: Families do not need to come back.}
  - {id: heard, kind: quality, text: Parents are heard.}
sources:
  - {id: records, family: case_records, method: management_information}
  - {id: calls, family: children_parents_carers, method: interview}
  - {id: audit, family: case_records, method: case_audit}
measures:
  - {id: referrals, kind: quantity, text: Referrals, unit: count, counts: events, sources: [records],
     frequency: quarterly, breakdowns: [locality, team]}
  - {id: repeats, kind: outcome, text: Repeat referrals, unit: percent, of: referrals, counts: events, protect: people,
     shows: [settled], sources: [records], frequency: quarterly, better: lower, key: true, breakdowns: [locality, team]}
  - {id: calls-made, kind: quantity, text: Calls made, unit: count, counts: things, sources: [records],
     frequency: monthly}
  - {id: parents-heard, kind: quality, text: Parents who felt heard, unit: percent, base: parents asked,
     covers: sample, drawn: random, shows: [heard], sources: [calls], frequency: annual, better: higher, key: true,
     asked: Did anybody listen to you?}
  - {id: files-good, kind: quality, text: Files that were good, unit: percent, base: files read, counts: cases,
     covers: sample, drawn: random, sources: [audit], frequency: annual}
  - {id: visits, kind: quantity, text: Visits, unit: count, counts: events, frequency: quarterly}
questions:
  - {id: why-back, text: Why do they come back?, about: [repeats]}
  - {id: who-asks, text: Who asks the parents?, about: [parents-heard]}
"""
GOVERNANCE = """\
bodies:
  - {id: board, name: The board, role: scrutiny}
  - {id: partners, name: The partnership, role: partnership}
  - {id: managers, name: The managers, role: operational_management}
  - {id: duty-team, name: Duty team, role: frontline_team, sees: operational}
  - {id: teams, name: The teams, role: frontline_team}
posts:
  - {id: head, name: Head of service}
reports:
  - {id: year-book, name: The book, form: book, to: [board], when: annual, detail: whole}
  - {id: board-quarter, name: For the board, form: quarterly, to: [board], when: quarterly, detail: whole}
  - {id: locality-quarter, name: For managers, form: quarterly, to: [managers], when: quarterly, detail: locality}
  - {id: duty-month, name: For the duty team, form: monthly, to: [duty-team], when: monthly, detail: team}
  - {id: voices, name: Voices, form: stories, to: [partners], when: [2026-06-30]}
  - {id: letter, name: A letter, form: a letter to the minister, to: [board], when: annual}
"""
ACTIONS = """\
actions:
  - {id: talk, text: Talk before closing, area: front-door, aims_at: [heard], owner: head, due: 2026-05-31,
     status: under_way}
  - {id: far, text: Build a new door, area: front-door, aims_at: [heard], owner: head, due: 2028-03-31,
     status: planned}
"""
IDEAS = """\
ideas:
  - {id: walk, team: hill, text: Walk home from school with parents, on: 2026-02-01, status: adopted,
     response: Yes and thank you}
  - {id: ring, team: Mill team, text: One number to ring, on: 2026-03-01, status: new}
  - {id: tea, team: teams, text: Tea for everybody, on: 2026-03-01, status: declined, response: No money}
"""
STORY = """\
---
id: {id}
voice: {voice}
area: front-door
consent: {{given: 2026-01-01, how: In person, for: [{uses}]}}
names_changed: true
period: 2025/26
---
# {title}

{text}
"""
QUARTER = """\
Fewer came back: {{ figure("repeats", "2025/26 Q4") }}.
"""
FILES = {
    "qaf.yaml": SETTINGS,
    "areas/front-door.yaml": AREA,
    "areas/empty.yaml": "name: Homes\ngroup: wider\npriority: 2\n",
    "governance.yaml": GOVERNANCE,
    "actions.yaml": ACTIONS,
    "ideas.yaml": IDEAS,
    "analysis/front-door/2025_26-Q4.md": QUARTER,
    "stories/second-time.md": STORY.format(
        id="second-time", voice="child", uses="book", title="The second time", text="She asked me first."
    ),
    "stories/the-letter.md": STORY.format(
        id="the-letter", voice="parent", uses="partnership, public", title="The letter", text="Nobody had rung."
    ),
}
QUARTERS = tuple(f"{year}/{year % 100 + 1} Q{n}" for year in (2022, 2023, 2024, 2025) for n in (1, 2, 3, 4))


def figures() -> str:
    """Sixteen quarters of referrals, in the last of which fewer come back; one team stands apart in it."""
    rows = ["measure,period,breakdown,category,numerator,denominator,value"]
    for at, quarter in enumerate(QUARTERS):
        last = at == len(QUARTERS) - 1
        by_team = {team: ((2 if last else 30) + (at + n) % 4, 150) for n, team in enumerate(TEAMS)}
        if last:
            by_team = {team: (12 + n, 150) for n, team in enumerate(TEAMS)} | {"wood": (55, 150)}
        for place in PLACES:
            held = [by_team[team] for team, where in TEAMS.items() if where == place]
            rows += _rows(quarter, "locality", place, sum(n for n, _ in held), sum(of for _, of in held))
        for team, (number, of) in by_team.items():
            rows += _rows(quarter, "team", team, number, of)
        numbers = by_team.values()
        rows += _rows(quarter, "", "", sum(n for n, _ in numbers), sum(of for _, of in numbers))
    rows += ["parents-heard,2024/25,,,120,200,", "parents-heard,2025/26,,,140,200,", "files-good,2025/26,,,40,80,"]
    rows += [f"calls-made,2026-0{month},,,,,{400 + month}" for month in (1, 2, 3, 4)]
    return "\n".join(rows) + "\n"


def _rows(quarter: str, breakdown: str, category: str, number: int, of: int) -> list[str]:
    key = f"{quarter},{breakdown},{category}"
    return [f"repeats,{key},{number},{of},", f"referrals,{key},,,{of}"]


def forms_folder(path, files=None, figures_text=None):
    """The folder with its figures taken in; a file that is None is left out."""
    folder = build_tree(path, {name: text for name, text in {**FILES, **(files or {})}.items() if text is not None})
    file = path.parent / "figures.csv"
    file.write_text(figures() if figures_text is None else figures_text, encoding="utf-8")
    ran = run_qaf(*AS_AT, "-C", folder, "ingest", file)
    assert ran.code == 0, ran.err
    return folder
