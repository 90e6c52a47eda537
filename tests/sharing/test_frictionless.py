"""A bundle is a Data Package to a tool that knows nothing of qaf."""

from __future__ import annotations

import zipfile

import frictionless
from bundles import done, member, share


def test_frictionless_finds_a_bundle_valid_and_a_changed_one_not(tmp_path):
    done(share(member(tmp_path), tmp_path / "one.qafbundle"))
    with zipfile.ZipFile(tmp_path / "one.qafbundle") as archive:
        archive.extractall(tmp_path / "open")
    report = frictionless.validate(str(tmp_path / "open/datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])
    (tmp_path / "as.zip").write_bytes((tmp_path / "one.qafbundle").read_bytes())
    report = frictionless.Package(str(tmp_path / "as.zip")).validate()
    assert report.valid, report.flatten(["type", "message"])
    figures = tmp_path / "open/figures.csv"
    figures.write_bytes(figures.read_bytes().replace(b"40", b"50"))
    assert not frictionless.validate(str(tmp_path / "open/datapackage.json")).valid
