"""Prose: Markdown in which a figure is a placeholder, `{{ figure("repeat-referrals", "2024/25", category="north") }}`.

One function, constants only: read with Python's own expression parser and never run.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from qaf.model.period import Period, PeriodError

ARGUMENTS = ("measure", "period")
OPTIONS = ("series", "breakdown", "category", "grade", "point", "rater")
_PATTERN = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class FigureCall:
    """What a placeholder asks for."""

    measure: str
    period: Period
    options: tuple[tuple[str, str], ...] = ()

    def option(self, name: str) -> str:
        """The value given for `name`, or ""."""
        return dict(self.options).get(name, "")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One `{{ ... }}`: where it stands in the text, and what it asks for or why it cannot be read."""

    start: int
    end: int
    call: FigureCall | None
    problem: str = ""


def placeholders(text: str) -> Iterator[Placeholder]:
    """Every placeholder of a text, in order; braces that are never closed are a placeholder with a problem."""
    last = 0
    for match in _PATTERN.finditer(text):
        last = match.end()
        yield _read(match.start(), match.end(), match.group(1))
    opened = text.find("{{", last)
    if opened >= 0:
        yield Placeholder(opened, opened + 2, None, "`{{` is never closed with `}}`")


def fill(text: str, answer: Callable[[Placeholder], str]) -> str:
    """The text with each placeholder replaced by what `answer` says."""
    parts: list[str] = []
    last = 0
    for item in placeholders(text):
        parts += (text[last : item.start], answer(item))
        last = item.end
    return "".join([*parts, text[last:]])


def _read(start: int, end: int, source: str) -> Placeholder:
    try:
        return Placeholder(start, end, _call(source.strip()))
    except _UnreadableError as error:
        return Placeholder(start, end, None, str(error))


class _UnreadableError(Exception):
    """Why a placeholder cannot be read."""


def _call(source: str) -> FigureCall:
    if len(source) > 500:
        raise _UnreadableError("the placeholder is too long")
    try:
        node = ast.parse(source, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise _UnreadableError('it is not of the form `figure("measure-id", "2024/25")`') from None
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "figure"):
        raise _UnreadableError('the only thing that can stand here is `figure("measure-id", "2024/25")`')
    given = dict(zip(ARGUMENTS, (_constant(arg) for arg in node.args), strict=False))
    if len(node.args) > len(ARGUMENTS):
        raise _UnreadableError('only the measure and the period stand without a name, as in `category="north"`')
    for keyword in node.keywords:
        if keyword.arg not in (*ARGUMENTS, *OPTIONS) or keyword.arg in given:
            raise _UnreadableError(f"`{keyword.arg}` is not a name that `figure` knows, or is given twice")
        given[keyword.arg] = _constant(keyword.value)
    return _figure_call(given)


def _figure_call(given: dict[str, str]) -> FigureCall:
    for name in ARGUMENTS:
        if not given.get(name):
            raise _UnreadableError(f"the {name} is missing")
    try:
        period = Period.canonical(given["period"])
    except PeriodError as error:
        raise _UnreadableError(f"the period cannot be read: {error}") from None
    options = tuple((name, given[name]) for name in OPTIONS if name in given)
    return FigureCall(given["measure"], period, options)


def _constant(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise _UnreadableError("every part of a placeholder is a text in quotes")
