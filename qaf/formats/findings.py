"""The formats of findings by the name that `--format` takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qaf.formats.findings_concise import findings_as_lines
from qaf.formats.findings_github import findings_as_github
from qaf.formats.findings_json import findings_as_json
from qaf.formats.findings_junit import findings_as_junit
from qaf.formats.findings_sarif import findings_as_sarif
from qaf.formats.findings_text import Source, findings_as_text
from qaf.ground.findings import Finding

Format = Callable[[Sequence[Finding], Source, bool], str]

FORMATS: dict[str, Format] = {
    "text": findings_as_text,
    "concise": findings_as_lines,
    "json": findings_as_json,
    "github": findings_as_github,
    "junit": findings_as_junit,
    "sarif": findings_as_sarif,
}
"""Each takes sorted findings with spans, a function from path to bytes, and whether to colour; it gives the text."""
