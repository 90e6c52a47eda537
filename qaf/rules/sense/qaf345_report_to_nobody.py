"""QAF345: report that goes to nobody.

A report that is written and sent to no body is work that changes nothing. `to:` names the bodies that get it; where
nobody wants it any more, take it out.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding, finding
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts

CODE = "QAF345"
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

BAD: Files = {"governance.yaml": _BODIES + _REPORT.replace("    to: [TO]\n", "")}
GOOD: Files = {"governance.yaml": _BODIES + _REPORT.replace("TO", "cabinet, scrutiny-committee")}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each such report."""
    for report in facts.framework.governance.reports:
        if not report.to:
            message = f"`{report.id}` ({report.name}) goes to no body."
            advice = "Add `to:` with the bodies that get it, or take the report out."
            yield finding(CODE, facts.place(report.id), message, help=advice, subject=report.id)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """What was looked at."""
    report = next(one for one in facts.framework.governance.reports if one.id == about)
    yield f"Report `{about}` goes to {', '.join(report.to) or 'nobody'}."
