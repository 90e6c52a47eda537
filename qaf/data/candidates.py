"""A row of a file on its way to being a figure, and the reading of its numbers, which tidy files and recipes share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from qaf.data.cells import Cell, CellReader, advice, plain
from qaf.data.faults import Faults
from qaf.ground.text import quoted
from qaf.model.figure import SYMBOLS, Figure
from qaf.model.framework import Framework
from qaf.model.measure import Measure

NUMBER_ROLES = ("numerator", "denominator", "value")

_PERCENT_UNITS = ("percent", "shares", "before_after")


@dataclass(slots=True)
class Candidate:
    """A figure that the file gives, before it is judged.

    `row` counts the rows below the header from 0. `columns` says in which column each part of the figure stands; a
    part that the recipe fixes for all rows has none. `step`: by how much the value's last digit counts, where a scale
    made that another than its own.
    """

    row: int
    measure: Measure
    figure: Figure
    columns: Mapping[str, int]
    step: Decimal | None = None


@dataclass(slots=True)
class Reading:
    """What was read of a file: candidates, how many rows it has, and from which of them came something.

    `taken`: rows that gave at least one figure. `empty`: figures of which nothing was given. `at`: where each column
    that a recipe names stands.
    """

    rows: int = 0
    candidates: list[Candidate] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    empty: int = 0
    at: Mapping[str, int] = field(default_factory=dict)

    def add(self, candidate: Candidate) -> None:
        """Take a candidate in; one that gives nothing is only counted."""
        figure = candidate.figure
        if figure.numerator or figure.denominator or figure.value:
            self.candidates.append(candidate)
            self.taken.add(candidate.row)
        else:
            self.empty += 1


@dataclass(frozen=True, slots=True)
class Numbers:
    """The three number cells of a figure as text, and the step of the value where a scale changed it."""

    numerator: str = ""
    denominator: str = ""
    value: str = ""
    step: Decimal | None = None


class NumberReader:
    """Reads the numbers of a row for a measure, and says what is wrong with them."""

    def __init__(self, framework: Framework, cells: CellReader, faults: Faults, in_recipe: bool) -> None:
        self._framework = framework
        self._cells = cells
        self._faults = faults
        self._in_recipe = in_recipe
        self._grades: dict[tuple[str, str], str] = {}

    def read(
        self, row: int, cells: Sequence[str], measure: Measure, columns: Mapping[str, int], scale: Decimal | None = None
    ) -> Numbers | None:
        """The numbers of a row, or None where one of them cannot be read (which is then a fault)."""
        texts: dict[str, str] = {}
        sound = True
        step: Decimal | None = None
        for role in NUMBER_ROLES:
            column = columns.get(role)
            if column is None:
                continue
            if role == "value" and measure.unit == "grade":
                text = self._grade(row, column, cells[column], measure)
            else:
                text = self._number(row, column, self._cells.read(cells[column]), role, measure)
            if text is None:
                sound = False
                continue
            if scale is not None and role == "value" and text and text not in SYMBOLS:
                text, step = scaled(text, scale)
            texts[role] = text
        if not sound:
            return None
        return Numbers(texts.get("numerator", ""), texts.get("denominator", ""), texts.get("value", ""), step)

    def _number(self, row: int, column: int, cell: Cell, role: str, measure: Measure) -> str | None:
        if cell.spelling:
            words = f"`{cell.spelling}` was read as `{cell.text}`."
            self._faults.at("QAF519", row, column, words, same=cell.spelling)
        if cell.mark:
            words = "a footnote mark beside the number was left out."
            self._faults.at("QAF525", row, column, words, kind="mark", same="mark")
        fault = cell.fault
        if cell.percent and (role != "value" or measure.unit not in _PERCENT_UNITS):
            fault = "a number with a percentage sign"
        if fault:
            words = f"{fault} stands where a number is wanted."
            help_ = advice(fault, self._in_recipe)
            self._faults.at("QAF505", row, column, words, help=help_, kind=fault)
            return None
        if cell.sentinel:
            words = "a number below zero stands here that commonly means that there is no number."
            help_ = "Write x where it is not available, or let a recipe name it under `sentinels`."
            self._faults.at("QAF506", row, column, words, help=help_, kind="sentinel")
            return None
        return cell.text

    def _grade(self, row: int, column: int, text: str, measure: Measure) -> str | None:
        """The id of the grade that a cell names by its id or name; a symbol stays one."""
        key = (measure.id, text)
        found = self._grades.get(key)
        if found is not None:
            return found
        scale = self._framework.scales.get(measure.scale or "")
        flat = plain(text)
        grades = scale.grades if scale else ()
        named = [grade.id for grade in grades if flat.casefold() in (grade.id, (grade.name or "").casefold())]
        if not flat or flat in SYMBOLS or len(named) == 1:
            self._grades[key] = named[0] if named else flat
            return self._grades[key]
        ids = [grade.id for grade in grades]
        help_ = self._faults.near(flat, ids) or (f"It is one of {quoted(ids, limit=12)}." if ids else "")
        words = f"this is no grade of the scale of `{measure.id}`."
        self._faults.at("QAF515", row, column, words, help=help_, kind="grade", same=flat)
        return None


def scaled(text: str, scale: Decimal) -> tuple[str, Decimal]:
    """A number times `scale` as plain digits, and by how much its last published digit counts then.

    A power of ten moves the point and keeps every digit that was published; any other scale keeps all digits.
    """
    number = Decimal(text)
    step = Decimal(1).scaleb(_exponent(number)) * scale
    _, digits, exponent = scale.normalize().as_tuple()
    result = number.scaleb(int(exponent)) if digits == (1,) else number * scale
    if _exponent(result) > 0:
        result = result.quantize(Decimal(1))
    return f"{result:f}", step


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
