"""Two processes choose what to hide, and nobody can tell; where the second one fails the first does it all."""

from __future__ import annotations

import os
import subprocess
import time

import pytest

from qaf.disclosure import second
from qaf.disclosure.hide import Choice
from qaf.disclosure.second import TwoAtWork
from qaf.disclosure.unknowns import Block

FIRST = os.getpid()


def block(number: int) -> Block:
    return Block([number] * 10, *([] for _ in range(9)))


def says(asked: Block) -> Choice:
    return Choice({asked.places[0]})


def says_who(asked: Block) -> Choice:
    """The first process takes its time, so that the second has a turn however slowly it starts."""
    if os.getpid() == FIRST:
        time.sleep(0.05)
    return Choice({os.getpid()})


def dies(asked: Block) -> Choice:
    if os.getpid() != FIRST:
        os._exit(3)
    return says(asked)


@pytest.fixture(autouse=True)
def pays(monkeypatch):
    monkeypatch.setattr(second, "PAYS_FROM", 1)
    monkeypatch.setattr(second, "processors", lambda: 2)


BLOCKS = [block(number) for number in range(40)]
RIGHT = [Choice({number}) for number in range(40)]


def test_both_work_and_what_they_say_comes_in_order():
    with TwoAtWork() as two:
        assert two.choices(BLOCKS, says) == RIGHT
        assert two.choices([], says) == []
        who = {next(iter(choice.hidden)) for choice in two.choices(BLOCKS * 4, says_who)}
    assert FIRST in who and len(who) == 2


@pytest.mark.parametrize("code", ["raise SystemExit(3)", "print('no pickle')"])
def test_where_the_second_fails_the_first_chooses(monkeypatch, code):
    start = subprocess.Popen
    monkeypatch.setattr(second.subprocess, "Popen", lambda command, **options: start([*command[:-1], code], **options))
    with TwoAtWork() as two:
        assert two.choices(BLOCKS[:1] * 3, says) == RIGHT[:1] * 3
        assert two.choices(BLOCKS, says) == RIGHT


def test_where_it_never_answers_it_is_given_up(monkeypatch):
    start, code = subprocess.Popen, "import sys; sys.stdin.read()"
    monkeypatch.setattr(second.subprocess, "Popen", lambda command, **options: start([*command[:-1], code], **options))
    monkeypatch.setattr(second, "_PATIENCE", 0.1)
    with TwoAtWork() as two:
        assert two.choices(BLOCKS, says) == RIGHT


def test_where_it_dies_at_work_or_cannot_start(monkeypatch):
    with TwoAtWork() as two:
        assert two.choices(BLOCKS, dies) == RIGHT
    monkeypatch.setattr(second.subprocess, "Popen", lambda *_, **__: (_ for _ in ()).throw(PermissionError()))
    with TwoAtWork() as two:
        assert two.choices(BLOCKS, says) == RIGHT


def test_one_processor_works_alone(monkeypatch):
    monkeypatch.setattr(second, "processors", lambda: 1)
    with TwoAtWork() as two:
        assert two.choices(BLOCKS, says_who)[0].hidden == {FIRST}
