"""QAF546: figures that git keeps although they should not be there.

`figures: {in_git: ...}` in `qaf.yaml` says which figures may be in git: none (`no`, the default), those that their
publisher has shown (`published`), or all, because they were made up (`invented`). Git forgets nothing: whoever gets
the history gets every small number that was ever in it, and a later edition can be compared with it.

Take the files out with `git rm --cached`, put the folder into `.gitignore`, and ask whoever looks after the repository
to clear its history. Without git, nothing is looked at.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF546"

BAD: Files | None = None
GOOD: Files | None = None
NO_EXAMPLE = "it shows only in a folder that git keeps"
