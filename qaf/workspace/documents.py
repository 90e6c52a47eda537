"""The files of a folder as they were read: bytes, plain data, and positions for whoever asks."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from qaf.ground.findings import Finding, Loc, Related, Span, Where
from qaf.ground.stub_text import may_hold_stub_text
from qaf.model.fields import Ref
from qaf.model.layout import FileKind
from qaf.workspace.yaml_reader import Marks, read_marks

Reference = tuple[Ref, str, Loc]
"""A text that names something else: what it may name, the text, and the keys where it stands."""


@dataclass(slots=True)
class Document:
    """One file. `data` is None where it could not be read.

    It is let go, and `references` kept, once an area has been found to be right in itself. `body` and `body_line` are
    the text below front matter.
    """

    path: str
    kind: FileKind | None
    content: bytes = b""
    yaml: bytes = b""
    data: object | None = None
    references: list[Reference] | None = None
    broken: bool = False
    empty: list[tuple[dict[object, object], str]] = field(default_factory=list)
    id: str = ""
    body: str = ""
    body_line: int = 1


@dataclass(slots=True)
class Documents:
    """All files by path. Positions are worked out when asked for, from the bytes read, and only the last is kept."""

    by_path: dict[str, Document] = field(default_factory=dict)
    _marks_path: str = ""
    _marks: Marks | None = None

    def add(self, document: Document) -> None:
        """Keep one more file."""
        self.by_path[document.path] = document

    @property
    def may_hold_stubs(self) -> bool:
        """Whether stub text can stand in any of the files."""
        return any(may_hold_stub_text(document.content) for document in self.by_path.values())

    def span(self, where: Where) -> Span:
        """Lines and columns of a place; the start of the file where the place has no keys or the file no YAML."""
        document = self.by_path.get(where.path)
        if document is None or not document.yaml:
            return Span()
        if not where.loc:
            return _first_line(document.yaml)
        if where.path != self._marks_path or self._marks is None:
            self._marks = read_marks(document.yaml)
            self._marks_path = where.path
        return self._marks.span(where.loc, where.part)

    def place(self, item: Finding) -> Finding:
        """The finding with its span, and its related places with theirs, where they have none yet."""
        related = tuple(
            other if other.span else Related(other.where, other.message, self.span(other.where))
            for other in item.related
        )
        placed = item if item.span else item.placed(self.span(item.where))
        excerpt = item.excerpt and not self._is_prose(item.where.path)
        if related == placed.related and excerpt == placed.excerpt:
            return placed
        return replace(placed, related=related, excerpt=excerpt)

    def _is_prose(self, path: str) -> bool:
        document = self.by_path.get(path)
        return document is not None and document.kind is not None and document.kind.prose

    def source(self, path: str) -> bytes | None:
        """The bytes of a file, for excerpts."""
        document = self.by_path.get(path)
        return document.content if document else None


def _first_line(content: bytes) -> Span:
    """The first line that says something: a finding about a whole file points there, without reading the file again."""
    for number, line in enumerate(content[:4096].decode("utf-8-sig", "replace").splitlines(), 1):
        text = line.strip()
        if text and not text.startswith(("#", "---", "%")):
            column = len(line) - len(line.lstrip()) + 1
            return Span(number, column, number, column + len(text))
    return Span()
