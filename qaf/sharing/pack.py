"""A member's bundle as bytes: framework, protected figures and manifest in one zip. The same folder, the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from qaf.model.framework import Framework
from qaf.model.protected import ProtectedFigures
from qaf.sharing import figures_table, lists
from qaf.sharing.framework_files import framework_files
from qaf.sharing.manifest import MANIFEST, Manifest, manifest_bytes, resource_of
from qaf.workspace.documents import Documents

ENDING = ".qafbundle"
README = "README.md"
FIGURES = "figures.csv"
COARSER = "coarser.csv"
_TABLES = {
    FIGURES: figures_table.COLUMNS,
    COARSER: figures_table.COARSER_COLUMNS,
    "areas.csv": lists.AREA_COLUMNS,
    "measures.csv": lists.MEASURE_COLUMNS,
}
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The moment of every file in a zip, so that the same content gives the same bytes."""


def bundle_bytes(
    manifest: Manifest, documents: Documents, written: Framework, figures: ProtectedFigures, as_at: date
) -> bytes:
    """The bundle: `manifest` without its files, the folder's documents, its framework, and what may be shown.

    Figures after the manifest's period stay behind.
    """
    files: dict[str, bytes] = {
        README: lists.readme_bytes(manifest),
        FIGURES: figures_table.figures_bytes(figures),
        COARSER: figures_table.coarser_bytes(figures.coarsened),
        "areas.csv": lists.areas_bytes(written),
        "measures.csv": lists.measures_bytes(written),
        **framework_files(documents, written, as_at),
    }
    resources = tuple(resource_of(path, files[path], _TABLES.get(path, ())) for path in sorted(files))
    return _zipped({MANIFEST: manifest_bytes(replace(manifest, resources=resources)), **files})


def up_to(figures: ProtectedFigures, manifest: Manifest) -> ProtectedFigures:
    """The figures of a bundle: all whose period has ended with the manifest's."""
    end = manifest.period.end
    kept = tuple(figure for figure in figures if figure.period.end <= end)
    coarser = tuple(item for item in figures.coarsened if any(period.end <= end for period in item.periods))
    return ProtectedFigures(figures.profile, kept, coarser, audited=figures.audited)


def _zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(path, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, files[path])
    return out.getvalue()
