"""A member's bundle as bytes: framework, protected figures and manifest in one zip. The same folder, the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from qaf.model.framework import Framework
from qaf.model.protected import ProtectedFigures
from qaf.sharing import figures_table, lists
from qaf.sharing.framework_files import framework_files
from qaf.sharing.manifest import MANIFEST, Manifest, Resource, manifest_bytes, resource_of
from qaf.workspace.documents import Documents

ENDING = ".qafbundle"
README = "README.md"
FIGURES = "figures.csv"
COARSER = "coarser.csv"
AREAS = "areas.csv"
MEASURES = "measures.csv"
BESIDE_FRAMEWORK = frozenset({README, FIGURES, COARSER, AREAS, MEASURES})
"""The files of a bundle that are not of the framework."""
_TABLES = {
    FIGURES: figures_table.COLUMNS,
    COARSER: figures_table.COARSER_COLUMNS,
    AREAS: lists.AREA_COLUMNS,
    MEASURES: lists.MEASURE_COLUMNS,
}
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The moment of every file in a zip, so that the same content gives the same bytes."""


@dataclass(frozen=True, slots=True)
class Contents:
    """All files of a bundle but its manifest. `digest`: sha256 over them, the same for the same content."""

    files: Mapping[str, bytes]

    @property
    def resources(self) -> tuple[Resource, ...]:
        """The files as the manifest lists them, by path."""
        return tuple(resource_of(path, self.files[path], _TABLES.get(path, ())) for path in sorted(self.files))

    @property
    def digest(self) -> str:
        """What tells one content from another, in hexadecimal."""
        said = "".join(f"{item.digest} {item.path}\n" for item in self.resources)
        return sha256(said.encode("utf-8")).hexdigest()


def contents(
    manifest: Manifest, documents: Documents, written: Framework, figures: ProtectedFigures, as_at: date
) -> Contents:
    """What a bundle holds: the folder's documents, its framework, and `figures`, which are all that may be shown.

    Of the manifest only whose it is, its period, day and profile count.
    """
    return Contents(
        {
            README: lists.readme_bytes(manifest),
            FIGURES: figures_table.figures_bytes(figures),
            COARSER: figures_table.coarser_bytes(figures.coarsened),
            AREAS: lists.areas_bytes(written),
            MEASURES: lists.measures_bytes(written),
            **framework_files(documents, written, as_at),
        }
    )


def bundle_bytes(manifest: Manifest, made: Contents) -> bytes:
    """The bundle: `manifest`, which lists the files, and the files."""
    listed = manifest_bytes(replace(manifest, resources=made.resources))
    return _zipped({MANIFEST: listed, **made.files})


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
