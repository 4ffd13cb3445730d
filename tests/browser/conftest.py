"""A real Chromium for the tests in this folder; without one they fail."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import Serve, SiteServer, Watch
from chromium import system_chromium
from playwright.sync_api import Browser, Page, sync_playwright

# The name of no host but loopback resolves, so that a page under test asks nothing of the world, and the browser
# itself makes no calls of its own.
_ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole session: the system's, else Playwright's own."""
    executable = system_chromium()
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=executable,
            args=list(_ARGUMENTS),
            # Chromium refuses its sandbox to root, and a downloaded one is often not allowed to have it.
            chromium_sandbox=executable is not None and os.geteuid() != 0,
        )
        yield launched
        launched.close()


@pytest.fixture
def watch() -> Watch:
    """What the test's page did that no reader should meet."""
    return Watch()


@pytest.fixture
def page(browser: Browser, watch: Watch) -> Iterator[Page]:
    """An empty page in a context of its own: no cookies, no storage, no cache of other tests."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB", timezone_id="UTC")
    watch.attach(context)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """Serves folders on loopback until the session ends, each folder and prefix once."""
    servers: dict[tuple[Path, str], SiteServer] = {}

    def start(folder: Path, prefix: str = "") -> str:
        key = (folder, prefix)
        if key not in servers:
            servers[key] = SiteServer(folder, prefix)
        return servers[key].address

    yield start
    for server in servers.values():
        server.close()
