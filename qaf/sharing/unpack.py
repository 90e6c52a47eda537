"""A bundle from a member, verified before a byte of it is used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from qaf.ground.errors import QafError
from qaf.ground.text import plural
from qaf.model.framework import Framework
from qaf.model.protected import ProtectedFigures
from qaf.sharing.archive import read_archive
from qaf.sharing.figures_table import read_figures
from qaf.sharing.framework_files import FOLDER, SHARED_KINDS
from qaf.sharing.lies import check_protected
from qaf.sharing.manifest import MANIFEST, BundleError, Manifest, read_manifest
from qaf.sharing.pack import BESIDE_FRAMEWORK, COARSER, FIGURES
from qaf.workspace.load import SCHEMA, Loaded, load
from qaf.workspace.memory_tree import MemoryTree

MOST_OF_FRAMEWORK = 8 * 1024 * 1024
_SEND_AGAIN = "Ask its sender for the file exactly as `qaf share` made it."


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle that was verified: manifest, framework (without what is still to be written), protected figures."""

    manifest: Manifest
    framework: Framework
    figures: ProtectedFigures


def read_bundle(path: Path, organisation: str) -> Bundle:
    """The bundle of an organisation. Raises `BundleError` where it is not theirs, or anything in it is not right."""
    return verified(read_archive(path), organisation)


def verified(files: Mapping[str, bytes], organisation: str) -> Bundle:
    """The bundle that came as `files`; as `read_bundle` else."""
    manifest = checked_manifest(files, organisation)
    loaded = _loaded(files)
    framework = _written(loaded)
    said = framework.settings.organisation
    if said.id != manifest.organisation or framework.settings.disclosure.profile != manifest.profile:
        raise BundleError("its manifest and its framework do not say the same of whose it is", _SEND_AGAIN)
    figures = read_figures(files[FIGURES], files[COARSER], framework, manifest.profile)
    check_protected(figures, framework)
    return Bundle(manifest, framework, figures)


def organisation_of(files: Mapping[str, bytes]) -> str:
    """Whose bundle it says that it is. Raises `BundleError` where it is none."""
    if MANIFEST not in files:
        raise BundleError(f"it holds no {MANIFEST}, so it is no bundle", "`qaf share` makes one.")
    return read_manifest(files[MANIFEST]).organisation


def read_manifest_of(path: Path, organisation: str) -> Manifest:
    """The manifest of a bundle whose files are all as it says. Raises `BundleError`."""
    return checked_manifest(read_archive(path), organisation)


def checked_manifest(files: Mapping[str, bytes], organisation: str) -> Manifest:
    """The manifest, held against the files that came with it: every one listed, none more, each as it was made."""
    theirs = organisation_of(files)
    manifest = read_manifest(files[MANIFEST])
    if theirs != organisation:
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
    for needed in (*sorted(BESIDE_FRAMEWORK), f"{FOLDER}qaf.yaml"):
        if needed not in listed:
            raise BundleError(f"it holds no {needed}", _SEND_AGAIN)
    if any(path not in BESIDE_FRAMEWORK and not path.startswith(FOLDER) for path in listed):
        raise BundleError("it holds files that no bundle holds", _SEND_AGAIN)
    return manifest


def _loaded(files: Mapping[str, bytes]) -> Loaded:
    inside = {path.removeprefix(FOLDER): files[path] for path in files if path.startswith(FOLDER)}
    if sum(map(len, inside.values())) > MOST_OF_FRAMEWORK:
        raise BundleError(f"its framework comes to more than {MOST_OF_FRAMEWORK // 1024**2} MiB", _SEND_AGAIN)
    tree = MemoryTree(inside)
    try:
        loaded = load(tree)
    except QafError:
        raise BundleError("its framework's qaf.yaml cannot be read", _SEND_AGAIN) from None
    kinds = {document.kind.name if document.kind else "" for document in loaded.documents.by_path.values()}
    if kinds - {*SHARED_KINDS} or inside.keys() != loaded.documents.by_path.keys():
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
