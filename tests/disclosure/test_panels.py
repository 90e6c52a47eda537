"""Rows of one panel must not give each other back."""

from __future__ import annotations

from qaf.disclosure.protect import protect, protect_primary

SAFER = {"id": "safer", "kind": "outcome", "unit": "before_after", "scale": "safety"}
AUDIT = {"id": "audit", "unit": "shares", "scale": "grades", "protect": "people"}


def shown(protected):
    """`grade@point: numerator/denominator`, a withheld cell as c."""

    def cell(one):
        return one.symbol or one.text

    return {f"{f.grade}@{f.point}": f"{cell(f.numerator)}/{cell(f.denominator)}" for f in protected}


def row(figure, grade, numerator, denominator, point="closure"):
    return figure("safer", numerator, denominator, grade=grade, point=point, rater="parent")


def test_a_hidden_result_takes_a_second_one_with_it(framework, figure):
    rows = [row(figure, "improved", "60", "100"), row(figure, "same", "37", "100"), row(figure, "worse", "3", "100")]
    cells = shown(protect_primary(framework(SAFER), rows))
    assert cells["worse@closure"].startswith("c/")
    assert cells["same@closure"] == "c/c"
    assert cells["improved@closure"] == "60/100"


def test_what_is_a_part_of_hidden_improvement_goes_too(framework, figure):
    rows = [
        row(figure, "improved", "27", "30"),
        row(figure, "same", "3", "30"),
        row(figure, "worse", "0", "30"),
        row(figure, "sustained", "20", "27", point="6m"),
    ]
    cells = shown(protect(framework(SAFER), rows))
    assert "27" not in "".join(cells.values())
    assert cells["sustained@6m"] == "c/c"


def test_those_not_rated_are_hidden_with_all_that_counts_them(framework, figure):
    rows = [
        row(figure, "improved", "60", "100"),
        row(figure, "same", "25", "100"),
        row(figure, "worse", "15", "100"),
        row(figure, "not_rated", "4", "104"),
        row(figure, "not_rated/no-reply", "0", "104"),
    ]
    cells = shown(protect(framework(SAFER), rows))
    assert "104" not in "".join(cells.values())


def test_one_hidden_grade_takes_the_smallest_other_with_it(framework, figure):
    rows = [
        figure("audit", numerator, "100", grade=grade)
        for grade, numerator in (("poor", "4"), ("fair", "30"), ("good", "66"))
    ]
    cells = shown(protect_primary(framework(AUDIT), rows))
    assert cells["poor@"].startswith("c/")
    assert cells["fair@"] == "c/c"
    assert cells["good@"] == "66/100"


def test_a_denominator_that_is_not_available_does_not_switch_protection_off(framework, figure):
    built = framework({"id": "part", "unit": "percent", "of": "whole"}, {"id": "whole", "counts": "cases"})
    protected = protect(built, [figure("part", "", "x", "7.7"), figure("whole", value="52")])
    (part,) = protected.of("part")
    assert part.value.symbol == "c"


def test_nothing_more_is_hidden_where_nothing_is(framework, figure):
    rows = [row(figure, "improved", "60", "100"), row(figure, "same", "25", "100"), row(figure, "worse", "15", "100")]
    assert "c" not in "".join(shown(protect(framework(SAFER), rows)).values())
