"""`qaf overview` over a generated region: partnerships with members, timed for two sizes; memory at its peak.

Run `python benchmarks/overview.py [partnerships] [members]` from the checkout. Twice the bundles should take
twice the time, and no more memory.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from qaf.api import ingest, open_folder, share
from qaf.api.overview import overview
from qaf.model.period import Period

AS_AT = date(2026, 6, 15)
PERIOD = Period.canonical("2025/26")
AREAS, MEASURES = 12, 8
YEARS = ("2023/24", "2024/25", "2025/26")


def make_member(root: Path, id_: str) -> Path:
    """A member's folder with three years of figures, and its bundle; returns the bundle's path."""
    folder = root / id_
    (folder / "areas").mkdir(parents=True)
    (folder / "qaf.yaml").write_text(
        f"schema: 2\norganisation: {{id: {id_}, name: {id_}, kind: organisation}}\n", encoding="utf-8"
    )
    rows = []
    for area in range(AREAS):
        measures = f"  - {{id: a{area}-all, kind: quantity, text: Children, unit: count}}\n"
        rows += [f"a{area}-all,{year},,,{200 + 7 * area}" for year in YEARS]
        for number in range(MEASURES):
            measures += (
                f"  - {{id: a{area}-m{number}, kind: outcome, text: Measure {number}, unit: percent, of: a{area}-all, "
                "better: higher}\n"
            )
            rows += [
                f"a{area}-m{number},{year},{60 + 11 * number + at},{200 + 7 * area}," for at, year in enumerate(YEARS)
            ]
        text = f"name: Area {area}\ngroup: practice\npriority: {area + 1}\nwhy: Need.\nmeasures:\n{measures}"
        (folder / "areas" / f"a{area}.yaml").write_text(text, encoding="utf-8")
    figures = root / f"{id_}.csv"
    figures.write_text("measure,period,numerator,denominator,value\n" + "\n".join(rows) + "\n", encoding="utf-8")
    ingest(open_folder(folder), figures, as_at=AS_AT)
    out = root / "bundles" / f"{id_}.qafbundle"
    share(open_folder(folder), out, period=PERIOD, as_at=AS_AT)
    return out


def timed(root: Path, partnerships: int, bundles: list[Path]) -> float:
    """Seconds for the overviews of so many partnerships."""
    members = "".join(f"  - {{id: {path.stem}, name: {path.stem}, bundle: {path}}}\n" for path in bundles)
    folders = []
    for number in range(partnerships):
        folder = root / f"lsp-{partnerships}-{number}"
        folder.mkdir()
        text = f"schema: 2\norganisation: {{id: lsp-{number}, name: P, kind: partnership}}\nmembers:\n{members}"
        (folder / "qaf.yaml").write_text(text, encoding="utf-8")
        folders.append(folder)
    begun = time.perf_counter()
    for folder in folders:
        found = overview(open_folder(folder), AS_AT, PERIOD)
        assert all(one.state == "read" for one in found.seen)
    return time.perf_counter() - begun


def main() -> None:
    """Print the times."""
    partnerships, members = (int(word) for word in (*sys.argv[1:], "30", "12")[:2]) if len(sys.argv) != 2 else (
        int(sys.argv[1]), 12,
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        bundles = [make_member(root, f"member-{number}") for number in range(members)]
        for count in (max(partnerships // 2, 1), partnerships):
            seconds = timed(root, count, bundles)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{count} partnerships x {members} members: {seconds:.1f} s, {peak:.0f} MiB at the peak")


if __name__ == "__main__":
    main()
