"""QAF522: something in the workbook is hidden or was not looked at.

Rows, columns or sheets of the Excel workbook are hidden or filtered away. What a person does not see in the sheet is
not taken in, so some figures may be missing. Hidden cells are looked through for identifiers all the same.

Other sheets with columns about single people, such as names, are told too, and so are e-mail addresses, phone numbers
and postcodes on them: the sheet that the recipe names is read all the same. A workbook that is passed on should not
hold them. What identifies one person, an NHS number say, keeps the workbook out on any sheet and in any comment.

Show what is hidden and take the file in again if figures are missing. Otherwise nothing has to be done; better still,
ask for a file in which nothing is hidden.
"""

from __future__ import annotations

CODE = "QAF522"
BAD = None
GOOD = None
NO_EXAMPLE = "a workbook cannot be shown as text"
