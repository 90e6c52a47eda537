"""A form as bytes: one self-contained HTML file, or Markdown with its charts beside it; and onto disk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from qaf.report import render, terms
from qaf.report.charts import Progress
from qaf.report.charts.cache import open_cache
from qaf.report.charts.facts import Drawing
from qaf.report.flows import LEGEND as FLOW_LEGEND
from qaf.report.forms.paper import Paper
from qaf.report.funnels import LEGEND
from qaf.report.page import Book
from qaf.report.write import write_files


def html(paper: Paper, drawn: Mapping[str, str]) -> bytes:
    """The form as one HTML file that needs nothing else: no script, no network, styles allowed by their hash."""
    css = render.css_of(paper.cover, "form.css")
    page = (
        render.environment(autoescape=True, own=paper.cover.templates)
        .get_template("form.html.j2")
        .render(
            paper=paper,
            cover=paper.cover,
            drawings=drawn,
            css=css,
            policy=render.policy_of(css),
            kinds=terms.KINDS,
            funnel_legend=LEGEND,
            flow_legend=FLOW_LEGEND,
        )
    )
    return render.straight(render.without_blank_lines(page)).encode()


def markdown(paper: Paper, drawn: Mapping[str, str]) -> dict[str, bytes]:
    """The form as Markdown, and its charts as SVG files: file name to bytes, forward slashes."""
    from qaf.report.charts.svg import for_file

    def chart_file(drawing: Drawing) -> str:
        return f"{paper.form}-charts/{drawing.id.removeprefix('chart_')}.svg"

    marking = render.straight(paper.cover.marking) if paper.cover.operational else ""
    files = {
        chart_file(one): for_file(render.straight(drawn[one.id]), one.width, one.height, marking)
        for one in paper.drawings()
    }
    page = (
        render.environment(autoescape=False, own=paper.cover.templates)
        .get_template("form.md.j2")
        .render(
            paper=paper,
            cover=paper.cover,
            kinds=terms.KINDS,
            chart_file=chart_file,
            funnel_legend=LEGEND,
            flow_legend=FLOW_LEGEND,
        )
    )
    return {f"{paper.form}.md": render.straight(render.tidy(page)).encode(), **files}


def write_form(
    out: Path, made: Paper | Book, formats: Sequence[str] = ("html", "md"), progress: Progress | None = None
) -> list[Path]:
    """Render a form and write it into `out`; returns the main file of each format, in the order of `formats`.

    An earlier one of the same form is replaced whole; other forms stay. Raises `QafError` where the folder or the disk
    refuses; what stood in `out` before is then still there.
    """
    kept = open_cache(out, made.form, keep=not made.cover.operational)
    drawn = kept.draw(made.drawings(), progress)
    files: dict[str, bytes] = {}
    for name in formats:
        if name == "html":
            files[f"{made.form}.html"] = _html(made, drawn)
        else:
            files |= _markdown(made, drawn)
    every = {f"{made.form}.html", f"{made.form}.md", f"{made.form}-charts"}
    write_files(out, files, gone=sorted(every - {name.partition("/")[0] for name in files}))
    kept.save()
    return [out / f"{made.form}.{name}" for name in formats]


def _html(made: Paper | Book, drawn: Mapping[str, str]) -> bytes:
    return html(made, drawn) if isinstance(made, Paper) else render.html(made, drawn)


def _markdown(made: Paper | Book, drawn: Mapping[str, str]) -> dict[str, bytes]:
    if isinstance(made, Paper):
        return markdown(made, drawn)
    files = render.markdown(made, drawn)
    return {f"{made.form}.md" if name == render.MARKDOWN_FILE else name: content for name, content in files.items()}
