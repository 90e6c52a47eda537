"""Which columns of an unknown file hold which measures: by the words of their names, and by sums that come out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from qaf.data.draft_columns import Column, unit_of
from qaf.data.draft_sums import Sum, find_sum, looks_like_shares
from qaf.data.draft_words import Weights, likeness, words_of
from qaf.model.measure import Measure

SURE, LIKELY = 0.68, 0.45
"""From where on a likeness of names is taken without a remark, and from where on at all."""

_FITS: dict[str, dict[str, float]] = {
    "count": {"count": 1.0, "": 0.95, "rate": 0.2, "percent": 0.2, "mean": 0.2},
    "percent": {"percent": 1.0, "rate": 0.95, "": 0.9, "count": 0.35, "mean": 0.3},
    "rate": {"rate": 1.0, "": 0.9, "percent": 0.5, "count": 0.35, "mean": 0.5},
    "mean": {"mean": 1.0, "": 0.95, "rate": 0.8, "count": 0.4, "percent": 0.4},
    "ratio": {"": 1.0, "rate": 0.9, "mean": 0.9, "percent": 0.6, "count": 0.4},
    "grade": {"": 0.9},
}
_PER = re.compile(r"(?:per|/)[ _]?(1[ _,]?000[ _,]?000|100[ _,]?000|10[ _,]?000|1[ _,]?000|100k|10k|1k)", re.I)


@dataclass(frozen=True)
class Figures:
    """A column of figures (or columns of one sort under several periods), in rows of one sort.

    `ref`: how a recipe names it. `rows`: the rows that count for it. `where`: what takes them. `words`: of its name.
    `around`: words about the whole table.
    """

    ref: str
    column: Column
    rows: Sequence[int]
    where: tuple[tuple[str, str], ...] = ()
    words: tuple[str, ...] = ()
    said: str = ""
    peers: tuple[Column, ...] = ()
    around: tuple[str, ...] = ()

    @property
    def unit(self) -> str:
        """What the text that names its measure says of the unit, else what its column's name says."""
        return unit_of(" ".join(text for _, text in self.where)) or self.column.unit

    def numbers(self) -> list[Decimal]:
        """Some of its numbers."""
        return [n for row in self.rows[:2_000] if (n := self.column.numbers[row]) is not None]


@dataclass(frozen=True, slots=True)
class MeasureDraft:
    """An entry of a recipe's `measures`, why it is taken to be this, and what somebody should look at."""

    measure: Measure
    where: tuple[tuple[str, str], ...] = ()
    parts: dict[str, str] = field(default_factory=dict)
    scale: str = ""
    evidence: str = ""
    checks: tuple[str, ...] = ()
    category: str = ""
    series: str = ""


def _with_numerator(source: Figures) -> Figures:
    """A column called no more than `Rate per 1,000 children` is about what its numerator's name says."""
    if source.unit not in ("percent", "rate") or len(source.words) > 2:
        return source
    made = find_sum(source.column, source.peers, source.rows, source.unit)
    numerator = next((each for each in source.peers if made and each.index == made.numerator), None)
    more = words_of(numerator.name) if numerator else ()
    return replace(source, words=(*source.words, *(word for word in more if word not in source.words)))


