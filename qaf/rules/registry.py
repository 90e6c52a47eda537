"""Which module finds what. A rule is a module with `CODE`, `APPLIES`, `find`, and its documentation as docstring."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import NamedTuple

from qaf.ground.findings import Finding
from qaf.rules.facts import Facts

GAP_MODULES = (
    "sense.qaf301_area_without_outcome",
    "sense.qaf302_area_without_quality",
    "sense.qaf303_area_without_quantity",
    "sense.qaf304_area_without_reason",
    "sense.qaf305_area_without_evidence",
    "sense.qaf306_good_not_shown",
    "sense.qaf307_measure_without_source",
    "sense.qaf308_area_with_one_family",
    "sense.qaf309_priority_without_owner",
    "sense.qaf310_area_without_family_voice",
    "sense.qaf311_area_without_staff_voice",
    "sense.qaf312_measure_without_figures",
    "sense.qaf313_area_without_sources",
    "sense.qaf314_area_without_figures",
    "sense.qaf315_area_without_outcome_source",
    "sense.qaf316_area_without_quality_source",
    "sense.qaf317_area_without_quantity_source",
    "sense.qaf318_area_without_good",
    "sense.qaf325_curve_without_figures",
    "sense.qaf330_area_never_reached",
    "sense.qaf331_activity_without_lead",
    "sense.qaf332_exercise_not_carried_out",
    "sense.qaf333_activity_about_nothing",
    "sense.qaf334_measure_without_good",
    "sense.qaf335_outcome_by_staff_only",
    "sense.qaf336_casework_without_before_after",
    "sense.qaf337_no_follow_up",
    "sense.qaf338_figures_late",
    "sense.qaf339_delivered_nothing",
    "sense.qaf340_too_many_measures",
    "sense.qaf341_too_many_actions",
    "sense.qaf342_report_without_stories",
    "sense.qaf343_survey_without_story",
    "sense.qaf344_body_without_training",
    "sense.qaf345_report_to_nobody",
    "sense.qaf346_body_without_report",
    "sense.qaf347_one_body_only",
    "sense.qaf348_concern_without_consequence",
    "sense.qaf349_idea_unanswered",
    "sense.qaf350_leaders_without_contact",
    "sense.qaf351_action_without_evidence",
    "sense.qaf352_action_without_measure",
    "sense.qaf353_done_and_not_moved",
    "sense.qaf354_ambition_on_status",
    "sense.qaf355_judgement_against_figures",
    "sense.qaf356_report_leaves_a_question_open",
    "sense.qaf357_ambition_without_reason",
    "sense.qaf360_curve_without_low_cost",
    "sense.qaf361_curve_without_plan",
    "sense.qaf362_curve_not_looked_at",
    "sense.qaf363_curve_without_forecast",
    "sense.qaf364_baseline_over_a_break",
)
"""Modules whose findings are gaps: advice, in the order of their codes."""

OTHER_MODULES = (
    "sense.qaf319_still_to_be_written",
    "sense.qaf320_story_against_signal",
    "sense.qaf326_day_that_has_not_come",
    "sense.qaf327_planned_with_figures",
    "governance.qaf401_accepted_gap_expired",
    "governance.qaf403_years_not_three",
    "governance.qaf404_year_left_out",
    "governance.qaf405_never_in_the_years",
    "governance.qaf406_before_what_it_follows",
    "governance.qaf407_date_that_cannot_be",
    "governance.qaf408_post_that_ends",
    "governance.qaf409_area_no_meeting_reaches",
    "governance.qaf410_ended_post",
    "governance.qaf411_year_without_deep_dive",
    "governance.qaf412_year_without_curve",
    "governance.qaf413_no_external_peer_review",
    "governance.qaf414_own_impact_not_reviewed",
    "governance.qaf415_meeting_of_too_much",
    "governance.qaf416_year_without_event",
    "governance.qaf417_challenge_unanswered",
    "governance.qaf430_form_misspelt",
    "governance.qaf431_report_never_due",
    "figures.qaf552_identifier_in_text",
)
"""Modules that judge anything else."""


class Rule(NamedTuple):
    """One rule, ready to be asked."""

    code: str
    applies: tuple[str, ...]
    find: Callable[[Facts], Iterator[Finding]]
    explain: Callable[[Facts, str], Iterator[str]] | None


def _rules(names: tuple[str, ...]) -> tuple[Rule, ...]:
    modules = [import_module(f"qaf.rules.{name}") for name in names]
    return tuple(Rule(m.CODE, m.APPLIES, m.find, getattr(m, "explain", None)) for m in modules)


@cache
def gap_rules() -> tuple[Rule, ...]:
    """Every rule that finds gaps."""
    return _rules(GAP_MODULES)


@cache
def other_rules() -> tuple[Rule, ...]:
    """Every other rule."""
    return _rules(OTHER_MODULES)


def run(rules: tuple[Rule, ...], facts: Facts) -> list[Finding]:
    """What the rules that apply to this kind of folder find."""
    kind = facts.framework.settings.organisation.kind
    return [item for rule in rules if kind in rule.applies for item in rule.find(facts)]
