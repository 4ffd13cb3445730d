"""Every kind of page: reached from home, quiet, at home on its own host, and no wider than the screen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browsing import Reader, Serve, Watch
from example_site import BRIEFING, PAGE_KINDS, published, ways_from_home
from pages import overflow, read_through, without_policy
from playwright.sync_api import Page, expect

CLICKS = 3
EVERY_KIND = pytest.mark.parametrize("path", PAGE_KINDS.values(), ids=PAGE_KINDS)
EVERYWHERE_ELSE = """
<img src="http://elsewhere.example/a.png" alt="">
<link rel="stylesheet" href="http://elsewhere.example/b.css">
<script>console.warn("a warning"); console.error("an error")</script>
"""


@pytest.fixture(scope="module")
def ways(example: Path) -> dict[str, tuple[str, ...]]:
    """The pages to click through from home, for each page."""
    return ways_from_home(example)


@pytest.fixture
def faulty(example: Path, tmp_path: Path) -> Path:
    """A copy of the site's page about itself that asks elsewhere, speaks on the console and is too wide."""
    text = without_policy((example / "about/index.html").read_text(encoding="utf-8"))
    wide = '<div id="too-wide" style="width: 2000px">Wide</div>'
    (tmp_path / "about").mkdir()
    (tmp_path / "assets").symlink_to(example / "assets")
    (tmp_path / "about/index.html").write_text(text.replace("</article>", f"{EVERYWHERE_ELSE}{wide}</article>"))
    return tmp_path


@EVERY_KIND
def test_a_page_asks_its_own_host_alone_and_is_quiet(page: Page, watch: Watch, site: str, path: str) -> None:
    """A page read to its end, with all it folds open, asks no other host and leaves the console empty."""
    read_through(page, site + path)
    expect(page.locator("h1")).to_have_count(1)
    assert (watch.off_origin, watch.console_errors) == ([], [])


def test_a_page_that_asks_elsewhere_is_caught(page: Page, watch: Watch, serve: Serve, faulty: Path) -> None:
    """The same look at a page with faults finds each."""
    read_through(page, f"{serve(faulty)}about/")
    assert set(watch.off_origin) == {"http://elsewhere.example/a.png", "http://elsewhere.example/b.css"}
    assert {"a warning", "an error"} <= set(watch.console_errors)


@EVERY_KIND
def test_a_page_is_no_wider_than_the_screen(reader: Reader, site: str, path: str) -> None:
    """From 320 px to a wide screen no reader scrolls a page to the side; tables scroll in themselves."""
    page = reader(width=320)
    page.goto(site + path)
    for width in (320, 390, 768, 1024, 1440, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        assert overflow(page) == [], f"at {width} px"


def test_a_page_that_is_too_wide_is_caught(reader: Reader, serve: Serve, faulty: Path) -> None:
    """The same look at a page with something wide in it names that."""
    page = reader(width=320)
    page.goto(f"{serve(faulty)}about/")
    assert any("too-wide" in element for element in overflow(page))


@EVERY_KIND
def test_every_kind_is_three_clicks_from_home(
    page: Page, site: str, ways: dict[str, tuple[str, ...]], path: str
) -> None:
    """A reader who only clicks on what is to be seen comes from home to any kind of page in three clicks."""
    assert len(ways[path]) <= CLICKS
    page.goto(site)
    for step in ways[path]:
        page.wait_for_load_state("domcontentloaded")
        page.locator("a:visible").and_(page.locator(f"xpath=//a[{links_to(page, site + step)}]")).first.click()
        expect(page).to_have_url(re.compile(f"{re.escape(site + step)}(#|$)"))


def links_to(page: Page, address: str) -> str:
    """The condition for a link on the page that leads to an address, whichever way it is written."""
    written: list[str] = page.evaluate(
        """(to) => [...document.links].filter((a) => a.href.split('#')[0] === to).map((a) => a.getAttribute('href'))""",
        address,
    )
    return " or ".join(f'@href="{one}"' for one in dict.fromkeys(written))


def test_every_page_is_three_clicks_from_home(example: Path, ways: dict[str, tuple[str, ...]]) -> None:
    """No page of the site is further from home, and none is without a way to it."""
    assert {path for path, _ in published(example)} == set(ways)
    assert max(map(len, ways.values())) <= CLICKS


def test_every_kind_the_site_has_is_looked_at(example: Path) -> None:
    """A kind of page that the list of kinds does not hold would go untested."""
    kinds = {path: kind_of(root) for path, root in published(example)}
    assert len(kinds) > 100
    assert {kind for kind in kinds.values() if kind} == {kinds[path] for path in PAGE_KINDS.values()} - {""}
    tops = {path for path in kinds if path.count("/") == 1}
    assert tops <= set(PAGE_KINDS.values())


def kind_of(root: object) -> str:
    """The kind that a page says it is; nothing for one written as prose."""
    classes = root.xpath("string(//article/@class)").split()  # type: ignore[attr-defined]
    return next((name for name in classes if name.startswith("p-kind-")), "")


def test_what_is_not_found_is_said(page: Page, watch: Watch, site: str) -> None:
    """The page for an address that leads nowhere works from any depth and shows the ways on."""
    page.goto(f"{site}404.html")
    expect(page.locator("h1")).to_have_text("Page not found")
    page.locator("#p-content").get_by_role("link", name="Archive").click()
    expect(page).to_have_url(f"{site}archive/")
    assert (watch.off_origin, watch.console_errors) == ([], [])


def test_the_menu_of_a_phone_leads_on(reader: Reader, site: str) -> None:
    """On a phone the menu opens by a tap, names every page of the site's navigation, and leads there."""
    page = reader(width=390, has_touch=True, is_mobile=True)
    page.goto(site + BRIEFING)
    menu = page.locator(".p-menu")
    expect(page.locator(".p-nav")).to_be_hidden()
    menu.locator("summary").tap()
    assert menu.get_by_role("link").count() == page.locator(".p-nav a").count() > 8
    menu.get_by_role("link", name="Guarantees").tap()
    expect(page).to_have_url(f"{site}guarantees/")
