"""QAF102: a required key is missing.

Some things every entry must say, or it means nothing: an area has a name and a group, a measure says its kind, what
it measures and its unit. A key without a value counts as not given.

Add the key. The finding points at the entry that lacks it, and says which words can stand there.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF102"

BAD: Files = {
    "areas/supervision.yaml": "name: Supervision\n",
}
GOOD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
""",
}
