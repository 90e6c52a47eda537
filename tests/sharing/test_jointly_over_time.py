"""Members by quarter, two bundles of each, the partnership by year, and percentages: no withheld count is given back.

A printed percentage beside its base is a count. The reader here knows that, is independent of `qaf.disclosure`, and has
kept the bundle that came first.
"""

from __future__ import annotations

import csv
import io
from math import ceil, floor

import numpy as np
import pytest
from bundles import DAY, SETTINGS, done, member, partnership, rows, share
from helpers import build_tree, run_qaf
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

QUARTERS = ["2025/26 Q1", "2025/26 Q2", "2025/26 Q3", "2025/26 Q4"]
YEAR = "2025/26"
AGENCIES = "breakdowns:\n  - {id: agency, parts: all, categories: [{id: council}, {id: police}]}\n"
AREA = """\
name: Front door
group: practice
priority: 1
why: Because children come back.
measures:
  - {id: seen, kind: quantity, text: Children seen, unit: count, breakdowns: [%s], frequency: quarterly}
  - {id: safe, kind: outcome, text: Safe, unit: percent, of: seen, better: higher, protect: people, breakdowns: [%s]}
"""
MOST = 5
Cell = tuple[str, str, str, str]
"""Whose it is, `seen` or `safe`, period, category."""


def folder_of(id_):
    """What a member's folder holds beside what is usual."""
    return {"qaf.yaml": SETTINGS.format(id=id_, name=id_.title()), "areas/front.yaml": AREA % ("team", "team")}


def whole_truth(world):
    """Every number of the world, by cell; `world`: for each quarter north, south and police as (seen, safe)."""
    true = {}
    for quarter, (north, south, police) in zip(QUARTERS, world, strict=True):
        for at, measure in enumerate(("seen", "safe")):
            true["council", measure, quarter, "north"] = north[at]
            true["council", measure, quarter, "south"] = south[at]
            true["council", measure, quarter, ""] = north[at] + south[at]
            true["police", measure, quarter, ""] = police[at]
            true["lsp", measure, quarter, "council"] = north[at] + south[at]
            true["lsp", measure, quarter, "police"] = police[at]
            true["lsp", measure, quarter, ""] = north[at] + south[at] + police[at]
    for whose, measure, quarter, category in list(true):
        year = (whose, measure, YEAR, category)
        true[year] = true.get(year, 0) + true[whose, measure, quarter, category]
    return true


def file_of(true, whose, breakdown, periods):
    lines = ["measure,period,breakdown,category,numerator,denominator,value"]
    for (owner, measure, period, category), number in true.items():
        if owner == whose and period in periods:
            level = f"{breakdown if category else ''},{category}"
            base = true[owner, "seen", period, category]
            told = f",,{number}" if measure == "seen" else f"{number},{base},"
            lines.append(f"{measure},{period},{level},{told}")
    return "\n".join(lines) + "\n"


def facts_of(whose, table):
    """Each printed cell as ends; a percentage beside its base is a count, as far as its last digit goes."""
    for row in table:
        place = (row["period"], row["category"])
        if row["measure"] == "seen":
            yield (whose, "seen", *place), row["value"]
            continue
        with_its_base = row["numerator"] == row["denominator"] == "c"  # Then it may be none, hidden for its small base.
        yield (whose, "safe", *place), "" if with_its_base else row["numerator"]
        yield (whose, "seen", *place), row["denominator"]
        given = row["value"][:1].isdigit() and row["denominator"][:1].isdigit()
        if given:
            base = float(row["denominator"])
            digits = len(row["value"].partition(".")[2])
            off = 0.5 * 10**-digits + 1e-9
            ends = ((float(row["value"]) + sign * off) / 100 * base for sign in (-1, 1))
            yield (whose, "safe", *place), tuple(ends)


def printed(root, folder, bundles):
    """What anybody has before them: the ends of each cell, and those that no page prints."""
    out = root / "export"
    done(run_qaf("--as-at", DAY, "-C", folder, "data", "export", "--out", out, "--to", "csv"))
    said = []
    for path in sorted(out.rglob("*.csv")):
        table = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
        if table and {"measure", "numerator", "category"} <= table[0].keys():
            said += facts_of("lsp", table)
    for whose, bundle in bundles:
        said += facts_of(whose, rows(bundle))
    ends = {}
    for cell, text in said:
        low, high = ends.get(cell, (0, 10_000))
        if text == "c":
            low = max(low, 1)
        elif isinstance(text, tuple):
            low, high = max(low, ceil(text[0])), min(high, floor(text[1]))
        elif text not in ("", "x", "z"):
            low, high = max(low, float(text)), min(high, float(text))
        ends[cell] = (low, high)
    return ends


