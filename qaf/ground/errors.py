"""The one class of exception that means: show this sentence to the user."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qaf.ground.findings import Finding


class QafError(Exception):
    """Something the user can mend. Its text is a whole sentence; only `cli/` prints it and knows exit codes.

    `findings` says more, where there is more to say; `source` gives the bytes behind them, for excerpts. `exit_code` is
    2 (could not start) unless the command had already begun to judge something (1: a refused file, a failed audit).
    """

    exit_code = 2

    def __init__(
        self,
        message: str,
        *,
        help: str = "",  # noqa: A002
        findings: tuple[Finding, ...] = (),
        source: Callable[[str], bytes | None] | None = None,
    ) -> None:
        super().__init__(message)
        self.source = source
        self.message = message
        self.help = help
        self.findings = findings


class RefusedError(QafError):
    """A file or a wish was looked at and refused; nothing was written."""

    exit_code = 1
