"""Sentences and names: how numbers, periods and reasons are written on a page.

No word here says that anything rose, fell, improved or got worse: that is for the modules `words_*`, which print what
was tested.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from qaf.analysis.headlines import AT_CLOSURE
from qaf.analysis.points import Line, Point
from qaf.analysis.series import MeasureSeries
from qaf.disclosure.printed import DEFAULT_PER, PARTS_OF_A_BASE
from qaf.ground.text import listing, plural
from qaf.model.framework import Framework
from qaf.model.measure import Measure
from qaf.model.period import MONTHS, Period, PeriodKind
from qaf.model.protected import Shown
from qaf.report import terms


def grouped(text: str) -> str:
    """A printed number with thousands separators: `1879` becomes `1,879`. A minus sign is a real one."""
    sign, digits = ("−", text[1:]) if text.startswith("-") else ("", text)
    whole, point, rest = digits.partition(".")
    return f"{sign}{int(whole):,}{point}{rest}" if whole.isdigit() else text


def number(measure: Measure, value: Shown, framework: Framework | None = None) -> str:
    """A given value with its unit: `18.0 %`, `1,879`, `62 per 10,000`; a grade by its name."""
    if measure.unit == "grade":
        return grade_name(measure, value.text, framework)
    text = grouped(value.text)
    if measure.unit in ("percent", "shares", "before_after"):
        return f"{text} %"
    if measure.unit == "rate":
        return f"{text} per {measure.per or DEFAULT_PER:,}"
    if measure.unit == "change":
        return _change(measure, text, framework)
    return text


def grade_name(measure: Measure, grade: str, framework: Framework | None) -> str:
    """A grade by the name its scale gives it."""
    scale = framework.scales.get(measure.scale or "") if framework else None
    return next((g.title for g in scale.grades if g.id == grade), grade) if scale else grade


def value(measure: Measure, shown: Shown, framework: Framework | None = None) -> str:
    """The value with its unit, or in words why there is none."""
    if shown.given:
        return number(measure, shown, framework)
    return shown.absence or "no figure"


def counts(measure: Measure, point: Point) -> str:
    """`339 of 1,879` where a part and its base are both shown, else ""."""
    if measure.unit in PARTS_OF_A_BASE and point.numerator.given and point.denominator.given and point.value.given:
        return f"{grouped(point.numerator.text)} of {grouped(point.denominator.text)}"
    return ""


def now(series: MeasureSeries, point: Point, framework: Framework | None = None) -> tuple[str, str]:
    """A figure as number and words: `("18.0 %", "in 2024/25")`, `("Withheld", "to protect people, in 2024/25")`."""
    if point.value.given:
        return number(series.measure, point.value, framework), at(point.period)
    if point.withheld:
        return "Withheld", f"to protect people, {at(point.period)}"
    return (point.value.absence or "no figure").capitalize(), at(point.period)


def headlines(series: MeasureSeries, framework: Framework | None = None) -> tuple[tuple[str, str], ...]:
    """The latest numbers with their words, one a rater."""
    found = []
    for line in series.own:
        if line.latest is not None:
            shown, when = now(series, line.latest, framework)
            by = f"{lower_first(line.name)}, " if series.measure.unit == "before_after" else ""
            found.append((shown, f"{by}{when}"))
    return tuple(found)


def not_rated(series: MeasureSeries, line: Line) -> str:
    """For ratings before and after, how many of those due were not rated again, or that this is not known; else ""."""
    latest = line.latest
    if series.measure.unit != "before_after" or latest is None or latest.missing:
        return ""
    for held in series.distributions:
        if (held.rater or "own") != line.id or held.point not in AT_CLOSURE or held.period != latest.period:
            continue
        row = next((row for row in held.rows if row.id == "not_rated"), None)
        if row is None:
            break
        if row.numerator.given and row.denominator.given:
            return f"{grouped(row.numerator.text)} of {grouped(row.denominator.text)} were not rated again"
        if row.value.given:
            return f"{grouped(row.value.text)} % were not rated again"
        return f"how many were not rated again: {row.value.absence or row.numerator.absence or 'not known'}"
    return "how many were not rated again is not known"


def no_figures(series: MeasureSeries) -> str:
    """Why a measure has no figure on the page."""
    measure = series.measure
    places = [b.name for b in series.breakdowns if any(line.points for line in b.lines)]
    if places:
        kinds = listing(dict.fromkeys(lower_first(name) for name in places))
        return f"No figure for the whole has been taken in, only by {kinds}."
    if series.only_whole:
        return "No figure for the whole has been taken in, only by teams or places that are not shown here."
    if series.later_than is not None:
        return f"No figures up to {day(series.later_than)}: those taken in are of later periods."
    if measure.status == "planned":
        return "No figures yet: collecting them is planned."
    if measure.status == "proposed":
        return "No figures yet: the measure is only proposed."
    return "No figures have been taken in for this measure."


def at(period: Period) -> str:
    """`in 2024/25`, `in March 2024`, `on 31 March 2024`: the period as the end of a clause."""
    if period.kind is PeriodKind.DAY:
        return f"on {period.long}"
    return f"in {short(period)}"


def short(period: Period) -> str:
    """The period as charts, tables and sentences write it."""
    return period.long if period.kind in (PeriodKind.MONTH, PeriodKind.RUN, PeriodKind.TERM) else str(period)


def day(when: date) -> str:
    """`15 June 2026`, whatever the computer's language."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def base_words(measure: Measure, framework: Framework) -> str:
    """What a figure is of, in words; "" where that is not said."""
    if measure.base:
        return measure.base
    return lower_first(framework.title(measure.of)) if measure.of else ""


