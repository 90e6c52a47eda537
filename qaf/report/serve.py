"""One page on this machine's own loopback address, which tells the browser when it has changed.

Nothing is looked up on disk: what is served is the page in hand, and every other address is not there. Whoever asks
has to name this address as the host, so that a page from elsewhere cannot have it read under a name of its own.
"""

from __future__ import annotations

import base64
import errno
import hashlib
import html
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from qaf.ground.errors import QafError
from qaf.ground.text import reason

HOST = "127.0.0.1"
PAGES = ("/", "/book.html")
CHANGES = "/changes"
STILL_HERE = 15.0
"""After so many seconds without a change a word goes to the browser, so that one that has gone is noticed."""

_SCRIPT = """\
(() => {
  const shown = document.currentScript.dataset.version;
  new EventSource("/changes").onmessage = (event) => { if (event.data !== shown) location.reload(); };
})();
"""
_ALLOWED = f"'sha256-{base64.b64encode(hashlib.sha256(_SCRIPT.encode()).digest()).decode()}'"
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_STRICT = "default-src 'none'; base-uri 'none'; form-action 'none'"
_STYLE = (
    "body{margin:2rem auto;max-width:60rem;padding:0 1rem;font:1.125rem/1.5 system-ui,sans-serif;color:#0b0c0c;"
    "background:#fff}pre{white-space:pre-wrap;overflow-wrap:anywhere;padding:1rem;border-left:5px solid #c2501a;"
    "background:#fdf3ee;font-size:1rem}"
)
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()


class PageServer:
    """Serves one page until it is closed. Raises `QafError` where the port cannot be had; 0 takes any that is free."""

    def __init__(self, port: int) -> None:
        self._news = threading.Condition()
        self._version = 0
        self._page = (_STRICT, b"")
        self._closed = False
        try:
            self._server = _Server((HOST, port), _Handler)
        except OSError as error:
            taken = "another program uses it" if error.errno == errno.EADDRINUSE else reason(error)
            raise QafError(
                f"The port {port} cannot be used: {taken}.",
                help="Choose another with --port, or any free one: --port 0",
            ) from error
        self._server.pages = self
        self.port = int(self._server.server_address[1])
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()

    @property
    def address(self) -> str:
        """Where a browser finds the page."""
        return f"http://{HOST}:{self.port}/"

    @property
    def hosts(self) -> tuple[str, str]:
        """What a request may name as its host."""
        return f"{HOST}:{self.port}", f"localhost:{self.port}"

    def show(self, page: bytes) -> None:
        """Serve another page from now on, and tell the browsers."""
        with self._news:
            self._version += 1
            self._page = _with_reload(page.decode("utf-8"), self._version)
            self._news.notify_all()

    def current(self) -> tuple[str, bytes]:
        """The policy and the page as they are now."""
        with self._news:
            return self._page

    def next_version(self, seen: int) -> int:
        """The version of the page once it is no longer `seen`, or after a while; -1 where the server is closed."""
        with self._news:
            self._news.wait_for(lambda: self._closed or self._version != seen, STILL_HERE)
            return -1 if self._closed else self._version

    def close(self) -> None:
        """Stop serving."""
        with self._news:
            self._closed = True
            self._news.notify_all()
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    pages: PageServer


class _Handler(BaseHTTPRequestHandler):
    """Answers one browser."""

    server: _Server
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        """The page, or word of its changes."""
        if not self._is_for_us():
            self._answer(421, b"This address is not served here.\n")
        elif self.path == CHANGES and self.command == "GET":
            self._tell_changes()
        elif self.path.partition("?")[0] in PAGES:
            policy, page = self.server.pages.current()
            self._answer(200, page, policy, "text/html; charset=utf-8")
        else:
            self._answer(404, b"There is nothing here but the book.\n")

    do_HEAD = do_GET  # noqa: N815

    def version_string(self) -> str:
        """What serves, with nothing of the machine."""
        return "qaf"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing is logged."""

    def _is_for_us(self) -> bool:
        return self.headers.get_all("Host", []) in [[host] for host in self.server.pages.hosts]

    def _answer(self, code: int, body: bytes, policy: str = _STRICT, kind: str = "text/plain; charset=utf-8") -> None:
        self.send_response(code)
        self._headers(policy, kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _headers(self, policy: str, kind: str) -> None:
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", f"{policy}; frame-ancestors 'none'")
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")

    def _tell_changes(self) -> None:
        """Tell the version at once, and each one that comes."""
        self.close_connection = True
        self.send_response(200)
        self._headers(_STRICT, "text/event-stream")
        self.end_headers()
        told = 0
        try:
            while (version := self.server.pages.next_version(told)) >= 0:
                text = ": still here\n\n" if version == told else f"data: {version}\n\n"
                self.wfile.write(text.encode())
                self.wfile.flush()
                told = version
        except OSError:
            return


def trouble_page(title: str, text: str) -> bytes:
    """A page that stands in for the book while it cannot be built: `text` is what a terminal would show."""
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_STRICT}; style-src \'sha256-{_STYLE_HASH}\'">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{html.escape(title)}</h1>\n<pre>{html.escape(text)}</pre>\n"
        "<p>Mend it and save: this page turns into the book again by itself.</p>\n</main>\n</body>\n</html>\n"
    ).encode()


def _with_reload(page: str, version: int) -> tuple[str, bytes]:
    """The policy of a page, which then lets one script run that waits for changes; and the page with that script."""
    found = _POLICY.search(page)
    policy = html.unescape(found[1]) if found else _STRICT
    if found:
        page = page[: found.start()] + page[found.end() :]
    before, end, after = page.rpartition("</body>")
    script = f'<script data-version="{version}">{_SCRIPT}</script>'
    whole = before + script + end + after if end else page + script
    return f"{policy}; script-src {_ALLOWED}; connect-src 'self'", whole.encode()
