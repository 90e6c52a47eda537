"""What the guidance asks for and a user meets: the page or command where it stands, and the words that say it.

docs/guidance-coverage.yaml points here for what is advice, and not something that qaf works out.
"""

from __future__ import annotations

import re

import pytest
import yaml
from helpers import ROOT, build_tree, run_qaf

GATHERING = "docs/how-to/gathering-information.md"
OUTCOMES = "docs/explanation/why-outcomes.md"
SHOWN = {
    # The three kinds
    "it-quantity": (OUTCOMES, "How much did we do?"),
    "it-quality": (OUTCOMES, "How well did we do it?"),
    "it-outcome": (OUTCOMES, "Is anyone better off?"),
    "it-quality-is-about-organisation": (OUTCOMES, "is quality, for it describes the organisation"),
    "it-timeliness-is-not-outcome": (OUTCOMES, "how quick it was, and nothing of its quality or of anybody's safety"),
    "it-all-useful-unequal": (OUTCOMES, "All three kinds have their use, and not the same worth"),
    "it-outcome-drift": (OUTCOMES, "slides back to counting"),
    "it-outcome-concrete": (OUTCOMES, "Somebody could see or hear it, or a child or parent feels it"),
    "it-outcome-revise": (OUTCOMES, "measures may be mended as understanding grows"),
    "it-outcome-meaningful-locally": (OUTCOMES, "has to be thought about there"),
    "step4-no-absolutes": (OUTCOMES, "There is no single right set"),
    "step4-bottom-up": (OUTCOMES, "from below, with families and frontline staff"),
    "intro-oba-roots": (OUTCOMES, "come from Outcomes-Based Accountability"),
    # Families
    "cpc-underdeveloped": (GATHERING, "It is hard to hear them in the middle of a protection investigation"),
    "cpc-learning-source": (GATHERING, "they judge the work, and they teach"),
    "cpc-only-they-know": (GATHERING, "Families know best whether they were heard"),
    "cpc-experience-dimensions": (
        GATHERING,
        "whether the same person kept coming, whether an investigation was explained",
    ),
    "cpc-plain-language": (GATHERING, "People say more plainly than professionals what should be different"),
    "cpc-language-for-measures": (GATHERING, "good objectives for a case and good wording for an outcome measure"),
    "cpc-stories-to-picture": (GATHERING, "building one picture from many accounts"),
    "cpc-sustainable-methods": (GATHERING, "What is woven into ordinary business lasts"),
    "cpc-key-points": (GATHERING, "at the start, at reviews, at the end and when a case moves on"),
    "cpc-commissioned-exercises": (GATHERING, "once a year or commissioned, adds to it"),
    "cpc-independent-interviewers": (GATHERING, "independent of the service, and be seen to be"),
    "cpc-report-aggregate": (GATHERING, "as percentages on quality and outcome"),
    "who-hear-voices-directly": (GATHERING, "Let leaders and frontline staff hear some of it directly"),
    # Staff
    "staff-second-best-knowledge": (GATHERING, "After families, frontline workers and their managers know best"),
    "staff-more-procedures-trap": (GATHERING, "Reviews answer a failure with one more procedure"),
    "staff-false-reassurance": (GATHERING, "takes a policy for safety is comforted by paper"),
    "staff-meant-versus-actual": (GATHERING, "What is meant to happen and what happens drift apart"),
    "staff-culture-uncomfortable-truths": (GATHERING, "first make a climate in which people's views count"),
    "tip-unannounced-walks": (GATHERING, "some that nobody knew of"),
    "tip-observe-supervisees": (GATHERING, "watches each member of staff with a family at least once a year"),
    "tip-observe-what": (GATHERING, "how they engage, and whether they see abuse and neglect"),
    # Records
    "rec-audit-definition": (GATHERING, "systematic reading of records by somebody with the right experience"),
    "rec-audit-sufficient-sample": (GATHERING, "Enough cases have to be read"),
    "rec-audit-aggregate": (GATHERING, "the findings, put together, to give a fair picture"),
    "rec-audit-continuous": (GATHERING, "each manager a few files a month, against the same questions"),
    "rec-audit-specific": (GATHERING, "an exercise of its own, with a place in the timetable"),
    "rec-management-information": (GATHERING, "mostly counts, some quality, seldom an outcome"),
    "rec-who-audits": (GATHERING, "Those who read are managers, quality leads, and leaders too"),
    "rec-leaders-audit-four": (GATHERING, "could read four cases a year"),
    "rec-single-and-multi-agency": (GATHERING, "within one agency, some by several together"),
    "rec-data-protection": (GATHERING, "Settle confidentiality, the law on data and what may be shared"),
    "rec-audit-refresh": (GATHERING, "Renew it towards outcomes"),
    "rec-audit-must-change-things": (GATHERING, "An audit that changes nothing was for nothing"),
    "gov-no-audit-for-audit": (GATHERING, "Do not audit for the regulator's return alone"),
    # Before and after
    "ba-objectives-as-outcomes": (GATHERING, "Objectives written as a picture of family life"),
    "ba-family-actions-count": (GATHERING, "What families themselves do counts as much as any service"),
    "ba-objective-risk-reduced": (GATHERING, "drinking or illness no longer harms the child"),
    "ba-objective-family-life": (GATHERING, "the household is warm and not harsh"),
    "ba-objective-child": (GATHERING, "grows, learns, is fed and has a warm coat"),
    "ba-objective-self-report": (GATHERING, "children say that they feel safer"),
    "ba-tools": (GATHERING, "Ready-made tools serve in some situations only"),
    # Who does it
    "who-wide-involvement": (GATHERING, "It is everybody's work"),
    "who-core-business": (GATHERING, "part of ordinary business; a unit at the edge"),
    "who-dedicated-resource": (GATHERING, "a few people with the skills for surveys, evaluation and figures"),
    "who-coordination": (GATHERING, "somebody who coordinates it"),
    "who-involvement-specified": (GATHERING, "from a frontline team to the board and to those who scrutinise"),
    "src-small-steps": (GATHERING, "take small steps, each a little nearer to an even spread of sources"),
    "ana-quality-of-analysis": (GATHERING, "Collecting matters less than what is made of it"),
    "gov-thinking-time": (GATHERING, "a little time each day for thinking"),
    "gov-leaders-model-reflection": (GATHERING, "Leaders who want reflective staff have to be seen to reflect"),
    # People from outside
    "out-peer-deep-dive": (GATHERING, "looks thoroughly at one area"),
    "out-deep-dive-suited-areas": (GATHERING, "a priority service, a risk, a group of children"),
    "out-deep-dive-team": (GATHERING, "people of several partners look at a service that another one leads"),
    "out-external-peer-value": (GATHERING, "say crisply what is strong and what needs work"),
    "out-review-not-inspection": (GATHERING, "leaves room for calm thought that an inspection does not"),
    "out-national-peer-model": (GATHERING, "A national improvement body may send a trained team"),
    "out-exchange-review": (GATHERING, "two boards or agencies of different places may review each other"),
    "out-academic": (GATHERING, "a university may do it for a fee"),
    "out-scr-story-power": (GATHERING, "tell what happened to people, and a story is heard"),
    "out-scr-limits": (GATHERING, "have done less for outcomes than was hoped"),
    "out-imr": (GATHERING, "the reviews that single agencies write for them"),
    "out-near-misses": (GATHERING, "Learn from near misses too"),
    "out-good-outcome-stories": (GATHERING, "from work that went well"),
    "out-research-focus": (GATHERING, "It cannot say how things are here"),
    "out-research-benchmark": (GATHERING, "a comparator for context"),
    "out-research-way-forward": (GATHERING, "what to try next"),
    "assoc-no-excuse": (GATHERING, "That others had a part in it is no reason to look away"),
    "assoc-examples": (GATHERING, "a midwife, the social worker who assessed, the service that works on violence"),
    "assoc-share-learning": (GATHERING, "Pass on what partners should know"),
    "assoc-partner-up": (GATHERING, "such as the mental health of mothers and fathers"),
    # The steps
    "step1-total-picture-first": ("qaf steps", "Which of them come first is for later"),
    "step4-refine": ("qaf steps", "It need not be perfect; it can be mended as you learn"),
    "ca-limited-number": ("qaf steps", "Nobody manages everything at once"),
    "intro-local-content-priorities-pace": ("qaf steps", "or write your own"),
    "wf-evidence-framework": ("qaf catalogue show workforce", "who know what is likely to work"),
    "sup-systematic-means": (
        "qaf catalogue show wisdom-supervision-support",
        "Every organisation, whatever word it uses, has to give its people regular time to think",
    ),
    "pw-key-message": (
        "qaf catalogue show partnership-working",
        "Reviews go on finding that people did not work well with each other",
    ),
    "ca-evidence-kinds": (
        "qaf catalogue show partnership-working",
        "Serious case reviews, as the guidance sums them up",
    ),
    "res-low-cost": ("qaf catalogue show use-of-resources", "for what costs little or nothing"),
    "res-knowledge-bodies": ("qaf catalogue show evidence-based-practice", "C4EO"),
    "it-quantity-examples": ("qaf catalogue list --type measure --kind quantity", "Assessments made"),
    "it-quality-examples": (
        "qaf catalogue list --type measure --kind quality",
        "Perpetrators who complete a programme",
    ),
    "it-outcome-examples": (
        "qaf catalogue list --type measure --kind outcome",
        "Cases in which domestic violence no longer gave cause for worry when the case was closed",
    ),
    "gov-test-hard-questions": ("qaf governance", "Do we ask what is uncomfortable?"),
    "gov-test-track-record": ("qaf governance", "Has what we learned made things better?"),
    "gov-test-good-news": ("qaf governance", "Can people bring us"),
    "gov-test-think": ("qaf governance", "Do we think about what we are told, or accept it?"),
    "intro-principle-both-child-and-family": ("qaf steps", "how children's lives would be better"),
}
"""By the id of what the guidance asks for: where it stands, and in which words."""


