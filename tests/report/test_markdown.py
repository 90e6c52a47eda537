"""Markdown that users wrote, made safe."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from qaf.model.framework import Prose
from qaf.report import markdown
from qaf.report.filled import FilledText

HOSTILE = """\
# Title

<script>alert(1)</script> <img src=x onerror=alert(1)> <b onclick="x()">bold</b>

[link](javascript:alert(1)) [data](data:text/html,x) [ok](https://example.org/a) <javascript:alert(2)>

![picture](https://example.org/p.png)

[ref]: javascript:alert(3)
[text][ref]

- one
- two *soft*

> said
"""


def test_html_is_inert_and_keeps_the_text():
    out = markdown.to_html(FilledText(HOSTILE), 4)
    assert "<h4>Title</h4>" in out
    for bad in ("<script", "<img", "<b ", 'href="javascript', 'href="data'):
        assert bad not in out
    assert 'href="https://example.org/a"' in out
    assert "&lt;script&gt;" in out
    assert "picture" in out


def test_markdown_is_inert_and_readable():
    out = markdown.to_markdown(FilledText(HOSTILE))
    assert out.startswith("**Title**")
    assert "](<https://example.org/a>)" in out
    again = MarkdownIt("commonmark", {"html": True}).render(out)
    for bad in ("<script", "<img", "<b ", 'href="javascript', 'href="data'):
        assert bad not in again
    assert "- one" in out
    assert "- two *soft*" in out
    assert "> said" in out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a | b", "a \\| b"),
        ("1. not a list", "1\\. not a list"),
        ("59.1 %", "59.1 %"),
        ("- no list", "\\- no list"),
        ("*star* _line_ [x]", "\\*star\\* \\_line\\_ \\[x\\]"),
        ("two\nlines", "two lines"),
    ],
)
def test_plain_text_prints_as_it_is(text, expected):
    assert markdown.escape(text) == expected


@pytest.mark.parametrize(
    ("link", "safe"),
    [
        ("https://a.org/b", "https://a.org/b"),
        ("mailto:a@b.org", "mailto:a@b.org"),
        ("javascript:alert(1)", ""),
        (" JaVaScript:x", ""),
        ("data:text/html,x", ""),
        ("/etc/passwd", ""),
        ("https://a.org/ x", ""),
    ],
)
def test_only_web_and_mail_addresses_are_links(link, safe):
    assert markdown.safe_link(link) == safe


def test_a_figure_is_text_in_every_place_and_never_markup(inputs):
    from qaf.report.filled import Filler

    made = inputs()
    filler = Filler(made.framework, made.figures)
    text = (
        '*{{ figure("repeat-referrals", "2024/25") }}* `{{ figure("repeat-referrals", "2024/25", category="north") }}`'
    )
    filled = filler.fill(Prose("a.md", text + "\n\n[withheld to protect people]: https://example.org\n"))
    assert markdown.to_html(filled, 4) == ("<p><em>18.0 %</em> <code>[withheld to protect people]</code></p>\n")
    assert markdown.to_markdown(filled).startswith("*18.0 %* \\[withheld to protect people\\]")
    assert filler.findings == []


def test_sections_follow_second_level_headings_outside_code():
    text = "intro\n\n## One\n\na\n\n```\n## not one\n```\n\n## Two ##\nb\n### three\nc\n"
    assert markdown.sections(text) == [
        ("", "intro"),
        ("One", "a\n\n```\n## not one\n```"),
        ("Two", "b\n### three\nc"),
    ]


@pytest.mark.parametrize("address", ["//evil.example", "/x", "x.html", "https:x", "https:///x"])
def test_links_that_lead_into_the_computer_or_nowhere_become_text(address):
    filled = FilledText(f"[text]({address}) and <https://a.org/b>")
    assert markdown.to_html(filled, 4).count("href") == 1
    assert ">text<" not in markdown.to_html(filled, 4)
    assert address not in markdown.to_markdown(filled)


def test_a_figure_in_an_address_is_spelled_out(inputs):
    from qaf.report.filled import Filler

    made = inputs()
    text = '[more](<https://a.org/{{ figure("repeat-referrals", "2024/25") }}>)'
    filled = Filler(made.framework, made.figures).fill(Prose("a.md", text))
    assert 'href="https://a.org/18.0%20%25"' in markdown.to_html(filled, 4)


def test_nothing_that_code_hosts_read_is_left():
    assert markdown.escape("$a$ &amp; @who") == "\\$a\\$ \\&amp; \\@who"
