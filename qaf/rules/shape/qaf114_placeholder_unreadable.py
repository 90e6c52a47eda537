"""QAF114: a placeholder in prose cannot be read.

A figure in prose is written as a placeholder, never as a number: then it is always the figure that is stored,
protected like every other, and it changes when the figure is restated. One that cannot be read would leave a hole in
the sentence.

Write the measure and the period in quotes, as in the good example, and close the braces. `category="north"` and the
like can follow. A placeholder can stand in an analysis, a story, a meeting, an idea, a self-assessment, an action and a
curve. In the other YAML files no figure is put in, and one that stands there is found too.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF114"

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
    "analysis/supervision/2025_26.md": "We held {{ sessions-held 2025/26 }} sessions.\n",
}
GOOD: Files = {
    **_BESIDE,
    "analysis/supervision/2025_26.md": 'We held {{ figure("sessions-held", "2025/26") }} sessions.\n',
}
