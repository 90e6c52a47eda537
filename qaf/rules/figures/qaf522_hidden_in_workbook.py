"""QAF522: something in the workbook is hidden.

Rows, columns or sheets of the Excel workbook are hidden or filtered away. What a person does not see in the sheet is
not taken in, so some figures may be missing. Hidden cells are looked through for identifiers all the same.

Show what is hidden and take the file in again if figures are missing. Otherwise nothing has to be done; better still,
ask for a file in which nothing is hidden.
"""

from __future__ import annotations

CODE = "QAF522"
BAD = None
GOOD = None
NO_EXAMPLE = "a workbook cannot be shown as text"
