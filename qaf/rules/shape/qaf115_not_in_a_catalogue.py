"""QAF115: something the catalogue must not hold.

A catalogue is there for others to adopt from. An ambition is a local decision, with a date and a reason; copied from
a catalogue it would become a target that nobody in the place has agreed to. The guidance that the catalogue follows
sets none.

Take the `ambitions` out. Whoever adopts the measure can set their own.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF115"
APPLIES = ("catalogue",)

_BESIDE: Files = {
    "qaf.yaml": """\
schema: 2
organisation:
  id: our-council
  name: Our Council
  kind: catalogue
""",
}

BAD: Files = {
    **_BESIDE,
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
measures:
  - id: sessions-held
    kind: quantity
    text: Supervision sessions held
    unit: count
    ambitions:
      - at_least: 90
        why: It seemed right
""",
}
GOOD: Files = {
    **_BESIDE,
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
measures:
  - id: sessions-held
    kind: quantity
    text: Supervision sessions held
    unit: count
""",
}
