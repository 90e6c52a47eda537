"""The look of every chart: palette, type, and a matplotlib that nobody else's settings reach.

Colours are those of the Government Analysis Function's palette; contrast on white is 10.3 for the blue, 9.8 for the
plum, 10.9 for the charcoal, 3.2 for the teal (marks only), 5.3 for the grey of a comparator's name, 3.4 for the lighter
grey of its line.
"""

from __future__ import annotations

import atexit
import io
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from qaf.report.charts.facts import Tick

BLUE = "#12436D"
PLUM = "#801650"
TEAL = "#28A197"
CHARCOAL = "#3D3D3D"
ORANGE = "#F46A25"
GREY = "#6B6B6B"
LIGHT = "#8C8C8C"
GRID = "#D9D9D9"
TEXT = "#3D3D3D"

OWN = ((BLUE, "o"), (PLUM, "s"), (TEAL, "^"), (CHARCOAL, "D"))
"""Colour and shape of own lines, in order: at most four by colour, and each with a shape of its own."""

OTHERS = ("s", "^", "D")
"""Hollow shapes of comparators, in order. Their lines are thick, grey and whole, as no mean, limit or ambition is."""

SMALL = 10.0
LABEL = 10.5

_SETTINGS: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "qaf",
    "text.parse_math": False,
    "text.usetex": False,
    "axes.unicode_minus": True,
    "font.family": "DejaVu Sans",
    "font.size": SMALL,
}


@contextmanager
def own_settings() -> Iterator[None]:
    """matplotlib as it ships, with the settings of the book; whatever the user's own files say."""
    _ensure_config_folder()
    import matplotlib

    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_SETTINGS)
        yield


def blank(width: int, height: int, *, left: int, right: int, top: int, bottom: int) -> tuple[Figure, Axes]:
    """A figure of that size in CSS pixels with one plot inside fixed margins, and light horizontal lines."""
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width / 72, height / 72))
    FigureCanvasSVG(figure)
    axes = figure.add_axes(
        (left / width, bottom / height, (width - left - right) / width, (height - top - bottom) / height)
    )
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(CHARCOAL)
    axes.spines["bottom"].set_linewidth(1.0)
    axes.grid(axis="y", color=GRID, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(axis="both", length=0, labelsize=SMALL, labelcolor=TEXT, pad=4)
    return figure, axes


def svg_of(figure: Figure) -> bytes:
    """The figure as matplotlib writes it, without a date."""
    out = io.BytesIO()
    figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    return out.getvalue()


def wrapped(text: str, width: int, most: int = 2) -> str:
    """The text in at most `most` lines of about `width` letters; what does not fit is cut with an ellipsis."""
    import textwrap

    lines = textwrap.wrap(text, width) or [""]
    if len(lines) > most:
        lines = [*lines[: most - 1], textwrap.shorten(" ".join(lines[most - 1 :]), width, placeholder="…")]
    return "\n".join(lines)


def nice_ticks(low: float, high: float, most: int = 4) -> list[float]:
    """Round numbers from at or below `low` to at or above `high`, about `most` steps."""
    import math

    span = (high - low) or abs(high) or 1.0
    raw = span / most
    magnitude = 10.0 ** math.floor(math.log10(raw))
    step = next(factor * magnitude for factor in (1, 2, 2.5, 5, 10) if factor * magnitude >= raw * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(step * index, 10) for index in range(first, max(last, first + 1) + 1)]


def tick_text(value: float, unit: str = "") -> str:
    """A tick's number with thousands separators and no needless decimals."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return f"{'0' if text in ('-0', '') else text}{unit}"


def _ensure_config_folder() -> None:
    """matplotlib wants a folder to write to; where the usual one cannot be, give it one that goes away again."""
    if os.environ.get("MPLCONFIGDIR") or _can_write_usual_folder():
        return
    folder = tempfile.mkdtemp(prefix="qaf-matplotlib-")
    os.environ["MPLCONFIGDIR"] = folder
    atexit.register(shutil.rmtree, folder, ignore_errors=True)


def _can_write_usual_folder() -> bool:
    try:
        home = Path.home()
    except RuntimeError:
        return False
    usual = [Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config"), home]
    return any(folder.is_dir() and os.access(folder, os.W_OK) for folder in usual)


def ticks_that_fit(ticks: list[Tick], pixels: float) -> list[Tick]:
    """The last tick and as many before it, evenly, as do not touch; `pixels` is the width of one unit."""
    if len(ticks) < 2:
        return ticks
    needed = 6.6 * max(len(tick.label) for tick in ticks) + 6
    spacing = abs(ticks[-1].x - ticks[-2].x) * pixels
    step = max(1, -int(-needed // max(spacing, 1e-9)))
    return list(reversed(ticks[::-1][::step]))
