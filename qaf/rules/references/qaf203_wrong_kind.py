"""QAF203: a reference to the wrong kind of thing.

The id exists, but it is that of something else: a measure is `of` a count, `shows` a good statement, comes from
`sources`. A link of the wrong kind would be followed to a place that has no answer.

Name an entry of the kind that is wanted. The finding says what the id is, and where it stands.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF203"

BAD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
good:
  - id: staff-are-heard
    kind: quality
    text: Staff are heard.
measures:
  - id: felt-heard
    kind: quality
    text: Staff who felt heard
    unit: percent
    of: staff-are-heard
""",
}
GOOD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
good:
  - id: staff-are-heard
    kind: quality
    text: Staff are heard.
measures:
  - id: felt-heard
    kind: quality
    text: Staff who felt heard
    unit: percent
    base: staff who answered
    shows: [staff-are-heard]
""",
}
