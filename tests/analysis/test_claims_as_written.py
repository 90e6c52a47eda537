"""Sentences as a quality lead writes them about one measure, repeat plans: what claims something of it, and what not.

A table, so that a change to the words shows what it gains and what it costs.
"""

from __future__ import annotations

import pytest

from qaf.analysis.claim_subjects import Subject
from qaf.analysis.claims import claims
from qaf.model.framework import Prose

NOUNS = frozenset({"child", "later", "plan", "protection", "repeat", "second"})
NAMES = {"North": "north", "Millgate team": "millgate", "millgate": "millgate"}
SUBJECTS = {"repeat-plans": Subject(NOUNS, NAMES, ("repeat", "plan"))}

CLAIMS = """\
Repeat plans fell.
Repeat plans have fallen sharply.
The rate tumbled from 30 % to 27 %.
Repeat plans plummeted.
Repeat plans collapsed over the winter.
The fall in repeat plans is welcome.
A marked fall followed.
There was a further reduction.
We saw a reduction in repeat plans.
An increase of 3 per cent in repeat plans worries us.
Repeat plans are down on last year.
The figures are down.
There were fewer repeat plans this year.
Fewer repeat plans than last year.
We had fewer second plans than a year ago.
Repeat plans are lower this year.
The rate is lower than it was.
Repeat plans are at their lowest.
The share is at an all-time low.
We are doing better.
The picture is better.
Things are better than they were.
We have turned the corner.
Repeat plans went from 30 % to 26.7 %, a clear success.
Repeat plans improved, and we expect more.
Repeat plans fell, as we had hoped.
There is no doubt that repeat plans fell.
Without doubt repeat plans fell.
Without doubt, repeat plans fell.
Nobody can doubt that repeat plans fell.
Repeat plans did not only fall, they collapsed.
Repeat plans fell by more than chance would explain.
Repeat plans continued to fall.
In May, repeat plans fell.
In the north it fell.
Repeat plans decreased although nobody can say why.
Repeat plans fell because visits increased.
The closing conversation has reduced repeat plans.
We have reduced the number of repeat plans.
The number of plans that are a second plan rose.
Outcomes are improving.
Repeat plans and complaints fell.
It got worse.
The position has deteriorated.
Figures have gone backwards.
Repeat plans are heading in the right direction.
This is an improvement.
The percentage jumped in the last quarter.
Children on a second plan are down by a fifth.
Falling repeat plans show what the visits do.
The trend is in the wrong direction.
The rate held better in the spring.
After a difficult year the rate has recovered.
For three years repeat plans have come down.
We found that repeat plans fell.
The data show that repeat plans rose.
It stands above where it stood a year ago.
Repeat plans, which had worried us, fell.
Although visits were missed, repeat plans fell.
Second plans dropped again.
Repeat plans fell by a third.
Fell by a third.
Our repeat plans have now fallen for the third year running.
The proportion of children needing a second plan dropped.
Fewer children came back on a second plan this year.
We are pleased that repeat plans have reduced.
Repeat plans show a steady improvement.
A welcome drop in repeat plans was seen in every locality.
The number of children subject to a repeat plan has halved.
This represents a significant reduction.
The reduction reflects our new approach.
Repeat plans remain high but are reducing.
Thanks to the visits, repeat plans are falling.
Millgate improved.
Numbers are creeping up.
Repeat plans peaked in March and have dropped since.
The rate of repeat plans has come down year on year.
"""

DENIALS = """\
Repeat plans did not fall.
Repeat plans have not improved.
It has never fallen.
Repeat plans did not go down.
There was no fall in repeat plans.
Things are not getting better.
"""

NO_CLAIMS = """\
The improvement plan was agreed.
The improvement board met twice.
An increase in funding was agreed.
Staff numbers increased.
The growth of the team continues.
Families rose to the challenge.
Plans fell out of use.
The board asked for a reduction.
The board called for a reduction in repeat plans.
The reduction in home visits was planned.
Inspectors said repeat plans fell.
Inspectors said that repeat plans had fallen.
Repeat plans fell, inspectors said.
'Repeat plans fell,' said the inspector.
'We don't know why it fell,' said a worker.
“Repeat plans fell,” said the inspector.
Parents told us that things improved.
According to the police it fell.
Repeat plans fell no further.
Repeat plans have fallen; this may be chance.
Repeat plans fell, but that could be chance.
The fall in repeat plans could be chance.
If repeat plans fell, we do not know why.
We hope that repeat plans fall.
We expect repeat plans to improve.
It is too early to say that repeat plans fell.
Have repeat plans improved?
In the fall of 2025 we changed forms.
Rents rose faster than the help towards them.
More staff than last year came to the training.
The workload of social workers grew.
Housing costs have increased.
We reduced the number of forms.
We have improved our recording.
The training was a clear success.
The new manager is doing better.
Some children fell through the net.
The decision fell to the social worker.
Responsibility falls to the police.
Children grew up in these homes.
The sessions gave rise to questions.
Several parents dropped out.
The team dropped in on families.
Our aim is to reduce repeat plans.
The target is a reduction in repeat plans.
Visits were reduced in August.
Caseloads fell in the same months.
More than a quarter of parents did not reply.
Fewer than half do anything about it.
Parents are better informed than before.
The system was down for a week.
Quality improvement is everybody's job.
The growth mindset course begins in May.
Home visits are down on last year.
It is lower than England's.
The team is at its lowest ebb.
Demand for places rose.
Staff turnover has got worse.
The school improvement partner visited.
Complaints increased this year.
The independent chair felt that plans improved.
Managers expect the rate to drop.
Whether the rate has fallen is not known.
The increase in police notifications explains part of it.
A rise in domestic abuse reports was seen.
The visits increased from one to two a week.
Vacancies dropped to four.
Several workers left and caseloads rose.
Improvement needs time.
The rate is better measured by the quarter.
Child protection visits increased.
The improving picture in schools helped.
Workers' hours were reduced.
"""

KNOWN_MISSES = """\
There has been good progress.
Second plans are a thing of the past.
"""
"""What a reader takes for a claim and the words do not find. Whoever mends one moves it up."""


def said(sentence):
    prose = Prose("analysis/a/2025_26.md", f"## repeat-plans\n\n{sentence}\n")
    return [claim.denied for claim in claims(prose, SUBJECTS)]


@pytest.mark.parametrize("sentence", CLAIMS.splitlines())
def test_a_claim_is_found(sentence):
    assert False in said(sentence)


@pytest.mark.parametrize("sentence", DENIALS.splitlines())
def test_a_denial_is_one(sentence):
    assert said(sentence) == [True]


@pytest.mark.parametrize("sentence", NO_CLAIMS.splitlines())
def test_what_claims_nothing_is_left_alone(sentence):
    assert said(sentence) == []


@pytest.mark.parametrize("sentence", KNOWN_MISSES.splitlines())
def test_what_is_known_to_be_missed(sentence):
    assert said(sentence) == []
