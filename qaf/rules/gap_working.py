"""The working behind one gap: what was counted and what was not, and whether it is one on the day."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from qaf.formats.display import one_line
from qaf.ground.codes import CODES, is_gap
from qaf.ground.errors import QafError
from qaf.ground.near_miss import did_you_mean
from qaf.ground.text import listing, quoted
from qaf.rules.facts import Facts
from qaf.rules.gaps import switched_off
from qaf.rules.governance.qaf402_accepted_gap_unknown import ABOUT_FIGURES
from qaf.rules.registry import Rule, gap_rules, other_rules, run
from qaf.workspace.identity import kind_words, with_article

_SUBJECTS: dict[str, tuple[str, ...]] = {
    "QAF306": ("good",), "QAF307": ("measure",), "QAF312": ("measure",), "QAF325": ("curve",),
    "QAF331": ("activity",), "QAF332": ("source",), "QAF333": ("activity",), "QAF334": ("measure",),
    "QAF335": ("measure",), "QAF337": ("measure",), "QAF338": ("measure",), "QAF339": ("post", "member"),
    "QAF341": ("organisation",), "QAF342": ("report", "organisation"), "QAF343": ("measure",), "QAF344": ("body",),
    "QAF345": ("report",), "QAF346": ("body",), "QAF347": ("organisation",), "QAF348": ("concern",),
    "QAF349": ("idea",), "QAF350": ("organisation",), "QAF351": ("action",), "QAF352": ("action",),
    "QAF353": ("action",), "QAF354": ("measure",), "QAF355": ("good",), "QAF356": ("report",),
    "QAF357": ("measure",), "QAF360": ("curve",), "QAF361": ("curve",), "QAF362": ("curve",), "QAF363": ("curve",),
    "QAF364": ("curve",), "QAF411": ("organisation",), "QAF412": ("organisation",), "QAF413": ("organisation",),
    "QAF414": ("organisation",), "QAF416": ("organisation",),
}  # fmt: skip
"""What gaps of a code are about, where it is not an area."""
_SOURCES = ("QAF308", "QAF310", "QAF311", "QAF313", "QAF315", "QAF316", "QAF317", "QAF335", "QAF336")


def explanation(facts: Facts, name: str, unread: Collection[str] = ()) -> str:
    """What was counted for one gap and what was not, and whether it is a gap. `name` is `CODE ID`.

    `unread` are ids of areas whose files could not be read at all. Raises `QafError` where there is no such thing.
    """
    code, _, about = name.strip().partition(" ")
    code, about = code.upper(), about.strip()
    if code not in CODES or not about:
        raise QafError(f"`{name}` is not the name of a gap.", help='Write code and id, such as "QAF301 supervision".')
    rule = next((rule for rule in (*gap_rules(), *other_rules()) if rule.code == code), None)
    if rule is None or rule.explain is None:
        raise QafError(f"{code} is no code of a gap.", help="`qaf gaps` lists every gap by code and id.")
    _check_subject(facts, code, about, unread)
    title = f"{code} {CODES[code].title}: `{about}` ({facts.framework.title(about)})"
    lines = [*rule.explain(facts, about), *_still_to_write(facts, code, about), *_verdict(facts, rule, about)]
    as_at = f"As at {facts.as_at.isoformat()}."
    working = [f"  {one_line(line)}" for line in lines[:-1]]
    return "\n".join([one_line(title), *working, one_line(lines[-1]), as_at]) + "\n"


def _check_subject(facts: Facts, code: str, about: str, unread: Collection[str]) -> None:
    """Raises `QafError` where gaps of the code are not about such a thing."""
    framework = facts.framework
    kinds = _SUBJECTS.get(code, ("area",))
    known = _known(facts, kinds)
    if about in known:
        return
    nothing = f"There is nothing to explain about {code} and `{about}`"
    entry = framework.entries.get(about)
    if entry is not None and entry.kind in kinds and any(stub.id == about for stub in framework.stubs):
        raise QafError(f"{nothing}: it is still to be written.", help=f"It stands in {entry.where.path}.")
    if about in unread or (entry is not None and entry.kind in kinds):
        raise QafError(f"{nothing}: what the folder says of it could not be read.", help="See `qaf validate`.")
    if entry is not None:
        subjects = listing((_named(kind) for kind in kinds), "or")
        message = f"{nothing}: {code} is about {subjects}, and that is {_named(entry.kind)}."
        advice = f"It stands in area `{entry.area}`." if "area" in kinds and entry.area in framework.areas else ""
        raise QafError(message, help=advice or "`qaf gaps` lists every gap by code and id.")
    advice = did_you_mean(about, known) or "`qaf gaps` lists every gap by code and id."
    raise QafError(f"{nothing}.", help=advice)


def _named(kind: str) -> str:
    """`an area`; of the organisation there is one."""
    return kind_words(kind) if kind == "organisation" else with_article(kind_words(kind))


def _known(facts: Facts, kinds: Collection[str]) -> list[str]:
    """Ids of what a gap about these kinds can be about: what could be read."""
    framework = facts.framework
    return [
        entry.id
        for entry in framework.entries.values()
        if entry.kind in kinds and (entry.id in framework.items or entry.kind == "organisation")
    ]


def _still_to_write(facts: Facts, code: str, about: str) -> Iterator[str]:
    """What was not counted because somebody has begun it and not written it yet."""
    area = facts.framework.area_of(about) or about
    counted = {one.id for one in facts.coverage[area].counted} if area in facts.coverage else {area}
    left_out = [stub for stub in facts.framework.stubs if stub.left_out]
    kind = "source" if code in _SOURCES else "good" if code == "QAF318" else "measure"
    begun = dict.fromkeys(stub.id for stub in left_out if stub.area in counted and stub.kind == kind)
    if begun:
        yield f"Not counted, for still to be written: {quoted(begun, 'and')}."
    if any(stub.kind == "accepted-gap" and stub.id == f"{code} {about}" for stub in left_out):
        yield "Its entry in accepted-gaps.yaml accepts nothing, for it is still to be written."


def _verdict(facts: Facts, rule: Rule, about: str) -> list[str]:
    """Whether it is a gap; before that, a line where something stands in the way of an answer."""
    code = rule.code
    kind = facts.framework.settings.organisation.kind
    if kind not in rule.applies:
        return [f"It is no gap: this is not asked of {with_article(kind)}."]
    found = any(item.subject == about for item in run((rule,), facts))
    if not is_gap(code):
        level = facts.framework.settings.levels.get(code, CODES[code].level)
        off_too = f"{code} is switched off in qaf.yaml, so `qaf validate` does not name it."
        return [*([off_too] if found and level == "off" else []), "It is so today." if found else "It is not so today."]
    if not found:
        return [*_left_open(facts, code, about), "It is no gap."]
    off = [f"{code} is switched off in qaf.yaml, so it is not listed."] if code in switched_off(facts) else []
    accepted = [gap for gap, _ in facts.framework.accepted_gaps if (gap.code, gap.about) == (code, about)]
    if not accepted:
        return [*off, "It is a gap."]
    last = max(accepted, key=lambda gap: gap.until)
    until = last.until.isoformat()
    if facts.as_at > last.until:
        return [*off, f"It is a gap. It was accepted until {until}, which has passed."]
    return [*off, f"It is a gap, and accepted by {facts.framework.title(last.by)} until {until}: {last.reason}"]


def _left_open(facts: Facts, code: str, about: str) -> list[str]:
    """Why nothing was said to be missing although it may be."""
    if code in ABOUT_FIGURES and facts.figures_damaged:
        return ["Some stored figures are damaged, so none are said to be missing. See `qaf validate`."]
    area = facts.framework.area_of(about) or about
    judged = facts.areas_with_sources if code in _SOURCES else facts.areas
    by_itself = code in ("QAF307", "QAF338") or area not in facts.framework.areas
    unsure = area in facts.unsure if by_itself else area not in {item.area.id for item in judged}
    if unsure:
        return ["A file that belongs to it has errors, so nothing is said to be missing. See `qaf validate`."]
    return []
