"""The one place that makes stub text and knows it."""

import pytest

from qaf.ground.stub_text import is_stub_text, may_hold_stub_text, stub_text


@pytest.mark.parametrize("what", ["", "what good looks like", "a (b) c", "two\nlines", "what it is called."])
def test_what_is_made_is_known(what):
    assert is_stub_text(stub_text(what))


@pytest.mark.parametrize(
    "text",
    [
        "To be written",
        "to be written.",
        "  TO BE WRITTEN…\n",
        "To be written (by the team).",
        "To be written: what good looks like",
    ],
)
def test_other_spellings_of_it_are_known(text):
    assert is_stub_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Plans to be written with the child",
        "To be written to every month",
        "To be written (and read) with the child",
        "To be written, with the child, within ten days",
        "Children ask for their story to be written (down)",
    ],
)
def test_a_sentence_that_goes_on_is_no_stub(text):
    assert not is_stub_text(text)


@pytest.mark.parametrize("content", [b"a: To be written (what)\n", b"a: TO BE written.\n", b"a: To\n  be\n  written\n"])
def test_a_file_with_stub_text_is_looked_through(content):
    assert may_hold_stub_text(content)


def test_a_file_without_is_not():
    assert not may_hold_stub_text(b"a: Written by hand, to be read\n")
