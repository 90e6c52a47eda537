"""What the smaller forms say, as plain data: a paper of pages, pages of parts, parts of blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from qaf.ground.findings import Finding
from qaf.model.period import Period
from qaf.report.charts.facts import Drawing
from qaf.report.page import Cover
from qaf.report.parts import Panel, ProsePart, StoryText, Table


@dataclass(frozen=True, slots=True)
class Words:
    """Paragraphs. `style`: plain "", `missing` for what nobody knows or has written, `callout`, `meta` for small print.

    A callout begins with `strong`.
    """

    block: ClassVar[str] = "words"
    paragraphs: tuple[str, ...]
    style: str = ""
    strong: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list. `kind` is that of a measure or statement, "" for anything else; `numbers` as in a panel."""

    text: str
    strong: str = ""
    meta: tuple[str, ...] = ()
    kind: str = ""
    numbers: tuple[tuple[str, str], ...] = ()
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list; `numbered`, and with so many empty `lines` to write on below each entry."""

    block: ClassVar[str] = "items"
    items: tuple[Item, ...]
    numbered: bool = False
    lines: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """A measure with what is beside it: tables of teams or places with what is said of them, and their funnels."""

    panel: Panel
    tables: tuple[Table, ...] = ()
    funnels: tuple[Drawing, ...] = ()
    said: tuple[str, ...] = ()

    @property
    def wide(self) -> bool:
        """Whether it needs the whole width."""
        return bool(self.tables or self.funnels)


@dataclass(frozen=True, slots=True)
class Cards:
    """Measures beside each other."""

    block: ClassVar[str] = "cards"
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table."""

    block: ClassVar[str] = "grid"
    table: Table


@dataclass(frozen=True, slots=True)
class Written:
    """A piece of prose that somebody wrote."""

    block: ClassVar[str] = "written"
    part: ProsePart


@dataclass(frozen=True, slots=True)
class Told:
    """Stories that may be printed."""

    block: ClassVar[str] = "told"
    stories: tuple[StoryText, ...]


@dataclass(frozen=True, slots=True)
class Space:
    """Room to write: a label and so many lines."""

    block: ClassVar[str] = "space"
    label: str
    lines: int = 4


Block = Words | Items | Cards | Grid | Written | Told | Space


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page under a heading. `half`: it may stand beside another one."""

    title: str
    blocks: tuple[Block, ...]
    half: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page, or more where there is much to say; each begins on a new sheet of paper."""

    id: str
    title: str
    parts: tuple[Part, ...]
    eyebrow: str = ""
    lede: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole form. `notes` are findings about placeholders that no figure could fill; `quoted` as in a book."""

    form: str
    cover: Cover
    about: str
    pages: tuple[Page, ...]
    notes: tuple[Finding, ...] = ()
    quoted: frozenset[tuple[str, Period]] = frozenset()

    @property
    def areas(self) -> tuple[tuple[str, str], ...]:
        """The sheets it has, which are none."""
        return ()

    @property
    def withheld(self) -> int:
        """How many numbers of its tables and lists are printed as withheld."""
        found = 0
        for table in self._tables():
            found += sum(cell.text.startswith("[c]") for row in table.rows for cell in row.cells)
        return found + sum(number == "Withheld" for numbers in self._numbers() for number, _ in numbers)

    def drawings(self) -> tuple[Drawing, ...]:
        """Every chart, each once."""
        found: dict[str, Drawing] = {}
        for card in self._cards():
            for chart in (card.panel.chart, *card.panel.flows, *card.funnels):
                if chart is not None:
                    found[chart.id] = chart
        return tuple(found.values())

    def full_tables(self) -> tuple[tuple[Page, tuple[Panel, ...]], ...]:
        """The measures that have a table of all their figures, page by page; pages without any are left out."""
        found = ((page, tuple(one.panel for one in self._cards([page]) if one.panel.full)) for page in self.pages)
        return tuple((page, panels) for page, panels in found if panels)

    def _blocks(self, pages: Sequence[Page] | None = None) -> Iterator[Block]:
        for page in self.pages if pages is None else pages:
            for part in page.parts:
                yield from part.blocks

    def _cards(self, pages: Sequence[Page] | None = None) -> Iterator[Card]:
        for block in self._blocks(pages):
            if isinstance(block, Cards):
                yield from block.cards

    def _tables(self) -> Iterator[Table]:
        yield from (block.table for block in self._blocks() if isinstance(block, Grid))
        for card in self._cards():
            yield from card.tables
            yield from (table for table in (card.panel.full, *card.panel.grades) if table is not None)

    def _numbers(self) -> Iterator[tuple[tuple[str, str], ...]]:
        for block in self._blocks():
            if isinstance(block, Items):
                yield from (item.numbers for item in block.items)
