"""QAF116: a rate does not say per how many.

A rate per 10,000 children and one per 1,000 look alike and differ tenfold. Until schema 2 a rate that said nothing was
per 10,000; whoever read the file had to know that. Now it stands in the file, where a reviewer sees it.

Add `per:` with the number, such as `per: 10000`. `qaf migrate` does so in a folder of schema 1, where nothing else was
meant.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF116"

BAD: Files = {
    "areas/front-door.yaml": """\
name: The front door
group: practice
measures:
  - id: referral-rate
    kind: quantity
    text: Referrals
    unit: rate
    base: children aged 0 to 17
""",
}
GOOD: Files = {
    "areas/front-door.yaml": """\
name: The front door
group: practice
measures:
  - id: referral-rate
    kind: quantity
    text: Referrals
    unit: rate
    per: 10000
    base: children aged 0 to 17
""",
}
