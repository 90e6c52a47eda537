"""QAF605: a script or styles that the pages do not allow.

The pages carry a policy that lets no script run and no styles count but those of their one style sheet, so that
nothing that slips into a text can do harm. A `<script>` or `<style>` element in a template is therefore dead.

Write styles into `templates/book.css` or `templates/form.css`; begin with `@import "default:book.css";` to keep the
shipped ones. The pages work without scripts.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF605"

_START = '{% extends "default:book.html.j2" %}\n'

BAD: Files = {"templates/book.html.j2": _START + "{% block head %}<style>h2 { color: #801650 }</style>{% endblock %}\n"}
GOOD: Files = {
    "templates/book.html.j2": _START,
    "templates/book.css": '@import "default:book.css";\nh2 { color: #801650 }\n',
}
