"""What changed between two states of a framework, as text, as Markdown for a pull request, and as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from qaf.analysis.balance import Shares
from qaf.analysis.changes import Change, Changes, FileChange
from qaf.formats.display import harmless, one_line, whole_characters
from qaf.ground.text import plural, quoted
from qaf.report.changes_words import file_line, headline, may_not_compare, phrases, share_sentence
from qaf.rules.gap_changes import GapChange

_MARKUP = re.compile(r"([\\`*_\[\]<>|~#]|&(?=#?\w+;))")
_GAPS = {
    "opened": ("Gaps opened", "nobody can answer these any more, or they are new"),
    "closed": ("Gaps closed", ""),
    "accepted": ("Gaps accepted", "somebody has taken responsibility for them until a day"),
    "open_again": ("Gaps no longer accepted", ""),
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two states of a framework held against each other. `before`, `now`: what to call them; `commits`: their hashes.

    `comparable` is false where one of them could not be read at all; `notes` say why, and what else was left out.
    """

    organisation: str
    before: str
    now: str
    commits: tuple[str, str] = ("", "")
    comparable: bool = True
    shares: tuple[Shares | None, Shares | None] = (None, None)
    changes: Changes = field(default_factory=Changes)
    files: tuple[FileChange, ...] = ()
    gaps: tuple[GapChange, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether anything changed, or may have."""
        return bool(not self.comparable or self.changes.entries or self.files or self.gaps or self.notes)


def changes_page(comparison: Comparison, wanted: str) -> str:
    """The comparison in one of the formats text, md, json."""
    if wanted == "json":
        return whole_characters(json.dumps(_as_data(comparison), ensure_ascii=False, indent=2)) + "\n"
    return _Page(comparison, wanted == "md").text()


class _Page:
    """The comparison as a page: the outcome share first, then area by area, then gaps, files and notes."""

    def __init__(self, comparison: Comparison, markdown: bool) -> None:
        self.facts = comparison
        self.markdown = markdown

    def text(self) -> str:
        """The whole page."""
        facts = self.facts
        title = f"What changed in the framework of {facts.organisation}" if facts.organisation else "What changed"
        parts = [
            self._heading(title, 1),
            f"From {self._safe(facts.before)} to {self._safe(facts.now)}.",
            share_sentence(*facts.shares),
        ]
        if facts.comparable and not (facts.changes.entries or facts.files or facts.gaps):
            parts.append("Nothing that the framework says has changed.")
        other_meaning = [change.id for change in facts.changes.entries if may_not_compare(change)]
        if other_meaning:
            parts.append(f"Figures from before and after may not compare: {quoted(other_meaning, 'and')}.")
        parts += self._areas()
        parts += self._gaps()
        parts.append(self._list("Other files", map(file_line, facts.files)))
        parts.append(self._list("What could not be compared", map(self._message, facts.notes)))
        return "\n\n".join(part for part in parts if part) + "\n"

    def _areas(self) -> list[str]:
        groups: dict[str, list[Change]] = {area: [] for area in self.facts.changes.area_names}
        for change in self.facts.changes.entries:
            groups.setdefault(change.area, []).append(change)
        across = groups.pop("", [])
        found = [self._group(f"{self.facts.changes.area_names.get(area, area)}", groups[area]) for area in groups]
        return [*found, self._group("Across areas", across)]

    def _group(self, heading: str, changes: Sequence[Change]) -> str:
        return self._list(heading, map(self._line, changes))

    def _line(self, change: Change) -> str:
        said = phrases(change, self._safe)
        return f"{headline(change, self._safe)}: {'; '.join(said)}" if said else headline(change, self._safe)

    def _gaps(self) -> list[str]:
        found = []
        for what, (words, meaning) in _GAPS.items():
            gaps = [gap for gap in self.facts.gaps if gap.what == what]
            heading = f"{words}: {len(gaps)}{f' ({meaning})' if meaning else ''}"
            found.append(self._list(heading, map(self._gap, gaps)))
        return found

    def _gap(self, gap: GapChange) -> str:
        if gap.what != "closed":
            return f"{gap.code} `{gap.about}`: {self._message(gap.message)}"
        return f"{gap.code} `{gap.about}`{': it is no longer there' if gap.gone else ''}"

    def _message(self, text: str) -> str:
        """A sentence with ids in backticks, which they keep."""
        parts = text.split("`")
        if len(parts) % 2 == 0:
            return self._safe(text)
        return "`".join(one_line(part) if index % 2 else self._between(part) for index, part in enumerate(parts))

    def _between(self, text: str) -> str:
        """Safe text with the blanks at its ends."""
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        return f"{' ' if before else ''}{self._safe(text)}{' ' if after and text.strip() else ''}"

    def _list(self, heading: str, lines: Any) -> str:
        drawn = [f"- {line}" for line in lines]
        return "\n".join([self._heading(heading), *([""] if self.markdown else []), *drawn]) if drawn else ""

    def _heading(self, text: str, level: int = 2) -> str:
        return f"{'#' * level} {self._safe(text)}" if self.markdown else self._safe(text)

    def _safe(self, text: str) -> str:
        """Text of the folder on one line; in Markdown nothing in it is markup, and nobody is called by name."""
        if not self.markdown:
            return one_line(text)
        return _MARKUP.sub(r"\\\1", harmless(" ".join(text.split()))).replace("@", "@<!-- -->")


# for programs ------------------------------------------------------------------------------------------------------


def _as_data(facts: Comparison) -> dict[str, Any]:
    before, now = facts.shares
    return {
        "format": "qaf-diff/1",
        "from": {"name": facts.before, "commit": facts.commits[0]},
        "to": {"name": facts.now, "commit": facts.commits[1]},
        "comparable": facts.comparable,
        "outcome_share": {"from": before and before.share("outcome"), "to": now and now.share("outcome")},
        "measures": {"from": before and before.total, "to": now and now.total},
        "changes": [_change_data(change) for change in facts.changes.entries],
        "gaps": [asdict(gap) for gap in facts.gaps],
        "files": [asdict(change) for change in facts.files],
        "notes": list(facts.notes),
        "summary": plural(len(facts.changes.entries), "change"),
    }


def _change_data(change: Change) -> dict[str, Any]:
    data = asdict(change)
    data["keys"] = [{name: value for name, value in key.items() if value not in ("", (), None)} for key in data["keys"]]
    return {**{name: value for name, value in data.items() if value != ""}, "may_not_compare": may_not_compare(change)}
