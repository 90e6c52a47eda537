"""The list of gaps as a person or a program reads it: table, Markdown, CSV, JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from qaf.formats.display import harmless, one_line
from qaf.formats.tables import TextTable, as_csv, as_markdown, as_text
from qaf.ground.errors import QafError
from qaf.ground.near_miss import did_you_mean
from qaf.ground.text import plural
from qaf.rules.facts import Facts
from qaf.rules.gap_closers import NOBODY, Closer, by_closer, closer_of
from qaf.rules.gaps import Gap, areas_unsure_of_outcome, areas_without_outcome, switched_off

_MARKUP = re.compile(r"([\\`*_\[\]<>|~#]|&(?=#?\w+;))")


def in_area(facts: Facts, gaps: Sequence[Gap], area: str) -> list[Gap]:
    """The gaps of an area and of all areas below it; all of them where `area` is "". Raises `QafError`."""
    if not area:
        return list(gaps)
    if area not in facts.framework.areas:
        if any(stub.id == area and stub.kind == "area" for stub in facts.framework.stubs):
            path = facts.framework.where(area).path
            message = f"The area `{area}` is still to be written, so nothing can be said to be missing in it yet."
            raise QafError(message, help=f"Write what it is called and why you look at it in {path}.")
        raise QafError(f"There is no area `{area}`.", help=did_you_mean(area, facts.framework.areas))
    inside = {one.id for one in facts.framework.below(area)}
    return [gap for gap in gaps if gap.finding.area in inside]


def gap_list(facts: Facts, gaps: Sequence[Gap], wanted: str, unread: Sequence[str] = (), columns: int = 100) -> str:
    """The gaps in one of the formats table, md, csv, json; `unread` are ids of areas whose files could not be read.
    A table is `columns` wide at most.

    Table and Markdown answer first which of all areas lack outcome measures, whichever gaps were asked for.
    """
    if wanted == "json":
        return _json(facts, gaps)
    if wanted == "csv":
        return as_csv(_table(facts, gaps))
    return _Page(facts, gaps, wanted == "md", unread, columns).text()


def _json(facts: Facts, gaps: Sequence[Gap]) -> str:
    entries = []
    for gap in gaps:
        closer = closer_of(facts, gap)
        entries.append(
            {
                "code": gap.code,
                "about": gap.about,
                "area": gap.finding.area,
                "message": gap.finding.message,
                "accepted": gap.accepted is not None,
                "closed_by": closer.id or None,
                "closed_by_as": closer.role or None,
            }
        )
    return json.dumps({"gaps": entries}, ensure_ascii=False, indent=2) + "\n"


def _table(facts: Facts, gaps: Sequence[Gap]) -> TextTable:
    rows = []
    for gap in gaps:
        closer = closer_of(facts, gap)
        accepted = "yes" if gap.accepted else "no"
        rows.append([gap.code, gap.about, gap.finding.area, gap.finding.message, accepted, closer.id, closer.role])
    return TextTable(["code", "about", "area", "message", "accepted", "closed by", "closed by as"], rows)


class _Page:
    """The list as a page: first which areas lack outcome measures, then by who can close them and area by area.

    What was accepted comes last. Where nobody is named who could close any, areas alone are told apart.
    """

    def __init__(self, facts: Facts, gaps: Sequence[Gap], markdown: bool, unread: Sequence[str], columns: int) -> None:
        self.facts = facts
        self.unread = unread
        self.open = [gap for gap in gaps if gap.accepted is None]
        self.accepted = [gap for gap in gaps if gap.accepted is not None]
        self.markdown = markdown
        self.columns = columns

    def text(self) -> str:
        """The whole page."""
        parts = [self._outcome_answer()]
        groups = by_closer(self.facts, self.open)
        for closer, gaps in groups.items():
            named = set(groups) != {NOBODY}
            parts += [self._closer(closer, gaps)] if named else []
            for area in dict.fromkeys(gap.finding.area for gap in gaps):
                parts.append(self._area(area, [gap for gap in gaps if gap.finding.area == area], 3 if named else 2))
        if self.accepted:
            parts.append(self._accepted())
        if off := switched_off(self.facts):
            parts.append(f"Switched off in qaf.yaml: {', '.join(off)}.")
        parts.append(self._closing())
        return "\n\n".join(parts) + "\n"

    def _heading(self, text: str, level: int = 2) -> str:
        return f"{'#' * level} {self._plain(text)}" if self.markdown else self._plain(text)

    def _plain(self, text: str) -> str:
        """Text of the folder on one line, with nothing in it that is taken for markup."""
        if not self.markdown:
            return one_line(text)
        return _MARKUP.sub(r"\\\1", harmless(" ".join(text.split())))

    def _outcome_answer(self) -> str:
        lacking = areas_without_outcome(self.facts)
        unjudged = [*areas_unsure_of_outcome(self.facts), *self.unread]
        total = len(self.facts.framework.areas) + len(self.unread)
        heading = self._heading("Which content areas lack outcome measures?", 1)
        if not total:
            return f"{heading}\n\nThere are no content areas yet. Add the first as areas/ID.yaml."
        lines = [heading, ""]
        if lacking:
            lines.append(f"{len(lacking)} of {plural(total, 'area')}: nothing says there whether anyone is better off.")
            lines += [self._item(gap.about, " (accepted)" if gap.accepted else "") for gap in lacking]
        elif not unjudged:
            lines.append(f"None ({plural(total, 'area')} in the folder).")
        elif len(unjudged) < total:
            lines.append(f"None of those that could be judged ({total - len(unjudged)} of {plural(total, 'area')}).")
        if unjudged:
            lines += [""] if len(lines) > 2 else []
            lines.append(f"{plural(len(unjudged), 'area')} could not be judged, for a file has errors:")
            lines += [*([""] if self.markdown else []), *(self._item(area) for area in unjudged)]
        return "\n".join(lines)

    def _item(self, area: str, mark: str = "") -> str:
        return f"- {self._plain(self.facts.framework.title(area))} (`{area}`){mark}"

    def _closer(self, closer: Closer, gaps: Sequence[Gap]) -> str:
        """Whom the gaps wait for: in text a line that stands out."""
        count = plural(len(gaps), "gap")
        name = self.facts.framework.title(closer.id) if closer.id else ""
        words = f"For {name} ({closer.role}): {count}" if name else f"Nobody is named who could close {count}"
        heading = self._heading(words)
        return heading if self.markdown else f"{heading}\n{'=' * min(len(heading), self.columns)}"

    def _area(self, area: str, gaps: Sequence[Gap], level: int) -> str:
        name = self.facts.framework.title(area) if area else "The framework as a whole"
        rows = [[gap.code, gap.about, gap.finding.message] for gap in gaps]
        table = TextTable(["code", "about", "what is missing"], rows, ["code", "about"])
        heading = self._heading(f"{name}: {plural(len(gaps), 'gap')}", level)
        return f"{heading}\n\n{(as_markdown(table) if self.markdown else as_text(table, self.columns)).rstrip()}"

    def _accepted(self) -> str:
        rows = [
            [gap.name, gap.accepted.reason, self.facts.framework.title(gap.accepted.by), gap.accepted.until.isoformat()]
            for gap in self.accepted
            if gap.accepted
        ]
        table = TextTable(["gap", "why it is accepted", "by", "until"], rows, ["gap"])
        heading = self._heading(f"Accepted: {plural(len(self.accepted), 'gap')}")
        return f"{heading}\n\n{(as_markdown(table) if self.markdown else as_text(table, self.columns)).rstrip()}"

    def _closing(self) -> str:
        counts = (
            f"{plural(len(self.open), 'gap')}, {len(self.accepted)} accepted, as at {self.facts.as_at.isoformat()}."
        )
        if not self.open:
            return counts
        return f'{counts} How one was found: qaf gaps --explain "{self.open[0].name}"'
