"""Makes a framework folder of any size to measure with: area files of 42 lines each, the same bytes every time.

    python benchmarks/generate.py FOLDER 1000 [--broken 40]

An area has four measures, three good statements, two sources and two questions, and no gap, so that what is measured
is the checking and not the printing. Of broken files every fifth has the same fault.
"""

from __future__ import annotations

import argparse
from pathlib import Path

SETTINGS = """\
schema: 2
organisation:
  id: measured-council
  name: Measured Council
  kind: organisation
year_starts: april
breakdowns:
  - id: locality
    name: Locality
    parts: all
    categories: [{id: north, name: North}, {id: south, name: South}]
"""

SUBJECTS = (
    "Repeat referrals", "Neglect", "Domestic violence", "Children missing from care", "Young carers",
    "Leaving care", "Supervision", "Children with disabilities", "Private fostering", "Harm outside the home",
)  # fmt: skip
GROUPS = ("practice", "organisational", "wider")
AREA = """\
id: {area}
name: {subject}, part {number}
group: {group}
why: >-
  The needs assessment puts this among the three things that families raise most often, and the last two inspections
  asked how we would know whether it is getting better.
evidence:
  - {{cite: "Joint strategic needs assessment, 2025", says: "One family in nine speaks of it: more than in 2022"}}
interacts_with: [{neighbour}]
good:
  - {{id: {area}-g1, kind: outcome, text: Children say that they feel safer than they did, informed_by: [case_records]}}
  - id: {area}-g2
    kind: outcome
    text: When work ends, the family knows whom to ask, and asks.
  - {{id: {area}-g3, kind: quality, text: "Every plan says, in the child's own words, what should change"}}
sources:
  - {{id: {area}-survey, family: children_parents_carers, method: survey, kinds: [outcome, quality], routine: false}}
  - {{id: {area}-talks, family: frontline_staff, method: supervision, text: What workers bring to supervision}}
measures:
  - id: {area}-cases
    {kind_key}: quantity
    text: Cases open on the last day of the period
    unit: count
    counts: cases
    window: at_end
    frequency: quarterly
    sources: [{area}-talks]
    status: planned
  - {{id: {area}-heard, kind: quality, text: "Children who say that somebody listened", unit: percent,
     base: children asked at the end, sources: [{area}-survey], shows: [{area}-g3], better: higher, status: planned}}
  - {{id: {area}-safer, kind: outcome, text: Cases closed because the child is safer, unit: percent, of: {area}-cases,
     sources: [{area}-talks, {area}-survey], shows: [{area}-g1], better: higher, frequency: annual, status: planned}}
  - id: {area}-asked-again
    kind: outcome
    text: Families who asked for help themselves within 12 months
    {unit_line}
    shows: [{shown}]
    status: planned
    {source_line}
questions:
  - {{id: {area}-q1, text: How do we know that a child is safer and not only out of sight?, about: [{area}-safer]}}
  - {{id: {area}-q2, text: Who is missing from these answers?, about: [{area}-heard, {area}-g2]}}
"""

WHOLE = {
    "kind_key": "kind",
    "unit_line": "unit: count",
    "shown": "{area}-g2",
    "source_line": "sources: [{area}-survey]",
}
GAP = {"source_line": "better: higher"}
"""A measure that names no source: one piece of advice an area."""
FAULTS = (
    {"kind_key": "knd"},
    {"unit_line": "unit: number"},
    {"shown": "{area}-g9"},
    {"unit_line": "unit: count\n    unit: count"},
    {"unit_line": "unit: [count"},
)
"""A misspelt key, a word that is not allowed, a reference to nothing, a key given twice, a bracket never closed."""


def area_file(number: int, areas: int, fault: dict[str, str] | None = None) -> tuple[str, str]:
    """The name and the text of one area file."""
    area = f"area-{number:05}"
    parts = {key: value.format(area=area) for key, value in {**WHOLE, **(fault or {})}.items()}
    values = {
        "area": area,
        "number": number,
        "subject": SUBJECTS[number % len(SUBJECTS)],
        "group": GROUPS[number % len(GROUPS)],
        "neighbour": f"area-{(number + 1) % areas:05}",
    }
    return f"{area}.yaml", AREA.format(**values, **parts)


def generate(folder: Path, areas: int, broken: int = 0, *, gaps: bool = False) -> Path:
    """Write a framework folder of so many area files, `broken` of them spread among the others; returns `folder`.

    With `gaps` every area that is not broken has one gap to tell of.
    """
    (folder / "areas").mkdir(parents=True)
    (folder / "qaf.yaml").write_text(SETTINGS, encoding="utf-8")
    unbroken = GAP if gaps else None
    every = areas // broken if broken else areas + 1
    for number in range(areas):
        place, rest = divmod(number, every)
        is_broken = rest == every // 2 and place < broken
        name, text = area_file(number, areas, FAULTS[place % len(FAULTS)] if is_broken else unbroken)
        (folder / "areas" / name).write_text(text, encoding="utf-8")
    return folder


def main() -> None:
    """Make the folder that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="a folder that does not exist yet")
    parser.add_argument("areas", type=int, help="how many area files")
    parser.add_argument("--broken", type=int, default=0, help="how many of them have a fault")
    arguments = parser.parse_args()
    if arguments.folder.exists():
        parser.error(f"{arguments.folder} exists already")
    if not 0 <= arguments.broken <= arguments.areas:
        parser.error("--broken must lie between 0 and the number of files")
    generate(arguments.folder, arguments.areas, arguments.broken)


if __name__ == "__main__":
    main()
