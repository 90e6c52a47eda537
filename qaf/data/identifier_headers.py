"""What a column's name says: whether it announces something about single people.

A name is cut into words at case changes, digits, underscores and spaces (`MC_DOB`, `LAchildID`, `NHSNo`), words that
were run together are cut too (`dateofbirth`), and the words are held against patterns. Names of measures
(`referral_child_count`, "Percentage of children with UPN") and of places (`AreaName`) are let through.
"""

from __future__ import annotations

import re
from functools import lru_cache

from qaf.data.identifiers import Kind, clean

_PERSON = (
    r"(?:child|person|pupil|student|learner|client|patient|service user|individual|participant|respondent|victim"
    r"|sibling|mother|father|carer|guardian|adopter|applicant)"
)
_CASE = r"(?:case|yp|cyp|offender|looked after child)"
_LOOSER = (
    r"(?:referral|episode|assessment|contact|incident|complaint|allegation|investigation|enquiry|family|household"
    r"|employee|staff|worker|cla|lac|cin|cp)"
)
_STAFF = (
    r"(?:staff|worker|practitioner|manager|headteacher|head|author|contact|lead|employee|user|chair|iro|reviewer|auditor"
    r"|supervisor|referrer|interviewer|interviewee|next of kin|nok|spouse|perpetrator|suspect|complainant|witness|sw)"
)
_SYSTEM = (
    r"(?:lcs|ics|ehm|mosaic|liquid ?logic|eclipse|care ?first|swift|pnc|niche|rio|system one|systm ?one|social care"
    r"|hospital patient|local patient|home office|passport|asylum|brp|cro|prison(?:er)?|nomis|emis"
    r"|payroll|candidate|seemis|health and care|health care|h c|medicaid|social security|national identity)"
)
_OFTEN_COUNTED = r"(?:cpp|yot|yos|yjs|yj|crime|custody|arrest|charge)"
"""Before `number` these are as often counts of children and offences, so they are references only where called so."""
_PLACE = (
    r"(?:authority|area|region|country|ward|school|provider|trust|team|service(?! user)|organisation|organization"
    r"|establishment|setting|office|agency|council|board|business|la|indicator|measure|dataset)"
)
_ID = r"(?:id|ids|identifier|uid|ref|reference)"
_NUMBER = r"(?:no|num|nbr|number|code|key)"
_BETWEEN = r"(?: (?:unique|system|local|la|reference|record|file|index|case|social care|adopter))*"
_TAIL = r"(?: (?:\d+|home|work|personal|mobile|primary|main|other|current|previous))*"

_RULES: tuple[tuple[Kind, str], ...] = (
    (Kind.UPN, r"\bupn\b|unique pupil (?:number|no|ref|reference|id)"),
    (Kind.ULN, r"\buln\b|unique learner (?:number|no|ref|reference|id)"),
    (Kind.UPRN, r"\buprn\b|unique property reference"),
    (Kind.NHS_NUMBER, r"\bnhs (?:no|num|nbr|number|id|identifier|ref)\b|\bchi (?:no|num|number)\b"),
    (Kind.NATIONAL_INSURANCE_NUMBER, r"\bnino\b|\bnational insurance\b|\bni (?:no|num|nbr|number)\b"),
    (Kind.DATE_OF_BIRTH, r"\bdob\b|\b(?:date|day) of birth\b|\bbirth (?:date|day|dt)\b"),
    (Kind.DATE_OF_BIRTH, r"^edd$|\b(?:expected|estimated) (?:due date$|(?:date|day) of delivery\b|delivery date\b)"),
    (Kind.DATE_OF_BIRTH, r"^born$|\bborn on$|\bdate\b.*\bborn$"),
    (Kind.DATE_OF_BIRTH, rf"^(?:{_PERSON} |mc )?birth$"),
    (Kind.EMAIL, rf"\bemail(?: address| addr)?{_TAIL}$|\bemail address"),
    (Kind.PHONE, rf"\b(?:phone|mobile|tel|landline)(?: no| num| number)?{_TAIL}$"),
    (Kind.PHONE, r"\bcontact (?:tel|no|num|number)$"),
    (Kind.POSTCODE_DISTRICT, r"\boutcode\b|\b(?:outward|partial) postcode\b"),
    (Kind.POSTCODE_DISTRICT, r"\bpostcode (?:district|sector|area|outward|prefix|region|part|first half)\b"),
    (Kind.POSTCODE, r"\bpostcode\b|\bpcds?\b|^(?:home|pl|placement) post$"),
    (Kind.ADDRESS, r"(?<!ip )(?<!web )(?<!mac )(?<!url )(?<!internet )\b(?:address|addr)\b"),
    (Kind.ADDRESS, r"^(?:(?:home|placement) )?(?:street(?: name)?|(?:house|flat) (?:no|num|number|name))$"),
    (Kind.NAME, rf"\b(?:fore|sur|first|given|last|middle|family|maiden|preferred|christian|nick)names?{_TAIL}$"),
    (Kind.NAME, rf"^(?!.*\b{_PLACE}\b).*\bfullname{_TAIL}$"),
    (Kind.NAME, rf"\b(?:{_PERSON}|{_CASE}|{_STAFF}|children)(?: \d+)?(?: legal)? names?{_TAIL}$"),
    (Kind.NAME, rf"\bnames? of (?:\w+ ){{0,2}}(?:{_PERSON}|{_STAFF})s?$"),
    (Kind.NAME, r"\binitials\b|\bknown as$|\balias(?:es)?\b|^aka$"),
    (Kind.NAME, r"^(?:allocated|assigned|named|key) (?:(?:social |case )?(?:worker|practitioner)s?|sw)$"),
    (Kind.NAME, r"^(?:next of kin|nok)$"),
    (Kind.CHILD_ID, r"^(?:child|case|pupil|patient|client|person)$"),
    (Kind.CHILD_ID, r"^hospital (?:no|num|nbr|number)$"),
    (Kind.CHILD_ID, rf"\b(?:{_PERSON}|{_CASE}|{_LOOSER}){_BETWEEN} {_ID}{_TAIL}$"),
    (Kind.CHILD_ID, rf"\b(?:{_PERSON}|{_CASE}){_BETWEEN} {_NUMBER}{_TAIL}$"),
    (Kind.CHILD_ID, rf"\b{_SYSTEM}(?: case| person| client)? (?:{_ID}|{_NUMBER}){_TAIL}$"),
    (Kind.CHILD_ID, rf"\b{_OFTEN_COUNTED} {_ID}{_TAIL}$"),
    (Kind.CHILD_ID, rf"^(?!.*\b{_PLACE}\b).*\bunique (?:{_ID}|{_NUMBER})$|^record (?:{_ID}|{_NUMBER})$"),
    (Kind.CHILD_ID, r"^pnc$|^pncid$|^mrn$|^ssn$|^ppsn$|^hcn$|^user id$|^national id$"),
    (Kind.CHILD_ID, r"^(?:(?:vehicle|car) reg(?:istration)?|driving licen[cs]e)(?: no| number| mark)?$"),
    (Kind.CHILD_ID, rf"\b{_ID} (?:of|for) (?:the )?(?:{_PERSON}|{_CASE})$"),
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _RULES)

