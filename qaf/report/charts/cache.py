"""Charts that were drawn before, kept by their content: a chart whose facts have not changed is not drawn again.

Each form has one file, `<out>/.cache/<form>.json`, swapped in whole. It holds the charts of the last build and no
others, so that it cannot grow, and so that no picture of a figure that is withheld now is left lying. Each chart is
sealed by the installation that drew it: a folder from elsewhere may bring a cache, and its pictures are never shown.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from qaf.ground.errors import QafError
from qaf.ground.files import write_file
from qaf.ground.installation import is_sealed, seal
from qaf.ground.places import ordinary_bytes
from qaf.ground.version import VERSION
from qaf.report.charts import Progress, draw_all
from qaf.report.charts.facts import Drawing

FOLDER = ".cache"
LARGEST = 32 * 1024 * 1024
"""The largest file, in bytes, that is read or written: some 1,500 charts."""

_FORMAT = "qaf-charts/2"


@dataclass
class ChartCache:
    """The charts of one form's last build. `file` is None where nothing is to be kept."""

    file: Path | None
    charts: dict[str, str] = field(default_factory=dict)
    _before: bytes = b""

    def draw(self, drawings: Sequence[Drawing], progress: Progress | None = None) -> dict[str, str]:
        """Each drawing's `<svg>` element by its id; only those are drawn that are not kept."""
        if self.file is None:
            return draw_all(drawings, progress)
        known = _versions() if drawings else ""
        keys = {drawing.id: _key(drawing, known) for drawing in drawings}
        new = draw_all([drawing for drawing in drawings if keys[drawing.id] not in self.charts], progress)
        found = {id_: new[id_] if id_ in new else self.charts[key] for id_, key in keys.items()}
        self.charts = {keys[id_]: found[id_] for id_ in keys}
        return found

    def save(self) -> None:
        """Keep the charts of this build. A folder that does not take them costs time at the next build, no more."""
        if self.file is None:
            return
        kept = {key: {"seal": seal(key, svg), "svg": svg} for key, svg in sorted(self.charts.items())}
        content = json.dumps({"format": _FORMAT, "charts": kept}, ensure_ascii=False).encode()
        if content == self._before or len(content) > LARGEST or not _is_plain(self.file):
            return
        try:
            write_file(self.file, content)
        except QafError:
            return


def open_cache(out: Path, form: str, *, keep: bool = True) -> ChartCache:
    """What is kept of a form below `out`; what is damaged counts as not there. `keep=False` reads and keeps nothing."""
    file = out / FOLDER / f"{form}.json"
    if not keep:
        return ChartCache(None)
    try:
        content = ordinary_bytes(file) if _is_plain(file) and file.stat().st_size <= LARGEST else b""
    except OSError:
        content = b""
    return ChartCache(file, _read(content), content)


def _read(content: bytes) -> dict[str, str]:
    """The charts of a cache file that are whole, and that this installation drew."""
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    charts = data.get("charts") if isinstance(data, dict) and data.get("format") == _FORMAT else None
    found: dict[str, str] = {}
    for key, kept in charts.items() if isinstance(charts, dict) else ():
        svg = kept.get("svg") if isinstance(kept, Mapping) else None
        if isinstance(svg, str) and is_sealed(kept.get("seal"), key, svg):
            found[key] = svg
    return found


def _is_plain(file: Path) -> bool:
    """Whether neither the file nor its folder is a link that leads elsewhere."""
    return not file.is_symlink() and not file.parent.is_symlink()


def _key(drawing: Drawing, versions: str) -> str:
    """The hash of all that a chart is made of: facts, size, words, and what draws it."""
    return hashlib.sha256(f"{versions}\0{drawing!r}".encode("utf-8", "surrogatepass")).hexdigest()


def _versions() -> str:
    """What draws: qaf, its code and style for charts, and matplotlib, which is not imported for it."""
    try:
        drawn_by = version("matplotlib")
    except PackageNotFoundError:
        drawn_by = ""
    code = hashlib.sha256()
    for file in sorted(Path(__file__).parent.glob("*.py")):
        code.update(file.read_bytes())
    return f"{VERSION} {drawn_by} {code.hexdigest()}"
