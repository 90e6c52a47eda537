"""A small catalogue to adopt from, and folders that adopt."""

from __future__ import annotations

from pathlib import Path

from helpers import MINIMAL_SETTINGS, build_tree

SETTINGS = """\
schema: 2
organisation: {id: small-catalogue, name: A small catalogue, kind: catalogue}
scales:
  - id: three-steps
    name: Three steps
    grades: [{id: low, name: Low}, {id: mid, name: Mid}, {id: high, name: High}]
"""
PARENT = """\
name: Risks at home
group: practice
good:
  - id: home-is-safe
    kind: outcome
    text: Home is a safe place.
"""
CHILD = """\
name: Domestic violence
group: practice
within: risks
why: >
  It harms children, also those who only hear it through a wall, and it is what many referrals are about, so
  the figures of every service speak of it.
evidence:
  - cite: "Somebody (2009): a study"
    says: Much.
    x-reading: Judged.
interacts_with: [housing, risks]
cite: Module 1
x-reading: Not for anybody else.

good:
  - id: dv-stops
    kind: outcome
    text: "The violence stops: for good."
    cite: Module 2
    x-reading: Judged.

sources:
  - id: dv-files
    family: case_records
    method: case_audit
    kinds: [outcome]
    supplied_by: [police]

measures:
  - id: dv-referrals
    kind: quantity
    text: Referrals about domestic violence
    unit: count
    sources: [dv-files]
  - id: dv-stopped
    kind: outcome
    text: Families in which the violence has stopped
    unit: percent
    of: dv-referrals
    covers: whole_group
    shows: [dv-stops, home-is-safe]
    better: higher
    sources: [dv-files, survey]
    cite: "Module 5, row 1: outcome 1"
  - id: dv-asked
    kind: outcome
    text: Children who say that they are safer
    unit: percent
    base: children asked
    shows: [dv-stops]
  - id: dv-steps
    kind: quality
    text: How well the work was done
    unit: shares
    scale: three-steps

questions:
  - id: dv-what-changed
    text: What has changed for the children?
    about: [dv-stopped, dv-stops]
"""
HOUSING = """\
name: Housing
group: wider
good:
  - id: decent-homes
    kind: outcome
    text: Homes are decent.
"""
SHARED = """\
sources:
  - id: survey
    family: children_parents_carers
    method: survey
    areas: [domestic-violence, housing]
"""
ACTIVITIES = """\
activities:
  - id: spring-audit
    name: An audit
    kind: audit
"""


def small_catalogue(root: Path) -> Path:
    """The catalogue, without a finding at level error."""
    return build_tree(
        root,
        {
            "qaf.yaml": SETTINGS + "members: [{id: police, name: Police}]\n",
            "areas/risks.yaml": PARENT,
            "areas/domestic-violence.yaml": CHILD,
            "areas/housing.yaml": HOUSING,
            "sources.yaml": SHARED,
            "timetable.yaml": ACTIVITIES,
        },
    )


AREA = """\
# Our first area. Agreed in May.
name: Domestic abuse   # our word for it
group: practice
based_on: domestic-violence

measures:
  # The oldest one.
  - id: ours
    kind: outcome
    text: >
      Children who are safer.

    unit: percent
    base: 'children asked'

# Nobody has questions yet.
"""


def adopting_folder(root: Path, **files: str | bytes) -> Path:
    """A folder with an area that was made from the catalogue's; `files` are by path, with `__` for a slash."""
    named = {name.replace("__", "/") + ".yaml": content for name, content in files.items()}
    return build_tree(root, {"qaf.yaml": MINIMAL_SETTINGS, "areas/domestic-abuse.yaml": AREA, **named})
