"""Members, a partnership and their bundles: small folders of our own, and bundles taken apart and put together anew."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from helpers import Ran, build_tree, run_qaf

DAY = "2026-06-15"
AREA = """\
name: Front door
group: practice
priority: 1
why: Because children come back.
good:
  - {id: seen-soon, kind: outcome, text: Children are seen soon}
measures:
  - {id: seen, kind: quantity, text: Children seen, unit: count, breakdowns: [team]}
  - {id: safer, kind: outcome, text: Children who are safer, unit: percent, of: seen, shows: [seen-soon]}
"""
SETTINGS = """\
schema: 2
organisation: {{id: {id}, name: {name}, kind: organisation}}
breakdowns:
  - {{id: team, name: Team, parts: all, categories: [{{id: north, name: North}}, {{id: south, name: South}}]}}
"""
FIGURES = "measure,period,value,numerator,denominator\nseen,2025/26,40,,\nsafer,2025/26,,30,40\n"
MEMBERS = ("council", "police")


def member(root: Path, id_: str = "council", figures: str = FIGURES, more: Mapping[str, str] | None = None) -> Path:
    """The folder of a member, with figures."""
    files = {"qaf.yaml": SETTINGS.format(id=id_, name=id_.title()), "areas/front.yaml": AREA, **(more or {})}
    folder = build_tree(root / id_, files)
    if figures:
        file = root / f"{id_}.csv"
        file.write_text(figures, encoding="utf-8")
        done(run_qaf("--as-at", DAY, "-C", folder, "ingest", file))
    return folder


def partnership(root: Path, ids: Sequence[str] = MEMBERS, more: Mapping[str, str] | None = None) -> Path:
    """The folder of a partnership that reads the bundles of its members."""
    lines = "".join(f"  - {{id: {id_}, name: {id_.title()}, bundle: bundles/{id_}.qafbundle}}\n" for id_ in ids)
    settings = "schema: 2\norganisation: {id: lsp, name: The partnership, kind: partnership}\nmembers:\n" + lines
    return build_tree(root / "lsp", {"qaf.yaml": settings, **(more or {})})


def share(folder: Path, out: Path, *more: str, as_at: str = DAY) -> Ran:
    """Run `qaf share` in a folder."""
    return run_qaf("--as-at", as_at, "-C", folder, "share", "--out", out, *more)


def overview(folder: Path, *more: str, as_at: str = DAY) -> Ran:
    """Run `qaf overview` in a folder."""
    return run_qaf("--as-at", as_at, "-C", folder, "overview", *more)


def take_in(folder: Path, *files: Path, as_at: str = DAY) -> Ran:
    """Run `qaf ingest` in a folder."""
    return run_qaf("--as-at", as_at, "-C", folder, "ingest", *files)


def done(ran: Ran) -> Ran:
    """The run, which ended well."""
    assert ran.code == 0, ran.out + ran.err
    return ran


def contents(bundle: Path) -> dict[str, bytes]:
    """The files of a bundle by path."""
    with zipfile.ZipFile(bundle) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rows(bundle: Path, name: str = "figures.csv") -> list[dict[str, str]]:
    """A table of a bundle."""
    return list(csv.DictReader(io.StringIO(contents(bundle)[name].decode("utf-8"))))


def listed(files: Mapping[str, bytes], about: Mapping[str, object] | None = None) -> dict[str, bytes]:
    """The files with a manifest that lists them as they are; `about` replaces what it says under `qaf`."""
    said = json.loads(files["datapackage.json"])
    said["qaf"] |= about or {}
    old = {item["path"]: item for item in said["resources"]}
    said["resources"] = [
        {**old.get(path, {"name": "more", "path": path}), "bytes": len(content), "hash": f"sha256:{_digest(content)}"}
        for path, content in sorted(files.items())
        if path != "datapackage.json"
    ]
    return {**files, "datapackage.json": json.dumps(said).encode("utf-8")}


def zipped(files: Mapping[str, bytes] | Sequence[tuple[str | zipfile.ZipInfo, bytes]]) -> bytes:
    """A zip as anybody could make it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items() if isinstance(files, Mapping) else files:
            archive.writestr(name, content)
    return out.getvalue()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
