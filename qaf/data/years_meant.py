"""Words by which a file says which twelve months it means by a year written as one, such as 2015."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Sequence

from qaf.data.column_names import tidy_name

ENDS_IN_MARCH = re.compile(
    r"(?:31|thirty-first)(?:st)? march|year (?:ending|ended|to) (?:in )?march|financial year", re.I
)
ENDS_IN_AUGUST = re.compile(r"academic year|school year|31(?:st)? august", re.I)
CALENDAR = re.compile(r"calendar year|january to december|31(?:st)? december", re.I)

_LONE_YEAR = re.compile(r"(?:19|20|21)[0-9]{2}")
_NAMED = re.compile(r"\b(?:financial|fiscal|reporting|academic|school)[ -]*y(?:ea)?rs?\b|\bf?fy\b", re.I)
_MONTHS = "|".join(name if len(name) < 5 else f"{name[:3]}(?:{name[3:]}|t)?" for name in month_name[1:12])
_ENDING = re.compile(
    r"\b(?:year|yr|(?:12|twelve) months|y)[ /-]*(?:end(?:ing|ed|s)?|to|e)\b(?: (?:in|on|the|at))*"
    rf"(?: [0-9]{{1,2}}(?:st|nd|rd|th)?(?: of)?)? (?P<month>{_MONTHS})\b",
    re.I,
)


def help_for_years(heading: str, texts: Sequence[str]) -> str:
    """What to write where lone years stand below a heading that speaks of other years than calendar years; else "".

    `texts`: all that stands in the column, or for which the heading speaks. The help proposes a `kind` of period.
    """
    words = tidy_name(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading).replace("_", " "))
    years = [text for text in texts if text]
    if not years or not all(_LONE_YEAR.fullmatch(text) for text in years) or CALENDAR.search(words):
        return ""
    ending = _ENDING.search(words)
    month = ending["month"][:3].lower() if ending else ""
    kind = {"mar": "reporting_year", "aug": "academic_year"}.get(month, "run") if month else ""
    if ENDS_IN_AUGUST.search(words):
        kind = kind or "academic_year"
    elif ENDS_IN_MARCH.search(words) or _NAMED.search(words):
        kind = kind or ("academic_year" if "academic" in words.lower() else "reporting_year")
    return f"Say so in the recipe under `period`: {_MEANINGS[kind]}" if kind else ""


_OR_CALENDAR = " `kind: calendar_year` is right if January to December is meant after all."
_MEANINGS = {
    "reporting_year": "`kind: reporting_year` makes each the year that ends in March of it. `kind: academic_year` is "
    "right if it ends in August, and `kind: run` if it is your folder's own year (`year_starts`)." + _OR_CALENDAR,
    "academic_year": "`kind: academic_year` makes each the year that ends in August of it. `kind: reporting_year` is "
    "right if it ends in March." + _OR_CALENDAR,
    "run": "`kind: run` makes each the year that ends in it and begins with your folder's years (`year_starts`), which "
    "have to begin in the month after that of the heading." + _OR_CALENDAR,
}
OTHER_YEARS = "speaks of other years than calendar years, and years such as 2015 stand alone there."
