"""QAF534: a row about a case that cannot be understood.

In a file that is counted by a recipe's `before_and_after`, a row names no case, or says in a word that qaf does not
know who rated, at which point, or what the rating was. One row that is passed over would make a count wrong, so none
is taken.

Let the recipe say what the word means: `raters`, `points` and `grades` map the file's words. A word that says why there
is no rating stands for `not_rated/` and a reason of your own. A `where` leaves rows out that are about something else.
"""

from __future__ import annotations

from qaf.rules.example_folder import SETTINGS, Files

CODE = "QAF534"

AREA = """\
name: Neglect
group: practice
measures:
  - {id: safer, kind: outcome, text: Children safer at closure, unit: before_after, scale: safety, base: children seen}
"""
"""An area with a measure of ratings before and after, for examples."""

SCALE = "scales:\n  - {id: safety, good_from: safe, grades: [{id: unsafe}, {id: safe}]}\n"
"""The scale that it is rated on."""

RECIPE = """\
file: ratings.csv
period: {column: Ended}
before_and_after: {case: Case, measure: safer, rater: Rated by, point: When, rating: Rating}
"""
"""How a file of its cases is read."""

_BESIDE: Files = {
    "qaf.yaml": SETTINGS + SCALE,
    "areas/neglect.yaml": AREA,
    "incoming/ratings.csv": """\
Case,Rated by,When,Rating,Ended
a,Worker,Start,unsafe,2024/25
a,Worker,Closure,much better,2024/25
""",
}

BAD: Files = {**_BESIDE, "imports/ratings.yaml": RECIPE}
GOOD: Files = {
    **_BESIDE,
    "imports/ratings.yaml": RECIPE.replace("rating: Rating", "rating: Rating, grades: {much better: safe}"),
}
