"""Where the periods of an unknown file stand: in a column, a pair of columns, headings, a title, the file's name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from qaf.data.cell_shapes import without_note
from qaf.data.column_names import tidy_name
from qaf.data.draft_columns import Column
from qaf.data.draft_period_texts import IN_HEADING, LONE_YEAR, PeriodDraft, in_title_or_name, read_all
from qaf.data.draft_rows import is_total
from qaf.data.draft_years import PeriodClues, kind_of_years
from qaf.data.presets import SIGN
from qaf.data.years_meant import ENDS_IN_AUGUST, help_for_years
from qaf.model.period import Period

_NAMED = re.compile(r"period|year|yr|month|quarter|qtr|date|time|term|week|ending|ended|\bfy\b|\bffy\b|calendar", re.I)
_PART = re.compile(
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|q(?:uarter ?|tr ?)?[1-4]|h[12])",
    re.I,
)


def find_periods(columns: Sequence[Column], clues: PeriodClues) -> PeriodDraft:
    """Where the periods stand."""
    pair_or_column = _in_columns(columns, clues)
    if pair_or_column is not None:
        return pair_or_column
    headings = headings_with_periods(columns, clues.year_starts)
    if headings:
        return _wide(headings, columns, clues)
    said = in_title_or_name(clues)
    return (_parts_of(said, columns, clues) if said else None) or said or _unknown()


def _in_columns(columns: Sequence[Column], clues: PeriodClues) -> PeriodDraft | None:
    candidates = [column for column in columns if column.kind != "code" and 0 < len(column.texts) <= 2_000]
    named = [column for column in candidates if _NAMED.search(column.name)]
    for column in sorted(named, key=lambda each: bool(re.search(r"sort|range|code", each.name, re.I))):
        totals = tuple(text for text in column.texts if is_total(text))
        texts = [text for text in column.texts if text and text not in totals]
        if (
            not texts
            or (len(texts) < 3 and totals)
            or len(texts) + len(totals) < len(column.texts)
            and column.texts[""] * 10 > len(column.cells)
        ):
            continue
        if drafted := _one_column(column, texts, clues):
            return (None if totals else _paired(column, named, clues)) or replace(drafted, without=totals)
    for column in named:
        if drafted := _paired(column, named, clues):
            return drafted
    for column in candidates:
        texts = [text for text in column.texts if text]
        odd = column.kind == "number" and not all(LONE_YEAR.fullmatch(text) for text in texts)
        if texts and "" not in column.texts and not odd and (drafted := _one_column(column, texts, clues)):
            return drafted
    return None


def _one_column(column: Column, texts: Sequence[str], clues: PeriodClues) -> PeriodDraft | None:
    """A column each of whose texts is a period."""
    if all(re.fullmatch(r"[0-9]{1,2}", text) for text in texts):
        return None
    starts = clues.year_starts
    keys = {"column": column.ref}
    evidence = f"every text of this column can be read as a period ({_some(texts)})"
    if all(LONE_YEAR.fullmatch(text) for text in texts):
        kind, why, sure = kind_of_years(column.name, clues)
        if kind == "calendar_year":
            if help_for_years(column.name, texts[:1]):
                keys["kind"] = kind
            return PeriodDraft(keys, f"{evidence}; {why}", () if sure else (_YEARS_CHECK,), (column.index,))
        keys["kind"] = kind
        check = f"which twelve months is {texts[0]}? {why[:1].upper()}{why[1:]}"
        return PeriodDraft(
            keys, evidence if not sure else f"{evidence}; {why}", () if sure else (check,), (column.index,)
        )
    found = read_all(texts, starts)
    if found is not None and _are_events(found):
        return None
    if found is not None and all(each.kind == "day" and each.end.day == 1 for each in found):
        check = "these are first days of months. Are the months meant, or those days?"
        return PeriodDraft({**keys, "kind": "month"}, evidence, (check,), (column.index,))
    if found is not None:
        if kind := _ends_of(column.name, texts, found, starts):
            words = f"{evidence}; its heading speaks of what ends on these days"
            return PeriodDraft({**keys, "kind": kind}, words, (), (column.index,))
        if ENDS_IN_AUGUST.search(column.name.replace("_", " ")) and read_all(texts, starts, "academic_year"):
            keys["kind"] = "academic_year"
            evidence += "; its heading speaks of academic years"
        return PeriodDraft(keys, evidence, (), (column.index,))
    for kind in ("reporting_year", "academic_year", "quarter", "month"):
        if read_all(texts, starts, kind) is not None:
            keys["kind"] = kind
            check = f"the texts alone leave open what they mean; as `{kind}` all of them can be read"
            return PeriodDraft(keys, evidence, (check,), (column.index,))
    return None


def _ends_of(name: str, texts: Sequence[str], found: Sequence[Period], starts: str) -> str:
    """The kind of period that ends on the days of a column headed `Quarter ending` or `Month`; "" where none does."""
    if any(each.kind != "day" for each in found) or re.search(r"as at|snapshot|census", name, re.I):
        return ""
    headed = {"quarter": r"quarter|qtr", "month": r"month", "reporting_year": r"year"}
    kinds = [kind for kind, words in headed.items() if re.search(words, name, re.I)]
    return next((kind for kind in kinds if read_all(texts, starts, kind) is not None), "")


def _are_events(found: Sequence[Period]) -> bool:
    """Whether many different days, not all ends or beginnings of months, are days on which something happened."""
    days = {each.end for each in found if each.kind == "day"}
    regular = all(day.day == 1 for day in days) or all((day + timedelta(days=1)).day == 1 for day in days)
    return len(days) > 12 and not regular


_YEARS_CHECK = "are these calendar years? `kind: reporting_year` makes 2015 the year that ends in March 2015"


def _some(texts: Sequence[str]) -> str:
    first, last = min(texts), max(texts)
    return first if first == last else f"from {first} to {last}"


def _paired(column: Column, named: Sequence[Column], clues: PeriodClues) -> PeriodDraft | None:
    """Two columns that make a period together, such as Year and Month."""
    for other in named:
        if other is column or not (1 < len(other.texts) <= 40 or _NAMED.search(other.name)):
            continue
        if not any(re.search(r"[a-z]", text, re.I) or re.fullmatch(r"[1-4]", text) for text in other.texts):
            continue
        pairs = list(dict.fromkeys(zip(column.cells, other.cells, strict=True)))[:3_000]
        texts, others = [tidy_name(a) for a, _ in pairs], [tidy_name(b) for _, b in pairs]
        if any(LONE_YEAR.search(text) for text in others) or not all(others):
            continue
        with_other = read_all(texts, clues.year_starts, others=others)
        alone = read_all(texts, clues.year_starts)
        if with_other is not None and (alone is None or [*map(str, alone)] != [*map(str, with_other)]):
            keys = {"column": column.ref, "with": other.ref}
            return PeriodDraft(keys, "the two columns make a period together", (), (column.index, other.index))
    return None


def headings_with_periods(columns: Sequence[Column], starts: str) -> dict[int, str]:
    """For each column whose heading has a period: the heading with {period} in its place; at least two alike."""
    patterns: dict[str, dict[int, str]] = {}
    for column in columns:
        if column.kind == "number" and column.name and (found := period_in_heading(column.name, starts)):
            bare = without_note(found[0])
            pattern = bare if bare.endswith(SIGN) else found[0]
            patterns.setdefault(pattern.casefold(), {})[column.index] = pattern
    kept: dict[int, str] = {}
    for same in patterns.values():
        first = next(iter(same.values()))
        if len(same) > 1:
            kept.update(dict.fromkeys(same, first))
    return kept


def _parts_of(said: PeriodDraft, columns: Sequence[Column], clues: PeriodClues) -> PeriodDraft | None:
    """Headings such as `Apr` and `Q1`, where the title or the file's name says of which year they are."""
    parts = [each for each in columns if each.kind == "number" and _PART.fullmatch(each.name)]
    if len(parts) < 2 or "kind" in said.keys:
        return None
    year = said.keys.get("constant", "2000/01")
    names = [each.name for each in parts]
    if read_all(names, clues.year_starts, others=[year] * len(names)) is None:
        return None
    check = "the headings are parts of one year. Is it that year, and is no other in the file?"
    evidence = f"{names[0]} to {names[-1]} in the headings are parts of this year; {said.evidence}"
    return PeriodDraft(said.keys, evidence, (check,), (), {each.index: SIGN for each in parts})


