"""The finished book onto disk: every file aside first, then all swapped in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from qaf.report.charts import Progress
from qaf.report.page import Book
