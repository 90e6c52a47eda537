"""docs/first-session.md is what somebody new sees."""

from __future__ import annotations

import re

import pytest
from first_session import PAGE, first_session


@pytest.mark.prove
def test_the_page_is_what_a_new_user_sees(tmp_path):
    assert PAGE.read_text(encoding="utf-8") == first_session(tmp_path)


def test_the_page_has_the_whole_way():
    text = PAGE.read_text(encoding="utf-8")
    names = ("init", "validate", "ingest", "report", "gaps")
    at = [re.search(rf"^\$ qaf (--as-at \S+ )?{name}", text, re.MULTILINE) for name in names]
    assert all(at) and text.index("$ pip install .") < text.index("$ qaf --version") < at[0].start()
    assert at[0].start() < at[2].start() < at[3].start()