def period_in_heading(name: str, starts: str) -> tuple[str, str] | None:
    """A heading with {period} where its period stands, and the period's text."""
    for match in IN_HEADING.finditer(name):
        before, after = name[: match.start()], name[match.end() :]
        if before[-1:].isalnum() or after[:1].isalnum():
            continue
        text = match[0].strip()
        start = name.index(text, match.start())
        for kind in ("", "reporting_year"):
            if read_all([text], starts, kind):
                return name[:start] + SIGN + name[start + len(text) :], text
    return None


def _wide(headings: dict[int, str], columns: Sequence[Column], clues: PeriodClues) -> PeriodDraft:
    names = {column.index: column.name for column in columns}
    texts = []
    for index, pattern in headings.items():
        before, _, after = pattern.partition(SIGN)
        name = names[index]
        texts.append(without_note(name[len(before) : len(name) - len(after)]))
    different = list(dict.fromkeys(texts))
    evidence = f"periods stand in the headings ({different[0]} to {different[-1]})"
    if all(LONE_YEAR.fullmatch(text) for text in different):
        kind, why, sure = kind_of_years("", clues)
        checks = () if sure else (f"which twelve months is {different[0]}? {why[:1].upper()}{why[1:]}",)
        return PeriodDraft({"kind": kind}, f"{evidence}; {why}" if sure else evidence, checks, (), headings)
    if read_all(different, clues.year_starts) is None:
        check = "not every heading can be read; say of which `kind` the periods are, or in which `format` they stand"
        return PeriodDraft({}, evidence, (check,), (), headings, False)
    return PeriodDraft({}, evidence, (), (), headings)


def _unknown() -> PeriodDraft:
    check = "nothing in the file says which period it is about. Write the period of all its figures, such as 2023/24"
    return PeriodDraft({}, "", (check,), (), {}, False)
