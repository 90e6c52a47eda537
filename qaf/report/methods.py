"""The methods page: what the symbols mean, how small numbers are protected, what the book does not do, and why."""

from __future__ import annotations

from collections.abc import Iterator

from qaf.disclosure.primary import PROFILES
from qaf.ground.text import listing, plural
from qaf.model.protected import ABSENCES
from qaf.report import words
from qaf.report.desk import Desk
from qaf.report.parts import Method
from qaf.statistics.control_rules import LEAST_POINTS, LIMIT_FACTOR, PROFILE


def methods(desk: Desk) -> tuple[Method, ...]:
    """The headings and paragraphs of the methods page."""
    return (
        Method("The order of things", _ORDER),
        Method("How small numbers are protected", (*_protection(desk.inputs.figures.profile), *_known(desk))),
        Method("What the symbols mean", _symbols()),
        Method("Why there are no arrows, no ranks and no traffic lights", _NO_LIGHTS),
        Method("What was tested, and how", _TESTS),
        Method("How figures are worked out", _ARITHMETIC),
        Method("Comparators and samples", _COMPARATORS),
        Method("Why these questions are asked", _QUESTIONS),
        Method("Accessibility statement", _ACCESS),
    )


_ORDER = (
    "Outcomes come first: is anyone better off? Then quality: how well did we do it? Then quantity: how much did we "
    "do? Counts are the easiest to come by and say the least, so they come last, and where outcomes are not known the "
    "book says that instead of filling the space.",
    "Whatever is missing is shown as missing: a statement that no measure shows, a measure without figures, a voice "
    "that nobody has asked, a story that nobody has written.",
)
_NO_LIGHTS = (
    "Two figures are two figures. In most services a number goes up or down every year by chance alone, so an arrow "
    "between two points says nothing. Here they stand side by side as what was and what is, with what a test says.",
    "A traffic light turns a question into an answer before anybody has asked it, and a list of ranks always has "
    "somebody at the bottom, whether or not anything differs. A total of greens hides the one measure that matters.",
)
_TESTS = (
    "Rose, fell, better and worse are said only where a test tells a difference from chance. Of two percentages: "
    "Newcombe's interval for their difference; of two counts or rates: the exact conditional test; of a figure against "
    "a comparator or an ambition: whether its whole 95 % interval (Wilson; Byar, exact below 10) lies on one side. In "
    "one test of twenty chance alone signals, so the summary counts them.",
    "Yearly figures: the five-point trend, tested at 99.8 %, and called a trend only where leaving out any one year "
    "would not turn it round. Monthly and quarterly figures: an XmR control chart by the profile of "
    f"{PROFILE}: mean ± {LIMIT_FACTOR} times the mean difference from one point to the next; from {LEAST_POINTS} "
    "points on. A signal is a point outside the limits, seven in a row on one side of the mean, seven rising or "
    "falling, or two of three near a limit. Neither is made across a break, on figures that hold the one before in "
    "themselves, or over withheld figures.",
    "Teams and places: a funnel around what all of them have together. Outside its 99.8 % limits one differs; between "
    "95 and 99.8 % it is to be watched. They are never ranked. Ratings before and after: the exact sign test on those "
    "rated higher and those rated lower.",
    "No test is made of averages and ratios, of samples that were not drawn at random, or of numbers that are shown "
    "rounded: control charts then rest on the figures as shown. The measure says why.",
)
_ARITHMETIC = (
    "A percentage is 100 times the number over what it is of; a rate is the number over the population, times what it "
    "is per; a mean is the sum over how many. They are worked out only where the source did not give them, and rounded "
    "with halves up. A published figure is shown as it was published.",
    "The figure of the year before is that of the same period one year earlier. For quarters, months and terms the "
    "period just before is given too, since services have seasons.",
    "For measures with grades the line is the share at or above the grade that counts as good. For ratings before and "
    "after, it is the share of cases, rated at both points, that were rated higher when the work ended than at the "
    "start; cases that were not rated again are counted apart and never left out in silence.",
    "Where a definition or a system changed, the chart shows a break: figures on its two sides do not compare.",
)
_COMPARATORS = (
    "Comparators are shown as published, with their source under the full figures. Where one is worked out over "
    "several places it says so: a mean or median of their figures, or pooled (their numbers added up), and how many of "
    "them had a figure.",
    "A sample speaks for those who were asked. Where the cases were chosen, or people chose to answer, the figure "
    "speaks for them only, and the page says so.",
)
_QUESTIONS = (
    "The questions of a sheet are chosen by rule from what its figures and its plan show, and each says why it stands "
    "there: quality up and no outcome known asks the outcome question, a gap between teams asks about variation, a "
    "figure that moved within the usual variation asks what would shift the level. Where those who know the area have "
    "written a question about the same thing, theirs is asked. No rule adds up points.",
)
_ACCESS = (
    "This book is made to meet level AA of the Web Content Accessibility Guidelines 2.2. Headings are in order, each "
    "part has a name, tables have captions and heads, and every link and switch can be reached and seen with a "
    "keyboard alone. Nothing is said by colour alone.",
    "Every chart has a description in words, made from the same facts as the page, and its figures in a table: the "
    "switch at each chart turns one into the other, and the appendix has all numbers. On screens that ask for a dark "
    "page charts keep a white ground. The page narrows to a telephone without scrolling sideways, but for wide tables.",
    "The book runs no script and loads nothing from the internet. Filters and switches need a browser of 2023 or "
    "later; in an older one everything is simply shown. It prints on A3 paper, landscape, one sheet an area; its text "
    "is small on A4, where the screen is the better place to read.",
    "What is not good enough yet: the picture of the three years is wide on a telephone and has to be moved sideways, "
    "though the page says the same in words. Those who cannot read a part of this book should ask the organisation "
    "named on its cover for it in another form.",
)


