"""What the first view of a briefing costs a reader: bytes over the line, and text that does not jump."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from browsing import Reader, Serve, compressed
from example_site import BRIEFING, PAGE_KINDS, published
from playwright.sync_api import Page, Route, expect

MOST_KILOBYTES = 150
MOST_SHIFT = 0.02
KINDS_WATCHED = ("briefing", "AI-generated briefing", "briefing in Arabic", "home", "process", "outlook", "tracker")
WATCH_SHIFTS = """
    window.shifted = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
"""


@dataclass
class Transfers:
    """What a page loads, in bytes over the line, with an empty cache."""

    addresses: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    def attach(self, page: Page) -> Transfers:
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.responseReceived", self._on_response)
        session.on("Network.loadingFinished", self._on_finished)
        return self

    def _on_response(self, event: dict[str, Any]) -> None:
        self.addresses[event["requestId"]] = event["response"]["url"]

    def _on_finished(self, event: dict[str, Any]) -> None:
        address = self.addresses.get(event["requestId"], "")
        self.sizes[address] = self.sizes.get(address, 0) + int(event["encodedDataLength"])

    @property
    def kilobytes(self) -> float:
        return sum(self.sizes.values()) / 1000

    def told(self) -> str:
        """What weighs, the heaviest first."""
        lines = sorted(((size, address) for address, size in self.sizes.items()), reverse=True)
        return "\n".join([f"{self.kilobytes:.1f} KB", *(f"{size:>8} {address}" for size, address in lines)])


@pytest.fixture(scope="module")
def heaviest(example: Path) -> list[str]:
    """The path of the longest briefing in each language, and of the longest of all but those."""
    paths = [path for path, _ in published(example) if path.startswith("briefings/")]
    assert len(paths) >= 15
    paths.sort(key=lambda path: len(compressed(example / path / "index.html", 0)), reverse=True)
    first = {language_of(example / path / "index.html"): path for path in reversed(paths)}
    return [*first.values(), *[path for path in paths if path not in first.values()][:2]]


def language_of(page: Path) -> str:
    found = re.search(r'<html[^>]* lang="([a-z-]+)"', page.read_text(encoding="utf-8"))
    assert found
    return found[1]


def test_a_briefing_weighs_little(reader: Reader, site: str, heaviest: list[str]) -> None:
    """The first view of a briefing on a phone, with all it asks for until nothing more comes, is below the limit."""
    assert len(heaviest) > 4
    for path in heaviest:
        page = reader(width=390)
        transfers = Transfers().attach(page)
        page.goto(site + path, wait_until="networkidle")
        assert len(transfers.sizes) > 8
        assert transfers.kilobytes <= MOST_KILOBYTES, transfers.told()
        page.context.close()


@pytest.mark.parametrize(("path", "most"), [(BRIEFING, 15_000), ("truce-terms/", 8_500), ("archive/", 7_000)])
def test_a_page_itself_weighs_little(example: Path, path: str, most: int) -> None:
    """The richest briefing and two lists, compressed, without what they share with all pages."""
    assert most / 2 < len(compressed(example / path / "index.html", 0)) <= most


def test_the_index_grows_little_with_each_page(example: Path) -> None:
    """What Pagefind keeps of all words, of each page and of each facet, for a page of the site."""
    kept = [file for kind in ("index", "fragment", "filter") for file in (example / "pagefind" / kind).iterdir()]
    pages = len(list(published(example)))
    assert 500 < sum(file.stat().st_size for file in kept) / pages <= 3_000


def test_what_is_sent_is_compressed(page: Page, site: str, example: Path) -> None:
    """The bytes counted are those of the line: text counts compressed, and headers count."""
    transfers = Transfers().attach(page)
    page.goto(site, wait_until="networkidle")
    page_itself = (example / "index.html").stat().st_size
    assert 0 < transfers.sizes[site] < page_itself / 2


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("kind", KINDS_WATCHED)
def test_nothing_jumps(reader: Reader, site: str, kind: str, width: int) -> None:
    """While fonts and scripts arrive late, the text stays where the reader found it."""
    page = reader(width=width)
    page.add_init_script(WATCH_SHIFTS)
    page.route("**/*.woff2", held_up)
    page.goto(site + PAGE_KINDS[kind])
    expect(page.locator(".p-search-open")).to_have_attribute("role", "button")
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(300)
    assert page.evaluate("shifted") < MOST_SHIFT


def held_up(route: Route) -> None:
    """Let a file come late, as over a slow line."""
    sleep(0.15)
    route.continue_()


def test_a_jump_is_seen(page: Page, serve: Serve, tmp_path: Path) -> None:
    """The same look counts a line that pushes the text down."""
    late = "document.querySelector('h1').insertAdjacentHTML('beforebegin', '<p style=height:300px>')"
    (tmp_path / "index.html").write_text("<!doctype html><title>A page</title><h1>A page</h1><p>Text")
    page.add_init_script(WATCH_SHIFTS)
    page.goto(serve(tmp_path))
    page.evaluate(f"setTimeout(() => {late}, 100)")
    page.wait_for_function(f"shifted >= {MOST_SHIFT}")
