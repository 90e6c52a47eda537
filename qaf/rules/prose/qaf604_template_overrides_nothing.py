"""QAF604: a template that overrides nothing.

A file in `templates/` counts by its name: it stands in for the shipped template that is called the same. No shipped
template has this name, and no other template of the folder takes it in, so the pages look as if it were not there.

Most often a letter of the name is wrong. `docs/templates.md` names the templates that can be overridden.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF604"

_TEXT = '{% extends "default:book.html.j2" %}\n'

BAD: Files = {"templates/boook.html.j2": _TEXT}
GOOD: Files = {"templates/book.html.j2": _TEXT}
