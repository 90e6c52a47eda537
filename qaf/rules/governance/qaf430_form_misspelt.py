"""QAF430: a form of a report that is nearly one of qaf's.

`form` of a report in `governance.yaml` is a form of `qaf report` (book, quarterly, monthly, team, supervision,
questions, stories, summary), or any other text, such as a letter. A text that is nearly one of the forms is most likely
meant to be it, and `qaf report --body` and `qaf report --due` would pass it over. Write the form as qaf spells it, or
words that say what else is meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.analysis.packs import FORMS
from qaf.ground.findings import Finding, finding
from qaf.ground.near_miss import nearest
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts

CODE = "QAF430"
APPLIES = WORKING_FOLDER

MOST_LETTERS_APART = 2

_REPORT = """\
bodies:
  - {{id: leadership, name: Leadership team, role: senior_leadership}}
reports:
  - id: pack
    name: Pack for managers
    form: {form}
    to: [leadership]
    when: quarterly
"""

BAD: Files = {"governance.yaml": _REPORT.format(form="quartely")}
GOOD: Files = {"governance.yaml": _REPORT.format(form="quarterly")}


def find(facts: Facts) -> Iterator[Finding]:
    """One warning for each report whose form is nearly one that qaf builds."""
    for report in facts.framework.governance.reports:
        meant = "" if report.form in FORMS else nearest(report.form, FORMS)
        if meant and abs(len(meant) - len(report.form)) <= MOST_LETTERS_APART:
            message = f"`{report.id}` ({report.name}) has the form `{report.form}`, which is none that qaf builds."
            advice = f"Did you mean `{meant}`?"
            place = facts.place(report.id)
            place = place._replace(loc=place.loc[:-1]).at("form")
            yield finding(CODE, place, message, help=advice, subject=report.id)
