"""QAF362: curve that nobody has looked at again.

Whether a curve turns shows later, and only to those who look. `reviews` says when that was and what was seen; more than
a year after the exercise, or after the last review, it is time again.

Look at the page of the curve in the book, and write a line into `reviews`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from qaf.ground.days import months_later
from qaf.ground.findings import Finding, Where, finding
from qaf.ground.text import plural
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts

if TYPE_CHECKING:
    from qaf.model.curve import Curve

CODE = "QAF362"
APPLIES = WORKING_FOLDER

_BESIDE: Files = {
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

BAD: Files = {
    **_BESIDE,
    "curves/sessions.yaml": """\
measure: sessions-held
began: 2023-05-10
""",
}
GOOD: Files = {
    **_BESIDE,
    "curves/sessions.yaml": """\
measure: sessions-held
began: 2023-05-10
reviews:
  - on: 2026-03-02
    says: Two more quarters on, and the line lies lower
""",
}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each curve whose exercise and last review lie more than a year back."""
    framework = facts.framework
    for curve in framework.curves.values():
        last = last_looked_at(curve, facts.as_at)
        if last is None or months_later(last, 12) >= facts.as_at:
            continue
        message = f"Nobody has looked at curve `{curve.id}` again since {last}."
        advice = "See its page in the book, and write into `reviews` what you saw."
        where = Where(framework.where(curve.id).path, ("reviews",) if curve.reviews else ("began",))
        area = framework.area_of(curve.measure)
        yield finding(CODE, where, message, help=advice, subject=curve.id, area=area)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """What was looked at."""
    curve = facts.framework.curves[about]
    done = [review for review in curve.reviews if review.on and review.on <= facts.as_at]
    yield f"Curve `{about}` began on {curve.began or 'a day that is not given'} and has {plural(len(done), 'review')}."


def last_looked_at(curve: Curve, as_at: date) -> date | None:
    """The day of the last review up to a day, else that of the exercise; None where neither is known or has come."""
    days = [review.on for review in curve.reviews if review.on] + ([curve.began] if curve.began else [])
    return max((day for day in days if day <= as_at), default=None)
