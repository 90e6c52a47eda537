"""QAF006: the file is too large or too deep to be a framework file.

Framework files are written and read by people. One of more than 5 MiB, with hundreds of thousands of entries, or with
lists within lists within lists beyond sixty levels is something else that has landed in the folder, and reading it
could keep the computer busy for very long.

Move what is no part of the framework elsewhere (figures come in by `qaf ingest`), split the file, or look for
brackets that nobody closed.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF006"

BAD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
why: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
  [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
  ]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
  ]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
""",
}
GOOD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
why: It matters.
""",
}
