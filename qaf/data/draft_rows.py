"""What tells rows of one place and period apart: a breakdown of ours, or columns of which only the total is wanted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from qaf.data.draft_columns import Column
from qaf.data.draft_people import is_label, may_name_a_person
from qaf.model.settings import Breakdown

_PLAIN_TOTAL = re.compile(
    r"total|totals|all|_?t|persons|people|both(?: sexes)?|overall|whole"
    r"|all[ _-]?(?:ages?|persons|children|sexes|genders?"
    r"|people|ethnic(?:ities| groups)?|types?|categories|reasons|teams?|areas?|cases?|young people|months?)",
    re.I,
)
_WORDY_TOTAL = re.compile(r"(all|total) .{1,60}|.{1,60} total", re.I)
_NO_CHOICE = re.compile(r"note|comment|remark|verdict|significance|trend|compared|flag|sort|link|status", re.I)
_MOST_GROUPED = 20_000


@dataclass(frozen=True, slots=True)
class BreakdownDraft:
    """A column with the categories of a breakdown; `lookup` for other spellings, `strange` for texts that are none."""

    id: str
    column: Column
    lookup: dict[str, str]
    strange: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowsDraft:
    """Which rows are wanted: conditions with a total, and columns of which it is not known what is wanted of them.

    `doubled`: the most rows that nothing tells apart. `alike`: the most rows of one place and period.
    """

    where: tuple[tuple[str, str], ...] = ()
    open: tuple[Column, ...] = ()
    breakdown: BreakdownDraft | None = None
    doubled: int = 0
    alike: int = 0


@dataclass(frozen=True)
class RowKeys:
    """Rows as far as they are known: those to look at, and the columns of place and period that tell them apart."""

    rows: Sequence[int]
    keys: Sequence[Column]
    settled: frozenset[int] = frozenset()
    found: dict[int, str] = field(default_factory=dict)

    def varying(self, columns: Sequence[Column]) -> list[Column]:
        """The columns that have several texts in rows of one place and period."""
        groups: dict[tuple[str, ...], int] = {}
        changing: set[int] = set()
        open_ = [column for column in columns if column.index not in self.settled]
        for row in self.rows:
            first = groups.setdefault(tuple(key.cells[row].strip() for key in self.keys), row)
            if first != row:
                changing.update(c.index for c in open_ if c.cells[first].strip() != c.cells[row].strip())
        return [column for column in open_ if column.index in changing]

    def doubled(self) -> int:
        """The most rows of one place and period."""
        counts: dict[tuple[str, ...], int] = {}
        for row in self.rows:
            key = tuple(column.cells[row].strip() for column in self.keys)
            counts[key] = counts.get(key, 0) + 1
        return max(counts.values(), default=0)


def find_rows(
    columns: Sequence[Column],
    keys: Sequence[Column],
    own: frozenset[int] | None,
    breakdowns: Sequence[Breakdown],
    naming: Column | None,
) -> RowsDraft:
    """What to choose rows by. `keys`: columns of place and period. `naming`: the column that names the measure."""
    count = len(columns[0].cells) if columns else 0
    rows = sorted(own) if own else range(min(count, _MOST_GROUPED))
    texts = [each for each in columns if each.kind == "text" and each not in keys and not _NO_CHOICE.search(each.name)]
    found = breakdown_in(texts, breakdowns)
    taken = [*keys, *([naming] if naming else []), *([found.column] if found else [])]
    state = RowKeys(rows, taken)
    alike = RowKeys(range(min(count, _MOST_GROUPED)), keys).doubled()
    where: list[tuple[str, str]] = []
    left: list[Column] = []
    settled: set[int] = {column.index for column in taken}
    while state.doubled() > 1:
        varying = RowKeys(state.rows, state.keys, frozenset(settled)).varying(texts)
        if not varying:
            break
        column = min(varying, key=lambda each: (_total_of(each, state.rows) == "", len(each.texts), each.index))
        settled.add(column.index)
        total = _total_of(column, state.rows)
        if total:
            where.append((column.ref, total))
            kept = [row for row in state.rows if column.cells[row].strip() == total]
            state = RowKeys(kept, state.keys)
        else:
            left.append(column)
            state = RowKeys(state.rows, [*state.keys, column])
    return RowsDraft(tuple(where), tuple(left), found, state.doubled(), alike)


def is_total(text: str) -> bool:
    """Whether a text means all categories together."""
    flat = text.strip()
    return bool(_PLAIN_TOTAL.fullmatch(flat) or _WORDY_TOTAL.fullmatch(flat)) and is_label(text)


def _total_of(column: Column, rows: Sequence[int]) -> str:
    """The text that means all; "" where there is none, and where several are the total of one thing each."""
    texts = dict.fromkeys(column.cells[row].strip() for row in rows)
    totals = [text for text in texts if is_total(text)]
    plain = [text for text in totals if _PLAIN_TOTAL.fullmatch(text)]
    if plain:
        return min(plain, key=lambda text: (len(text), text))
    over_all = [text for text in totals if text.casefold().startswith("all ")]
    return next((found[0] for found in (over_all, totals) if len(found) == 1), "")


def breakdown_in(columns: Sequence[Column], breakdowns: Sequence[Breakdown]) -> BreakdownDraft | None:
    """The column whose texts are the categories of one of the breakdowns of qaf.yaml."""
    best: tuple[float, BreakdownDraft] | None = None
    for column in columns:
        if not 1 < len(column.texts) <= 200:
            continue
        for breakdown in breakdowns:
            share, drafted = _held_against(column, breakdown)
            if share >= 0.5 and (best is None or share > best[0]):
                best = (share, drafted)
    return best[1] if best else None


def category_key(text: str) -> frozenset[str]:
    """The words of a category, ages written one way: `12+`, `12 and over` and `Aged 12 plus` are the same."""
    flat = f" {text.casefold()} "
    for pattern, words in (
        (r"\+|\bplus\b|\b(?:and|or) (?:older|above)\b|>=?", " over "),
        (r"<=?|\bless than\b", " under "),
    ):
        flat = re.sub(pattern, words, flat)
    return frozenset(re.findall(r"[a-z]+|[0-9]+", flat)) - _NO_CATEGORY


_NO_CATEGORY = frozenset({"aged", "age", "ages", "years", "year", "yrs", "to", "and", "or", "the", "of", "team", "old"})


def _containing(key: frozenset[str], by_words: dict[frozenset[str], list[str]]) -> list[str]:
    """The categories all of whose words are among the text's: `Emotional abuse` for `emotional`."""
    if any(word.isdigit() for word in key):
        return []
    return [id_ for words, ids in by_words.items() if words < key and len(key) <= len(words) + 2 for id_ in ids]


def _held_against(column: Column, breakdown: Breakdown) -> tuple[float, BreakdownDraft]:
    exact = {category.id: category.id for category in breakdown.categories}
    exact |= {category.title.casefold(): category.id for category in breakdown.categories}
    by_words: dict[frozenset[str], list[str]] = {}
    for category in breakdown.categories:
        for key in {category_key(category.title), category_key(category.id)} - {frozenset()}:
            by_words.setdefault(key, []).append(category.id)
    hits, lookup, strange = 0, {}, []
    for text in column.texts:
        near = (by_words.get(category_key(text)) or _containing(category_key(text), by_words)) if text else []
        if text in exact or text.casefold() in exact:
            hits += 1
        elif len(set(near)) == 1 and not may_name_a_person(text):
            hits += 1
            lookup[text] = near[0]
        elif is_total(text):
            lookup[text] = "whole"
        else:
            strange.append(text)
    others = sum(1 for meant in lookup.values() if meant == "whole")
    wanted = len(column.texts) - others
    share = hits / wanted if hits > 1 or hits == wanted == 1 else 0.0
    return share, BreakdownDraft(breakdown.id, column, lookup, tuple(strange))
