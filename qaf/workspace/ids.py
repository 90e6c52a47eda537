"""Ids made of names, and ids that somebody asks for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from qaf.ground.errors import QafError
from qaf.model.fields import ID_LENGTH, ID_PATTERN, RESERVED_IDS
from qaf.workspace.adopt_sides import free_id
from qaf.workspace.entry_words import as_id, id_help


def id_from(name: str, otherwise: str) -> str:
    """The name as an id: accents dropped, cut between words; `otherwise` where nothing of it can be kept.

    `id_from("Ynys Môn: children's services", "x")` is `ynys-mon-childrens-services`.
    """
    plain = unicodedata.normalize("NFKD", re.sub("['’]", "", name))
    made = as_id("".join(character for character in plain if not unicodedata.combining(character)))
    if len(made) <= ID_LENGTH:
        return made or otherwise
    cut = made[: ID_LENGTH + 1].rpartition("-")[0]
    return cut or made[:ID_LENGTH]


def checked_id(wanted: str, taken: Collection[str]) -> str:
    """The id as it was asked for. Raises `QafError` where it is not one, is reserved, or something has it already."""
    if not re.fullmatch(ID_PATTERN, wanted) or len(wanted) > ID_LENGTH:
        raise QafError("What is given with --id is not a valid id.", help=id_help(wanted))
    if wanted in RESERVED_IDS:
        raise QafError(f"`{wanted}` is a word that qaf keeps for itself.", help="Choose another id.")
    if wanted in taken:
        raise QafError(
            f"Something in this folder has the id `{wanted}` already.", help=f"Free is `{free_id(wanted, taken)}`."
        )
    return wanted
