"""Editions that are out: what readers have before them already, and can lay beside what is shown now.

`published/NAME/figures.csv` holds exactly what an edition showed, and is never changed. Two editions are tied only
through figures of the same key and the same import; a figure that was restated is a new number.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from qaf.disclosure.editions_rows import EDITION_COLUMNS, EditionError, edition_rows
from qaf.disclosure.primary import PROFILES, Profile
from qaf.ground.findings import Finding, Where, finding
from qaf.model.figure import Figure, FigureKey
from qaf.model.framework import Framework
from qaf.model.protected import ProtectedFigure, ProtectedFigures
from qaf.workspace.csv_text import csv_bytes, numbered_rows
from qaf.workspace.tree import FolderTree, Tree, UnreadableError

FOLDER = "published"
FIGURES_FILE = "figures.csv"


@dataclass(frozen=True)
class Edition:
    """One edition. `known`: keys of figures that it gives back, as somebody has owned up to in `known.yaml`."""

    name: str
    profile: Profile
    figures: tuple[Figure, ...] = ()
    known: frozenset[FigureKey] = frozenset()


@dataclass
class Editions:
    """All editions of a folder, and what is wrong with their files."""

    editions: tuple[Edition, ...] = ()
    problems: list[Finding] = field(default_factory=list)


def edition_bytes(figures: ProtectedFigures) -> bytes:
    """What an edition showed, as its `figures.csv`; the same figures give the same bytes."""
    rows = (
        (
            *_key_texts(figure),
            *map(_text, _cells(figure)),
            figure.note,
            _truth(figure),
            figure.import_id,
            figures.profile,
        )
        for figure in figures
    )
    return csv_bytes(EDITION_COLUMNS, rows)


def shown_figures(figures: Iterable[ProtectedFigure]) -> list[Figure]:
    """Figures as a reader has them: the printed numbers, and symbols where there is none."""
    return [
        Figure(
            _key(figure),
            _text(figure.numerator),
            _text(figure.denominator),
            _text(figure.value),
            published=figure.published,
            import_id=figure.import_id,
        )
        for figure in figures
    ]


def read_editions(tree: Tree, framework: Framework) -> Editions:
    """The editions below `published/`, by name. A file that cannot be read is an error: nobody can say what is out."""
    found = Editions()
    editions = []
    below = [path.split("/") for path in tree.files() if path.startswith(f"{FOLDER}/")]
    found.problems += _out_of_place(tree, below)
    for name in sorted({parts[1] for parts in below if len(parts) > 2}):
        path = f"{FOLDER}/{name}/{FIGURES_FILE}"
        if [FOLDER, name, FIGURES_FILE] in below:
            edition = _read(tree, path, name, framework)
        else:
            edition = _unreadable(path, "there is no such file, and something else of the edition is there")
        if isinstance(edition, Edition):
            editions.append(edition)
        else:
            found.problems.append(edition)
    found.editions = tuple(editions)
    return found


def _out_of_place(tree: Tree, below: Sequence[Sequence[str]]) -> Iterator[Finding]:
    """Figures of an edition that would be passed over: in no edition's folder, or in a folder that nobody can see."""
    for parts in below:
        if len(parts) == 2 and parts[1].lower().endswith(".csv"):
            advice = f"Each edition has a folder of its own: {FOLDER}/NAME/{FIGURES_FILE}."
            yield _unreadable("/".join(parts), "it lies in no edition's folder", advice)
    unlisted = tree.unlisted if isinstance(tree, FolderTree) else {}
    for path, why in sorted(unlisted.items()):
        if path == FOLDER or path.startswith(f"{FOLDER}/"):
            yield _unreadable(path, why)


def _read(tree: Tree, path: str, name: str, framework: Framework) -> Edition | Finding:
    try:
        rows = list(numbered_rows(tree.read(path).decode("utf-8-sig")))
        figures, profiles = edition_rows(rows)
    except (UnreadableError, UnicodeDecodeError, csv.Error):
        return _unreadable(path, "it is not a CSV file in UTF-8")
    except EditionError as fault:
        return _unreadable(path, fault.why, fault.advice)
    wanted = profiles or {framework.settings.disclosure.profile}
    if len(wanted) > 1 or not wanted <= PROFILES.keys():
        return _unreadable(path, "its column `profile` does not name one profile of protection that qaf knows")
    return Edition(name, PROFILES[next(iter(wanted))], figures, _known(framework, name))


def _known(framework: Framework, name: str) -> frozenset[FigureKey]:
    return frozenset(FigureKey(*known.figure.key()) for known in framework.known.get(name, ()))


def _unreadable(path: str, why: str, advice: str = "") -> Finding:
    message = f"{path} cannot be read as what an edition showed: {why}."
    usual = "Bring the file back from a backup or from git: without it nobody can say what readers know already."
    return finding("QAF543", Where(path), message, help=advice or usual, excerpt=False)


def _cells(figure: ProtectedFigure) -> tuple[object, ...]:
    return (figure.numerator, figure.denominator, figure.value)


def _text(cell: object) -> str:
    return getattr(cell, "text", "") or getattr(cell, "symbol", "")


def _truth(figure: ProtectedFigure) -> str:
    return "true" if figure.published else "false"


def _key(figure: ProtectedFigure) -> FigureKey:
    return FigureKey(
        figure.measure, figure.period, figure.series, figure.breakdown, figure.category,
        figure.grade, figure.point, figure.rater,
    )  # fmt: skip


def _key_texts(figure: ProtectedFigure) -> Sequence[str]:
    return _key(figure).texts()
