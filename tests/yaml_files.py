"""For property tests: texts that are hard to write as YAML, and area files as all sorts of people write them."""

from __future__ import annotations

import itertools
import re

from hypothesis import strategies as st

TRICKY = [
    "", " ", "~", "null", "NULL", "no", "010", "1e3", "12:30", "2024-03", "- x", "-", "-x", "? x", ": x", "a: b", "a:",
    "a:b", "a #b", "a#b", "#x", "&a", "*a", "!a", "!!str", "%a", "@a", "`a", "|", ">", "| x", "'", '"', "it's", '"so"',
    "\\n", "it's \"so\"", "[a", "{a}", "a, b", "a]", "<<", "=", "---", "--- a", "...", "... a", " a", "a ", "\ta",
    "a\t",
    "a\tb", "a\nb", "a\n", "\na", "a\n\n", "a\n\nb\n", "a \nb", "a\n b", " a\nb", "\n", "a\r\nb", "\r", "x-y", "\u2028",
    "a\u0085b",
    "\ufeff", "\u00a0", "é", "😀", "a  b", "true", "😀 " * 60, "word " * 60, "word  word " * 30, "a: b # c " * 20,
    ("long enough to be wrapped over several lines, as the catalogue's texts are " * 3).strip() + "\n\nand more\n",
    ("one two three " * 20).strip() + "\n" + ("four five six " * 20).strip(), "x" * 300, "x" * 300 + "\n",
    "https://www.gov.uk/" + "a" * 120, "one " + "x" * 200 + " two", "# " * 80, "- " * 80, "'" * 120 + " " + "'" * 40,
]  # fmt: skip
ANY = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=30)
LONG = st.lists(
    st.sampled_from(["a", "two", "- x", "x:", "#", "'", "é", "", "\n", "longer-word", "\t"]), max_size=60
).map(" ".join)
TEXTS = st.sampled_from(TRICKY) | ANY | LONG
NAMES = st.sampled_from(["id", "text", "no", "on", "a b", "a: b", "#", "301", "é", "'", "- "]) | ANY.map("k{}".format)
TREES = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3), max_leaves=8
)
ENTRIES = st.dictionaries(NAMES, TREES, min_size=1, max_size=4)
KEYS = ("id", "name", "group", "within", "why", "evidence", "cite", "good", "sources", "measures", "questions", "x-own")
LISTS = ("evidence", "good", "sources", "measures", "questions")

WRITTEN = [
    "plain words", "no", "2024-03", "'it''s'", '"a: \\"b\\" # c"', "&here anchored", "[one, two]", "{a: b, 'c': [d]}",
    "word   # a comment", "two\n{i}lines", "'quoted\n{i}over  lines'", "|\n{i}literal\n{i}  more\n\n{i}end\n",
    "|-\n{i}# no comment\n", ">\n{i}folded\n{i}on\n", ">-\n\n{i}folded\n\n", "|+\n{i}kept\n\n\n", "|2-\n{i} x\n", "~",
    "",
    "[a, b,  # why b\n{i}c]", "!!str tagged", "# not given", "\n{i}# above it\n{i}below", "é 😀", "-",
    ">  # header\n{i}text\n",
]  # fmt: skip
COMMENTS = [
    "",
    "",
    "",
    "# a note\n",
    "\n",
    "\n\n# after a blank line\n",
    "    # far in\n",
    "\n        # farther in\n  \n",
]


@st.composite
def area_files(draw):
    """The text of an area file, with LF or CR LF, with or without a byte order mark and a last line end."""
    root = draw(st.sampled_from([0, 0, 0, 2]))
    dash = draw(st.sampled_from([0, 2, 2, 4]))
    gap = draw(st.sampled_from([2, 2, 4]))
    spaced = draw(st.booleans())
    keys = draw(st.lists(st.sampled_from(KEYS), unique=True, min_size=1, max_size=6))
    text = draw(st.sampled_from(["", "# A head\n# of two lines\n\n", "---\n", "%YAML 1.1\n--- # start\n"]))
    for key in keys:
        text += "\n" * draw(st.integers(0, 1)) + " " * root
        text += f'"{key}":' if draw(st.integers(0, 5)) == 0 else f"{key}:"
        if key in LISTS:
            text += draw(_lists(root, root + dash, gap, spaced))
        else:
            text += _value(draw(st.sampled_from(WRITTEN)), root + 2)
        text += draw(st.sampled_from(COMMENTS))
    text += draw(st.sampled_from(["", "", "\n\n", "# the end\n", "...\n"]))
    numbers = itertools.count()
    text = re.sub("&here", lambda _: f"&here{next(numbers)}", text)
    if draw(st.booleans()):
        text = text.rstrip("\n")
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    return text


@st.composite
def _lists(draw, root, dash, gap, spaced):
    usual = draw(
        st.sampled_from(
            ["entries"] * 8 + [" []", "  []  # none", "", " ~", " # not yet", " [a]", " [{id: f}, {id: g}]"]
        )
    )
    if usual != "entries":
        return usual + "\n"
    text = draw(st.sampled_from(["\n", "  # these\n", "\n# before the first\n"]))
    for number in range(draw(st.integers(1, 3))):
        text += "\n" if spaced and number else ""
        text += " " * dash + "-" + " " * (gap - 1) + f"id: {draw(st.sampled_from('abc'))}{number}\n"
        for key in draw(st.lists(st.sampled_from(["text", "kind", "note"]), unique=True, max_size=3)):
            text += " " * (dash + gap) + key + ":" + _value(draw(st.sampled_from(WRITTEN)), dash + gap + 2)
            text += draw(st.sampled_from(["", "", "", " " * (dash + gap) + "# on the next\n"]))
    return text


def _value(text, indent):
    text = text.replace("{i}", " " * indent)
    return (" " if text and text[0] != "\n" else "") + text + ("" if text.endswith("\n") else "\n")
