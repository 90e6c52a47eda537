"""For property tests: a small folder with every kind of file in it, and files with something odd put into them."""

from __future__ import annotations

import re

from forms_folder import FILES
from hypothesis import strategies as st

MORE = {
    "sources.yaml": "sources:\n  - {id: survey, family: frontline_staff, method: survey, areas: [front-door]}\n",
    "timetable.yaml": """\
activities:
  - id: read-files
    name: Reading files
    kind: audit
    areas: [front-door]
    measures: [files-good]
    sources: [audit]
    sample: {size: 20, drawn: random, how: By lot}
    frequency: six_monthly
    lead: head
    due: [2025-12-01, 2026-12-01]
    done: [{on: 2025-12-03, by: head, result: Most were good.}]
""",
    "meetings.yaml": """\
meetings:
  - on: 2026-03-10
    body: board
    received: [year-book]
    minutes_planned: 30
    asked: [{question: Why do they come back?, answer: We asked them., led_to: [talk]}]
    challenges: [{to: head, about: The wait, reply: It is long.}]
    concerns: [{id: wait, area: front-door, why: The wait is long, since: 2026-01-01, rating: high}]
    assurance: [{about: The files, is: partly, because: Few were read, revisit: 2026-09-30}]
    agreed: [{text: Read more files, by: head, due: 2026-06-30, led_to: [talk]}]
    stories_heard: [second-time]
""",
    "self-assessments.yaml": """\
self_assessments:
  - on: 2026-01-15
    by: head
    tier: service
    area: front-door
    judgements: [{good: settled, is: partly, because: Fewer come back, evidence: [{cite: Audit, says: Fewer}]}]
""",
    "accepted-gaps.yaml": ("accepted: [{code: QAF301, about: empty, reason: Not yet, by: head, until: 2026-12-31}]\n"),
    "curves/turn.yaml": """\
measure: repeats
began: 2026-05-01
baseline: {from: 2024/25 Q1, to: 2025/26 Q4}
forecast: {method: straight_line}
story: Too few are asked.
partners: [{who: The schools, can: Ring first}]
what_works: [{idea: Ring first, low_cost: true, leverage: Much, feasibility: Easy, specificity: Who, values: Ours}]
plan: [talk]
reviews: [{on: 2026-06-01, says: Too early.}]
""",
    "mappings/duties.yaml": "name: Duties\ncite: An Act\nchecked: 2026-01-01\nmaps: [{ours: front-door, theirs: s1}]\n",
    "imports/call-list.yaml": """\
preset: sheet
file: calls*.csv
read: {header_rows: 1, encoding: utf-8}
period: {column: when, kind: month}
series: [{series: own, where: [{column: place, is: Anytown}]}]
measures: [{measure: calls-made, value: n}]
symbols: {"*": c}
""",
    "analysis/front-door/2025_26.md": "Over the year.\n\n## repeats\n\nFewer.\n\n## Other explanations\n\nNone.\n",
    "templates/book.md.j2": '{% extends "default:book.md.j2" %}\n{% block end %}{{ cover.period }}{% endblock %}\n',
}
WHOLE = {**FILES, **MORE}
"""Every kind of file that a folder can have; its settings are in small letters and its figures are invented."""

