"""Members' bundles and the partnership's own pages laid side by side give no withheld number back.

The reader here is independent of `qaf.disclosure`: every number of the invented world is an unknown, every printed cell
a fact, every sum a rule, and whole numbers are tried out by an integer programme.
"""

from __future__ import annotations

import csv
import io
import json
import re

import numpy as np
import pytest
from bundles import DAY, SETTINGS, done, member, overview, partnership, rows, share
from helpers import build_tree, run_qaf
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

OWN_AREA = """\
name: Front door
group: practice
priority: 1
why: Because children come back.
measures:
  - {id: seen, kind: quantity, text: Children seen, unit: count, breakdowns: [sex, agency]}
"""
BREAKDOWNS = """\
breakdowns:
  - {id: sex, name: Sex, parts: all, categories: [{id: girls, name: Girls}, {id: boys, name: Boys}]}
  - {id: agency, name: Agency, parts: all, categories: [{id: council}, {id: police}]}
"""
PERIOD = "2025/26"


def table(lines):
    return "measure,period,breakdown,category,value\n" + "".join(f"seen,{PERIOD},{line}\n" for line in lines)


def of_profile(id_, profile):
    """The settings of a member with another profile than is usual."""
    return {"qaf.yaml": SETTINGS.format(id=id_, name=id_.title()) + f"disclosure: {{profile: {profile}}}\n"}


def world(root, council, police, girls, profile="dfe"):
    """Two members (council in two teams), and a partnership that counts the same children by sex and by agency."""
    north, south = council
    told = table([f",,{north + south}", f"team,north,{north}", f"team,south,{south}"])
    done(share(member(root, "council", told, of_profile("council", profile)), root / "lsp/bundles/council.qafbundle"))
    theirs = member(root, "police", table([f",,{police}"]), of_profile("police", profile))
    done(share(theirs, root / "lsp/bundles/police.qafbundle"))
    folder = partnership(root)
    settings = (folder / "qaf.yaml").read_text(encoding="utf-8")
    build_tree(
        folder,
        {"qaf.yaml": settings + BREAKDOWNS + f"disclosure: {{profile: {profile}}}\n", "areas/front.yaml": OWN_AREA},
    )
    whole = north + south + police
    file = root / "own.csv"
    file.write_text(
        table([f",,{whole}", f"sex,girls,{girls}", f"sex,boys,{whole - girls}",
               f"agency,council,{north + south}", f"agency,police,{police}"]), encoding="utf-8",
    )  # fmt: skip
    done(run_qaf("--as-at", DAY, "-C", folder, "ingest", file))
    return folder


def printed(folder, root):
    """What anybody has before them: each number by whose it is and its category."""
    out = root / "export"
    ran = run_qaf("--as-at", DAY, "-C", folder, "data", "export", "--out", out, "--to", "csv")
    done(ran)
    (own,) = [path for path in out.rglob("*.csv") if "seen" in path.read_text(encoding="utf-8")]
    found = {}
    for row in csv.DictReader(io.StringIO(own.read_text(encoding="utf-8-sig"))):
        found["lsp", row["category"]] = row["value"]
    for id_ in ("council", "police"):
        for row in rows(folder / f"bundles/{id_}.qafbundle"):
            found[id_, row["category"]] = row["value"]
    return found


NAMES = [("lsp", ""), ("lsp", "girls"), ("lsp", "boys"), ("lsp", "council"), ("lsp", "police"),
         ("council", ""), ("council", "north"), ("council", "south"), ("police", "")]  # fmt: skip
SUMS = [
    (("lsp", ""), [("lsp", "girls"), ("lsp", "boys")]),
    (("lsp", ""), [("lsp", "council"), ("lsp", "police")]),
    (("lsp", ""), [("council", ""), ("police", "")]),
    (("lsp", "council"), [("council", "")]),
    (("lsp", "police"), [("police", "")]),
    (("council", ""), [("council", "north"), ("council", "south")]),
]


def width(shown, name, profile="dfe"):
    """How far apart the least and the greatest are that a number can be.

    Where zeros are shown a withheld number is at least 1. Rounded to the nearest 5, a number can be 2 more or less.
    """
    at = {one: place for place, one in enumerate(NAMES)}
    low, high = np.zeros(len(NAMES)), np.full(len(NAMES), 10_000.0)
    for one, text in shown.items():
        if text == "c":
            low[at[one]] = profile != "strict"
        elif text:
            about = 2 if profile == "nhs" and float(text) else 0
            low[at[one]], high[at[one]] = float(text) - about, float(text) + about
    matrix = np.zeros((len(SUMS), len(NAMES)))
    for row, (whole, parts) in enumerate(SUMS):
        matrix[row, at[whole]] = 1
        for part in parts:
            matrix[row, at[part]] -= 1
    rules = LinearConstraint(matrix, np.zeros(len(SUMS)), np.zeros(len(SUMS)))
    ends = []
    for sign in (1, -1):
        cost = np.zeros(len(NAMES))
        cost[at[name]] = sign
        answer = milp(cost, integrality=np.ones(len(NAMES)), bounds=Bounds(low, high), constraints=rules)
        assert answer.status == 0
        ends.append(round(answer.x[at[name]]))
    return ends[1] - ends[0]


COUNTS = st.integers(0, 30)


MOST_HIDDEN = {"dfe": 5, "nhs": 7, "strict": 9}
WORLDS = {"council": st.tuples(COUNTS, COUNTS), "police": COUNTS, "share_of_girls": st.floats(0, 1)}


