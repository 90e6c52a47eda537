"""QAF007: aliases expand without bound.

In YAML an entry can be marked with `&name` and used again as `*name`. Aliases of aliases multiply, and an alias
inside its own entry never ends: a file of a few lines could fill the memory of the computer.

Write the entries out. Nothing in a framework needs aliases.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF007"

BAD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
evidence: &all
  - cite: A review
  - *all
""",
}
GOOD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
evidence:
  - cite: A review
""",
}
