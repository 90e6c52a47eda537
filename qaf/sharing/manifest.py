"""A bundle's manifest, `datapackage.json`: a Frictionless Data Package with what qaf adds under the key `qaf`.

The package's own keys (`name`, `resources`, `path`, `hash`, `bytes`, `schema`) are those of the Data Package
specification, version 1, so that any tool that knows it can check a bundle without qaf.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from qaf.model.fields import ID_LENGTH, ID_PATTERN
from qaf.model.period import Period, PeriodError

MANIFEST = "datapackage.json"
FORMAT = "qaf-bundle"
VERSION = 1
"""The newest format of bundles that this qaf reads and the one that it writes."""
PROFILES = ("dfe", "nhs", "strict")

_HASH = re.compile("sha256:[0-9a-f]{64}")
_COMMIT = re.compile("[0-9a-f]{0,40}")
OLDEST_SCHEMA = 1
"""The first schema of a framework; none before it can be read."""
_MOST_TEXT = 400
MOST_LISTED = 5000
"""How many files a manifest may list."""


class BundleError(ValueError):
    """Why a bundle is refused, as the end of a sentence that begins with its name; `advice` says what to do."""

    def __init__(self, why: str, advice: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.advice = advice


@dataclass(frozen=True, slots=True)
class Resource:
    """One file of a bundle: its path, length in bytes and sha256 in hexadecimal; `columns` where it is a table."""

    path: str
    size: int
    digest: str
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """Whose bundle it is, what it holds, and of when.

    `number` counts the bundles that the organisation has shared, from 1. `schema` is that of its framework's files.
    """

    organisation: str
    name: str
    kind: str
    edition: str
    number: int
    period: Period
    as_at: date
    profile: str
    commit: str = ""
    marking: str = ""
    made_by: str = ""
    schema: int = 1
    resources: tuple[Resource, ...] = ()

    @property
    def order(self) -> tuple[date, int]:
        """What tells a newer bundle of an organisation from an older one."""
        return (self.as_at, self.number)


def resource_of(path: str, content: bytes, columns: Sequence[str] = ()) -> Resource:
    """A file as the manifest lists it."""
    return Resource(path, len(content), sha256(content).hexdigest(), tuple(columns))


def manifest_bytes(manifest: Manifest) -> bytes:
    """The manifest as JSON; the same manifest gives the same bytes."""
    said: dict[str, Any] = {
        "profile": "data-package",
        "name": manifest.organisation,
        "title": f"{manifest.name}: shared quality assurance framework and figures, {manifest.period}",
        "version": manifest.edition,
        "resources": [_resource(item) for item in manifest.resources],
        "qaf": {
            "format": f"{FORMAT}/{VERSION}",
            "schema": manifest.schema,
            "made_by": manifest.made_by,
            "organisation": {"id": manifest.organisation, "name": manifest.name, "kind": manifest.kind},
            "edition": manifest.edition,
            "number": manifest.number,
            "period": str(manifest.period),
            "as_at": manifest.as_at.isoformat(),
            "commit": manifest.commit,
            "profile": manifest.profile,
            "marking": manifest.marking,
        },
    }
    return (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def read_manifest(content: bytes) -> Manifest:
    """The manifest of a bundle. Raises `BundleError` where it is no such manifest, or a newer qaf made it."""
    said = _json(content)
    about = _mapping(said, "qaf", "its manifest was not made by qaf")
    _check_format(about.get("format"))
    organisation = _mapping(about, "organisation", "its manifest does not say whose bundle it is")
    resources = said.get("resources")
    if not isinstance(resources, list) or not resources or len(resources) > MOST_LISTED:
        raise BundleError("its manifest lists no files")
    return Manifest(
        organisation=_id(organisation, "id"),
        name=_text(organisation, "name"),
        kind=_text(organisation, "kind"),
        edition=_id(about, "edition"),
        number=_whole(about, "number"),
        period=_period(about),
        as_at=_day(about),
        profile=_profile(about),
        commit=_matching(about, "commit", _COMMIT),
        marking=_text(about, "marking"),
        made_by=_text(about, "made_by"),
        schema=_schema(about),
        resources=tuple(map(_read_resource, resources)),
    )


def _resource(item: Resource) -> dict[str, Any]:
    ending = item.path.rsplit(".", 1)[-1]
    said: dict[str, Any] = {
        "name": re.sub("[^a-z0-9._-]+", "-", item.path.lower().removesuffix(f".{ending}")),
        "path": item.path,
        "format": ending,
        "encoding": "utf-8",
        "bytes": item.size,
        "hash": f"sha256:{item.digest}",
    }
    if item.columns:
        fields = [{"name": name, "type": "string"} for name in item.columns]
        said |= {
            "profile": "tabular-data-resource",
            "mediatype": "text/csv",
            "schema": {"fields": fields, "missingValues": [""]},
        }
    else:
        said["mediatype"] = "text/markdown" if ending == "md" else "application/yaml"
    return said


def _json(content: bytes) -> Mapping[str, Any]:
    def once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            raise BundleError("its manifest says the same thing twice")
        return found

    try:
        said = json.loads(content.decode("utf-8"), object_pairs_hook=once)
    except (ValueError, RecursionError) as error:
        if isinstance(error, BundleError):
            raise
        raise BundleError("its manifest is no JSON that can be read") from None
    if not isinstance(said, dict):
        raise BundleError("its manifest is no JSON that can be read")
    return said


def _check_format(text: object) -> None:
    found = re.fullmatch(rf"{FORMAT}/([0-9]{{1,6}})", text) if isinstance(text, str) else None
    if found is None:
        raise BundleError("its manifest was not made by qaf")
    if int(found.group(1)) > VERSION:
        raise BundleError("a newer qaf made it than the one that reads it", "Install a newer qaf, then try again.")
    if int(found.group(1)) < 1:
        raise BundleError("its manifest names a format that qaf never had")


def _mapping(said: Mapping[str, Any], key: str, why: str) -> Mapping[str, Any]:
    found = said.get(key)
    if not isinstance(found, dict):
        raise BundleError(why)
    return found


def _text(said: Mapping[str, Any], key: str) -> str:
    found = said.get(key, "")
    if not isinstance(found, str) or len(found) > _MOST_TEXT or not found.isprintable():
        raise BundleError(f"the manifest's `{key}` is no plain text")
    return found


def _matching(said: Mapping[str, Any], key: str, pattern: re.Pattern[str]) -> str:
    found = _text(said, key)
    if not pattern.fullmatch(found):
        raise BundleError(f"the manifest's `{key}` cannot be read")
    return found


def _id(said: Mapping[str, Any], key: str) -> str:
    found = _matching(said, key, re.compile(ID_PATTERN))
    if len(found) > ID_LENGTH:
        raise BundleError(f"the manifest's `{key}` is too long")
    return found


def _whole(said: Mapping[str, Any], key: str) -> int:
    found = said.get(key)
    if not isinstance(found, int) or isinstance(found, bool) or not 1 <= found < 10**6:
        raise BundleError(f"the manifest's `{key}` is no whole number from 1")
    return found


def _schema(said: Mapping[str, Any]) -> int:
    """The schema of the framework; one from before the first that was ever written down is told by its number."""
    found = said.get("schema")
    if isinstance(found, int) and not isinstance(found, bool) and found < OLDEST_SCHEMA:
        raise BundleError(
            f"its framework is in schema {max(found, 0)}, which is older than any that qaf can read",
            "Ask its sender to bring the folder up to date (`qaf migrate`), and to share it again.",
        )
    return _whole(said, "schema")


def _period(said: Mapping[str, Any]) -> Period:
    try:
        return Period.canonical(_text(said, "period"))
    except PeriodError:
        raise BundleError("the manifest's `period` cannot be read") from None


def _day(said: Mapping[str, Any]) -> date:
    try:
        return date.fromisoformat(_text(said, "as_at"))
    except ValueError:
        raise BundleError("the manifest's `as_at` is no date") from None


def _profile(said: Mapping[str, Any]) -> str:
    found = _text(said, "profile")
    if found not in PROFILES:
        raise BundleError("its manifest does not say by which profile its figures are protected")
    return found


def _read_resource(said: object) -> Resource:
    if not isinstance(said, dict):
        raise BundleError("its manifest lists something that is no file")
    path, size, digest = said.get("path"), said.get("bytes"), said.get("hash")
    if not isinstance(path, str) or not isinstance(size, int) or not isinstance(digest, str):
        raise BundleError("its manifest lists a file without path, length or hash")
    if not _HASH.fullmatch(digest) or isinstance(size, bool) or size < 0:
        raise BundleError("its manifest lists a file whose length or hash cannot be read")
    return Resource(path, size, digest.removeprefix("sha256:"))
