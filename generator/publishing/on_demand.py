"""A preview makes a page or a file when somebody looks at it, so that a save is seen at once however large the site is.

The search index needs every page: it is made when search is first opened after a save. MkDocs offers no event for an
answer of its server, so the method that gives it is replaced; MkDocs 1.x is frozen, and a test holds what is used here.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterable
from functools import partial
from html import escape
from pathlib import Path
from threading import Lock
from typing import Any

from mkdocs.livereload import LiveReloadServer

from generator.publishing import pagefind
from generator.publishing.site_pages import SitePages

log = logging.getLogger(f"mkdocs.plugins.{__name__}")

HTML = "text/html; charset=utf-8"
FAILURE = """\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>This page could not be made</title></head>
<body><h1>This page could not be made</h1>
<p>A template or Parley itself is at fault, no briefing. Once that is mended and saved, the page appears here.</p>
<pre>{trace}</pre></body>
</html>
"""

Answer = Iterable[bytes] | None
StartResponse = Callable[[str, list[tuple[str, str]]], object]


class PagesOnDemand:
    """What a preview answers for the edition's pages and files; `newest` tells those of the newest build."""

    def __init__(self, server: LiveReloadServer, newest: Callable[[], SitePages]) -> None:
        self._server = server
        self._newest = newest
        self._serve_file: Callable[..., Answer] = server._serve_request
        self._lock = Lock()
        self._indexed: SitePages | None = None
        server._serve_request = self._answer  # type: ignore[method-assign]

    def _answer(self, environ: dict[str, Any], start_response: StartResponse) -> Answer:
        url = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if not (url + "/").startswith(self._server.mount_path):
            return self._serve_file(environ, start_response)
        place = url[len(self._server.mount_path) :].removesuffix("index.html")
        epoch = self._epoch_once_built()
        pages = self._newest()
        with self._lock:
            if place.startswith(f"{pagefind.FOLDER}/"):
                self._index(pages)
            elif (path := pages.path_at(place)) is not None:
                return self._made(path, partial(_page, pages, path), HTML, epoch, start_response)
            elif place in pages.data:
                kind = self._server._guess_type(place)  # type: ignore[no-untyped-call]
                return self._made(place, lambda: pages.data.make(place).content, kind, epoch, start_response)
            elif pages.path_at(f"{place}/") is not None:
                start_response("302 Found", [("Location", f"{environ['PATH_INFO']}/")])
                return []
        return self._serve_file(environ, start_response)

    def _made(
        self, path: str, make: Callable[[], bytes], kind: str, epoch: int, start_response: StartResponse
    ) -> Answer:
        """What is made, or what went wrong with it; either way it is there anew once a file is saved."""
        try:
            status, content = "200 OK", make()
        except Exception:
            log.exception("%s could not be made", path)
            status, kind = "500 Internal Server Error", HTML
            content = FAILURE.format(trace=escape(traceback.format_exc())).encode()
        if kind == HTML:
            content = self._server._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call]
        start_response(status, [("Content-Type", kind), ("Content-Length", str(len(content)))])
        return [content]

    def _epoch_once_built(self) -> int:
        """The number of the newest build; while one is under way, its pages are worth the wait."""
        with self._server._epoch_cond:
            self._server._epoch_cond.wait_for(lambda: self._server._visible_epoch == self._server._wanted_epoch)
            return self._server._visible_epoch

    def _index(self, pages: SitePages) -> None:
        """Make the search index of these pages, once; without one a preview has no search, and all else."""
        if self._indexed is pages:
            return
        try:
            for path in pages.paths:
                pages.write(path)
            pagefind.run(Path(self._server.root))
        except (pagefind.SearchIndexError, OSError):
            return
        self._indexed = pages


def _page(pages: SitePages, path: str) -> bytes:
    return pages.html(path).encode()
