"""Make the pictures of the README from the built site: `make screenshots`.

Each is WebP, a page as a reader's browser has it, below 100 kB. `python scripts/screenshots.py SITE FOLDER` needs the
folder `tests/support` on PYTHONPATH, which finds the browser.
"""

from __future__ import annotations

import base64
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from chromium import system_chromium
from playwright.sync_api import Browser, Page, sync_playwright

QUALITY = 78
LARGEST = 100_000  # bytes: a README loads at once


@dataclass(frozen=True)
class Shot:
    """A picture: the page, the size of the screen, and what is done before it is taken."""

    name: str
    page: str
    width: int
    height: int
    scheme: str = "light"
    before: Callable[[Page], None] | None = None


def search(page: Page) -> None:
    """Look for heavy weapons, and wait for what is found and by what it can be narrowed."""
    page.keyboard.press("Control+k")
    page.keyboard.type("heavy weapons")
    page.wait_for_selector(".p-search-results[aria-busy=false] li mark")
    page.wait_for_selector(".p-search-filters select")


SHOTS = (
    Shot("briefing", "briefings/minsk-package-signed/", 1280, 860),
    Shot("guarantees", "guarantees/", 1280, 860),
    Shot("search", "", 1280, 860, before=search),
    Shot("phone", "briefings/minsk-package-signed/", 390, 800, "dark"),
    Shot("guide", "guide/problems/", 1280, 860),
)


class Quiet(SimpleHTTPRequestHandler):
    """A server that says nothing."""

    def log_message(self, *_: object) -> None:
        """Nothing."""


def take(browser: Browser, address: str, shot: Shot) -> bytes:
    """The picture as WebP."""
    size = {"width": shot.width, "height": shot.height}
    page = browser.new_page(viewport=size, color_scheme=shot.scheme, reduced_motion="reduce", locale="en-GB")
    page.goto(address + shot.page)
    page.wait_for_load_state("networkidle")
    if shot.before:
        shot.before(page)
    session = page.context.new_cdp_session(page)
    taken = session.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    page.close()
    return base64.b64decode(taken["data"])


def main(site: Path, folder: Path) -> int:
    """Take every picture; 1 where one is too large."""
    folder.mkdir(parents=True, exist_ok=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    too_large = 0
    with sync_playwright() as playwright:
        program = system_chromium()
        sandbox = program is not None and os.geteuid() != 0
        browser = playwright.chromium.launch(executable_path=program, chromium_sandbox=sandbox, args=["--disable-gpu"])
        for shot in SHOTS:
            picture = take(browser, f"http://127.0.0.1:{server.server_port}/", shot)
            (folder / f"{shot.name}.webp").write_bytes(picture)
            print(f"{shot.name}.webp {len(picture):,} bytes")
            too_large += len(picture) > LARGEST
        browser.close()
    server.shutdown()
    return 1 if too_large else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
