"""The catalogue holds the whole guidance once, in our own words, says where each entry stands, and is honest.

`docs/catalogue-counts.md` has parts that are made from the folder. `python tests/test_catalogue.py` writes them anew.
"""

from __future__ import annotations

import itertools
import json
import os
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import yaml
from helpers import ROOT, run_qaf

CATALOGUE = ROOT / "framework"
EXAMPLE = ROOT / "examples" / "northmoor-council"
DOCS = ROOT / "docs" / "catalogue-counts.md"
BY_HAND = ROOT / "tests" / "fixtures" / "catalogue"
AS_AT = "2026-11-24"
KINDS = ("quantity", "quality", "outcome")
PARTS = ("first", "second", "third")
FAMILIES = ("children_parents_carers", "frontline_staff", "case_records", "organisational_information", "external")
CITE = {
    "good": re.compile(r"Module 2, (?P<heading>.+), (?:(?P<kind>outcome|quality) )?statement (?P<number>\d+)"),
    "questions": re.compile(r"Module 3, (?P<heading>.+), question (?P<number>\d+)"),
    "sources": re.compile(r"Module 4, (?P<heading>.+), (?P<kind>quantity|quality|outcome), source (?P<number>\d+)"),
    "measures": re.compile(
        r"Module 5, (?P<heading>.+), row (?P<row>\d+), (?P<kind>quantity|quality|outcome) (?P<number>\d+)"
    ),
}
KEYS = {
    "area": {"id", "name", "group", "within", "why", "evidence", "interacts_with", "cite", *CITE},
    "good": {"id", "kind", "text", "cite"},
    "questions": {"id", "text", "about", "cite"},
    "sources": {"id", "family", "method", "text", "kinds", "routine", "cite"},
    "measures": {
        *("id", "kind", "text", "unit", "counts", "counted_in", "distinct", "decimals", "of", "base", "reach"),
        *("shows", "better", "sources", "note", "cite"),
    },
}
"""What entries may say. Owners, priorities, dates, ambitions, statuses and how often are for each place to say."""


def read(path):
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


@cache
def by_hand(name):
    return yaml.safe_load((BY_HAND / f"{name}.yaml").read_text(encoding="utf-8"))


def ids(text):
    return set(text.split())


@cache
def areas():
    files = {path.stem: read(path) for path in sorted((CATALOGUE / "areas").glob("*.yaml"))}
    return {name: files[name] for name in by_hand("counted-by-hand")["areas"].split() if name in files}


def entries(*kinds):
    """Area, kind of entry and entry, in the order of the files."""
    for name, area in areas().items():
        for kind in kinds or CITE:
            for entry in area.get(kind, []):
                yield name, kind, entry


def measures():
    return {entry["id"]: entry for _, _, entry in entries("measures")}


def place(kind, cite):
    """A `cite` taken apart: the place without parts, its place up to the number, the number, what follows."""
    found = CITE[kind].match(cite)
    assert found, f"{cite}: not how a place is written"
    return found.group(0), found.group(0)[: -len(found["number"])], int(found["number"]), cite[found.end() :]


def test_the_areas_are_those_of_the_guidance():
    assert {path.stem for path in (CATALOGUE / "areas").glob("*.yaml")} == set(areas())
    assert len(areas()) == 40
    assert {area["group"] for area in areas().values()} == {"practice", "organisational", "wider"}


def test_an_area_is_read_before_those_within_it():
    order = list(areas())
    assert [name for name in order if order.index(areas()[name].get("within", name)) > order.index(name)] == []


def lines_by_hand():
    """Places of the guidance as counted by hand: `Module 3, workforce, question ` and how many stand there."""
    counted = by_hand("counted-by-hand")
    found = {}
    for heading, numbers in counted["statements"].items():
        words = ("outcome statement", "quality statement", "statement")
        found |= {f"Module 2, {heading}, {word} ": number for word, number in zip(words, numbers, strict=True)}
    found |= {f"Module 3, {heading}, question ": number for heading, number in counted["questions"].items()}
    for heading, numbers in counted["sources"].items():
        found |= {f"Module 4, {heading}, {kind}, source ": n for kind, n in zip(KINDS, numbers, strict=True)}
    for heading, rows in counted["measures"].items():
        for row, numbers in enumerate(rows, 1):
            found |= {f"Module 5, {heading}, row {row}, {kind} ": n for kind, n in zip(KINDS, numbers, strict=True)}
    return {where: number for where, number in found.items() if number}


