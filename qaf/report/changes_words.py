"""What changed in a framework, in the words that a reviewer needs. No figure is told, and nobody's own words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from qaf.analysis.balance import Shares
from qaf.analysis.changed_keys import KeyChange
from qaf.analysis.changes import Change, FileChange
from qaf.formats.display import one_line
from qaf.ground.text import listing, plural

TYPES = {
    "area": "Area", "good": "Good statement", "source": "Source", "measure": "Measure", "question": "Question",
    "activity": "Activity", "action": "Action", "body": "Body", "post": "Post", "report": "Report",
    "breakdown": "Breakdown", "comparator": "Comparator", "member": "Member", "scale": "Scale", "story": "Story",
    "meeting": "Meeting", "idea": "Idea", "self-assessment": "Self-assessment", "curve": "Curve", "mapping": "Mapping",
    "accepted-gap": "Accepted gap", "settings": "Settings", "governance": "Governance",
}  # fmt: skip
"""What to call a type of entry at the beginning of a line."""

_MEANING = frozenset(
    {"of", "base", "unit", "window", "counts", "per", "scale", "covers", "drawn", "distinct", "parts", "asked"}
)
"""Keys of a measure by which its figures before and after may no longer compare."""

_CALLED = {
    "of": "base", "base": "base", "better": "polarity", "kind": "kind", "unit": "unit", "window": "window",
    "status": "status", "due": "due date", "start": "start", "counts": "what is counted", "asked": "the question asked",
    "frequency": "frequency", "disclosure.profile": "disclosure profile", "within": "the area above it",
    "follow_up": "follow-up", "the text": "its text", "year_starts": "start of the year",
}  # fmt: skip
"""Keys that have a better name than their own."""

_IN_QUOTES = ("text", "name", "base", "asked", "counted_in", "ref", "organisation.name", "marking", "detail", "form")
_IDS = ("of", "within", "scale", "follows", "area", "about_partner", "part_of", "body", "owner", "lead", "by")

Safe = Callable[[str], str]
"""Makes the folder's own text safe for a format."""


def may_not_compare(change: Change) -> bool:
    """Whether figures of a changed measure from before and after may no longer compare."""
    return change.type == "measure" and any(key.key in _MEANING for key in change.keys)


def headline(change: Change, safe: Safe) -> str:
    """``Measure added: `safer` (outcome): Children who are safer``; of what changed, what it is."""
    type_ = TYPES[change.type]
    if change.type in ("settings", "governance"):
        return f"{type_} (`{change.path}`)"
    title = "" if change.title == change.id else f" ({safe(change.title)})"
    kind = f"{change.kind} " if change.kind else ""
    if change.what == "changed":
        return f"{type_} `{change.id}`{title}"
    return f"{(kind + type_.lower()).capitalize()} {change.what}: `{change.id}`{title}"


def phrases(change: Change, safe: Safe) -> list[str]:
    """What changed of one entry, thing by thing, each a phrase that goes on after its name."""
    found = []
    if change.old_id:
        figures = ", and figures stored for that do not follow" if change.type == "measure" else ""
        found.append(f"was called `{change.old_id}`{figures}")
    if change.old_area:
        found.append(f"moved here from area `{change.old_area}`")
    if change.old_path:
        found.append(f"its file is now `{_path(change.path)}`")
    found += [_phrase(key, safe) for key in change.keys]
    if may_not_compare(change) and not any(key.key == "breaks" for key in change.keys):
        found.append("no break is written down, so figures from before and after will be compared as if nothing were")
    return found


def _phrase(key: KeyChange, safe: Safe) -> str:
    name = _CALLED.get(key.key) or _judged(key) or f"`{key.key}`"
    if key.key == "priority":
        return _priority(key)
    if key.how_many is not None:
        return _numbers(key)
    if key.came or key.went:
        come_and_gone = [f"{_values(key.came)} added"] if key.came else []
        come_and_gone += [f"{_values(key.went)} removed"] if key.went else []
        return f"{name}: {safe(', '.join(come_and_gone))}"
    if not key.old and not key.new:
        if key.was_given and key.is_given:
            return f"{name} changed"
        return f"{name} was added" if key.is_given else f"{name} was taken out"
    old, new = _value(key, key.old, safe), _value(key, key.new, safe)
    if key.key in ("text", "name"):
        return f"reworded from {old} to {new}" if old and new else f"`{key.key}` was {'added' if new else 'taken out'}"
    if not old:
        return f"{name} added: {new}"
    return f"{name} changed from {old} to {new}" if new else f"{name} taken out (was {old})"


def _judged(key: KeyChange) -> str:
    """What to call a part of a judgement: `the judgement of `room-to-think``; "" for any other key."""
    parts = key.key.split(".")
    if parts[0] != "judgements" or len(parts) < 3:
        return ""
    part = {"is": "the judgement of", "moderated": "the moderated judgement of"}.get(parts[2])
    return f"{part} `{parts[1]}`" if part else f"`{parts[2]}` of the judgement of `{parts[1]}`"


def _priority(key: KeyChange) -> str:
    if not key.new:
        return f"no longer chosen (it had priority {key.old})"
    return f"priority moved from {key.old} to {key.new}" if key.old else f"now chosen, with priority {key.new}"


def _numbers(key: KeyChange) -> str:
    came, went = key.how_many or (0, 0)
    levels = [f"the ambition{f' for {period}' if period else ''} is {way} than it was" for period, way in key.levels]
    if levels:
        return "; ".join([*levels, *([_numbers(replace(key, levels=()))] if came or went else [])])
    if not came and not went:
        return f"the order of `{key.key}` changed"
    said = [f"{came} added"] if came else []
    said += [f"{went} removed"] if went else []
    return f"entries of `{key.key}`: {listing(said)}"


def _values(values: Iterable[str]) -> str:
    return ", ".join(value.replace("_", " ") for value in values)


def _value(key: KeyChange, value: str, safe: Safe) -> str:
    if not value:
        return ""
    if key.key in _IN_QUOTES:
        return f'"{safe(value)}"'
    return f"`{value}`" if key.key in _IDS else safe(value.replace("_", " "))


def file_line(change: FileChange) -> str:
    """``` `imports/x.yaml` was changed```; one that moved is named with its old path too."""
    if change.old_path:
        return f"`{_path(change.old_path)}` is now `{_path(change.path)}`"
    return f"`{_path(change.path)}` was {change.what}"


def _path(path: str) -> str:
    return one_line(path.replace("`", "'"))


def share_sentence(before: Shares | None, now: Shares | None) -> str:
    """How the outcome share changed; "" where neither state has a measure, or one could not be counted."""
    if before is None or now is None or not before.total + now.total:
        return ""
    then, since = before.share("outcome"), now.share("outcome")
    if then is None:
        return f"Outcome measures are now {since} % of {plural(now.total, 'measure')}; there were no measures before."
    if since is None:
        return f"There are no measures any more; before, {then} % of {before.total} were outcome measures."
    if (before, then) == (now, since):
        return f"Outcome measures are {since} % of {plural(now.total, 'measure')}, as before."
    return (
        f"Outcome measures: {then} % of {plural(before.total, 'measure')} before, "
        f"{since} % of {plural(now.total, 'measure')} now."
    )


def year_sentence(before: Shares, now: Shares) -> str:
    """For the summary of a book: the outcome share now, and a year before; "" where there is no measure now."""
    if not now.total or not before.total:
        return ""
    then, since = before.share("outcome"), now.share("outcome")
    compared = "as a year ago" if then == since else f"a year ago {then} %"
    return f"Outcome measures are {since} % of all measures; {compared}."
