"""What another process of qaf needs to know of this one."""

from __future__ import annotations

import os
import sys


def module_paths() -> list[str]:
    """Where this process finds modules, so that another finds the same and never looks where it happens to run."""
    return [path for path in sys.path if path]


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