TEXTS = """\
~|null|.nan|.inf|-.inf|1e999|-1|0|010|0x1F|1_000|12:30:45|2024-02-30|0000-00-00|9999-12-31|0001-01-01|9999-99-99
2024-01-01T00:00:00Z|2001-12-14t21:59:43.10-05:00|2024/25|9998/99|0001/02|9999/00|9999-12|0001-01|2025/26 Q9
2010-04..9999-12|yes|no|True|"\\0"|"\\ud800"|"\\U0001F600"|"\\r\\n"|"\\x1b[31m"|"\\u202e"|'{{'|"{{ figure() }}"
"{{ figure('repeats', '2025/26') }}"|"{{ figure('repeats', '9999/00', category='hill') }}"|"{% for a in b %}"
"<script>alert(1)</script>"|"![x](file:///etc/passwd)"|"[x](javascript:alert(1))"|../../etc/passwd|/etc/passwd
~root/x|C:\\Windows|nul|con.csv|*|**/*|"[!"|"a\\tb"|[]|{}|[[]]|[{}]|{[a]: b}|{? [a] : b}|&a [*a]|*nowhere|&b x
!!binary aGk=|!!python/object/apply:os.system [id]|!!set {a}|!local x|!!float 1|!!null x|!!timestamp 2024-01-01|<<
{<<: {a: b}}|{<<: *nowhere}|"="|%|"%d %s %n"|@x|`x`|"|"|">"|"- - -"|? x|"é"|"日本"|"\u0661\u0662"
"\uff12\uff10\uff12\uff14"|front-door|repeats|empty|talk|hill|board|own|whole|imports|head|QAF301|percent|count
grade|before_after|rate|shares|change|annual|on_event|child|straight_line|given|level|partnership|catalogue|strict
none|both_sides|sample|weekly|1800/01|300000000|"0"
""".replace("\n", "|").split("|")
LARGE = ["9" * 5000, "x" * 70_000, "[" * 300 + "]" * 300, "[" * 40 + "]" * 40, "{a: " * 60 + "1" + "}" * 60, "- " * 200]
VALUES = st.sampled_from([text for text in TEXTS if text]) | st.sampled_from(LARGE) | st.text(max_size=12)
BYTES = st.binary(max_size=5) | st.sampled_from(
    [b"\xff\xfe", b"\xef\xbb\xbf", b"\0", b"\r", b"\t", b"\x85", b"\xe2\x80\xa8", b"\xed\xa0\x80", b"---\n", b"...\n"]
    + [b"<<<<<<< HEAD\n", b"\n", b":", b"- ", b"#", b"'", b'"', b"&a ", b"*a", b"{{", b"}}", b"{%", b"|", b">", b"\x1a"]
)
VALUE = re.compile(r"(?<=: )[^,\[\]{}\n]+|(?<=\[)[^,\[\]{}:\n]+(?=[\],])")
KEY = re.compile(r"[a-z_]+(?=:)")


@st.composite
def changed_files(draw):
    """The folder's files with one or two of them changed in one to three places."""
    files: dict[str, str | bytes] = dict(WHOLE)
    for name in draw(st.lists(st.sampled_from(sorted(files)), min_size=1, max_size=2, unique=True)):
        content = files[name]
        for _ in range(draw(st.integers(1, 3))):
            content = draw(_changes(content))
        files[name] = content
    return files


@st.composite
def _changes(draw, content):
    how = (
        "bytes"
        if isinstance(content, bytes)
        else draw(st.sampled_from(["value"] * 8 + ["key", "key", "line", "bytes"]))
    )
    if how == "bytes":
        raw = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
        at = draw(st.integers(0, len(raw)))
        return raw[:at] + draw(BYTES) + raw[at + draw(st.integers(0, 30)) :]
    if how == "line":
        lines = content.splitlines(keepends=True) or [""]
        at, other = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
        kind = draw(st.sampled_from(["twice", "gone", "swap", "in", "out"]))
        if kind == "swap":
            lines[at], lines[other] = lines[other], lines[at]
        else:
            lines[at] = {"twice": lines[at] * 2, "gone": "", "in": f"  {lines[at]}", "out": lines[at].lstrip()}[kind]
        return "".join(lines)
    places = list((VALUE if how == "value" else KEY).finditer(content))
    if not places:
        return content
    place = draw(st.sampled_from(places))
    new = draw(VALUES if how == "value" else st.sampled_from(places).map(lambda found: found[0]) | VALUES)
    return content[: place.start()] + new + content[place.end() :]