def test_every_line_of_the_guidance_is_here_and_none_twice():
    found = {}
    for _, kind, entry in entries():
        _, before, number, _ = place(kind, entry["cite"])
        found.setdefault(before, set()).add(number)
    assert found == {where: set(range(1, number + 1)) for where, number in lines_by_hand().items()}


def test_a_line_stands_once_unless_it_is_read_as_several():
    counted = by_hand("counted-by-hand")
    found = {}
    for _, kind, entry in entries():
        whole, _, _, rest = place(kind, entry["cite"])
        found.setdefault(whole, []).append(rest)
    several = {where: sorted(rests) for where, rests in found.items() if rests != [""]}
    expected = {where: [f", {part} part" for part in PARTS[:number]] for where, number in several_by_hand().items()}
    expected |= {
        where: [f", point {number}" for number in range(1, points + 1)]
        for where, points in counted["with_points"].items()
    }
    assert several == {where: sorted(rests) for where, rests in expected.items()}


def several_by_hand():
    return by_hand("counted-by-hand")["read_as_several"]


def test_what_a_careful_reader_counts():
    lines = Counter()
    for where, number in lines_by_hand().items():
        kind = re.search("(quantity|quality|outcome)?(,? source| statement|, question)? $", where)
        lines[f"{where[:8]} {kind[1]}"] += number
    assert [lines[f"Module 2 {kind}"] for kind in ("outcome", "quality", None)] == [44, 79, 13]
    assert lines["Module 3 None"] == 103
    assert [lines[f"Module 4 {kind}"] for kind in KINDS] == [10, 48, 22]
    assert [lines[f"Module 5 {kind}"] for kind in KINDS] == [67, 118, 69]
    assert lines.total() == 136 + 103 + 80 + 254
    assert sum(len(rows) for rows in by_hand("counted-by-hand")["measures"].values()) == 42


def test_how_many_entries_there_are():
    found = Counter((kind, *entry.get("kinds", [entry.get("kind")])) for _, kind, entry in entries())
    assert [found["good", kind] for kind in ("outcome", "quality")] == [46, 94]
    assert found["questions", None] == 103
    assert [found["sources", kind] for kind in KINDS] == [11, 59, 24]
    assert [found["measures", kind] for kind in KINDS] == [69, 121, 69]
    assert found.total() == 140 + 103 + 94 + 259


def test_kinds_are_those_under_which_the_guidance_lists_an_entry():
    for _, kind, entry in entries("good", "sources", "measures"):
        listed = CITE[kind].match(entry["cite"])["kind"]
        said = entry["kinds"] if kind == "sources" else [entry["kind"]]
        assert said == [listed] or (kind == "good" and listed is None), entry["id"]


def test_what_was_judged_says_why():
    for _, kind, entry in entries():
        _, before, _, rest = place(kind, entry["cite"])
        unmarked = kind == "good" and not re.search(r"(outcome|quality) statement $", before)
        if rest or unmarked:
            assert entry.get("x-reading"), entry["id"]
    for name, _, entry in readings():
        assert len(entry.split()) >= 4 and entry.endswith("."), name


def readings():
    """Area, entry and the words of every judged place, the area's own first."""
    for name, area in areas().items():
        if "x-reading" in area:
            yield name, "the area", " ".join(area["x-reading"].split())
        for kind in CITE:
            for entry in area.get(kind, []):
                if "x-reading" in entry:
                    yield name, entry["id"], " ".join(entry["x-reading"].split())


def test_every_entry_says_where_it_stands_and_nothing_that_is_for_others_to_say():
    for name, area in areas().items():
        assert area["cite"].startswith("Module 1, ") and area["why"] and area["name"], name
        assert {key for key in area if not key.startswith("x-")} <= KEYS["area"], name
        assert all(set(one) == {"cite", "says"} for one in area.get("evidence", [])), name
    for _, kind, entry in entries():
        assert {key for key in entry if not key.startswith("x-")} <= KEYS[kind], entry["id"]
        assert entry["text"] and entry["cite"], entry["id"]


