"""QAF101: unknown key.

A key that qaf does not know would be passed over, and what stands behind it would be missing everywhere without
anybody being told. Most often it is a slip of the keyboard.

Correct the spelling; the finding names the nearest key and all that can stand there. Keys of your own begin with `x-`
and are left alone.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF101"

BAD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
pririty: 1
x-reviewed-in: spring
""",
}
GOOD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
priority: 1
x-reviewed-in: spring
""",
}