class Matcher:
    """Holds the columns of a file against the measures of the framework."""

    def __init__(self, measures: Iterable[Measure], sources: Sequence[Figures], refs: dict[int, str]) -> None:
        self.measures = [each for each in measures if each.unit in _FITS]
        self.sources = [_with_numerator(each) for each in sources]
        self._refs = refs
        ids = {each.id: words_of(f"{each.id} {each.ref or ''}") for each in self.measures}
        texts = {each.id: (*words_of(each.text), *(("population",) if each.reach else ())) for each in self.measures}
        self._ids, self._texts = ids, texts
        self._weights = Weights([(*ids[each.id], *texts[each.id]) for each in self.measures])
        self._own = Weights([each.words for each in sources])
        self.sources = [self._with_title(each) for each in self.sources]

    def match(self) -> tuple[list[MeasureDraft], list[Figures]]:
        """Entries for the measures that were found, in the framework's order, and the columns that are left."""
        scores = [
            (self._score(source, measure), at, number)
            for at, source in enumerate(self.sources)
            for number, measure in enumerate(self.measures)
        ]
        found: dict[int, tuple[int, float]] = {}
        taken: set[int] = set()
        about_all = False
        for score, at, number in sorted(scores, key=lambda each: (-each[0], each[1], each[2])):
            if score < LIKELY:
                break
            source = self.sources[at]
            by_context = bool(source.said) and not source.where
            if by_context and about_all:
                continue  # words about the whole table name one measure; its other columns are parts of it
            if at not in taken and number not in found:
                about_all = about_all or by_context
                found[number] = (at, score)
                taken.add(at)
        sums = {number: self._sum(self.measures[number], self.sources[at]) for number, (at, _) in found.items()}
        used = {at for at, _ in found.values()}
        drafts = {n: self._draft(self.measures[n], at, score, sums[n]) for n, (at, score) in found.items()}
        self._add_bases(drafts, found, sums, used)
        self._make_shares(drafts, found, sums, used)
        left = [source for at, source in enumerate(self.sources) if at not in used]
        parts = {(ref, draft.where) for draft in drafts.values() for ref in draft.parts.values()}
        return [drafts[n] for n in sorted(drafts)], [each for each in left if (each.ref, each.where) not in parts]

    def _with_title(self, source: Figures) -> Figures:
        """A column called no more than `Rate per 1,000 children` that is no measure's is about what the title says."""
        if source.unit not in ("percent", "rate") or len(source.words) > 2 or source.where or source.said:
            return source
        if any(self._score(source, measure) >= LIKELY for measure in self.measures):
            return source
        return replace(source, words=tuple(dict.fromkeys((*source.words, *source.around))))

    def _score(self, source: Figures, measure: Measure) -> float:
        fits = _FITS[measure.unit].get(source.unit, 0.3)
        if measure.of and measure.unit in ("percent", "rate") and source.unit == "count":
            fits = 0.75  # it may be the numerator of a share
        numbers = source.numbers()
        if measure.unit == "count" and numbers:
            broken = sum(1 for number in numbers if number != number.to_integral_value())
            fits *= 0.3 if broken * 5 > len(numbers) else 1.0
        if measure.unit == "mean" and len(numbers) > 3 and all(each == each.to_integral_value() for each in numbers):
            fits *= 0.7
        if measure.unit == "percent" and numbers and sum(1 for number in numbers if number > 101) * 20 > len(numbers):
            fits *= 0.3
        alike = likeness(source.words, self._ids[measure.id], self._texts[measure.id], self._weights, self._own)
        return round(alike * fits, 6)

    def _sum(self, measure: Measure, source: Figures) -> Sum | None:
        if measure.unit not in ("percent", "rate", "mean", "ratio"):
            return None
        return find_sum(source.column, source.peers, source.rows, measure.unit)

    def _draft(self, measure: Measure, at: int, score: float, made: Sum | None) -> MeasureDraft:
        source = self.sources[at]
        checks: list[str] = []
        parts = {"value": source.ref}
        evidence = source.said or "by the words of its name"
        if made is not None:
            parts = {"numerator": self._refs[made.numerator], "denominator": self._refs[made.denominator], **parts}
            evidence = made.words
        if score < SURE:
            checks.append(f"is this `{measure.id}`? The words are alike, not the same")
        scale, why = self._scale(measure, source, made)
        if why:
            checks.append(why)
        return MeasureDraft(measure, source.where, parts, scale, evidence, tuple(checks))

    def _scale(self, measure: Measure, source: Figures, made: Sum | None) -> tuple[str, str]:
        """By what the values are to be multiplied, and what to look at."""
        if measure.unit == "percent":
            if made is not None:
                return ("100", "") if made.times == 1 else ("", "")
            if looks_like_shares(source.numbers()):
                return "100", "no value is above 1, so they are read as shares of 1, not as percentages"
        if measure.unit == "rate":
            said = _PER.search(" ".join((source.ref, *(text for _, text in source.where), source.said)))
            per = made.times if made else _number(said[1]) if said else 0
            if per and per != measure.multiplier:
                scale = f"{Decimal(measure.multiplier) / Decimal(per):f}"
                return scale, f"the file's rate is per {per:,}, the measure's per {measure.multiplier:,}"
        return "", ""

    def _make_shares(
        self,
        drafts: dict[int, MeasureDraft],
        found: dict[int, tuple[int, float]],
        sums: dict[int, Sum | None],
        used: set[int],
    ) -> None:
        """Whole numbers that were taken for a share are its numerator, where what it is `of` was found too."""
        bases = {draft.measure.id: draft for draft in drafts.values()}
        for number, (at, _) in found.items():
            measure, source = self.measures[number], self.sources[at]
            if (
                measure.unit not in ("percent", "rate")
                or sums[number] is not None
                or source.unit in ("percent", "rate")
            ):
                continue
            numbers = source.numbers()
            if any(each != each.to_integral_value() for each in numbers):
                continue
            base = bases.get(measure.of or "")
            draft = drafts[number]
            if base is not None and base.where == source.where and "value" in base.parts:
                check = f"are these whole numbers the cases counted? They are read as a share of `{base.measure.id}`"
                parts = {"numerator": source.ref, "denominator": base.parts["value"]}
                drafts[number] = replace(draft, parts=parts, scale="", checks=(*draft.checks, check))
            elif source.unit == "count":
                del drafts[number]
                used.discard(at)
            elif numbers:
                check = f"these are whole numbers. Are they counts, or the {measure.unit} itself?"
                drafts[number] = replace(draft, checks=(*draft.checks, check))

    def _add_bases(
        self,
        drafts: dict[int, MeasureDraft],
        found: dict[int, tuple[int, float]],
        sums: dict[int, Sum | None],
        used: set[int],
    ) -> None:
        """Counts that are what a found measure is `of`: its denominator's column."""
        numbers = {measure.id: number for number, measure in enumerate(self.measures)}
        for number, made in list(sums.items()):
            measure = self.measures[number]
            base = numbers.get(measure.of or "", -1)
            if made is None or base < 0 or self.measures[base].unit != "count":
                continue
            source = self.sources[found[number][0]]
            ref = self._refs[made.denominator]
            if base in drafts and found[base][1] >= SURE:
                continue
            used.update(at for at, each in enumerate(self.sources) if each.ref == ref and each.where == source.where)
            if base in drafts:
                used.discard(found[base][0])
            words = f"it is the denominator of `{measure.id}`, which is a share of `{self.measures[base].id}`"
            drafts[base] = MeasureDraft(self.measures[base], source.where, {"value": ref}, "", words)


def _number(text: str) -> int:
    return int(re.sub(r"[ _,]", "", text.lower().replace("k", "000")))
