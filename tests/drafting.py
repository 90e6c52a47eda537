"""Drafting a recipe for a file and taking the file in by it, as a newcomer would."""

from __future__ import annotations

import io

from helpers import build_tree, run_qaf


def draft_and_take(tmp_path, name, content, settings, measures):
    """What drafting printed, the recipe, what taking in printed, and the figures."""
    tree = {"qaf.yaml": f"schema: 2\n{settings}", "areas/care.yaml": f"name: Care\ngroup: practice\n{measures}"}
    folder = build_tree(tmp_path / "folder", tree)
    file = tmp_path / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    drafted = run_qaf("-C", folder, "ingest", "--draft", file)
    recipes = sorted((folder / "imports").glob("*.yaml")) if (folder / "imports").is_dir() else []
    assert recipes, drafted.err
    ran = run_qaf("--as-at", "2026-06-15", "-C", folder, "ingest", file)
    shown = run_qaf("-C", folder, "data", "show", "--internal", "--format", "csv").out
    return recipes[0].read_text(), ran, shown


def settings(name="Glenmoor Council", year="april", more=""):
    return f"organisation: {{id: ours, name: {name}, kind: organisation}}\nyear_starts: {year}\n{more}"


def measures(*each):
    return "measures:\n" + "".join(f"  - {{{one}}}\n" for one in each)


LOOKED_AFTER = "id: looked-after, kind: quantity, text: Children looked after, unit: count"
REFERRALS = "id: referrals, kind: quantity, text: Referrals, unit: count, counts: events"


def bytes_of(book):
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
