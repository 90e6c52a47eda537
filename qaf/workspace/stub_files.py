"""Stubs that are files of their own: an area, a story, a recipe. What they can do without are comments in them."""

from __future__ import annotations

from datetime import date

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


_UNNAMED = {"story": "the story", "curve": "the story behind the figures"}
"""What stands for the name of a stub whose first words are something else."""

_NO_BASELINE = "# baseline: {from: 2021/22, to: 2025/26}\n"

_CURVE = """\
measure: @MEASURE@
began: @DAY@
@BASELINE@story: @NAME@
@FORECAST@@PARTNERS@# what_works:
#   - idea: What might turn the curve
#     low_cost: true
#     leverage: How much it would move
#     feasibility: Whether it can be done
#     specificity: Who would do what, and when
#     values: Whether it fits what we stand for
@PLAN@"""
_PARTNERS = """\
# partners:
#   - who: Who has a part to play
#     can: What they can do
"""

_MAPPING = """\
name: @NAME@
# cite: Where their text stands
# checked: @DAY@
# maps:
#   - ours: the-id-of-an-area
#     theirs: a short name of theirs
"""


def stub_file(wish: Wish, id_: str, as_at: date) -> tuple[str, bytes]:
    """Path and content of a stub that is a file of its own."""
    style = Style()
    kind = STUB_KINDS[wish.kind]
    name = wish.name or stub_text(_UNNAMED.get(wish.kind, "what it is called"))
    texts = {"area": _AREA, "story": _STORY, "recipe": _RECIPE, "curve": _CURVE, "mapping": _MAPPING}
    text = texts[wish.kind]
    first, last = wish.baseline
    words = {
        "NAME": name if wish.kind == "story" else one_line(name, style),
        "SORT": wish.sort or kind.usual,
        "AREA": wish.area,
        "CHANGED": stub_text("true, once every name and place in the story is changed"),
        "WITHIN": f"within: {wish.area}\n" if wish.area else "",
        "MEASURE": wish.measure,
        "DAY": as_at.isoformat(),
        "BASELINE": f"baseline: {{from: {first}, to: {last}}}\n" if first else _NO_BASELINE,
        "FORECAST": f"forecast: {{method: {wish.forecast}}}\n" if wish.forecast else "# forecast: {method: level}\n",
        "PARTNERS": _partners(wish.partners),
        "PLAN": _plan(wish.plan),
        "FILE": one_line(f"{id_}*.csv", style),
    }
    parts = text.split("@")
    filled = "".join(words[part] if index % 2 else part for index, part in enumerate(parts))
    return f"{kind.file}{id_}{'.md' if wish.kind == 'story' else '.yaml'}", filled.encode("utf-8")


def _partners(partners: tuple[str, ...]) -> str:
    """Those who send the measure's figures; what each can do is for somebody to write."""
    lines = (f"  - who: {who}\n    # can: What they can do\n" for who in partners)
    return f"partners:\n{''.join(lines)}" if partners else _PARTNERS


def _plan(actions: tuple[str, ...]) -> str:
    """A plan to be decided on; the open actions that aim at the measure already are offered."""
    if not actions:
        return "# plan: [the-id-of-an-action]\n"
    told = "# Actions that aim at this measure already; take up those that you decide on."
    return f"{told}\n# plan: [{', '.join(actions)}]\n"