def _protection(profile: str) -> tuple[str, ...]:
    rules = PROFILES.get(profile)
    if rules is None:
        return ("This edition withholds nothing. It is for people whose work gives them these records already.",)
    hidden = f"from {'0' if rules.zeros else '1'} to {rules.threshold}"
    zero = "" if rules.zeros else " Zero is shown."
    found = [
        f"Numbers of people or cases {hidden} are withheld, and so is everything that is worked out from them: "
        f"percentages, rates, marks in a chart, and the words that describe it.{zero} Each is printed as [c].",
        "For outcomes the other side is protected too: where all but a few had a good result, the figure would tell "
        "about those few, so it is withheld, and so are none or all of a very small group.",
        "Figures that their own publisher has already made public are shown as published.",
        "Before anything is withheld it is shown less finely: where more than a third of the figures of a breakdown "
        "would go, a year stands for its quarters, or a larger place for the teams within it. Each sheet says where.",
        "All figures are protected at once, whatever page they stand on, and beside the editions that are out already. "
        "Where adding or subtracting would give a withheld figure back, others are withheld with it, so that not every "
        "[c] is a small number. An audit then works out for each the least and the greatest that it could be, for a "
        f"reader who has all of it: they must lie more than {2 * rules.threshold} apart, or nothing leaves.",
    ]
    if rules.round_to:
        found.append(
            f"Other counts are rounded to the nearest {rules.round_to}, and percentages are worked out from the "
            "rounded counts, so they can differ a little from the true ones and need not add up."
        )
    return tuple(found)


def _known(desk: Desk) -> Iterator[str]:
    """What editions that are out give back, as somebody has owned up to: which edition, how many, who and when."""
    if desk.inputs.figures.profile not in PROFILES:
        return
    for edition, entries in sorted(desk.framework.known.items()):
        if not entries:
            continue
        signed = ((desk.who(entry.by), words.day(entry.on)) for entry in entries)
        by = listing(f"{who} on {day}" for who, day in dict.fromkeys(signed))
        them = "it" if len(entries) == 1 else "them"
        yield (
            f"The edition `{edition}`, which is out already, gives back {plural(len(entries), 'figure')} that would "
            f"otherwise be protected. Readers of it may know {them}; this book cannot mend that, and withholds {them} "
            f"where it can. Set down by {by}, with the reason, in published/{edition}/known.yaml."
        )


def _symbols() -> tuple[str, ...]:
    printed = [f"[{symbol}] {words}." for symbol, words in sorted(ABSENCES.items())]
    return (
        *printed,
        "A dash (–): no figure was given for that period or place.",
        "Zero is a number, and is printed as 0.",
    )
