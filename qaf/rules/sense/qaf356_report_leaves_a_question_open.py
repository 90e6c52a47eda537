"""QAF356: report that leaves a question open.

The guidance asks five things of what is found: to whom does it go, when, in what form, how is it considered, and how
is it linked to improvement? How they are answered is for each place to decide; that they are is what makes a
governance framework. A report says `to`, `when`, `form`, `considered` and `leads_to`. One that goes to nobody is
another gap (QAF345).
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding, finding
from qaf.ground.text import listing
from qaf.model.governance import Report
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts

CODE = "QAF356"
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

BAD: Files = {
    "governance.yaml": _BODIES + _REPORT.replace("TO", "cabinet, scrutiny-committee").partition("    considered")[0],
}
GOOD: Files = {"governance.yaml": _BODIES + _REPORT.replace("TO", "cabinet, scrutiny-committee")}

_QUESTIONS = {
    "when": "when it goes",
    "considered": "how it is considered",
    "leads_to": "how it is linked to improvement",
}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each such report, with the questions that are open."""
    for report in facts.framework.governance.reports:
        if missing := _open(report):
            message = f"`{report.id}` ({report.name}) does not say {listing(_QUESTIONS[key] for key in missing)}."
            keys = listing((f"`{key}`" for key in missing), "and")
            yield finding(CODE, facts.place(report.id), message, help=f"Add {keys}.", subject=report.id)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """Which of the questions are answered."""
    report = next(one for one in facts.framework.governance.reports if one.id == about)
    for key, words in _QUESTIONS.items():
        yield f"It {'does not say' if key in _open(report) else 'says'} {words} (`{key}`)."


def _open(report: Report) -> list[str]:
    return [key for key in _QUESTIONS if not getattr(report, key)]
