"""The balance of a framework as a person or a program reads it: table, Markdown, CSV, JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qaf.analysis.balance import STAGES, Balance, MethodUse, ServingSource, ShareAt, Shares
from qaf.analysis.coverage import FAMILIES, KINDS
from qaf.formats.display import whole_characters
from qaf.formats.tables import Cell, TextTable, as_csv, as_markdown, as_text
from qaf.ground.text import listing, plural

_STAGES = {"all": "all measures", "collecting": "being collected", "fresh": "with fresh figures"}
_DRAWN = {"random": "drawn at random", "chosen": "chosen", "volunteers": "of volunteers"}
_VOICES = {"children_parents_carers": "children, parents and carers", "frontline_staff": "frontline staff"}
_MOST_AREAS = 6


@dataclass(frozen=True, slots=True)
class BalanceFacts:
    """Everything that the page is made of. `balances`: the whole, or the area asked for, comes first.

    `over_time` is None where it was not asked for; `remarks` say what of it cannot be told. `with_figures`: whether the
    folder is asked for figures at all.
    """

    as_at: str
    balances: Sequence[Balance]
    serving: Sequence[ServingSource]
    methods: Sequence[MethodUse]
    over_time: Sequence[ShareAt] | None = None
    remarks: Sequence[str] = ()
    with_figures: bool = True


def balance_page(facts: BalanceFacts, wanted: str, columns: int = 100) -> str:
    """The balance in one of the formats table, md, csv, json. CSV is one row an area, or one a day with a history."""
    if wanted == "json":
        return whole_characters(json.dumps(_as_data(facts), ensure_ascii=False, indent=2)) + "\n"
    if wanted == "csv":
        return whole_characters(as_csv(_wide(facts) if facts.over_time is None else _quarters(facts.over_time, True)))
    return _Page(facts, wanted == "md", columns).text()


def share_words(counted: Shares, kind: str) -> str:
    """`27 %`; a dash where there is no measure."""
    share = counted.share(kind)
    return "-" if share is None else f"{share} %"


class _Page:
    """The balance as a page: the answer in a sentence, then table by table what it rests on."""

    def __init__(self, facts: BalanceFacts, markdown: bool, columns: int) -> None:
        self.facts = facts
        self.markdown = markdown
        self.columns = columns

    def text(self) -> str:
        """The whole page."""
        facts, first = self.facts, self.facts.balances[0]
        parts = [f"{'# ' if self.markdown else ''}How balanced is what we look at?", _answer(first)]
        parts += self._part("How far the measures have come", _stages(first, facts.with_figures))
        if len(facts.balances) > 1:
            parts += self._part("Area by area", _areas(facts.balances[1:], facts.with_figures, self.markdown))
        parts += self._part("Who is heard, and through what", _families(first), _sources_sentence(first))
        parts += self._part("Whole groups and samples", None, _samples_sentence(first))
        parts += self._part("Methods, and the areas they serve", _methods(facts), _serving_sentence(facts))
        if facts.over_time is not None:
            parts += self._part("Over time", _quarters(facts.over_time), " ".join(facts.remarks))
        fresh = " A measure is fresh where nothing says that newer figures are overdue." if facts.with_figures else ""
        parts.append(f"As at {facts.as_at}.{fresh}")
        return "\n\n".join(part for part in parts if part) + "\n"

    def _part(self, heading: str, table: TextTable | None, sentence: str = "") -> list[str]:
        drawn = ""
        if table is not None and table.rows:
            drawn = (as_markdown(table) if self.markdown else as_text(table, self.columns)).rstrip()
        if not drawn and not sentence:
            return []
        return [f"## {heading}" if self.markdown else heading, drawn, sentence]


def _answer(first: Balance) -> str:
    counted = first.stages["all"]
    if not counted.total:
        return "There are no measures yet."
    said = listing(f"{share_words(counted, kind)} are about {_ABOUT[kind]}" for kind in KINDS)
    heard = [words for family, words in _VOICES.items() if first.families[family]]
    missing = [words for family, words in _VOICES.items() if not first.families[family]]
    voices = f" No source lets us hear {listing(missing, 'or')}." if missing else ""
    voices = voices or f" There are sources through which we hear {', and '.join(heard)}."
    return f"Of {plural(counted.total, 'measure')} {said}.{voices}"


_ABOUT = {
    "outcome": "outcomes (is anyone better off?)",
    "quality": "quality (how well is it done?)",
    "quantity": "quantity (how much is done?)",
}


def _stages(balance: Balance, with_figures: bool) -> TextTable:
    rows: list[list[Cell]] = []
    for stage in STAGES if with_figures else STAGES[:-1]:
        counted = balance.stages.get(stage)
        if counted is None:
            rows.append([_STAGES[stage], *["cannot be told"] * 4])
        else:
            cells = [f"{counted.of(kind)} ({share_words(counted, kind)})" for kind in KINDS]
            rows.append([_STAGES[stage], *cells, str(counted.total)])
    return TextTable(["", *KINDS, "together"], rows)


def _areas(balances: Sequence[Balance], with_figures: bool, named: bool) -> TextTable:
    """One row an area. `named`: with its name too, for which a terminal has no room."""
    rows: list[list[Cell]] = []
    for one in balances:
        counted, fresh = one.stages["all"], one.stages.get("fresh")
        voices = [words for family, words in _SHORT.items() if one.families[family]]
        rows.append(
            [
                one.id,
                *([one.name] if named else []),
                *(counted.of(kind) for kind in KINDS),
                share_words(counted, "outcome"),
                *([None if fresh is None else fresh.total] if with_figures else []),
                f"{len(one.heard)} of {len(FAMILIES)}",
                ", ".join(voices) or "nobody",
            ]
        )
    fresh_column = ["fresh"] if with_figures else []
    name_column = ["name"] if named else []
    header = ["area", *name_column, *KINDS, "outcome share", *fresh_column, "kinds of source", "voices"]
    return TextTable(header, rows, ["area"])


_SHORT = {"children_parents_carers": "families", "frontline_staff": "staff"}


def _families(balance: Balance) -> TextTable:
    return TextTable(["family", "sources"], [[words, balance.families[family]] for family, words in FAMILIES.items()])


def _sources_sentence(balance: Balance) -> str:
    total = balance.routine + balance.exercise + balance.routine_not_said
    if not total:
        return "No source has been named yet."
    said = f"; of {balance.routine_not_said} the folder does not say" if balance.routine_not_said else ""
    routine = f"{balance.routine} {'is' if balance.routine == 1 else 'are'} part of daily business"
    return f"Of {plural(total, 'source')} {routine} and {balance.exercise} a specific exercise{said}."


def _samples_sentence(balance: Balance) -> str:
    if not balance.whole_group + balance.sample:
        return ""
    how = listing(f"{count} {_DRAWN[drawn]}" for drawn, count in balance.drawn.items())
    return (
        f"{plural(balance.whole_group, 'measure')} of whole groups, {balance.sample} of samples"
        f"{f' ({how})' if how else ''}."
    )


def _methods(facts: BalanceFacts) -> TextTable:
    rows: list[list[Cell]] = [[use.method.replace("_", " "), len(use.sources), len(use.areas)] for use in facts.methods]
    return TextTable(["method", "sources", "areas"], rows)


def _serving_sentence(facts: BalanceFacts) -> str:
    if not facts.serving:
        return "No single source serves several areas." if facts.methods else ""
    named = listing((f"`{one.id}` ({len(one.areas)} areas)" for one in facts.serving), limit=_MOST_AREAS)
    return f"{plural(len(facts.serving), 'source serves', 'sources serve')} several areas: {named}."


def _quarters(found: Sequence[ShareAt], for_programs: bool = False) -> TextTable:
    rows: list[list[Cell]] = []
    for one in found:
        day = one.day.isoformat()
        counted = one.shares
        numbers: list[Cell] = [None] * 4 if counted is None else [*(counted.of(k) for k in KINDS), counted.total]
        if for_programs:
            share = counted.share("outcome") if counted else None
            rows.append([day, one.revision, *numbers, share, one.note])
        else:
            words = share_words(counted, "outcome") if counted else "not known"
            rows.append([day, words, *numbers, one.revision or "as it is now", one.note])
    if for_programs:
        return TextTable(["day", "commit", *KINDS, "total", "outcome_share", "note"], rows)
    return TextTable(["day", "outcome share", *KINDS, "together", "commit", "note"], rows)


# for programs ------------------------------------------------------------------------------------------------------


def _wide(facts: BalanceFacts) -> TextTable:
    header = ["area", "name"]
    header += [f"{stage}_{kind}" for stage in STAGES for kind in KINDS]
    header += [f"outcome_share_{stage}" for stage in STAGES]
    header += [*FAMILIES, "routine", "exercise", "routine_not_said", "whole_group", "sample"]
    rows: list[list[Cell]] = []
    for one in facts.balances:
        stages = [one.stages.get(stage) for stage in STAGES]
        row: list[Cell] = [one.id, one.name]
        row += [counted.of(kind) if counted else None for counted in stages for kind in KINDS]
        row += [counted.share("outcome") if counted else None for counted in stages]
        row += [*one.families.values(), one.routine, one.exercise, one.routine_not_said, one.whole_group, one.sample]
        rows.append(row)
    return TextTable(header, rows)


def _as_data(facts: BalanceFacts) -> dict[str, Any]:
    data: dict[str, Any] = {
        "as_at": facts.as_at,
        "balances": [_balance_data(one) for one in facts.balances],
        "sources_that_serve_several_areas": [
            {"source": one.id, "method": one.method, "family": one.family, "areas": one.areas} for one in facts.serving
        ],
        "methods": [{"method": use.method, "sources": use.sources, "areas": use.areas} for use in facts.methods],
    }
    if facts.over_time is not None:
        data["over_time"] = [
            {"day": one.day.isoformat(), "commit": one.revision, **_shares_data(one.shares), "note": one.note}
            for one in facts.over_time
        ]
        data["remarks"] = list(facts.remarks)
    return data


def _balance_data(one: Balance) -> dict[str, Any]:
    return {
        "area": one.id,
        "name": one.name,
        "measures": {stage: _shares_data(one.stages.get(stage)) for stage in STAGES},
        "families": dict(one.families),
        "sources": {"routine": one.routine, "exercise": one.exercise, "not_said": one.routine_not_said},
        "whole_group": one.whole_group,
        "sample": dict(one.drawn),
    }


def _shares_data(counted: Shares | None) -> dict[str, int | None]:
    share = counted.share("outcome") if counted else None
    return {**{kind: counted.of(kind) if counted else None for kind in KINDS}, "outcome_share": share}