def test_ids_are_short_readable_and_unique():
    found = [*areas(), *(entry["id"] for _, _, entry in entries())]
    assert len(found) == len(set(found))
    assert [one for one in found if len(one) > 60 or not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)+|[a-z]+", one)] == []


def test_which_way_is_better():
    counted = by_hand("counted-by-hand")
    found = {better: set() for better in ("higher", "lower", "neither")}
    for id_, measure in measures().items():
        found[measure["better"]].add(id_)
    counts = {id_ for id_, measure in measures().items() if measure["kind"] == "quantity"}
    assert found["lower"] == ids(counted["lower_is_better"])
    assert found["neither"] - counts == ids(counted["neither_though_no_count"])
    assert found["higher"] & counts == ids(counted["higher_though_a_count"])


def test_units_fit_their_kind():
    for id_, measure in measures().items():
        if measure["kind"] == "quantity":
            assert measure["unit"] == "count" and "of" not in measure and "base" not in measure, id_
        elif measure["unit"] == "percent":
            assert ("of" in measure) != ("base" in measure), id_
        else:
            assert measure["unit"] in ("change", "ratio", "count"), id_


def test_a_percentage_is_of_the_count_in_its_own_row():
    def row(measure):
        found = CITE["measures"].match(measure["cite"])
        return found["heading"], found["row"]

    of = [measure for measure in measures().values() if "of" in measure]
    assert len(of) > 50
    for measure in of:
        base = measures()[measure["of"]]
        assert base["unit"] == "count" and row(base) == row(measure), measure["id"]
        assert base["counts"] == measure["counts"], measure["id"]


def test_the_folder_is_clean():
    ran = run_qaf("-C", CATALOGUE, "--as-at", AS_AT, "validate", "--strict", "--format", "json")
    summary = json.loads(ran.out)["summary"]
    assert (ran.code, summary["error"], summary["warning"]) == (0, 0, 0), ran.out


def test_the_gaps_of_the_guidance_are_found_all_and_no_other():
    ran = run_qaf("-C", CATALOGUE, "--as-at", AS_AT, "gaps", "--format", "json")
    found = {}
    for gap in json.loads(ran.out)["gaps"]:
        found.setdefault(gap["code"], []).append(gap["about"])
    expected = by_hand("gaps-by-hand")
    assert set(found) == set(expected)
    for code, about in found.items():
        assert sorted(about) == sorted(expected[code].split()), code


def seed_words():
    named = os.environ.get("QAF_SEED", "")
    folder = Path(named) if named else ROOT.parent / "shared" / "seed"
    texts = sorted(folder.glob("improving-local-safeguarding-outcomes*.txt")) if folder.is_dir() else [folder]
    if not texts or not texts[0].is_file():
        pytest.skip(f"the guidance is not here ({folder}); QAF_SEED can name its folder or its text")
    return words(texts[0].read_text(encoding="utf-8"))


def words(text):
    return re.findall(r"[a-z0-9]+", re.sub("['’‘]", "", text.lower()))


