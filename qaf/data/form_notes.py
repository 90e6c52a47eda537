"""What stands on the second sheet of a form: how to fill it in, and what each measure counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from qaf.data.forms import Form
from qaf.model.framework import Framework
from qaf.model.measure import Measure
from qaf.model.period import MONTHS
from qaf.model.protected import ABSENCES

_RESULTS = (
    ("improved, same, worse", "Cases rated higher, the same or lower than at the start. The denominator is the cases "
     "rated at both points by the same rater: the three add up to it."),
    ("not_rated", "Cases that were due at that point and make no pair. The denominator is all cases due. A reason has "
     "a row of its own below, such as not_rated/moved-away."),
    ("sustained", "Cases that were improved at closure and still are. The denominator is the cases improved at closure "
     "and followed that far."),
    ("point, rater", "When the later rating was made (6m is six months after closure), and who rated."),
)  # fmt: skip


def form_notes(form: Form, framework: Framework) -> Iterator[tuple[str, str]]:
    """(about, note) of each line of the notes."""
    settings = framework.settings
    yield "Form", f"{form.title}, for {settings.organisation.name}. Made as at {_day(form.as_at)}."
    if settings.marking:
        yield "Marking", settings.marking
    yield from _how_to()
    for measure in form.measures:
        yield measure.id, " ".join(_about(measure, framework))
        yield from ((f"{measure.id}: {one}", words) for one, words in _scale(measure, framework))
    if any(measure.unit == "before_after" for measure in form.measures):
        yield from _RESULTS
    for breakdown in framework.breakdowns.values():
        used = {key.category for key in form.keys if key.breakdown == breakdown.id}
        names = [f"{each.id}: {each.title}" for each in breakdown.categories if each.id in used]
        if names:
            yield f"{breakdown.id}", f"{breakdown.title}. {'; '.join(names)}."
    for period in sorted({key.period for key in form.keys}):
        yield str(period), period.long


def _how_to() -> Iterator[tuple[str, str]]:
    yield (
        "How to fill it in",
        (
            "Write into the white cells of the first sheet. A row in which you have nothing to give stays empty: it is "
            "passed over. Zero is a number: write 0. Rows at the end are free for what the form does not ask for."
        ),
    )
    yield "Whole numbers", "Write the true counts. qaf withholds small numbers wherever it shows figures."
    yield (
        "People",
        (
            "No names, dates of birth or numbers of single people, in the notes neither. Keep the filled-in form as "
            "safely as the records that it was counted from."
        ),
    )
    yield "Sending it back", "Save it as it is (XLSX). It is taken in with `qaf ingest`, without a recipe."
    yield "Instead of a number", "; ".join(f"{symbol} {words}" for symbol, words in ABSENCES.items()) + "."


def _about(measure: Measure, framework: Framework) -> Iterator[str]:
    yield f"{measure.text.rstrip('.')}."
    yield _unit(measure, framework)
    if measure.asked:
        yield f"Asked: {measure.asked.rstrip('.')}."
    if measure.note:
        yield measure.note.strip()


def _unit(measure: Measure, framework: Framework) -> str:
    base = framework.measures.get(measure.of or "")
    whole = measure.base or (base.text if base else "")
    of = f" (of: {whole.rstrip('.')})" if whole else ""
    match measure.unit:
        case "count":
            return f"Value: the number of {measure.noun}."
        case "percent":
            return f"Numerator: how many {measure.noun}. Denominator: out of how many{of}. The value may stay empty."
        case "rate":
            return (
                f"Numerator: how many {measure.noun}. Denominator: out of how many{of}. "
                f"The value is per {measure.multiplier:,} and may stay empty."
            )
        case "mean":
            return f"Numerator: the sum. Denominator: over how many{of}. The value may stay empty."
        case "ratio":
            return f"Numerator over denominator{of}. The value may stay empty."
        case "shares":
            return f"A row for each grade. Numerator: how many {measure.noun} at it. Denominator: of how many{of}."
        case "before_after":
            return (
                f"A row for each result, rater and point. Numerator: how many {measure.noun}. Denominator: see below."
            )
        case _:
            return "Value: the grade."


def _scale(measure: Measure, framework: Framework) -> Iterator[tuple[str, str]]:
    scale = framework.scales.get(measure.scale or "")
    for grade in scale.grades if scale and measure.unit in ("shares", "grade") else ():
        yield grade.id, f"{grade.title}: {grade.means}" if grade.means else grade.title


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
