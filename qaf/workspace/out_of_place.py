"""Files that stand where qaf looks for none, and where they were probably meant to be."""

from __future__ import annotations

from qaf.ground.findings import Finding, Where, finding
from qaf.ground.near_miss import nearest
from qaf.ground.text import quoted
from qaf.model.layout import expected_files, kind_of

_PROSE = {"stories": "stories", "story": "stories", "analysis": "analysis", "analyses": "analysis"}
"""The folders in which Markdown files stand, by what they may be called."""


def is_misplaced_prose(path: str) -> bool:
    """Whether a Markdown file that is of no kind lies in a folder for prose, or in one that is nearly called so."""
    return not path.lower().endswith("/readme.md") and bool(nearest(path.partition("/")[0], _PROSE))


def out_of_place(path: str) -> Finding:
    """What to say of a file that nobody would read."""
    near = _near_file(path)
    advice = f"Did you mean `{near}`? " if near else ""
    known = quoted(expected_files(), "and")
    if path.lower().endswith(".md"):
        message = f"{path} is a Markdown file where qaf expects none, so nothing in it would be used."
        advice += "Stories are `stories/*.md`, and the story behind an area's figures is `analysis/<area>/<period>.md`."
    else:
        message = f"{path} is a YAML file where qaf expects none, so nothing in it would be used."
        advice += f"A framework folder holds {known}; templates, notes and the like can lie in a hidden folder."
    return finding("QAF009", Where(path), message, help=advice, excerpt=False)


def _near_file(path: str) -> str:
    """Where the file was probably meant to be."""
    lowered = path.lower()
    if lowered.endswith(".md"):
        folder, _, rest = path.partition("/")
        proper = f"{_PROSE[nearest(folder, _PROSE)]}/{rest[:-3]}.md"
        return proper if proper != path and kind_of(proper) else ""
    stem, _, _ = path.rpartition(".")
    for proper in (f"{stem}.yaml", f"{stem.lower()}.yaml"):
        if proper != path and kind_of(proper):
            return proper
    patterns = expected_files()
    folders = {pattern.split("/")[0]: pattern for pattern in patterns if "/" in pattern}
    folder, slash, rest = path.partition("/")
    if slash:
        near = nearest(folder, folders)
        return f"{near}/{rest}" if near and near != folder else ""
    near = nearest(path.rsplit(".", 1)[0], [pattern[:-5] for pattern in patterns if "/" not in pattern])
    return f"{near}.yaml" if near else ""
