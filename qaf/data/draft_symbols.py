"""Texts that stand among the numbers of an unknown file: what the notes say of each, else what it commonly means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qaf.data.cell_shapes import without_html
from qaf.data.cells import LEGACY_SYMBOLS, plain
from qaf.data.draft_columns import Column
from qaf.data.draft_people import may_be_a_symbol
from qaf.data.draft_table import Layout
from qaf.data.presets import PRESETS
from qaf.ground.text import column_letter


@dataclass(frozen=True, slots=True)
class SymbolDraft:
    """A text among numbers: what it is taken to mean ("" where nobody can tell), why, and what to look at."""

    text: str
    means: str
    why: str
    check: bool = True


def odd_texts(
    columns: Sequence[Column], layout: Layout, preset: str
) -> tuple[tuple[SymbolDraft, ...], tuple[str, ...], int]:
    """Texts among the numbers: what each may mean, numbers that stand for none, and how many bands."""
    seen: dict[str, str] = {}
    bands = 0
    for column in columns:
        for text, meant in column.odd.items():
            bands += column.texts[text] if meant == "band" else 0
            seen.setdefault(plain(without_html(text)), meant)
    defaults = PRESETS[preset].symbols if preset else {}
    around = [*layout.notes, *layout.titles]
    symbols = []
    for text, meant in seen.items():
        if text in defaults or meant in ("band", "sentinel") or not may_be_a_symbol(text, MEANINGS):
            continue
        noted = from_notes(text, around)
        if noted and noted[0] != meant:
            symbols.append(SymbolDraft(text, noted[0], f"the note in row {noted[1]} says so", False))
        elif meant == "?":
            usual, why = usual_meaning(text)
            symbols.append(SymbolDraft(text, usual, why))
    sentinels = tuple(text for text, meant in seen.items() if meant == "sentinel")
    return tuple(symbols), sentinels, bands


def untold(
    columns: Sequence[Column], layout: Layout, symbols: Sequence[SymbolDraft], preset: str
) -> tuple[tuple[int, str], ...]:
    """Where texts stand among numbers that may be a remark, a name or a figure: their rows and letters of columns."""
    told = {*(each.text for each in symbols), *(PRESETS[preset].symbols if preset else {})}
    found = set()
    for column in columns:
        asked = {text for text, meant in column.odd.items() if meant == "?"}
        hidden = {text for text in asked if (bare := plain(without_html(text))) and bare not in told}
        hidden = {text for text in hidden if not may_be_a_symbol(plain(without_html(text)), MEANINGS)}
        if hidden:
            rows = (at for at, cell in enumerate(column.cells) if plain(cell) in hidden)
            found |= {(layout.table.row_numbers[at + 1], column_letter(column.index)) for at in rows}
    return tuple(sorted(found))


def old_x(used: Sequence[Column], symbols: Sequence[SymbolDraft], preset: str) -> int:
    """How many cells hold an `x` of which the file does not say what it means; older tables withheld with it."""
    if preset in ("dfe", "fingertips") or any(each.text == "x" for each in symbols):
        return 0
    return sum(column.texts["x"] for column in used)


MEANINGS = {
    "n.a.": ("x", "n.a. commonly means not available"),
    "na": ("x", "NA is how statistics programs write a missing value"),
    "n/a": ("z", "n/a commonly means not applicable"),
    "nan": ("x", "how programs write a missing number"),
    "null": ("x", "how databases write a missing value"),
    "none": ("x", "how programs write a missing value"),
    "suppressed": ("c", "withheld to protect people"), "supp": ("c", "withheld to protect people"),
    "redacted": ("c", "withheld to protect people"), "s": ("c", "commonly suppressed"),
    "ds": ("c", "data suppressed"), "dsu": ("c", "data suppressed"), "#": ("c", "commonly suppressed"),
    "unknown": ("x", "not known"), "not available": ("x", "not available"), "not applicable": ("z", "not applicable"),
    "missing": ("x", "not available"), "not collected": ("x", "not available"), "..": ("x", "not available"),
    ".": ("z", "a lone dot commonly means not applicable"), "#n/a": ("x", "an error of a spreadsheet"),
    "nr": ("x", "commonly not reported"), "n.r.": ("x", "commonly not reported"),
    "not reported": ("x", "not available"), "†": ("z", "commonly not applicable"),
}  # fmt: skip
"""Texts among numbers, and what they commonly mean; `-` is not here, because some mean zero by it."""


def from_notes(text: str, notes: Sequence[tuple[int, str]]) -> tuple[str, int] | None:
    """The symbol that a text means by the notes beside the table, and the row of the note; None where none says so."""
    if len(text) > 6:
        return None
    wanted = re.compile(
        rf"(?:^|[\s'\"(\[,;.]){re.escape(text)}['\")\]]?\s*(?:=|:|-|\u2013|\u2026|means|denotes|indicates|is used"
        rf"|represents|shows|refers|stands)\s*(.+)|^{re.escape(text)}\s+((?:not |no |suppressed|fewer|less|number).*)",
        re.I,
    )
    for row, note in notes:
        found = wanted.search(note)
        meant = _meant((found[1] or found[2])[:160]) if found else ""
        if meant:
            return meant, row
    return None


_SAID = (
    ("c", r"suppress|confidential|disclos|fewer than|less than|five or|5 or|10 or|small number|withheld|protect"),
    ("z", r"not applicable|does not apply|not relevant"),
    ("low", r"rounds? to (?:0|zero)|negligible|less than half"),
    ("u", r"unreliable|low reliability|poor quality|not robust"),
    (
        "x",
        r"not available|not collected|missing|unavailable|no data|not known|not (?:provided|submitted|reported)"
        r"|(?:did|does) not (?:report|submit|provide)|unable to report",
    ),
    ("zero", r"^(?:nil|zero|none|no cases)\b"),
)


def _meant(words: str) -> str:
    return next((symbol for symbol, pattern in _SAID if re.search(pattern, words, re.I)), "")


def usual_meaning(text: str) -> tuple[str, str]:
    """What a text among numbers commonly means (a symbol, and why), or two empty texts."""
    if text.casefold() in LEGACY_SYMBOLS:
        return LEGACY_SYMBOLS[text.casefold()], "an older spelling"
    return MEANINGS.get(text.casefold(), ("", ""))
