"""The rules explained: every code in a line, or one with its documentation and examples.

Each code has one module, in the folder of its family, whose file name begins with the code. Only the one that is
asked for is imported.
"""

from __future__ import annotations

import json
import pkgutil
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from textwrap import indent
from typing import Any

from qaf.formats.display import wrapped
from qaf.ground.codes import CODES, FAMILIES, can_change, is_gap
from qaf.ground.text import listing
from qaf.rules.example_folder import Files

FOLDERS = {
    "0": "files",
    "1": "shape",
    "2": "references",
    "3": "sense",
    "4": "governance",
    "5": "figures",
    "6": "prose",
    "9": "tool",
}
"""The folder of each family of codes, by the first digit."""

IN_PROSE = frozenset({"QAF320"})
"""Codes of findings in Markdown, where no ignore comment can stand."""

_EVERYWHERE = ("organisation", "partnership", "catalogue")
_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Documentation:
    """What the module of one code says. `bad` and `good` are None where no folder can show it; `no_example`: why."""

    code: str
    text: str
    applies: tuple[str, ...]
    bad: Files | None
    good: Files | None
    no_example: str

    @property
    def level(self) -> str:
        """The level of its findings, unless a folder says otherwise."""
        return CODES[self.code].level

    @property
    def title(self) -> str:
        """What it is, in a few words."""
        return CODES[self.code].title


def rule_modules() -> dict[str, list[str]]:
    """The names of the modules of each code, found by their file names; for a complete table one name each."""
    found: dict[str, list[str]] = {}
    for folder in FOLDERS.values():
        for module in pkgutil.iter_modules([str(_HERE / folder)]):
            code = module.name.partition("_")[0].upper()
            if code.startswith("QAF"):
                found.setdefault(code, []).append(f"qaf.rules.{folder}.{module.name}")
    return found


def read_documentation(code: str) -> Documentation:
    """The documentation of one code of the table."""
    module: Any = import_module(rule_modules()[code][0])
    applies = getattr(module, "APPLIES", _EVERYWHERE)
    text = (module.__doc__ or "").partition("\n")[2].strip()
    return Documentation(code, text, applies, module.BAD, module.GOOD, getattr(module, "NO_EXAMPLE", ""))


def all_rules(wanted: str, columns: int = 100) -> str:
    """Every code with its level and title, by family. `wanted`: text, md or json; text is `columns` wide at most."""
    if wanted == "json":
        entries = [{**_facts(code), "family": FAMILIES[code[3]]} for code in CODES]
        return _json({"rules": entries})
    parts = []
    for digit, family in FAMILIES.items():
        codes = [code for code in CODES if code[3] == digit]
        if wanted == "md":
            rows = [f"| {code} | {CODES[code].level} | {CODES[code].title} |" for code in codes]
            parts.append("\n".join([f"## {family}", "", "| code | level | what it says |", "|---|---|---|", *rows]))
        else:
            lines = [line for code in codes for line in _line(code, columns)]
            parts.append("\n".join([family, *lines]))
    closing = "`qaf rules CODE` explains one of them, with an example."
    heading = ["# The rules"] if wanted == "md" else []
    return "\n\n".join([*heading, *parts, closing]) + "\n"


def one_rule(code: str, wanted: str) -> str:
    """One code explained: why it matters, what to do, a bad example and a good one. `wanted`: text, md or json."""
    rule = read_documentation(code)
    if wanted == "json":
        return _json({**_facts(code), "text": rule.text, "applies": list(rule.applies), **_json_examples(rule)})
    parts = [f"{code} ({rule.level}): {rule.title}", rule.text, "\n".join(_standing(rule))]
    if wanted == "md":
        parts[0] = f"# {code}: {rule.title}"
    parts += _examples(rule, wanted == "md")
    return "\n\n".join(parts) + "\n"


def _line(code: str, columns: int) -> list[str]:
    lead = f"  {code}  {CODES[code].level:<7}  "
    first, *more = wrapped(CODES[code].title, columns - len(lead), cut=False)
    return [lead + first, *(" " * len(lead) + line for line in more)]


def _facts(code: str) -> dict[str, object]:
    level, title = CODES[code]
    return {"code": code, "level": level, "title": title, "can_change": can_change(code), "gap": is_gap(code)}


def _standing(rule: Documentation) -> list[str]:
    """The level, whether it can be changed or ignored, and which kinds of folder it applies to; a line each."""
    in_figures = rule.code[3] in "56"
    level = f"Level: {rule.level}."
    if not can_change(rule.code):
        level += " It cannot be changed."
    elif in_figures:
        level += " `levels:` in qaf.yaml does not change what `qaf ingest` refuses."
    else:
        level += " `levels:` in qaf.yaml can change it."
    ignoring = "It cannot be ignored."
    if is_gap(rule.code):
        ignoring = "It is a gap: accepted in accepted-gaps.yaml with a reason, a name and an end, and never ignored."
    elif can_change(rule.code) and not in_figures and rule.code not in IN_PROSE:
        ignoring = f"One finding can be ignored by a comment on its line: # qaf: ignore[{rule.code}] the reason"
    kinds = "every kind of folder" if rule.applies == _EVERYWHERE else listing(map(_folders, rule.applies))
    return [level, ignoring, f"It applies to {kinds}."]


def _folders(kind: str) -> str:
    return {"organisation": "organisations", "partnership": "partnerships", "catalogue": "catalogues"}[kind]


def _examples(rule: Documentation, markdown: bool) -> list[str]:
    if rule.bad is None or rule.good is None:
        return [f"There is no example: {rule.no_example}."]
    good = {path: content for path, content in rule.good.items() if rule.bad.get(path) != content}
    rest = "The other files stay as they are." if len(good) < len(rule.good) else ""
    gone = [f"Without {path}." for path in rule.bad if path not in rule.good]
    return [
        *_example("Bad", rule.bad, markdown),
        *_example("Good", good, markdown),
        *filter(None, [*gone, rest]),
    ]


def _example(name: str, files: Files, markdown: bool) -> list[str]:
    parts = [f"## {name}" if markdown else f"{name}:"] if files else []
    for path, content in files.items():
        text = _readable(content).rstrip("\n")
        if markdown:
            parts.append(f"`{path}`:\n\n```\n{text}\n```")
        else:
            parts.append(f"  {path}\n{indent(text, '  | ', lambda line: True)}")
    return parts


def _json_examples(rule: Documentation) -> dict[str, object]:
    if rule.bad is None or rule.good is None:
        return {"bad": None, "good": None, "no_example": rule.no_example}
    return {
        "bad": {path: _readable(content) for path, content in rule.bad.items()},
        "good": {path: _readable(content) for path, content in rule.good.items()},
    }


def _readable(content: str | bytes) -> str:
    """The text of a file; bytes that are no text show their value, as in `caf\\xe9`."""
    return content if isinstance(content, str) else content.decode("utf-8", "backslashreplace")


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
