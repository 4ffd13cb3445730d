"""The watch on a page sees what it is there to see: without these, its empty lists would prove nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from browsing import Serve, Watch
from playwright.sync_api import Browser, Page
from windows import Windows


def html(body: str) -> str:
    return f"<!doctype html><html lang=en><meta charset=utf-8><title>A page</title><link rel=icon href=data:,>{body}"


def test_a_quiet_page_leaves_nothing(page: Page, watch: Watch, serve: Serve, tmp_path: Path) -> None:
    """A page that asks its own host alone, and logs no error, leaves both lists empty."""
    (tmp_path / "style.css").write_text("p { color: black }")
    (tmp_path / "index.html").write_text(
        html("<link rel=stylesheet href=style.css><p>Quiet<script>console.log(1)</script>")
    )
    page.goto(serve(tmp_path), wait_until="networkidle")
    assert page.title() == "A page"
    assert (watch.console_errors, watch.off_origin) == ([], [])


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("console.error('spoken')", "spoken"),
        ("console.warn('warned')", "warned"),
        ("throw new Error('thrown')", "thrown"),
        ("Promise.reject('lost')", "lost"),
    ],
)
def test_errors_are_seen(page: Page, watch: Watch, serve: Serve, tmp_path: Path, script: str, message: str) -> None:
    """An error or a warning that is logged, an error that is thrown or rejected is on the list."""
    (tmp_path / "index.html").write_text(html(f"<script>{script}</script>"))
    page.goto(serve(tmp_path), wait_until="networkidle")
    assert [error for error in watch.console_errors if message in error]


def test_a_missing_file_is_seen(page: Page, watch: Watch, serve: Serve, tmp_path: Path) -> None:
    """A script that is not there is an error on the console."""
    (tmp_path / "index.html").write_text(html("<script src=missing.js></script>"))
    page.goto(serve(tmp_path), wait_until="networkidle")
    assert any("404" in error for error in watch.console_errors)


@pytest.mark.parametrize(
    "body",
    [
        "<img src=http://elsewhere.example/>",
        "<script>fetch('http://elsewhere.example/').catch(() => {})</script>",
        "<script>new WebSocket('ws://elsewhere.example/')</script>",
        "<script>new Worker(URL.createObjectURL(new Blob([`fetch('http://elsewhere.example/')`])))</script>",
    ],
)
def test_requests_to_other_hosts_are_seen(page: Page, watch: Watch, serve: Serve, tmp_path: Path, body: str) -> None:
    """An image, a fetch, a socket or a worker that asks another host is on the list."""
    (tmp_path / "index.html").write_text(html(body))
    page.goto(serve(tmp_path), wait_until="networkidle")
    assert {url.partition("://")[2] for url in watch.off_origin} == {"elsewhere.example/"}


def test_a_site_stands_under_a_prefix(page: Page, serve: Serve, tmp_path: Path) -> None:
    """A site under a sub-path answers there, and nowhere else."""
    (tmp_path / "players").mkdir()
    (tmp_path / "players/index.html").write_text(html("<p>Players"))
    address = serve(tmp_path, "some/place")
    assert address.endswith("/some/place/")
    page.goto(f"{address}players")
    assert page.url == f"{address}players/"
    assert page.text_content("p") == "Players"
    response = page.request.get(address.replace("some/place/", "players/"))
    assert response.status == 404


def test_a_window_that_is_used_again_is_as_it_was_opened(browser: Browser, watch: Watch) -> None:
    """Another size, another medium and other colours stay with the test that asked for them."""
    windows = Windows(browser)
    settings = {"viewport": {"width": 700, "height": 500}, "reduced_motion": "reduce"}
    window = windows.open(watch, settings)
    before = window.page.evaluate(SURROUNDINGS)
    window.page.set_viewport_size({"width": 390, "height": 800})
    window.page.emulate_media(
        media="print", color_scheme="dark", forced_colors="active", reduced_motion="no-preference"
    )
    assert [one == other for one, other in zip(before, window.page.evaluate(SURROUNDINGS), strict=True)] == [False] * 5
    windows.give_back(window)
    again = windows.open(watch, settings)
    assert again.page is window.page
    assert again.page.evaluate(SURROUNDINGS) == before
    again.context.close()


SURROUNDINGS = """() => [innerWidth, ...[
    "print", "(prefers-color-scheme: dark)", "(forced-colors: active)", "(prefers-reduced-motion: reduce)"
].map((query) => matchMedia(query).matches)]"""
