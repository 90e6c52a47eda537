"""A made-up national file, in the layout of the DfE's open data, and a framework folder with a recipe for it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import count, islice, product
from pathlib import Path

YEARS = range(2013, 2026)
AUTHORITIES = [(f"E0{6000000 + number}", f"Place {number}", number % 9) for number in range(150)]
AGES = ("Total", "Under 1", "1 to 4", "5 to 9", "10 to 15", "16 and over")
CATEGORIES = 90
COLUMNS = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,new_la_code,"
    "la_name,category_type,age,number,denominator,percentage"
)
USED_COLUMNS = (
    "time_period", "time_identifier", "new_la_code", "category_type", "age", "number", "denominator", "percentage",
)  # fmt: skip
"""The columns that the recipe reads."""


def write_file(path: Path, rows: int) -> Path:
    """A file with so many rows; the same number gives the same bytes. Every row is about something else."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(COLUMNS + "\n")
        file.writelines(islice(_rows(), rows))
    return path


def _rows() -> Iterator[str]:
    numbers = random.Random(4)
    for edition in count():
        for year, (code, name, region), age, category in product(YEARS, AUTHORITIES, AGES, range(CATEGORIES)):
            part = numbers.randrange(6, 3_000)
            whole = part + numbers.randrange(1, 9_000)
            shown = f'"{name}, City of"' if region == 4 else name
            yield (
                f"{year},Reporting year,Local authority,E92000001,England,E1200000{region},Region {region},{code},"
                f"{shown},Category {category}{'' if not edition else f' of edition {edition}'},{age},{part},{whole},"
                f"{part / whole * 100:.1f}\n"
            )


def write_folder(folder: Path) -> Path:
    """A framework folder with a measure for each category, and a recipe that takes two authorities of 150."""
    (folder / "areas").mkdir(parents=True)
    (folder / "imports").mkdir()
    ages = ", ".join(f"{{id: age-{number}, name: {age}}}" for number, age in enumerate(AGES[1:]))
    (folder / "qaf.yaml").write_text(
        "schema: 2\norganisation: {id: northmoor, name: Northmoor, kind: organisation}\n"
        f"breakdowns: [{{id: age, parts: all, categories: [{ages}]}}]\n"
        "comparators: [{id: neighbour, name: A neighbour}]\n"
    )
    numbers = range(CATEGORIES)
    measures = "".join(
        f"  - {{id: share-{number}, kind: quantity, text: Share {number}, unit: percent, base: children, "
        "breakdowns: [age]}\n"
        for number in numbers
    )
    (folder / "areas" / "children.yaml").write_text(
        f"id: children\nname: Children\ngroup: practice\nwhy: To measure by\nmeasures:\n{measures}"
    )
    columns = "numerator: number, denominator: denominator, value: percentage"
    rules = "".join(
        f"  - {{measure: share-{number}, where: [{{column: category_type, is: Category {number}}}], {columns}}}\n"
        for number in numbers
    )
    (folder / "imports" / "national.yaml").write_text(
        "id: national\nfile: national*.csv\npreset: dfe\nseries:\n"
        "  - {series: own, where: [{column: new_la_code, is: E06000001}]}\n"
        "  - {series: neighbour, where: [{column: new_la_code, is: E06000003}]}\n"
        f"breakdown: {{id: age, column: age}}\nmeasures:\n{rules}"
    )
    return folder
