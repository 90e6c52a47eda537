"""Following a recipe: from the rows of somebody's file to candidates for figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from qaf.data.candidates import NUMBER_ROLES, Candidate, NumberReader, Numbers, Reading
from qaf.data.case_columns import case_columns, is_case_level
from qaf.data.cells import plain
from qaf.data.conditions import AllOf, tests_of
from qaf.data.count_periods import CountPeriods, counts_dates
from qaf.data.count_rows import CountRule, RowCounter
from qaf.data.faults import Faults
from qaf.data.member_series import MemberSeries, every_member_of
from qaf.data.presets import SIGN
from qaf.data.recipe_categories import Categories
from qaf.data.recipe_cells import cell_reader, near_rows, period_columns
from qaf.data.recipe_periods import PeriodReader
from qaf.data.sheet import Sheet
from qaf.ground.findings import Level, Where, finding
from qaf.ground.near_miss import did_you_mean
from qaf.ground.text import column_letter, listing, quoted
from qaf.model.figure import SYMBOLS, Figure, FigureKey
from qaf.model.framework import Framework
from qaf.model.measure import Measure
from qaf.model.period import Period
from qaf.model.recipe import Condition, Recipe


def recipe_columns(recipe: Recipe) -> dict[str, str]:
    """Every column that the recipe reads, and what for, in its own order."""
    wanted: dict[str, str] = {}
    for name in period_columns(recipe):
        wanted.setdefault(name, "the period")
    for condition in recipe.where:
        wanted.setdefault(condition.column, "choosing rows")
    if recipe.places is not None:
        wanted.setdefault(recipe.places.column, "the place")
    for rule in recipe.series:
        for condition in rule.where:
            wanted.setdefault(condition.column, f"series `{rule.series}`")
    if recipe.breakdown is not None and recipe.breakdown.column is not None:
        wanted.setdefault(recipe.breakdown.column, f"breakdown `{recipe.breakdown.id}`")
    for name, what in case_columns(recipe).items():
        wanted.setdefault(name, what)
    for condition in recipe.totals.where if recipe.totals else ():
        wanted.setdefault(condition.column, "totals")
    for count in recipe.count_rows:
        for name in (*(condition.column for condition in count.where), *filter(None, [count.by])):
            wanted.setdefault(name, f"the count of `{count.measure}`")
    for measure in recipe.measures:
        for condition in measure.where:
            wanted.setdefault(condition.column, f"measure `{measure.measure}`")
        for role in NUMBER_ROLES:
            if (name := getattr(measure, role)) and SIGN not in name:
                wanted.setdefault(name, f"the {role} of `{measure.measure}`")
    return wanted


def find_columns(sheet: Sheet, recipe: Recipe, faults: Faults) -> dict[str, int] | None:
    """Where each column of the recipe stands in the file; None where some do not (which are then faults)."""
    wanted = recipe_columns(recipe)
    found = {name: sheet.find(name) for name in wanted}
    missing = [name for name, columns in found.items() if not columns]
    if missing and len(missing) == len(wanted):
        words = f"The first row has none of the columns that recipe `{recipe.id}` reads: {quoted(missing, 'and', 12)}."
        faults.header("QAF502", words, help="Is this the right file, and does it begin with the names of its columns?")
    elif missing:
        for name in missing:
            words = f"The file has no column `{name}`, where recipe `{recipe.id}` looks for {wanted[name]}."
            # Without a header the first row is somebody's, and of single cases nothing of a row is ever shown.
            near = "" if is_case_level(recipe) else did_you_mean(name, sheet.names)
            faults.header("QAF502", words, help=near or _COLUMN_HELP)
    for name, columns in found.items():
        if len(columns) > 1:
            words = f"The header has the name `{name}` twice: {listing(map(sheet.column, columns))}."
            help_ = f"Say in the recipe which one is meant: `{name} [2]` is the second of that name, and "
            help_ += f"`[{column_letter(columns[1])}]` the column with that letter."
            faults.header("QAF502", words, help=help_, column=columns[1])
    if missing or any(len(columns) > 1 for columns in found.values()):
        return None
    return {name: columns[0] for name, columns in found.items()}


_COLUMN_HELP = "Put the column's name in this file into the recipe, or ask for the file in its usual layout."


@dataclass(frozen=True, slots=True)
class _MeasureRule:
    """How the figures of one measure are read."""

    measure: Measure
    test: AllOf
    columns: Mapping[str, int]
    scale: Decimal | None
    period: str
    category: str
    series: str
    index: int


class RecipeReader:
    """One recipe, made ready for one file."""

    def __init__(
        self,
        sheet: Sheet,
        recipe: Recipe,
        framework: Framework,
        faults: Faults,
        at: Mapping[str, int],
        origins: Sequence[int] = (),
    ) -> None:
        self._sheet, self._recipe, self._faults, self._at = sheet, recipe, faults, at
        self._origins = origins or range(len(recipe.measures))
        self._numbers = NumberReader(framework, cell_reader(recipe), faults, True)
        lookup = recipe.places.lookup if recipe.places else {}
        self._lookup = {plain(text): plain(meant) for text, meant in lookup.items()}
        self._where = self._tests(recipe.where)
        self._members = MemberSeries(framework, at[recipe.places.column] if recipe.places else None, self._lookup)
        self._totals = self._tests(recipe.totals.where) if recipe.totals else None
        self._series = [(rule.series, self._tests(rule.where)) for rule in recipe.series] or [("own", AllOf(()))]
        self._measures = list(self._measure_rules(framework))
        self._of_series = sorted(set(self._series_columns()))
        self._taking: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._tested = sorted(frozenset[int]().union(*(rule.test.columns for rule in self._measures)))
        self._rules_for: dict[tuple[str, ...], list[_MeasureRule]] = {}
        self._categories = self._breakdown(framework)
        self._published = bool(recipe.published)
        self._counter = self._row_counter(framework)
        self._periods = PeriodReader(sheet, recipe, framework, faults, [at[name] for name in period_columns(recipe)])
        self._count_periods = CountPeriods(
            sheet, recipe, framework, [at[name] for name in period_columns(recipe)], self._periods
        )
        self._used_series: set[str] = set()
        self._used_measures: set[int] = set()

    def read(self, recipe_path: str, step: Callable[[int], None] = lambda row: None) -> Reading:
        """All candidates of the file; what the recipe took nothing from is a finding at its key."""
        reading = Reading(rows=self._sheet.row_count, at=self._at)
        for row, cells in enumerate(self._sheet.rows):
            step(row)
            if not self._where(cells):
                continue
            series = self._series_of(row, cells)
            if not series:
                continue
            for candidate in self._candidates(row, cells, series):
                reading.add(candidate)
            if self._counter is not None:
                self._count(self._counter, row, cells, series)
        if self._counter is not None:
            self._counter.finish(reading, fill=counts_dates(self._recipe))
        self._say_unused(recipe_path)
        return reading

    def _candidates(self, row: int, cells: Sequence[str], series: str) -> Iterator[Candidate]:
        looked_at = tuple([cells[column] for column in self._tested])
        rules = self._rules_for.get(looked_at)
        if rules is None:
            rules = self._rules_for[looked_at] = [rule for rule in self._measures if rule.test(cells)]
        if not rules:
            return
        self._used_measures.update(rule.index for rule in rules)
        if sum(1 for cell in cells if cell.strip()) == 1 and self._is_remark(row, cells, rules):
            return
        category = self._category(row, cells)
        if category is None:
            return
        breakdown = self._recipe.breakdown.id if self._recipe.breakdown else ""
        periods: dict[str, Period | None] = {}
        for rule in rules:
            if rule.period not in periods:
                periods[rule.period] = self._periods.read(row, rule.period)
            period = periods[rule.period]
            numbers = self._numbers.read(row, cells, rule.measure, rule.columns, rule.scale) if period else None
            if numbers is None or period is None:
                continue
            if numbers.denominator not in SYMBOLS and not (numbers.numerator or numbers.value):
                numbers = Numbers()  # of how many is no figure: a cell that is left empty is not given
            part = rule.category or category
            key = FigureKey(rule.measure.id, period, rule.series or series, breakdown if part else "", part)
            figure = Figure(key, numbers.numerator, numbers.denominator, numbers.value, "", self._published)
            yield Candidate(row, rule.measure, figure, rule.columns, numbers.step)

    def _is_remark(self, row: int, cells: Sequence[str], rules: Sequence[_MeasureRule]) -> bool:
        """Whether a row whose one filled cell holds no number says nothing that a figure could be of."""
        numbers = {rule.columns[role] for rule in rules for role in NUMBER_ROLES if role in rule.columns}
        if any(cells[column].strip() for column in numbers):
            return False
        known = self._categories is None or self._categories.known(cells)
        return not (known and all(self._periods.readable(row, rule.period) for rule in rules))

    def _count(self, counter: RowCounter, row: int, cells: Sequence[str], series: str) -> None:
        """Count a row that is no total; one that no count takes only shows of which series the file speaks."""
        if self._totals is not None and self._totals(cells):
            return
        rules = counter.counts(cells)
        source = self._recipe.period
        if not rules and (source is None or source.constant is None):
            return
        period = self._count_periods.read(row)
        category = self._category(row, cells) if rules else ""
        if period is not None and category is not None:
            counter.add(row, cells, rules, period, series, category)

    def _category(self, row: int, cells: Sequence[str]) -> str | None:
        """The category of a row, "" for the whole (also of a total), None where it cannot be told."""
        if self._categories is None or (self._totals is not None and self._totals(cells)):
            return ""
        return self._categories.read(row, cells)

    def _series_of(self, row: int, cells: Sequence[str]) -> str:
        looked_at = tuple([cells[column] for column in self._of_series])
        taking = self._taking.get(looked_at)
        if taking is None:
            named = [self._members.series(rule, cells) for rule, test in self._series if test(cells)]
            taking = self._taking[looked_at] = tuple(dict.fromkeys(filter(None, named)))
        if len(taking) > 1:
            words = f"the series {quoted(taking, 'and')} all take this row."
            help_ = "Narrow the `where` of the recipe's `series`, so that a row belongs to one of them."
            self._faults.at("QAF516", row, None, words, help=help_, same=taking)
            return ""
        self._used_series.update(taking)
        return taking[0] if taking else ""

    def _series_columns(self) -> Iterator[int]:
        """The columns that settle of which series a row is."""
        for _, test in self._series:
            yield from test.columns
        if self._recipe.places is not None:
            yield self._at[self._recipe.places.column]

    def _tests(self, conditions: Sequence[Condition]) -> AllOf:
        return tests_of(self._recipe, conditions, self._at)

    def _measure_rules(self, framework: Framework) -> Iterator[_MeasureRule]:
        for index, rule in enumerate(self._recipe.measures):
            columns = {role: self._at[name] for role in NUMBER_ROLES if (name := getattr(rule, role)) is not None}
            columns["period"] = next(iter(columns.values()))
            if not rule.period:
                columns.update(("period", self._at[name]) for name in period_columns(self._recipe)[:1])
            if self._recipe.breakdown is not None and self._recipe.breakdown.column is not None:
                columns["category"] = self._at[self._recipe.breakdown.column]
            scale = Decimal(repr(rule.scale)) if rule.scale is not None else None
            yield _MeasureRule(
                framework.measures[rule.measure],
                self._tests(rule.where),
                columns,
                scale,
                rule.period or "",
                rule.category or "",
                rule.series or "",
                self._origins[index],
            )

    def _row_counter(self, framework: Framework) -> RowCounter | None:
        columns: dict[str, int] = {}
        columns.update(("period", self._at[name]) for name in period_columns(self._recipe)[:1])
        if self._recipe.breakdown is not None and self._recipe.breakdown.column is not None:
            columns["category"] = self._at[self._recipe.breakdown.column]
        rules = [
            CountRule(framework.measures[each.measure], self._tests(each.where), self._at[each.by] if each.by else None)
            for each in self._recipe.count_rows
        ]
        breakdown = self._categories.breakdown if self._categories else None
        return RowCounter(rules, breakdown, columns, self._faults, self._published) if rules else None

    def _breakdown(self, framework: Framework) -> Categories | None:
        rule = self._recipe.breakdown
        if rule is None or rule.column is None:
            return None
        breakdown = framework.breakdowns[rule.id]
        return Categories(breakdown, self._at[rule.column], rule.lookup, self._faults)

    def _say_unused(self, recipe_path: str) -> None:
        """Say which series and measures got no row, unless nothing was taken at all."""
        if not self._used_series or self._faults.has_errors:
            return
        for index, rule in enumerate(self._recipe.series):
            words = self._members.absent(rule.series, self._used_series)
            if not every_member_of(rule.series) and rule.series not in self._used_series:
                words = f"No row of the file belongs to series `{rule.series}`."
            if words:
                self._say(recipe_path, ("series", index), words, rule.where)
        for index, measure in dict(zip(self._origins, self._recipe.measures, strict=True)).items():
            if self._used_measures and index not in self._used_measures:
                words = f"No row that was taken fulfils the `where` of measure `{measure.measure}`."
                self._say(recipe_path, ("measures", index), words, measure.where)

    def _say(self, recipe_path: str, loc: tuple[str | int, ...], words: str, conditions: Sequence[Condition]) -> None:
        near = near_rows(self._sheet, conditions, self._lookup)
        help_ = near or "Compare the texts of its `where` with those in the file."
        where = Where(recipe_path, loc)
        self._faults.add(finding("QAF512", where, words, help=help_, level=Level.WARNING, subject=self._recipe.id))
