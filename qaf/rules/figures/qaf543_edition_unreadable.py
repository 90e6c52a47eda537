"""QAF543: an edition that cannot be read.

`published/NAME/figures.csv` holds exactly what an edition showed, and is never changed. Where it cannot be read nobody
can say what readers know already, and so not what may be shown beside it.

Each figure names the import it came from and the profile it was protected by. Without them it cannot be tied to what
is stored, and a number withheld now could be worked out from it: a copy of an export is no edition.

Bring the file back from a backup, or from git.
"""

from __future__ import annotations

from qaf.rules.example_folder import SETTINGS, Files

CODE = "QAF543"

_BESIDE: Files = {
    "qaf.yaml": SETTINGS,
    "areas/front-door.yaml": """\
name: Front door
group: practice
measures:
  - {id: contacts, kind: quantity, text: Contacts, unit: count}
""",
    "incoming/figures.csv": """\
measure,period,value
contacts,2025/26,43
""",
}

BAD: Files = {
    **_BESIDE,
    "published/spring/figures.csv": """\
what,when,number
contacts,2025/26,43
""",
}
GOOD: Files = {
    **_BESIDE,
    "published/spring/figures.csv": """\
measure,period,series,value,import,profile
contacts,2025/26,own,43,426a4dfd35,dfe
""",
}
