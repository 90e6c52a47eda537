"""QAF011: the file cannot be opened.

The operating system refused to hand the file over: somebody else may have it open, you may not be allowed to read it,
or it is a link that leads out of the framework folder. qaf follows no such link, since what lies outside is not under
the folder's history.

Close other programs, ask for the right to read the file, or put the file itself in place of the link.
"""

from __future__ import annotations

CODE = "QAF011"

BAD = None
GOOD = None
NO_EXAMPLE = "what a computer refuses to open cannot be put into a text"
