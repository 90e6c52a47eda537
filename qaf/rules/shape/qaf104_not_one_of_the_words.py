"""QAF104: not one of the allowed words.

Where qaf counts and compares, it needs fixed words: whether a measure is of quantity, quality or outcome decides what
the summary says about the whole area. A word of your own would be counted nowhere.

Choose one of the words that the finding lists. What does not fit any of them can be said in a `note` or a `why`.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF104"

BAD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organizational
""",
}
GOOD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
""",
}