def attack(root, council, police, share_of_girls, profile):
    """Work out every withheld count of a member from all that is printed."""
    most = MOST_HIDDEN[profile]
    folder = world(root, council, police, int((sum(council) + police) * share_of_girls), profile)
    shown = printed(folder, root)
    truth = {("council", ""): sum(council), ("council", "north"): council[0], ("council", "south"): council[1],
             ("police", ""): police}  # fmt: skip
    for name, true in truth.items():
        if 1 <= true <= most:
            assert shown.get(name, "c") == "c", (name, shown)
        if shown.get(name) == "c" or (name not in shown and 1 <= true <= most):
            assert width(shown, name, profile) > 2 * most, (name, shown)


@settings(max_examples=12)
@given(**WORLDS)
def test_no_member_s_withheld_count_can_be_worked_out(tmp_path_factory, council, police, share_of_girls):
    attack(tmp_path_factory.mktemp("world"), council, police, share_of_girls, "dfe")


@pytest.mark.prove
@pytest.mark.parametrize("profile", ["nhs", "strict"])
@settings(max_examples=60)
@given(**WORLDS)
def test_nor_under_another_profile(tmp_path_factory, profile, council, police, share_of_girls):
    attack(tmp_path_factory.mktemp("world"), council, police, share_of_girls, profile)


def test_the_total_that_gives_a_member_s_count_back_is_withheld_everywhere(tmp_path):
    folder = world(tmp_path, (20, 20), 3, 21)
    shown = printed(folder, tmp_path)
    assert shown["council", ""] == "40" and shown["police", ""] == "c" and shown["lsp", ""] == "c"
    assert "43" not in shown.values()
    done(run_qaf("--as-at", DAY, "-C", folder, "report", "--publish", "june", "--out", tmp_path / "book"))
    recorded = (folder / "published/june/figures.csv").read_text(encoding="utf-8")
    assert ",43," not in recorded
    said = json.loads((folder / "published/june/book.json").read_text(encoding="utf-8"))
    assert [(one["id"], one["number"]) for one in said["members"]] == [("council", 1), ("police", 1)]
    page = (tmp_path / "book/book.md").read_text(encoding="utf-8")
    assert "43" not in page
    pooled = json.loads(done(overview(folder, "--format", "json")).out)
    assert "43" not in json.dumps(pooled.get("pooled", pooled))


def test_a_total_that_gives_nothing_back_is_shown(tmp_path):
    folder = world(tmp_path, (20, 20), 30, 33)
    shown = printed(folder, tmp_path)
    assert (shown["lsp", ""], shown["lsp", "girls"]) == ("70", "33")


def test_beside_a_bundle_that_cannot_be_read_nothing_is_shown_that_might_hold_it(tmp_path):
    """The same world, in which the total of 70 gives nothing back as long as both bundles can be read."""
    folder = world(tmp_path, (20, 20), 30, 33)
    place = folder / "bundles/police.qafbundle"
    place.write_bytes(place.read_bytes()[:-40])
    assert printed_own(folder, tmp_path) == {"c"}
    ran = done(run_qaf("--as-at", DAY, "-C", folder, "report", "--out", tmp_path / "book"))
    assert "QAF576" in ran.err and "What Police sent cannot be read" in " ".join(ran.err.split())
    assert not re.search(r"\b(70|33|37)\b", (tmp_path / "book/book.md").read_text(encoding="utf-8"))
    place.unlink()
    assert printed_own(folder, tmp_path) == {"70", "33", "37", "40", "30"}


def printed_own(folder, root):
    """The numbers of the partnership's own export."""
    out = root / "again"
    done(run_qaf("--as-at", DAY, "-C", folder, "data", "export", "--out", out, "--to", "csv"))
    (own,) = [path for path in out.rglob("*.csv") if "seen" in path.read_text(encoding="utf-8")]
    return {row["value"] for row in csv.DictReader(io.StringIO(own.read_text(encoding="utf-8-sig")))}


def test_an_edition_that_was_out_before_is_told(tmp_path):
    folder = world(tmp_path, (20, 20), 3, 21)
    kept = (folder / "bundles/police.qafbundle").read_bytes()
    (folder / "bundles/police.qafbundle").unlink()
    text = (folder / "areas/front.yaml").read_text(encoding="utf-8")
    file = tmp_path / "total.csv"
    file.write_text(f"measure,period,value\nseen,{PERIOD},43\n", encoding="utf-8")
    build_tree(folder, {"areas/front.yaml": text.replace("[sex, agency]", "[]")})
    import_id = next((folder / "data/imports").iterdir()).stem
    done(run_qaf("--as-at", DAY, "-C", folder, "data", "undo", import_id))
    done(run_qaf("--as-at", DAY, "-C", folder, "ingest", file))
    done(run_qaf("--as-at", DAY, "-C", folder, "report", "--publish", "june", "--out", tmp_path / "book"))
    (folder / "bundles/police.qafbundle").write_bytes(kept)
    ran = run_qaf("--as-at", DAY, "-C", folder, "report", "--out", tmp_path / "later")
    assert ran.code == 0, ran.err
    assert "QAF575" in ran.err and "`police`" in ran.err and "`june`" in ran.err
    assert "43" not in re.sub(r"\S*/", "", ran.err)


@pytest.mark.parametrize("older", [True, False])
def test_a_bundle_older_than_an_edition_used_is_refused(tmp_path, older):
    folder = world(tmp_path, (20, 20), 30, 33)
    first = (folder / "bundles/police.qafbundle").read_bytes()
    done(share(tmp_path / "police", folder / "bundles/police.qafbundle", as_at="2026-06-16"))
    done(run_qaf("--as-at", "2026-06-16", "-C", folder, "report", "--publish", "june", "--out", tmp_path / "book"))
    if older:
        (folder / "bundles/police.qafbundle").write_bytes(first)
    out = " ".join(done(overview(folder, as_at="2026-06-17")).out.split())
    assert ("older than the one that a published edition" in out) is older
