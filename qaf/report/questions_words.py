"""The questions to ask in words, and why each was chosen. The rules are in `analysis.questions`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from qaf.analysis.questions import Asked, choose
from qaf.ground.text import shortened
from qaf.model.area import Area
from qaf.model.framework import Framework
from qaf.report import terms, words
from qaf.report.desk import Desk
from qaf.report.parts import Question

WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "quality_up_outcome_unknown": (
            "The work is done better. How would we find out whether any child is better off for it?",
            "the quality of the work improved ({about}) and no outcome figure can be shown",
        ),
        "outcome_unknown": (
            "How would we know whether any child is better off, and by when will somebody tell us?",
            "no outcome figure can be shown here",
        ),
        "outcome_worse": (
            "What lies behind this, which children does it concern, and what would turn it?",
            "a test says that an outcome got worse: {about}",
        ),
        "raters_differ": (
            "Those who were asked see it differently. Whose view should we act on, and how did we find out?",
            "those who rate the same children lie five percentage points or more apart: {about}",
        ),
        "gap_between_places": (
            "Why do they differ, and what can those who do well here show the others?",
            "{detail} differ by more than chance explains: {about}",
        ),
        "quality_up_outcome_still": (
            "The work is done better and outcomes have not moved. What is missing between the two, or is it too early?",
            "quality improved ({about}) and no test finds a change in an outcome",
        ),
        "work_worse": (
            "What changed for those who do this work, and what does it mean for the children they see?",
            "a test says that it got worse: {about}",
        ),
        "voice_missing": (
            "What would {detail} tell us about this, and who will ask them?",
            "none of the sources here hears {detail}",
        ),
        "action_overdue": (
            "What is in the way of this action, and is it still the right one?",
            "an action is past its day: {about}",
        ),
        "no_test": (
            "How could we come to know whether this changes, and not only what it is?",
            "there are outcome figures and none can be told from chance: {about}",
        ),
        "usual_variation": (
            "The latest figure moved as it always does. What in how we work must change to shift the level?",
            "the control chart finds no more than the usual variation: {about}",
        ),
        "quantity_moved_alone": (
            "We do more or less than before. Is it for the right children, and what came of it for them?",
            "the amount changed beyond chance and no outcome did: {about}",
        ),
        "outcome_better": (
            "What did it, for which children did it not, and what would make it last?",
            "a test says that an outcome got better: {about}",
        ),
        "good_unshown": (
            "What would show us whether this is so?",
            "it was said to be good, and nothing shows it: {about}",
        ),
        "figures_late": (
            "Why have these figures not come, and what do we decide without them in the meantime?",
            "newer figures were due: {about}",
        ),
        "one_story_only": (
            "What else could explain these figures, and who sees it otherwise?",
            "nobody has written down another explanation",
        ),
        "first_step": (
            "What is the one thing that we would most like to know here, and who could tell us by the next meeting?",
            "there is no figure here yet",
        ),
        "what_is_not_seen": (
            "Which children do these sources not see?",
            "every area has somebody it does not see",
        ),
        "whose_day": (
            "What would be different in one child’s day if this went well?",
            "figures are about many, and the work is about each",
        ),
    }
)
"""For each rule the question as it is asked where the area has none of its own, and why it was chosen."""

OWN = "this area wrote it down to be asked"
_LONGEST = 90


def questions(desk: Desk, areas: list[Area], *, story_written: bool) -> tuple[Question, ...]:
    """Three to five questions for the areas that share a sheet, each with why it was chosen."""
    chosen = choose(desk.framework, areas, desk.facts, desk.inputs.as_at, story_written=story_written)
    return tuple(in_words(desk.framework, one) for one in chosen)


def in_words(framework: Framework, one: Asked) -> Question:
    """A chosen question in words; the area's own words where it has a question about the same."""
    about = "; ".join(shortened(framework.title(id_).rstrip("."), _LONGEST) for id_ in one.about)
    detail = _detail(framework, one.detail)
    text, why = WORDS.get(one.rule, ("", OWN))
    asked = one.own.text if one.own is not None else text.format(detail=detail)
    return Question(asked, f"Chosen because {why.format(about=about, detail=detail)}.", one.rule)


def others(areas: list[Area], asked: tuple[Question, ...]) -> tuple[str, ...]:
    """The areas' own questions for which there was no room."""
    said = {one.text for one in asked}
    return tuple(question.text for area in areas for question in area.questions if question.text not in said)


def _detail(framework: Framework, detail: str) -> str:
    """A breakdown as the places it is of; a family of sources by its name."""
    if detail in terms.FAMILIES:
        return words.lower_first(terms.FAMILIES[detail])
    breakdown = framework.breakdowns.get(detail)
    return f"places by {words.lower_first(breakdown.name or detail)}" if breakdown is not None else detail
