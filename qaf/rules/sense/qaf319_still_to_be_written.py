"""QAF319: something is still to be written.

`qaf new` begins an entry with a text that says what belongs there: "To be written (what good looks like)". Until
somebody writes it, the entry says nothing: it closes no gap, counts in no step, and is not printed in the book. An
accepted gap without its reason accepts nothing.

Write what is asked for, or take the entry out.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding, finding
from qaf.model.written import Stub
from qaf.rules.example_folder import Files
from qaf.rules.facts import ANY_FOLDER, Facts
from qaf.workspace.identity import kind_words

CODE = "QAF319"
APPLIES = ANY_FOLDER

BAD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
good:
  - id: staff-are-heard
    kind: quality
    text: To be written (what good looks like)
""",
}
GOOD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
good:
  - id: staff-are-heard
    kind: quality
    text: Staff can say what worries them, and something comes of it.
""",
}


def find(facts: Facts) -> Iterator[Finding]:
    """One warning for each key that is still to be written."""
    for stub in facts.framework.stubs:
        key = stub.key if " " in stub.key else f"`{stub.key}`"
        message = f"{key[0].upper()}{key[1:]} of {_entry(stub)} is still to be written."
        yield finding(CODE, stub.where, message, help=_help(stub), subject=stub.id, area=stub.area, span=stub.span)


def _entry(stub: Stub) -> str:
    if stub.kind == "accepted-gap":
        return f"the accepted gap `{stub.id}`"
    return f"{kind_words(stub.kind)} `{stub.id}`"


def _help(stub: Stub) -> str:
    if stub.kind == "accepted-gap":
        return "Until then nothing is accepted. Write it, or take the entry out."
    if not stub.left_out:
        return "Until then it counts as not given."
    return f"Until then the {kind_words(stub.kind)} counts nowhere and is not printed. Write it, or take the entry out."
