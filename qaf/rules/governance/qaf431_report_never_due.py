"""QAF431: a report that never falls due.

A report in `governance.yaml` of a form that qaf builds, without `when`, or with a frequency that names no day: `qaf
due` never lists it, and `qaf report --due` never builds it. That is a remark and no warning, for a report may be made
when somebody asks for it. Else give `when` a frequency within the year (monthly, quarterly, six_monthly, annual) or
the days.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.analysis.packs import FORMS, not_planned
from qaf.ground.findings import Finding, finding
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts

CODE = "QAF431"
APPLIES = WORKING_FOLDER

_REPORT = """\
bodies:
  - {{id: leadership, name: Leadership team, role: senior_leadership}}
reports:
  - id: pack
    name: Pack for managers
    form: quarterly
    to: [leadership]{when}
"""

BAD: Files = {"governance.yaml": _REPORT.format(when="")}
GOOD: Files = {"governance.yaml": _REPORT.format(when="\n    when: quarterly")}


def find(facts: Facts) -> Iterator[Finding]:
    """One remark for each report that qaf could build and that has no day to be built for."""
    for report, why in not_planned(facts.framework):
        if report.form in FORMS:
            message = f"`{report.id}` ({report.name}) never falls due, because {why}."
            advice = "Write `when:` with monthly, quarterly, six_monthly or annual, or with a list of days."
            place = facts.place(report.id)
            place = place._replace(loc=place.loc[:-1])
            yield finding(CODE, place.at("when") if report.when else place, message, help=advice, subject=report.id)
