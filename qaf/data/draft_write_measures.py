"""Measures and counts of a drafted recipe as YAML, and the columns that are left."""

from __future__ import annotations

from collections.abc import Iterator

from qaf.data.draft_infer import Inferred
from qaf.data.draft_measures import MeasureDraft
from qaf.data.draft_yaml import MOST_LISTED, check, condition, quote, remark
from qaf.ground.text import plural


def measures_lines(drafted: Inferred) -> Iterator[str]:
    """The lines of what is read or counted, and remarks on the columns that nobody claims."""
    if drafted.counts:
        yield from _counts(drafted)
        return
    if drafted.measures:
        yield "measures:"
    for each in drafted.measures:
        yield from _entry(each, bool(drafted.period.headings))
    left = drafted.left
    if not drafted.measures:
        yield from check("no column could be matched with a measure of the framework. Write which holds which:")
        yield "# measures:"
    elif left:
        yield from remark("  no measure of the framework was found for these:")
    for source in left[: 3 * MOST_LISTED]:
        where = f", where: [{', '.join(condition(*pair) for pair in source.where)}]" if source.where else ""
        yield f"#   - {{measure: ?, value: {quote(source.ref)}{where}}}"
    if len(left) > 3 * MOST_LISTED:
        yield f"#   and {plural(len(left) - 3 * MOST_LISTED, 'more column')}"
    if not drafted.measures and not left:
        yield "#   - {measure: ?, value: ?}"
    if drafted.one_each or (not drafted.measures and not left):
        by = f"{drafted.one_each} differs in each" if drafted.one_each else "no column holds figures"
        yield from check(f"{by}, so each row may be one provider, visit or audit. Such rows can be counted:")
        yield f"# count_rows: {{measure: ?{f', by: {quote(drafted.one_each)}' if drafted.one_each else ''}}}"


def _counts(drafted: Inferred) -> Iterator[str]:
    column, text = drafted.totals
    if text:
        yield f"totals: {{where: [{condition(column, text)}]}}  # such rows are no things to be counted"
    by = f", told apart by {drafted.counts[0].by}" if drafted.counts[0].by else ""
    yield from check(f"is each row one thing{by}, and are these the rows that count?")
    yield "count_rows:"
    for each in drafted.counts:
        yield f"  - measure: {each.measure.id}  # {each.evidence}"
        if each.by:
            yield f"    by: {quote(each.by)}"
        if each.where:
            yield "    where:"
        for ref, texts in each.where:
            said = f"is: {quote(texts[0])}" if len(texts) == 1 else f"in: [{', '.join(map(quote, texts))}]"
            yield f"      - {{column: {quote(ref)}, {said}}}"


def _entry(each: MeasureDraft, wide: bool) -> Iterator[str]:
    for words in each.checks:
        yield from check(words, "  ")
    yield f"  - measure: {each.measure.id}  # {each.evidence}"
    if each.where:
        yield f"    where: [{', '.join(condition(*pair) for pair in each.where)}]"
    for role, ref in each.parts.items():
        yield f"    {role}: {quote(ref)}"
    if each.category:
        yield f"    category: {each.category}"
    if each.series:
        yield f"    series: {quote(each.series)}"
    if each.scale:
        yield f"    scale: {each.scale}"
