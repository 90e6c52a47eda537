"""An open framework folder: the framework, and the figures as they may be shown, each read when first asked for."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from qaf.ground.errors import QafError
from qaf.workspace.read_ahead import read_ahead
from qaf.workspace.tree import FolderTree, find_root

if TYPE_CHECKING:
    from qaf.disclosure.editions import Editions
    from qaf.disclosure.jointly import MemberFigures
    from qaf.ground.findings import Finding
    from qaf.model.figure import Figure
    from qaf.model.framework import Framework
    from qaf.model.protected import ProtectedFigures
    from qaf.rules.facts import Facts
    from qaf.workspace.load import Loaded
    from qaf.workspace.own_templates import OwnTemplates
    from qaf.workspace.store import Store


@dataclass(frozen=True)
class Folder:
    """An open framework folder. Figures are read when first asked for."""

    root: Path
    loaded: Loaded

    @property
    def framework(self) -> Framework:
        """The framework as far as it could be read."""
        return self.loaded.framework

    @cached_property
    def written(self) -> Framework:
        """The framework without what is still to be written, which is in its `stubs`."""
        if not self.loaded.documents.may_hold_stubs:
            return self.framework
        from qaf.model.written import written

        return written(self.framework, self.loaded.documents.span)

    @property
    def figures_folder(self) -> Path:
        """Where the figures lie."""
        from qaf.workspace.store import figures_folder

        return figures_folder(self.root, self.framework)

    @property
    def has_figures(self) -> bool:
        """Whether there is a folder of figures at all."""
        from qaf.ground.text import reason

        try:
            return stat.S_ISDIR(self.figures_folder.stat().st_mode)
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError as error:
            raise QafError(
                f"The folder of the figures cannot be opened: {reason(error)}.",
                help="`figures: {folder: …}` in qaf.yaml says where it is.",
            ) from error

    @cached_property
    def store(self) -> Store:
        """The stored figures, raw: for taking in and for disclosure control only."""
        from qaf.workspace.store import read_store

        return read_store(self.figures_folder, self.framework.settings.figures.folder.rstrip("/"))

    @cached_property
    def figures(self) -> ProtectedFigures:
        """The figures as they may be shown: protected over the whole folder and its editions, and audited.

        Raises `RefusedError` where that cannot be done: nothing may leave then.
        """
        from qaf.disclosure.release import released
        from qaf.disclosure.unread_member import withhold_beside

        held, unread = self._members
        found = released(self.root, self.framework, self._raw, self.loaded.documents, self.editions, held)
        return withhold_beside(found, self.framework, unread)

    @property
    def edition_problems(self) -> Sequence[Finding]:
        """What is wrong with the files of editions; nothing is loaded where none can be there."""
        return self.editions.problems if os.path.lexists(self.root / "published") else ()

    @cached_property
    def editions(self) -> Editions:
        """The editions that are out, and what is wrong with their files."""
        from qaf.disclosure.editions import read_editions

        return read_editions(FolderTree(self.root), self.framework)

    @cached_property
    def templates(self) -> OwnTemplates:
        """The folder's own templates, and what is wrong with them."""
        from qaf.ground.relative_paths import display_prefix
        from qaf.workspace.own_templates import NO_TEMPLATES, read_own_templates

        if not (self.root / "templates").is_dir():
            return NO_TEMPLATES
        return read_own_templates(FolderTree(self.root), display_prefix(self.root))

    @property
    def operational_figures(self) -> ProtectedFigures:
        """The figures with nothing withheld, for a pack of a body that sees them so; never kept beside `figures`."""
        from qaf.disclosure.release import operational

        return operational(self.framework, self._raw)

    @cached_property
    def primary_figures(self) -> ProtectedFigures:
        """The figures with what is small hidden one by one: for verdicts of rules, and nothing that may be printed."""
        if not self._raw:
            from qaf.model.protected import ProtectedFigures

            return ProtectedFigures(self.framework.settings.disclosure.profile, ())
        from qaf.disclosure.protect import protect_primary

        return protect_primary(self.framework, self._raw)

    @property
    def _raw(self) -> Sequence[Figure]:
        return self.store.figures if self.has_figures else ()

    @property
    def _members(self) -> tuple[Sequence[MemberFigures], Sequence[str]]:
        """What the members show, which nothing of the folder may give more of, and who cannot be read; nothing where
        the folder has no figures."""
        if not self.framework.settings.members or not self._raw:
            return (), ()
        from qaf.api.joint import held_by_members

        return held_by_members(self.root, self.framework)

    def facts(self, as_at: date) -> Facts:
        """What rules judge, on a day."""
        from qaf.analysis.coverage import coverage
        from qaf.rules.facts import Facts

        damaged = self.has_figures and bool(self.store.problems)
        return Facts(self.written, coverage(self.written), self.primary_figures, as_at, damaged)


def root_of(start: Path) -> Path:
    """The framework folder at `start` or above it, without looking into it. Raises `QafError` where there is none."""
    from qaf.ground.text import reason

    try:
        if not start.is_dir():
            raise QafError(f"There is no folder {start}.", help="Name a folder with -C, or go into it.")
        root = find_root(start)
    except OSError as error:
        raise QafError(f"The folder {start} cannot be opened: {reason(error)}.") from error
    if root is None:
        raise QafError(
            f"There is no qaf.yaml in {start} or in a folder above it, so there is no framework to work on.",
            help="Go into a framework folder, or name one with -C. `qaf init` makes a new one.",
        )
    return root


def open_folder(start: Path) -> Folder:
    """The framework folder at `start` or above it. Raises `QafError` where there is none, or `qaf.yaml` is unusable."""
    root = root_of(start)
    tree = FolderTree(root)
    with read_ahead(tree) as ahead:
        from qaf.workspace.load import load

        return Folder(root, load(tree, ahead))
