"""Make the bundles of the example partnership anew, each from its member's folder: the same bytes on every run.

Run `python examples/remake_bundles.py` from the checkout after anything changed that a bundle shows (a member's folder,
how figures are protected, the format). `--to DIR` writes them there instead; the tests hold the two against each other.

The schools' bundle ends a year early on purpose. The probation service's is made in a schema that nothing reads.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parent
sys.path.insert(0, str(EXAMPLES.parent))

from qaf.api import open_folder, share  # noqa: E402
from qaf.model.period import Period  # noqa: E402
from qaf.sharing.archive import read_archive  # noqa: E402
from qaf.sharing.manifest import MANIFEST, read_manifest  # noqa: E402
from qaf.sharing.pack import Contents, bundle_bytes  # noqa: E402

AS_AT = date(2026, 6, 15)
PARTNERSHIP = EXAMPLES / "northmoor-partnership"
LAST = {
    "northmoor-council": "2025/26",
    "northmoor-hospitals": "2025/26",
    "northmoor-minds": "2025/26",
    "northmoor-schools": "2024/25",
    "northmoor-probation": "2025/26",
}
"""The last period in each member's bundle."""
OF_OLD = "northmoor-probation"


def remake(to: Path) -> list[Path]:
    """Write every bundle into the folder `to`; returns their paths.

    Each is shared from a copy outside git, so that no edition is recorded in the example and no commit stands in it.
    """
    to.mkdir(parents=True, exist_ok=True)
    made = []
    for member, last in LAST.items():
        source = EXAMPLES / member if member == "northmoor-council" else PARTNERSHIP / "members" / member
        out = to / f"{member}.qafbundle"
        with tempfile.TemporaryDirectory() as name:
            copy = Path(shutil.copytree(source, Path(name) / member))
            share(open_folder(copy), out, period=Period.canonical(last), as_at=AS_AT)
        if member == OF_OLD:
            _age(out)
        made.append(out)
    return made


def _age(bundle: Path) -> None:
    """The same bundle in schema 0, with a manifest that fits its files."""
    files = dict(read_archive(bundle))
    manifest = read_manifest(files.pop(MANIFEST))
    settings = "framework/qaf.yaml"
    files[settings] = files[settings].replace(b"schema: 2", b"schema: 0")
    bundle.write_bytes(bundle_bytes(replace(manifest, schema=0), Contents(files)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Make the bundles of the example partnership anew.")
    parser.add_argument("--to", type=Path, default=PARTNERSHIP / "bundles", help="where to write them")
    for path in remake(parser.parse_args().to):
        sys.stdout.write(f"{path}\n")
