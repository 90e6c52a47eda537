"""QAF417: a challenge to a member that nobody answered.

A partnership challenges its members: is the framework based on evidence, does it look at outcomes, who was asked? What
was put to a member stands in `meetings.yaml` under `challenges:` with `to` (the member's id), `about`, `reply` and
`outcome`. One without a reply is remarked once the body has met again, or after ninety days: write down what was
replied, or put it again and say so.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.analysis.member_challenges import waiting_too_long
from qaf.ground.findings import Finding, Where, finding
from qaf.rules.example_folder import Files
from qaf.rules.facts import Facts
from qaf.rules.governance.minimum_programme import AREAS, PARTNERSHIP

CODE = "QAF417"
APPLIES = PARTNERSHIP

_SETTINGS = f"{AREAS['qaf.yaml']!s}members:\n  - {{id: police, name: Police}}\n"
_MEETINGS = """\
meetings:
  - on: 2026-01-20
    body: board
    challenges:
      - {{to: police, about: No child was asked{reply}}}
  - {{on: 2026-04-21, body: board}}
"""
_BESIDE: Files = {
    "qaf.yaml": _SETTINGS,
    "governance.yaml": "bodies:\n  - {id: board, name: The board, role: partnership}\n",
}

BAD: Files = {**_BESIDE, "meetings.yaml": _MEETINGS.format(reply="")}
GOOD: Files = {**_BESIDE, "meetings.yaml": _MEETINGS.format(reply=", reply: Children are asked from May")}


def find(facts: Facts) -> Iterator[Finding]:
    """One finding for each such challenge."""
    framework = facts.framework
    if "meetings" in framework.unread:
        return
    for one in waiting_too_long(framework, facts.as_at):
        meeting, place = one.at
        message = f"{framework.title(one.member)} has not answered what was put to it on {one.on.isoformat()}."
        advice = "Write the answer under `reply:`, and what came of it under `outcome:`."
        yield finding(CODE, Where("meetings.yaml", ("meetings", meeting, "challenges", place)), message, help=advice)
