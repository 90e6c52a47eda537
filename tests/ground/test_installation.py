"""A seal holds for what it was put on, in its order, and for nothing else."""

from __future__ import annotations

from qaf.ground import installation
from qaf.ground.installation import is_sealed, seal


def test_a_seal_holds_for_what_it_was_put_on_alone():
    made = seal("chart", "picture")
    assert is_sealed(made, "chart", "picture")
    for parts in (("chart", "picturf"), ("chartp", "icture"), ("picture", "chart"), ("chart",)):
        assert not is_sealed(made, *parts)
    for other in (None, 1, "", "\udc80", [made]):
        assert not is_sealed(other, "chart", "picture")


def test_without_a_key_nothing_holds(monkeypatch):
    monkeypatch.setattr(installation, "_key", lambda: b"")
    assert seal("a") == "" and not is_sealed("", "a")
