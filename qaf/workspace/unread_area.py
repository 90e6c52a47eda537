"""An area that is there and could not be read: it is not said to be missing."""

from __future__ import annotations

from qaf.ground.errors import RefusedError
from qaf.ground.findings import Level
from qaf.ground.text import plural
from qaf.workspace.adopt_sides import file_name
from qaf.workspace.load import Loaded


def refuse_unread(loaded: Loaded, area: str, besides: str = "") -> None:
    """Raises `RefusedError` where there is such an area, and what is wrong keeps its file from being understood.

    `besides` is one more sentence of the message.
    """
    for document in loaded.documents.by_path.values():
        if document.kind is None or document.kind.name != "area" or area not in (document.id, file_name(document)):
            continue
        wrong = [item for item in loaded.findings if item.where.path == document.path and item.level is Level.ERROR]
        if wrong:
            line = wrong[0].span.line if wrong[0].span else 1
            message = (
                f"The area `{area}` could not be read: {document.path} has {plural(len(wrong), 'error')}, the first "
                f"on line {line}. {besides}"
            )
            raise RefusedError(
                message.rstrip(),
                help="Mend the file first.",
                findings=tuple(wrong),
                source=loaded.documents.source,
            )
