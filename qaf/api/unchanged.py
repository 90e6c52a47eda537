"""A report of which nothing has changed since it was built: told from a record beside it, without building it again.

`<out>/.cache/<form>.record.json` says what the last report of a form was made from, and what each file of it came to.
It is believed only where all of that is as it was. Texts count by what they hold. Figures count by size and times: a
hash of raw figures that lies beside a book would let somebody try out what a withheld number is.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import sysconfig
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qaf.ground.errors import QafError
from qaf.ground.files import write_file
from qaf.ground.places import below, build_folder, ordinary_bytes, real
from qaf.ground.version import VERSION
from qaf.workspace.tree import SETTINGS_FILE, FolderTree, UnreadableError

if TYPE_CHECKING:
    from qaf.api.book import Built
    from qaf.api.folder import Folder
    from qaf.ground.findings import Finding

CACHE = ".cache"
_FORMAT = "qaf-report/1"
_PACKAGE = Path(__file__).resolve().parents[1]
_ENDINGS = ("html", "md", "pdf")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for: the folder, where to, the form, and every option that its pages depend on."""

    root: Path
    out: Path
    form: str
    as_at: date
    formats: Sequence[str]
    options: Sequence[str]

    @property
    def record(self) -> Path:
        """Where it is recorded what the last report of the form was made from."""
        return self.out / CACHE / f"{self.form}.record.json"


def default_out(root: Path) -> Path | None:
    """`build/<organisation>`, from `qaf.yaml` alone; None where that does not say. Raises as `build_folder` does."""
    from qaf.workspace.yaml_reader import read_yaml

    try:
        data: Any = read_yaml(ordinary_bytes(root / SETTINGS_FILE)).data
    except OSError:
        return None
    organisation = data.get("organisation") if isinstance(data, dict) else None
    id_ = organisation.get("id") if isinstance(organisation, dict) else None
    plain = isinstance(id_, str) and id_.replace("-", "").isalnum() and id_.isascii()
    return build_folder(str(id_)) if plain else None


def unchanged(asked: Asked) -> Built | None:
    """What the last build came to, where nothing that it was made from has changed and its files stand; else None."""
    from qaf.api.book import Built

    try:
        data: Any = json.loads(ordinary_bytes(asked.record))
        outside = [str(path) for path in data["outside"]]
        if data["format"] != _FORMAT or data["files"] != _files(asked):
            return None
        if data["made_from"] != _made_from(asked, str(data["figures"]), outside):
            return None
        notes = [_finding(item) for item in data["notes"]]
    except (OSError, ValueError, KeyError, TypeError, UnreadableError, RecursionError):
        return None
    return Built([asked.out / f"{asked.form}.{name}" for name in asked.formats], notes)


def before_building(asked: Asked, folder: Folder) -> str:
    """A mark of all that the report will be made from; "" where that cannot be told, and nothing is to be recorded."""
    settings = folder.framework.settings
    if any(member.folder for member in settings.members):
        return ""
    try:
        return _made_from(asked, settings.figures.folder, _outside(folder))
    except (OSError, UnreadableError):
        return ""


def record(asked: Asked, folder: Folder, mark: str, built: Built) -> None:
    """Record what was built from what `mark` stands for; nothing where that changed meanwhile."""
    if not mark or mark != before_building(asked, folder):
        return
    data = {
        "format": _FORMAT,
        "made_from": mark,
        "figures": folder.framework.settings.figures.folder,
        "outside": _outside(folder),
        "files": _files(asked),
        "notes": [_plain(item) for item in built.notes],
    }
    if asked.record.is_symlink() or asked.record.parent.is_symlink():
        return
    try:
        write_file(asked.record, json.dumps(data, ensure_ascii=False).encode())
    except QafError:
        return


def forget(asked: Asked) -> None:
    """Take away what was recorded, before something else is built in its place."""
    try:
        asked.record.unlink(missing_ok=True)
    except OSError:
        return


def _outside(folder: Folder) -> list[str]:
    """Files outside the folder that its pages depend on: the members' bundles."""
    return [member.bundle for member in folder.framework.settings.members if member.bundle]


