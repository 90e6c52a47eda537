"""A list that is kept as Markdown (gaps, balance) as one HTML file that needs nothing else."""

from __future__ import annotations

import base64
import hashlib
from datetime import date

from qaf.ground.text import plural
from qaf.ground.version import VERSION
from qaf.model.framework import Framework
from qaf.report import words
from qaf.report.markdown import page_to_html
from qaf.workspace.shipped import shipped_folder


def list_html(framework: Framework, title: str, text: str, as_at: date) -> bytes:
    """The page: `text` is Markdown of qaf's own making, in which what the folder says is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    folder = shipped_folder("templates")
    css = (folder / "list.css").read_text(encoding="utf-8").strip()
    digest = base64.b64encode(hashlib.sha256(f"\n{css}\n".encode()).digest()).decode()
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    settings = framework.settings
    page = environment.get_template("list.html.j2").render(
        title=title,
        organisation=settings.organisation.name,
        marking=settings.marking or "",
        as_at=words.day(as_at),
        areas=plural(len(framework.areas), "content area"),
        version=VERSION,
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        css=css,
        body=page_to_html(text),
    )
    return f"{page}\n".encode()
