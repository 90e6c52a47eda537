"""`qaf schema`: JSON Schema, for editors that complete and check while one types."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from qaf.cli.output import print_result
from qaf.ground.errors import QafError
from qaf.ground.near_miss import did_you_mean
from qaf.ground.text import quoted


def schema(
    kind: Annotated[str, typer.Argument(help="One kind of file, such as area. Default: all of them.")] = "",
    write: Annotated[
        Path | None, typer.Option("--write", metavar="DIR", help="Write one file a kind into this folder.")
    ] = None,
) -> int:
    """JSON Schema of the framework's files; it accepts what the loader accepts."""
    from qaf.model.schema import all_schemas, schema_text

    schemas = all_schemas()
    if kind and kind not in schemas:
        advice = did_you_mean(kind, schemas) or f"It is one of {quoted(schemas)}."
        raise QafError(f"There is no schema for `{kind}`.", help=advice)
    chosen = {kind: schemas[kind]} if kind else schemas
    if write is not None:
        from qaf.ground.files import write_folder

        write_folder(write, {f"{name}.schema.json": schema_text(one) for name, one in chosen.items()})
        sys.stderr.write(f"Wrote {len(chosen)} schema files to {write}.\n")
        return 0
    content: object = chosen[kind] if kind else chosen
    print_result(schema_text(content).decode("utf-8"), "json")
    return 0