def unit_words(measure: Measure, framework: Framework) -> str:
    """The statistical subtitle: what is counted or measured, and of what."""
    base = base_words(measure, framework)
    of = f" of {base}" if base else ""
    match measure.unit:
        case "count":
            return f"Number of {measure.noun}"
        case "percent":
            return f"Per cent{of}"
        case "rate":
            return f"Per {measure.per or DEFAULT_PER:,}{f' {base}' if base else ''}"
        case "shares":
            return f"Per cent graded {good_from(measure, framework)}{of}"
        case "before_after":
            return f"Per cent rated higher when the work ended than at the start{',' if of else ''}{of}"
        case "mean":
            return f"Average{f', over {base}' if base else ''}"
        case "ratio":
            return f"Ratio{f' to {base}' if base else ''}"
        case "change":
            return f"Change from the period before{f': {base}' if base else ''}"
        case _:
            return "Grade"


def good_from(measure: Measure, framework: Framework) -> str:
    """`good or higher`: the grades that the headline of a measure in shares adds up."""
    scale = framework.scales.get(measure.scale or "")
    if scale is None or not scale.good_from:
        return "at each grade"
    name = next((grade.title for grade in scale.grades if grade.id == scale.good_from), scale.good_from)
    return f"{lower_first(name)} or higher"


def sample_words(measure: Measure) -> str:
    """For a sample, how it was drawn; "" for a whole group, and where nobody said that it is a sample."""
    said = measure.drawn is not None or measure.covers == "sample"
    return terms.DRAWN[measure.drawn or "chosen"] if measure.is_sample and said else ""


def lower_first(text: str) -> str:
    """The text as it stands inside a sentence; abbreviations keep their capitals."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def upper_first(text: str) -> str:
    """The text as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def withheld_words(count: int, coarser: int = 0) -> str:
    """How many figures are withheld, and how many measures are shown less finely for the same reason."""
    verb = "is" if count == 1 else "are"
    text = f"{plural(count, 'figure')} {verb} withheld in this book to protect people, and printed as [c]."
    if not count:
        text = "No figure in this book is withheld to protect people."
    if coarser:
        verb, were = ("is", "it was") if coarser == 1 else ("are", "they were")
        why = "for the same reason" if count else "so that nobody can be recognised"
        text += f" {plural(coarser, 'measure')} {verb} shown less finely than {were} collected, {why}."
    return text


def names(words: Iterable[str], nothing: str = "none") -> str:
    """The words joined, or `nothing`."""
    return listing(words) or nothing


def _change(measure: Measure, text: str, framework: Framework | None) -> str:
    base = framework.measures.get(measure.of or "") if framework else None
    signed = text if text.startswith("−") or not text.strip("0.") else f"+{text}"
    return f"{signed} percentage points" if base and base.unit in ("percent", "shares", "before_after") else signed


def of_members(point: Point) -> str:
    """` over 9 of 10 members` for a comparator that is worked out over several places, else ""."""
    if point.members is None:
        return ""
    present, total = point.members
    return f" over {present} of {plural(total, 'member')}" if present < total else f" over {plural(total, 'member')}"


def part_name(period: Period) -> str:
    """What a part of a year is called: `quarter`, `month`, `term`, `half` for a part of a year, else ""."""
    if not period.is_part_of_year:
        return ""
    return "period" if period.kind is PeriodKind.RUN else period.kind.value.rpartition("_")[2]