def widths(true, ends, wanted):
    """How far apart the least and the greatest are that each wanted cell can be."""
    at = {cell: place for place, cell in enumerate(true)}
    sums = []
    for whose, measure, period, category in true:
        cell = (whose, measure, period, category)
        if period == YEAR:
            sums.append((cell, [(whose, measure, quarter, category) for quarter in QUARTERS]))
        if whose == "council" and not category:
            sums.append((cell, [(whose, measure, period, team) for team in ("north", "south")]))
        if whose == "lsp" and not category:
            sums.append((cell, [(whose, measure, period, agency) for agency in ("council", "police")]))
        if whose == "lsp" and category:
            sums.append((cell, [(category, measure, period, "")]))
    matrix = np.zeros((len(sums) + len(true), len(true)))
    high = np.zeros(len(sums) + len(true))
    low = np.zeros(len(sums) + len(true))
    for row, (whole, parts) in enumerate(sums):
        matrix[row, at[whole]] = 1
        for part in parts:
            matrix[row, at[part]] -= 1
    for row, (whose, measure, period, category) in enumerate(true, len(sums)):
        matrix[row, at[whose, "seen", period, category]] = 1
        matrix[row, at[whose, measure, period, category]] -= 1
        high[row] = np.inf
    known = [ends.get(cell, (0, 10_000)) for cell in true]
    between = Bounds([least for least, _ in known], [most for _, most in known])
    found = {}
    for cell in wanted:
        reached = []
        for sign in (1, -1):
            cost = np.zeros(len(true))
            cost[at[cell]] = sign
            answer = milp(
                cost, integrality=np.ones(len(true)), bounds=between, constraints=LinearConstraint(matrix, low, high)
            )
            assert answer.status == 0
            reached.append(round(answer.x[at[cell]]))
        found[cell] = reached[1] - reached[0]
    return found


def attack(root, world, *, by_year="lsp"):
    """Work out every small count of a member; `by_year`: whether the partnership or its members count by year."""
    true = whole_truth(world)
    bundles = []
    for whose in ("council", "police"):
        if by_year == "members":
            theirs = member(root, whose, file_of(true, whose, "team", [YEAR]), folder_of(whose))
        else:
            theirs = member(root, whose, file_of(true, whose, "team", QUARTERS[:2]), folder_of(whose))
            bundles.append((whose, root / f"kept-{whose}.qafbundle"))
            done(share(theirs, bundles[-1][1], "--period", QUARTERS[1]))
            rest = root / f"{whose}-rest.csv"
            rest.write_text(file_of(true, whose, "team", QUARTERS[2:]), encoding="utf-8")
            done(run_qaf("--as-at", DAY, "-C", theirs, "ingest", rest))
        bundles.append((whose, root / f"lsp/bundles/{whose}.qafbundle"))
        done(share(theirs, bundles[-1][1]))
    folder = partnership(root)
    text = (folder / "qaf.yaml").read_text(encoding="utf-8")
    build_tree(folder, {"qaf.yaml": text + AGENCIES, "areas/front.yaml": AREA % ("agency", "agency")})
    own = root / "own.csv"
    own.write_text(file_of(true, "lsp", "agency", [YEAR] if by_year == "lsp" else QUARTERS), encoding="utf-8")
    done(run_qaf("--as-at", DAY, "-C", folder, "ingest", own))
    ends = printed(root, folder, bundles)
    assert all(ends[cell][0] <= true[cell] <= ends[cell][1] for cell in ends), "the reader takes nothing for a fact"
    shown = sum(low == high for low, high in ends.values())
    assert shown, "something has to be left to read"
    small = [cell for cell, number in true.items() if cell[0] != "lsp" and 1 <= number <= MOST]
    for cell, width in widths(true, ends, small).items():
        least = (
            2 * MOST if cell in ends else MOST
        )  # A year of eight children is no cell's range, where no quarter stands.
        assert width > least, (cell, true[cell], width)


def pairs(most):
    return st.integers(0, most).flatmap(lambda seen: st.tuples(st.just(seen), st.integers(0, seen)))


def test_a_year_less_the_quarters_that_members_show(tmp_path):
    """The whole of the year, less every quarter that is shown, is the one quarter that is not."""
    attack(tmp_path, [((20, 12), (25, 13), (30, 15))] * 3 + [((21, 12), (22, 12), (3, 3))])


def test_members_years_less_the_quarters_that_the_partnership_shows(tmp_path):
    attack(tmp_path, [((10, 6), (12, 7), (1, 1))] * 4, by_year="members")


WORLDS = st.lists(st.tuples(pairs(40), pairs(40), pairs(30)), min_size=4, max_size=4)


@settings(max_examples=2, phases=[Phase.explicit, Phase.generate])
@given(world=WORLDS)
def test_no_withheld_count_of_a_member_can_be_worked_out(tmp_path_factory, world):
    attack(tmp_path_factory.mktemp("world"), world)


@pytest.mark.prove
@settings(max_examples=150, phases=[Phase.explicit, Phase.generate])
@given(world=WORLDS, by_year=st.sampled_from(["lsp", "members"]))
def test_nor_in_many_other_worlds(tmp_path_factory, world, by_year):
    attack(tmp_path_factory.mktemp("world"), world, by_year=by_year)
