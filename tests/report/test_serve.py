"""`qaf serve` in a real browser and by hand: saved, shown; broken, told; mended, back; and nothing else to be had."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from helpers import ROOT, build_tree, run_qaf

AREA = """\
name: The front door
group: practice
priority: 1
why: Because children come back.
measures:
  - {id: referrals, kind: quantity, text: Referrals, unit: count, counts: events}
"""
FILES = {
    "qaf.yaml": "schema: 2\norganisation: {id: northmoor, name: Northmoor, kind: organisation}\n",
    "areas/front-door.yaml": AREA,
    "figures.csv": "measure,period,value\nreferrals,2023/24,40\nreferrals,2024/25,50\nreferrals,2025/26,60\n",
}


@pytest.fixture
def served(tmp_path):
    """A folder with figures and its page: the folder, the address, the process."""
    folder = build_tree(tmp_path / "ours", FILES)
    assert run_qaf("-C", folder, "ingest", folder / "figures.csv").code == 0
    process = subprocess.Popen(
        [sys.executable, "-m", "qaf", "-C", str(folder), "--as-at", "2026-06-15", "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)},
    )
    yield folder, process.stdout.readline().strip(), process
    if process.poll() is None:
        process.kill()
    process.communicate()


def everything(folder: Path):
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_saved_file_changes_the_page_and_a_broken_one_is_told(served, browser, tmp_path):
    folder, address, process = served
    before = everything(folder)
    page = browser.new_page()
    messages = []
    page.on("console", lambda message: messages.append(message.text))
    page.goto(address)
    page.wait_for_selector("text=Because children come back.", timeout=60_000)
    build_tree(folder, {"areas/front-door.yaml": AREA.replace("children come back", "nobody asked them")})
    page.wait_for_selector("text=Because nobody asked them.", timeout=60_000)
    assert page.evaluate("getComputedStyle(document.querySelector('.cover-face')).display") != "inline"
    build_tree(folder, {"areas/front-door.yaml": AREA.replace("group: practice", "grup: practice <b>")})
    page.wait_for_selector("h1:has-text('The book cannot be built')", timeout=60_000)
    told = page.inner_text("pre")
    assert "areas/front-door.yaml:2:1: error QAF101" in told and "Did you mean `group`?" in told and "<b>" in told
    build_tree(folder, {"areas/front-door.yaml": AREA})
    page.wait_for_selector("text=Because children come back.", timeout=60_000)
    assert messages == [], "nothing of the pages is against their policy"
    page.close()
    assert everything(folder) == before
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 0 and said.endswith("Stopped.\n") and "Traceback" not in said
    assert not list(tmp_path.glob("qaf-serve-*"))


def test_nothing_but_the_page_is_served_and_to_nobody_else(served):
    _, address, _ = served
    place = urlsplit(address)
    assert place.hostname == "127.0.0.1"

    def ask(path, host=place.netloc, method="GET"):
        connection = http.client.HTTPConnection(place.hostname, place.port, timeout=30)
        connection.putrequest(method, path, skip_host=True)
        if host is not None:
            connection.putheader("Host", host)
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer, body

    for path in (
        "/../qaf.yaml", "/%2e%2e/qaf.yaml", "/qaf.yaml", "//etc/passwd", "/.cache/book.json", "/book.html/", "/book.md",
        "/..%2f..%2fetc/passwd", "http://elsewhere.example/", "/data/referrals.csv", "\\..\\qaf.yaml", "/changes/..",
    ):  # fmt: skip
        answer, body = ask(path)
        assert (answer.status, body) == (404, b"There is nothing here but the book.\n"), path
    for host in ("elsewhere.example", f"elsewhere.example:{place.port}", "127.0.0.1", None, f"{place.netloc}.example"):
        assert ask("/", host)[0].status == 421, host
        assert ask("/", host)[1] == b"This address is not served here.\n"
    assert ask("/", f"localhost:{place.port}")[0].status == 200
    assert ask("/", method="POST")[0].status == 501
    answer, body = ask("/", method="HEAD")
    assert (answer.status, body) == (200, b"")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert answer.headers["Cache-Control"] == "no-store" and "Python" not in str(answer.headers)


def test_a_port_that_is_taken_and_a_folder_that_is_none(tmp_path):
    folder = build_tree(tmp_path / "ours", FILES)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ran = run_qaf("-C", folder, "serve", "--port", str(taken.getsockname()[1]))
    assert ran.code == 2 and "cannot be used: another program uses it." in ran.err and ran.out == ""
    assert run_qaf("-C", tmp_path, "serve", "--port", "0").code == 2
