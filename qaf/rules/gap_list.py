"""The list of gaps as a person or a program reads it: table, Markdown, CSV, JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from qaf.formats.tables import TextTable, as_csv, as_markdown, as_text
from qaf.ground.codes import CODES
from qaf.ground.errors import QafError
from qaf.ground.near_miss import did_you_mean
from qaf.ground.text import plural
from qaf.rules.facts import Facts
from qaf.rules.gaps import Gap, explain, switched_off


def in_area(facts: Facts, gaps: Sequence[Gap], area: str) -> list[Gap]:
    """The gaps of an area and of all areas below it; all of them where `area` is "". Raises `QafError`."""
    if not area:
        return list(gaps)
    if area not in facts.framework.areas:
        raise QafError(f"There is no area `{area}`.", help=did_you_mean(area, facts.framework.areas))
    inside = {one.id for one in facts.framework.below(area)}
    return [gap for gap in gaps if gap.finding.area in inside]


def gap_list(facts: Facts, gaps: Sequence[Gap], wanted: str) -> str:
    """The gaps in one of the formats table, md, csv, json."""
    if wanted == "json":
        return _json(gaps)
    if wanted == "csv":
        return as_csv(_table(gaps))
    return _Page(facts, gaps, wanted == "md").text()


def explanation(facts: Facts, name: str) -> str:
    """What was counted for one gap and what was not. `name` is `CODE ID`. Raises `QafError`."""
    code, _, about = name.strip().partition(" ")
    code, about = code.upper(), about.strip()
    if code not in CODES or not about:
        raise QafError(f"`{name}` is not the name of a gap.", help='Write code and id, such as "QAF301 supervision".')
    lines = explain(facts, code, about)
    if lines is None:
        advice = did_you_mean(about, facts.framework.entries) or "`qaf gaps` lists every gap by code and id."
        raise QafError(f"There is nothing to explain about {code} and `{about}`.", help=advice)
    found = any(True for rule_gap in _all(facts) if (rule_gap.code, rule_gap.about) == (code, about))
    verdict = "It is a gap." if found else "It is no gap."
    title = f"{code} {CODES[code].title}: `{about}` ({facts.framework.title(about)})"
    return "\n".join([title, *(f"  {line}" for line in lines), verdict]) + "\n"


def _all(facts: Facts) -> Sequence[Gap]:
    from qaf.rules.gaps import find_gaps

    return find_gaps(facts)


def _json(gaps: Sequence[Gap]) -> str:
    entries = [
        {
            "code": gap.code,
            "about": gap.about,
            "area": gap.finding.area,
            "message": gap.finding.message,
            "accepted": gap.accepted is not None,
        }
        for gap in gaps
    ]
    return json.dumps({"gaps": entries}, ensure_ascii=False, indent=2) + "\n"


def _table(gaps: Sequence[Gap]) -> TextTable:
    rows = [
        [gap.code, gap.about, gap.finding.area, gap.finding.message, "yes" if gap.accepted else "no"] for gap in gaps
    ]
    return TextTable(["code", "about", "area", "message", "accepted"], rows)


class _Page:
    """The list as a page: first which areas lack outcome measures, then area by area, then what was accepted."""

    def __init__(self, facts: Facts, gaps: Sequence[Gap], markdown: bool) -> None:
        self.facts = facts
        self.open = [gap for gap in gaps if gap.accepted is None]
        self.accepted = [gap for gap in gaps if gap.accepted is not None]
        self.markdown = markdown

    def text(self) -> str:
        """The whole page."""
        parts = [self._outcome_answer()]
        for area in dict.fromkeys(gap.finding.area for gap in self.open):
            parts.append(self._area(area))
        if self.accepted:
            parts.append(self._accepted())
        if off := switched_off(self.facts):
            parts.append(f"Switched off in qaf.yaml: {', '.join(off)}.")
        parts.append(self._closing())
        return "\n\n".join(parts) + "\n"

    def _heading(self, text: str, level: int = 2) -> str:
        return f"{'#' * level} {text}" if self.markdown else text

    def _outcome_answer(self) -> str:
        lacking = [gap for gap in (*self.open, *self.accepted) if gap.code == "QAF301"]
        total = len(self.facts.framework.areas)
        heading = self._heading("Which content areas lack outcome measures?", 1)
        if not total:
            return f"{heading}\n\nThere are no content areas yet. Add the first as areas/<id>.yaml."
        if not lacking:
            return f"{heading}\n\nNone of those listed here ({plural(total, 'area')} in the folder)."
        lines = [f"{len(lacking)} of {plural(total, 'area')}: nothing says there whether anyone is better off."]
        for gap in lacking:
            mark = " (accepted)" if gap.accepted else ""
            lines.append(f"- {self.facts.framework.title(gap.about)} (`{gap.about}`){mark}")
        return "\n".join([heading, "", *lines])

    def _area(self, area: str) -> str:
        gaps = [gap for gap in self.open if gap.finding.area == area]
        name = self.facts.framework.title(area) if area else "The framework as a whole"
        rows = [[gap.code, gap.about, gap.finding.message] for gap in gaps]
        table = TextTable(["code", "about", "what is missing"], rows)
        heading = self._heading(f"{name}: {plural(len(gaps), 'gap')}")
        return f"{heading}\n\n{(as_markdown(table) if self.markdown else as_text(table)).rstrip()}"

    def _accepted(self) -> str:
        rows = [
            [gap.name, gap.accepted.reason, self.facts.framework.title(gap.accepted.by), gap.accepted.until.isoformat()]
            for gap in self.accepted
            if gap.accepted
        ]
        table = TextTable(["gap", "why it is accepted", "by", "until"], rows)
        heading = self._heading(f"Accepted: {plural(len(self.accepted), 'gap')}")
        return f"{heading}\n\n{(as_markdown(table) if self.markdown else as_text(table)).rstrip()}"

    def _closing(self) -> str:
        counts = (
            f"{plural(len(self.open), 'gap')}, {len(self.accepted)} accepted, as at {self.facts.as_at.isoformat()}."
        )
        if not self.open:
            return counts
        return f'{counts} How one was found: qaf gaps --explain "{self.open[0].name}"'
