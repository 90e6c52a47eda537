"""Putting together what can be told of an unknown table: its periods, places, rows and measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qaf.data.cell_shapes import without_note
from qaf.data.cells import plain
from qaf.data.column_names import tidy_name
from qaf.data.draft_beside import places_beside
from qaf.data.draft_categories import side_by_side
from qaf.data.draft_columns import Column, columns_of, has_decimal_commas, unit_of
from qaf.data.draft_context import CONTEXT, words_around
from qaf.data.draft_counts import CountDraft, find_counts, one_each, totals_of
from qaf.data.draft_measures import Figures, Matcher, MeasureDraft
from qaf.data.draft_people import headings_of_people
from qaf.data.draft_period_texts import PeriodDraft
from qaf.data.draft_periods import find_periods
from qaf.data.draft_places import PlacesDraft, find_places
from qaf.data.draft_rows import RowsDraft, breakdown_in, find_rows
from qaf.data.draft_symbols import SymbolDraft, odd_texts, old_x, untold
from qaf.data.draft_table import Layout, labels_filled
from qaf.data.draft_units import groups_of, units_beside
from qaf.data.draft_words import Weights, likeness, words_of
from qaf.data.draft_years import PeriodClues
from qaf.data.presets import PRESETS, SIGN
from qaf.data.tidy import TIDY_COLUMNS
from qaf.model.framework import Framework
from qaf.model.settings import Settings

_MOST_NAMES = 60


@dataclass(frozen=True)
class Inferred:
    """Everything that was told of a table."""

    file: str
    layout: Layout
    columns: Sequence[Column]
    comma: bool
    preset: str
    preset_why: str
    period: PeriodDraft
    places: PlacesDraft
    rows: RowsDraft
    measures: tuple[MeasureDraft, ...]
    left: tuple[Figures, ...]
    symbols: tuple[SymbolDraft, ...] = ()
    sentinels: tuple[str, ...] = ()
    bands: int = 0
    where: tuple[tuple[str, str], ...] = ()
    checks: tuple[str, ...] = ()
    fill_down: tuple[str, ...] = ()
    old_x: int = 0
    one_each: str = ""
    beside: str = ""
    untold: tuple[tuple[int, str], ...] = ()
    counts: tuple[CountDraft, ...] = ()
    totals: tuple[str, str] = ("", "")


def infer(layout: Layout, file: str, framework: Framework) -> Inferred:
    """What can be told of a table, by its own looks and by what the framework knows."""
    names = [tidy_name(name) for name in layout.table.header]
    layout, down = labels_filled(layout)
    commas, points = has_decimal_commas(layout.table.body)
    comma = commas > 0 and not points
    columns = columns_of(names, layout.table.body, comma, headings_of_people(names, framework))
    preset, why = _preset(names, layout)
    settings = framework.settings
    period = find_periods(columns, PeriodClues(file, layout, settings.year_starts))
    if preset in ("dfe", "fingertips"):
        period = _of_preset(preset, columns, period)
    free = [column for column in columns if column.index not in period.columns]
    places = _places(free, preset, settings)
    others = [column for column in free if column.index not in places.used]
    naming = _naming(others, framework)
    keys = [column for column in columns if column.index in (*period.columns, *places.used)]
    units = units_beside(others, naming)
    rows = find_rows(others, [*keys, *units], places.own, settings.breakdowns, naming)
    figures = [column for column in others if column.is_figure]
    context = words_around(others, layout, file, framework)
    refs = {column.index: period.headings.get(column.index, column.ref) for column in columns}
    by_place = places_beside(figures, refs, places, settings)
    if by_place is not None:
        figures, places = by_place.figures, by_place.places
    sources = _sources(figures, naming, period, context, places, by_place is not None, units)
    if preset == "fingertips":
        sources = [source for source in sources if source.column.name.casefold() == "value"]
    measures, left = Matcher(framework.measures.values(), sources, refs).match()
    if by_place is not None:
        measures = by_place.for_each(measures, refs)
    beside = ""
    if rows.breakdown is None and not measures and not period.headings:
        beside, measures = side_by_side(figures, settings.breakdowns, framework.measures.values(), context)
        taken = {ref for each in measures for ref in each.parts.values()}
        left = [source for source in left if source.ref not in taken]
    where: list[tuple[str, str]] = []
    if preset == "fingertips":
        measures, where = _by_indicator(measures, columns)
    each_row = one_each(others)
    counts: tuple[CountDraft, ...] = ()
    if rows.alike > 1 and not period.headings and (each_row or not measures):
        counts = find_counts(others, framework.measures.values(), each_row, context, rows.breakdown)
    if counts:
        divided = rows.breakdown
        able = divided is not None and all(divided.id in each.measure.breakdowns for each in counts)
        measures, left, rows = [], [], RowsDraft(breakdown=divided if able else None)
    rows, measures = _only_broken_down(rows, measures)
    used = [] if counts else _used(columns, measures, period) or figures
    symbols, sentinels, bands = odd_texts(used, layout, preset)
    return Inferred(
        file, layout, columns, comma, preset, why, period, places, rows, tuple(measures), tuple(left), symbols,
        sentinels, bands, tuple(where), _checks(commas, points), tuple(columns[at].ref for at in down),
        old_x(used, symbols, preset), "" if measures else each_row, beside,
        untold(used, layout, symbols, preset), counts, totals_of(others) if counts else ("", ""),
    )  # fmt: skip


def _places(free: Sequence[Column], preset: str, settings: Settings) -> PlacesDraft:
    """Whose rows they are. A column that may be a breakdown of ours is one of places only where it names a series."""
    divided = breakdown_in([column for column in free if column.kind == "text"], settings.breakdowns)
    by_all = find_places(free, settings)
    if divided is None or preset == "dfe":
        return by_all
    by_others = find_places([column for column in free if column is not divided.column], settings)
    return by_all if _compared(by_all) > _compared(by_others) else by_others


def _compared(places: PlacesDraft) -> int:
    return sum(1 for rule in places.rules if rule.series != "own")


def _checks(commas: int, points: int) -> tuple[str, ...]:
    if not (commas and points):
        return ()
    return (f"{commas:,} numbers have decimals after a comma and {points:,} after a point. Which is right?",)


def _preset(names: Sequence[str], layout: Layout) -> tuple[str, str]:
    """The preset that fits by the columns and the layout, and why."""
    flat = {name.casefold() for name in names if name}
    if {"measure", "period"} <= flat <= set(TIDY_COLUMNS):
        return "tidy", "its columns are those of a tidy file"
    if {"time_period", "time_identifier", "geographic_level"} <= flat:
        return "dfe", "it has the columns time_period, time_identifier and geographic_level"
    if {"indicator id", "area code", "time period", "value", "count", "denominator"} <= flat:
        return "fingertips", "it has the columns of a Fingertips download"
    if layout.header_rows > 1 or layout.skip_rows or layout.ends_at:
        return "sheet", "its table is laid out for the eye, with titles, several rows of headings, or notes"
    return "", ""


def _of_preset(preset: str, columns: Sequence[Column], found: PeriodDraft) -> PeriodDraft:
    """The preset says where the period stands, so the recipe need not."""
    defaults = PRESETS[preset]
    wanted = {name.casefold() for name in (defaults.period, defaults.with_) if name}
    at = tuple(column.index for column in columns if column.name.casefold() in wanted)
    sure = found.found and set(found.columns) <= {*at}
    return PeriodDraft({}, "", () if sure or found.found else found.checks, at)


def _naming(columns: Sequence[Column], framework: Framework) -> Column | None:
    """The column whose texts name measures, if there is one."""
    measures = [(words_of(each.id), words_of(each.text)) for each in framework.measures.values()]
    weights = Weights([(*ids, *texts) for ids, texts in measures])
    best: tuple[int, int, Column] | None = None
    for column in columns:
        if column.kind != "text" or not 0 < len(column.texts) <= _MOST_NAMES:
            continue
        own = Weights([words_of(text) for text in column.texts])
        hits = sum(
            1
            for text in column.texts
            if any(likeness(words_of(text), ids, texts, weights, own) >= 0.6 for ids, texts in measures)
        )
        by_name = bool(CONTEXT.search(column.name))
        if hits and (by_name or len(column.texts) > 1) and (best is None or (hits, by_name) > best[:2]):
            best = (hits, by_name, column)
    if best:
        return best[2]
    units = [c for c in columns if c.kind == "text" and 1 < len(c.texts) < 9 and all(unit_of(text) for text in c.texts)]
    return units[0] if units else None


def _sources(
    figures: Sequence[Column],
    naming: Column | None,
    period: PeriodDraft,
    context: tuple[str, str],
    places: PlacesDraft,
    named_by_place: bool = False,
    units: Sequence[Column] = (),
) -> list[Figures]:
    """The columns of figures, once for each measure that a naming column names, one for all periods of headings."""
    found: list[Figures] = []
    seen: set[str] = set()
    several = naming is not None and (len(naming.texts) > 1 or bool(units))
    for column in figures:
        ref = period.headings.get(column.index, column.ref)
        if ref.casefold() in seen:
            continue
        seen.add(ref.casefold())
        name = ref.replace(SIGN, " ")
        words = words_of(name) if not (name.startswith("[") or named_by_place) else ()
        peers = (
            () if named_by_place else tuple(figures) if not period.headings else _same_period(column, figures, period)
        )
        rows = sorted(places.own) if places.own and len(places.own) > 40 else range(len(column.cells))
        if several and naming is not None:
            said = f"by the text of {naming.ref}"
            for where, some in groups_of(naming, units):
                named = (*words_of(where[0][1]), *words) or words_of(context[0])
                found.append(Figures(ref, column, some, where, named, said, peers))
            continue
        said = "" if words or column.hidden else context[1]
        around = () if column.hidden else words_of(context[0])
        found.append(Figures(ref, column, rows, (), words or around, said, peers, around))
    return found


def _same_period(column: Column, figures: Sequence[Column], period: PeriodDraft) -> tuple[Column, ...]:
    """The columns whose headings have the same period."""

    def text(each: Column) -> str:
        before, _, after = period.headings.get(each.index, "").partition(SIGN)
        found = each.name[len(before) : len(each.name) - len(after)] if each.index in period.headings else ""
        return without_note(found)

    return tuple(each for each in figures if text(each) == text(column))


def _by_indicator(
    measures: Sequence[MeasureDraft], columns: Sequence[Column]
) -> tuple[list[MeasureDraft], list[tuple[str, str]]]:
    """Fingertips: the indicator's number chooses the rows, and the preset knows the columns."""
    ids = next(column for column in columns if column.name.casefold() == "indicator id")
    names = next((column for column in columns if column.name.casefold() == "indicator name"), ids)
    number = {plain(name): plain(id_) for name, id_ in zip(names.cells, ids.cells, strict=True)}
    one = len(ids.texts) == 1
    changed = []
    for each in measures:
        where = () if one else tuple((ids.ref, number[text]) for _, text in each.where if text in number)
        evidence = each.evidence
        changed.append(MeasureDraft(each.measure, where, {}, each.scale, evidence, each.checks))
    return changed, [(ids.ref, next(iter(ids.texts)))] if one else []


def _only_broken_down(rows: RowsDraft, measures: list[MeasureDraft]) -> tuple[RowsDraft, list[MeasureDraft]]:
    """The breakdown only for measures that are broken down by it; of the others the total is wanted."""
    found = rows.breakdown
    if found is None or not measures:
        return rows, measures
    total = next((text for text, meant in found.lookup.items() if meant == "whole"), "")
    able = [each for each in measures if found.id in each.measure.breakdowns]
    if not able:
        if total:
            return replace(rows, breakdown=None, where=((found.column.ref, total), *rows.where)), measures
        return replace(rows, breakdown=None, open=(found.column, *rows.open)), measures
    wanted = ((found.column.ref, total),) if total else ()
    return rows, [each if each in able else replace(each, where=(*each.where, *wanted)) for each in measures]


def _used(columns: Sequence[Column], measures: Sequence[MeasureDraft], period: PeriodDraft) -> list[Column]:
    """The columns whose numbers the drafted recipe reads."""
    refs = {ref.casefold() for each in measures for ref in each.parts.values()}
    if measures and not refs:
        refs = {"count", "denominator", "value"}
    return [c for c in columns if period.headings.get(c.index, c.ref).casefold() in refs]
