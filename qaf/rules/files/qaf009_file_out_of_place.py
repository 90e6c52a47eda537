"""QAF009: a file stands where qaf expects none.

qaf knows its files by name and place. A YAML file under another name would be read by nobody, and everything in it
would quietly be missing from every report: `timetables.yaml` instead of `timetable.yaml` is three years of planning
that no page shows. The same holds for Markdown files beside the places where stories and analyses stand.

Rename or move the file to the place that is suggested. Files that are no part of the framework can lie in a hidden
folder (one whose name begins with a dot).
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF009"

BAD: Files = {
    "area/supervision.yaml": """\
name: Supervision
group: organisational
""",
}
GOOD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
""",
}
