"""A partnership's overview as one page of HTML that needs nothing besides itself."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html import escape

from qaf.formats.tables import TextTable
from qaf.report.overview_page import Part

_CSS = """\
:root{color-scheme:light dark;--ink:#1b1b1f;--page:#fff;--line:#8a8a94;--head:#eef0f4}
@media (prefers-color-scheme:dark){:root{--ink:#ececf0;--page:#17171b;--line:#7d7d88;--head:#26262d}}
body{margin:0 auto;padding:1rem;max-width:75rem;font:1rem/1.5 system-ui,sans-serif;
color:var(--ink);background:var(--page)}
table{border-collapse:collapse;width:100%}
th,td{border:1px solid var(--line);padding:.4rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
thead th{background:var(--head)}
@media (max-width:48rem){table,tbody,tr,th,td{display:block}thead{position:absolute;clip-path:inset(50%)}
tr{margin:0 0 1rem;border:2px solid var(--line)}th,td{border:0}
td::before{display:inline;content:attr(data-of) ": ";font-weight:bold}}
@media print{tr{break-inside:avoid}h2{break-after:avoid}}
"""


def overview_html(parts: Iterable[Part], title: str, first: str, last: str) -> str:
    """The whole page; `first` and `last` are the sentences before and after its parts. Everything is escaped."""
    digest = b64encode(sha256(_CSS.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    body = "\n".join(_part(number, part) for number, part in enumerate(parts, 1))
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="robots" content="noindex">\n'
        f"<title>{escape(title)}</title>\n<style>{_CSS}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(title)}</h1>\n<p>{escape(first)}</p>\n{body}\n<p>{escape(last)}</p>\n</main>\n</body>\n</html>\n"
    )


def _part(number: int, part: Part) -> str:
    id_ = f"part_{number}"
    lines = [f'<section aria-labelledby="{id_}">', f'<h2 id="{id_}">{escape(part.heading)}</h2>']
    lines += [f"<p>{escape(part.before)}</p>"] if part.before else []
    if part.table is not None and part.table.rows:
        lines.append(_table(part.table, id_))
    lines += [f"<p>{escape(part.after)}</p>"] if part.after else []
    return "\n".join([*lines, "</section>"])


def _table(table: TextTable, id_: str) -> str:
    header = [str(name) for name in table.columns]
    head = "".join(f'<th scope="col">{escape(name or "question")}</th>' for name in header)
    rows = []
    for first, *others in table.rows:
        cells = "".join(
            f'<td data-of="{escape(name)}">{escape(str(cell))}</td>'
            for name, cell in zip(header[1:], others, strict=True)
        )
        rows.append(f'<tr><th scope="row">{escape(str(first))}</th>{cells}</tr>')
    body = "\n".join(rows)
    return f'<table aria-labelledby="{id_}">\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>'
