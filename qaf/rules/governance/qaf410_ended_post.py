"""QAF410: an ended post that still answers for something.

The day on which a post ends (`until`) has passed, and areas, measures or open actions still name it. Nobody answers
for them any more, and mail to it is read by nobody. Name another post, or move the end. What such a post was to lead
in the timetable is told by QAF408.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding, finding
from qaf.ground.text import quoted
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts

CODE = "QAF410"
APPLIES = WORKING_FOLDER

_AREA = """\
name: Supervision
group: organisational
owner: {owner}
"""
_POSTS = """\
posts:
  - {id: head-of-practice, name: Head of Practice}
  - {id: project-officer, name: Project Officer, until: 2026-03-31}
"""

BAD: Files = {"areas/supervision.yaml": _AREA.format(owner="project-officer"), "governance.yaml": _POSTS}
GOOD: Files = {"areas/supervision.yaml": _AREA.format(owner="head-of-practice"), "governance.yaml": _POSTS}

_MOST = 5


def find(facts: Facts) -> Iterator[Finding]:
    """One warning for each such post, with what it answers for."""
    for post in facts.framework.governance.posts:
        if post.until and post.until < facts.as_at and (held := _answers_for(facts, post.id)):
            message = (
                f"{post.title} (`{post.id}`) ended on {post.until.isoformat()}, and still answers for "
                f"{quoted(held, 'and', _MOST)}."
            )
            advice = "Name another post as `owner`, or move the end of the post."
            yield finding(CODE, facts.place(post.id), message, help=advice, subject=post.id)


def _answers_for(facts: Facts, post: str) -> list[str]:
    framework = facts.framework
    owned = [area.id for area in framework.areas.values() if area.owner == post]
    owned += [measure.id for measure in framework.measures.values() if measure.owner == post]
    running = (action for action in framework.actions if action.status in ("planned", "under_way"))
    return owned + [action.id for action in running if action.owner == post]