_MEASURE = re.compile(
    r"\b(?:counts?|percent|percentage|pct|rates?|ratio|proportion|totals?|sum|mean|median|average|avg|per|fte|headcount"
    r"|population|numerator|denominator|share|estimate|weight|with|without|recorded|provided|matched|status|flag"
    r"|reason|completeness|quality|consent|type|category|caseload|deprivation|imd|idaci|decile|quintile|score|rank)\b"
    r"|\b(?:numbers?|nos?|num|n) (?:of|with|having)\b"
)
_ORGANISATION = re.compile(rf"\b{_PLACE}\b")
_MAY_BE_OF_ORGANISATIONS = frozenset({Kind.ADDRESS, Kind.POSTCODE, Kind.PHONE, Kind.EMAIL})
_SPELLINGS: tuple[tuple[str, str], ...] = (
    (r"\bd o b\b|\bdo b\b|\bd ob\b", "dob"),
    (r"\be mail\b|\bmail address\b", "email"),
    (r"\b(?:post|postal|zip) code\b|\bpcode\b", "postcode"),
    (r"\bn i (?=no|num)", "ni "),
    (r"\bn i n o\b", "nino"),
    (r"\b(child|person|pupil|patient|client|mother|father|carer)s (?=id|ref|no\b|num|name|dob|birth|nhs)", r"\1 "),
    (r"\b(fore|sur|full|first|given|last|middle|family|maiden|preferred|christian|nick) names?\b", r"\1name"),
    (r"\btelephone\b", "phone"),
)
_KNOWN_WORDS = """
addr address birth born carer case child client code contact date dob email family father first fore forename full
given home id identifier insurance key la last learner line looked maiden middle mobile mother name national nhs ni
nino no num number of parent patient person phone pl placement post postcode pupil ref reference service sibling
social student sur surname tel telephone uln unique upn uprn user worker
"""
_VOCABULARY = frozenset(_KNOWN_WORDS.split())


@lru_cache(maxsize=4096)
def column_kind(header: str) -> Kind | None:
    """The kind of identifier that a column's name announces, or None.

    A column called no more than "Name" or "Social worker" may hold places, posts or organisations: it gives None
    here and is judged by its cells (`qaf.data.identifier_columns`).
    """
    if len(header) > 300 or "%" in header:
        return None
    spellings = header_words(header)
    if any(_MEASURE.search(words) for words in spellings):
        return None
    for kind, pattern in _PATTERNS:
        if any(pattern.search(words) for words in spellings):
            organisation = kind in _MAY_BE_OF_ORGANISATIONS and any(_ORGANISATION.search(words) for words in spellings)
            return None if organisation else kind
    return None


def header_words(header: str) -> tuple[str, ...]:
    """A column's name as lower-case words, read with and without a cut where the case changes."""
    plain = re.sub(r"(?<=[a-z])['’`´]s?\b", "", clean(header).strip())
    plain = re.sub(r"\((?:s|ren)\)", "", plain)
    plain = re.sub(r"(?<=\S)\s*#$", " no", plain)
    cut = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", plain)
    return tuple(dict.fromkeys(_words(text) for text in (cut, plain)))


def _words(text: str) -> str:
    pieces = re.findall(r"[^\W\d_]+|\d+", text.lower())
    words = " ".join(part for piece in pieces for part in _segments(piece))
    for pattern, spelling in _SPELLINGS:
        words = re.sub(pattern, spelling, words)
    return words


def _segments(word: str) -> tuple[str, ...]:
    """A word that was run together, cut into the fewest known words; any other word whole."""
    if word in _VOCABULARY or not 4 <= len(word) <= 40:
        return (word,)
    best: list[tuple[str, ...] | None] = [()] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - 10), end):
            head, piece = best[start], word[start:end]
            if head is not None and piece in _VOCABULARY:
                shortest = best[end]
                if shortest is None or len(head) + 1 < len(shortest):
                    best[end] = (*head, piece)
    return best[-1] or (word,)
