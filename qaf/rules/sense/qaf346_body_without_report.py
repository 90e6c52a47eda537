"""QAF346: body that no report reaches.

A body that stands in the governance framework and gets no report can neither ask nor act on what is found. `to:` of a
report names it; a body that is part of another, and whose parent gets one, hears of it there. Frontline teams and
young people count too: they are the ones that the figures are about.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.analysis.governance import with_parents
from qaf.ground.findings import Finding, finding
from qaf.ground.text import quoted
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts

CODE = "QAF346"
APPLIES = WORKING_FOLDER

_BODIES = """\
bodies:
  - {id: cabinet, name: Cabinet, role: senior_leadership, trained: {on: 2026-01-20, of: 9, count: 9}}
  - {id: scrutiny-committee, name: Scrutiny Committee, role: scrutiny, trained: {on: 2026-01-20, of: 9, count: 9}}
"""
_REPORT = """\
reports:
  - id: yearly-book
    name: The report book
    form: book
    to: [TO]
    when: annual
    considered: A whole evening, a sheet at a time
    leads_to: The actions of the coming year
"""

BAD: Files = {"governance.yaml": _BODIES + _REPORT.replace("TO", "cabinet")}
GOOD: Files = {"governance.yaml": _BODIES + _REPORT.replace("TO", "cabinet, scrutiny-committee")}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each such body."""
    if "governance" in facts.framework.unread:
        return
    for body in facts.framework.governance.bodies:
        if not any(_reports(facts, one) for one in with_parents(facts.framework, body.id)):
            message = f"No report goes to {body.name} (`{body.id}`)."
            advice = "Add it to `to` of a report, or take it out where it has no part in this."
            yield finding(CODE, facts.place(body.id), message, help=advice, subject=body.id)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """Which reports go to it, and to what it is part of."""
    for body in with_parents(facts.framework, about):
        yield f"Reports to `{body}`: {quoted(_reports(facts, body), 'and') or 'none'}."


def _reports(facts: Facts, body: str) -> list[str]:
    return [report.id for report in facts.framework.governance.reports if body in report.to]
