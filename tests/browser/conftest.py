"""A real Chromium for the tests in this folder; without one they fail."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import Reader, Serve, SiteServer, Watch
from chromium import system_chromium
from example_site import example_built_once
from playwright.sync_api import Browser, Page, sync_playwright
from windows import Windows

# What Chromium does of its own accord. Newer ones draw the list below the address bar as two web pages, anew for every
# window: that took longer than most tests. It heeds the last such list alone, so what Playwright leaves out is in it.
_LEFT_OUT = (
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
)

# The name of no host but loopback resolves, so that a page under test asks nothing of the world, and the browser
# itself makes no calls of its own.
_ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    f"--disable-features={','.join(_LEFT_OUT)}",
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


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Windows:
    """The windows of the session's browser."""
    return Windows(browser)


@pytest.fixture
def reader(windows: Windows, watch: Watch) -> Iterator[Reader]:
    """Opens pages, each in a context of its own: no cookies, no storage, no cache of other tests."""
    opened = []

    def open_page(*, width: int = 1440, **settings: Any) -> Page:
        viewport = {"width": width, "height": 900}
        usual = {"viewport": viewport, "locale": "en-GB", "timezone_id": "UTC", "reduced_motion": "reduce"}
        opened.append(windows.open(watch, usual | settings))
        return opened[-1].page

    yield open_page
    for window in opened:
        windows.give_back(window)


@pytest.fixture
def page(reader: Reader) -> Page:
    """An empty page on a wide screen."""
    return reader()


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of the site that this checkout's briefings make, built once however many processes test it."""
    own = tmp_path_factory.getbasetemp()
    return example_built_once(own if worker_id == "master" else own.parent)


@pytest.fixture(scope="session")
def site(example: Path, serve: Serve) -> str:
    """The address of the example site, under the sub-path that its `mkdocs.yml` names."""
    return serve(example, "parley")


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
