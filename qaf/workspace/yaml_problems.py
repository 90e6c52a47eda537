"""What PyYAML and libyaml say of a file that is no YAML, in sentences for somebody who does not know YAML.

Both parsers report the same faults in different words, and neither says what to do. Here their words only choose
the kind of fault; the sentence comes from what stands in the file at the place they name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from yaml import MarkedYAMLError, YAMLError

from qaf.workspace.yaml_events import Refusal
from qaf.workspace.yaml_layout import (
    CLOSERS,
    DOUBLE_APOSTROPHE,
    QUOTE_IT,
    Fault,
    Said,
    colon_missing,
    colon_not_allowed,
    no_dash,
    no_key,
)
from qaf.workspace.yaml_text import Lines, Problem, control_character, leftover_of_conflict


def problem_of(error: YAMLError | Refusal, text: str) -> Problem:
    """The problem that stopped the reading of `text`, in plain words and at its place."""
    lines = Lines(text)
    control = control_character(text)
    if control is not None:
        return control
    if isinstance(error, Refusal):
        return Problem(error.code, error.message, error.advice, span=lines.span(error.start, error.end))
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Problem("QAF002", _unknown().message, _unknown().advice)
    opened = error.context_mark.index if error.context_mark else None
    fault = Fault(lines, error.problem_mark.index, opened)
    first = fault.number(fault.at if opened is None else max(opened, lines.line_start(fault.at) - 1))
    leftover = leftover_of_conflict(lines, first, fault.number(fault.at))
    if leftover is not None:
        return leftover
    said = _kind(f"{error.context} {error.problem}")(fault)
    start = said.start if said.start is not None else _visible(fault)
    end = said.end if said.end is not None else start + 1
    return Problem(said.code, said.message, said.advice, said.note, lines.span(start, end))


def _visible(fault: Fault) -> int:
    """Where the parser stopped, or the last character of the file where it stopped behind that."""
    return max(0, len(fault.lines.text.rstrip()) - 1) if fault.at_end else fault.at


def _kind(words: str) -> Callable[[Fault], Said]:
    for fragment, sentence in _KINDS:
        if fragment in words:
            return sentence
    return lambda fault: _unknown()


def _unknown() -> Said:
    return Said(
        "The layout is not valid YAML near here.",
        "Usual causes: a line that is indented by too many or too few spaces, a colon inside a text without quotes, "
        "quotes or brackets that are not closed.",
    )


def _tab(fault: Fault) -> Said:
    if fault.before.strip():
        return Said("A tab stands here, where YAML takes nothing but spaces.", "Replace the tab by a space.")
    return Said(
        "This line is indented with a tab, and YAML takes nothing but spaces.",
        "Replace each tab by two spaces; most editors can be set to do so.",
    )


def _wrong_start(fault: Fault) -> Said:
    if fault.char == "\t":
        return _tab(fault)
    name = "a backtick" if fault.char == "`" else f"`{fault.char}`"
    return Said(f"A text cannot start with {name} unless it is in quotes.", "Put the whole text in quotes.")


def _quote_open(fault: Fault) -> Said:
    quotes = "double quotes" if fault.opener('"') == '"' else "single quotes"
    return Said(
        f"The text that starts here in {quotes} is never closed.",
        f"Add the closing quote where the text ends. {DOUBLE_APOSTROPHE if quotes.startswith('s') else ''}".rstrip(),
        start=fault.opened,
    )


def _line_of_dashes_in_quotes(fault: Fault) -> Said:
    return Said(
        "A text in quotes runs into this line of `---` or `...`; its closing quote is missing.",
        "Add the closing quote where the text ends.",
        f"The text starts on line {fault.number(fault.opened)}.",
    )


def _bracket(fault: Fault) -> Said:
    opener = fault.opener("[")
    what, closer = ("group of keys in braces", "}") if opener == "{" else ("list in brackets", "]")
    advice = f"Add the missing `{closer}` or the missing comma; text with a colon, comma or bracket in it needs quotes."
    if fault.at_end:
        return Said(f"The {what} that starts here with `{opener}` is never closed.", advice, start=fault.opened)
    line = fault.number(fault.opened)
    note = f"It was opened on line {line}." if line != fault.number(fault.at) else ""
    if fault.char in CLOSERS:
        return Said(f"A {what} is closed here with `{fault.char}`, and `{closer}` was expected.", advice, note)
    return Said(f"A {what} is not closed before this, or a comma is missing.", advice, note)


def _dash(fault: Fault) -> Said:
    return Said(
        "A list cannot start on the line of its key.",
        "Start it on the next line, with a dash before each entry. If the dash belongs to a text, put that in quotes.",
    )


def _question(fault: Fault) -> Said:
    return Said("A text cannot start with `?` and a space unless it is in quotes.", "Put the whole text in quotes.")


def _no_content(fault: Fault) -> Said:
    if fault.at_end:
        return _bracket(replace(fault, opened=_last_open(fault)))
    if fault.char == ",":
        return Said("Nothing stands before this comma.", f"Delete the comma, or write what is missing. {QUOTE_IT}")
    if fault.char == "-":
        return Said("Inside brackets an entry has no dash.", "Separate the entries by commas instead.")
    if fault.char in CLOSERS:
        return Said(f"This `{fault.char}` closes nothing.", f"Delete it. {QUOTE_IT}")
    return _wrong_start(fault) if fault.char.strip() else _unknown()


def _last_open(fault: Fault) -> int | None:
    """The last bracket before the fault that nothing closes."""
    closed = 0
    for index in range(fault.at - 1, -1, -1):
        char = fault.lines.text[index]
        if char in CLOSERS:
            closed += 1
        elif char in CLOSERS.values():
            if not closed:
                return index
            closed -= 1
    return fault.opened


def _name(fault: Fault) -> Said:
    start = fault.at if fault.opened is None else fault.opened
    sign = fault.lines.text[start : start + 1]
    return Said(
        f"A text cannot start with `{sign}` unless it is in quotes.", "Put the whole text in quotes.", start=start
    )


def _tag(fault: Fault) -> Said:
    start = fault.at if fault.opened is None else fault.opened
    return Said(
        "A word that starts with `!` is a tag, and qaf does not use tags.",
        f"Delete it. {QUOTE_IT}",
        start=start,
        code="QAF013",
    )


def _escape(fault: Fault) -> Said:
    start = fault.lines.text.rfind("\\", 0, fault.at + 1)
    return Said(
        "Inside double quotes a backslash begins a code for a character, and this one is not known.",
        "Put the text in single quotes instead, or write each backslash twice.",
        start=start if start >= 0 else fault.at,
        end=start + 2 if start >= 0 else fault.at + 1,
    )


def _after_sign(fault: Fault) -> Said:
    sign = fault.opener("|")
    return Said(
        f"After `{sign}`, which announces a text of several lines, nothing else may stand on the line.",
        f"Start the text on the next line, indented. If `{sign}` belongs to the text, put the whole text in quotes.",
    )


def _directive(fault: Fault) -> Said:
    start = fault.at if fault.opened is None else fault.opened
    return Said(
        "A line that starts with `%` is an instruction to the YAML reader, and this one cannot be used.",
        "Delete the line, or indent it if it belongs to a text.",
        start=start,
        end=fault.lines.line_end(start),
    )


def _after_end(fault: Fault) -> Said:
    return Said(
        "Something follows after the end of the document, or before the line `---` that begins it.",
        "Delete the line `...` above; a line that starts with `%` must be followed by a line `---`.",
    )


_KINDS: tuple[tuple[str, Callable[[Fault], Said]], ...] = (
    ("tab character", _tab),
    ("cannot start any token", _wrong_start),
    ("a quoted scalar found unexpected end of stream", _quote_open),
    ("found unexpected document", _line_of_dashes_in_quotes),
    ("invalid Unicode character escape", _escape),
    ("unknown escape character", _escape),
    ("hexdecimal number", _escape),
    ("escape sequence of", _escape),
    ("',' or '", _bracket),
    ("mapping values are not allowed", colon_not_allowed),
    ("could not find expected ':'", colon_missing),
    ("parsing a block mapping", no_key),
    ("parsing a block collection", no_dash),
    ("sequence entries are not allowed", _dash),
    ("mapping keys are not allowed", _question),
    ("node content", _no_content),
    ("an alias", _name),
    ("an anchor", _name),
    ("directive", _directive),
    ("tag handle", _tag),
    ("a tag ", _tag),
    ("a block scalar", _after_sign),
    ("incompatible YAML document", _directive),
    ("<document start>", _after_end),
)
"""Fragments of the words of either parser, the first that fits first."""
