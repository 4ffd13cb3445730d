"""What a reader downloads for the first result of a search, with nothing in the cache, in a real Chromium.

    PYTHONPATH=tests/support python benchmarks/search_weight.py SITE [--box parley|pagefind|material] QUERY...

Prints a JSON object: the bytes of each query. Counted are all bytes that the server sends, headers too, text compressed
with gzip as hosts send it: what the page asks for from the moment its search is opened until the first result stands
there, and what is of the search in the page itself, its script and its style. The server counts, not the browser, whose
tools keep apart what a worker of the page asks for.

`parley` is our dialog, which shows eight results. `pagefind` is Pagefind alone, without a box, asked for the five
results that its own box shows. `material` is Material's search, which can show nothing before it has its whole index;
the wait ends when that has come.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from io import BufferedIOBase
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from browsing import Files, SiteServer
from chromium import system_chromium
from playwright.sync_api import Browser, Page, sync_playwright

PATIENCE = 600_000
"""Milliseconds."""
OF_THE_SEARCH = ("pagefind", "search")
"""What the addresses of its files have in them, where a page brings them along."""
ICON = "favicon"
"""Fetched by a browser when it likes, and nothing of the search."""
INDEX_IS_HERE = """() => {
    const loaded = performance.getEntriesByType("resource").map((one) => one.name);
    return ["search_index.json", "workers/search"].every((name) => loaded.some((address) => address.includes(name)));
}"""
ASK_PAGEFIND = """async (query) => {
    const pagefind = await import(new URL("pagefind/pagefind.js", document.baseURI).href);
    await pagefind.init();
    const { results } = await pagefind.search(query);
    if (!results.length) throw new Error(`nothing found: ${query}`);
    await Promise.all(results.slice(0, 5).map((one) => one.data()));
}"""

Sent = list[tuple[str, int]]
"""Each piece that was sent: the path that was asked for, and bytes."""


class Counting(BufferedIOBase):
    """Where a handler writes its answer; tells how many bytes before it passes them on."""

    def __init__(self, line: Any, tell: Callable[[int], None]) -> None:
        self._line, self._tell = line, tell

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._tell(len(data))
        return int(self._line.write(data))

    def flush(self) -> None:
        self._line.flush()


class CountedFiles(Files):
    """Serves a folder and notes what it sends."""

    path = ""

    def __init__(self, *arguments: Any, sent: Sent, **settings: Any) -> None:
        self._sent = sent
        super().__init__(*arguments, **settings)

    def setup(self) -> None:
        super().setup()
        self.wfile = Counting(self.wfile, lambda size: self._sent.append((urlsplit(self.path).path, size)))


@contextmanager
def served(site: Path) -> Iterator[tuple[str, Sent]]:
    """The address of the site on loopback, and what was sent so far, which grows."""
    sent: Sent = []
    server = SiteServer(site)
    server.RequestHandlerClass = partial(CountedFiles, root=server.root, directory=str(site), sent=sent)
    try:
        yield server.address, sent
    finally:
        server.close()


def ask_parley(page: Page, query: str) -> None:
    """As a reader does: open the dialog, type, and wait for the first result."""
    page.locator(".p-search-open").click()
    page.locator("#p-search-input").fill(query)
    page.locator(".p-search-results > li > a").first.wait_for(timeout=PATIENCE)


def ask_pagefind(page: Page, query: str) -> None:
    """As a script of a page does."""
    page.evaluate(ASK_PAGEFIND, query)


def ask_material(page: Page, query: str) -> None:
    """Open the search; the page loads its index on its own."""
    page.keyboard.press("/")
    page.locator("input[name=query]").fill(query)
    page.wait_for_function(INDEX_IS_HERE, timeout=PATIENCE)


BOXES: dict[str, Callable[[Page, str], None]] = {
    "parley": ask_parley,
    "pagefind": ask_pagefind,
    "material": ask_material,
}


def weight(browser: Browser, site: Path, box: str, query: str) -> int:
    """Bytes for the first result of the query, on the site's home page, by a reader who was never there."""
    with served(site) as (address, sent):
        page = browser.new_page()
        page.goto(address, wait_until="networkidle", timeout=PATIENCE)
        with_the_page = len(sent)
        BOXES[box](page, query)
        answered = list(sent)
        page.close()
    of_the_page = sum(size for path, size in answered[:with_the_page] if any(name in path for name in OF_THE_SEARCH))
    return of_the_page + sum(size for path, size in answered[with_the_page:] if ICON not in path)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's browser, else Playwright's own; it asks no host but loopback."""
    executable = system_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable,
            args=["--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
            # Chromium refuses its sandbox to root, and a downloaded one is often not allowed to have it.
            chromium_sandbox=executable is not None and os.geteuid() != 0,
        )
        yield browser
        browser.close()


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("queries", nargs="+", metavar="QUERY")
    parser.add_argument("--box", choices=BOXES, default="parley")
    options = parser.parse_args()
    with chromium() as browser:
        print(json.dumps({query: weight(browser, options.site, options.box, query) for query in options.queries}))


if __name__ == "__main__":
    main()
