"""Charts are drawn once, and by two processes where there are many; nobody can tell from the pages."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace

import pytest
from helpers import ROOT, run_process, run_qaf

from qaf.ground import installation
from qaf.report import charts, write
from qaf.report.charts import second
from qaf.report.charts.cache import open_cache
from qaf.report.charts.facts import ColumnChart, Drawing, Mark


@pytest.fixture
def drawn(monkeypatch):
    """The ids of the charts that this process draws, in order."""
    ids = []
    draw = charts._draw
    monkeypatch.setattr(charts, "_draw", lambda drawing: ids.append(drawing.id) or draw(drawing))
    return ids


def columns(number):
    marks = tuple(Mark(x=12.0 * at, start=12.0 * at, end=12.0 * at + 12, y=float(number + at)) for at in range(3))
    return Drawing(f"chart_{number}", ColumnChart(marks, ()), 400, 200, f"Chart {number}")


def test_an_unchanged_book_draws_nothing_and_has_the_same_bytes(book, tmp_path, drawn):
    write.write_book(tmp_path, book())
    first, times = (tmp_path / "book.html").read_bytes(), len(drawn)
    assert times == 3
    write.write_book(tmp_path, book())
    assert len(drawn) == times
    assert (tmp_path / "book.html").read_bytes() == first


def test_only_the_chart_that_changed_is_drawn_again(tmp_path, drawn):
    cache = open_cache(tmp_path, "book")
    cache.draw([columns(1), columns(2)])
    cache.save()
    again = open_cache(tmp_path, "book")
    found = again.draw([columns(1), replace(columns(2), title="Another title")])
    assert drawn == ["chart_1", "chart_2", "chart_2"]
    assert "Another title" in found["chart_2"]
    again.save()
    kept = (tmp_path / ".cache" / "book.json").read_text(encoding="utf-8")
    assert "Another title" in kept and ">Chart 2<" not in kept, "only what the last build showed is kept"


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[: len(text) // 2],
        lambda text: "",
        lambda text: "[1]",
        lambda text: "[" * 100_000,
        lambda text: text.replace("<path", "<script", 1),
        lambda text: text.replace("qaf-charts/2", "qaf-charts/0"),
        lambda text: '{"format": "qaf-charts/2", "charts": {"a": 1, "b": {"svg": 2}}}',
    ],
)
def test_a_damaged_cache_is_drawn_again(tmp_path, drawn, damage):
    cache = open_cache(tmp_path, "book")
    whole = cache.draw([columns(1)])
    cache.save()
    file = tmp_path / ".cache" / "book.json"
    good = file.read_text(encoding="utf-8")
    file.write_text(damage(good), encoding="utf-8")
    again = open_cache(tmp_path, "book")
    assert again.draw([columns(1)]) == whole
    again.save()
    assert len(drawn) == 2 and file.read_text(encoding="utf-8") == good


def test_a_picture_from_elsewhere_is_not_believed(tmp_path, drawn, monkeypatch):
    """Whoever sends a folder can send a cache with it, and knows all but when and where qaf was installed here."""
    cache = open_cache(tmp_path, "book")
    whole = cache.draw([columns(1)])
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(installation, "_key", lambda: b"another installation")
        cache.charts = dict.fromkeys(cache.charts, "<svg><script>alert(1)</script></svg>")
        cache.save()
    again = open_cache(tmp_path, "book")
    assert again.charts == {} and again.draw([columns(1)]) == whole
    assert len(drawn) == 2


def test_nothing_is_believed_where_the_installation_cannot_be_told(tmp_path, drawn, monkeypatch):
    monkeypatch.setattr(installation, "_key", lambda: b"")
    for _ in range(2):
        cache = open_cache(tmp_path, "book")
        cache.draw([columns(1)])
        cache.save()
    assert drawn == ["chart_1", "chart_1"]


def test_a_link_in_the_place_of_the_cache_is_left_alone(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / ".cache").symlink_to(elsewhere)
    cache = open_cache(tmp_path, "book")
    cache.draw([columns(1)])
    cache.save()
    assert list(elsewhere.iterdir()) == []


def test_a_cache_that_cannot_be_written_stops_no_book(book, tmp_path):
    (tmp_path / ".cache").write_bytes(b"somebody's file")
    assert write.write_book(tmp_path, book(), ("html",)) == [tmp_path / "book.html"]
    assert (tmp_path / ".cache").read_bytes() == b"somebody's file"


def test_nothing_is_kept_of_a_pack_in_which_nothing_is_withheld(book, tmp_path):
    made = book()
    write.write_book(tmp_path, replace(made, cover=replace(made.cover, operational=True)), ("html",))
    assert not (tmp_path / ".cache").exists()


def test_an_unchanged_book_does_not_import_matplotlib(tmp_path):
    command = ["-C", str(ROOT / "examples" / "northmoor-council"), "--as-at", "2026-06-15", "report", "summary"]
    command += ["--out", str(tmp_path / "out"), "--to", "html,md"]
    code = (
        "import json, sys; from qaf.cli.boundary import run; code = run(sys.argv[1:]);"
        "print(json.dumps([code, 'matplotlib' in sys.modules]))"
    )
    seen = []
    for form in ("team", "team"):
        argv = [sys.executable, "-c", code, *(form if part == "summary" else part for part in command)]
        ran = run_process(argv, cwd=tmp_path, environment={"PYTHONPATH": str(ROOT)})
        seen.append(json.loads(ran.out.splitlines()[-1]))
    assert seen == [[0, True], [0, False]]


def test_two_processes_draw_the_same_bytes_as_one(monkeypatch, drawn):
    many = [columns(number) for number in range(second.PAYS_FROM)]
    monkeypatch.setattr(second, "processors", lambda: 2)
    said = []
    by_two = charts.draw_all(many, lambda what, done, of: said.append((done, of)))
    assert len(drawn) == len(many) // 2, "the other half was drawn elsewhere"
    assert said[-1] == (len(many), len(many)) and said == sorted(said)
    monkeypatch.setattr(second, "processors", lambda: 1)
    assert list(charts.draw_all(many).items()) == list(by_two.items())


@pytest.mark.parametrize("code", ["raise SystemExit(3)", "print('{}')", "print('not json')"])
def test_where_the_second_process_fails_the_first_draws_all(monkeypatch, drawn, code):
    many = [columns(number) for number in range(second.PAYS_FROM)]
    monkeypatch.setattr(second, "processors", lambda: 2)
    start = subprocess.Popen
    monkeypatch.setattr(second.subprocess, "Popen", lambda command, **options: start([*command[:-1], code], **options))
    assert list(charts.draw_all(many)) == [drawing.id for drawing in many]
    assert len(drawn) == len(many)


def test_where_no_process_can_be_started_the_first_draws_all(monkeypatch, drawn):
    def refused(*_arguments, **_options):
        raise PermissionError

    many = [columns(number) for number in range(second.PAYS_FROM)]
    monkeypatch.setattr(second, "processors", lambda: 2)
    monkeypatch.setattr(second.subprocess, "Popen", refused)
    assert len(charts.draw_all(many)) == len(drawn) == len(many)


def test_every_chart_of_the_example_is_small(tmp_path):
    example = ROOT / "examples" / "northmoor-council"
    ran = run_qaf("-C", example, "--as-at", "2026-06-15", "report", "--out", tmp_path / "o", cwd=tmp_path)
    assert ran.code == 0, ran.err
    sizes = {path.name: path.stat().st_size for path in (tmp_path / "o" / "book-charts").iterdir()}
    assert sizes and max(sizes.values()) <= 20 * 1024, sizes
