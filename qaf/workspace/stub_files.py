"""Stubs that are files of their own: an area, a story, a recipe. What they can do without are comments in them."""

from __future__ import annotations

from qaf.ground.stub_text import stub_text
from qaf.workspace.stubs import STUB_KINDS, Wish
from qaf.workspace.yaml_write import Style, one_line

_AREA = """\
name: @NAME@
group: @SORT@
@WITHIN@# why: What your own place tells you: why this area, and why now.
# evidence:
#   - cite: Who found something out
#     says: What they found
# priority: 1
# owner: the-id-of-a-post
"""

_STORY = """\
---
voice: @SORT@
area: @AREA@
consent: {}
# consent:
#   given: 2026-03-31
#   how: In a conversation, and in writing afterwards
#   for: [book]
#   until: 2027-03-31
names_changed: @CHANGED@
---
@NAME@
"""

_RECIPE = """\
# Which files it reads: * stands for whatever changes from one file to the next.
file: @FILE@
# period:
#   column: Quarter
#   kind: quarter
# measures:
#   - measure: the-id-of-a-measure
#     numerator: the heading of a column
#     denominator: the heading of another
"""


def stub_file(wish: Wish, id_: str) -> tuple[str, bytes]:
    """Path and content of a stub that is a file of its own."""
    style = Style()
    kind = STUB_KINDS[wish.kind]
    name = wish.name or stub_text("the story" if wish.kind == "story" else "what it is called")
    text = {"area": _AREA, "story": _STORY, "recipe": _RECIPE}[wish.kind]
    words = {
        "NAME": name if wish.kind == "story" else one_line(name, style),
        "SORT": wish.sort or kind.usual,
        "AREA": wish.area,
        "CHANGED": stub_text("true, once every name and place in the story is changed"),
        "WITHIN": f"within: {wish.area}\n" if wish.area else "",
        "FILE": one_line(f"{id_}*.csv", style),
    }
    parts = text.split("@")
    filled = "".join(words[part] if index % 2 else part for index, part in enumerate(parts))
    return f"{kind.file}{id_}{'.md' if wish.kind == 'story' else '.yaml'}", filled.encode("utf-8")
