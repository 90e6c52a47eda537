"""QAF402: an accepted gap is no gap.

An entry in `accepted-gaps.yaml` whose gap has been closed, or that was never one, hides nothing and should go: left
in, it would quietly accept the same gap if it came back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qaf.ground.codes import is_gap
from qaf.ground.findings import Finding, finding
from qaf.rules.example_folder import Files
from qaf.rules.facts import ANY_FOLDER, Facts

CODE = "QAF402"
ABOUT_FIGURES = (
    "QAF312", "QAF314", "QAF325", "QAF335", "QAF338", "QAF339", "QAF343", "QAF353", "QAF355", "QAF363",
)  # fmt: skip
APPLIES = ANY_FOLDER

_BESIDE: Files = {
    "accepted-gaps.yaml": """\
accepted:
  - code: QAF301
    about: supervision
    reason: Outcomes are agreed in autumn
    by: head-of-practice
    until: 2026-12-31
""",
}

BAD: Files = {
    **_BESIDE,
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
measures:
  - id: plans-improved
    kind: outcome
    text: Children whose plan improved after it was discussed in supervision
    unit: percent
    base: plans discussed
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


def find_unused(facts: Facts, gaps: Iterable[Finding]) -> Iterator[Finding]:
    """One warning for each entry that accepts none of `gaps`."""
    found = {(gap.code, gap.subject) for gap in gaps}
    for accepted, where in facts.framework.accepted_gaps:
        key = (accepted.code, accepted.about)
        if key in found or facts.unsure or accepted.about not in facts.framework.entries:
            continue
        if facts.figures_damaged and accepted.code in ABOUT_FIGURES:
            continue
        reason = "is no gap (any more)" if is_gap(accepted.code) else "is no code that can be accepted"
        message = f"{accepted.code} about `{accepted.about}` {reason}."
        advice = "Take the entry out of accepted-gaps.yaml."
        yield finding(CODE, where.at("code"), message, help=advice, subject=accepted.about)
