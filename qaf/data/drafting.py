"""From a file to a recipe in the folder: where the draft goes, and a trial of it that writes no figure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from qaf.data.candidates import Candidate
from qaf.data.draft import draft_recipe, told
from qaf.data.faults import Faults
from qaf.data.file_name import base_name
from qaf.data.ingest import choose_recipe, ingest
from qaf.data.ingest_request import IngestRequest
from qaf.data.inputs import read_content
from qaf.data.open_file import opened
from qaf.data.presets import filled
from qaf.data.recipe import RecipeReader, find_columns
from qaf.data.table import TableError
from qaf.data.wide import lengthened
from qaf.ground.errors import QafError, RefusedError
from qaf.ground.files import write_file
from qaf.ground.findings import Finding, Level
from qaf.ground.places import lies_in
from qaf.model.fields import ID_LENGTH, ID_PATTERN, RESERVED_IDS
from qaf.model.framework import Framework
from qaf.model.recipe import Recipe
from qaf.workspace.adopt_sides import free_id
from qaf.workspace.ids import id_from
from qaf.workspace.yaml_reader import read_yaml

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Drafted:
    """What came of drafting.

    `path`: the recipe that was written; None where the file was refused. `rows`: the first figures as the recipe
    reads them, each number told as `number`, `withheld [c]` or `not given`, never as itself. `problems`: what keeps
    the recipe from taking anything in, as sentences.
    """

    path: Path | None
    findings: tuple[Finding, ...] = ()
    advice: str = ""
    said: str = ""
    figures: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    problems: tuple[str, ...] = ()


def draft_for(root: Path, framework: Framework, figures: Path, file: Path, out: Path | None, as_at: date) -> Drafted:
    """Draft a recipe for a file and write it, to `out` or into the folder's `imports/`.

    Raises `QafError` where the file cannot be opened, or the recipe's file is there already.
    """
    path = out or root / "imports" / f"{_free_id(framework, file)}.yaml"
    _refuse_taken(path)
    if out is None and not lies_in(path, root):
        raise RefusedError(f"{path} leads out of the folder. Nothing was written.", help="Name a file with --out.")
    content = read_content(file)
    draft = draft_recipe(framework, str(file), content)
    if not draft.text:
        return Drafted(None, draft.findings, draft.advice)
    recipe = _recipe(draft.text, path.stem)
    write_file(path, draft.text.encode("utf-8"))
    said = told(draft)
    others = [recipe.id for recipe in choose_recipe(framework, file.name)]
    advice = draft.advice
    if others:
        more = f"The recipe `{others[0]}` reads this file too, so say which is meant with --recipe."
        advice = f"{advice} {more}".strip()
    if draft.is_tidy:
        return Drafted(path, (), advice or "The file is tidy: `qaf ingest` reads it without a recipe.", said)
    request = IngestRequest(
        framework, figures, str(file), content, as_at, recipe, draft.text.encode("utf-8"), path.name, dry_run=True
    )
    result = ingest(request)
    problems = tuple(_sentence(item) for item in result.findings if item.level is Level.ERROR)
    count = result.added + result.restated + result.unchanged
    return Drafted(path, (), advice, said, count, _first_rows(request), problems)


def _sentence(item: Finding) -> str:
    return f"{item.message} {item.help}".strip()


def _free_id(framework: Framework, file: Path) -> str:
    """An id for the recipe: the file's name; another where something else in the folder has it."""
    id_ = id_from(base_name(str(file)).rpartition(".")[0] or file.name, "recipe")
    entry = framework.entries.get(id_)
    if id_ in RESERVED_IDS or (entry is not None and entry.kind != "recipe"):
        return free_id(id_, [*framework.entries, *RESERVED_IDS])
    return id_


def _refuse_taken(path: Path) -> None:
    if path.suffix not in (".yaml", ".yml") or not re.fullmatch(ID_PATTERN, path.stem) or len(path.stem) > ID_LENGTH:
        raise QafError(
            f"{path.name} is no name for a recipe.",
            help="A recipe's file is called after its id, such as referrals.yaml: small letters, digits and hyphens.",
        )
    if path.exists():
        raise QafError(
            f"{path} is there already, and nothing is written over it.",
            help="Name another file with --out, or take this one away first.",
        )


def _recipe(text: str, id_: str) -> Recipe:
    """The drafted recipe, read as the folder will read it."""
    data = read_yaml(text.encode("utf-8")).data
    assert isinstance(data, dict)  # what was drafted is a mapping
    return Recipe.model_validate({"id": id_, **data})


def _first_rows(request: IngestRequest) -> tuple[tuple[str, ...], ...]:
    """The first figures that the recipe reads, without their numbers."""
    assert request.recipe is not None  # a recipe was drafted
    recipe = filled(request.recipe)
    try:
        sheet = opened(replace(request, recipe=recipe)).sheet
    except TableError:
        return ()
    faults = Faults(sheet)
    if not _can_be_followed(recipe, request):
        return ()
    wide = lengthened(sheet, recipe, request.framework, faults)
    columns = find_columns(sheet, wide.recipe, faults) if wide else None
    if wide is None or columns is None:
        return ()
    reading = RecipeReader(sheet, wide.recipe, request.framework, faults, columns, wide.origins).read("")
    ours_first = sorted(reading.candidates, key=lambda each: each.figure.key.series != "own")
    return tuple(_row(candidate) for candidate in ours_first[:_SHOWN])


def _can_be_followed(recipe: Recipe, request: IngestRequest) -> bool:
    from qaf.data.recipe_keys import recipe_faults

    return not recipe_faults(recipe, request.framework, request.recipe_path)


def _row(candidate: Candidate) -> tuple[str, ...]:
    figure = candidate.figure
    key = figure.key
    numbers = (_kind(text) for text in (figure.numerator, figure.denominator, figure.value))
    return (key.measure, str(key.period), key.series, key.category, *numbers)


_WORDS = {"c": "withheld", "k": "rounds to 0", "low": "rounds to 0", "u": "unreliable", "x": "not available"}


def _kind(text: str) -> str:
    if not text:
        return ""
    if text in ("c", "k", "low", "u", "x", "z"):
        return f"{_WORDS.get(text, 'not applicable')} [{text}]"
    return "number"
