"""A zip file from outside, read without trusting anything that it says of itself.

Nothing is ever unpacked to disk: members are read into memory, each up to the length that was announced and checked.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from qaf.ground.text import reason
from qaf.sharing.manifest import BundleError

MOST_BYTES = 32 * 1024 * 1024
"""How large a bundle may be, and how large all that it holds may be together."""
MOST_FILES = 5000
_SAFE = re.compile("[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)*")
_DEPTH = 12
_END = struct.Struct("<4s4H2LH")
"""The last record of a zip: its signature, four counts, length and place of the list of files, length of a comment."""
_END_SIGNATURE = b"PK\x05\x06"
_MOST_LISTED = MOST_FILES * 512
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_MIB = MOST_BYTES // (1024 * 1024)
_DAMAGED = "it is no zip file as `qaf share` makes it, or is damaged"
_SEND_AGAIN = "Ask for it again, and for the file exactly as `qaf share` made it."


def read_archive(path: Path) -> Mapping[str, bytes]:
    """Every file of a zip by its path. Raises `BundleError` with the reason where anything about it is unsafe."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise BundleError("it is no ordinary file")
        with open(path, "rb") as file:
            return _read(file)
    except FileNotFoundError:
        raise BundleError("there is no such file") from None
    except OSError as error:
        raise BundleError(f"it cannot be opened: {reason(error)}") from None


def read_archive_bytes(content: bytes) -> Mapping[str, bytes]:
    """As `read_archive`, of a zip that is no file yet."""
    return _read(io.BytesIO(content))


def _read(file: IO[bytes]) -> Mapping[str, bytes]:
    _check_ends(file)
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            _check_entries(entries)
            return _contents(archive, entries)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        if isinstance(error, BundleError):
            raise
        raise BundleError(_DAMAGED, _SEND_AGAIN) from None


def _check_ends(file: IO[bytes]) -> None:
    """Refuse, before anything is listed, what is too large, or is not a zip from its first byte to its last."""
    size = file.seek(0, io.SEEK_END)
    if size > MOST_BYTES:
        raise BundleError(f"it is larger than {_MIB} MiB", _SEND_AGAIN)
    if size < _END.size:
        raise BundleError(_DAMAGED, _SEND_AGAIN)
    file.seek(size - _END.size)
    signature, disk, first, here, entries, length, place, comment = _END.unpack(file.read(_END.size))
    if signature != _END_SIGNATURE or comment or disk or first or here != entries:
        raise BundleError(_DAMAGED, _SEND_AGAIN)
    if entries > MOST_FILES or length > _MOST_LISTED:
        raise BundleError(f"it holds more than {MOST_FILES:,} files", _SEND_AGAIN)
    if place + length + _END.size != size:
        raise BundleError("there is something before or behind what it holds", _SEND_AGAIN)
    file.seek(0)


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_FILES:
        raise BundleError(f"it holds more than {MOST_FILES:,} files", _SEND_AGAIN)
    if min((entry.header_offset for entry in entries), default=0) != 0:
        raise BundleError("there is something before or behind what it holds", _SEND_AGAIN)
    seen: set[str] = set()
    for entry in entries:
        _check_entry(entry)
        same = unicodedata.normalize("NFKC", entry.filename).casefold()
        if same in seen:
            raise BundleError("it holds two files of the same name", _SEND_AGAIN)
        seen.add(same)
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise BundleError(f"what it holds comes to more than {_MIB} MiB", _SEND_AGAIN)


def _check_entry(entry: zipfile.ZipInfo) -> None:
    mode = entry.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        raise BundleError("it holds a link, a folder or a device instead of a file", _SEND_AGAIN)
    if entry.flag_bits & 0x1:
        raise BundleError("it is encrypted", "Bundles hold nothing that needs a password. " + _SEND_AGAIN)
    if entry.compress_type not in _METHODS:
        raise BundleError("it is packed in a way that `qaf share` never uses", _SEND_AGAIN)
    name = entry.orig_filename
    if not _SAFE.fullmatch(name) or len(name) > 255 or name.count("/") > _DEPTH or ".." in name:
        raise BundleError("a file in it has a name that leads out of the bundle, or is no plain name", _SEND_AGAIN)


def _contents(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> Mapping[str, bytes]:
    """The bytes of each entry; what unpacks to more than was announced is refused before it fills the memory."""
    found: dict[str, bytes] = {}
    left = MOST_BYTES
    for entry in entries:
        with archive.open(entry) as file:
            content = file.read(min(entry.file_size, left) + 1)
        if len(content) != entry.file_size or len(content) > left:
            raise BundleError("a file in it is not as long as it says", _SEND_AGAIN)
        left -= len(content)
        found[entry.filename] = content
    return found
