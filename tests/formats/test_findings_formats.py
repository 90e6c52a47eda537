"""What a user sees of findings, in each format."""

from __future__ import annotations

import json
import re

from qaf.formats.findings import FORMATS
from qaf.ground.findings import Finding, Level, Related, Span, Where, finding
from qaf.ground.version import VERSION

FILE = b"\xef\xbb\xbfid: x\r\nof: refferals\r\n\tname: caf\xc3\xa9 \xe6\x97\xa5\xe6\x9c\xac bad\r\n\x1b[31m: x"


def one(
    line=2, column=5, end_line=2, end_column=14, *, path="areas/x.yaml", message="No such measure.", **more
) -> Finding:
    span = Span(line, column, end_line, end_column)
    return finding("QAF202", Where(path), message, span=span, **more)


def shown(name: str, *items: Finding, content: bytes | None = FILE, colour: bool = False) -> str:
    return FORMATS[name](items, lambda path: content, colour)


def test_text_shows_place_line_carets_help_note_and_the_other_place():
    related = (Related(Where("areas/y.yaml"), "The other one.", Span(7, 3, 7, 9)),)
    text = shown("text", one(help="Did you mean `referrals`?", note="Ids are case-sensitive.", related=related))
    assert text == (
        "areas/x.yaml:2:5: error QAF202 No such measure.\n"
        "   2 | of: refferals\n"
        "     |     ^^^^^^^^^\n"
        "  help: Did you mean `referrals`?\n"
        "  note: Ids are case-sensitive.\n"
        "  areas/y.yaml:7:3: The other one.\n"
        "\n"
        "1 error in 1 file.\n"
    )


def test_carets_stand_below_what_is_meant_after_tabs_and_wide_characters():
    line, carets = shown("text", one(3, 13, 3, 15)).splitlines()[1:3]
    assert line == "   3 |     name: café 日本 bad"
    assert carets == "     | " + " " * len("    name: café ") + "^^^^"
    after = shown("text", one(3, 16, 3, 19)).splitlines()[2]
    assert after == "     | " + " " * (len("    name: café ") + len("日本") * 2 + 1) + "^^^"


def test_a_place_of_no_length_and_one_over_several_lines_get_carets():
    assert shown("text", one(2, 14, 2, 14)).splitlines()[2] == "     |              ^"
    assert shown("text", one(2, 1, 3, 2)).splitlines()[2] == "     | ^^^^^^^^^^^^^"


def test_a_long_line_is_cut_around_what_is_meant():
    content = b"a" * 400 + b" HERE " + b"b" * 400
    line, carets = shown("text", one(1, 402, 1, 406), content=content).splitlines()[1:3]
    assert len(line) <= 110
    start = carets.index("^")
    assert line[start : start + 4] == "HERE"
    assert line[7] == line[-1] == "…"
    longer = shown("text", one(1, 1, 1, 400), content=content).splitlines()
    assert len(longer[1]) <= 110
    assert longer[1].endswith("…")


def test_no_excerpt_where_a_finding_forbids_it_or_the_line_is_not_there():
    private = shown("text", one(excerpt=False))
    assert "refferals" not in private
    assert private.startswith("areas/x.yaml:2:5: error QAF202 No such measure.\n\n")
    assert " | " not in shown("text", one(99, 1, 99, 1))
    assert " | " not in shown("text", one(), content=None)


def test_the_source_of_a_forbidden_excerpt_is_not_even_asked_for():
    asked = []
    FORMATS["text"](
        [one(excerpt=False), one(path="b.yaml"), one(path="b.yaml")], lambda path: asked.append(path), False
    )
    assert asked == ["b.yaml"]


def test_a_latin_1_file_still_gets_an_excerpt():
    assert "caf\ufffd" in shown("text", one(1, 1, 1, 2), content=b"caf\xe9: x")


def test_the_last_line_counts():
    items = [one(), one(), one(path="b", level=Level.WARNING), *[one(path="c", level=Level.INFO)] * 5]
    assert shown("text", *items).endswith("\n2 errors, 1 warning, 5 notes in 3 files.\n")
    assert shown("text") == "No findings: nothing stands in the way.\n"


def test_nothing_that_a_terminal_obeys_gets_through():
    nasty = one(4, 1, 4, 5, message="bad \x1b[31m\r\nnews \x9b1m \u202e", help="a\nb", path="a\x1b]0;x\x07.yaml")
    for name in ("text", "concise", "github"):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", shown(name, nasty)), name
    assert "␛[31m" in shown("text", nasty)
    assert shown("concise", nasty).count("\n") == 1
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\U0010ffff]", shown("json", nasty))


def test_half_a_character_in_a_path_can_be_printed():
    item = one(path="caf\udce9.yaml")
    for name in FORMATS:
        shown(name, item).encode("utf-8")


def test_colour_only_where_asked_and_nothing_else_changes():
    item = one(help="Mend it.")
    plain, coloured = shown("text", item), shown("text", item, colour=True)
    assert "\x1b" not in plain
    assert "\x1b[1;31merror QAF202\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain


def test_concise_is_one_line_each_and_nothing_without_findings():
    assert shown("concise", one(), one(message="Two\nlines.")) == (
        "areas/x.yaml:2:5: error QAF202 No such measure.\nareas/x.yaml:2:5: error QAF202 Two lines.\n"
    )
    assert shown("concise") == ""


def test_json_has_the_agreed_keys():
    related = (Related(Where("b.yaml"), "Other.", Span(7, 3, 7, 9)), Related(Where("c.yaml"), "Nowhere."))
    read = json.loads(shown("json", one(help="Mend it.", subject="repeat", related=related), one(level=Level.INFO)))
    assert read["format"] == "qaf-findings/1"
    assert read["qaf"] == VERSION
    assert read["summary"] == {"error": 1, "warning": 0, "info": 1}
    assert read["findings"][0] == {
        "code": "QAF202",
        "level": "error",
        "path": "areas/x.yaml",
        "line": 2,
        "column": 5,
        "end_line": 2,
        "end_column": 14,
        "message": "No such measure.",
        "help": "Mend it.",
        "subject": "repeat",
        "related": [
            {"path": "b.yaml", "line": 7, "column": 3, "message": "Other."},
            {"path": "c.yaml", "line": 1, "column": 1, "message": "Nowhere."},
        ],
    }
    assert json.loads(shown("json")) == {
        "format": "qaf-findings/1",
        "qaf": VERSION,
        "summary": {"error": 0, "warning": 0, "info": 0},
        "findings": [],
    }


def test_json_keeps_a_note_behind_the_help():
    (read,) = json.loads(shown("json", one(help="Mend it.", note="It was renamed.")))["findings"]
    assert read["help"] == "Mend it. It was renamed."


def test_github_commands_are_escaped():
    item = one(path="stories/a, b: 5%.md", message="100 % of\nit::x", help="Mend it.", level=Level.WARNING)
    assert shown("github", item) == (
        "::warning file=stories/a%2C b%3A 5%25.md,line=2,endLine=2,col=5,endColumn=14,title=QAF202"
        "::100 %25 of it::x%0Ahelp: Mend it.\n"
    )
    assert shown("github", one(level=Level.INFO)).startswith("::notice file=areas/x.yaml,line=2,")


def test_github_gets_no_columns_over_several_lines():
    assert "::error file=areas/x.yaml,line=2,endLine=4,title=QAF202::" in shown("github", one(2, 5, 4, 2))
