"""qaf: is it known whether children are safer? A toolkit over a folder of plain YAML.

For programs: `from qaf import load, check, gaps, figures`, as docs/python.md says. The command line calls the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qaf.ground.version import VERSION

if TYPE_CHECKING:
    from qaf.api.python import Folder, QafError, RefusedError, check, figures, gaps, load, unprotected_figures

__version__ = VERSION
__all__ = [
    "VERSION",
    "Folder",
    "QafError",
    "RefusedError",
    "check",
    "figures",
    "gaps",
    "load",
    "unprotected_figures",
]


def __getattr__(name: str) -> Any:
    """What is named above, imported when first asked for: `qaf --version` needs none of it."""
    if name not in __all__:
        raise AttributeError(f"module 'qaf' has no attribute {name!r}")
    from qaf.api import python

    return getattr(python, name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
