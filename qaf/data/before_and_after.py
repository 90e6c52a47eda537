"""A file with rows about single cases, rated before and after, is counted in memory into figures; no row is kept.

The order: rows become cases (`case_rows`), what cannot be counted is told here, cases become figures (`case_figures`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from qaf.data.candidates import Candidate, Reading
from qaf.data.case_columns import POINTS, START, case_columns, group_column
from qaf.data.case_ends import EndReader
from qaf.data.case_figures import Counting, is_due
from qaf.data.case_keys import group_breakdown
from qaf.data.case_rows import Case, Reader
from qaf.data.case_words import is_grade
from qaf.data.conditions import AllOf, CellTest
from qaf.data.faults import Faults
from qaf.data.recipe_cells import period_columns
from qaf.data.sheet import Sheet
from qaf.ground.findings import Level, Span, Where, finding
from qaf.model.figure import Figure
from qaf.model.framework import Framework
from qaf.model.recipe import Recipe
from qaf.workspace.store import Store


def read_cases(
    sheet: Sheet,
    recipe: Recipe,
    framework: Framework,
    faults: Faults,
    at: Mapping[str, int],
    as_at: date,
    step: Callable[[int], None] = lambda row: None,
) -> Reading:
    """The figures of a file about single cases, by a recipe whose keys were checked.

    `at`: where each column of the recipe stands. `as_at`: for which day it is judged which follow-ups were due.
    `step` is called with each row's index. A case without an end is told and not counted.
    """
    rule = recipe.before_and_after
    assert rule is not None and rule.measure is not None  # that is why it is called
    measure = framework.measures[rule.measure]
    scale = framework.scales[measure.scale or ""]
    named = group_column(recipe)
    breakdown = group_breakdown(recipe, measure, framework) if named else None
    ends = EndReader(sheet, recipe, framework, faults, [at[name] for name in period_columns(recipe)])
    test = AllOf([CellTest(each, at[each.column], {}) for each in recipe.where])
    reader = Reader(sheet, faults, recipe, rule, measure, scale, breakdown, at, ends, test)
    cases = reader.cases(step)
    reading = Reading(rows=len(sheet.rows))
    ended = _ended(cases, as_at, faults)
    _tell(ended, faults, grouped=bool(named))
    _nothing_to_compare(sheet, recipe, ended, faults)
    if faults.has_errors:
        return reading
    _never_followed(sheet, ended, measure.follow_up, as_at, faults)
    columns = {key: at[name] for key, name in _key_columns(recipe).items() if name in at}
    for candidate in Counting(measure, scale, breakdown, as_at, columns).candidates(ended):
        reading.add(candidate)
    reading.taken = {row for case in ended for row in case.rows}
    return reading


def without_cases(reading: Reading, store: Store, recipe: Recipe) -> list[Candidate]:
    """Figures that this recipe stored before, of the periods of this file, of which the file now has no case.

    The file has the cases anew, so what is not among its figures any more is nobody: a reason without a case is zero of
    the cases due, anything else not applicable. Otherwise an old figure would stay beside the new ones for ever.
    """
    by_key = {candidate.figure.key: candidate for candidate in reading.candidates}
    first = {candidate.figure.key.period: candidate for candidate in reversed(reading.candidates)}
    measures = {candidate.measure.id for candidate in reading.candidates}
    found = []
    for old in store.figures:
        key, entry = old.key, store.entry(old.import_id)
        if key in by_key or key.measure not in measures or key.period not in first or key.series != "own":
            continue
        if entry is None or entry.recipe != recipe.id:
            continue
        due = by_key.get(key._replace(grade="not_rated"))
        like = due or first[key.period]
        none = due is not None and key.grade.startswith("not_rated/")
        content = Figure(key, "0", like.figure.denominator) if none else Figure(key, value="z")
        found.append(replace(like, figure=content))
    return found


def _key_columns(recipe: Recipe) -> dict[str, str]:
    """The column in which each part of a figure's key stands."""
    wanted = {what: name for name, what in case_columns(recipe).items()}
    parts = {"rater": "who rated", "point": "the point of a rating", "category": "the group"}
    found = {part: wanted[what] for part, what in parts.items() if what in wanted}
    periods = period_columns(recipe)
    return {**found, "period": periods[0]} if periods else found


