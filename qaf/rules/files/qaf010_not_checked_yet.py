"""QAF010: the file is not checked yet.

A file that the design of the framework folder names and that this version of qaf only reads as YAML: its keys, ids and
references are not checked, and no report uses it. Today there is no such kind of file; the code stays reserved for it.

There is nothing to do. The file can stay; a later version will read it.
"""

from __future__ import annotations

CODE = "QAF010"
BAD = None
GOOD = None
NO_EXAMPLE = "this version of qaf checks every kind of file that it knows"
