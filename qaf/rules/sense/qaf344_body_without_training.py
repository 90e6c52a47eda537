"""QAF344: board without safeguarding training on record.

Members of a board or committee who decide about safeguarding should have been trained in it: who does not know what
can go wrong cannot ask about it. `trained:` of a body says when, and how many of how many took part. Only numbers are
kept, and nobody's name.

Asked are bodies that lead, scrutinise, or are the partnership, and not teams, managers of operations or young people.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.analysis.governance import BOARDS
from qaf.ground.findings import Finding, finding
from qaf.model.governance import Body
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts

CODE = "QAF344"
APPLIES = WORKING_FOLDER

_BODY = """\
bodies:
  - id: cabinet
    name: Cabinet
    role: senior_leadership
"""

BAD: Files = {"governance.yaml": _BODY}
GOOD: Files = {"governance.yaml": f"{_BODY}    trained: {{on: 2026-01-20, of: 9, count: 7}}\n"}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each such body."""
    for body in facts.framework.governance.bodies:
        if body.role in BOARDS and not _is_trained(body, facts):
            message = f"Nothing says that {body.name} (`{body.id}`) has been trained in safeguarding."
            advice = "Add `trained:` with the day, and how many of how many took part."
            yield finding(CODE, facts.place(body.id), message, help=advice, subject=body.id)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """What was looked at."""
    body = next(one for one in facts.framework.governance.bodies if one.id == about)
    asked = "is" if body.role in BOARDS else "is not"
    yield f"Body `{about}` has the role {body.role.replace('_', ' ')}, which {asked} asked for training."
    on = body.trained.on.isoformat() if body.trained and body.trained.on else "no day"
    took_part = body.trained.count if body.trained and body.trained.count is not None else "nobody knows how many"
    yield f"On record: {on}; took part: {took_part}."


def _is_trained(body: Body, facts: Facts) -> bool:
    """Whether a day up to today stands there, and not that nobody came."""
    trained = body.trained
    return trained is not None and trained.on is not None and trained.on <= facts.as_at and trained.count != 0
