"""The one table of codes: level, name, one line of meaning. A code is never reused.

Families: 0xx file, 1xx shape, 2xx identity and references, 3xx framework sense (advice), 4xx time and governance,
5xx figures (55x: people), 6xx prose and templates, 9xx qaf itself. `qaf.rules` holds the documentation of each.
"""

from __future__ import annotations

from typing import NamedTuple


class Code(NamedTuple):
    """What the table says of one code. `level` is its level unless a folder's `levels:` says otherwise."""

    level: str
    title: str


CODES: dict[str, Code] = {
    "QAF001": Code("error", "The file is not UTF-8 text"),
    "QAF002": Code("error", "The YAML cannot be read"),
    "QAF003": Code("error", "A key is given twice"),
    "QAF004": Code("error", "A merge conflict was left in the file"),
    "QAF005": Code("error", "The file is empty"),
    "QAF006": Code("error", "The file is too large or too deep to be a framework file"),
    "QAF007": Code("error", "Aliases expand without bound"),
    "QAF008": Code("error", "A key is not plain text"),
    "QAF009": Code("error", "A file stands where qaf expects none"),
    "QAF010": Code("info", "The file is not checked yet"),
    "QAF011": Code("error", "The file cannot be opened"),
    "QAF012": Code("info", "The folder uses an older schema"),
    "QAF013": Code("error", "A YAML tag is not allowed"),
    "QAF014": Code("error", "More than one YAML document in a file"),
    "QAF015": Code("error", "The folder needs a newer qaf"),
    "QAF016": Code("error", "The front matter of a story is missing or not closed"),
    "QAF101": Code("error", "Unknown key"),
    "QAF102": Code("error", "A required key is missing"),
    "QAF103": Code("error", "A list, a mapping or a text was expected"),
    "QAF104": Code("error", "Not one of the allowed words"),
    "QAF105": Code("error", "Not a valid id"),
    "QAF106": Code("error", "Not a date"),
    "QAF107": Code("error", "Not a period"),
    "QAF108": Code("error", "Not a number, or out of range"),
    "QAF109": Code("error", "The id and the file's name disagree"),
    "QAF110": Code("error", "Keys that do not fit together"),
    "QAF111": Code("error", "A percentage or rate says neither `of` nor `base`"),
    "QAF112": Code("error", "A whole-group percentage without `of`"),
    "QAF113": Code("error", "A breakdown's categories do not fit together"),
    "QAF114": Code("error", "A placeholder in prose cannot be read"),
    "QAF115": Code("error", "Something the catalogue must not hold"),
    "QAF120": Code("error", "Days or periods in the wrong order"),
    "QAF121": Code("error", "The keys of a curve do not fit together"),
    "QAF201": Code("error", "The same id twice"),
    "QAF202": Code("error", "A reference to something that does not exist"),
    "QAF203": Code("error", "A reference to the wrong kind of thing"),
    "QAF204": Code("error", "Areas or bodies that lie within each other in a circle"),
    "QAF205": Code("error", "Bases that refer to each other in a circle"),
    "QAF206": Code("error", "A base that is no count"),
    "QAF207": Code("error", "Areas nested more than three levels deep"),
    "QAF208": Code("error", "A reserved word used as an id"),
    "QAF209": Code("info", "A measure shows a statement of another area"),
    "QAF210": Code("error", "Breakdowns or categories that lie within each other wrongly"),
    "QAF211": Code("error", "Activities or actions that wait for each other in a circle"),
    "QAF212": Code("error", "The id of a concern used again"),
    "QAF213": Code("error", "A judgement of another area's statement"),
    "QAF214": Code("error", "A judgement that its scale does not have"),
    "QAF215": Code("error", "A statement judged twice in one self-assessment"),
    "QAF216": Code("error", "The same meeting or self-assessment twice"),
    "QAF301": Code("info", "Area without outcome measure"),
    "QAF302": Code("info", "Area without quality measure"),
    "QAF303": Code("info", "Area without quantity measure"),
    "QAF304": Code("info", "Area without a reason for choosing it"),
    "QAF305": Code("info", "Area without evidence"),
    "QAF306": Code("info", "Good statement that no measure shows"),
    "QAF307": Code("info", "Measure without a source"),
    "QAF308": Code("info", "Area seen through one family of sources only"),
    "QAF309": Code("info", "Priority area without an owner"),
    "QAF310": Code("info", "Area without the voice of children, parents or carers"),
    "QAF311": Code("info", "Area without the voice of frontline staff"),
    "QAF312": Code("info", "Measure without figures"),
    "QAF313": Code("info", "Area without sources"),
    "QAF314": Code("info", "Area without figures"),
    "QAF315": Code("info", "Area without outcome source"),
    "QAF316": Code("info", "Area without quality source"),
    "QAF317": Code("info", "Area without quantity source"),
    "QAF318": Code("info", "Area without good statements"),
    "QAF319": Code("warning", "Something is still to be written"),
    "QAF320": Code("warning", "A story says what the test does not"),
    "QAF325": Code("info", "A curve whose measure has no figures in the baseline"),
    "QAF326": Code("warning", "Something on record of a day that has not come"),
    "QAF327": Code("warning", "A planned measure that has figures"),
    "QAF330": Code("info", "Area that the timetable never reaches"),
    "QAF331": Code("info", "Activity without a lead"),
    "QAF332": Code("info", "Exercise that no activity carries out"),
    "QAF333": Code("info", "Activity that looks at nothing"),
    "QAF401": Code("warning", "An accepted gap has run out"),
    "QAF402": Code("warning", "An accepted gap is no gap"),
    "QAF403": Code("warning", "The timetable's years are not three in a row"),
    "QAF404": Code("warning", "A year that an activity leaves out"),
    "QAF405": Code("warning", "An activity that the years never see"),
    "QAF406": Code("warning", "An activity that comes before what it follows"),
    "QAF407": Code("warning", "A date that cannot be"),
    "QAF408": Code("warning", "A lead whose post ends before the work"),
    "QAF501": Code("error", "The file is not a table of figures"),
    "QAF502": Code("error", "A column is missing, unknown or given twice"),
    "QAF503": Code("error", "Unknown measure"),
    "QAF504": Code("error", "Undeclared breakdown or category"),
    "QAF505": Code("error", "Not a number"),
    "QAF506": Code("error", "A number that cannot be"),
    "QAF507": Code("error", "A value that disagrees with its own numerator and denominator"),
    "QAF508": Code("warning", "A published value that disagrees with its own numerator and denominator"),
    "QAF509": Code("error", "The same figure twice with different values"),
    "QAF510": Code("info", "The same figure twice"),
    "QAF511": Code("error", "A period that does not exist or does not fit"),
    "QAF512": Code("error", "The recipe takes nothing from the file"),
    "QAF513": Code("error", "A series that is not declared"),
    "QAF514": Code("error", "A figure is stored already with another value"),
    "QAF515": Code("error", "Parts of a figure that do not fit its unit"),
    "QAF516": Code("error", "A row that two series take"),
    "QAF517": Code("error", "The recipe does not fit the file"),
    "QAF518": Code("error", "The stored figures are damaged"),
    "QAF519": Code("info", "An older spelling of a symbol was understood"),
    "QAF520": Code("error", "A denominator that disagrees with the count it is a share of"),
    "QAF521": Code("warning", "A period that has not begun"),
    "QAF522": Code("warning", "Something in the workbook is hidden"),
    "QAF523": Code("warning", "The end of the table was not found"),
    "QAF524": Code("error", "The file's name gives no period"),
    "QAF525": Code("info", "A footnote mark beside a number was left out"),
    "QAF526": Code("warning", "A period of the headings has no column for a part of its figures"),
    "QAF527": Code("warning", "Categories or parts that do not add up to their total"),
    "QAF528": Code("error", "A number that seems to stand for no number"),
    "QAF529": Code("warning", "A jump beyond what the recipe allows"),
    "QAF530": Code("warning", "A place that changes its code or ends within the file"),
    "QAF531": Code("warning", "Members of a comparator that count a place twice"),
    "QAF532": Code("warning", "Rows with errors were left out"),
    "QAF533": Code("error", "A list of neighbours that cannot be followed"),
    "QAF534": Code("error", "A row about a case that cannot be understood"),
    "QAF535": Code("error", "Rows about one case that contradict each other"),
    "QAF536": Code("error", "Cases that were rated at one time only"),
    "QAF537": Code("warning", "Cases or ratings that are not counted as they stand"),
    "QAF538": Code("warning", "Percentages that look like shares of 1"),
    "QAF540": Code("error", "A withheld figure that could be worked out"),
    "QAF541": Code("error", "A withheld figure that an earlier edition gives back"),
    "QAF542": Code("warning", "A withheld figure that published ones give back"),
    "QAF543": Code("error", "An edition that cannot be read"),
    "QAF544": Code("warning", "Figures that do not add up"),
    "QAF545": Code("warning", "None or all of a small group"),
    "QAF546": Code("error", "Figures that git keeps although they should not be there"),
    "QAF550": Code("error", "A column about single people"),
    "QAF551": Code("error", "An identifier of a person"),
    "QAF575": Code("warning", "A member's withheld figure that an edition gives back"),
    "QAF601": Code("warning", "A placeholder that no figure can fill"),
    "QAF901": Code("warning", "An ignore comment that hides nothing"),
    "QAF902": Code("error", "An ignore comment or a level that cannot be used"),
}
"""Every code that qaf can print."""

FAMILIES: dict[str, str] = {
    "0": "The file itself",
    "1": "Shape: keys and values",
    "2": "Identity and references",
    "3": "What the framework cannot answer (advice)",
    "4": "Time and governance",
    "5": "Figures and people",
    "6": "Prose and templates",
    "9": "qaf itself",
}
"""What the first digit of a code means."""


def can_change(code: str) -> bool:
    """Whether a folder's `levels:` may lower `code`: not 0xx, 1xx, nor 55x."""
    return not (code.startswith(("QAF0", "QAF1", "QAF55")))


def at_least(level: str, other: str) -> bool:
    """Whether `level` is no lower than the level `other`."""
    order = ("off", "info", "warning", "error")
    return order.index(level) >= order.index(other)


def is_gap(code: str) -> bool:
    """Whether `code` is advice that `qaf gaps` lists; what is only to be written is no gap that one could accept."""
    return code.startswith("QAF3") and (code not in CODES or CODES[code].level == "info")
