"""QAF401: an accepted gap has run out.

Accepting a gap is a decision for a time: `until` in `accepted-gaps.yaml` ends it. From the day after, the gap is back
in `qaf gaps`, and this warning stands at the entry until somebody accepts it anew or takes the entry out.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding, finding
from qaf.rules.example_folder import Files
from qaf.rules.facts import ANY_FOLDER, Facts

CODE = "QAF401"
APPLIES = ANY_FOLDER

_BESIDE: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
""",
}

BAD: Files = {
    **_BESIDE,
    "accepted-gaps.yaml": """\
accepted:
  - code: QAF301
    about: supervision
    reason: Outcomes are agreed in autumn
    by: head-of-practice
    until: 2026-05-31
""",
}
GOOD: Files = {
    **_BESIDE,
    "accepted-gaps.yaml": """\
accepted:
  - code: QAF301
    about: supervision
    reason: Outcomes are agreed in autumn
    by: head-of-practice
    until: 2026-12-31
""",
}


def find(facts: Facts) -> Iterator[Finding]:
    """One warning for each entry whose day has passed."""
    for gap, where in facts.framework.accepted_gaps:
        if gap.until < facts.as_at:
            message = f"The gap {gap.code} about `{gap.about}` was accepted until {gap.until.isoformat()}, and is back."
            advice = "Close the gap, accept it anew with a later `until` and its reason, or take the entry out."
            yield finding(CODE, where.at("until"), message, help=advice, subject=gap.about)
