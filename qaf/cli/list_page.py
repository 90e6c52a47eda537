"""A list as it was asked for: on the screen, in a file, or as an HTML page."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from qaf.cli.output import print_result

if TYPE_CHECKING:
    from qaf.api import Folder

OUT_HELP = "Write it to this file in place of the screen."


def show_page(folder: Folder, text: str, wanted: str, as_at: date, title: str, out: Path | None) -> None:
    """Print a list, or write it to a file. Where an HTML page is wanted `text` is its Markdown."""
    if wanted == "html":
        from qaf.report.list_page import list_html

        text = list_html(folder.framework, title, text, as_at).decode()
    if out is None:
        print_result(text, wanted)
        return
    from qaf.ground.files import write_file

    write_file(out, text.encode())
    sys.stdout.write(f"{out}\n")
