"""What only this installation of qaf knows of itself, so that nobody else can have made what it finds lying about."""

from __future__ import annotations

import hashlib
import hmac
import os
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def seal(*parts: str) -> str:
    """A seal over texts that a folder from elsewhere cannot carry, for it rests on when and where qaf was installed.

    "" where that cannot be told, and nothing may be believed that is sealed so.
    """
    key = _key()
    if not key:
        return ""
    made = hmac.new(key, digestmod=hashlib.sha256)
    for part in parts:
        content = part.encode("utf-8", "surrogatepass")
        made.update(b"%d:" % len(content) + content)
    return made.hexdigest()


def is_sealed(found: object, *parts: str) -> bool:
    """Whether this installation made the seal over these texts."""
    right = seal(*parts)
    return (
        bool(right) and isinstance(found, str) and hmac.compare_digest(found.encode("utf-8", "replace"), right.encode())
    )


@cache
def _key() -> bytes:
    """A hash over the times, to the nanosecond, and the places on the disk of qaf's own modules."""
    lines = []
    for folder, _, names in os.walk(_PACKAGE):
        for name in names:
            if name.endswith(".py"):
                try:
                    seen = os.stat(os.path.join(folder, name))
                except OSError:
                    continue
                lines.append(f"{folder}/{name} {seen.st_size} {seen.st_mtime_ns} {seen.st_ctime_ns} {seen.st_ino}")
    return hashlib.sha256("\n".join(sorted(lines)).encode("utf-8", "surrogatepass")).digest() if lines else b""
