"""Where a measure stands, in words: a label, and the short message that stands above its chart.

The message is the longest view that found more than chance. It never says that anything moved without a test.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from qaf.analysis.standing import Standing, State, Told
from qaf.report import words
from qaf.report.words_reasons import because

LABELS: Mapping[State, str] = MappingProxyType(
    {
        "better": "Better",
        "worse": "Worse",
        "mixed": "Better and worse",
        "changed": "Changed",
        "same": "No change told from chance",
        "untested": "Cannot be tested",
        "first": "Nothing to compare with yet",
        "withheld": "Withheld to protect people",
        "none": "Not known",
    }
)

MOVED: frozenset[State] = frozenset({"better", "worse", "mixed", "changed"})
"""States in which a test found a change: what a reader sees who asks for what changed."""

COLUMNS: Mapping[str, tuple[State, ...]] = MappingProxyType(
    {
        "better": ("better",),
        "worse": ("worse", "mixed"),
        "same": ("same", "changed"),
        "unknown": ("untested", "first", "withheld", "none"),
    }
)
"""The columns of the summary, and which states stand in each; a change that is neither better nor worse says so."""

COLUMN_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "better": "Better",
        "worse": "Worse",
        "same": "No change told from chance",
        "unknown": "Cannot be told yet",
    }
)

_SIGNS = MappingProxyType(
    {
        "up": "More were rated higher than lower, beyond chance. From year to year: ",
        "down": "More were rated lower than higher, beyond chance. From year to year: ",
        "none": "",
    }
)

_TESTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "trend": {"up": "a rising trend over five years", "down": "a falling trend over five years"},
        "control": {"up": "above the usual variation", "down": "below the usual variation"},
        "year": {
            "up": "higher than a year ago by more than chance",
            "down": "lower than a year ago by more than chance",
        },
        "part": {
            "up": "higher than the period before by more than chance",
            "down": "lower than the period before by more than chance",
        },
    }
)
_MADE = MappingProxyType(
    {"trend": "five-year trend", "control": "control chart", "year": "a year ago", "part": "the period before"}
)


def column_of(state: str) -> str:
    """The column of the summary in which a state stands."""
    return next(name for name, states in COLUMNS.items() if state in states)


def message(one: Standing) -> str:
    """The label, and the test that says so: `Better: a falling trend over five years.`"""
    text = _message(one)
    return f"{_SIGNS[one.signs]}{words.lower_first(text)}" if _SIGNS[one.signs] else text


def in_two(text: str) -> tuple[str, str]:
    """A message as what is printed in bold, up to its first sign of punctuation, and the rest."""
    end = min((at for mark in ":.,(" if (at := text.find(mark)) >= 0), default=len(text))
    head = text[:end].rstrip()
    return head, text[len(head) :]


def _message(one: Standing) -> str:
    label = LABELS[one.state]
    if one.state == "mixed":
        return f"Tests differ: {' and '.join(_told(told) for told in one.told if told.direction != 'none')}."
    if one.signal is not None:
        return f"{label}: {_told(one.signal)}."
    if one.state == "same":
        return f"{label} ({', '.join(dict.fromkeys(_MADE[told.test] for told in one.told))})."
    if one.state == "untested" and one.why is not None:
        return f"{label}, {because(one.why)}."
    return f"{label}."


def _told(told: Told) -> str:
    return _TESTS[told.test][told.direction]
