"""What a turning-the-curve exercise came to, in sentences: the forecast, the stated test, and never a cause."""

from __future__ import annotations

from qaf.analysis.curve_parts import CurveFacts, Verdict
from qaf.ground.text import plural
from qaf.model.framework import Framework
from qaf.model.protected import Shown
from qaf.report import words
from qaf.report.words_reasons import because

HEADLINES = {
    "turned": "The curve has turned",
    "fell_back": "Better for a time, and back at the forecast now",
    "worse": "Worse than the forecast",
    "above": "Higher than the forecast",
    "below": "Lower than the forecast",
    "not_apart": "Not turned, as far as figures can tell",
    "few": "Too early to tell",
    "untold": "Whether it turned cannot be told",
}
METHODS = {
    "straight_line": "a straight line through the",
    "level": "the level, that is the mean, of the",
    "given": "what was expected when the exercise began",
}
NO_CAUSE = "The test says whether the figures moved, not what moved them."
SIDES = {"up": "above", "down": "below", "none": "at"}


def verdict_sentence(found: CurveFacts) -> str:
    """Whether the curve turned, as a sentence or two."""
    told = found.verdict
    since = f" since {words.day(found.since)}" if found.since else ""
    if told.state == "untold":
        return f"Whether the curve turned cannot be told, {because(told.why or 'absent')}."
    if told.state == "few":
        later = f" for a period that began on or after {words.day(found.since)}" if found.since else ""
        if not told.count:
            return f"There is no figure yet{later}, and {told.needed} are needed."
        is_there = "is" if told.count == 1 else "are"
        return f"There {is_there} only {plural(told.count, 'figure')}{later}, and {told.needed} are needed."
    return f"{_against(told, since)} {NO_CAUSE}"


def _against(told: Verdict, since: str) -> str:
    many = f"the {plural(told.count, 'figure')}{since}"
    side = SIDES[told.direction]
    if told.state == "not_apart":
        return f"Nobody can say that the curve turned: {many} lie no further from the forecast than by chance."
    lie = f"{words.upper_first(many)} lie {side} the forecast, taken together, by more than chance would have it"
    if told.state == "turned":
        return f"{lie}, and so does the latest: an improvement."
    if told.state == "fell_back":
        return f"{lie}; but the latest does not, so that nobody can say that the curve has turned."
    if told.state == "worse":
        return f"{lie}: a concern. The curve has not turned."
    return f"{lie}. Neither higher nor lower is better here, so this is a difference and no verdict."


def forecast_sentence(found: CurveFacts, framework: Framework) -> str:
    """What was expected if nothing changed, by which method and from what; or why no forecast can be made."""
    forecast = found.curve.forecast
    if found.no_forecast is not None or not found.forecast or forecast is None or forecast.method is None:
        return f"No forecast can be made, {because(found.no_forecast or 'no_forecast')}."
    last = found.forecast[-1]
    value = words.value(found.series.measure, rounded(found, last.value), framework)
    how = METHODS[forecast.method]
    if forecast.method != "given" and found.baseline:
        first, end = words.short(found.baseline[0].period), words.short(found.baseline[-1].period)
        how += f" {plural(found.used, 'figure')} from {first} to {end}"
    band = ""
    if last.band is not None:
        low, high = (words.number(found.series.measure, rounded(found, edge), framework) for edge in last.band)
        band = f" A single figure would then lie between {low} and {high}."
    stops = " It is followed no further, for it would leave what such a figure can be." if cut_short(found) else ""
    return f"If nothing changed, {value} {words.at(last.period)}: {how}.{band}{stops}"


def cut_short(found: CurveFacts) -> bool:
    """Whether the forecast ends where it would leave what a figure can be."""
    return found.no_band == "leaves_range"


def notes(found: CurveFacts) -> tuple[str, ...]:
    """How it was reckoned: the test with its number, the band, what was left out."""
    told, said = found.verdict, []
    if told.test == "departure" and told.p_value is not None:
        said.append(
            f"Tested once, all {told.count} together: how far they lie from the forecast on average, against the "
            f"scatter of the baseline (t-test, {_p(told.p_value)}). {told.outside} of them "
            f"{'lies' if told.outside == 1 else 'lie'} outside the band"
        )
    if told.test == "sign" and told.p_value is not None:
        said.append(f"Tested by how many lie above the given values and how many below (sign test, {_p(told.p_value)})")
    if any(one.band for one in found.forecast):
        said.append("Band: 95 % prediction interval for a single figure, within what such a figure can be")
    elif found.forecast and found.no_band is not None:
        said.append(f"No band is drawn, {because(found.no_band)}")
    if found.between:
        said.append(
            f"{plural(len(found.between), 'period')} after the baseline had begun before the exercise did, and "
            f"{'is' if len(found.between) == 1 else 'are'} not tested"
        )
    if found.cut is not None:
        said.append(
            f"Figures from {words.short(found.cut.from_)} on do not compare with the baseline and are not tested"
        )
    withheld = sum(point.withheld for point in (*found.baseline, *found.between, *found.after))
    if withheld:
        said.append(f"{plural(withheld, 'figure')} withheld to protect people")
    return tuple(said)


def rounded(found: CurveFacts, value: float) -> Shown:
    """A reckoned number as it is printed, with as many decimals as the measure's figures have."""
    places = max((len(p.value.text.partition(".")[2]) for p in found.baseline if p.value.given), default=0)
    text = f"{value:.{max(places, found.series.measure.places)}f}"
    return Shown(float(text), "0" if float(text) == 0 and "." not in text else text.replace("-0.0", "0.0"))


def _p(value: float) -> str:
    return "p below 0.001" if value < 0.001 else f"p = {value:.3f}"