def _ended(cases: Sequence[Case], as_at: date, faults: Faults) -> list[Case]:
    """The cases whose involvement has ended; the others are told."""
    ended = []
    for case in cases:
        if case.ending is None and case.unreadable:
            continue  # said where its end was read
        if case.ending is None:
            words = "this case has no end in the file, so it is not counted yet."
            faults.at("QAF537", case.rows[0], None, words, kind="open", same="open", level=Level.INFO)
        elif case.ending.exact and case.ending.day > as_at:
            words = "this case ends after the day of this run, so it is not counted yet."
            help_ = "Is the date right? `--as-at` says for which day qaf is run."
            faults.at("QAF537", case.rows[0], None, words, help=help_, kind="later", same="later")
        else:
            ended.append(case)
    return ended


def _tell(cases: Sequence[Case], faults: Faults, *, grouped: bool) -> None:
    """Say which cases are counted otherwise than somebody may think."""
    for case in cases:
        for (rater, point), rating in case.ratings.items():
            if point != START and is_grade(rating.grade) and not is_grade(case.grade(rater, START) or ""):
                words = "there is no first rating of this case by the same rater, so nothing can be compared. It is "
                words += "counted as not rated."
                faults.at("QAF537", rating.row, None, words, kind="start", same="start")
        if grouped and not case.group:
            words = "this case has no group in the file, so it is counted in the whole alone."
            faults.at("QAF537", case.rows[0], None, words, kind="group", same="group")
        elif grouped:
            _tell_move(case, faults)


def _tell_move(case: Case, faults: Faults) -> None:
    """Say of a case whose rows give different groups in which it is counted."""
    counted, row = case.group_and_row
    others = sorted(each for group, each in case.groups.values() if group != counted)
    if others:
        there = f"row {faults.row_number(row):,}"
        words = f"the case of this row is in another group in {there}. All its ratings are counted in the group of "
        words += f"{there}."
        help_ = "That is right where the case moved: it counts where its involvement ended."
        faults.at("QAF537", others[0], None, words, help=help_, kind="moved", other_row=row)


def _nothing_to_compare(sheet: Sheet, recipe: Recipe, cases: Sequence[Case], faults: Faults) -> None:
    """An error where the file has cases, and none was rated at the start, or none later."""
    points = {point for case in cases for (_, point), rating in case.ratings.items() if is_grade(rating.grade)}
    if not cases or faults.has_errors or (START in points and len(points) > 1):
        return
    which = "at a later point" if START in points else "at the start"
    words = f"No case of the file was rated {which}, so no rating can be compared with another."
    help_ = "Before and after needs ratings of the same cases at both. Put the two extracts into one file, with a "
    help_ += f"column that says the point; recipe `{recipe.id}` may explain its words under `points`."
    faults.add(finding("QAF536", Where(sheet.path), words, help=help_, excerpt=False, span=Span()))


def _never_followed(sheet: Sheet, cases: Sequence[Case], follow_up: Sequence[str], as_at: date, faults: Faults) -> None:
    """Say of each point at which the measure is followed up, and of which the file has nothing, that it is missing."""
    seen = {point for case in cases for _, point in case.ratings}
    for point in POINTS[3:]:
        if point in follow_up and point not in seen and any(is_due(case, point, as_at) for case in cases):
            words = f"The measure is followed up at `{point}`, and no row of the file is about that point."
            help_ = "No figure is made for it. If cases were followed that far, the extract has to hold those rows too."
            faults.add(finding("QAF537", Where(sheet.path), words, help=help_, excerpt=False, span=Span()))
