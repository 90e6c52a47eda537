"""The words for what the framework's keys hold: kinds, families, states, voices."""

from __future__ import annotations

KINDS = {"outcome": "Outcome", "quality": "Quality", "quantity": "Quantity"}
KIND_QUESTIONS = {
    "outcome": "Is anyone better off?",
    "quality": "How well did we do it?",
    "quantity": "How much did we do?",
}
GROUPS = {"practice": "Practice", "organisational": "Organisation", "wider": "Wider context"}
FAMILIES = {
    "children_parents_carers": "Children, parents and carers",
    "frontline_staff": "Frontline staff",
    "case_records": "Case records",
    "organisational_information": "Organisational information",
    "external": "Other organisations and research",
}
STATUSES = {"planned": "Planned", "under_way": "Under way", "done": "Done", "stopped": "Stopped"}
ON_COURSE = {"yes": "on course", "at_risk": "at risk", "no": "off course"}
METHOD_NAMES = {
    "feedback_360": "360-degree feedback",
    "before_and_after": "ratings before and after",
    "other": "other sources",
}
VOICES = {
    "child": "A child",
    "parent": "A parent",
    "carer": "A carer",
    "frontline_staff": "A frontline worker",
    "manager": "A manager",
}
BETTER = {"higher": "Higher is better", "lower": "Lower is better", "neither": "Neither is better in itself"}
DRAWN = {
    "random": "a random sample",
    "chosen": "cases that were chosen, not drawn at random",
    "volunteers": "those who chose to answer",
}
SPEAKS_FOR = {"chosen": "of the cases chosen", "volunteers": "of those who answered"}
"""For whom a figure speaks where those it is of were not drawn at random."""
METHODS = {"mean": "mean", "median": "median", "pooled": "pooled"}


def frequency(text: str | None) -> str:
    """`two yearly` for `two_yearly`."""
    return text.replace("_", " ") if text else "not said"


def source_method(method: str) -> str:
    """How a source is heard or read, in words."""
    return METHOD_NAMES.get(method, method.replace("_", " "))
