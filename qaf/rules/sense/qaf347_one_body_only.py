"""QAF347: information that reaches one body only.

What is found should go to more than one place: to those who manage, to those who lead, and to somebody who
scrutinises. Where all reports go to one body, that body hears what it likes to hear and nobody notices. Nothing is
said where there is no report at all: `qaf steps` says that.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding, finding
from qaf.ground.text import quoted
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts

CODE = "QAF347"
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
    """One gap for the whole folder."""
    reached = _reached(facts)
    if len(reached) == 1 and "governance" not in facts.framework.unread:
        organisation = facts.framework.settings.organisation.id
        name = facts.framework.title(reached[0])
        message = f"Every report goes to {name} (`{reached[0]}`) and to nobody else."
        advice = "Send a report to a body that scrutinises as well, and one to the teams it is about."
        yield finding(CODE, facts.place(organisation), message, help=advice, subject=organisation)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """Which bodies are reached."""
    yield f"Bodies that a report of `{about}` goes to: {quoted(_reached(facts), 'and') or 'none'}."


def _reached(facts: Facts) -> list[str]:
    return list(dict.fromkeys(body for report in facts.framework.governance.reports for body in report.to))
