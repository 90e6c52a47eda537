"""QAF001: the file is not UTF-8 text.

Text is kept as bytes, and UTF-8 is the one way of writing them that every system reads alike. In another encoding an
accent or a dash comes out as a different sign, and a name or a quotation in the report book would be wrong.

Save the file as UTF-8. Older versions of Windows programs offer it under Save as, Encoding. The finding names the
first place that cannot be read.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF001"

BAD: Files = {
    "areas/supervision.yaml": b"name: Supervision in the caf\xe9\ngroup: organisational\n",
}
GOOD: Files = {
    "areas/supervision.yaml": """\
name: Supervision in the café
group: organisational
""",
}
