"""QAF603: a template that cannot be used.

A file in the folder's `templates/` stands in for the shipped template of its name. This one cannot be read, is not
written as a template is, or goes wrong while a page is made: it names something that is not there, reaches for what a
template may not touch, or takes so many steps that it might never end. No page is made then.

The line that is named is the place to mend. To begin again, take the file out: the shipped one is used then.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF603"

_START = '{% extends "default:book.html.j2" %}\n{% block cover_end %}'

BAD: Files = {"templates/book.html.j2": _START + "{% if cover.marking %}Marked{% endblock %}\n"}
GOOD: Files = {"templates/book.html.j2": _START + "{% if cover.marking %}Marked{% endif %}{% endblock %}\n"}