def our_words(node):
    """All text of ours: everything but `cite`, which holds headings of the guidance and titles of publications."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key != "cite":
                yield from our_words(value)
    elif isinstance(node, list):
        for value in node:
            yield from our_words(value)
    else:
        yield node


def test_no_sentence_of_the_guidance_is_ours():
    theirs = seed_words()
    runs = set(zip(*(theirs[shift:] for shift in range(6)), strict=False))
    ours = [text for path in CATALOGUE.rglob("*.yaml") for text in our_words(read(path))]
    for path in (CATALOGUE / "README.md", DOCS):
        ours.append(re.sub(r"`[^`]*`", " | ", path.read_text(encoding="utf-8")))
    taken = []
    for text in ours:
        mine = words(text)
        shared = (run for run in zip(*(mine[shift:] for shift in range(6)), strict=False) if run in runs)
        taken += [" ".join(run) for run in shared]
    assert taken == []


@pytest.mark.parametrize("path", sorted((CATALOGUE / "mappings").glob("*.yaml")), ids=lambda path: path.stem)
def test_a_mapping_says_what_it_was_checked_against_and_names_what_is_here(path):
    mapping = read(path)
    assert mapping["id"] == path.stem
    assert mapping["cite"] and mapping["x-checked-against"]
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", mapping["checked"])
    here = {*areas(), *(entry["id"] for _, _, entry in entries())}
    pairs = [(one["ours"], one["theirs"]) for one in mapping["maps"]]
    assert len(pairs) == len(set(pairs))
    assert {ours for ours, _ in pairs} <= here
    if named := mapping.get("x-theirs"):
        left_out = {line.partition(":")[0] for line in mapping.get("x-not-mapped", [])}
        assert {theirs for _, theirs in pairs} | left_out == set(named)


def test_one_edition_of_working_together_is_in_force():
    said = {year: read(CATALOGUE / "mappings" / f"working-together-{year}.yaml")["x-status"] for year in (2023, 2026)}
    assert said[2023].startswith("Not in force") and said[2026].startswith("In force")


@pytest.mark.parametrize("folder", [CATALOGUE, EXAMPLE], ids=lambda folder: folder.name)
def test_the_schemas_accept_what_is_shipped(folder, tmp_path, capsys):
    accepted_by_the_schemas(folder, tmp_path, capsys)


@pytest.mark.parametrize("kind", ["organisation", "partnership"])
@pytest.mark.parametrize("sector", ["council", "health", "police", "education"])
def test_the_schemas_accept_every_starter(sector, kind, tmp_path, capsys):
    begun = ("--name", "A place", "--sector", sector, "--kind", kind, "--from", "starter")
    assert run_qaf("--as-at", AS_AT, "init", tmp_path / "new", *begun).code == 0
    accepted_by_the_schemas(tmp_path / "new", tmp_path / "schemas", capsys)


def accepted_by_the_schemas(folder, tmp_path, capsys):
    """Every YAML file of a folder is held against the schema of its kind, as somebody else's program reads it."""
    from check_jsonschema import main as check_jsonschema

    from qaf.model.layout import kind_of

    assert run_qaf("schema", "--write", tmp_path).code == 0
    files = {}
    for path in sorted(folder.rglob("*.yaml")):
        if any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        kind = kind_of(path.relative_to(folder).as_posix())
        assert kind is not None, path
        if (tmp_path / f"{kind.name}.schema.json").is_file():
            files.setdefault(kind.name, []).append(str(path))
    assert {"settings", "area"} <= set(files)
    for kind, paths in files.items():
        with pytest.raises(SystemExit) as ended:
            check_jsonschema(["--schemafile", str(tmp_path / f"{kind}.schema.json"), *paths])
        assert ended.value.code in (0, None), capsys.readouterr().out


def test_the_schemas_refuse_what_is_wrong(tmp_path):
    from check_jsonschema import main as check_jsonschema

    run_qaf("schema", "--write", tmp_path, "area")
    wrong = tmp_path / "gangs.yaml"
    wrong.write_text((CATALOGUE / "areas" / "gangs.yaml").read_text(encoding="utf-8") + "\ngoods: []\n")
    with pytest.raises(SystemExit) as ended:
        check_jsonschema(["--schemafile", str(tmp_path / "area.schema.json"), str(wrong)])
    assert ended.value.code == 1


def row(*cells):
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def table(head, numbers, rows):
    rule = ["---"] * (len(head) - numbers) + ["--:"] * numbers
    return "\n".join([row(*head), row(*rule), *(row(*one) for one in rows)])


def by_area():
    """The table of entries by area, module and kind."""
    head = ["area", "M2 outcome", "M2 quality", "of these unmarked", "M3", *(f"M4 {kind}" for kind in KINDS)]
    head += [f"M5 {kind}" for kind in KINDS]
    rows = [[f"`{name}`", *counts_of(area)] for name, area in areas().items()]
    total = [sum(column) for column in zip(*(one[1:] for one in rows), strict=True)]
    return table(head, len(head) - 1, [*rows, ["**all**", *total]])


def counts_of(area):
    good, sources, measured = (area.get(kind, []) for kind in ("good", "sources", "measures"))
    unmarked = [one for one in good if CITE["good"].match(one["cite"])["kind"] is None]
    return [
        *(sum(one["kind"] == kind for one in good) for kind in ("outcome", "quality")),
        len(unmarked),
        len(area.get("questions", [])),
        *(sum(kind in one["kinds"] for one in sources) for kind in KINDS),
        *(sum(one["kind"] == kind for one in measured) for kind in KINDS),
    ]


