"""Every kind of page: reached from home, quiet, at home on its own host, and no wider than the screen."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from browsing import Reader, Serve, Watch
from example_site import BRIEFING, PAGE_KINDS, published, ways_from_home
from pages import overflow, read_through, without_policy
from playwright.sync_api import Locator, Page, expect

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
def test_a_page_is_quiet_and_no_wider_than_the_screen(page: Page, watch: Watch, site: str, path: str) -> None:
    """Read to its end, with all it folds open, it asks no other host, leaves the console empty, and fits any screen.

    From 320 px to a wide screen no reader scrolls it to the side; tables scroll in themselves.
    """
    read_through(page, site + path)
    expect(page.locator("h1")).to_have_count(1)
    for width in (320, 390, 768, 1024, 1440, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        assert overflow(page) == [], f"at {width} px"
    assert (watch.off_origin, watch.console_errors) == ([], [])


LARGER = ((320, 130), (390, 150), (390, 200), (768, 200))
"""The width of a screen in pixels, and how large a reader has set letters to be, in percent of what is usual."""

IN_THE_HEADER = (".p-wordmark", ".p-search-open", ".p-scheme", ".p-menu summary", ".p-menu nav")
PAST_THE_SIDES = "({ left, right }) => left < 0 || right > document.documentElement.clientWidth"


@EVERY_KIND
def test_larger_letters_lose_nothing(reader: Reader, site: str, path: str) -> None:
    """Where a reader has set letters to be larger the page still fits, and all of the header is on the screen."""
    page = reader()
    page.goto(site + path)
    settings = page.context.new_cdp_session(page)
    for width, percent in LARGER:
        page.set_viewport_size({"width": width, "height": 844})
        settings.send("Page.setFontSizes", {"fontSizes": {"standard": 16 * percent // 100}})
        assert overflow(page) == [], f"{percent} percent at {width} px"
        page.locator(".p-menu").evaluate("menu => { menu.open = true }")
        assert past_the_sides(page) == [], f"{percent} percent at {width} px"


STANDING_OUT = """tables => tables.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
  .map((table) => table.innerText.slice(0, 40))"""
TALLER_BY_ITS_LINK = """headings => headings.filter((heading) => {
  const link = heading.querySelector(".headerlink"), height = heading.offsetHeight;
  link.style.display = "none";
  return heading.offsetHeight < height;
}).map((heading) => heading.innerText)"""


@pytest.mark.parametrize("path", ["guarantees/", "processes/minsk-2015/", "tracker/", BRIEFING])
def test_on_a_phone_rows_are_cards_that_fit(reader: Reader, site: str, path: str) -> None:
    """However large the letters: what stands in a card is never cut off, and no heading is taller by its link."""
    page = reader()
    page.goto(site + path)
    settings = page.context.new_cdp_session(page)
    for width, percent in ((320, 100), (390, 100), *LARGER[:3]):
        page.set_viewport_size({"width": width, "height": 844})
        settings.send("Page.setFontSizes", {"fontSizes": {"standard": 16 * percent // 100}})
        cards = page.locator(".p-table:has(> .p-stack)")
        assert cards.count() > 0
        assert cards.evaluate_all(STANDING_OUT) == [], f"{percent} percent at {width} px"
    page.set_viewport_size({"width": 390, "height": 844})
    settings.send("Page.setFontSizes", {"fontSizes": {"standard": 16}})
    assert page.locator(":is(h2, h3, h4):has(> .headerlink)").evaluate_all(TALLER_BY_ITS_LINK) == []


def past_the_sides(page: Page) -> list[str]:
    """What of the header is not wholly on the screen."""
    boxes = {place: page.locator(f".p-masthead {place}").locator("visible=true") for place in IN_THE_HEADER}
    return [
        place for place, one in boxes.items() if one.evaluate(f"one => ({PAST_THE_SIDES})(one.getBoundingClientRect())")
    ]


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_a_header_of_two_lines_covers_no_text(page: Page, site: str, percent: int) -> None:
    """On a phone it stands while the page scrolls, and goes along where large letters give it two lines."""
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": 16 * percent // 100}})
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(site + BRIEFING)
    page.mouse.wheel(0, 1500)
    page.wait_for_function("scrollY > 1000")
    bottom = page.locator(".p-masthead").evaluate("header => header.getBoundingClientRect().bottom")
    assert (bottom > 0) == (percent == 100)


def test_a_page_that_asks_elsewhere_is_caught(page: Page, watch: Watch, serve: Serve, faulty: Path) -> None:
    """The same look at a page with faults finds each."""
    read_through(page, f"{serve(faulty)}about/")
    assert set(watch.off_origin) == {"http://elsewhere.example/a.png", "http://elsewhere.example/b.css"}
    assert {"a warning", "an error"} <= set(watch.console_errors)


def test_a_page_that_is_too_wide_is_caught(reader: Reader, serve: Serve, faulty: Path) -> None:
    """The same look at a page with something wide in it names that."""
    page = reader(width=320)
    read_through(page, f"{serve(faulty)}about/")
    assert any("too-wide" in element for element in overflow(page))


def test_every_kind_is_three_clicks_from_home(page: Page, site: str, ways: dict[str, tuple[str, ...]]) -> None:
    """A reader who only clicks on what is to be seen comes from home to any kind of page in three clicks.

    Each click is made once: the page that it asks for is not sent, so that the next click can be made where it stood.
    """
    assert max(len(ways[path]) for path in PAGE_KINDS.values()) <= CLICKS
    clicks = {click for path in PAGE_KINDS.values() for click in pairwise(("", *ways[path]))}
    assert len(clicks) >= len(PAGE_KINDS) - 1
    for start in sorted({start for start, _ in clicks}):
        page.goto(site + start)
        page.route("**/*", lambda route: route.fulfill(status=204))
        for target in sorted(target for begin, target in clicks if begin == start):
            with page.expect_request(site + target) as asked:
                visible_links(page, site + target).first.click()
            assert asked.value.is_navigation_request()
        page.unroute("**/*")


def test_a_link_that_nobody_sees_is_not_clicked(page: Page, serve: Serve, tmp_path: Path) -> None:
    """The search for a link on which a reader can click passes over a hidden one."""
    (tmp_path / "index.html").write_text("<!doctype html><title>x</title><a href=a/ hidden>A</a> <a href=b/>B</a>")
    address = serve(tmp_path)
    page.goto(address)
    assert [visible_links(page, f"{address}{target}").count() for target in ("a/", "b/", "c/")] == [0, 1, 0]


def visible_links(page: Page, address: str) -> Locator:
    """The links on the page that lead to an address and can be seen, whichever way they are written."""
    written: list[str] = page.evaluate(
        """(to) => [...document.links].filter((a) => a.href.split('#')[0] === to).map((a) => a.getAttribute('href'))""",
        address,
    )
    named = " or ".join(f'@href="{one}"' for one in dict.fromkeys(written)) or "false()"
    return page.locator("a:visible").and_(page.locator(f"xpath=//a[{named}]"))


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