def _made_from(asked: Asked, figures: str, outside: Sequence[str]) -> str:
    """One hash over all that a report is made from. Raises `OSError` or `UnreadableError` where it cannot be seen."""
    tree = FolderTree(asked.root)
    figures_folder = real(below(asked.root, figures))
    found = hashlib.sha256()
    for part in _told(asked):
        found.update(f"{len(part)}:{part}\0".encode("utf-8", "surrogatepass"))
    for path in tree.files():
        full = asked.root / path
        if real(full).is_relative_to(figures_folder):
            continue
        found.update(f"{path}\0{hashlib.sha256(tree.read(path)).hexdigest()}\0".encode("utf-8", "surrogatepass"))
    found.update(repr(sorted(tree.unlisted.items())).encode())
    for name in outside:
        found.update(hashlib.sha256(ordinary_bytes(asked.root / name)).digest())
    for line in _times(figures_folder):
        found.update(line.encode("utf-8", "surrogatepass"))
    return found.hexdigest()


def _told(asked: Asked) -> Iterator[str]:
    """Everything besides files: options, the history, qaf itself, and what it is run with."""
    from qaf.workspace.commit import run_git
    from qaf.workspace.shipped import shipped_folder

    yield from (VERSION, sys.version, asked.form, asked.as_at.isoformat(), *asked.formats, "", *asked.options)
    yield run_git(asked.root, "rev-parse", "HEAD", "--is-shallow-repository", "--show-prefix")
    for folder in (_PACKAGE, shipped_folder("templates"), shipped_folder("framework")):
        yield from _times(folder)
    installed = sysconfig.get_path("purelib")
    yield from sorted(name for name in os.listdir(installed) if name.endswith(".dist-info"))


def _times(folder: Path) -> list[str]:
    """Name, size and times of every file below a folder; one line where there is no such folder. Each folder once."""
    if not folder.is_dir():
        return ["no folder"]
    found, left, seen_before = [], [str(folder)], set[str]()
    while left:
        place = left.pop()
        if (led_to := os.path.realpath(place)) in seen_before:
            continue
        seen_before.add(led_to)
        with os.scandir(place) as entries:
            for entry in entries:
                if entry.is_dir():
                    if entry.name != "__pycache__":
                        left.append(entry.path)
                    continue
                seen = entry.stat()
                name = os.path.relpath(entry.path, folder)
                found.append(f"{name}\0{seen.st_size}\0{seen.st_mtime_ns}\0{seen.st_ctime_ns}\0{seen.st_ino}\n")
    return sorted(found)


def _files(asked: Asked) -> dict[str, str]:
    """What each file of the form in `out` holds, as a hash, whatever its format; what a killed run left counts too."""
    out, charts = asked.out, asked.out / f"{asked.form}-charts"
    paths = [path for name in _ENDINGS if os.path.lexists(path := out / f"{asked.form}.{name}")]
    paths += [*(sorted(charts.rglob("*")) if charts.is_dir() else ()), *sorted(out.glob(".book.*.aside"))]
    if charts.is_symlink() or any(path.is_symlink() or not path.is_file() for path in paths):
        raise OSError("a file of the report is no ordinary file")
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def _plain(item: Finding) -> dict[str, Any]:
    related = [[other.where.path, other.message, other.span] for other in item.related]
    return {
        "code": item.code, "path": item.where.path, "message": item.message, "help": item.help, "note": item.note,
        "subject": item.subject, "area": item.area, "level": item.level.value, "excerpt": item.excerpt,
        "span": item.span, "related": related,
    }  # fmt: skip


def _finding(data: Mapping[str, Any]) -> Finding:
    from qaf.ground.findings import Finding, Level, Related, Span, Where

    def span(numbers: Sequence[int] | None) -> Span | None:
        return None if numbers is None else Span(*map(int, numbers))

    related = tuple(Related(Where(str(path)), str(message), span(at)) for path, message, at in data["related"])
    return Finding(
        str(data["code"]), Where(str(data["path"])), str(data["message"]), str(data["help"]), str(data["note"]),
        str(data["subject"]), str(data["area"]), Level(data["level"]), related, bool(data["excerpt"]),
        span(data["span"]),
    )  # fmt: skip
