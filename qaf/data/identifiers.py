"""What one cell or sentence may say of a single person: kinds of identifier, found by their shape.

qaf takes aggregates, so identifiers are refused at the door. The shape comes first: a mistyped identifier still
identifies a child. Check digits and letters only add confidence; they are required for bare ten-digit numbers alone,
because any large count can have ten digits. Nothing here keeps, logs or returns the text that it looked at.

Sources: NHS Data Dictionary (NHS number, modulus 11), DfE guide to unique pupil numbers (check letter, modulus 23),
HMRC manual NIM39110 (National Insurance numbers), BS 7666 (postcodes), Ofcom's National Telephone Numbering Plan.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from enum import StrEnum


class Kind(StrEnum):
    """Kinds of identifier. The value is what a recipe writes under `allow: [{kind}]`."""

    UPN = "upn"
    NHS_NUMBER = "nhs_number"
    NATIONAL_INSURANCE_NUMBER = "national_insurance_number"
    DATE_OF_BIRTH = "date_of_birth"
    NAME = "name"
    CHILD_ID = "child_id"
    ULN = "uln"
    ADDRESS = "address"
    POSTCODE = "postcode"
    POSTCODE_DISTRICT = "postcode_district"
    UPRN = "uprn"
    EMAIL = "email"
    PHONE = "phone"

    @property
    def words(self) -> str:
        """The kind as a reader knows it, fit for the middle of a sentence."""
        return _WORDS[self]

    @property
    def with_article(self) -> str:
        """The kind with its article: `an NHS number`."""
        return f"{'an' if self in (Kind.NHS_NUMBER, Kind.ADDRESS, Kind.EMAIL) else 'a'} {self.words}"

    @property
    def refused(self) -> bool:
        """Whether a column of this kind stops a file. The first half of a postcode only warns."""
        return self is not Kind.POSTCODE_DISTRICT


_WORDS = {
    Kind.UPN: "Unique Pupil Number (UPN)",
    Kind.NHS_NUMBER: "NHS number",
    Kind.NATIONAL_INSURANCE_NUMBER: "National Insurance number",
    Kind.DATE_OF_BIRTH: "date of birth",
    Kind.NAME: "name of a person",
    Kind.CHILD_ID: "reference of a single child, person or case",
    Kind.ULN: "Unique Learner Number (ULN)",
    Kind.ADDRESS: "address",
    Kind.POSTCODE: "full postcode",
    Kind.POSTCODE_DISTRICT: "first half of a postcode",
    Kind.UPRN: "Unique Property Reference Number (UPRN)",
    Kind.EMAIL: "e-mail address",
    Kind.PHONE: "phone number",
}


def kind_called(text: str) -> Kind | None:
    """The kind that `text` names (`nhs_number`, `NHS number`, `National Insurance number`), or None."""
    wanted = re.sub(r"[\W_]+", " ", text).strip().casefold()
    for kind in Kind:
        if wanted in (kind.value.replace("_", " "), re.sub(r"[\W_]+", " ", kind.words).strip().casefold()):
            return kind
    aliases = {"nino": Kind.NATIONAL_INSURANCE_NUMBER, "dob": Kind.DATE_OF_BIRTH, "nhs": Kind.NHS_NUMBER}
    return aliases.get(wanted)


def screen(text: str) -> list[Kind]:
    """The kinds of identifier that stand in `text`, each once, in the order of `Kind`; never the value.

    It reports what the text could be: `screen` on one ten-digit count is right ten times in eleven, so whole columns
    are judged by `qaf.data.identifier_columns`. A date alone is no date of birth here; one that is called so is.
    """
    plain = clean(text)
    if len(plain) < 5 or _NUMBER.fullmatch(plain) or not _PROMISING.search(plain):
        return []
    return [kind for kind, found in _FINDERS if found(plain)]


def clean(text: str) -> str:
    """The text with full-width letters, odd spaces and dashes made plain and invisible characters taken out."""
    if "&" in text and ";" in text:
        import html

        text = html.unescape(text)
    if text.isascii():
        return text
    kept = []
    for character in unicodedata.normalize("NFKC", text):
        category = unicodedata.category(character)
        if category == "Nd":
            kept.append(str(unicodedata.decimal(character)))
        elif category == "Pd" or character == "\u2212":
            kept.append("-")
        elif character.isspace():
            kept.append(" ")
        elif category not in ("Cf", "Mn", "Me"):
            kept.append(character)
    return "".join(kept)


def passes_nhs_check(digits: str) -> bool:
    """Whether ten digits end in the NHS check digit: 11 − (Σ digit · weight 10..2 mod 11), 11 → 0, 10 never."""
    total = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True))
    check = (11 - total % 11) % 11
    return check != 10 and check == int(digits[9])


def passes_upn_check(upn: str) -> bool:
    """Whether the first letter of a UPN (13 characters) is Σ value · position (2..13) mod 23 in its alphabet."""
    letters = "ABCDEFGHJKLMNPQRTUVWXYZ"
    upn = upn.upper()
    values = [int(c) if c.isdigit() else letters.find(c) for c in upn[1:]]
    if -1 in values:
        return False
    return upn[0] == letters[sum(value * place for place, value in enumerate(values, start=2)) % 23]


def ten_digits(text: str) -> str:
    """The ten digits where a cell holds those and nothing else, else "".

    Spreadsheets and data frames write such a number as `9434765919.0`, `'9434765919` or `9.434765919E+09` too.
    """
    found = _TEN_DIGITS.fullmatch(text.strip())
    if not found:
        return ""
    return found["plain"] or found["lead"] + found["rest"]


def is_certain(kind: Kind, text: str) -> bool:
    """Whether the identifier of `kind` in `text` passes its own check, where that kind has one."""
    plain = clean(text)
    if kind is Kind.UPN:
        return any(passes_upn_check(_glued(found)) for found in _UPN.findall(plain))
    if kind is Kind.NHS_NUMBER:
        numbers = [ten_digits(plain)] if ten_digits(plain) else [_glued(found) for found in _nhs_numbers(plain)]
        return any(passes_nhs_check(number) for number in numbers)
    return kind is Kind.EMAIL


_NUMBER = re.compile(r"[-+£]?\d{0,3}(?:,?\d{3}){0,2}(?:\.\d+)?%?")
_PROMISING = re.compile(r"[@\d]")
_BEFORE, _AFTER = r"(?<![^\W_])", r"(?![^\W_])"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"

# The contract's shape leaves out the letters I, O and S. They are the likeliest slips, so any letter is taken here.
_UPN = re.compile(rf"{_BEFORE}[a-z][\s-]?\d{{3}}[\s-]?\d{{4}}[\s-]?\d\d[\s-]?\d\d[0-9a-z]{_AFTER}", re.I)
_TEN_DIGITS = re.compile(r"[='\"]*(?:(?P<plain>\d{10})(?:\.0*)?|(?P<lead>\d)\.(?P<rest>\d{9})e\+?0?9)['\"]*", re.I)
_NHS_BARE = re.compile(r"(?<![^\W_])(?<!\d\.)(?:nhs(?:no)?)?(\d{10})(?![^\W_]|\.\d)", re.I)
_NHS_SPACED = re.compile(
    r"(?<![^\W_])(?<!\d[\s.,-])(?<!\+)(?<!\(0\))(?:nhs(?:no)?)?(\d{3}([\s-]{1,2})\d{3}\2\d{4})(?![^\W_]|\.\d)", re.I
)
_NINO = re.compile(
    rf"{_BEFORE}(?:[a-z]{{2}}\d{{6}}[a-d]"
    rf"|[a-z]{{2}}[\s-]?\d\d[\s-]\d\d[\s-]\d\d[\s-]?[a-d]"
    rf"|(?-i:(?!SC)[A-Z]{{2}}[\s-]?\d{{6}}[\s-]?[A-D])){_AFTER}",
    re.I,
)
_NINO_ALONE = re.compile(r"\s*[a-z]{2}[\s-]*(?:\d[\s-]*){6}[a-d]\s*", re.I)
_POSTCODE = re.compile(
    rf"{_BEFORE}(?:gir\s{{0,2}}0aa|(?P<out>[a-pr-uwyz](?:\d\d?|[a-hk-y]\d\d?|\d[a-hjkpstuw]|[a-hk-y]\d[abehmnprv-y]))"
    rf"\s{{0,3}}(?P<in>\d[abd-hjlnp-uw-z]{{2}})){_AFTER}",
    re.I,
)
_ORDINAL = re.compile(r"1st|2nd|3rd|[04-9]th|\dyr|\dhr")
_STAGE = re.compile(r"s[14]7|ks\d", re.I)
_EMAIL = re.compile(r"(?<![\w.+'%-])[\w.+'%-]+@(?:[\w-]+\.)+[^\W\d_]{2,}")
_PHONE = re.compile(
    r"(?<![^\W_])(?<!\d[.,/-])(?:"
    r"(?:\+\s?|00)44[\s-]?(?:\(0\))?(?:[\s().-]{0,2}\d){9,10}"
    r"|0[1-35789]\d{9}"
    r"|\(?0[1-35789]\d\)?[\s.-]{1,2}\d{4}[\s.-]?\d{4}"
    r"|\(?0[1-35789]\d\d\)?[\s.-]{1,2}\d{3}[\s.-]?\d{4}"
    r"|\(?0[1-35789]\d{3}\)?[\s.-]{1,2}(?:\d{3}[\s.-]?\d{3}|\d\d[\s.-]\d\d[\s.-]\d\d)"
    r"|\(?01\d{3}\)?[\s.-]{1,2}\d{5}"
    r"|07\s\d{3}\s\d{3}\s\d{3}"
    r")(?![^\W_])"
)
_BIRTH_DATE = re.compile(
    rf"(?:\bd\s?[./]?\s?o\s?[./]?\s?b(?![a-z])|\bdate of birth|\bbirth[ -]?(?:date|day)|\bborn)"
    rf"(?:\s?[.:;,=()-]|\s(?:is|was|on|the)\b|\s){{0,5}}\s?"
    rf"(?:\d{{4}}[-/.]\d\d?[-/.]\d\d?|\d\d?\s?[-/.]\s?\d\d?\s?[-/.]\s?\d{{2,4}}"
    rf"|\d\d?(?:st|nd|rd|th)?[\s-](?:of\s)?{_MONTH}[\s,-]{{1,2}}\d{{2,4}}|{_MONTH}\s\d\d?(?:st|nd|rd|th)?,?\s\d{{2,4}})"
    rf"(?!\d|\s(?:to|and|until|or)\b)",
    re.I,
)


def _glued(text: str) -> str:
    return re.sub(r"[\s-]", "", text)


def _nhs_numbers(text: str) -> list[str]:
    """Ten-digit numbers that pass the check, and every number spaced as an NHS number is."""
    bare = [number for number in _NHS_BARE.findall(text) if passes_nhs_check(number)]
    return bare + [found[0] for found in _NHS_SPACED.findall(text)]


def _has_nhs_number(text: str) -> bool:
    alone = ten_digits(text)
    return passes_nhs_check(alone) if alone else bool(_nhs_numbers(text))


def _has_nino(text: str) -> bool:
    return bool(_NINO.search(text) or _NINO_ALONE.fullmatch(text))


def _has_postcode(text: str) -> bool:
    """A full postcode; `S47 2nd conference`, `KS2 1ST` and `U18 3yr` have the shape and are none."""
    for found in _POSTCODE.finditer(text):
        outward, inward = found["out"] or "", found["in"] or ""
        alone = found[0] == text.strip()
        if _ORDINAL.fullmatch(inward.lower()) and (_STAGE.fullmatch(outward) or inward.islower()):
            if alone and outward.islower() and not _STAGE.fullmatch(outward):
                return True
        elif alone or found[0].isupper() or found[0].islower():
            return True
    return False


_FINDERS: tuple[tuple[Kind, Callable[[str], object]], ...] = (
    (Kind.UPN, _UPN.search),
    (Kind.NHS_NUMBER, _has_nhs_number),
    (Kind.NATIONAL_INSURANCE_NUMBER, _has_nino),
    (Kind.DATE_OF_BIRTH, _BIRTH_DATE.search),
    (Kind.POSTCODE, _has_postcode),
    (Kind.EMAIL, _EMAIL.search),
    (Kind.PHONE, _PHONE.search),
)
