"""What the browser tests share: a server for a built site, and a watch on what its pages do."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any, BinaryIO, Protocol
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, WebError, WebSocket


class Serve(Protocol):
    """Serve a folder on loopback until the tests end; the address, which ends with a slash."""

    def __call__(self, folder: Path, prefix: str = "") -> str: ...


class Reader(Protocol):
    """Open an empty page as one reader's browser has it, in a context of its own; see Playwright's `new_context`."""

    def __call__(self, *, width: int = 1440, **settings: Any) -> Page: ...


@dataclass  # without slots: Playwright keeps a note on the owner of each handler
class Watch:
    """What the pages of one browser context did that no reader should meet.

    `console_errors` holds errors and warnings on the console and exceptions that no script caught. `off_origin` holds
    the addresses asked for on any other host than that of the first page.
    """

    console_errors: list[str] = field(default_factory=list)
    off_origin: list[str] = field(default_factory=list)
    home: str = ""

    def attach(self, context: BrowserContext) -> None:
        """Watch every page of the context from now on."""
        for event, note in self._notes():
            context.on(event, note)
        for page in context.pages:
            self._on_page(page)

    def detach(self, context: BrowserContext) -> None:
        """Watch it no longer."""
        for event, note in self._notes():
            context.remove_listener(event, note)
        for page in context.pages:
            page.remove_listener("websocket", self._on_websocket)

    def _notes(self) -> Iterator[tuple[Any, Callable[..., None]]]:
        yield from (("console", self._on_console), ("weberror", self._on_exception))
        yield from (("request", self._on_request), ("page", self._on_page))

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.console_errors.append(message.text)

    def _on_exception(self, error: WebError) -> None:
        self.console_errors.append(str(error.error))

    def _on_request(self, request: Request) -> None:
        self._note(request.url)

    def _on_page(self, page: Page) -> None:
        page.on("websocket", self._on_websocket)

    def _on_websocket(self, socket: WebSocket) -> None:
        self._note(socket.url)

    def _note(self, url: str) -> None:
        host = urlsplit(url).netloc
        self.home = self.home or host
        # An address without a host (data:, blob:) asks no one.
        if host not in ("", self.home):
            self.off_origin.append(url)


COMPRESSED = frozenset({".css", ".html", ".js", ".json", ".svg", ".txt", ".xml"})
"""What a web server sends compressed: text. Fonts and Pagefind's index are compressed already."""


@cache
def compressed(file: Path, _changed: int) -> bytes:
    """What is in the file, compressed with gzip as hosts commonly do."""
    return gzip.compress(file.read_bytes(), compresslevel=6)


class Files(SimpleHTTPRequestHandler):
    """Serves a folder below a path that begins and ends with a slash, text compressed; anything else is not found."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, root: str, directory: str) -> None:
        self.root = root
        super().__init__(*arguments, directory=directory)

    def send_head(self) -> BytesIO | BinaryIO | None:
        if self.path == "/favicon.ico":
            # Asked of any host by the browser itself, where a page names no icon: no fault of the page's.
            self.send_response(HTTPStatus.NO_CONTENT)
            self.end_headers()
            return None
        if not self.path.startswith(self.root):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        file = self._file()
        if file.suffix in COMPRESSED and file.is_file() and "gzip" in self.headers.get("Accept-Encoding", ""):
            return self._send_compressed(file)
        return super().send_head()

    def _file(self) -> Path:
        asked = Path(self.translate_path(self.path))
        return asked / "index.html" if urlsplit(self.path).path.endswith("/") else asked

    def _send_compressed(self, file: Path) -> BytesIO:
        body = compressed(file, file.stat().st_mtime_ns)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return BytesIO(body)

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(self.root))

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the base class names it so)
        """Nothing: a test reports what it saw."""


class SiteServer(ThreadingHTTPServer):
    """Serves a folder on a free port of the loopback address from the start, under a sub-path where one is given."""

    def __init__(self, folder: Path, prefix: str = "") -> None:
        trimmed = prefix.strip("/")
        self.root = f"/{trimmed}/" if trimmed else "/"
        super().__init__(("127.0.0.1", 0), partial(Files, root=self.root, directory=str(folder)))
        Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    @property
    def address(self) -> str:
        """Where the site begins, with a slash at the end."""
        return f"http://127.0.0.1:{self.server_port}{self.root}"

    def close(self) -> None:
        """Stop serving and free the port."""
        self.shutdown()
        self.server_close()
