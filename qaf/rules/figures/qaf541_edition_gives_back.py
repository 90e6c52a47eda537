"""QAF541: a withheld figure that an earlier edition gives back.

What is under `published/` is out: readers have it. A figure that is withheld now was shown there, or can be worked out
from what was. Only figures with the same key and the same import are held to be the same number; one that was restated
since is a new one.

No later edition can mend it. Somebody owns up to it in `published/NAME/known.yaml`, with the reason, a post and a day,
and the report goes on. Think too about telling those whom the figure is about.
"""

from __future__ import annotations

from qaf.rules.example_folder import SETTINGS, Files

CODE = "QAF541"

_BESIDE: Files = {
    "qaf.yaml": SETTINGS,
    "governance.yaml": """\
posts:
  - {id: head-of-service, name: Head of service}
""",
    "areas/front-door.yaml": """\
name: Front door
group: practice
measures:
  - {id: contacts, kind: quantity, text: Contacts, unit: count}
""",
    "incoming/figures.csv": """\
measure,period,value
contacts,2025/26,3
""",
    "published/spring/figures.csv": """\
measure,period,series,value,import,profile
contacts,2025/26,own,3,e85cce4ae8,dfe
""",
}

BAD: Files = {**_BESIDE}
GOOD: Files = {
    **_BESIDE,
    "published/spring/known.yaml": """\
known:
  - figure: {measure: contacts, period: 2025/26}
    why: Printed before small numbers were withheld; the families were told.
    by: head-of-service
    on: 2026-05-20
""",
}