def by_heading():
    """The table of the guidance's lines by heading, and of the entries that they became."""
    counted = by_hand("counted-by-hand")
    made = Counter()
    for _, kind, entry in entries():
        found = CITE[kind].match(entry["cite"])
        made[found.group(0)[:8], found["heading"]] += 1
    rows = [
        ["Module 2", heading, "", " / ".join(map(str, numbers)), sum(numbers)]
        for heading, numbers in counted["statements"].items()
    ]
    rows += [["Module 3", heading, "", number, number] for heading, number in counted["questions"].items()]
    rows += [
        ["Module 4", heading, "", " / ".join(map(str, numbers)), sum(numbers)]
        for heading, numbers in counted["sources"].items()
    ]
    for heading, numbers in counted["measures"].items():
        split = " / ".join(str(sum(column)) for column in zip(*numbers, strict=True))
        rows.append(["Module 5", heading, len(numbers), split, sum(map(sum, numbers))])
    head = ["module", "heading", "rows", "by kind", "lines", "entries"]
    return table(head, 4, [[*one[:1], f"`{one[1]}`", *one[2:], made[one[0], one[1]]] for one in rows])


def lines_read_as_several():
    made = {}
    for _, kind, entry in entries():
        made.setdefault(place(kind, entry["cite"])[0], []).append(f"`{entry['id']}`")
    rows = [[f"`{where}`", ", ".join(made[where])] for where in several_by_hand()]
    return table(["line", "entries"], 0, rows)


def judged():
    parts = []
    for name, group in itertools.groupby(readings(), key=lambda one: one[0]):
        lines = [[f"`{entry}`" if entry != "the area" else entry, text] for _, entry, text in group]
        parts.append(f"### `{name}`\n\n{table(['entry', 'how it was read, and why'], 0, lines)}")
    return "\n\n".join(parts)


def by_content_area():
    """The table of the content areas in their groups, each with all topics within it."""
    rows = []
    for name in top_areas():
        inside = [area for id_, area in areas().items() if top_of(id_) == name]
        counts = [sum(len(area.get(kind, [])) for area in inside) for kind in CITE]
        rows.append([areas()[name]["group"], f"`{name}`", len(inside) - 1, *counts, sum(counts)])
    rows.sort(key=lambda one: ("practice", "organisational", "wider").index(one[0]))
    total = [sum(column) for column in zip(*(one[2:] for one in rows), strict=True)]
    head = ["group", "content area", "topics", "M2", "M3", "M4", "M5", "all"]
    return table(head, 6, [*rows, ["**all**", "", *total]])


def top_of(name):
    while "within" in areas()[name]:
        name = areas()[name]["within"]
    return name


def top_areas():
    return [name for name in areas() if top_of(name) == name]


def by_family():
    """The table of the sources of Module 4 by their family and by the kind of information."""
    found = Counter((entry["family"], kind) for _, _, entry in entries("sources") for kind in entry["kinds"])
    rows = [[f"`{name}`", *(found[name, kind] for kind in KINDS)] for name in FAMILIES]
    rows.append(["**all**", *(sum(column) for column in zip(*(one[1:] for one in rows), strict=True))])
    return table(["family", *KINDS, "all"], 4, [[*one, sum(one[1:])] for one in rows])


MADE = {
    "by content area": by_content_area,
    "by area": by_area,
    "by family": by_family,
    "by heading": by_heading,
    "read as several": lines_read_as_several,
    "judged places": judged,
}
"""The parts of the page that are made from the folder."""


def made_part(name):
    return f"<!-- made: {name} -->\n\n{MADE[name]()}\n\n<!-- end -->"


@pytest.mark.parametrize("name", MADE)
def test_the_page_of_counts_is_that_of_the_folder(name):
    assert made_part(name) in DOCS.read_text(encoding="utf-8"), "run `python tests/test_catalogue.py`"


def test_the_page_of_counts_names_its_totals():
    prose = re.sub(r"<!-- made: .*?<!-- end -->", "", DOCS.read_text(encoding="utf-8"), flags=re.DOTALL)
    every = list(readings())
    percent = [measure for measure in measures().values() if measure["unit"] == "percent"]
    of = sum("of" in measure for measure in percent)
    assert f"{len(every)} judged places" in prose
    assert f"Of {len(percent)} percentages, {of} name a count under `of` and {len(percent) - of} have a base" in prose
    total = sum(1 for _ in entries())
    assert f"{total} entries in {len(areas())} areas" in prose


