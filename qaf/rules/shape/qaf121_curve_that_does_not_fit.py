"""QAF121: the keys of a curve do not fit together.

A curve looks back over a baseline and says where the figures would go if nothing changed. A baseline from a year to a
quarter is none, a forecast that is given needs its values, and values beside a straight line or a level say two
things at once.

Name two periods of one kind, and either a method that works the forecast out or the values themselves.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF121"

_BESIDE: Files = {
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

BAD: Files = {
    **_BESIDE,
    "curves/sessions.yaml": """\
measure: sessions-held
baseline: {from: 2021/22, to: 2025/26}
forecast: {method: given}
""",
}
GOOD: Files = {
    **_BESIDE,
    "curves/sessions.yaml": """\
measure: sessions-held
baseline: {from: 2021/22, to: 2025/26}
forecast:
  method: given
  values:
    - {period: 2026/27, value: 410}
""",
}
