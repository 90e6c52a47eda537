"""axe-core in a page that is open: every rule it has, and of its answers only what is wrong (the rest is megabytes)."""

from __future__ import annotations

import pytest


def axe_finds(page) -> list[tuple[str, str]]:
    """What axe-core finds wrong in a page: the rule, and where it was broken first."""
    axe = pytest.importorskip("axe_core_python.sync_playwright").Axe()
    found = axe.run(page, options={"resultTypes": ["violations"]})["violations"]
    return [(one["id"], one["nodes"][0]["html"][:160]) for one in found]
