"""QAF207: areas nested more than three levels deep.

A topic of an area is an area within it, and a topic of a topic is as far as a reader can follow. Beyond three levels
a sheet becomes a list of contents.

Let the area lie within one further up, or make it a measure or a good statement of the area above.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF207"

_BESIDE: Files = {
    "areas/level-1.yaml": """\
name: Level 1
group: practice
""",
    "areas/level-2.yaml": """\
name: Level 2
group: practice
within: level-1
""",
    "areas/level-3.yaml": """\
name: Level 3
group: practice
within: level-2
""",
}

BAD: Files = {
    **_BESIDE,
    "areas/level-4.yaml": """\
name: Level 4
group: practice
within: level-3
""",
}
GOOD: Files = {
    **_BESIDE,
    "areas/level-4.yaml": """\
name: Level 4
group: practice
within: level-2
""",
}
