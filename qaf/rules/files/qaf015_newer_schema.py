"""QAF015: the folder needs a newer qaf.

The folder was written for a newer version of qaf. Reading it by the older rules could pass over what is new in it, so
nothing is read at all.

Install a newer qaf.
"""

from __future__ import annotations

from qaf.rules.example_folder import SETTINGS, Files

CODE = "QAF015"

BAD: Files = {
    "qaf.yaml": """\
schema: 3
organisation:
  id: our-council
  name: Our Council
  kind: organisation
""",
}
GOOD: Files = {
    "qaf.yaml": SETTINGS,
}