def plain(text):
    """A page's words in one line, without marks of emphasis."""
    return re.sub(r"\s+", " ", text.replace("**", ""))


@pytest.fixture(scope="module")
def words(tmp_path_factory):
    """The words of each place."""
    folder = tmp_path_factory.mktemp("begun") / "folder"
    assert run_qaf("init", folder, "--name", "Anytown", "--from", "blank").code == 0
    found = {page: plain((ROOT / page).read_text(encoding="utf-8")) for page in (GATHERING, OUTCOMES)}
    for place, _ in SHOWN.values():
        if place.startswith("qaf ") and place not in found:
            where = ROOT / "examples/northmoor-council" if place == "qaf governance" else folder
            ran = run_qaf("-C", where, "--as-at", "2026-06-15", *place.split()[1:], "--format", "md")
            assert ran.code == 0, ran.err
            found[place] = plain(ran.out)
    return found


@pytest.mark.parametrize("what", SHOWN)
def test_it_stands_where_a_user_meets_it(words, what):
    place, said = SHOWN[what]
    assert said in words[place]


def test_what_the_page_says_can_be_written_into_a_folder(tmp_path):
    text = (ROOT / GATHERING).read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n# (.*?)\n(.*?)```", text, re.DOTALL)
    activities = [
        one for name, block in blocks if name == "timetable.yaml" for one in yaml.safe_load(block)["activities"]
    ]
    area = next(block for name, block in blocks if name == "in an area's file")
    ladder = "[{id: worse, name: Worse}, {id: same, name: The same}, {id: better, name: Better}]"
    folder = build_tree(
        tmp_path / "folder",
        {
            "qaf.yaml": "schema: 2\norganisation: {id: any, name: Any, kind: organisation}\n"
            f"scales: [{{id: change, grades: {ladder}}}]\n",
            "timetable.yaml": yaml.safe_dump({"activities": activities}),
            "sources.yaml": next(block for name, block in blocks if name == "sources.yaml"),
            "areas/home.yaml": f"name: Home\ngroup: practice\n{area}",
        },
    )
    checked = run_qaf("-C", folder, "--as-at", "2026-06-15", "validate", "--format", "concise")
    assert checked.code == 0, checked.out
    listed = run_qaf("-C", folder, "--as-at", "2026-06-15", "timetable", "--format", "md").out
    assert len(activities) == 8 and all(one["name"] in listed for one in activities)
