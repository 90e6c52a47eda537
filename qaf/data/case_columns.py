"""A file with rows about single cases, which is aggregated in memory: its columns, its raters and its points.

What the recipe's `before_and_after` names; the words for raters and points that need no entry in the recipe.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import get_args

from qaf.data.cells import plain
from qaf.model.recipe import BeforeAndAfter, PointWord, RaterWord, Recipe

RATERS: tuple[str, ...] = get_args(RaterWord)
POINTS: tuple[str, ...] = get_args(PointWord)
START = POINTS[0]
"""The first rating, at the assessment: what every later one is compared with."""

_RATER_WORDS = {
    "professional": ("professional", "professionals", "practitioner", "worker", "social worker"),
    "child": ("child", "children", "young person", "child or young person", "child young person"),
    "parent": ("parent", "parents", "carer", "parent or carer", "parent carer", "parents or carers"),
}
_POINT_WORDS = {
    START: (
        "start",
        "assessment",
        "initial assessment",
        "at assessment",
        "at start",
        "baseline",
        "beginning",
        "before",
    ),
    "closure": ("closure", "at closure", "closing", "at closing", "close", "closed", "case closure", "end", "at end"),
    "transfer": ("transfer", "at transfer", "transferred"),
}
_KNOWN_RATERS = {word: rater for rater, words in _RATER_WORDS.items() for word in words}
_KNOWN_POINTS = {word: point for point, words in _POINT_WORDS.items() for word in words}
_LATER = re.compile(
    r"(?P<n>8|6|12|18|eight|six|twelve|eighteen) ?(?P<unit>w|wk|wks|week|weeks|m|mth|mths|month|months)"
    r"(?: (?:on|later|after|after closure|after closing|follow up|followup))?"
)
_NUMBERS = {"eight": "8", "six": "6", "twelve": "12", "eighteen": "18"}


def is_case_level(recipe: Recipe | None) -> bool:
    """Whether the recipe's files hold rows about single cases: nothing of their rows may be written anywhere."""
    return recipe is not None and recipe.before_and_after is not None


def is_wide(rule: BeforeAndAfter) -> bool:
    """Whether each point has a column of ratings of its own, instead of a row."""
    return rule.point is None


def constant_rater(rule: BeforeAndAfter) -> str:
    """The rater of every row, where the recipe names one instead of a column; else ""."""
    return rule.rater if rule.rater in RATERS else ""


def group_column(recipe: Recipe) -> str:
    """The column of the breakdown's category, or ""."""
    rule = recipe.before_and_after
    named = rule.group if rule else None
    return named or (recipe.breakdown.column if recipe.breakdown else "") or ""


def case_columns(recipe: Recipe) -> dict[str, str]:
    """The columns that `before_and_after` reads, and what for; none where the recipe has no such key."""
    rule = recipe.before_and_after
    if rule is None:
        return {}
    wanted: dict[str, str] = {}
    if rule.case:
        wanted[rule.case] = "the case"
    if rule.rater and not constant_rater(rule):
        wanted.setdefault(rule.rater, "who rated")
    if rule.point:
        wanted.setdefault(rule.point, "the point of a rating")
    for name in rule.rating or ():
        wanted.setdefault(name, "the rating")
    if group := group_column(recipe):
        wanted.setdefault(group, "the group")
    return wanted


class Words:
    """Reads the file's words for raters or points by the recipe's own and by those known here; each text once."""

    def __init__(self, called: Callable[[str, Mapping[str, str]], str], own: Mapping[str, str]) -> None:
        self._called, self._own = called, own
        self._seen: dict[str, str] = {}

    def read(self, text: str) -> str:
        """The rater or point that a text means; "" for none."""
        found = self._seen.get(text)
        if found is None:
            found = self._seen[text] = self._called(text, self._own)
        return found


def rater_called(text: str, words: Mapping[str, str]) -> str:
    """The rater that a text of the file means, by the recipe's `words` or by those known here; "" for none."""
    return _meant(text, words, _KNOWN_RATERS)


def point_called(text: str, words: Mapping[str, str]) -> str:
    """The point that a text of the file means, by the recipe's `words` or by those known here; "" for none."""
    found = _meant(text, words, _KNOWN_POINTS)
    later = _LATER.fullmatch(_folded(text)) if not found else None
    if later is not None:
        found = _NUMBERS.get(later["n"], later["n"]) + later["unit"][0]
    return found if found in POINTS else ""


def _meant(text: str, words: Mapping[str, str], known: Mapping[str, str]) -> str:
    folded = _folded(text)
    own = {_folded(spelling): meant for spelling, meant in words.items()}
    return own.get(folded, "") or known.get(folded, "")


def _folded(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", plain(text).casefold()))
