"""Findings as JUnit XML, which build servers show as tests: one case a file, or one that passed where all is well."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from qaf.formats.display import harmless, one_line
from qaf.formats.findings_text import Source, place
from qaf.ground.findings import Finding, Level


def findings_as_junit(findings: Sequence[Finding], source: Source | None = None, colour: bool = False) -> str:
    """One suite `qaf validate`. A file with an error is a failed case; one with nothing worse than a warning passed.

    Warnings and remarks stand in the case's output. A folder with no finding is one case that passed.
    """
    files = [(path, list(found)) for path, found in groupby(findings, key=lambda item: item.where.path)]
    cases = [_case(path, found) for path, found in files] or ['  <testcase name="folder" classname="qaf"/>\n']
    failed = sum(any(_is_error(item) for item in found) for _, found in files)
    head = f'<testsuite name="qaf validate" tests="{len(cases)}" failures="{failed}" errors="0" skipped="0" time="0">'
    body = "".join(cases)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites tests="{len(cases)}" failures="{failed}" errors="0" time="0">\n'
        f"{head}\n{body}</testsuite>\n</testsuites>\n"
    )


def _case(path: str, findings: Sequence[Finding]) -> str:
    errors = [item for item in findings if _is_error(item)]
    others = [item for item in findings if not _is_error(item)]
    said = ""
    if errors:
        first = errors[0]
        about = f"message={_attribute(one_line(first.message))} type={_attribute(first.code)}"
        said += f"    <failure {about}>{_text(_lines(errors))}</failure>\n"
    if others:
        said += f"    <system-out>{_text(_lines(others))}</system-out>\n"
    return f'  <testcase name={_attribute(harmless(path))} classname="qaf" time="0">\n{said}  </testcase>\n'


def _lines(findings: Sequence[Finding]) -> str:
    lines = []
    for item in findings:
        lines.append(f"{place(item.where.path, item.span)}: {item.level.value} {item.code} {one_line(item.message)}")
        lines += [f"  help: {one_line(item.help)}"] if item.help else []
        lines += [f"  note: {one_line(item.note)}"] if item.note else []
    return "\n".join(lines)


def _is_error(item: Finding) -> bool:
    return item.level is Level.ERROR


# The standard library's escaping brings an HTTP client and TLS with it, which only this format should pay for.
def _attribute(text: str) -> str:
    from xml.sax.saxutils import quoteattr

    return quoteattr(_allowed(text))


def _text(text: str) -> str:
    from xml.sax.saxutils import escape

    return escape(_allowed(text))


def _allowed(text: str) -> str:
    """Without what XML 1.0 cannot hold: control characters, lone surrogates, the two that are no characters."""
    return "".join(
        letter
        if letter in "\t\n\r" or " " <= letter < "\ud800" or "\ue000" <= letter < "\ufffe" or letter > "\uffff"
        else "\ufffd"
        for letter in text
    )
