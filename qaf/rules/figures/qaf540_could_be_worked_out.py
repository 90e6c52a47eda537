"""QAF540: a withheld figure that could be worked out.

Small numbers are withheld, and then whatever would give them back by adding and subtracting: another part, the base,
the total. Before anything leaves, an audit works through all that is shown, as a reader could who lays every page side
by side. Here it found a withheld figure whose possible values lie too close together, and nothing more that may be
hidden would help. Nothing is shown or written until that is mended; what the figure is, is never said.

It happens where a measure whose numbers are never hidden (`counts: things`, `protect: none`) is the sum of measures
about people. Say what the sum counts, or leave one of the parts out of the framework.
"""

from __future__ import annotations

from qaf.rules.example_folder import SETTINGS, Files

CODE = "QAF540"

_AREA = """\
name: Front door
group: practice
measures:
  - id: contacts
    kind: quantity
    text: Contacts
    unit: count
    counts: {whole}
    parts: [about-children, about-papers]
  - {{id: about-children, kind: quantity, text: Contacts about a child, unit: count}}
  - {{id: about-papers, kind: quantity, text: Contacts about papers, unit: count, counts: things}}
"""
_BESIDE: Files = {
    "qaf.yaml": SETTINGS,
    "incoming/figures.csv": """\
measure,period,value
contacts,2025/26,43
about-children,2025/26,3
about-papers,2025/26,40
""",
}

BAD: Files = {**_BESIDE, "areas/front-door.yaml": _AREA.format(whole="things")}
GOOD: Files = {**_BESIDE, "areas/front-door.yaml": _AREA.format(whole="cases")}
