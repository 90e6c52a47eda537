"""Whose figure it is: `own`, a comparator, or a member of a comparator (`<comparator>/<code>`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from qaf.ground.near_miss import did_you_mean
from qaf.ground.text import quoted
from qaf.model.framework import Framework


def series_fault(
    series: str, framework: Framework, near: Callable[[str, Iterable[str]], str] = did_you_mean
) -> tuple[str, str]:
    """What is wrong with a series, and what to do; two empty texts where it is declared. `near` finds near misses."""
    if series == "own":
        return "", ""
    name, slash, code = series.partition("/")
    comparator = framework.comparators.get(name)
    if comparator is None:
        known = ["own", *framework.comparators]
        advice = near(name, known) or f"It is one of {quoted(known, limit=12)}; comparators stand in qaf.yaml."
        return "this is neither `own` nor a comparator that qaf.yaml declares.", advice
    members = [member.code for member in comparator.members]
    if slash and code not in members:
        if not members:
            return f"qaf.yaml gives `{name}` no members.", f"Write `{name}` alone, or add its `members` to qaf.yaml."
        advice = near(code, members) or "Add it to the comparator's `members` in qaf.yaml."
        return f"this code is none of the members of `{name}`.", advice
    if not slash and comparator.method != "published":
        words = f"`{name}` is worked out from its members ({comparator.method}), so it takes no figures of its own."
        return words, f"Give the members' figures, with `{name}/CODE` for each."
    return "", ""
