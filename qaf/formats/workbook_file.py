"""What every Excel workbook that qaf writes has in common: the same bytes for the same content, and texts that stay."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime

LONGEST_TEXT = 32_767
"""Characters that a cell can hold."""

_RUN_AS_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def storable(text: str) -> str:
    """The text as an Excel file can hold it."""
    return _NOT_IN_XML.sub("", text)[:LONGEST_TEXT]


def like_a_formula(text: str) -> bool:
    """Whether a spreadsheet would run the text as a formula if somebody typed it."""
    return _RUN_AS_FORMULA.match(text) is not None


def repeatable(content: bytes, as_at: date) -> bytes:
    """The same package with every moment in it set to one day."""
    moment = datetime(as_at.year, as_at.month, as_at.day).isoformat() + "Z"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as made, zipfile.ZipFile(out, "w") as kept:
        for entry in made.infolist():
            plain = zipfile.ZipInfo(entry.filename)
            plain.compress_type = zipfile.ZIP_DEFLATED
            plain.create_system = 3
            plain.external_attr = 0o600 << 16
            part = made.read(entry)
            if entry.filename == "docProps/core.xml":
                part = _MOMENT.sub(rb"\g<1>" + moment.encode(), part)
            kept.writestr(plain, part)
    return out.getvalue()
