"""QAF204: areas or bodies that lie within each other in a circle.

An area that lies within itself, by however many steps, has no place on any page and no sheet that it belongs to; a
body that is part of itself reports to nobody.

Take one of the links away. The finding shows the whole circle.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF204"

_BESIDE: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
within: workforce
""",
}

BAD: Files = {
    **_BESIDE,
    "areas/workforce.yaml": """\
name: Workforce
group: organisational
within: supervision
""",
}
GOOD: Files = {
    **_BESIDE,
    "areas/workforce.yaml": """\
name: Workforce
group: organisational
""",
}
