"""The lists of docs/index.md that follow from what a folder holds. `python tests/index_page.py` writes them anew."""

from __future__ import annotations

import re
from pathlib import Path

from helpers import ROOT

PAGE = ROOT / "docs" / "index.md"
BEFORE = {
    "users": "## Begin here: a page for each user",
    "how-to": "To begin, and to do right by those whom it is about:",
    "explanation": "",
    "decisions": "Decisions, and what follows from them:",
}
"""What stands before the list of a folder, where there is one."""

BLOCK = re.compile(r"(<!-- pages of (\S+) -->\n)(.*?)(<!-- end -->)", re.DOTALL)


def index_page() -> str:
    """docs/index.md, with each list between its marks as the folder has it."""
    return BLOCK.sub(
        lambda found: found[1] + listed(PAGE.parent / found[2]) + found[4], PAGE.read_text(encoding="utf-8")
    )


def listed(folder: Path) -> str:
    """A line for each page of a folder, named by its heading; nothing where there is none."""
    lines = [
        f"- [{title_of(path)}]({path.relative_to(PAGE.parent).as_posix()})\n" for path in sorted(folder.glob("*.md"))
    ]
    before = f"{BEFORE[folder.name]}\n\n" if BEFORE[folder.name] else ""
    return f"\n{before}{''.join(lines)}\n" if lines else "\n"


def title_of(path: Path) -> str:
    """The first heading of a page, without a number."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(re.sub(r"^# (\d+\. )?", "", line) for line in lines if line.startswith("# "))


if __name__ == "__main__":
    PAGE.write_text(index_page(), encoding="utf-8", newline="\n")
