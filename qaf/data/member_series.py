"""Members of a comparator as series (`neighbours/*`): the column of the place says which member a row belongs to."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from qaf.data.cells import plain
from qaf.ground.text import plural, quoted
from qaf.model.framework import Framework
from qaf.model.settings import Comparator

EVERY = "/*"


def every_member_of(series: str) -> str:
    """The comparator of a series that means all of its members, such as `neighbours/*`; else ""."""
    return series.removesuffix(EVERY) if series.endswith(EVERY) else ""


def members_fault(comparator: Comparator, series: str) -> tuple[str, str]:
    """What keeps every member of a comparator from being a series, and what to do; two empty texts where nothing."""
    if comparator.method == "published":
        words = f"`{comparator.id}` is published, so it has figures of its own and none of its members'."
        return words, f"Write `{comparator.id}` alone, or give it `method: mean`, `median` or `pooled`."
    if not comparator.members:
        advice = "Add its `members` to qaf.yaml, or take in a list of them with `qaf ingest --comparator`."
        return f"qaf.yaml gives `{comparator.id}` no members, so `{series}` means nobody.", advice
    return "", ""


class MemberSeries:
    """Turns `neighbours/*` into `neighbours/334` for a row whose place is 334.

    `column` holds the place, `lookup` says what its spellings mean.
    """

    def __init__(self, framework: Framework, column: int | None, lookup: Mapping[str, str]) -> None:
        self._column = column
        self._lookup = lookup
        self._codes = {
            comparator.id: [plain(member.code) for member in comparator.members]
            for comparator in framework.comparators.values()
        }
        self._seen: dict[tuple[str, str], str] = {}

    def series(self, name: str, cells: Sequence[str]) -> str:
        """The series that a rule's name means for a row; "" where the row is of no member."""
        if not name.endswith(EVERY) or self._column is None:
            return name
        text = cells[self._column]
        found = self._seen.get((name, text))
        if found is None:
            comparator, flat = every_member_of(name), plain(text)
            code = self._lookup.get(flat, flat)
            found = f"{comparator}/{code}" if code in self._codes.get(comparator, ()) else ""
            self._seen[name, text] = found
        return found

    def absent(self, name: str, used: Collection[str]) -> str:
        """Which members got no row of the file, in words; "" where none is missing, or the rule means no members."""
        comparator = every_member_of(name)
        codes = self._codes.get(comparator, [])
        missing = [code for code in codes if f"{comparator}/{code}" not in used]
        if not comparator or not missing:
            return ""
        if len(missing) == len(codes):
            return f"None of the {plural(len(codes), 'member')} of `{comparator}` has a row in the file."
        have = "has" if len(missing) == 1 else "have"
        of = f"{len(missing)} of the {plural(len(codes), 'member')} of `{comparator}`"
        return f"{of} {have} no row in the file: {quoted(missing, 'and', 12)}."
