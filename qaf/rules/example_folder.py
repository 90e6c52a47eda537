"""The folder that examples of rules are laid over, and what they have in common.

Every rule's module has `BAD` and `GOOD`: files by path that are laid over `MINIMAL`. In the first the rule finds
something; in the second the same situation is mended, and nothing is an error. A file below `incoming/` is a file of
figures that somebody takes in with `qaf ingest`, in the order of their names. Days are judged as on `AS_AT`.

A module whose rule no such folder can show has None for both, and says why in `NO_EXAMPLE`.
"""

from __future__ import annotations

Files = dict[str, str | bytes]
"""Files of an example: path, and text (UTF-8) or bytes."""

AS_AT = "2026-06-15"
"""The day on which examples are judged."""

SETTINGS = """\
schema: 2
organisation:
  id: our-council
  name: Our Council
  kind: organisation
"""
"""The shortest `qaf.yaml`."""

SUPERVISION = """\
name: Supervision
group: organisational
measures:
  - id: sessions-due
    kind: quantity
    text: Supervision sessions that were due
    unit: count
    counts: events
  - id: sessions-on-time
    kind: quality
    text: Supervision sessions held in the month in which they were due
    unit: percent
    of: sessions-due
    counts: events
"""
"""An area with two measures, for examples about figures."""

MINIMAL: Files = {"qaf.yaml": SETTINGS}
"""The shortest folder that is valid."""
