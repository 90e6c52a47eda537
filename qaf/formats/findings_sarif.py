"""Findings as SARIF 2.1.0 (OASIS, 2020), which code hosts and editors read as the result of an analysis."""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import quote

from qaf.formats.display import harmless, one_line
from qaf.formats.findings_text import Source
from qaf.ground.codes import CODES
from qaf.ground.findings import Finding, Span
from qaf.ground.version import VERSION

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def findings_as_sarif(findings: Sequence[Finding], source: Source | None = None, colour: bool = False) -> str:
    """One run with its rules (only those that were broken) and one result a finding; no text of any file is in it."""
    codes = sorted({item.code for item in findings})
    index = {code: at for at, code in enumerate(codes)}
    driver = {"name": "qaf", "version": VERSION, "semanticVersion": VERSION, "rules": [_rule(code) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(item, index[item.code]) for item in findings],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


def _rule(code: str) -> dict[str, object]:
    known = CODES[code]
    return {
        "id": code,
        "shortDescription": {"text": known.title},
        "help": {"text": f"`qaf rules {code}` explains it, with an example of wrong and right."},
        "defaultConfiguration": {"level": _LEVELS.get(known.level, "none")},
    }


def _result(item: Finding, rule: int) -> dict[str, object]:
    told = [one_line(item.message)]
    if item.help:
        told.append(f"Help: {one_line(item.help)}")
    if item.note:
        told.append(f"Note: {one_line(item.note)}")
    result: dict[str, object] = {
        "ruleId": item.code,
        "ruleIndex": rule,
        "level": _LEVELS.get(item.level.value, "none"),
        "message": {"text": "\n".join(told)},
        "locations": [_location(item.where.path, item.span)],
    }
    if item.related:
        result["relatedLocations"] = [
            {"id": at, **_location(near.where.path, near.span), "message": {"text": one_line(near.message)}}
            for at, near in enumerate(item.related)
        ]
    return result


def _location(path: str, span: Span | None) -> dict[str, object]:
    at = span or Span()
    region = {
        "startLine": at.line,
        "startColumn": at.column,
        "endLine": max(at.line, at.end_line),
        "endColumn": at.end_column,
    }
    return {"physicalLocation": {"artifactLocation": {"uri": quote(harmless(path))}, "region": region}}