def prose():
    """The page without its made parts, on one line."""
    text = re.sub(r"<!-- made: .*?<!-- end -->", "", DOCS.read_text(encoding="utf-8"), flags=re.DOTALL)
    return " ".join(text.split())


def test_the_page_tells_lines_and_entries_apart_as_they_are():
    lines, made = Counter(), Counter()
    for where, number in lines_by_hand().items():
        lines[where[:8]] += number
    for _, kind, entry in entries():
        made[CITE[kind].match(entry["cite"]).group(0)[:8]] += 1
    for module, what in enumerate(("statements of what good looks like", "questions", "sources", "measures"), 2):
        name = f"Module {module}"
        assert re.search(rf"\| {module} \| {what}[^|]*\| {lines[name]} \| {made[name]} \|", prose()), name
    more = {f"Module {number}": 0 for number in range(2, 6)}
    for where, parts in several_by_hand().items():
        more[where[:8]] += parts - 1
    pointed = sum(points - 1 for points in by_hand("counted-by-hand")["with_points"].values())
    assert (pointed, more["Module 2"], more["Module 4"], more["Module 5"]) == (3, 1, 14, 5)
    assert all(f"(+{number})" in prose() for number in (pointed, 1, 14, 5))
    assert sum(where.startswith("Module 4") for where in several_by_hand()) == 13
    assert sum(where.startswith("Module 5") for where in several_by_hand()) == 4


def test_the_page_says_what_came_of_the_unmarked_statements():
    unmarked = [e for _, _, e in entries("good") if CITE["good"].match(e["cite"])["kind"] is None]
    kinds = Counter(entry["kind"] for entry in unmarked)
    good = Counter(entry["kind"] for _, _, entry in entries("good"))
    assert f"{len(unmarked)}: {kinds['outcome']} outcome, {kinds['quality']} quality" in prose()
    assert f"there are {good['outcome']} outcome and {good['quality']} quality statements in all" in prose()


def read_as(entry):
    return " ".join(entry.get("x-reading", "").split())


def test_the_opening_question_stands_in_five_areas():
    opening = [entry["id"] for _, _, entry in entries("questions") if "this opening question" in read_as(entry)]
    opening += [entry["id"] for _, _, entry in entries("questions") if "opens several areas" in read_as(entry)]
    assert len(opening) == 5
    asked = sum(1 for _ in entries("questions"))
    assert f"counted once they are {asked - 4}, and {asked - 5} without it" in prose()


def test_the_page_counts_the_gaps_as_they_are():
    words = {17: "Seventeen", 68: "Sixty-eight", 85: "eighty-five"}
    measured = {name for name, _, _ in entries("measures")}
    empty = [name for name in areas() if not any(name == one or name == areas()[one].get("within") for one in measured)]
    shown = {id_ for measure in measures().values() for id_ in measure.get("shows", [])}
    unshown = [entry["id"] for _, _, entry in entries("good") if entry["id"] not in shown]
    untold = [id_ for id_, measure in measures().items() if not measure.get("sources")]
    assert f"{words.get(len(empty))} areas have no measure of any kind" in prose(), len(empty)
    assert f"{words.get(len(unshown))} statements are shown by no measure" in prose(), len(unshown)
    assert f"{words.get(len(untold))} measures have no source" in prose(), len(untold)


def test_the_content_areas_stand_in_three_groups():
    groups = Counter(areas()[name]["group"] for name in top_areas())
    assert groups == {"practice": 4, "organisational": 4, "wider": 7}
    assert (
        "nine content areas in three groups: four of practice, four of the organisation and one, the wider" in prose()
    )


if __name__ == "__main__":
    page = DOCS.read_text(encoding="utf-8")
    for part in MADE:
        pattern = rf"<!-- made: {part} -->.*?<!-- end -->"
        page = re.sub(pattern, lambda _, part=part: made_part(part), page, flags=re.DOTALL)
    DOCS.write_text(page, encoding="utf-8", newline="\n")
