"""QAF320: a story says what the test does not.

The story behind the figures says of a measure that it rose, fell, improved or got worse, and no test that could be
made bears that out: the difference could be chance, or a test found the opposite. A board that reads "fell" acts on
it.

Read are the sections that are headed with the id of a measure, and elsewhere every sentence that holds a figure of a
measure or calls it by the words of its id. A word counts where it is about the measure: "repeat plans fell", "the
rate is lower", "a fall in repeat plans", and not "staff numbers increased" or "the improvement plan was agreed".

Say what the test says (that a difference of this size could be chance), or what you know besides the figures, and
how. A clause that is hedged ("could", "if", "we expect"), a sentence that says it may be chance, that asks, or that
says what others said claims nothing; one that says it has not improved is held against the test too. A sentence that
names a team or a place is held against the figures of that team or place, unless anything of the measure, or of one
that it is of or a part of, is withheld: what a test says of one team could then tell of another. Nothing is found
where no test can be made, and nothing is ever rewritten.

The words are declared in one place, `qaf/analysis/claim_words.py`; the methods stand in `docs/statistics.md`.
`levels:` in `qaf.yaml` can turn this off for a folder.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from qaf.ground.findings import Finding, Where, finding
from qaf.ground.text import listing, shortened
from qaf.model.framework import Analysis, Framework
from qaf.model.protected import ProtectedFigures
from qaf.rules.example_folder import SUPERVISION, Files
from qaf.rules.facts import WORKING_FOLDER, Facts
from qaf.workspace.prose_check import span_in

if TYPE_CHECKING:
    from qaf.analysis.claim_subjects import Subject
    from qaf.analysis.claims import Claim
    from qaf.analysis.series import MeasureSeries
    from qaf.analysis.verdicts import Contradiction, Verdict

CODE = "QAF320"
APPLIES = WORKING_FOLDER

_BESIDE: Files = {
    "areas/supervision.yaml": SUPERVISION,
    "incoming/figures.csv": """\
measure,period,numerator,denominator,value
sessions-due,2024/25,,,120
sessions-due,2025/26,,,124
sessions-on-time,2024/25,84,120,
sessions-on-time,2025/26,91,124,
""",
}

BAD: Files = {
    **_BESIDE,
    "analysis/supervision/2025_26.md": """\
## sessions-on-time

Sessions on time improved in every team.
""",
}
GOOD: Files = {
    **_BESIDE,
    "analysis/supervision/2025_26.md": """\
## sessions-on-time

A few more sessions were on time. The difference is so small that it could be chance.
""",
}

_AGAINST = {
    "year_before": "the same period a year before",
    "part_before": "the period before",
    "whole_year": "the year before as a whole",
}
_ADVICE = (
    "Say what the test says, for example that a difference of this size could be chance; or say what you know besides "
    "the figures, and how you know it."
)


def find(facts: Facts) -> Iterator[Finding]:
    """One warning for each claim of an analysis that the tests contradict."""
    if facts.figures_damaged or not facts.framework.analyses:
        return
    # Reading stories takes many words and patterns, which a folder without one need not wait for.
    from qaf.analysis.claims import claims
    from qaf.analysis.series import lines
    from qaf.analysis.verdicts import contradicted

    subjects = _subjects(facts.framework)
    for analysis in facts.framework.analyses:
        known: dict[str, MeasureSeries] = {}
        whole_only: dict[str, bool] = {}
        for claim in claims(analysis.prose, subjects):
            if claim.measure not in known:
                measure = facts.framework.measures[claim.measure]
                known[claim.measure] = lines(facts.framework, facts.figures, measure, until=analysis.period.end)
                whole_only[claim.measure] = _withholds(facts.framework, facts.figures, claim.measure)
            found = contradicted(
                known[claim.measure],
                claim,
                facts.figures.profile,
                analysis.period,
                whole_only=whole_only[claim.measure],
            )
            if found is not None:
                yield _finding(facts.framework, analysis, found)


def _subjects(framework: Framework) -> Mapping[str, Subject]:
    """For each measure what prose calls it, with the names of the categories to their ids."""
    from qaf.analysis.claim_subjects import subject_of

    names: dict[str, str] = {}
    for breakdown in framework.settings.breakdowns:
        for category in breakdown.categories:
            names[category.id.replace("-", " ")] = category.id
            names[category.title] = category.id
    return {measure.id: subject_of(measure, names) for measure in framework.measures.values()}


def _withholds(framework: Framework, figures: ProtectedFigures, measure: str) -> bool:
    """Whether any figure of the measure is withheld, or of one that sums tie it to, however far.

    The figures of rules are protected one by one, and pages may withhold more, or show something coarser, wherever
    one of them is.
    """
    tied, waiting = {measure}, [measure]
    while waiting:
        at = waiting.pop()
        for other in framework.measures.values():
            nexts = {other.id, *([other.of] if other.of else []), *other.parts}
            if at in nexts:
                new = (nexts & framework.measures.keys()) - tied
                tied |= new
                waiting += sorted(new)
    held = (figure for one in tied for figure in figures.of(one, series=None, breakdown=None))
    return any("c" in (f.numerator.symbol, f.denominator.symbol, f.value.symbol) for f in held)


def _finding(framework: Framework, analysis: Analysis, found: Contradiction) -> Finding:
    claim = found.claim
    title = shortened(framework.title(claim.measure))
    says = f"The story says {_quoted(claim)} of `{claim.measure}` ({title})"
    verdict = listing(dict.fromkeys(_verdict(one, opposite=found.opposite) for one in found.verdicts))
    told = "and the test says the opposite" if found.opposite else "and the test does not tell it from chance"
    return finding(
        CODE,
        Where(analysis.prose.path),
        f"{says}, {told}: {verdict}.",
        help=_ADVICE,
        subject=claim.measure,
        excerpt=False,
        span=span_in(analysis.prose, claim.start, claim.end),
    )


def _quoted(claim: Claim) -> str:
    """The word of the story; a longer phrase by its first word, since it could hold anything."""
    word = claim.word.split(" than ")[0].split()[0] if " than " in claim.word else claim.word
    return f"that it has not “{word}”" if claim.denied else f"“{word}”"


def _verdict(verdict: Verdict, *, opposite: bool) -> str:
    """One test in words, without a number of the figures."""
    way = {"up": "higher", "down": "lower", "none": ""}[verdict.direction]
    if verdict.test == "trend":
        return f"the five-point trend points to {way}" if opposite else "there is no trend over five years"
    if verdict.test == "control":
        text = f"the control chart signals {way} figures"
        return text if opposite else "the control chart shows no more than the usual variation"
    if verdict.test == "signs":
        return f"most ratings that changed are {way}" if opposite else "the ratings that changed went both ways"
    against = _AGAINST[verdict.test]
    if opposite:
        return f"it is {way} than {against} by more than chance would explain"
    return f"the difference from {against} could be chance"
