"""The partnership's picture: each member is read, kept in short, and put down again before the next one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from qaf.api.folder import Folder, open_folder
from qaf.api.intake import refuse_future, refuse_older
from qaf.ground.errors import QafError
from qaf.ground.places import real

if TYPE_CHECKING:
    from qaf.analysis.member_facts import MemberFacts
    from qaf.analysis.overview import Overview, Seen
    from qaf.model.framework import Framework
    from qaf.model.period import Period
    from qaf.model.settings import Member


def overview(folder: Folder, as_at: date, period: Period) -> Overview:
    """The picture over the members of `folder` on a day; `period` is the one that each of them should have reached.

    A bundle or folder that cannot be used is told in `seen`, and the others go on. Raises `QafError` for a folder
    without members.
    """
    from qaf.analysis.overview import overview as compose
    from qaf.api import catalogue

    members = folder.framework.settings.members
    if not members:
        raise QafError(
            "qaf.yaml names no members, so there is nothing to look over.",
            help="Write `members:` in qaf.yaml: each with an id, a name, and the `bundle` or `folder` it is read from.",
        )
    seen, facts = [], []
    for member in members:
        state, found = _read(folder, member, as_at, period)
        seen.append(state)
        if found is not None:
            facts.append(found)
    return compose(folder.written, facts, seen, catalogue().framework, as_at)


def _read(folder: Folder, member: Member, as_at: date, period: Period) -> tuple[Seen, MemberFacts | None]:
    from qaf.analysis.overview import Seen

    if member.bundle:
        return _from_bundle(folder, member, as_at, period)
    if member.folder:
        return _from_folder(folder, member, as_at)
    supplies = tuple(_supplied(folder.written, member.id))
    given = {id_ for id_ in supplies if folder.figures.of(id_, series=None, breakdown=None)}
    without = tuple(id_ for id_ in supplies if id_ not in given)
    return Seen(member.id, member.name, "supplies", supplies=supplies, without_figures=without), None


def _from_bundle(folder: Folder, member: Member, as_at: date, period: Period) -> tuple[Seen, MemberFacts | None]:
    from qaf.analysis.member_facts import member_facts
    from qaf.analysis.overview import Seen
    from qaf.sharing.manifest import BundleError
    from qaf.sharing.unpack import read_bundle
    from qaf.workspace.load import SCHEMA

    path = folder.root / str(member.bundle)
    if not path.exists():
        return Seen(member.id, member.name, "not_sent"), None
    try:
        bundle = read_bundle(path, member.id)
        refuse_future(bundle.manifest, as_at)
        refuse_older(folder.root, bundle.manifest)
    except BundleError as fault:
        return Seen(member.id, member.name, "refused", fault.why, fault.advice), None
    manifest = bundle.manifest
    seen = Seen(
        member.id, manifest.name, "read", edition=manifest.edition, period=manifest.period, as_at=manifest.as_at,
        late=manifest.period.end < period.end, older_schema=manifest.schema < SCHEMA,
    )  # fmt: skip
    return seen, member_facts(member.id, bundle.framework, bundle.figures, as_at)


def _from_folder(folder: Folder, member: Member, as_at: date) -> tuple[Seen, MemberFacts | None]:
    """A member whose folder lies beside the partnership's: its figures are protected before anything is kept."""
    from qaf.analysis.member_facts import member_facts
    from qaf.analysis.overview import Seen
    from qaf.api.book import refuse_errors

    path = folder.root / str(member.folder)
    if not path.is_dir():
        return Seen(member.id, member.name, "not_sent"), None
    try:
        theirs = open_folder(path)
        if theirs.root != real(path) or theirs.framework.settings.organisation.id != member.id:
            why = "its folder is another organisation's"
            return Seen(member.id, member.name, "refused", why, "`members:` in qaf.yaml says where each is."), None
        refuse_errors(theirs)
        facts = member_facts(member.id, theirs.written, theirs.figures, as_at)
    except QafError as error:
        return Seen(member.id, member.name, "refused", f"its folder cannot be used: {error.message}", error.help), None
    return Seen(member.id, theirs.framework.settings.organisation.name, "read", as_at=as_at), facts


def _supplied(framework: Framework, member: str) -> Iterator[str]:
    return (measure.id for measure in framework.measures.values() if member in measure.supplied_by)
