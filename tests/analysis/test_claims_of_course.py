"""Slopes and progress: sentences that claim a trend of the measure, and others like them that claim nothing of it."""

from __future__ import annotations

import pytest

from qaf.analysis.claim_subjects import Subject
from qaf.analysis.claims import claims
from qaf.model.framework import Prose

NOUNS = frozenset({"referral", "repeat", "family", "share"})
SUBJECTS = {"repeat-referrals": Subject(NOUNS, {"North": "north"}, ("repeat", "referral"))}
CLAIMING = (
    "Repeat referrals have been falling.",
    "The share has been falling since spring.",
    "Repeat referrals continue to rise.",
    "The share continues to rise.",
    "There is a downward trend in repeat referrals.",
    "Repeat referrals are on a downward trend.",
    "The trend is downward.",
    "The trend in repeat referrals is upwards.",
    "Repeat referrals show an upward trend.",
    "Repeat referrals are on the rise.",
    "Good progress has been made on repeat referrals.",
    "Good progress was made.",
    "We have made good progress on repeat referrals.",
    "We are making steady progress with repeat referrals.",
    "Real progress has been seen in repeat referrals.",
    "The share keeps falling.",
    "Repeat referrals have been rising for three years.",
    "Repeat referrals are trending down.",
    "The figure has been improving.",
    "The share has steadily been coming down.",
    "Repeat referrals continued to fall.",
    "Strong progress is being made on repeat referrals.",
    "The rate has been climbing all year.",
    "Repeat referrals are on the increase.",
    "The share is on a downward path.",
    "The trend is upward.",
    "The share has been going down.",
    "Excellent progress has been made in repeat referrals.",
    "We have seen real progress on repeat referrals.",
    "Great progress was made with the share of repeat referrals.",
    "Repeat referrals keep rising.",
    "The number of repeat referrals has been growing.",
    "Repeat referrals show a falling trend.",
    "There is a clear upward trend in the share.",
    "We made good progress.",
    "Repeat referrals have been getting better.",
    "The share has been improving since June.",
    "Repeat referrals continue to fall.",
    "Steady progress is being made on the share.",
    "Our repeat referrals are on the decline.",
)
NOT_CLAIMING = (
    "Good progress has been made on the recruitment of social workers.",
    "Good progress was made on the action plan.",
    "We made good progress with the new form.",
    "The children made good progress at school.",
    "The board will look at the trend of repeat referrals.",
    "A downward trend in staff numbers worries us.",
    "There is no downward trend in repeat referrals.",
    "If good progress is made, we will say so.",
    "The team is on the rise of the hill.",
    "We hope for a downward trend in repeat referrals.",
    "Falling roofs were repaired.",
    "The audit continues to look at repeat referrals.",
    "Progress on repeat referrals will be reviewed in June.",
    "A trend cannot be calculated.",
    "Costs continue to rise.",
    "No progress was made on the plan.",
    "The chair asked for good progress on repeat referrals.",
    "Progress will be reviewed when the trend is known.",
    "There may be a downward trend in repeat referrals.",
    "The trend in staff turnover is upwards.",
    "Good progress was made with recruitment.",
    "An upward trend in agency costs was reported.",
    "We looked at the trend of the last five years.",
    "Is there an upward trend in repeat referrals?",
    "“Good progress has been made on repeat referrals.”",
    "Inspectors said that good progress has been made.",
    "Managers continue to read every file.",
    "Workers continue to use the new form.",
    "The progress of each plan is written down.",
    "On the first day a worker calls the family.",
    "Good progress could be made if the form were shorter.",
    "It is too early to say whether there is a downward trend.",
    "The plan is to make progress on repeat referrals.",
    "We want good progress on repeat referrals.",
    "Nobody can say whether the downward trend in repeat referrals is real.",
    "Children who made good progress at school were named.",
    "Steady progress was made on the move to the new building.",
    "A rising trend in complaints is reported by the team.",
    "The training was about trends and how to read them.",
    "A falling trend in sickness helped.",
)


def said(text):
    return list(claims(Prose("analysis/a.md", f"## repeat-referrals\n\n{text}\n"), SUBJECTS))


@pytest.mark.parametrize("text", CLAIMING)
def test_a_trend_or_progress_of_the_measure_is_a_claim(text):
    assert [claim for claim in said(text) if not claim.denied], text


@pytest.mark.parametrize("text", NOT_CLAIMING)
def test_what_only_sounds_like_one_is_none(text):
    assert not [claim for claim in said(text) if not claim.denied], text
