"""What somebody names to be taken in: the bytes of a file, and the recipe to read it by."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from qaf.data.file_name import shown_name, shown_path
from qaf.data.ingest import choose_recipe
from qaf.data.large_file import LARGE, LargeFile, look_over
from qaf.ground.errors import QafError
from qaf.ground.near_miss import did_you_mean
from qaf.ground.text import quoted, reason
from qaf.model.framework import Framework
from qaf.model.recipe import Recipe


def recipe_for(framework: Framework, file: Path, wanted: str) -> str:
    """The id of the recipe to read `file` by, `wanted` where one was named; "" for a tidy file.

    Raises `QafError` where there is no such recipe, or several fit the file's name.
    """
    if wanted:
        id_ = Path(wanted).stem
        if id_ not in framework.recipes:
            advice = did_you_mean(id_, framework.recipes) or "Recipes stand in imports/, one a file."
            raise QafError(f"There is no recipe `{id_}` in this folder that can be used.", help=advice)
        return id_
    fitting = [recipe.id for recipe in choose_recipe(framework, file.name)]
    if len(fitting) > 1:
        raise QafError(
            f"{len(fitting)} recipes could read {shown_name(file.name)}: {quoted(fitting, 'and')}.",
            help="Say which with --recipe.",
        )
    return fitting[0] if fitting else ""


class Input(NamedTuple):
    """What is in a file: its bytes, or, of a large one, the file itself."""

    content: bytes
    large: LargeFile | None = None


def read_input(file: Path, recipe: Recipe | None = None) -> Input:
    """What is in a file; one that is large is looked over only. Raises `QafError` where it cannot be opened."""
    return _opened(file, lambda: _looked_over(file, recipe) if file.stat().st_size >= LARGE else _whole(file))


def read_content(file: Path) -> bytes:
    """The bytes of a file, however many. Raises `QafError` where it cannot be opened."""
    return _opened(file, lambda: _whole(file)).content


def _looked_over(file: Path, recipe: Recipe | None) -> Input:
    return Input(b"", look_over(file, recipe.read.encoding if recipe and recipe.read else None))


def _whole(file: Path) -> Input:
    return Input(file.read_bytes())


def _opened(file: Path, read: Callable[[], Input]) -> Input:
    try:
        if file.is_dir():
            what = _begun(shown_path(str(file)))
            raise QafError(f"{what} is a folder, not a file.", help="Name the files one by one.")
        return read()
    except OSError as error:
        raise QafError(f"{_begun(shown_path(str(file)))} cannot be opened: {reason(error)}.") from error


def _begun(shown: str) -> str:
    return "The file" if shown == "the file" else shown
