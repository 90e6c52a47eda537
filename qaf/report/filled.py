"""Prose with its placeholders answered from figures that may be shown.

An answer stands in the text as a token that no Markdown reads, and becomes text only in the finished page: nothing
that a figure says can turn into markup, nor anything that an author typed into a figure.
"""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass

from qaf.analysis.points import Line
from qaf.analysis.series import MeasureSeries, lines
from qaf.ground.findings import Finding, Span, Where, finding
from qaf.model.framework import Framework, Prose
from qaf.model.measure import Measure
from qaf.model.period import Period
from qaf.model.prose import FigureCall, Placeholder, fill
from qaf.model.protected import ABSENCES, ProtectedFigure, ProtectedFigures, Shown
from qaf.report import words

NO_FIGURE = "[no figure]"
_OPEN, _CLOSE = "\ue000", "\ue001"
_TOKEN = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
_IN_ADDRESS = re.compile("%EE%80%80([0-9]+)%EE%80%81")
_PRIVATE = re.compile("[\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class FilledText:
    """Markdown with tokens where figures belong, and the figures' texts in their order."""

    text: str = ""
    answers: tuple[str, ...] = ()

    def put_back(self, finished: str, escape: Callable[[str], str] = str) -> str:
        """`finished` (made from `text`) with each token replaced by its answer, passed through `escape`.

        In the address of a link, where Markdown has spelled the token out, the answer is spelled out too.
        """

        def answer(match: re.Match[str]) -> str:
            index = int(match[1])
            return self.answers[index] if index < len(self.answers) else NO_FIGURE

        spelled = _IN_ADDRESS.sub(lambda match: urllib.parse.quote(answer(match), safe=""), finished)
        return _TOKEN.sub(lambda match: escape(answer(match)), spelled)

    def part(self, text: str) -> FilledText:
        """A piece of the text, with the same answers."""
        return FilledText(text, self.answers)

    @property
    def length(self) -> int:
        """About how many letters it has when printed."""
        return len(_TOKEN.sub("00.0 %", self.text))


class Filler:
    """Answers placeholders; keeps a finding for each that no figure can fill, and what the others quoted."""

    def __init__(self, framework: Framework, figures: ProtectedFigures) -> None:
        self.framework = framework
        self.figures = figures
        self.findings: list[Finding] = []
        self.quoted: set[tuple[str, Period]] = set()

    def fill(self, prose: Prose) -> FilledText:
        """The prose with its placeholders answered."""
        answers: list[str] = []
        body = _PRIVATE.sub("", prose.body)

        def answer(placeholder: Placeholder) -> str:
            answers.append(self._answer(placeholder, prose, body))
            return f"{_OPEN}{len(answers) - 1}{_CLOSE}"

        return FilledText(fill(body, answer), tuple(answers))

    def plain(self, text: str, where: Where) -> str:
        """A text of a YAML file, which is printed as it stands, with its placeholders answered."""
        return fill(text, lambda placeholder: self._said(placeholder, lambda problem: _note_at(where, problem)))

    def _answer(self, placeholder: Placeholder, prose: Prose, body: str) -> str:
        return self._said(placeholder, lambda problem: _note(prose, body, placeholder, problem))

    def _said(self, placeholder: Placeholder, note: Callable[[str], Finding]) -> str:
        call = placeholder.call
        problem = f"A placeholder cannot be read: {placeholder.problem}."
        if call is not None:
            text, problem = self._figure(call)
            if text:
                self.quoted.add((call.measure, call.period))
                return text
        self.findings.append(note(problem))
        return NO_FIGURE

    def _figure(self, call: FigureCall) -> tuple[str, str]:
        """The figure as a page prints it, or why there is none."""
        measure = self.framework.measures.get(call.measure)
        if measure is None:
            return "", f"`{call.measure}` is no measure of this framework, so no figure can stand here."
        if measure.unit == "change" or (measure.unit in ("shares", "before_after") and not call.option("grade")):
            return self._headline(measure, call)
        found = self._matching(measure, call)
        if not found and self._replaced(call):
            return f"[{ABSENCES['c']}]", ""
        if not found:
            return "", f"There is no figure of `{call.measure}` for {call.period}{_asked(call)}."
        if len(found) > 1:
            return "", f"More than one figure of `{call.measure}` fits {call.period}{_asked(call)}: say which one."
        return self._printed(measure, found[0].value), f"The figure of `{call.measure}` for {call.period} is empty."

    def _matching(self, measure: Measure, call: FigureCall) -> list[ProtectedFigure]:
        category = call.option("category")
        found = self.figures.of(
            measure.id,
            series=call.option("series") or "own",
            breakdown=call.option("breakdown") or (None if category else ""),
            category=category,
            grade=call.option("grade"),
            point=call.option("point") or None,
            rater=call.option("rater") or None,
        )
        return [figure for figure in found if figure.period == call.period]

    def _headline(self, measure: Measure, call: FigureCall) -> tuple[str, str]:
        line = _line(lines(self.framework, self.figures, measure), call)
        point = line.at(call.period) if line else None
        text = self._printed(measure, point.value) if point else ""
        if not text and self._replaced(call):
            text = f"[{ABSENCES['c']}]"
        return text, f"There is no figure of `{measure.id}` for {call.period}{_asked(call)}."

    def _replaced(self, call: FigureCall) -> bool:
        """Whether something coarser stands for the figure, to protect people."""
        category, series = call.option("category"), call.option("series") or "own"
        asked = [
            breakdown.id
            for breakdown in self.framework.settings.breakdowns
            if call.option("breakdown") in ("", breakdown.id) and category in {one.id for one in breakdown.categories}
        ]
        return any(self.figures.replaced(call.measure, call.period, breakdown, series) for breakdown in asked)

    def _printed(self, measure: Measure, shown: Shown) -> str:
        if shown.given:
            return words.number(measure, shown, self.framework)
        return f"[{shown.absence}]" if shown.absence else ""


def _line(series: MeasureSeries, call: FigureCall) -> Line | None:
    wanted = call.option("category")
    if wanted:
        candidates = [b for b in series.breakdowns if call.option("breakdown") in ("", b.id)]
        raters = {b.rater for b in candidates}
        rater = call.option("rater")
        if len(raters) > 1 and not rater:
            return None
        chosen = [b for b in candidates if not rater or b.rater == rater]
        return next((line for b in chosen for line in b.lines if line.id == wanted), None)
    if call.option("series") not in ("", "own"):
        return next((line for line in series.comparators if line.id == call.option("series")), None)
    rater = call.option("rater")
    if rater:
        return next((line for line in series.own if line.id == rater), None)
    return series.main if len(series.own) == 1 else None


def _asked(call: FigureCall) -> str:
    """What else the placeholder asks for, as the end of a sentence."""
    parts = [f"{name} `{value}`" for name, value in call.options if value]
    return f" with {', '.join(parts)}" if parts else ""


def _note(prose: Prose, body: str, placeholder: Placeholder, problem: str) -> Finding:
    before = body[: placeholder.start]
    line = prose.line + before.count("\n")
    column = placeholder.start - (before.rfind("\n") + 1) + 1
    within = body[placeholder.start : placeholder.end]
    end_line = line + within.count("\n")
    end_column = column + len(within) if end_line == line else len(within) - within.rfind("\n")
    return _note_at(Where(prose.path), problem, Span(line, column, end_line, end_column))


def _note_at(where: Where, problem: str, span: Span | None = None) -> Finding:
    advice = "Check the measure, the period and what stands behind them, or take the placeholder out."
    return finding("QAF601", where, problem, help=advice, excerpt=False, span=span)
