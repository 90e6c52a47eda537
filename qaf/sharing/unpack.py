"""A bundle from a member, verified before a byte of it is used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from qaf.disclosure.primary import PROFILES
from qaf.ground.errors import QafError
from qaf.ground.text import plural
from qaf.model.framework import Framework
from qaf.model.protected import ProtectedFigure, ProtectedFigures
from qaf.sharing.archive import read_archive
from qaf.sharing.figures_table import read_figures
from qaf.sharing.framework_files import FOLDER, SHARED_KINDS
from qaf.sharing.manifest import MANIFEST, BundleError, Manifest, read_manifest
from qaf.sharing.pack import COARSER, FIGURES
from qaf.workspace.load import SCHEMA, Loaded, load
from qaf.workspace.memory_tree import MemoryTree

_SEND_AGAIN = "Ask its sender for the file exactly as `qaf share` made it."


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle that was verified: manifest, framework (without what is still to be written), protected figures."""

    manifest: Manifest
    framework: Framework
    figures: ProtectedFigures


def read_bundle(path: Path, organisation: str) -> Bundle:
    """The bundle of an organisation. Raises `BundleError` where it is not theirs, or anything in it is not right."""
    files = read_archive(path)
    manifest = checked_manifest(files, organisation)
    loaded = _loaded(files)
    framework = _written(loaded)
    said = framework.settings.organisation
    if said.id != manifest.organisation or framework.settings.disclosure.profile != manifest.profile:
        raise BundleError("its manifest and its framework do not say the same of whose it is", _SEND_AGAIN)
    figures = read_figures(files[FIGURES], files[COARSER], framework, manifest.profile)
    _check_protected(figures, framework)
    return Bundle(manifest, framework, figures)


def read_manifest_of(path: Path, organisation: str) -> Manifest:
    """The manifest of a bundle whose files are all as it says. Raises `BundleError`."""
    return checked_manifest(read_archive(path), organisation)


def checked_manifest(files: Mapping[str, bytes], organisation: str) -> Manifest:
    """The manifest, held against the files that came with it: every one listed, none more, each as it was made."""
    if MANIFEST not in files:
        raise BundleError(f"it holds no {MANIFEST}, so it is no bundle", "`qaf share` makes one.")
    manifest = read_manifest(files[MANIFEST])
    if manifest.organisation != organisation:
        raise BundleError(
            f"it is another organisation's, and not that of `{organisation}`",
            "Put each bundle at the place that qaf.yaml names for its member.",
        )
    if manifest.schema > SCHEMA:
        raise BundleError("its framework needs a newer qaf", "Install a newer qaf, then try again.")
    listed = {item.path: item for item in manifest.resources}
    if len(listed) != len(manifest.resources):
        raise BundleError("its manifest lists a file twice", _SEND_AGAIN)
    if listed.keys() != files.keys() - {MANIFEST}:
        raise BundleError("its files are not those that its manifest lists", _SEND_AGAIN)
    for path, item in listed.items():
        if len(files[path]) != item.size or sha256(files[path]).hexdigest() != item.digest:
            raise BundleError("a file in it was changed after the bundle was made", _SEND_AGAIN)
    for needed in (FIGURES, COARSER, f"{FOLDER}qaf.yaml"):
        if needed not in listed:
            raise BundleError(f"it holds no {needed}", _SEND_AGAIN)
    return manifest


def _loaded(files: Mapping[str, bytes]) -> Loaded:
    tree = MemoryTree({path.removeprefix(FOLDER): files[path] for path in files if path.startswith(FOLDER)})
    try:
        loaded = load(tree)
    except QafError:
        raise BundleError("its framework's qaf.yaml cannot be read", _SEND_AGAIN) from None
    kinds = {document.kind.name if document.kind else "" for document in loaded.documents.by_path.values()}
    if kinds - {*SHARED_KINDS}:
        raise BundleError("its framework holds files that no bundle holds", _SEND_AGAIN)
    wrong = [item for item in loaded.findings if item.level == "error"]
    if wrong:
        raise BundleError(
            f"its framework has {plural(len(wrong), 'error')}", "`qaf validate` in its folder names them."
        )
    return loaded


def _written(loaded: Loaded) -> Framework:
    from qaf.model.written import written

    if not loaded.documents.may_hold_stubs:
        return loaded.framework
    return written(loaded.framework, loaded.documents.span)


def _check_protected(figures: ProtectedFigures, framework: Framework) -> None:
    """Refuse what shows a count of people that its profile would have withheld: its manifest lies."""
    rules = PROFILES[figures.profile]
    for figure in figures:
        if not figure.published and _shows_too_little(figure, framework, rules.zeros, rules.threshold):
            raise BundleError(
                "it shows a small number of people that its profile would have withheld",
                "Do not pass it on. Tell its sender, and ask for a new one.",
            )


def _shows_too_little(figure: ProtectedFigure, framework: Framework, zeros: bool, threshold: int) -> bool:
    measure = framework.measures[figure.measure]
    if measure.counts == "things" or measure.protect == "none" or measure.unit == "grade":
        return False
    cells = [figure.value] if measure.unit == "count" else [figure.numerator, figure.denominator]
    if measure.unit == "mean":
        cells = [figure.denominator]
    least = 0 if zeros else 1
    return any(cell.number is not None and least <= cell.number <= threshold for cell in cells)
